"""Origins of other people's sites, as a browser writes them; nothing else may stand in a security header."""

import re

# Letters, digits, dots and hyphens; a port; no path. A wildcard would let anybody's subdomain frame the form.
_ORIGIN = re.compile(r"(https?)://([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)(:\d{1,5})?")


def normalise_origin(text: str) -> str | None:
    """Return `https://example.com` for an address of that site, None when it is none."""
    found = _ORIGIN.match(text.strip().lower())
    if found is None:
        return None
    rest = text.strip()[found.end() :]
    return found.group() if rest == "" or rest.startswith("/") else None
