"""Commercial offers: versions that never change once sent, secret links to them, and what clients did with both."""

from django.db import models
from django.db.models import Q

from pritok.kit.ids import new_id


class State(models.TextChoices):
    """Where an offer stands. That its time is over is no state but a question to the clock."""

    DRAFT = "draft"
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REVOKED = "revoked"


class Series(models.Model):
    """The next number of a kind of papers (a row each); whoever takes one locks the row."""

    name = models.CharField(max_length=20, primary_key=True)
    following = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "offers_series"


class Offer(models.Model):
    """What is offered in a deal under one number. `sent_version`, sent at `sent_at`, is the newest one that clients
    got; it holds to the end of `valid_until`.

    `revision` grows with every change of the draft or the state, for optimistic writes.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    deal = models.ForeignKey("deals.Deal", on_delete=models.PROTECT, related_name="offers")
    number = models.PositiveIntegerField(unique=True)
    state = models.CharField(max_length=8, default=State.DRAFT)
    sent_version = models.PositiveSmallIntegerField(null=True)
    sent_at = models.DateTimeField(null=True)
    valid_until = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "offers_offer"
        indexes = [models.Index(fields=["created_at", "id"], name="offer_created")]


class OfferVersion(models.Model):
    """One wording of an offer; from `sent_at` on nothing in it changes, and `content_hash` says what it said.

    `lines` holds `offers.lines.OfferLine`s; `amount_minor` what all lines come to that are not optional.
    """

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2)
    currency = models.CharField(max_length=3)
    title = models.CharField(max_length=200)
    recipient = models.CharField(max_length=200, blank=True)
    intro = models.TextField(blank=True)
    terms = models.TextField(blank=True)
    is_vat_included = models.BooleanField(default=True)
    valid_until = models.DateField()
    lines = models.JSONField(default=list)
    amount_minor = models.BigIntegerField(default=0)
    company = models.CharField(max_length=200, blank=True)
    details = models.CharField(max_length=1000, blank=True)
    author = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    content_hash = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "offers_version"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["offer", "number"], name="offer_version_number"),
            models.UniqueConstraint(
                fields=["offer"], condition=Q(sent_at=None), name="offer_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | ~Q(content_hash=""), name="offer_sent_has_hash"
            ),
        ]


class OfferLink(models.Model):
    """A way to one version for whoever has the secret; of the secret only the hash is kept."""

    version = models.ForeignKey(OfferVersion, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "offers_link"


class OfferOpening(models.Model):
    """Somebody with the link looked at the version. `sections` sums milliseconds per part of the page."""

    id = models.UUIDField(primary_key=True, default=new_id)
    link = models.ForeignKey(OfferLink, on_delete=models.CASCADE, related_name="openings")
    opened_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    sections = models.JSONField(default=dict)
    ip = models.GenericIPAddressField(null=True)
    user_agent = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "offers_opening"
        indexes = [models.Index(fields=["link", "opened_at"], name="offer_opening_link")]


class Acceptance(models.Model):
    """The trail of the one acceptance an offer can have: who said so, to what exactly, from where and when.

    `options` holds the keys of the optional lines that were ticked, `content_hash` the version's own.
    """

    offer = models.OneToOneField(Offer, on_delete=models.PROTECT, related_name="acceptance")
    version = models.ForeignKey(OfferVersion, on_delete=models.PROTECT, related_name="+")
    link = models.ForeignKey(OfferLink, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    email = models.CharField(max_length=254, blank=True)
    options = models.JSONField(default=list)
    total_minor = models.BigIntegerField()
    content_hash = models.CharField(max_length=64)
    ip = models.GenericIPAddressField(null=True)
    user_agent = models.CharField(max_length=300, blank=True)
    accepted_at = models.DateTimeField()

    class Meta:
        db_table = "offers_acceptance"


class Decline(models.Model):
    """A client said no to a version: for a reason of the dictionary, in own words, or both."""

    version = models.OneToOneField(OfferVersion, on_delete=models.PROTECT, related_name="decline")
    link = models.ForeignKey(OfferLink, on_delete=models.PROTECT, related_name="+")
    reason = models.ForeignKey(
        "catalog.LossReason", null=True, on_delete=models.PROTECT, related_name="+"
    )
    comment = models.CharField(max_length=1000, blank=True)
    ip = models.GenericIPAddressField(null=True)
    user_agent = models.CharField(max_length=300, blank=True)
    declined_at = models.DateTimeField()

    class Meta:
        db_table = "offers_decline"
