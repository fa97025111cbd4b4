"""Advertising costs: kept per line, told once."""

from datetime import date

import pytest

from pritok.accounts.actor import system
from pritok.accounts.queries import actor_for_person
from pritok.catalog.actions_spend import Spent, record_spend
from pritok.catalog.models import CampaignSpend
from pritok.journal.models import Fact
from pritok.kit.errors import Forbidden
from tests.factories import Cast

pytestmark = pytest.mark.django_db
LINES = [Spent(date(2024, 1, 2), 1_050, clicks=3), Spent(date(2024, 1, 1), 0, impressions=9)]


def test_the_lines_are_kept_and_one_fact_tells_of_them() -> None:
    keys = record_spend(system("import"), currency="EUR", lines=LINES)

    rows = CampaignSpend.objects.in_bulk(keys)
    assert [rows[key].amount_minor for key in keys] == [1_050, 0]
    fact = Fact.objects.get(kind="spend.recorded")
    assert fact.data == '{"rows":2,"first_day":"2024-01-01","last_day":"2024-01-02"}'
    assert fact.audience == "leaders"


def test_nothing_spent_is_no_fact() -> None:
    assert record_spend(system("import"), currency="EUR", lines=[]) == []
    assert not Fact.objects.exists()


def test_a_manager_records_no_costs(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        record_spend(actor_for_person(cast.alice), currency="EUR", lines=LINES)

    assert not CampaignSpend.objects.exists()
    assert not Fact.objects.exists()
