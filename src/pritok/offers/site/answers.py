"""What a client typed under an offer: cleaned, checked, and kept beside its mistakes until it is right."""

from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from pritok.kit.texts import clean, normalise_email

_LONGEST_KEY = 9
_MOST_OPTIONS = 200


@dataclass
class Typed:
    """The words of the answer forms in and out."""

    answer: str = ""
    name: str = ""
    email: str = ""
    reason: str = ""
    comment: str = ""
    content_hash: str = ""
    options: frozenset[int] = frozenset()
    errors: dict[str, str] = field(default_factory=dict)
    notice: str = ""

    @classmethod
    def of(cls, data: QueryDict) -> "Typed":
        return cls(
            answer=clean(data.get("answer", ""), limit=10),
            name=clean(data.get("name", ""), limit=200),
            email=clean(data.get("email", ""), limit=254),
            reason=clean(data.get("reason", ""), limit=12),
            comment=clean(data.get("comment", ""), limit=1000, one_line=False),
            content_hash=clean(data.get("hash", ""), limit=64),
            options=_keys(data.getlist("option")),
        )

    @property
    def reason_id(self) -> int | None:
        return int(self.reason) if _is_key(self.reason) else None

    def find_errors(self) -> None:
        """Put a sentence beside each field that is missing or cannot be understood."""
        if self.answer == "accept":
            if not self.name:
                self.errors["name"] = _("Please tell us who accepts.")
            if self.email and normalise_email(self.email) is None:
                self.errors["email"] = _("This does not look like an e-mail address.")
        elif self.reason_id is None and not self.comment:
            self.errors["reason"] = _("Please choose a reason or write a few words.")


def _keys(texts: list[str]) -> frozenset[int]:
    return frozenset(int(text) for text in texts[:_MOST_OPTIONS] if _is_key(text))


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST_KEY
