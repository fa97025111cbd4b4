"""Facts about imports."""

from pritok.journal.payloads import Payload


class ImportFinished(Payload, frozen=True):
    kind = "import.finished"
    run: int
    entity: str
    added: int
    unchanged: int
    refused: int
