"""Facts about deals: complete enough that the mirror never asks the tables. Ids, numbers, words from closed sets.

Every fact's envelope carries the deal, the owner at that moment and the time. Dimension fields hold dictionary
keys or None. Money is minor units of `currency`.
"""

from uuid import UUID

import msgspec

from pritok.journal.payloads import Payload

DIMENSIONS = ("deal_type", "market", "source", "campaign", "product")


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line as sold: per-unit price, discount and cost (None = unknown); quantity in thousandths."""

    quantity_milli: int
    price_minor: int
    discount_minor: int = 0
    cost_minor: int | None = None
    product: int | None = None
    category: int | None = None


class DealCreated(Payload, frozen=True):
    """`via` is the intake channel or `hand`, `import`, `demo`. `is_returning`: the client had a deal before."""

    kind = "deal.created"
    pipeline: int
    stage: int
    stage_position: int
    currency: str
    via: str = "hand"
    owner: int | None = None
    deal_type: int | None = None
    market: int | None = None
    source: int | None = None
    campaign: int | None = None
    product: int | None = None
    category: int | None = None
    amount_minor: int | None = None
    contact: UUID | None = None
    company: UUID | None = None
    request: UUID | None = None
    is_returning: bool = False
    promised_at: str | None = None
    answer_due_at: str | None = None


class DealMoved(Payload, frozen=True):
    """`pipeline` is set when the move also changed the pipeline."""

    kind = "deal.moved"
    from_stage: int
    to_stage: int
    to_position: int
    pipeline: int | None = None


class DealEdited(Payload, frozen=True):
    """`fields` names all that changed; `dimensions`, `amount_minor`, `category` hold the new values of those that
    reports use, and only when they changed."""

    kind = "deal.edited"
    fields: list[str]
    dimensions: dict[str, int | None] = {}
    amount_minor: int | None = None
    category: int | None = None
    contact: UUID | None = None


class DealLinesChanged(Payload, frozen=True):
    """All lines after the change, and the amount that follows from them."""

    kind = "deal.lines_changed"
    lines: list[Line]
    amount_minor: int | None = None


class DealAssigned(Payload, frozen=True):
    """The envelope's owner is the new one. `how`: hand, claim, fair, import, release."""

    kind = "deal.assigned"
    from_owner: int | None
    to_owner: int | None
    how: str
    assignment: UUID | None = None


class DealWon(Payload, frozen=True):
    kind = "deal.won"
    stage: int
    amount_minor: int | None = None


class DealLost(Payload, frozen=True):
    kind = "deal.lost"
    stage: int
    reason: int
    reason_group: int
    is_refusal: bool = True
    amount_minor: int | None = None


class DealReopened(Payload, frozen=True):
    kind = "deal.reopened"
    stage: int
    was: str


class DealReasonChanged(Payload, frozen=True):
    """Whoever looked through the loss found another reason for it; when it was lost stays."""

    kind = "deal.reason_changed"
    reason: int
    reason_group: int
    is_refusal: bool = True


class LossReviewed(Payload, frozen=True):
    """Somebody in charge looked through a loss. `verdict`: confirmed, changed, returned."""

    kind = "loss.reviewed"
    verdict: str


class DealPaused(Payload, frozen=True):
    kind = "deal.paused"
    until: str


class DealResumed(Payload, frozen=True):
    kind = "deal.resumed"


class DealDeleted(Payload, frozen=True):
    """Junk: the deal leaves every metric."""

    kind = "deal.deleted"


class DealMerged(Payload, frozen=True):
    """The envelope's deal was merged into `into` and leaves every metric."""

    kind = "deal.merged"
    into: UUID


class DealAnswered(Payload, frozen=True):
    """The first outgoing contact by a person stopped the answer clock."""

    kind = "deal.answered"
    within_target: bool | None = None


class PipelineChanged(Payload, frozen=True):
    kind = "pipeline.changed"
    pipeline: int
    fields: list[str]


class StageChanged(Payload, frozen=True):
    """Also for a new stage (`fields` = ["created"]). Positions order the stages of a pipeline."""

    kind = "stage.changed"
    stage: int
    pipeline: int
    position: int
    fields: list[str]
    is_archived: bool = False


class SilenceRule(msgspec.Struct, frozen=True, omit_defaults=True):
    """Working hours of silence allowed for deals of this type and stage; None is any."""

    hours: int
    deal_type: int | None = None
    stage: int | None = None


class SilenceLimitsChanged(Payload, frozen=True):
    """All limits after the change: from when a deal counts as forgotten."""

    kind = "silence_limits.changed"
    limits: list[SilenceRule]


class CustomFieldChanged(Payload, frozen=True):
    kind = "custom_field.changed"
    field: int
    fields: list[str]


class SavedViewChanged(Payload, frozen=True):
    kind = "saved_view.changed"
    view: int
    fields: list[str]
