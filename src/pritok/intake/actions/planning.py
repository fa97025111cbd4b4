"""What becomes of requests, many at once: whose they are, which deals begin and which are joined, as rows and facts.

Everything is looked up once for all of them and written with one statement for each table (decision 0010).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from pritok.accounts.actor import system
from pritok.clients.actions.consents import prepare_consents
from pritok.clients.actions.contacts import prepare_points
from pritok.clients.actions.history import prepare_contacts
from pritok.clients.history import Agreed, PastContact
from pritok.clients.models import Contact
from pritok.clients.points import Point
from pritok.clients.queries import find_contacts
from pritok.deals.actions.history import prepare_histories
from pritok.deals.actions.locking import lock_open_deals
from pritok.deals.actions.references import first_stages
from pritok.deals.history import History
from pritok.deals.models import Deal
from pritok.deals.queries.listing import contacts_with_deals
from pritok.desk.actions.notes import NewNote, prepare_notes
from pritok.intake.events import RequestMatched
from pritok.intake.incoming import text_hash
from pritok.intake.leads import Lead
from pritok.intake.models import Request
from pritok.intake.rules import Rules
from pritok.journal.recording import Draft, prepare_facts, users
from pritok.kit import clock
from pritok.kit.bulk_insert import Prepared
from pritok.kit.ids import new_id

INTAKE = system("intake")


@dataclass(frozen=True, slots=True)
class Work:
    """A request that was taken down, and what its words mean."""

    request: Request
    lead: Lead


def plan_deals(todo: Sequence[Work], rules: Rules) -> tuple[list[Prepared], list[Work]]:
    """Return what makes deals of these requests, and those that can be planned once that is written.

    Of each person one request is planned at a time: the next has to find what became of the one before. Planned
    requests note their deal and contact; deals that are joined are locked until the transaction ends.
    """
    with translation.override(rules.organisation.language):
        plan = _Plan(rules)
        left = plan.take(todo)
        return plan.prepared(), left


class _Plan:
    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._now = clock.now()
        # Asked anew each time: a stage that was archived a moment ago takes no more deals.
        self._stages = first_stages()
        self._people: list[PastContact] = []
        self._points: list[tuple[Contact, Sequence[Point]]] = []
        self._deals: list[History] = []
        self._matched: list[Draft] = []
        self._consents: list[Agreed] = []
        self._notes: list[NewNote] = []

    def take(self, todo: Sequence[Work]) -> list[Work]:
        contacts = find_contacts([work.lead.points for work in todo])
        known = {contact.pk for contact in contacts if contact is not None}
        deals = lock_open_deals(known) if known else {}
        returning = contacts_with_deals(known) if known else set()
        seen: set[Point | UUID] = set()
        left = []
        for work, contact in zip(todo, contacts, strict=True):
            marks: set[Point | UUID] = set(work.lead.points)
            if contact is not None:
                marks.add(contact.pk)
            if not seen.isdisjoint(marks):
                left.append(work)
            elif contact is None:
                self._begin(work, self._introduced(work.lead), is_returning=False)
            else:
                self._points.append((contact, work.lead.points))
                deal = deals.get(contact.pk)
                if deal is None:
                    self._begin(work, contact, is_returning=contact.pk in returning)
                else:
                    self._join(work, contact, deal)
            seen |= marks
        return left

    def prepared(self) -> list[Prepared]:
        """Return rows and facts; the facts of one request stand in the order in which they follow."""
        known = self._rules.known
        return [
            *prepare_contacts(INTAKE, self._people),
            *prepare_points(INTAKE, self._points),
            *prepare_histories(INTAKE, self._deals, known=known, via=""),
            prepare_facts(INTAKE, self._matched),
            *prepare_consents(INTAKE, self._consents),
            *prepare_notes(INTAKE, self._notes),
        ]

    def _introduced(self, lead: Lead) -> Contact:
        """Return the contact of somebody nobody knew, as it will be written."""
        person = PastContact(new_id(), lead.who, self._now, lead.points)
        self._people.append(person)
        return Contact(id=person.id, name=person.name, created_at=person.created_at)

    def _begin(self, work: Work, contact: Contact, *, is_returning: bool) -> None:
        request, lead = work.request, work.lead
        pipeline = self._rules.pipeline(self._rules.pipeline_of_form.get(request.form_id or 0))
        deal = History(
            id=new_id(),
            key=str(request.pk),
            title=(_("Request: %(who)s") % {"who": lead.who})[:200],
            created_at=self._now,
            pipeline_id=pipeline.pk,
            stage_id=self._stages[pipeline.pk],
            currency=self._rules.organisation.currency,
            contact_id=contact.pk,
            company_id=contact.company_id,
            amount_minor=lead.amount_minor,
            is_returning=is_returning,
            request_id=request.pk,
            promised_at=request.promised_at,
            answer_due_at=request.answer_due_at,
            via=request.channel,
            source=lead.dimensions.get("source"),
            campaign=lead.dimensions.get("campaign"),
            market=lead.dimensions.get("market"),
            product=lead.dimensions.get("product"),
            deal_type=lead.dimensions.get("deal_type"),
        )
        self._deals.append(deal)
        self._note(work, contact, deal.id, None)

    def _join(self, work: Work, contact: Contact, deal: Deal) -> None:
        """The sender is in a conversation with us already: the deal and its manager stay."""
        work.request.is_matched = True
        self._matched.append(
            Draft(
                RequestMatched(request=work.request.pk),
                subject=f"request:{work.request.pk}",
                audience=users(deal.owner_id),
                deal_id=deal.pk,
                owner_id=deal.owner_id,
            )
        )
        self._note(work, contact, deal.pk, deal.owner_id)

    def _note(self, work: Work, contact: Contact, deal_id: UUID, owner_id: int | None) -> None:
        """Keep what was agreed to and what the manager has to read, and note on the request what became of it."""
        request, text = work.request, work.lead.note
        self._keep_consent(request, contact)
        if text:
            self._notes.append(NewNote(deal_id, owner_id, text))
        request.deal_id, request.contact_id = deal_id, contact.pk
        request.state, request.reason = "done", ""

    def _keep_consent(self, request: Request, contact: Contact) -> None:
        consent = request.payload.get("consent")
        if not consent:
            return
        text = consent.get("text")
        self._consents.append(
            Agreed(
                contact_id=contact.pk,
                owner_id=contact.owner_id,
                purpose=consent["purpose"],
                text_version=consent["text_version"],
                text_hash=consent.get("text_hash") or (text_hash(text) if text else ""),
                given_at=request.received_at,
                form_id=request.form_id,
                ip=request.ip,
                user_agent=request.user_agent,
            )
        )
