"""The queue of losses to look through: each with the card of how it was worked, and what is made of it."""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from pritok.accounts import queries as accounts
from pritok.analytics import mirror
from pritok.analytics.reports.losses import LOSSES_REPORT, Card, cards
from pritok.analytics.reports.report import Asked
from pritok.analytics.statistics import wilson
from pritok.api.auth import actor_of
from pritok.api.reporting.questions import ReportQuery, question_of
from pritok.api.responses import errors
from pritok.api.schemas import Comment, Key, MoneyOut, OutSchema, Page, StrictSchema
from pritok.deals.actions.oversight import reviewing
from pritok.deals.queries.reviews import Agreement, agreement, waiting_losses
from pritok.deals.schemas.out import DealRow
from pritok.kit.errors import wrong
from pritok.kit.money import to_major
from pritok.kit.paging import DEFAULT_LIMIT, MAX_LIMIT

router = Router(tags=["reports"])
Verdict = Literal["confirmed", "changed", "returned"]


class QueueQuery(StrictSchema):
    sort: Literal["-closed_at", "-amount"] = "-closed_at"
    cursor: Annotated[str | None, Field(max_length=200)] = None
    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT


class LossCardOut(OutSchema):
    """How the deal was worked. `expected`: its amount times what its pipeline wins; `in_time`: null without promise."""

    label: str
    touches: int
    silence_s: int
    offers_sent: int
    offers_opened: int
    in_time: bool | None
    furthest_stage: int | None
    expected: MoneyOut | None


class LossOut(DealRow):
    """A loss nobody has looked through. `card` is null for one that happened this very moment."""

    loss_comment: str
    card: LossCardOut | None


class ReviewIn(StrictSchema):
    """`reason` is the right one, with the verdict `changed` only."""

    verdict: Verdict
    reason: Key | None = None
    comment: Annotated[Comment, Field(max_length=1000)] = ""


class ReviewOut(OutSchema):
    verdict: Verdict
    reviewed_at: Any


class AgreementOut(OutSchema):
    """`rate` is the share of reviews that did not confirm the reason, with Wilson's 95 % interval."""

    id: int | None = None
    name: str | None = None
    reviewed: int
    disagreed: int
    rate: float | None
    low: float | None
    high: float | None


class AgreementsOut(OutSchema):
    items: list[AgreementOut]
    total: AgreementOut


@router.get(
    "/loss-reviews",
    response=errors(503, ok={200: Page[LossOut]}),
    operation_id="listLossesToReview",
)
def list_losses_to_review(request: HttpRequest, asked: Query[QueueQuery]) -> dict[str, Any]:
    """Losses without a review: leads those of their team, the head and the admin all."""
    found, following, total = waiting_losses(
        actor_of(request), sort=asked.sort, cursor=asked.cursor, limit=asked.limit
    )
    company = accounts.organisation()
    question = question_of(LOSSES_REPORT, ReportQuery.model_validate({}))
    ids = [row["id"] for row in found]
    known = mirror.read(lambda cursor, mark: cards(Asked(cursor, mark, question), ids))[0]
    items = [{**row, "card": _card(known.get(row["id"]), company.currency)} for row in found]
    return {"items": items, "next": following, "total": total}


@router.get(
    "/loss-reviews/agreement",
    response=errors(ok={200: AgreementsOut}),
    operation_id="getLossAgreement",
)
def get_agreement(request: HttpRequest) -> dict[str, Any]:
    """How often those in charge disagreed with the reason given, manager by manager."""
    found = agreement(actor_of(request))
    total = Agreement(
        None, None, sum(row.reviewed for row in found), sum(row.disagreed for row in found)
    )
    return {"items": [_agreement(row) for row in found], "total": _agreement(total)}


@router.put(
    "/loss-reviews/{uuid:deal_id}",
    response=errors(404, 409, ok={200: ReviewOut}),
    operation_id="reviewLoss",
)
def put_review(request: HttpRequest, deal_id: UUID, body: ReviewIn) -> ReviewOut:
    """Confirm the reason, change it, or return the deal to work. A loss is reviewed once."""
    actor, comment = actor_of(request), body.comment
    if body.verdict != "changed" and body.reason is not None:
        raise wrong("reason", "Another reason comes with the verdict “changed”.")
    if body.verdict == "confirmed":
        review = reviewing.confirm_loss(actor, deal=deal_id, comment=comment)
    elif body.verdict == "returned":
        review = reviewing.return_to_work(actor, deal=deal_id, comment=comment)
    else:
        review = reviewing.change_loss_reason(
            actor, deal=deal_id, reason=body.reason, comment=comment
        )
    return ReviewOut.model_validate(review)


def _card(card: Card | None, currency: str) -> dict[str, Any] | None:
    if card is None:
        return None
    shown = card._asdict()
    minor = shown.pop("expected_minor")
    return {**shown, "expected": None if minor is None else to_major(minor, currency)}


def _agreement(row: Agreement) -> dict[str, Any]:
    interval = wilson(row.disagreed, row.reviewed)
    return {
        "id": row.owner,
        "name": row.name,
        "reviewed": row.reviewed,
        "disagreed": row.disagreed,
        "rate": row.disagreed / row.reviewed if row.reviewed else None,
        "low": interval.low if interval else None,
        "high": interval.high if interval else None,
    }
