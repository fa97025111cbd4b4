"""Who stands behind a calendar link, and the tasks it shows."""

from datetime import timedelta

from pritok.accounts.actor import Actor
from pritok.accounts.models import User
from pritok.desk.access import visible_tasks
from pritok.desk.models import CalendarFeed, Task
from pritok.kit import clock

_BACK, _AHEAD = timedelta(days=31), timedelta(days=366)
_MOST = 1_000


def feed_of(person: int) -> CalendarFeed | None:
    return CalendarFeed.objects.filter(person=person).first()


def person_behind(token_hash: str) -> User | None:
    """Return the active person whose link this is."""
    feed = CalendarFeed.objects.select_related("person").filter(token_hash=token_hash).first()
    return feed.person if feed is not None and feed.person.is_active else None


def calendar_tasks(actor: Actor, person: int) -> list[Task]:
    """Return a person's tasks of the last month and the coming year, as that person may see them now."""
    now = clock.now()
    tasks = visible_tasks(actor).filter(
        person=person, due_at__gte=now - _BACK, due_at__lt=now + _AHEAD
    )
    return list(tasks.select_related("deal").order_by("due_at", "pk")[:_MOST])
