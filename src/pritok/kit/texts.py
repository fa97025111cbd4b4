"""Cleaning of text that strangers send: control characters, lone surrogates, spaces, length."""

import re
import unicodedata

# Everything of category C except tab and line feed: NUL breaks PostgreSQL, the rest forges logs and layouts.
_KEEP = {"\t", "\n"}
_SPACES = re.compile(r"[^\S\n]+")


def clean(text: str, *, limit: int, one_line: bool = True) -> str:
    """Return `text` without control characters and surplus spaces, cut to `limit` characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(
        c for c in text if c in _KEEP or unicodedata.category(c) not in {"Cc", "Cs", "Cn", "Co"}
    )
    kept = unicodedata.normalize("NFC", kept)
    kept = " ".join(kept.split()) if one_line else _SPACES.sub(" ", kept).strip()
    return kept[:limit]


def normalise_email(text: str) -> str | None:
    """Return the address in lower case, or None when it is not one."""
    address = clean(text, limit=254).lower()
    return (
        address
        if re.fullmatch(r"[^@\s<>\"',;]{1,64}@[^@\s<>\"',;]+\.[^@\s<>\"',;.]{2,}", address)
        else None
    )


def search_key(*texts: str) -> str:
    """Return what search compares: lower case in every language, "ё" as "е", one space between words."""
    # SQLite's own LIKE knows case for Latin letters only, so the folding happens here, once, when written.
    return " ".join(" ".join(texts).casefold().replace("ё", "е").split())[:400]


# What a spreadsheet takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@")


def inert(text: str) -> str:
    """Return text for a cell of CSV or a spreadsheet that cannot be run there as a formula.

    Spreadsheets skip spaces, control and zero-width characters before they look at the first sign, so we do too.
    """
    seen = "".join(
        c for c in text if not c.isspace() and unicodedata.category(c) not in {"Cc", "Cf"}
    )
    return f"'{text}" if seen.startswith(_FORMULA) else text
