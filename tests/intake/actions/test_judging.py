"""Requests put aside: let in or called junk by those who lead, and by nobody else."""

import pytest

from pritok.deals.models import Deal
from pritok.intake.actions.answering import note_answers
from pritok.intake.actions.judging import accept_request, junk_request
from pritok.intake.models import Request
from pritok.journal.models import Fact
from pritok.kit import clock
from pritok.kit.errors import Conflict, Forbidden, NotFound
from pritok.kit.ids import new_id
from tests.factories import Cast, actor, make_cast, token_actor
from tests.intake.company import hand_in, make_pipeline
from tests.routing.company import INTAKE

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    make_pipeline()
    return make_cast()


def kinds() -> list[str]:
    return list(Fact.objects.order_by("seq").values_list("kind", flat=True))


def test_a_lead_lets_a_request_in_and_it_becomes_a_deal(cast: Cast) -> None:
    receipt = hand_in(suspicion="too_fast")

    request = accept_request(actor(cast.carol), request_id=receipt.request_id)

    assert (request.state, request.deal_id) == ("done", Deal.objects.get().pk)
    assert kinds()[:3] == ["request.received", "request.quarantined", "request.released"]
    assert "deal.created" in kinds()


def test_junk_keeps_its_words_and_can_be_taken_back(cast: Cast) -> None:
    receipt = hand_in(suspicion="honeypot")

    junk_request(actor(cast.henry), request_id=receipt.request_id)
    request = Request.objects.get()
    assert (request.state, request.payload["name"]) == ("junk", "Irina")
    assert kinds()[-1] == "request.junked"

    accept_request(actor(cast.henry), request_id=receipt.request_id)
    assert Request.objects.get().state == "done"


def test_managers_do_not_see_what_was_put_aside_and_read_tokens_decide_nothing(cast: Cast) -> None:
    receipt = hand_in(suspicion="honeypot")
    before = kinds()

    with pytest.raises(NotFound):
        accept_request(actor(cast.alice), request_id=receipt.request_id)
    with pytest.raises(Forbidden):
        accept_request(token_actor("read"), request_id=receipt.request_id)

    assert Request.objects.get().state == "quarantined"
    assert kinds() == before


def test_a_request_that_is_a_deal_is_not_judged_again(cast: Cast) -> None:
    receipt = hand_in()

    with pytest.raises(Conflict):
        junk_request(actor(cast.ada), request_id=receipt.request_id)

    assert Request.objects.get().state == "done"


def test_an_answer_marks_the_requests_it_came_after_once(cast: Cast) -> None:
    receipt = hand_in()
    assert receipt.deal_id is not None
    at = clock.now()

    values = {"deal_id": receipt.deal_id, "owner_id": cast.alice.pk, "cause": new_id()}
    assert note_answers(INTAKE, at=at, **values) == 1  # type: ignore[arg-type]
    assert note_answers(INTAKE, at=clock.now(), **values) == 0  # type: ignore[arg-type]

    assert Request.objects.get().answered_at == at
    fact = Fact.objects.get(kind="request.answered")
    assert (fact.deal_id, fact.owner_id) == (receipt.deal_id, cast.alice.pk)
