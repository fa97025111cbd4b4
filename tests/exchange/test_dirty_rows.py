"""What a row may be like, and what becomes of it. The report tells each time."""

import csv
from pathlib import Path

import pytest

from pritok.deals.models import Deal
from pritok.exchange.commands import ImportSummary
from pritok.journal.models import Fact
from pritok.kit.errors import Invalid
from tests.exchange.shop import import_rows, row, said

pytestmark = pytest.mark.django_db


def report_of(summary: ImportSummary) -> list[dict[str, str]]:
    with summary.report.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_good_row_becomes_an_open_deal_with_its_contact_and_owner(tmp_path: Path) -> None:
    import_rows(tmp_path, [row()])

    deal = Deal.objects.select_related("contact", "owner", "stage").get()
    assert (deal.title, deal.state, deal.stage.name) == ("Sofa", "open", "New")
    assert (deal.amount_minor, deal.currency) == (290_000, "EUR")
    assert deal.contact is not None
    assert deal.contact.name == "Client c1"
    assert deal.owner is not None
    assert (deal.owner.name, deal.owner.is_active) == ("Alice Old", False)
    assert deal.owner.email.endswith("@example.invalid")
    assert deal.created_at.isoformat() == "2024-02-01T09:00:00+00:00"
    assert list(Fact.objects.filter(deal_id=deal.pk).values_list("kind", flat=True)) == [
        "deal.created"
    ]


def test_a_row_without_id_is_refused_with_its_number_and_the_others_stay(tmp_path: Path) -> None:
    summary = import_rows(tmp_path, [row(), row(id=""), row(id="3")])

    assert Deal.objects.count() == 2
    assert (summary.files[0].added, summary.files[0].refused) == (2, 1)
    (line,) = report_of(summary)
    assert (line["row"], line["level"], line["field"]) == ("3", "refused", "id")


def test_a_junk_row_of_spreadsheet_errors_is_refused(tmp_path: Path) -> None:
    summary = import_rows(tmp_path, [row(id="#REF!", created="#REF!"), row(id="2")])

    assert Deal.objects.count() == 1
    assert any("#REF!" in line["reason"] for line in report_of(summary))


def test_an_empty_row_between_rows_is_refused_and_an_empty_tail_is_not_counted(
    tmp_path: Path,
) -> None:
    nothing = [""] * len(row())

    summary = import_rows(tmp_path, [row(), nothing, row(id="2"), nothing, nothing])

    assert (summary.files[0].rows, summary.files[0].refused) == (3, 1)
    assert report_of(summary)[0]["reason"] == "an empty row"


def test_a_repeated_id_is_refused_and_the_first_one_counts(tmp_path: Path) -> None:
    summary = import_rows(tmp_path, [row(title="First"), row(title="Second")])

    assert Deal.objects.get().title == "First"
    assert summary.files[0].refused == 1


def test_a_deal_without_owner_waits_in_the_pool(tmp_path: Path) -> None:
    summary = import_rows(tmp_path, [row(owner="")])

    assert Deal.objects.get().owner is None
    assert ("warning", "owner") in said(summary)


def test_a_closing_before_the_creation_is_moved_to_it(tmp_path: Path) -> None:
    summary = import_rows(tmp_path, [row(stage="Paid", closed="30.01.2024")])

    deal = Deal.objects.get()
    assert (deal.state, deal.closed_at) == ("won", deal.created_at)
    assert ("warning", "closed_at") in said(summary)


def test_a_closing_on_the_day_of_creation_is_no_contradiction(tmp_path: Path) -> None:
    summary = import_rows(tmp_path, [row(stage="Paid", closed="01.02.2024")])

    deal = Deal.objects.get()
    assert deal.closed_at is not None
    assert deal.closed_at > deal.created_at
    assert summary.files[0].warnings == 0


def test_a_closed_deal_without_date_is_closed_when_created(tmp_path: Path) -> None:
    summary = import_rows(tmp_path, [row(stage="Lost", reason="Too dear")])

    deal = Deal.objects.get()
    assert deal.closed_at == deal.created_at
    assert ("warning", "closed_at") in said(summary)


