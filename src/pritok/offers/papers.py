"""The PDF of an offer: what the client reads on the page, set for paper."""

import re
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from pritok.accounts.queries import company_look, organisation
from pritok.kit.papers.typesetting import press
from pritok.offers.content import Content
from pritok.offers.models import OfferVersion
from pritok.offers.showing import shown

_TEMPLATE = Path(__file__).parent / "paper" / "offer.typ"
# A word longer than a column would run over its neighbour.
_LONG_WORD = re.compile(r"\S{12}(?=\S{12})")
_BREAK = "\N{ZERO WIDTH SPACE}"


def paper_of(version: OfferVersion) -> bytes:
    """Return the PDF of a version, sent or being written, in its own language."""
    look = company_look()
    with translation.override(version.language):
        words = shown(Content.of(version))
        titles = {
            "options_title": _("If you wish"),
            "terms_title": _("Terms"),
            "author_label": _("Your manager"),
        }
    usual = {"company": organisation().name, "details": look.details.split("\n")}
    drawn = {
        "accent": look.accent,
        "logo": None if look.logo is None else list(bytes(look.logo)),
    }
    said = {name: value for name, value in words.items() if value or name not in usual}
    return press.typeset(_TEMPLATE, {**_breakable({**usual, **said, **titles}), **drawn})


def file_name(version: OfferVersion) -> str:
    return f"offer-{version.offer.number}-{version.number}.pdf"


def _breakable(value: Any) -> Any:
    if isinstance(value, str):
        return _LONG_WORD.sub(rf"\g<0>{_BREAK}", value)
    if isinstance(value, dict):
        return {name: _breakable(each) for name, each in value.items()}
    return [_breakable(each) for each in value] if isinstance(value, list) else value
