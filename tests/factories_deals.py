"""What the company of the cast sells, to whom, in which stages: the ground of every test about deals."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from pritok.accounts.actor import system
from pritok.accounts.models import User
from pritok.catalog.models import (
    Campaign,
    Category,
    DealType,
    LossReason,
    LossReasonGroup,
    Market,
    Product,
    Source,
)
from pritok.clients.actions import add_contact
from pritok.clients.models import Contact
from pritok.deals.actions.creating import create_deal
from pritok.deals.models import CustomField, Deal, Pipeline, Stage
from pritok.journal.models import Fact

SETTING_UP = system("test")


@dataclass(frozen=True)
class Shop:
    """A pipeline with three stages and one entry of each dictionary; the product costs 600 and sells for 1,000."""

    pipeline: Pipeline
    first: Stage
    second: Stage
    third: Stage
    deal_type: DealType
    market: Market
    source: Source
    campaign: Campaign
    category: Category
    product: Product
    reason: LossReason
    duplicate: LossReason


def make_shop() -> Shop:
    pipeline, (first, second, third) = make_pipeline("Main", ["New", "Offer", "Contract"])
    source = Source.objects.create(name="Site")
    category = Category.objects.create(name="Courses")
    refusals = LossReasonGroup.objects.create(name="Money")
    others = LossReasonGroup.objects.create(name="Not a client", is_refusal=False)
    return Shop(
        pipeline=pipeline,
        first=first,
        second=second,
        third=third,
        deal_type=DealType.objects.create(name="Course"),
        market=Market.objects.create(name="North"),
        source=source,
        campaign=Campaign.objects.create(name="Spring", source=source),
        category=category,
        product=make_product(category),
        reason=LossReason.objects.create(name="Too expensive", group=refusals),
        duplicate=LossReason.objects.create(name="Duplicate", group=others),
    )


def make_pipeline(name: str, stages: list[str]) -> tuple[Pipeline, list[Stage]]:
    pipeline = Pipeline.objects.create(name=name, position=Pipeline.objects.count())
    return pipeline, [
        Stage.objects.create(pipeline=pipeline, name=stage, position=position)
        for position, stage in enumerate(stages)
    ]


def make_product(category: Category | None = None, name: str = "Python", **changes: Any) -> Product:
    values = {"price_minor": 100_000, "cost_minor": 60_000, "currency": "RUB", **changes}
    return Product.objects.create(name=name, category=category, **values)


def make_deal(shop: Shop, owner: User | None, title: str = "Lessons", **changes: Any) -> Deal:
    """Create a deal through its action, as a part of the system would."""
    return create_deal(SETTING_UP, title=title, pipeline=shop.pipeline, owner=owner, **changes)


def make_contact(owner: User | None, name: str = "Nora North", **changes: Any) -> Contact:
    return add_contact(SETTING_UP, name=name, owner=owner.pk if owner else None, **changes)


def make_field(key: str, kind: str = "text", **changes: Any) -> CustomField:
    return CustomField.objects.create(key=key, label=key.title(), kind=kind, **changes)


@dataclass(frozen=True)
class SeenFact:
    kind: str
    data: dict[str, Any]
    subject: str
    owner_id: int | None
    audience: str
    author: str
    at: datetime


class Facts:
    """What was recorded since this was made."""

    def __init__(self) -> None:
        self._since = Fact.objects.order_by("-seq").values_list("seq", flat=True).first() or 0

    def __iter__(self) -> Iterator[SeenFact]:
        for row in Fact.objects.filter(seq__gt=self._since).order_by("seq"):
            data = msgspec.json.decode(row.data)
            author = f"{row.actor_kind}:{row.actor_id}"
            yield SeenFact(row.kind, data, row.subject, row.owner_id, row.audience, author, row.at)

    @property
    def kinds(self) -> list[str]:
        return [fact.kind for fact in self]

    @property
    def only(self) -> SeenFact:
        [fact] = list(self)
        return fact
