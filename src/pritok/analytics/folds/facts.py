"""What the fold reads of each fact: the payloads less the fields it has no use for, which are then not decoded."""

from collections.abc import Callable
from typing import TypeVar, cast, get_type_hints
from uuid import UUID

import msgspec

from pritok.deals import events
from pritok.desk import events as desk
from pritok.journal.payloads import Payload
from pritok.offers import events as offers

P = TypeVar("P", bound=Payload)


def _reader(payload: type[P], *unread: str) -> Callable[[str], P]:
    """Return a decoder of `payload` without these fields. Ids stay text: they are only compared."""
    hints = get_type_hints(payload)
    fields = [
        (field.name, str if hints[field.name] is UUID else hints[field.name], _default(field))
        for field in msgspec.structs.fields(payload)
        if field.name not in unread
    ]
    part = msgspec.defstruct(payload.__name__, fields, frozen=True, gc=False)
    return cast("Callable[[str], P]", msgspec.json.Decoder(part).decode)


def _default(field: msgspec.structs.FieldInfo) -> object:
    if field.default_factory is not msgspec.NODEFAULT:
        return msgspec.field(default_factory=field.default_factory)
    return msgspec.field() if field.default is msgspec.NODEFAULT else field.default


read_created = _reader(events.DealCreated, "contact", "company", "request", "category")
read_moved = _reader(events.DealMoved, "from_stage")
read_assigned = _reader(events.DealAssigned, "from_owner", "how", "assignment")
read_edited = _reader(events.DealEdited, "category", "contact")
read_lines = _reader(events.DealLinesChanged)
read_won = _reader(events.DealWon, "stage")
read_lost = _reader(events.DealLost, "stage")
read_reason_changed = _reader(events.DealReasonChanged)
read_paused = _reader(events.DealPaused)
read_contact = _reader(desk.ContactMade, "event")
read_planned = _reader(desk.TaskPlanned, "task_kind", "person")
read_task_moved = _reader(desk.TaskMoved)
read_task_done = _reader(desk.TaskDone)
read_task_cancelled = _reader(desk.TaskCancelled)
read_heard = _reader(desk.RecordingHeard, "event")
read_offer_sent = _reader(offers.OfferSent, "offer_version", "amount_minor")
read_offer_opened = _reader(offers.OfferOpened, "offer_version")


def unread(_data: str) -> None:
    """For facts that say all by being there."""
