"""`pritok demo`: a whole company where there was nothing, and nothing changed where it is already."""

import time
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.db.models import Count, Min

from pritok.accounts.models import Absence, Organisation, Team, User
from pritok.catalog.models import LossReason, Product
from pritok.deals.models import Deal, DealLine, SavedView
from pritok.demo import commands
from pritok.demo.commands import run_demo
from pritok.demo.people import DEMO, PASSWORD
from pritok.demo.story import Teller
from pritok.desk.models import ContactEvent, Note, Task
from pritok.intake.models import Form, Request
from pritok.journal import reading
from pritok.journal.models import Fact
from pritok.kit.errors import Conflict, Invalid
from pritok.offers.actions.drafting import draft_offer
from pritok.offers.content import Content
from pritok.offers.models import Offer, OfferOpening, OfferVersion
from pritok.routing.models import Member
from tests.factories import make_cast

DEALS = 1_200


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.mark.django_db
def test_an_empty_installation_becomes_a_living_company() -> None:
    summary = run_demo(deals=DEALS, language="en")

    assert summary.is_new
    check_people()
    check_deals()
    check_today()


def check_people() -> None:
    company = Organisation.objects.get()
    assert (company.language, company.currency) == ("en", "USD")
    roles = dict(User.objects.values_list("role").annotate(Count("pk")))
    assert roles == {"manager": 25, "lead": 4, "head": 1, "admin": 1}
    assert Team.objects.exclude(lead=None).count() == 4
    assert User.objects.filter(is_active=False).count() == 1
    for role in ("manager", "lead", "head", "admin"):
        assert authenticate(email=f"{role}@example.com", password=PASSWORD)
    assert Absence.objects.count() > 25
    assert Member.objects.values("pipeline").distinct().count() == 2
    assert {view.shared_with for view in SavedView.objects.all()} == {"me", "all"}


def check_deals() -> None:
    states = dict(Deal.objects.values_list("state").annotate(Count("pk")))
    assert sum(states.values()) >= DEALS
    assert 0.1 < states["won"] / (states["won"] + states["lost"]) < 0.4
    assert states["open"] > 50
    assert Deal.objects.filter(paused_until__isnull=False, state="open").exists()
    assert DealLine.objects.filter(cost_minor=None).exists()
    assert DealLine.objects.filter(discount_minor__gt=0).exists()
    assert Note.objects.exists()
    check_tasks()
    check_offers()
    assert ContactEvent.objects.filter(answered=False).exists()
    assert LossReason.objects.filter(is_refusal=False).exists()
    assert Product.objects.filter(cost_minor=None).exists()
    assert Fact.objects.filter(kind="deal.reopened").exists()


def check_tasks() -> None:
    open_tasks = Task.objects.filter(done_at=None, cancelled_at=None)
    due = open_tasks.values("deal").annotate(at=Min("due_at")).values_list("deal", "at")
    assert dict(due) == dict(
        Deal.objects.exclude(next_task_at=None).values_list("pk", "next_task_at")
    )
    assert open_tasks.exists()
    facts = Fact.objects.filter(kind__startswith="task.").values_list("kind").annotate(Count("pk"))
    counts = dict(facts)
    assert counts["task.planned"] == Task.objects.count()
    assert counts["task.done"] == Task.objects.exclude(done_at=None).count()
    assert {"task.moved", "task.cancelled"} <= set(counts)


def check_offers() -> None:
    versions = OfferVersion.objects.select_related("offer__deal")
    facts = dict(
        Fact.objects.filter(kind__startswith="offer.").values_list("kind").annotate(Count("pk"))
    )
    assert facts["offer.sent"] == versions.count() > 100
    assert facts["offer.opened"] == OfferOpening.objects.count()
    assert (
        Offer.objects.exclude(versions__links__openings=None).count() / Offer.objects.count() > 0.5
    )
    assert Offer.objects.filter(versions__links__openings=None).exists()
    assert all(version.content_hash == Content.of(version).hash() for version in versions[:50])
    deal = Deal.objects.filter(state="open").exclude(lines=None)[0]
    # The next offer does not meet one of those.
    draft_offer(DEMO, deal=deal.pk)


def check_today() -> None:
    assert Form.objects.filter(is_active=True).exists()
    requests = Request.objects.all()
    assert requests.count() == DEALS // 20
    assert requests.filter(state="quarantined").exists()
    assert requests.filter(state="done", answered_at=None).exists()
    assert requests.filter(state="done").exclude(deal__owner=None).exists()
    # The loop that reacts to facts has only its own last words left to read.
    assert reading.head() - reading.cursor_of("automation") < 20


@pytest.mark.django_db
def test_a_second_demo_changes_nothing_and_takes_no_time() -> None:
    run_demo(deals=200, language="ru")
    facts = Fact.objects.count()
    began = time.process_time()

    again = run_demo(deals=500, language="en")

    assert not again.is_new
    assert Fact.objects.count() == facts
    assert time.process_time() - began < 2
    assert len(again.sign_ins) == 4


@pytest.mark.django_db
def test_a_stopped_demo_is_taken_up_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pritok.demo.chunks.CHUNK", 100)
    monkeypatch.setattr("pritok.demo.writing.CHUNK", 100)

    def stop_halfway(_what: str, done: int, _total: int | None) -> None:
        if done == 300:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_demo(deals=600, language="en", progress=stop_halfway)
    assert Deal.objects.count() == 300

    summary = run_demo(language="en")

    assert summary.is_new
    assert Fact.objects.filter(kind="deal.created", data__contains='"via":"demo"').count() == 600


@pytest.mark.django_db
def test_other_processes_tell_the_same_stories(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pritok.demo.writing._WORTH_A_PROCESS", 0)

    run_demo(deals=300, language="en", seed=3)

    kept = commands._Kept.load()
    assert kept is not None
    teller = Teller(kept.world)
    told = {teller.tell(number).history.id for number in range(300)}
    assert set(Deal.objects.filter(pk__in=told).values_list("pk", flat=True)) == told


@pytest.mark.django_db
def test_a_company_that_is_here_is_left_alone() -> None:
    make_cast()

    with pytest.raises(Conflict):
        run_demo(deals=200)

    assert not Deal.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [{"deals": 5}, {"deals": 10**9}, {"language": "fr"}])
def test_impossible_wishes_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        run_demo(**wrong)

    assert not User.objects.exists()
