"""The company's own words: what it sells, to which markets, from which sources, and why deals are refused."""

from django.db import models


class Entry(models.Model):
    """A line of a dictionary. Archived entries stay readable on old records and leave the pick lists."""

    name = models.CharField(max_length=200)
    position = models.IntegerField(default=0)
    is_archived = models.BooleanField(default=False)

    class Meta:
        abstract = True
        ordering = ["position", "id"]


class Market(Entry):
    class Meta(Entry.Meta):
        db_table = "catalog_market"


class Source(Entry):
    class Meta(Entry.Meta):
        db_table = "catalog_source"


class Campaign(Entry):
    source = models.ForeignKey(
        Source, null=True, on_delete=models.PROTECT, related_name="campaigns"
    )

    class Meta(Entry.Meta):
        db_table = "catalog_campaign"


class DealType(Entry):
    class Meta(Entry.Meta):
        db_table = "catalog_deal_type"


class Category(Entry):
    class Meta(Entry.Meta):
        db_table = "catalog_category"


class Product(Entry):
    """`cost_minor` is what one unit costs the company now; a deal line keeps the cost of its day."""

    sku = models.CharField(max_length=60, blank=True)
    category = models.ForeignKey(
        Category, null=True, on_delete=models.PROTECT, related_name="products"
    )
    price_minor = models.BigIntegerField(null=True)
    cost_minor = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3)

    class Meta(Entry.Meta):
        db_table = "catalog_product"


class LossReasonGroup(Entry):
    """First level. `is_refusal` False (duplicate, spam) takes its deals out of conversion, counted apart."""

    is_refusal = models.BooleanField(default=True)

    class Meta(Entry.Meta):
        db_table = "catalog_loss_reason_group"


class LossReason(Entry):
    """Second level: what a manager picks."""

    group = models.ForeignKey(LossReasonGroup, on_delete=models.PROTECT, related_name="reasons")
    is_refusal = models.BooleanField(default=True)

    class Meta(Entry.Meta):
        db_table = "catalog_loss_reason"


class CampaignSpend(models.Model):
    """What a day of advertising cost, as an advertising account or another CRM reported it."""

    date = models.DateField()
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, null=True, on_delete=models.PROTECT, related_name="+")
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    impressions = models.BigIntegerField(null=True)
    clicks = models.BigIntegerField(null=True)

    class Meta:
        db_table = "catalog_campaign_spend"
        indexes = [models.Index(fields=["date"], name="campaign_spend_date")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount_minor__gte=0), name="campaign_spend_not_negative"
            )
        ]
