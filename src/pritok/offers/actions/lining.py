"""The lines of a draft: those of its deal to begin with, then as they are asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from pritok.accounts.actor import Actor
from pritok.deals.actions.lining import WantedLine, checked_drafts
from pritok.deals.lines import LineDraft, draft_of
from pritok.deals.models import Deal
from pritok.kit.errors import wrong
from pritok.kit.money import MAX_MINOR
from pritok.offers import lines as arithmetic
from pritok.offers.content import Content
from pritok.offers.lines import WHOLE_BP, OfferLine
from pritok.offers.models import Offer, OfferVersion

MAX_LINES = 100


@dataclass(frozen=True, slots=True)
class WantedOfferLine:
    """A line as asked for; `sold.id` is the key of a line of this draft that stays and keeps its cost of the day."""

    sold: WantedLine
    note: str = ""
    is_optional: bool = False
    vat_bp: int | None = None


@dataclass(frozen=True, slots=True)
class _Before:
    """A line of the draft as the rules of deal lines look at it."""

    pk: int
    product_id: int | None
    cost_minor: int | None


def lines_of(deal: Deal) -> list[OfferLine]:
    """Return the lines of a deal as the first ones of an offer."""
    sold = [draft_of(line) for line in deal.lines.all()[:MAX_LINES]]
    return [_line(key, draft) for key, draft in enumerate(sold, start=1)]


def checked_lines(
    actor: Actor, offer: Offer, version: OfferVersion, wanted: Sequence[WantedOfferLine]
) -> list[OfferLine]:
    """Return the lines as they will be kept; Invalid names the field of the first wrong one."""
    if len(wanted) > MAX_LINES:
        raise wrong("lines", f"At most {MAX_LINES} lines.")
    named = [line.sold.id for line in wanted if line.sold.id is not None]
    if len(set(named)) != len(named):
        raise wrong("lines", "Two lines have one id.")
    for place, line in enumerate(wanted):
        if line.vat_bp is not None and not 0 <= line.vat_bp <= WHOLE_BP:
            raise wrong(f"lines.{place}.vat", "A rate is between 0 and 100 %.")
    present = arithmetic.read(version.lines)
    before = [_Before(line.key, line.product_id, line.cost_minor) for line in present]
    drafts = checked_drafts(actor, [line.sold for line in wanted], before)
    fresh = _last_key(offer)
    lines = []
    for line, draft in zip(wanted, drafts, strict=True):
        fresh += line.sold.id is None
        lines.append(_line(line.sold.id or fresh, draft, line))
    return lines


def write_lines(version: OfferVersion, lines: Sequence[OfferLine]) -> None:
    """Save a draft with what its lines come to; the most that can be ticked has to fit too."""
    version.lines = arithmetic.stored(lines)
    content = Content.of(version)
    if content.sums(frozenset(line.key for line in lines)).total_minor > MAX_MINOR:
        raise wrong("lines", "The amount is out of range.")
    version.amount_minor = content.sums().total_minor
    version.save()


def _last_key(offer: Offer) -> int:
    # Of all versions: a key that means another line than in the last version would compare the two.
    rows = offer.versions.values_list("lines", flat=True)
    return max((int(line["key"]) for lines in rows for line in lines), default=0)


def _line(key: int, draft: LineDraft, wanted: WantedOfferLine | None = None) -> OfferLine:
    return OfferLine(
        key=key,
        name=draft.name,
        quantity_milli=draft.quantity_milli,
        price_minor=draft.price_minor,
        discount_minor=draft.discount_minor,
        cost_minor=draft.cost_minor,
        product_id=draft.product_id,
        note=wanted.note if wanted else "",
        is_optional=wanted.is_optional if wanted else False,
        vat_bp=wanted.vat_bp if wanted else None,
    )
