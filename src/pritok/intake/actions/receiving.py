"""Taking a request in: stored word for word first, then made into a deal, acknowledged after the commit."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from django.db import connection
from django.utils import translation

from pritok.accounts.actor import Actor
from pritok.intake import writer
from pritok.intake.actions.planning import Work, plan_deals
from pritok.intake.actions.processing import process_request
from pritok.intake.events import RequestQuarantined, RequestReceived
from pritok.intake.incoming import Incoming, Receipt
from pritok.intake.leads import Lead, read_lead
from pritok.intake.models import Request
from pritok.intake.rules import Rules
from pritok.intake.status_links import status_token
from pritok.journal.payloads import Payload
from pritok.journal.recording import POOL, Draft, prepare_facts, record_many, write_prepared
from pritok.kit import clock
from pritok.kit.bulk_insert import Prepared, prepare_instances
from pritok.kit.errors import Conflict, Refusal

# A changed setting reaches the next requests this much later; loading it costs as much as half a request.
_RULES_HOLD_S = 1.0


def receive(actor: Actor, *, incoming: Incoming) -> Receipt:
    """Take the request and return the receipt once it is safe; the same key and body return the same receipt.

    Raises Invalid for what nobody could answer, Conflict (`idempotency_mismatch`) for a used key with another
    body, Unavailable when there is no room: nothing is stored then.
    """
    return writer.write(Reception(actor, incoming), prepare=prepare, together=receive_together)


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the requests of one transaction need, asked once: the rules, and the keys that were used before."""

    rules: Rules
    known: dict[tuple[str, str], Request]


def prepare(receptions: Sequence["Reception"]) -> _Shared:
    """Keep other processes from writing the same keys or people until the transaction ends, and look around."""
    return _look_around(receptions, Rules.load())


def _look_around(receptions: Sequence["Reception"], rules: Rules) -> _Shared:
    _lock([key for reception in receptions for key in reception.keys])
    keys = [r.incoming.key for r in receptions if r.incoming.key is not None]
    used = Request.objects.filter(idempotency_key__in=keys) if keys else []
    known = {(row.sender, str(row.idempotency_key)): row for row in used}
    return _Shared(rules, known)


class _Preparation:
    """`prepare` for the writing thread: the same rules for a second's worth of transactions."""

    def __init__(self) -> None:
        self._rules: Rules | None = None
        self._until = 0.0

    def __call__(self, receptions: Sequence["Reception"]) -> _Shared:
        if self._rules is None or time.monotonic() > self._until:
            self._rules = Rules.load()
            self._until = time.monotonic() + _RULES_HOLD_S
        return _look_around(receptions, self._rules)


def _lock(keys: Sequence[str]) -> None:
    if connection.vendor != "postgresql" or not keys:
        return
    # All at once and in order: two batches that share people can then never wait for each other.
    numbers = sorted({_lock_number(key) for key in keys})
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(k) from unnest(%s::bigint[]) as k", [numbers])


def start_writer() -> writer.Writer:
    """Start the writing thread of this process and make it the way in."""
    thread = writer.Writer(_Preparation(), receive_together)
    thread.start()
    writer.install(thread)
    return thread


@dataclass(frozen=True, slots=True)
class Reception:
    actor: Actor
    incoming: Incoming

    @property
    def keys(self) -> list[str]:
        payload = self.incoming.payload
        words = [payload.get("phone"), payload.get("email")]
        # Only the last digits: the same number is written with and without the country.
        people = [
            "".join(c for c in str(word).lower() if c.isalnum())[-9:] for word in words if word
        ]
        return [f"{self.incoming.sender}/{self.incoming.key}", *people]

    def run(self, shared: _Shared) -> Receipt:
        known = _known(self.incoming, shared.known)
        if known is not None:
            return _receipt(known, True)
        lead = self.read(shared.rules)
        request = _taken_down(self.incoming, shared.rules)
        record_many(self.actor, _told(request))
        if request.state == "received":
            process_request(self.actor, request=request, rules=shared.rules, lead=lead)
        # Written once, with what became of it; when nothing did, its words are safe all the same.
        request.save(force_insert=True)
        self.note(request, shared.known)
        return _receipt(request, False)

    def read(self, rules: Rules) -> Lead:
        """Read the words before they are stored: what is refused leaves no trace."""
        with translation.override(self.incoming.language):
            return read_lead(self.incoming.payload, rules)

    def note(self, request: Request, known: dict[tuple[str, str], Request]) -> None:
        """The same key may stand twice in one transaction: a double click."""
        if self.incoming.key is not None:
            known[self.incoming.sender, self.incoming.key] = request


