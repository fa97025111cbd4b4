"""Whether an opening is a client's: programs that look at links, and our own people, read no offers."""

import re
from uuid import UUID

from django.core import signing
from django.http import HttpRequest

from pritok.accounts.queries import open_sign_in
from pritok.kit.errors import Gone
from pritok.kit.pages.visitors import address_of, agent_of
from pritok.offers.actions.reading import record_opening
from pritok.offers.models import OfferLink

_SALT = "pritok.offers.opening"
_LONGEST_READING_S = 24 * 3600
# Messengers and mail filters fetch every link somebody sends, seconds before any person sees it.
_PROGRAMS = re.compile(
    r"bot\b|bot/|crawl|spider|preview|facebookexternalhit|whatsapp|slackbot|vkshare|skypeuri|"
    r"safelinks|barracuda|proofpoint|mimecast|curl/|wget/|python-|go-http|okhttp|java/|ruby|axios",
    re.IGNORECASE,
)
_AHEAD = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")


def is_staff(request: HttpRequest) -> bool:
    """Say whether somebody of ours is signed in in this browser."""
    return open_sign_in(request.session.session_key) is not None


def is_program(request: HttpRequest) -> bool:
    agent = agent_of(request)
    is_ahead = any("prefetch" in request.headers.get(name, "").lower() for name in _AHEAD)
    return request.method != "GET" or not agent or is_ahead or bool(_PROGRAMS.search(agent))


def opening_of(request: HttpRequest, link: OfferLink) -> str:
    """Note the opening if it is a client's and return its sign for the page to report with, else nothing."""
    if is_program(request) or is_staff(request):
        return ""
    try:
        opening = record_opening(link, ip=address_of(request), user_agent=agent_of(request))
    except Gone:
        # Revoked while the page was being made: the next request says so.
        return ""
    return "" if opening is None else signing.dumps([link.pk, opening.hex], salt=_SALT)


def reported_opening(sign: str, link: OfferLink) -> UUID | None:
    """Return the opening a page reports about; None for a sign that is not ours, of this link and of this day."""
    try:
        link_id, opening = signing.loads(sign, salt=_SALT, max_age=_LONGEST_READING_S)
        return UUID(hex=opening) if link_id == link.pk else None
    except (signing.BadSignature, TypeError, ValueError):
        return None
