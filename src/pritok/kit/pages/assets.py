"""The style and scripts of public pages, served by the product itself under addresses that change with them."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

_KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}


@dataclass(frozen=True)
class Assets:
    """The files `served` of one folder, found by browsers under `prefix`."""

    folder: Path
    prefix: str
    served: Collection[str]

    def text(self, name: str) -> str:
        return _text(self.folder / name)

    def address(self, name: str) -> str:
        """Return where a page finds the file; the address is another one when the file is."""
        return f"{self.prefix}{name}?v={_digest(self.folder / name)}"

    def view(self, request: HttpRequest, name: str) -> HttpResponse:
        """Serve one file, to be kept for ever."""
        return _serve(request, self, name)


@require_safe
def _serve(request: HttpRequest, assets: Assets, name: str) -> HttpResponse:
    if name not in assets.served:
        raise Http404
    response = HttpResponse(assets.text(name), content_type=_KINDS[Path(name).suffix])
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def _digest(path: Path) -> str:
    return hashlib.sha256(_text(path).encode()).hexdigest()[:12]
