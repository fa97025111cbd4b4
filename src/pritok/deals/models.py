"""The state of the business: pipelines with stages, deals with lines, custom fields, saved views."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from pritok.kit.ids import new_id


class State(models.TextChoices):
    OPEN = "open"
    WON = "won"
    LOST = "lost"


class Pipeline(models.Model):
    """A way of selling. `routing_mode` says how its new deals find a manager: by hand or fairly."""

    name = models.CharField(max_length=120)
    position = models.IntegerField(default=0)
    is_archived = models.BooleanField(default=False)
    routing_mode = models.CharField(max_length=12, default="fair")

    class Meta:
        db_table = "deals_pipeline"
        ordering = ["position", "id"]


class Stage(models.Model):
    """A step of an open deal. Won and lost are no stages but the closure of a deal.

    `limit_hours`: working hours a deal may stay here before it counts as stuck; None = learned from history.
    """

    pipeline = models.ForeignKey(Pipeline, on_delete=models.PROTECT, related_name="stages")
    name = models.CharField(max_length=120)
    position = models.IntegerField(default=0)
    limit_hours = models.PositiveIntegerField(null=True)
    is_archived = models.BooleanField(default=False)

    class Meta:
        db_table = "deals_stage"
        ordering = ["position", "id"]


class Deal(models.Model):
    """One sale in progress or done. Deleted (junk) and merged deals keep their row and leave every list.

    `search_key` is the title as search compares it (`kit.texts.search_key`). Foreign keys have no index each: a
    dozen of them would slow every write and mislead SQLite's planner; the six below answer what is asked.
    `next_task_at` is when the earliest open task of the desk is due; the desk keeps it.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    title = models.CharField(max_length=200)
    pipeline = models.ForeignKey(
        Pipeline, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+", db_index=False)
    stage_entered_at = models.DateTimeField()
    state = models.CharField(max_length=4, default=State.OPEN)
    owner = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    owner_since = models.DateTimeField(null=True)
    contact = models.ForeignKey(
        "clients.Contact", null=True, on_delete=models.PROTECT, related_name="deals", db_index=False
    )
    company = models.ForeignKey(
        "clients.Company", null=True, on_delete=models.PROTECT, related_name="deals"
    )
    deal_type = models.ForeignKey(
        "catalog.DealType", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    market = models.ForeignKey(
        "catalog.Market", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    source = models.ForeignKey(
        "catalog.Source", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    campaign = models.ForeignKey(
        "catalog.Campaign", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    product = models.ForeignKey(
        "catalog.Product", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    amount_minor = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    loss_reason = models.ForeignKey(
        "catalog.LossReason", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    loss_comment = models.CharField(max_length=1000, blank=True)
    paused_until = models.DateTimeField(null=True)
    pause_reason = models.CharField(max_length=200, blank=True)
    request_id = models.UUIDField(null=True)
    promised_at = models.DateTimeField(null=True)
    answer_due_at = models.DateTimeField(null=True)
    first_answer_at = models.DateTimeField(null=True)
    last_contact_at = models.DateTimeField(null=True)
    next_task_at = models.DateTimeField(null=True)
    custom = models.JSONField(default=dict)
    search_key = models.CharField(max_length=400, blank=True)
    deleted_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "deals_deal"
        indexes = [
            # The board: one range of it answers a column's count, sum and first cards, whoever asks. State and
            # deletion stand in it although they never differ: SQLite would fetch every row to look at them.
            models.Index(
                fields=[
                    "stage",
                    "stage_entered_at",
                    "id",
                    "owner",
                    "amount_minor",
                    "state",
                    "deleted_at",
                ],
                name="deal_board",
                condition=Q(state="open", deleted_at=None),
            ),
            # The list in its usual order, and search: both walk it until the page is full.
            models.Index(
                fields=["created_at", "id", "owner", "deleted_at", "search_key"],
                name="deal_created",
            ),
            # Whose clients one sees is answered from it alone.
            models.Index(
                fields=["owner", "created_at", "contact", "company", "deleted_at"],
                name="deal_owner_created",
            ),
            models.Index(
                fields=["closed_at", "pipeline", "state", "owner", "amount_minor", "deleted_at"],
                name="deal_closed",
                condition=Q(closed_at__isnull=False),
            ),
            models.Index(fields=["contact", "state"], name="deal_contact"),
            # Open deals of a person by their next step: the desk, and those that have none.
            models.Index(
                fields=["owner", "next_task_at", "paused_until", "state", "deleted_at"],
                name="deal_next_step",
                condition=Q(state="open", deleted_at=None),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_minor=None) | Q(amount_minor__gte=0), name="deal_amount_positive"
            ),
            models.CheckConstraint(
                condition=~Q(state="lost")
                | Q(loss_reason__isnull=False)
                | Q(deleted_at__isnull=False),
                name="deal_lost_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None)
                | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="deal_closed_has_time",
            ),
        ]


class DealLine(models.Model):
    """What is sold in a deal. Price, discount and cost are per line unit of the day it was added, not of today."""

    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="lines")
    product = models.ForeignKey(
        "catalog.Product", null=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=200)
    quantity = models.DecimalField(max_digits=12, decimal_places=3, default=Decimal(1))
    price_minor = models.BigIntegerField()
    discount_minor = models.BigIntegerField(default=0)
    cost_minor = models.BigIntegerField(null=True)
    position = models.IntegerField(default=0)

    class Meta:
        db_table = "deals_line"
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="line_quantity_positive"),
            models.CheckConstraint(
                condition=Q(discount_minor__gte=0, discount_minor__lte=F("price_minor")),
                name="line_discount_in_price",
            ),
        ]


class CustomField(models.Model):
    """A field the company adds to its deals: text, number, date or choice; values live in `Deal.custom[key]`."""

    key = models.SlugField(max_length=40, unique=True)
    label = models.CharField(max_length=120)
    kind = models.CharField(max_length=6)
    choices = models.JSONField(default=list)
    is_required = models.BooleanField(default=False)
    is_archived = models.BooleanField(default=False)
    position = models.IntegerField(default=0)

    class Meta:
        db_table = "deals_custom_field"
        ordering = ["position", "id"]


class LossReview(models.Model):
    """What somebody in charge made of one loss of a deal: the one at `closed_at`. A deal may be lost again.

    `verdict`: confirmed, changed (another reason), returned (to work). `owner` is whose loss it was.
    """

    deal = models.ForeignKey(Deal, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField()
    verdict = models.CharField(max_length=9)
    owner = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewer = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_at = models.DateTimeField()
    comment = models.CharField(max_length=1000, blank=True)

    class Meta:
        db_table = "deals_loss_review"
        constraints = [
            models.UniqueConstraint(fields=["deal", "closed_at"], name="loss_reviewed_once")
        ]


class SilenceLimit(models.Model):
    """How many working hours an open deal may be silent before it counts as forgotten; None means any.

    The most exact limit rules: type and stage, then stage, then type, then the one of neither.
    """

    deal_type = models.ForeignKey(
        "catalog.DealType", null=True, on_delete=models.PROTECT, related_name="+"
    )
    stage = models.ForeignKey(Stage, null=True, on_delete=models.PROTECT, related_name="+")
    hours = models.PositiveIntegerField()

    class Meta:
        db_table = "deals_silence_limit"
        ordering = ["id"]


class SavedView(models.Model):
    """Filters and sorting of a screen under a name; `query` is the URL's query string.

    `shared_with` is `me`, `team`, a role, or `all`.
    """

    owner = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=120)
    screen = models.CharField(max_length=20, default="deals")
    query = models.CharField(max_length=2000)
    shared_with = models.CharField(max_length=8, default="me")
    created_at = models.DateTimeField()

    class Meta:
        db_table = "deals_saved_view"
