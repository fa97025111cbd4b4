"""Requests as strangers sent them, kept before anything is done with them, and the forms they come through."""

from django.db import models

from pritok.kit.ids import new_id


class Form(models.Model):
    """A public request form. `fields` says per field whether it is shown and required.

    A changed `consent_text` gets a new `consent_version`; consents keep version and hash of what was shown.
    """

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=2, default="ru")
    pipeline = models.ForeignKey("deals.Pipeline", on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(
        "catalog.Source", null=True, on_delete=models.PROTECT, related_name="+"
    )
    campaign = models.ForeignKey(
        "catalog.Campaign", null=True, on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(max_length=200)
    intro = models.TextField(blank=True)
    button = models.CharField(max_length=60)
    thanks = models.TextField(blank=True)
    fields = models.JSONField(default=dict)
    consent_text = models.TextField(blank=True)
    consent_version = models.PositiveIntegerField(default=1)
    allowed_origins = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "intake_form"


class Request(models.Model):
    """What came in, word for word (`payload`), and what became of it.

    States: received (acknowledged, not yet processed), done, quarantined (a human decides), junk, failed (tried
    too often). `sender` is the token or form whose idempotency keys are compared.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    received_at = models.DateTimeField()
    channel = models.CharField(max_length=12)
    form = models.ForeignKey(Form, null=True, on_delete=models.PROTECT, related_name="+")
    sender = models.CharField(max_length=60)
    idempotency_key = models.CharField(max_length=255, null=True)
    body_hash = models.CharField(max_length=64)
    payload = models.JSONField()
    state = models.CharField(max_length=12, default="received")
    reason = models.CharField(max_length=60, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    deal = models.ForeignKey("deals.Deal", null=True, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(
        "clients.Contact", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_matched = models.BooleanField(default=False)
    promised_at = models.DateTimeField()
    answer_due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    ip = models.GenericIPAddressField(null=True)
    user_agent = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "intake_request"
        indexes = [
            models.Index(fields=["state", "received_at"], name="request_state"),
            # Who still waits for an answer: few, whatever the number of requests.
            models.Index(
                fields=["deal", "received_at", "answer_due_at"],
                name="request_unanswered",
                condition=models.Q(answered_at=None, state="done"),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["sender", "idempotency_key"], name="request_once")
        ]
