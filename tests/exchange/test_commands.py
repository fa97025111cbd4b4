"""Checking first, adding once, refusing as a whole what cannot be read at all."""

from pathlib import Path

import pytest

from pritok.catalog.models import CampaignSpend
from pritok.clients.models import Contact
from pritok.deals.models import Deal, Pipeline
from pritok.desk.models import ContactEvent
from pritok.exchange.commands import run_import
from pritok.exchange.models import ForeignKeyMap, ImportRun
from pritok.journal.models import Fact
from pritok.kit.errors import Invalid
from tests.exchange.shop import import_rows, plan, row, write_csv, write_map

pytestmark = pytest.mark.django_db

CALLS = {
    "entity": "calls",
    "file": "calls*",
    "id": "id",
    "at": "at",
    "contact": "contact",
    "direction": "direction",
    "answered": {"column": "answered", "map": {"true": "yes", "false": "no"}},
}
SPEND = {"entity": "spend", "file": "spend*", "date": "day", "amount": "cost", "source": "source"}


def test_a_dry_run_counts_everything_and_writes_nothing(tmp_path: Path) -> None:
    summary = import_rows(tmp_path, [row(), row(id="2"), row(id="")], dry_run=True)

    file = summary.files[0]
    assert (file.rows, file.added, file.unchanged, file.refused) == (3, 2, 0, 1)
    assert summary.report.exists()
    for model in (Deal, Contact, Pipeline, ImportRun, ForeignKeyMap, Fact):
        assert not model._default_manager.exists()


def test_the_second_run_adds_nothing(tmp_path: Path) -> None:
    rows = [row(), row(id="2", contact="c2"), row(id="2")]
    import_rows(tmp_path, rows)
    facts, contacts = Fact.objects.filter(kind__startswith="deal").count(), Contact.objects.count()

    again = import_rows(tmp_path, rows)

    file = again.files[0]
    assert (file.added, file.unchanged, file.refused) == (0, 2, 1)
    assert Deal.objects.count() == 2
    assert Contact.objects.count() == contacts
    assert Fact.objects.filter(kind__startswith="deal").count() == facts


def test_a_longer_file_adds_only_what_is_new(tmp_path: Path) -> None:
    import_rows(tmp_path, [row()])

    summary = import_rows(tmp_path, [row(), row(id="2")])

    assert (summary.files[0].added, summary.files[0].unchanged) == (1, 1)


def test_a_finished_run_is_a_fact(tmp_path: Path) -> None:
    import_rows(tmp_path, [row(), row(id="")])

    run = ImportRun.objects.get()
    fact = Fact.objects.get(kind="import.finished")
    assert (run.state, run.done_rows, run.added, run.refused) == ("done", 2, 1, 1)
    assert (fact.audience, fact.actor_id) == ("leaders", "import")


def test_a_missing_column_refuses_the_file_and_names_those_it_has(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="Created"):
        import_rows(tmp_path, [row()], created_at={"column": "Made"})

    assert not Deal.objects.exists()


def test_a_file_the_map_does_not_know_is_refused(tmp_path: Path) -> None:
    path = write_csv(tmp_path, [row()], name="other.csv")

    with pytest.raises(Invalid, match=r"other\.csv"):
        run_import([path], map_file=write_map(tmp_path))


def test_one_bad_file_keeps_the_good_ones_from_being_written(tmp_path: Path) -> None:
    good = write_csv(tmp_path, [row()])
    bad = tmp_path / "calls.csv"
    bad.write_text("")
    content = plan()
    content["files"].append(CALLS)

    with pytest.raises(Invalid):
        run_import([good, bad], map_file=write_map(tmp_path, content))

    assert not Deal.objects.exists()


def test_a_call_joins_the_latest_deal_its_contact_had_then(tmp_path: Path) -> None:
    deals = write_csv(tmp_path, [row(), row(id="2", created="01.03.2024 10:00")])
    calls = tmp_path / "calls.csv"
    calls.write_text(
        "id,at,contact,direction,answered\n"
        "k1,2024-01-01 10:00,c1,out,false\n"
        "k2,2024-02-02 10:00,c1,out,true\n"
        "k3,2024-03-02 10:00,c1,in,true\n"
        "k4,2024-03-03 10:00,stranger,in,true\n"
        "k5,2024-03-03 10:00,c1,sideways,true\n"
    )
    content = plan()
    content["files"].append(CALLS)

    summary = run_import([calls, deals], map_file=write_map(tmp_path, content))

    early, late = Deal.objects.order_by("created_at")
    by_time = list(ContactEvent.objects.order_by("at").values_list("deal", "contact"))
    assert by_time == [
        (None, early.contact_id),
        (early.pk, early.contact_id),
        (late.pk, early.contact_id),
        (None, None),
    ]
    assert late.last_contact_at is not None
    assert Fact.objects.filter(kind="contact.made", deal_id=late.pk).count() == 1
    assert summary.files[1].refused == 1


def test_advertising_costs_are_kept_per_day_and_equal_rows_are_two(tmp_path: Path) -> None:
    path = tmp_path / "spend.csv"
    path.write_text("day,cost,source\n2024-01-01,10.5,Ads\n2024-01-01,10.5,Ads\n2024-01-02,x,Ads\n")
    map_file = write_map(tmp_path, {"origin": "shop", "currency": "EUR", "files": [SPEND]})

    first = run_import([path], map_file=map_file)
    second = run_import([path], map_file=map_file)

    assert (first.files[0].added, first.files[0].refused) == (2, 1)
    assert (second.files[0].added, second.files[0].unchanged) == (0, 2)
    assert list(CampaignSpend.objects.values_list("amount_minor", flat=True)) == [1050, 1050]
