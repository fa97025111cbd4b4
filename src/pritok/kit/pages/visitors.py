"""What a stranger's connection says about them. Forwarded addresses are resolved by the server, not here."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

from pritok.kit.texts import clean


def address_of(request: HttpRequest) -> str | None:
    """Return the client's address; None when the connection has none, as over a local socket."""
    try:
        return str(ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")))
    except ValueError:
        return None


def agent_of(request: HttpRequest) -> str:
    return clean(request.headers.get("User-Agent", ""), limit=300)


def site_of(request: HttpRequest) -> str:
    """Return our own address for links: the configured one, never what a caller wrote into Host."""
    return settings.BASE_URL or f"{request.scheme}://{request.get_host()}"
