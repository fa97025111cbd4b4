"""Facts about dictionaries. Everyone hears them: pick lists and reports must follow."""

from pritok.journal.payloads import Payload


class EntryAdded(Payload, frozen=True):
    """`dictionary` is the API name: markets, sources, campaigns, deal_types, categories, products, loss_reasons …"""

    kind = "entry.added"
    dictionary: str
    entry: int


class EntryChanged(Payload, frozen=True):
    kind = "entry.changed"
    dictionary: str
    entry: int
    fields: list[str]


class SpendRecorded(Payload, frozen=True):
    """Advertising costs of `rows` lines between two days came in; the sums stand in their table."""

    kind = "spend.recorded"
    rows: int
    first_day: str
    last_day: str
