"""Facts about distribution. The decision itself is `deal.assigned` with the id of its ledger row."""

from uuid import UUID

from pritok.journal.payloads import Payload


class AssignmentDecided(Payload, frozen=True):
    kind = "assignment.decided"
    assignment: UUID
    mode: str
    branch: str
    person: int | None = None
    propensity: float | None = None


class RoutingChanged(Payload, frozen=True):
    kind = "routing.changed"
    pipeline: int
    mode: str
