"""Real exports, imported by the maps of the guide: the totals are those their SOURCE.md states.

The files may not be part of the repository; they lie beside it where the project is developed.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db.models import Count, Q, Sum

from pritok.accounts.models import Organisation, Team, User
from pritok.analytics import mirror
from pritok.catalog.models import CampaignSpend
from pritok.clients.models import Contact
from pritok.deals.models import Deal, Stage
from pritok.desk.models import ContactEvent
from pritok.exchange.commands import ImportSummary, run_import
from pritok.journal.models import Fact
from tests.api_client import signed_in
from tests.factories import make_cast

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"
MAPS = ROOT / "docs" / "examples" / "import"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not DATA.exists(), reason="the real exports are not beside this working copy"
    ),
]

WON, LOST, CLOSED = Q(state="won"), Q(state="lost"), Q(state__in=["won", "lost"])
# Owner → (won, won and lost), as the school's source lists them.
SCHOOL = {
    "Oliver Taylor": (50, 150),
    "Ulysses Adams": (141, 1552),
    "Kevin Parker": (40, 532),
    "Eva Kent": (18, 239),
    "Paula Underwood": (93, 1411),
    "Charlie Davis": (148, 2274),
    "Julia Nelson": (93, 1629),
    "Victor Barnes": (44, 865),
    "Nina Scott": (46, 911),
    "Ben Hall": (46, 933),
    "Quincy Vincent": (65, 1444),
    "Cara Iverson": (27, 737),
    "Jane Smith": (31, 923),
    "Diana Evans": (1, 885),
    "Rachel White": (0, 813),
    "Bob Brown": (0, 337),
}
REASONS = {
    "Doesn't Answer": 4135,
    "Changed Decision": 2146,
    "Duplicate": 1771,
    "Non target": 1761,
    "Stopped Answering": 1588,
    "Invalid number": 1481,
    "needs time to think": 655,
    "Expensive": 626,
    "Conditions are not suitable": 531,
    "Next stream": 288,
}
FUNNEL = [13_087, 7_367, 5_113, 5_015, 5_015, 3_254]


def import_company(folder: str, *names: str) -> ImportSummary:
    files = [DATA / folder / name for name in names]
    return run_import(files, map_file=MAPS / f"{folder}.yaml")


def import_school() -> ImportSummary:
    return import_company(
        "ich_school_crm",
        "Contacts (Done).xlsx",
        "Deals (Done).xlsx",
        "calls_clean.parquet",
        "Spend (Done).xlsx",
    )


@pytest.fixture
def _own_mirror(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fold in this process: another one would not see the test's transaction."""
    monkeypatch.setattr(mirror, "FOLDED_WHILE_WAITING", 10**9)
    mirror.close()
    yield
    mirror.close()


@pytest.mark.usefixtures("_own_mirror")
def test_the_school_has_the_totals_of_its_source_and_a_second_import_adds_nothing() -> None:
    henry = make_cast().henry
    summary = import_school()

    assert [file.added for file in summary.files] == [18_548, 21_593, 95_874, 20_779]
    check_school_outcomes()
    check_school_dirt(summary)
    check_school_around()
    check_school_report(henry)
    check_school_sales(henry)
    again = import_school()
    assert [file.added for file in again.files] == [0, 0, 0, 0]
    assert [file.unchanged for file in again.files] == [18_548, 21_593, 95_874, 20_779]


def check_school_outcomes() -> None:
    by_state = dict(Deal.objects.values_list("state").annotate(Count("pk")))
    assert by_state == {"won": 858, "lost": 15_743, "open": 4_992}
    offers = Deal.objects.filter(WON).aggregate(sum=Sum("amount_minor"), n=Count("amount_minor"))
    assert offers == {"sum": 632_730_100, "n": 843}
    owners = Deal.objects.values("owner__name").annotate(
        won=Count("pk", filter=WON), closed=Count("pk", filter=CLOSED)
    )
    found = {row["owner__name"]: (row["won"], row["closed"]) for row in owners}
    assert {name: found[name] for name in SCHOOL} == SCHOOL
    written = Deal.objects.values_list("custom__written_reason").annotate(Count("pk"))
    assert {name: count for name, count in written if name in REASONS} == REASONS


def check_school_dirt(summary: ImportSummary) -> None:
    told = {(level, name, rows) for level, name, _, rows in summary.reasons}
    assert summary.files[1].refused == 2
    for name, rows in [("closed_at", 2222), ("closed_at", 266), ("closed_at", 44)]:
        assert ("warning", name, rows) in told
    for name, rows in [("reason", 115), ("reason", 47), ("owner", 29), ("id", 2)]:
        assert ("warning", name, rows) in told
    assert Deal.objects.filter(owner=None).count() == 29


def check_school_around() -> None:
    # One contact stands only in the deals.
    assert Contact.objects.count() == 18_549
    assert ContactEvent.objects.exclude(contact=None).count() == 91_941
    assert CampaignSpend.objects.aggregate(sum=Sum("amount_minor"))["sum"] == 14_952_345
    assert Fact.objects.filter(kind="contact.made").count() == 95_874
    assert Stage.objects.get(name="Call Delayed").pk in set(
        Deal.objects.filter(state="open").values_list("stage", flat=True)
    )


