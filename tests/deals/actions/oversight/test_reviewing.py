"""Looking through losses: who may, what each verdict does, and that a loss is reviewed once."""

from datetime import timedelta
from typing import Any

import pytest

from pritok.accounts.actor import system
from pritok.analytics import mirror
from pritok.deals.actions.closing import lose_deal
from pritok.deals.actions.oversight.reviewing import (
    change_loss_reason,
    confirm_loss,
    return_to_work,
)
from pritok.deals.models import Deal, LossReview
from pritok.kit import clock
from pritok.kit.errors import Conflict, Forbidden, Invalid, NotFound
from tests.api_client import signed_in
from tests.factories import Cast, actor
from tests.factories_deals import Facts, Shop, make_deal

pytestmark = pytest.mark.django_db


def lost(shop: Shop, owner: Any, title: str = "Lost", days_ago: int = 1, **more: Any) -> Deal:
    with clock.frozen(clock.now() - timedelta(days=days_ago)):
        deal = make_deal(shop, owner, title, **more)
        lose_deal(system("test"), deal=deal, reason=shop.reason, comment="Too dear")
    deal.refresh_from_db()
    return deal


def test_confirming_changes_nothing_but_is_told(cast: Cast, shop: Shop) -> None:
    deal = lost(shop, cast.alice)
    facts = Facts()

    review = confirm_loss(actor(cast.carol), deal=deal, comment="Yes.")

    assert (review.verdict, review.owner_id, review.reviewer_id) == (
        "confirmed", cast.alice.pk, cast.carol.pk,
    )  # fmt: skip
    assert (review.closed_at, review.comment) == (deal.closed_at, "Yes.")
    assert [(fact.kind, fact.data) for fact in facts] == [
        ("loss.reviewed", {"verdict": "confirmed"})
    ]
    deal.refresh_from_db()
    assert deal.loss_reason_id == shop.reason.pk


def test_another_reason_is_written_told_and_shown_by_reports(cast: Cast, shop: Shop) -> None:
    deal = lost(shop, cast.alice)
    head = signed_in(cast.henry)
    before = head.get("/reports/losses").json["total"]
    facts = Facts()

    change_loss_reason(actor(cast.henry), deal=deal, reason=shop.duplicate)

    after = head.get("/reports/losses").json["total"]
    mirror.close()
    assert facts.kinds == ["deal.reason_changed", "loss.reviewed"]
    assert next(iter(facts)).data["is_refusal"] is False
    deal.refresh_from_db()
    assert (deal.loss_reason_id, deal.version) == (shop.duplicate.pk, 3)
    assert (before["lost"], before["excluded"]) == (1, 0)
    assert (after["lost"], after["excluded"]) == (0, 1)


def test_a_deal_returns_to_work_and_may_be_lost_and_reviewed_again(cast: Cast, shop: Shop) -> None:
    deal = lost(shop, cast.alice)
    facts = Facts()

    return_to_work(actor(cast.carol), deal=deal)

    deal.refresh_from_db()
    assert deal.state == "open"
    assert facts.kinds == ["loss.reviewed", "deal.reopened"]
    lose_deal(system("test"), deal=deal, reason=shop.reason, comment="")
    confirm_loss(actor(cast.carol), deal=deal)
    assert LossReview.objects.filter(deal=deal).count() == 2


def test_a_loss_is_reviewed_once(cast: Cast, shop: Shop) -> None:
    deal = lost(shop, cast.alice)
    confirm_loss(actor(cast.carol), deal=deal)

    for review in (confirm_loss, return_to_work):
        with pytest.raises(Conflict) as refused:
            review(actor(cast.henry), deal=deal)
        assert refused.value.code == "already_reviewed"


def test_open_and_won_deals_are_no_losses(cast: Cast, shop: Shop) -> None:
    with pytest.raises(Conflict) as refused:
        confirm_loss(actor(cast.henry), deal=make_deal(shop, cast.alice, "Open"))

    assert refused.value.code == "not_lost"


def test_the_same_reason_is_no_other_one(cast: Cast, shop: Shop) -> None:
    deal = lost(shop, cast.alice)
    for reason in (shop.reason, None):
        with pytest.raises(Invalid):
            change_loss_reason(actor(cast.henry), deal=deal, reason=reason)

    assert not LossReview.objects.exists()


def test_leads_review_their_team_and_nobody_the_own_losses(cast: Cast, shop: Shop) -> None:
    of_alice, of_dave, of_carol = (lost(shop, p) for p in (cast.alice, cast.dave, cast.carol))
    facts = Facts()

    for person, deal, refusal in (
        (cast.alice, of_alice, Forbidden),
        (cast.carol, of_carol, Forbidden),
        (cast.carol, of_dave, NotFound),
        (cast.bob, of_alice, NotFound),
    ):
        with pytest.raises(refusal):
            confirm_loss(actor(person), deal=deal)
    assert facts.kinds == []
    confirm_loss(actor(cast.carol), deal=of_alice)
    confirm_loss(actor(cast.henry), deal=of_carol)


def test_the_queue_has_the_newest_or_the_biggest_first_with_their_cards(
    cast: Cast, shop: Shop
) -> None:
    for title, days, amount in (("Small", 1, 100), ("Big", 5, 900_000), ("None", 3, None)):
        lost(shop, cast.alice, title, days, amount_minor=amount)
    lost(shop, cast.dave, "Far", 9)
    head, lead = signed_in(cast.henry), signed_in(cast.carol)

    newest = head.get("/loss-reviews", {"limit": 2}).json
    following = head.get("/loss-reviews", {"limit": 2, "cursor": newest["next"]}).json
    biggest = lead.get("/loss-reviews", {"sort": "-amount"}).json
    mirror.close()

    items = [*newest["items"], *following["items"]]
    assert [item["title"] for item in items] == ["Small", "None", "Big", "Far"]
    assert newest["total"] == 4
    assert [item["title"] for item in biggest["items"]] == ["Big", "Small", "None"]
    assert items[0]["loss_comment"] == "Too dear"
    assert items[0]["card"]["label"] == "never_contacted"
    assert signed_in(cast.alice).get("/loss-reviews").status == 403


def test_a_review_takes_a_loss_out_of_the_queue_and_disagreement_is_counted(
    cast: Cast, shop: Shop
) -> None:
    first, second = lost(shop, cast.alice), lost(shop, cast.bob)
    lead = signed_in(cast.carol)

    answers = [
        lead.put(f"/loss-reviews/{first.pk}", {"verdict": "confirmed"}),
        lead.put(f"/loss-reviews/{second.pk}", {"verdict": "changed", "reason": shop.duplicate.pk}),
    ]
    queue = lead.get("/loss-reviews").json
    mirror.close()
    rates = lead.get("/loss-reviews/agreement").json

    assert [answer.status for answer in answers] == [200, 200]
    assert queue["total"] == 0
    counts = {row["name"]: (row["reviewed"], row["disagreed"]) for row in rates["items"]}
    assert counts == {"Alice": (1, 0), "Bob": (1, 1)}
    assert rates["total"]["rate"] == 0.5
    assert signed_in(cast.erin).get("/loss-reviews/agreement").json["total"]["reviewed"] == 0


def test_a_reason_without_its_verdict_is_refused(cast: Cast, shop: Shop) -> None:
    deal = lost(shop, cast.alice)
    body = {"verdict": "confirmed", "reason": shop.duplicate.pk}

    answer = signed_in(cast.henry).put(f"/loss-reviews/{deal.pk}", body)

    assert (answer.status, list(answer.fields)) == (422, ["reason"])
