"""Reading bodies: strict JSON only (no NaN, no broken UTF-8, no half characters, bounded numbers)."""

from typing import Any

import msgspec
from django.http import HttpRequest
from ninja.parser import Parser


class StrictJson(Parser):
    def parse_body(self, request: HttpRequest) -> Any:
        return msgspec.json.decode(request.body)
