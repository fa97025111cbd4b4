"""Every address of the product: what the API declares, and Django's own patterns beside it."""

import re
from collections.abc import Iterator
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver

from pritok.api.root import api

API = "/api/v1"
# Plain Django views under the API's prefix: the description itself and the endless stream.
PLAIN = {("GET", f"{API}/openapi.json"), ("GET", f"{API}/live")}
_PARAMETER = re.compile(r"<(?:[^:>]+:)?([^>]+)>")


@cache
def api_routes() -> frozenset[tuple[str, str]]:
    """Return (METHOD, path) of everything in the OpenAPI, which takes a while to make."""
    paths = api.get_openapi_schema()["paths"]
    return frozenset(
        (method.upper(), path) for path, methods in paths.items() for method in methods
    )


def resolver_paths() -> set[str]:
    """Return every pattern the URL resolver knows, in the OpenAPI's spelling."""
    paths = set(_walk(get_resolver(), "/"))
    # Expressions stand as they are.
    return {path if "(" in path else _PARAMETER.sub(r"{\1}", path) for path in paths}


def _walk(resolver: URLResolver, prefix: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield path
        else:
            yield from _walk(entry, path)
