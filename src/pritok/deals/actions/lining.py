"""What is sold in a deal, line by line. The amount of the deal follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, Protocol

from django.db import transaction

from pritok.accounts.actor import Actor
from pritok.catalog.models import Product
from pritok.deals.actions.locking import (
    DealRef,
    check_version,
    lock_editable,
    must_be_open,
    tell,
    write,
)
from pritok.deals.actions.telling import fact_of
from pritok.deals.events import DealLinesChanged
from pritok.deals.lines import LineDraft, amount_of, draft_of
from pritok.deals.models import Deal, DealLine
from pritok.kit.errors import wrong
from pritok.kit.money import MAX_MINOR, to_major

MAX_LINES = 200
_LARGEST_QUANTITY_MILLI = 10**9


@dataclass(frozen=True, slots=True)
class WantedLine:
    """A line as asked for. `id` names a line that stays. With `cost_minor` "of the day" a line of a product that was
    there before keeps the cost it had, and a new one takes the product's cost of now.
    """

    name: str
    quantity_milli: int
    price_minor: int
    discount_minor: int = 0
    product_id: int | None = None
    id: int | None = None
    cost_minor: int | Literal["of the day"] | None = "of the day"


class LineBefore(Protocol):
    """What was there under a key before: the cost of its day stays with its product."""

    @property
    def pk(self) -> int: ...
    @property
    def product_id(self) -> int | None: ...
    @property
    def cost_minor(self) -> int | None: ...


def replace_lines(
    actor: Actor,
    *,
    deal: DealRef,
    lines: Sequence[WantedLine],
    version: int | None = None,
    takes_archived: bool = False,
) -> Deal:
    """Put these lines in the place of all there were and set the amount to their sum.

    Without any line the amount stays and may be written by hand again. The same lines again are no fact.
    `takes_archived`: what was agreed upon may have left the catalog since.
    """
    if len(lines) > MAX_LINES:
        raise wrong("lines", f"At most {MAX_LINES} lines.")
    with transaction.atomic():
        row = lock_editable(actor, deal)
        must_be_open(row)
        before = list(row.lines.all())
        drafts = checked_drafts(actor, lines, before, takes_archived=takes_archived)
        if drafts == [draft_of(line) for line in before]:
            return row
        amount = amount_of(drafts) if drafts else row.amount_minor
        _check_version(row, version, amount)
        if amount is not None and amount > MAX_MINOR:
            raise wrong("lines", "The amount is out of range.")
        row.lines.all().delete()
        DealLine.objects.bulk_create(_rows(row, drafts))
        write(row, {"amount_minor": amount})
        categories = _categories(drafts)
        told = [fact_of(each, categories.get(each.product_id)) for each in drafts]
        tell(actor, DealLinesChanged(lines=told, amount_minor=amount), row)
    return row


def _check_version(row: Deal, version: int | None, amount: int | None) -> None:
    yours, theirs = (
        None if each is None else to_major(each, row.currency)
        for each in (amount, row.amount_minor)
    )
    if yours == theirs and version is not None and version != row.version:
        # Other lines of the same sum: the amount alone would hide that they differ.
        check_version(row, version, {"lines": "yours"}, {"lines": "changed"})
    check_version(row, version, {"amount": yours}, {"amount": theirs})


def checked_drafts(
    actor: Actor,
    lines: Sequence[WantedLine],
    before: Sequence[LineBefore],
    *,
    takes_archived: bool = False,
) -> list[LineDraft]:
    """Return the lines as they will be kept, each with its cost; Invalid names the field of the first wrong one."""
    kept = {line.pk: line for line in before}
    wanted_products = {line.product_id for line in lines if line.product_id is not None}
    products = Product.objects.in_bulk(wanted_products)
    named = {line.id for line in lines}
    # A client that sends lines back without their ids must not bring old costs up to date by that.
    nameless = [line for line in before if line.pk not in named]
    drafts = []
    for place, line in enumerate(lines):
        path = f"lines.{place}"
        stays = _stays(line, path, kept, nameless)
        product = products.get(line.product_id or 0)
        is_usable = product is not None and (takes_archived or not product.is_archived)
        if line.product_id is not None and not is_usable and stays is None:
            raise wrong(f"{path}.product", "There is no such product.")
        _check_numbers(line, path)
        drafts.append(_draft(actor, line, path, stays or product))
    return drafts


def _stays(
    line: WantedLine, path: str, kept: dict[int, LineBefore], nameless: list[LineBefore]
) -> LineBefore | None:
    """Return what the line was before, if it is still about the same product."""
    before = _same_product(nameless, line) if line.id is None else kept.get(line.id)
    if line.id is not None and before is None:
        raise wrong(f"{path}.id", "This deal has no such line.")
    return before if before is not None and before.product_id == line.product_id else None


def _draft(
    actor: Actor, line: WantedLine, path: str, of_the_day: LineBefore | Product | None
) -> LineDraft:
    if line.cost_minor == "of the day":
        cost = None if of_the_day is None else of_the_day.cost_minor
    elif actor.sees_costs:
        cost = line.cost_minor
    else:
        raise wrong(f"{path}.cost", "There is no such field.")
    return LineDraft(
        line.name, line.quantity_milli, line.price_minor, line.discount_minor, cost, line.product_id
    )


def _same_product(nameless: list[LineBefore], line: WantedLine) -> LineBefore | None:
    """Take the first unnamed line of this product out of those that were there."""
    for place, each in enumerate(nameless):
        if line.product_id is not None and each.product_id == line.product_id:
            return nameless.pop(place)
    return None


def _check_numbers(line: WantedLine, path: str) -> None:
    if not 0 < line.quantity_milli <= _LARGEST_QUANTITY_MILLI:
        raise wrong(f"{path}.quantity", "The quantity must be above zero and below a million.")
    if not 0 <= line.price_minor <= MAX_MINOR:
        raise wrong(f"{path}.price", "The price is out of range.")
    if not 0 <= line.discount_minor <= line.price_minor:
        raise wrong(f"{path}.discount", "The discount is at most the price.")
    if isinstance(line.cost_minor, int) and not 0 <= line.cost_minor <= MAX_MINOR:
        raise wrong(f"{path}.cost", "The cost is out of range.")


def _rows(row: Deal, drafts: Sequence[LineDraft]) -> list[DealLine]:
    return [
        DealLine(
            deal=row,
            product_id=each.product_id,
            name=each.name,
            quantity=Decimal(each.quantity_milli) / 1000,
            price_minor=each.price_minor,
            discount_minor=each.discount_minor,
            cost_minor=each.cost_minor,
            position=position,
        )
        for position, each in enumerate(drafts)
    ]


def _categories(drafts: Sequence[LineDraft]) -> dict[int | None, int | None]:
    products = {each.product_id for each in drafts if each.product_id is not None}
    return dict(Product.objects.filter(pk__in=products).values_list("pk", "category"))
