"""Reading a posted form: what the person typed, what is missing, and whether it smells of a robot."""

from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from pritok.intake.forms import tickets
from pritok.intake.forms.tickets import Ticket
from pritok.intake.incoming import text_hash
from pritok.intake.leads import read_lead
from pritok.intake.models import Form
from pritok.intake.rules import Rules
from pritok.kit.errors import Invalid
from pritok.kit.texts import clean

TYPED = ("name", "phone", "email", "message")
_LIMITS = {"name": 200, "phone": 64, "email": 254, "message": 5_000}
_UTM = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content")
# Looks to a robot like the field every form has; people never see it.
HONEYPOT = "website"


@dataclass
class Typed:
    """The page's words in and out: what was typed comes back when something is wrong with it."""

    values: dict[str, str] = field(default_factory=dict)
    hidden: dict[str, str] = field(default_factory=dict)
    has_agreed: bool = False
    errors: dict[str, str] = field(default_factory=dict)
    notice: str = ""

    @classmethod
    def of(cls, data: QueryDict, *, page: str = "") -> "Typed":
        """Read values and the hidden words about where the person came from; never trusts lengths."""
        values = {
            name: clean(data.get(name, ""), limit=_LIMITS[name], one_line=name != "message")
            for name in TYPED
        }
        hidden = {name: clean(data.get(name, ""), limit=200) for name in _UTM}
        hidden["page"] = clean(data.get("page", "") or page, limit=2_000)
        kept = {name: value for name, value in hidden.items() if value}
        return cls(values, kept, has_agreed=data.get("consent") == "yes")


def find_errors(typed: Typed, form: Form, ticket: Ticket, rules: Rules) -> None:
    """Put a sentence beside each field that is missing or cannot be understood."""
    for name in TYPED:
        wanted = form.fields.get(name, {})
        if wanted.get("show") and wanted.get("required") and not typed.values[name]:
            typed.errors[name] = _("Please fill this in.")
    try:
        read_lead(shown_values(typed, form), rules)
    except Invalid as invalid:
        for name, sentence in invalid.fields.items():
            typed.errors.setdefault(_shown_field(name, form), sentence)
    if form.consent_text and not typed.has_agreed:
        typed.errors["consent"] = _("We may answer only with your consent.")
    elif form.consent_text and ticket.version != form.consent_version:
        typed.has_agreed = False
        typed.errors["consent"] = _("The text has changed meanwhile. Please read it again.")


def payload_of(typed: Typed, form: Form) -> dict[str, Any]:
    """Return the request as it is stored: the typed words, where they came from, what was agreed to."""
    payload: dict[str, Any] = shown_values(typed, form)
    utm = {name: value for name, value in typed.hidden.items() if name in _UTM}
    if utm:
        payload["utm"] = utm
    if "page" in typed.hidden:
        payload["page"] = typed.hidden["page"]
    if form.source_id:
        payload["source"] = form.source_id
    if form.campaign_id:
        payload["campaign"] = form.campaign_id
    if form.consent_text:
        payload["consent"] = {
            "purpose": "answer",
            "text_version": str(form.consent_version),
            "text_hash": text_hash(form.consent_text),
        }
    return payload


def shown_values(typed: Typed, form: Form) -> dict[str, Any]:
    """Return what was typed into fields that the form really has."""
    return {
        name: value
        for name, value in typed.values.items()
        if value and form.fields.get(name, {}).get("show")
    }


def suspicion(data: QueryDict, ticket: Ticket, *, needs_proof: bool) -> str:
    """Return why a person should look at this request first, or nothing."""
    if data.get(HONEYPOT):
        return "honeypot"
    if ticket.age_s < tickets.FILL_TIME_S:
        return "too_fast"
    return "unproven" if needs_proof else ""


def _shown_field(name: str, form: Form) -> str:
    """A sentence about a field that is not on the page goes to the first one that is."""
    if form.fields.get(name, {}).get("show"):
        return name
    return next(n for n in ("phone", "email", "message") if form.fields.get(n, {}).get("show"))
