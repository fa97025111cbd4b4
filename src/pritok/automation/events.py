"""Facts about the loop itself."""

from pritok.journal.payloads import Payload


class FactSkipped(Payload, frozen=True):
    """The loop could not act on the fact at this position, however often it tried; a person has to look."""

    kind = "automation.skipped"
    position: int
    fact_kind: str
    error: str