def check_school_report(head: User) -> None:
    answer = signed_in(head).get("/reports/conversion", {"step_to": "won", "group_by": "manager"})

    assert answer.status == 200, answer.json
    rows = {row["manager"]["name"]: (row["won"], row["lost"]) for row in answer.json["rows"]}
    expected = {name: (won, closed - won) for name, (won, closed) in SCHOOL.items()}
    assert {name: rows[name] for name in SCHOOL} == expected
    total = answer.json["total"]
    assert (total["entered"], total["won"], total["lost"]) == (21_593, 858, 15_743)


def check_school_sales(head: User) -> None:
    Organisation.objects.update(currency="EUR")
    client = signed_in(head)
    checks = client.get("/reports/checks").json["total"]
    assert (checks["won"], checks["valued"], checks["other_currency"]) == (858, 843, 0)
    assert (checks["amount"], checks["mean"], checks["median"]) == (6_327_301, 7_505.70, 11_000)
    losses = client.get("/reports/losses", {"group_by": "reason"}).json
    assert losses["total"]["lost"] + losses["total"]["excluded"] == 15_743
    by_reason = Deal.objects.filter(LOST).values_list("loss_reason").annotate(Count("pk"))
    found = {row["reason"]["id"]: row["lost"] + row["excluded"] for row in losses["rows"]}
    assert found == dict(by_reason)
    activity = client.get("/reports/activity").json["total"]
    calls = Fact.objects.filter(kind="contact.made").exclude(deal_id=None)
    assert activity["calls"] == calls.count()


@pytest.mark.usefixtures("_own_mirror")
def test_the_computer_dealer_has_the_totals_of_its_source() -> None:
    names = ("sales_teams.csv", "accounts.csv", "products.csv", "sales_pipeline.csv")

    summary = import_company("maven_crm", *names)

    assert [file.added for file in summary.files] == [35, 85, 7, 8_800]
    deals = Deal.objects.aggregate(
        won=Count("pk", filter=WON),
        lost=Count("pk", filter=LOST),
        revenue=Sum("amount_minor", filter=WON),
        without_company=Count("pk", filter=Q(company=None)),
    )
    assert deals == {
        "won": 4_238,
        "lost": 2_473,
        "revenue": 1_000_553_400,
        "without_company": 1_425,
    }
    stages = Deal.objects.filter(state="open").values_list("stage__name").annotate(Count("pk"))
    assert dict(stages) == {"Engaging": 1_589, "Prospecting": 500}
    # The pipeline writes GTXPro, the product list GTX Pro: one product all the same.
    assert Deal.objects.values("product").distinct().count() == 7
    assert Team.objects.count() == 6
    assert User.objects.filter(role="lead", led_teams__isnull=False).count() == 6
    assert User.objects.filter(role="manager", team__isnull=False).count() == 35
    check_dealer_reports(make_cast().henry)


def check_dealer_reports(head: User) -> None:
    Organisation.objects.update(currency="USD")
    client = signed_in(head)
    checks = client.get("/reports/checks").json["total"]
    assert (checks["won"], checks["valued"], checks["other_currency"]) == (4_238, 4_238, 0)
    assert (checks["amount"], checks["mean"]) == (10_005_534, 2_360.91)
    losses = client.get("/reports/losses").json["total"]
    # It sends no offers and writes down no contacts.
    assert (losses["lost"], losses["never_contacted"]) == (2_473, 2_473)
    forgotten = client.get("/reports/forgotten").json["total"]
    assert (forgotten["open"], forgotten["forgotten"]) == (2_089, 2_089)


def test_the_loan_applications_have_the_funnel_of_their_source() -> None:
    import_company("bpi2012", "BPI_Challenge_2012.xes.gz")

    by_reason = dict(
        Deal.objects.filter(LOST).values_list("loss_reason__name").annotate(Count("pk"))
    )
    assert by_reason == {"Declined": 7_635, "Cancelled": 2_807}
    assert Deal.objects.filter(WON).count() == 2_246
    assert Deal.objects.filter(state="open").count() == 399
    first, *later = Stage.objects.order_by("position").values_list("pk", flat=True)
    moves = Fact.objects.filter(kind="deal.moved")
    reached = [
        moves.filter(data__contains=f'"to_stage":{stage},').values("deal_id").distinct().count()
        for stage in later
    ]
    assert [Fact.objects.filter(kind="deal.created").count(), *reached] == FUNNEL
    assert Deal.objects.filter(stage=first).exists()
    # 9,655 cases were touched by a human; until its end a few of them only by the automatic system.
    held = Fact.objects.filter(kind="deal.assigned").values("deal_id").distinct().count()
    assert 9_000 < held <= 9_655
    assert User.objects.filter(name__startswith="Employee").count() <= 67
