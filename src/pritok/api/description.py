"""The OpenAPI document: made once, because making it takes a tenth of a second and anybody may ask."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from ninja.responses import Response

from pritok.api.root import api


@cache
def _document() -> bytes:
    return Response(api.get_openapi_schema()).content


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_document(), content_type="application/json")
