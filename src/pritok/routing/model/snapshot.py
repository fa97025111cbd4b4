"""What a model may know of a deal: only what the ledger wrote down when the deal was given out.

Stage, quality marks, an agreed product, a closing: everything learned later would make a model that looks brilliant
and is useless, since a new deal has none of it. A field that is not named here is refused, not ignored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log1p
from typing import Any

import msgspec


class Snapshot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The features of one ledger row, by the names the ledger gives them."""

    deal_type: int | None = None
    market: int | None = None
    source: int | None = None
    campaign: int | None = None
    product: int | None = None
    category: int | None = None
    amount_minor: int | None = None
    currency: str = ""
    channel: str = ""
    is_returning: bool = False
    has_company: bool = False
    hour: int = 0
    weekday: int = 0
    is_working_time: bool = True
    waited_s: int = 0

    @classmethod
    def of(cls, features: Mapping[str, Any]) -> "Snapshot":
        """Read the ledger's features; ValueError (msgspec's) on anything that was not known at assignment."""
        return msgspec.convert(features, cls)


@dataclass(frozen=True, slots=True)
class Factor:
    """A division of deals; a crossed one is where managers may differ among themselves."""

    name: str
    is_crossed: bool = False


FACTORS = (
    Factor("source", is_crossed=True),
    Factor("product", is_crossed=True),
    Factor("market", is_crossed=True),
    Factor("deal_type", is_crossed=True),
    Factor("client", is_crossed=True),
    Factor("campaign"),
    Factor("channel"),
    Factor("company"),
    Factor("daytime"),
    Factor("weekday"),
)
# In the order of `measures_of`.
MEASURES = ("load", "waited")
_HOURS_OF_DAYTIME = 4
_LONGEST_WAIT_H = 24 * 14


def levels_of(snapshot: Snapshot) -> dict[str, str | None]:
    """Return the deal's level of each factor; None where it was not known."""
    daytime = f"{snapshot.hour // _HOURS_OF_DAYTIME * _HOURS_OF_DAYTIME:02d}"
    return {
        "source": _key(snapshot.source),
        "product": _key(snapshot.product),
        "market": _key(snapshot.market),
        "deal_type": _key(snapshot.deal_type),
        "client": "returning" if snapshot.is_returning else "new",
        "campaign": _key(snapshot.campaign),
        "channel": snapshot.channel or None,
        "company": "yes" if snapshot.has_company else "no",
        "daytime": daytime if snapshot.is_working_time else "closed",
        "weekday": str(snapshot.weekday),
    }


def waited(snapshot: Snapshot) -> float:
    """Return the wait as the regression sees it: the first hours count most."""
    return log1p(min(max(snapshot.waited_s, 0) / 3600, _LONGEST_WAIT_H))


def _key(value: int | None) -> str | None:
    return None if value is None else str(value)
