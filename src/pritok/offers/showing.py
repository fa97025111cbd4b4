"""A version in words, in the active language: the public page and the PDF say the same. Costs never come here."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from pritok.accounts.queries import organisation
from pritok.offers.content import Content, day_of
from pritok.offers.lines import OfferLine, chosen, vat_by_rate
from pritok.offers.models import Acceptance
from pritok.offers.wording import Wording, paragraphs, short_hash


def shown(content: Content, options: Collection[int] = ()) -> dict[str, Any]:
    """Return what stands in the offer; the sums count the options that are ticked."""
    version = content.version
    return {
        "lang": version.language,
        "company": version.company,
        "title": version.title,
        "number": _("No. %(number)s") % {"number": version.offer.number},
        "facts": _facts(content),
        "intro": paragraphs(version.intro),
        "heads": _heads(content),
        "rows": [_row(content, line) for line in content.lines if not line.is_optional],
        "options": [_row(content, line) for line in content.options],
        "sums": _sums(content, options),
        "terms": paragraphs(version.terms),
        "author": "" if version.author is None else version.author.name,
        "details": version.details.split("\n") if version.details else [],
        "stamp": _stamp(content),
    }


def total_of(content: Content, options: Collection[int]) -> str:
    wording = _wording(content)
    return wording.money(content.sums(frozenset(options)).total_minor)


def accepted_on(acceptance: Acceptance) -> str:
    """Return the day of an acceptance in words."""
    version = acceptance.version
    day = day_of(acceptance.accepted_at, organisation().time_zone)
    return Wording(version.language, version.currency).day(day)


def _wording(content: Content) -> Wording:
    return Wording(content.version.language, content.version.currency)


def _facts(content: Content) -> list[list[str]]:
    version, wording = content.version, _wording(content)
    written = day_of(version.sent_at or version.created_at, organisation().time_zone)
    pairs = [
        (_("For"), version.recipient),
        (_("Date"), wording.day(written)),
        (_("Valid until"), wording.day(version.valid_until)),
    ]
    return [[label, value] for label, value in pairs if value]


def _heads(content: Content) -> dict[str, str]:
    """Return the columns of the table; those that would stand empty are left out."""
    heads = {"name": _("What"), "quantity": _("Quantity"), "price": _("Price")}
    if any(line.discount_minor for line in content.lines):
        heads["discount"] = _("Discount")
    if any(line.vat_bp is not None for line in content.lines):
        heads["vat"] = _("VAT")
    total = _("Sum, %(currency)s") % {"currency": content.version.currency}
    return {**heads, "total": total}


def _row(content: Content, line: OfferLine) -> dict[str, Any]:
    wording, total = _wording(content), content.sums_of(line).total_minor
    return {
        "key": line.key,
        "name": line.name,
        "note": line.note,
        "quantity": wording.quantity(line.quantity_milli),
        "price": wording.amount(line.price_minor),
        "discount": wording.amount(line.discount_minor) if line.discount_minor else "",
        "vat": "" if line.vat_bp is None else wording.rate(line.vat_bp),
        "total": wording.amount(total),
        "total_minor": total,
    }


def _sums(content: Content, options: Collection[int]) -> list[dict[str, Any]]:
    """Return the lines under the table: net and tax where there is tax, and the total."""
    wording, is_included = _wording(content), content.version.is_vat_included
    sums = content.sums(frozenset(options))
    rates = vat_by_rate(chosen(content.lines, options), is_vat_included=is_included)
    net = {"label": _("Without VAT"), "value": wording.money(sums.net_minor)}
    total = {"label": _("Total"), "value": wording.money(sums.total_minor), "is_total": True}
    label = _("including VAT %(rate)s") if is_included else _("VAT %(rate)s")
    taxes = [
        {"label": label % {"rate": wording.rate(rate)}, "value": wording.money(vat)}
        for rate, vat in rates.items()
    ]
    if is_included:
        return [total, *taxes]
    return [net, *taxes, total] if taxes else [total]


def _stamp(content: Content) -> str:
    version = content.version
    if version.sent_at is None:
        return _("Draft")
    names = {"version": version.number, "hash": short_hash(version.content_hash)}
    return _("Version %(version)s, fingerprint %(hash)s") % names
