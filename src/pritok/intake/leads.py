"""Reading what a stranger wrote: numbers into E.164, names of sources into keys, money into minor units."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pritok.intake.rules import DIMENSIONS, Rules
from pritok.kit.errors import Invalid
from pritok.kit.money import to_minor
from pritok.kit.phones import normalise_phone
from pritok.kit.texts import clean, normalise_email

_LABELS = {
    "source": gettext_noop("Source"),
    "campaign": gettext_noop("Campaign"),
    "market": gettext_noop("Market"),
    "product": gettext_noop("Product"),
    "deal_type": gettext_noop("Deal type"),
}


@dataclass(frozen=True, slots=True)
class Lead:
    """A request that can be worked with. `unknown` holds names that no dictionary knows, word for word."""

    name: str
    phone: str | None
    email: str | None
    message: str
    dimensions: dict[str, int]
    unknown: dict[str, str]
    amount_minor: int | None

    @property
    def points(self) -> list[tuple[str, str]]:
        """Ways to reach the person, as contacts keep them."""
        pairs = (("phone", self.phone), ("email", self.email))
        return [(kind, value) for kind, value in pairs if value]

    @property
    def who(self) -> str:
        return self.name or self.phone or self.email or _("No name")

    @property
    def note(self) -> str:
        """What the manager has to read first: the message, and what the dictionaries did not know."""
        lines = [self.message] if self.message else []
        for dimension, said in self.unknown.items():
            label = _(_LABELS[dimension])
            lines.append(
                _("%(label)s: “%(said)s” (not in the dictionary)") % {"label": label, "said": said}
            )
        return "\n".join(lines)


def read_lead(payload: dict[str, Any], rules: Rules) -> Lead:
    """Read the words of a request; Invalid names each field that cannot be understood."""
    problems: dict[str, str] = {}
    phone = _read_phone(payload.get("phone") or "", rules, problems)
    email = _read_email(payload.get("email") or "", problems)
    amount = _read_amount(payload.get("amount"), rules, problems)
    message = clean(payload.get("message") or "", limit=10_000, one_line=False)
    if not (phone or email or message or problems):
        problems["phone"] = _("Give a phone number, an e-mail address or a message.")
    if problems:
        raise Invalid(_("Some fields are not right."), fields=problems)
    dimensions, unknown = _read_dimensions(payload, rules)
    name = clean(payload.get("name") or "", limit=200)
    return Lead(name, phone, email, message, dimensions, unknown, amount)


def _read_phone(said: str, rules: Rules, problems: dict[str, str]) -> str | None:
    if not clean(said, limit=64):
        return None
    phone = normalise_phone(said, region=rules.organisation.phone_region)
    if phone is None:
        problems["phone"] = _("This does not look like a phone number.")
    return phone


def _read_email(said: str, problems: dict[str, str]) -> str | None:
    if not clean(said, limit=254):
        return None
    email = normalise_email(said)
    if email is None:
        problems["email"] = _("This does not look like an e-mail address.")
    return email


def _read_amount(said: Any, rules: Rules, problems: dict[str, str]) -> int | None:
    if said is None:
        return None
    try:
        return to_minor(said, rules.organisation.currency)
    except ValueError:
        problems["amount"] = _("This amount cannot be right.")
        return None


def _read_dimensions(
    payload: dict[str, Any], rules: Rules
) -> tuple[dict[str, int], dict[str, str]]:
    dimensions: dict[str, int] = {}
    unknown: dict[str, str] = {}
    for dimension in DIMENSIONS:
        said = payload.get(dimension)
        if said is None or said == "":
            continue
        key = rules.entry(dimension, said)
        if key is None:
            unknown[dimension] = clean(str(said), limit=200)
        else:
            dimensions[dimension] = key
    return dimensions, unknown
