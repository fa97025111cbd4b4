"""The address a calendar program subscribes to. Nobody signs in here: whoever has the secret reads titles and times."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from pritok.accounts.queries import actor_for_person
from pritok.desk.actions.feeds import hash_of
from pritok.desk.icalendar import Event, calendar_text
from pritok.desk.models import Task
from pritok.desk.queries_feeds import calendar_tasks, person_behind
from pritok.kit import clock
from pritok.kit.pages.allowances import Allowance
from pritok.kit.pages.headers import protect
from pritok.kit.pages.visitors import address_of, site_of

# Many calendars may stand behind one address; whoever guesses secrets asks far more often.
READS = Allowance(per_minute=60, burst=60)
_USUAL = timedelta(minutes=30)


@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Answer with the person's tasks. Unknown, revoked and the links of people who left are the same 404."""
    wait_s = READS.take(address_of(request) or "")
    if wait_s is not None:
        response = HttpResponse(status=429)
        response["Retry-After"] = str(wait_s)
        return response
    person = person_behind(hash_of(token))
    if person is None:
        raise Http404
    tasks = calendar_tasks(actor_for_person(person), person.pk)
    site = site_of(request)
    text = calendar_text(
        f"Pritok: {person.name}", [_event(task, site) for task in tasks], made_at=clock.now()
    )
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="pritok.ics"'
    return protect(response, is_private=True)


def _event(task: Task, site: str) -> Event:
    deal = task.deal
    minutes = task.duration_minutes
    return Event(
        uid=f"{task.pk}@pritok",
        sequence=task.version - 1,
        starts_at=task.due_at,
        duration=_USUAL if minutes is None else timedelta(minutes=minutes),
        summary=f"✓ {task.title}" if task.done_at else task.title,
        description=deal.title if deal else "",
        url=f"{site}/deals/{deal.pk}" if deal else "",
        is_cancelled=task.cancelled_at is not None,
    )


urlpatterns = [path("calendar/<str:token>.ics", calendar_feed)]
