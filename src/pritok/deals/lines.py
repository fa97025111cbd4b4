"""The arithmetic of deal lines: what a line costs the client, what it leaves the company."""

from collections.abc import Iterable
from dataclasses import dataclass

from pritok.deals.models import DealLine
from pritok.kit.money import share


@dataclass(frozen=True, slots=True)
class LineDraft:
    """One line as sold: money per unit, quantity in thousandths, `cost_minor` None when nobody knows it."""

    name: str
    quantity_milli: int
    price_minor: int
    discount_minor: int = 0
    cost_minor: int | None = None
    product_id: int | None = None

    @property
    def total_minor(self) -> int:
        return share(self.price_minor - self.discount_minor, self.quantity_milli, 1000)

    @property
    def margin_minor(self) -> int | None:
        if self.cost_minor is None:
            return None
        unit = self.price_minor - self.discount_minor - self.cost_minor
        return share(unit, self.quantity_milli, 1000)


def amount_of(lines: Iterable[LineDraft]) -> int:
    """Return what all lines come to, each rounded on its own, as the client reads them."""
    return sum(line.total_minor for line in lines)


def margin_of(lines: Iterable[LineDraft]) -> tuple[int, int] | None:
    """Return (margin, revenue) over the lines whose cost is known; None when no cost is known."""
    known = [line for line in lines if line.cost_minor is not None]
    if not known:
        return None
    return sum(line.margin_minor or 0 for line in known), amount_of(known)


def draft_of(line: DealLine) -> LineDraft:
    """Return a stored line as it is reckoned with."""
    return LineDraft(
        name=line.name,
        quantity_milli=int(line.quantity * 1000),
        price_minor=line.price_minor,
        discount_minor=line.discount_minor,
        cost_minor=line.cost_minor,
        product_id=line.product_id,
    )
