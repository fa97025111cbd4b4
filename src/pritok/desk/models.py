"""What a manager does with a deal: notes, and contacts with the client that really took place."""

from django.db import models

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
