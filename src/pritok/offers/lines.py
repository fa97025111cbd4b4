"""The arithmetic of offers: lines, value-added tax, totals. Every line is rounded on its own, and sums add up."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from pritok.deals.lines import LineDraft
from pritok.kit.money import share

# Rates are hundredths of a percent: 20 % is 2000.
WHOLE_BP = 10_000


@dataclass(frozen=True, slots=True)
class OfferLine:
    """A line as offered: money per unit, quantity in thousandths, `vat_bp` None without tax.

    `key` names the line within its offer: a client ticks optional lines by it, and versions are compared by it.
    """

    key: int
    name: str
    quantity_milli: int
    price_minor: int
    discount_minor: int = 0
    cost_minor: int | None = None
    product_id: int | None = None
    note: str = ""
    is_optional: bool = False
    vat_bp: int | None = None

    @property
    def sold(self) -> LineDraft:
        """Return the line as a deal has it: prices as offered, without tax that comes on top."""
        return LineDraft(
            self.name,
            self.quantity_milli,
            self.price_minor,
            self.discount_minor,
            self.cost_minor,
            self.product_id,
        )


_NAMES = tuple(field.name for field in fields(OfferLine))


@dataclass(frozen=True, slots=True)
class Sums:
    """What lines come to: `total_minor` is always `net_minor` + `vat_minor`."""

    net_minor: int = 0
    vat_minor: int = 0

    @property
    def total_minor(self) -> int:
        return self.net_minor + self.vat_minor

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(self.net_minor + other.net_minor, self.vat_minor + other.vat_minor)


def sums_of_line(line: OfferLine, *, is_vat_included: bool) -> Sums:
    """Return one line's sums, each rounded half up."""
    price = line.sold.total_minor
    if line.vat_bp is None:
        return Sums(price)
    if is_vat_included:
        vat = share(price, line.vat_bp, WHOLE_BP + line.vat_bp)
        return Sums(price - vat, vat)
    return Sums(price, share(price, line.vat_bp, WHOLE_BP))


def sums_of(lines: Iterable[OfferLine], *, is_vat_included: bool) -> Sums:
    return sum((sums_of_line(line, is_vat_included=is_vat_included) for line in lines), Sums())


def vat_by_rate(lines: Iterable[OfferLine], *, is_vat_included: bool) -> dict[int, int]:
    """Return rate → tax in minor units for the rates that occur, the highest first."""
    found: dict[int, int] = {}
    for line in lines:
        if line.vat_bp is not None:
            vat = sums_of_line(line, is_vat_included=is_vat_included).vat_minor
            found[line.vat_bp] = found.get(line.vat_bp, 0) + vat
    return dict(sorted(found.items(), reverse=True))


def chosen(lines: Iterable[OfferLine], options: Collection[int] = ()) -> list[OfferLine]:
    """Return the lines that are bought: all that are not optional, and those optional ones that were ticked."""
    return [line for line in lines if not line.is_optional or line.key in options]


def margin_of(lines: Iterable[OfferLine], *, is_vat_included: bool) -> tuple[int, int] | None:
    """Return (margin, revenue), both without tax, over the lines whose cost is known; None when none is."""
    known = [line for line in lines if line.cost_minor is not None]
    if not known:
        return None
    revenue = sums_of(known, is_vat_included=is_vat_included).net_minor
    cost = sum(share(line.cost_minor or 0, line.quantity_milli, 1000) for line in known)
    return revenue - cost, revenue


def stored(lines: Sequence[OfferLine]) -> list[dict[str, Any]]:
    """Return lines as a version keeps them."""
    # Flat, so no need for the deep copies of asdict, which take ten times as long.
    return [{name: getattr(line, name) for name in _NAMES} for line in lines]


def read(rows: Iterable[Mapping[str, Any]]) -> list[OfferLine]:
    """Return the lines a version keeps."""
    return [OfferLine(**row) for row in rows]
