"""The style and scripts of public pages, served by the product itself under addresses that change with them."""

import hashlib
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent.parent / "assets"
SERVED = {
    "form.css": "text/css; charset=utf-8",
    "form.js": "text/javascript; charset=utf-8",
}


@cache
def text(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


@cache
def address(name: str) -> str:
    """Return where a page finds the file; the address is another one when the file is."""
    return f"/f/assets/{name}?v={hashlib.sha256(text(name).encode()).hexdigest()[:12]}"
