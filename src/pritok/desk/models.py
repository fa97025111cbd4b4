"""What a manager does with a deal: notes, contacts that really took place, tasks to come; and calendar links."""

from django.db import models
from django.db.models import Q

from pritok.kit.ids import new_id


class Note(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id)
    deal = models.ForeignKey("deals.Deal", on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField()
    created_at = models.DateTimeField()

    class Meta:
        db_table = "desk_note"


class ContactEvent(models.Model):
    """A call, e-mail, message or meeting with the client. `is_automatic` ones never count as an answer.

    `deal` is None for a call that was imported before, or without, any deal of that contact.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    deal = models.ForeignKey(
        "deals.Deal", null=True, on_delete=models.CASCADE, related_name="contact_events"
    )
    contact = models.ForeignKey(
        "clients.Contact", null=True, on_delete=models.CASCADE, related_name="events"
    )
    person = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    channel = models.CharField(max_length=8)
    direction = models.CharField(max_length=3)
    answered = models.BooleanField(default=True)
    is_automatic = models.BooleanField(default=False)
    at = models.DateTimeField()
    seconds = models.PositiveIntegerField(null=True)
    text = models.TextField(blank=True)

    class Meta:
        db_table = "desk_contact_event"
        indexes = [models.Index(fields=["deal", "at"], name="contact_event_deal")]


class Task(models.Model):
    """A next step: open until it is done or cancelled. Without a deal it is the person's own.

    `person` is who does it; None on a deal of the pool: whoever takes the deal.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    deal = models.ForeignKey(
        "deals.Deal", null=True, on_delete=models.CASCADE, related_name="tasks", db_index=False
    )
    contact = models.ForeignKey(
        "clients.Contact", null=True, on_delete=models.CASCADE, related_name="+"
    )
    person = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=7)
    title = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    due_at = models.DateTimeField()
    duration_minutes = models.PositiveSmallIntegerField(null=True)
    result = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "desk_task"
        indexes = [
            # What a person has to do, and what the calendar shows of days gone by.
            models.Index(
                fields=["person", "due_at", "id"],
                name="task_person_open",
                condition=Q(done_at=None, cancelled_at=None),
            ),
            models.Index(fields=["person", "due_at", "id"], name="task_person"),
            models.Index(fields=["deal", "due_at"], name="task_deal"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(deal__isnull=False) | Q(person__isnull=False), name="task_is_somebodys"
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(cancelled_at=None), name="task_ends_once"
            ),
            models.CheckConstraint(
                condition=Q(duration_minutes=None) | Q(duration_minutes__gt=0),
                name="task_takes_time",
            ),
        ]


class CalendarFeed(models.Model):
    """A person's secret link for their calendar program: one per person, of which only the SHA-256 is kept."""

    person = models.OneToOneField(
        "accounts.User", primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "desk_calendar_feed"
