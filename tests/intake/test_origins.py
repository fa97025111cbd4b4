"""Only plain origins may end up in a security header."""

import pytest

from pritok.intake.origins import normalise_origin


@pytest.mark.parametrize(
    ("written", "origin"),
    [
        ("https://Example.com", "https://example.com"),
        ("https://example.com/contacts?x=1", "https://example.com"),
        ("http://localhost:3000", "http://localhost:3000"),
        (" https://shop.example.com ", "https://shop.example.com"),
    ],
)
def test_an_address_becomes_its_origin(written: str, origin: str) -> None:
    assert normalise_origin(written) == origin


@pytest.mark.parametrize(
    "written",
    ["", "example.com", "*", "https://*.example.com", "https://a.com; script-src *", "javascript:x",
     "https://a.com b.com", "https://user@a.com", "https://"],
)  # fmt: skip
def test_anything_else_is_refused(written: str) -> None:
    assert normalise_origin(written) is None
