"""What a version says to the client, in one piece: it is shown, printed, hashed and accepted from here."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from pritok.kit import clock
from pritok.offers import lines as arithmetic
from pritok.offers.lines import OfferLine, Sums, chosen
from pritok.offers.models import OfferVersion

_HIDDEN = ("cost_minor", "product_id")


@dataclass(frozen=True)
class Content:
    """A version with its lines read and its sums reckoned."""

    version: OfferVersion
    lines: list[OfferLine]

    @classmethod
    def of(cls, version: OfferVersion) -> "Content":
        return cls(version, arithmetic.read(version.lines))

    @property
    def options(self) -> list[OfferLine]:
        return [line for line in self.lines if line.is_optional]

    def sums(self, options: frozenset[int] = frozenset()) -> Sums:
        """Return what the client pays with these options ticked."""
        return arithmetic.sums_of(
            chosen(self.lines, options), is_vat_included=self.version.is_vat_included
        )

    def sums_of(self, line: OfferLine) -> Sums:
        return arithmetic.sums_of_line(line, is_vat_included=self.version.is_vat_included)

    def said(self) -> dict[str, Any]:
        """Return everything a client reads, and nothing a client may not."""
        version = self.version
        words = (
            "language",
            "currency",
            "title",
            "recipient",
            "intro",
            "terms",
            "company",
            "details",
        )
        return {
            **{name: getattr(version, name) for name in words},
            "offer": version.offer.number,
            "version": version.number,
            "valid_until": version.valid_until.isoformat(),
            "is_vat_included": version.is_vat_included,
            "lines": [self._line(line) for line in self.lines],
            "total_minor": self.sums().total_minor,
        }

    def _line(self, line: OfferLine) -> dict[str, Any]:
        [row] = arithmetic.stored([line])
        shown = {name: value for name, value in row.items() if name not in _HIDDEN}
        return {**shown, "total_minor": self.sums_of(line).total_minor}

    def hash(self) -> str:
        """Return what stands for every word and number the client reads."""
        text = json.dumps(self.said(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def end_of(day: date, zone: str) -> datetime:
    """Return the moment a day is over for the company: offers hold to the end of their last day."""
    following = datetime.combine(day + timedelta(days=1), datetime.min.time(), ZoneInfo(zone))
    return following.astimezone(clock.now().tzinfo)


def today(zone: str) -> date:
    return day_of(clock.now(), zone)


def day_of(at: datetime, zone: str) -> date:
    """Return the day on the company's wall calendar."""
    return at.astimezone(ZoneInfo(zone)).date()