def test_a_closed_deal_without_date_is_refused_where_the_map_says_so(tmp_path: Path) -> None:
    import_rows(tmp_path, [row(stage="Paid")], closed_without_date="refuse")

    assert not Deal.objects.exists()


def test_an_open_deal_loses_its_closing_date(tmp_path: Path) -> None:
    summary = import_rows(tmp_path, [row(closed="05.02.2024")])

    assert Deal.objects.get().closed_at is None
    assert ("warning", "closed_at") in said(summary)


def test_a_loss_without_reason_gets_the_reason_not_stated(tmp_path: Path) -> None:
    summary = import_rows(tmp_path, [row(stage="Lost", closed="05.02.2024")])

    reason = Deal.objects.select_related("loss_reason__group").get().loss_reason
    assert reason is not None
    assert (reason.name, reason.group.name) == ("Not stated", "Not stated")
    assert ("warning", "reason") in said(summary)


def test_a_loss_reason_stands_in_the_group_of_the_map(tmp_path: Path) -> None:
    import_rows(tmp_path, [row(stage="Lost", closed="05.02.2024", reason="too dear")])

    reason = Deal.objects.select_related("loss_reason__group").get().loss_reason
    assert reason is not None
    assert reason.group.name == "Price"


def test_a_won_deal_loses_its_loss_reason_with_a_warning(tmp_path: Path) -> None:
    summary = import_rows(tmp_path, [row(stage="Paid", closed="05.02.2024", reason="Too dear")])

    assert Deal.objects.get().loss_reason is None
    assert ("warning", "reason") in said(summary)


def test_an_unknown_stage_refuses_the_row(tmp_path: Path) -> None:
    summary = import_rows(tmp_path, [row(stage="Somewhere")])

    assert not Deal.objects.exists()
    assert ("refused", "stage") in said(summary)


@pytest.mark.parametrize("created", ["", "31.02.2024", "soon", "01.01.1900", "01.01.2099"])
def test_an_impossible_date_refuses_the_row(tmp_path: Path, created: str) -> None:
    summary = import_rows(tmp_path, [row(created=created)])

    assert not Deal.objects.exists()
    assert summary.files[0].refused == 1


def test_money_that_cannot_be_read_is_left_out_with_a_warning(tmp_path: Path) -> None:
    summary = import_rows(tmp_path, [row(amount="a lot"), row(id="2", amount="-5")])

    assert list(Deal.objects.values_list("amount_minor", flat=True)) == [None, None]
    assert ("warning", "amount") in said(summary)


def test_a_repeated_contact_is_one_contact_and_its_second_deal_is_returning(tmp_path: Path) -> None:
    import_rows(tmp_path, [row(id="2", created="03.02.2024 10:00"), row()])

    first, second = Deal.objects.order_by("created_at")
    assert first.contact_id == second.contact_id
    returning = {
        fact.deal_id: '"is_returning":true' in fact.data
        for fact in Fact.objects.filter(kind="deal.created")
    }
    assert returning == {first.pk: False, second.pk: True}


def test_a_person_who_is_here_already_is_found_by_name(tmp_path: Path) -> None:
    import_rows(tmp_path, [row(), row(id="2", owner="  alice   OLD ")])

    assert len(set(Deal.objects.values_list("owner", flat=True))) == 1


def test_a_cell_like_a_formula_is_inert_in_the_report(tmp_path: Path) -> None:
    summary = import_rows(tmp_path, [row(stage="=HYPERLINK(1)")])

    (line,) = report_of(summary)
    assert line["value"] == "'=HYPERLINK(1)"


def test_a_column_of_free_text_is_no_dictionary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pritok.exchange.checking.MAX_ENTRIES", 5)

    with pytest.raises(Invalid, match="custom field"):
        import_rows(tmp_path, [row(id=str(n), title=f"T{n}") for n in range(6)], source="Title")

    assert not Deal.objects.exists()


def test_a_name_longer_than_an_id_is_cut(tmp_path: Path) -> None:
    import_rows(tmp_path, [row(contact="c" * 300), row(id="2", contact="c" * 300)])

    assert Deal.objects.values("contact").distinct().count() == 1
