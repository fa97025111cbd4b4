"""Which query parameters each address knows, from the OpenAPI itself; others are refused, not ignored."""

import re
from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI

from pritok.kit.errors import Invalid

_PARAMETER = re.compile(r"<(?:[^:>]+:)?([^>]+)>")
# Custom fields have names of the company's own; the deals' filters check them.
_CUSTOM = "cf_"
_apis: list[NinjaAPI] = []
_known: dict[tuple[str, str], frozenset[str]] = {}


def learn(api: NinjaAPI) -> None:
    """Use the addresses of this API. They are read on the first request, when all routers are mounted."""
    _apis[:] = [api]
    _known.clear()


def refuse_unknown_query(request: HttpRequest) -> None:
    """Raise Invalid naming every query parameter that the address does not have."""
    if not request.GET or request.resolver_match is None:
        return
    if not _known and _apis:
        _known.update(_read(_apis[0]))
    route = "/" + _PARAMETER.sub(r"{\1}", request.resolver_match.route)
    known = _known.get((route, str(request.method).lower()))
    if known is None:
        return
    strange = [n for n in request.GET if n not in known and not n.startswith(_CUSTOM)]
    if strange:
        sentence = "This address does not know this parameter."
        raise Invalid(
            "Some parameters are not known here.", fields=dict.fromkeys(strange, sentence)
        )


def _read(api: NinjaAPI) -> dict[tuple[str, str], frozenset[str]]:
    paths: dict[str, dict[str, Any]] = api.get_openapi_schema()["paths"]
    return {
        (path, method): frozenset(
            parameter["name"]
            for parameter in operation.get("parameters", ())
            if parameter["in"] == "query"
        )
        for path, operations in paths.items()
        for method, operation in operations.items()
    }
