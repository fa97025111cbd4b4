"""Rows written past the ORM read back through it as they were."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from pritok.catalog.models import Market
from pritok.deals.models import Deal, DealLine, Pipeline, Stage
from pritok.journal.models import Fact
from pritok.kit.bulk_insert import insert_rows
from pritok.kit.ids import new_id

pytestmark = pytest.mark.django_db
FACT = (
    "id", "at", "recorded_at", "kind", "version", "deal_id", "subject", "owner_id", "actor_kind",
    "actor_id", "audience", "data", "cause",
)  # fmt: skip


def test_texts_times_and_ids_survive() -> None:
    elsewhere = timezone(timedelta(hours=5))
    at = datetime(2030, 1, 1, 4, 30, 15, 123456, tzinfo=elsewhere)
    fact_id = new_id()
    text = '{"a":"tab\\tквота \'\\"\\\\n"}'

    row = (fact_id, at, at, "k", 1, None, "s", None, "system", "x", "everyone", text, fact_id)
    insert_rows(Fact, FACT, [row])

    seen = Fact.objects.get()
    assert (seen.id, seen.cause, seen.deal_id, seen.data) == (fact_id, fact_id, None, text)
    assert seen.at == at == datetime(2029, 12, 31, 23, 30, 15, 123456, tzinfo=UTC)


def test_json_decimals_and_keys_survive() -> None:
    pipeline = Pipeline.objects.create(name="P")
    stage = Stage.objects.create(pipeline=pipeline, name="S")
    deal = Deal.objects.create(
        title="D",
        pipeline=pipeline,
        stage=stage,
        stage_entered_at=datetime(2030, 1, 1, tzinfo=UTC),
        created_at=datetime(2030, 1, 1, tzinfo=UTC),
        currency="RUB",
    )
    columns = ("deal", "product", "name", "quantity", "price_minor", "discount_minor", "position")

    insert_rows(DealLine, columns, [(deal.pk, None, "Ёж", Decimal("1.500"), 10**12, 0, 7)])

    line = DealLine.objects.get()
    assert (line.deal, line.quantity, line.price_minor) == (deal, Decimal("1.5"), 10**12)


def test_many_rows_keep_their_order_and_none_is_fine() -> None:
    insert_rows(Market, ("name", "position", "is_archived"), [])
    rows = [(f"M{number}", number, False) for number in range(1000)]

    insert_rows(Market, ("name", "position", "is_archived"), rows)

    names = Market.objects.order_by("pk").values_list("name", flat=True)
    assert list(names) == [name for name, *_ in rows]


def test_the_database_still_refuses_what_it_refuses() -> None:
    pipeline = Pipeline.objects.create(name="P")
    stage = Stage.objects.create(pipeline=pipeline, name="S")
    deal = Deal.objects.create(
        title="D",
        pipeline=pipeline,
        stage=stage,
        stage_entered_at=datetime(2030, 1, 1, tzinfo=UTC),
        created_at=datetime(2030, 1, 1, tzinfo=UTC),
        currency="RUB",
    )
    columns = ("deal", "name", "quantity", "price_minor", "discount_minor", "position")

    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(DealLine, columns, [(deal.pk, "X", Decimal(1), 5, 6, 0)])