def receive_together(receptions: Sequence[Reception], shared: _Shared) -> list[Receipt | Refusal]:
    """Take all of them in with one statement for each table, and return receipts and refusals in their order.

    Any other exception means that nothing of it may stay: each is then to be `run` by itself.
    """
    batch = _Batch(shared)
    taken = [batch.take(reception) for reception in receptions]
    batch.write()
    return [each if isinstance(each, Refusal) else _receipt(*each) for each in taken]


class _Batch:
    def __init__(self, shared: _Shared) -> None:
        self._rules = shared.rules
        # A copy: what is noted here counts only when all of it is written.
        self._known = dict(shared.known)
        self._fresh: list[Request] = []
        self._todo: list[Work] = []
        self._prepared: list[Prepared] = []

    def take(self, reception: Reception) -> tuple[Request, bool] | Refusal:
        """Return the request and whether it is an old one, or why it is not taken."""
        try:
            known = _known(reception.incoming, self._known)
            if known is not None:
                return known, True
            lead = reception.read(self._rules)
        except Refusal as refusal:
            return refusal
        request = _taken_down(reception.incoming, self._rules)
        reception.note(request, self._known)
        self._fresh.append(request)
        self._prepared.append(prepare_facts(reception.actor, _told(request)))
        if request.state == "received":
            self._todo.append(Work(request, lead))
        return request, False

    def write(self) -> None:
        todo = self._todo
        while todo:
            planned, todo = plan_deals(todo, self._rules)
            self._prepared += planned
            if todo:
                self._flush()
        self._prepared.append(prepare_instances(Request, self._fresh))
        self._flush()

    def _flush(self) -> None:
        write_prepared(self._prepared)
        self._prepared = []


def _known(incoming: Incoming, used: dict[tuple[str, str], Request]) -> Request | None:
    if incoming.key is None:
        return None
    known = used.get((incoming.sender, incoming.key))
    if known is not None and known.body_hash != incoming.body_hash:
        raise Conflict(
            "This idempotency key was used with another body.", code="idempotency_mismatch"
        )
    return known


def _taken_down(incoming: Incoming, rules: Rules) -> Request:
    now = clock.now()
    return Request(
        id=incoming.id,
        received_at=now,
        channel=incoming.channel,
        form_id=incoming.form_id,
        sender=incoming.sender,
        idempotency_key=incoming.key,
        body_hash=incoming.body_hash,
        payload=incoming.payload,
        state="quarantined" if incoming.suspicion else "received",
        reason=incoming.suspicion,
        promised_at=rules.promised_at(now),
        answer_due_at=rules.answer_due_at(now),
        ip=incoming.ip,
        user_agent=incoming.user_agent[:300],
    )


def _told(request: Request) -> list[Draft]:
    facts: list[Payload] = [
        RequestReceived(request=request.pk, channel=request.channel, form=request.form_id)
    ]
    if request.state == "quarantined":
        facts.append(RequestQuarantined(request=request.pk, reason=request.reason))
    return [Draft(fact, subject=f"request:{request.pk}", audience=POOL) for fact in facts]


def _receipt(request: Request, is_repeat: bool) -> Receipt:
    return Receipt(
        request_id=request.pk,
        deal_id=request.deal_id,
        promised_at=request.promised_at,
        status_token=status_token(request.pk),
        is_repeat=is_repeat,
    )


def _lock_number(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)
