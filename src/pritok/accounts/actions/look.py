"""How the company's papers and pages for clients look."""

import re
from typing import Any, TypedDict

from django.db import transaction

from pritok.accounts.access import require_settings
from pritok.accounts.actor import Actor
from pritok.accounts.events import OrganisationChanged
from pritok.accounts.models import CompanyLook
from pritok.journal.recording import EVERYONE, record
from pritok.kit.errors import wrong
from pritok.kit.papers.pictures import kind_of, size_of
from pritok.kit.papers.typesetting import can_be_set

LARGEST_LOGO = 100_000
# A picture of a few bytes may unfold into gigabytes of pixels.
_MOST_PIXELS = 4_000_000
_COLOUR = re.compile(r"#[0-9a-f]{6}")


class LookChanges(TypedDict, total=False):
    accent: str
    details: str
    logo: bytes | None


def change_look(actor: Actor, *, changes: LookChanges) -> CompanyLook:
    """Change colour, logo or details. Papers made from now on look so, those already sent too."""
    require_settings(actor)
    values: dict[str, Any] = {**changes}
    _check(values)
    with transaction.atomic():
        CompanyLook.objects.get_or_create(pk=1)
        look = CompanyLook.objects.select_for_update().get(pk=1)
        fields = sorted(key for key, value in values.items() if _kept(look, key) != value)
        for field in fields:
            setattr(look, field, values[field])
        if fields:
            look.save(update_fields=fields)
            fact = OrganisationChanged(fields=fields)
            record(actor, fact, subject="organisation", audience=EVERYONE)
    return look


def _kept(look: CompanyLook, key: str) -> Any:
    # PostgreSQL gives binary values as a view of its own buffer.
    value = getattr(look, key)
    return bytes(value) if isinstance(value, memoryview) else value


def _check(values: dict[str, Any]) -> None:
    if "accent" in values:
        values["accent"] = values["accent"].lower()
        if not _COLOUR.fullmatch(values["accent"]):
            raise wrong("accent", "A colour is written like #0b7261.")
    logo = values.get("logo")
    if logo is None:
        return
    if len(logo) > LARGEST_LOGO:
        raise wrong("logo", f"At most {LARGEST_LOGO // 1000} KB.")
    width, height = (kind_of(logo) and size_of(logo)) or (0, 0)
    if not 0 < width * height <= _MOST_PIXELS or not can_be_set(logo):
        raise wrong("logo", "A PNG or JPEG picture of at most four million pixels.")
