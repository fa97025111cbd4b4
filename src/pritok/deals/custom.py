"""Values of the company's own fields: read by kind, refused when they are none of it."""

import math
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from pritok.deals.models import CustomField
from pritok.kit.errors import Invalid
from pritok.kit.texts import clean

KINDS = ("text", "number", "date", "choice")
MAX_FIELDS = 50
MAX_CHOICES = 100
_LONGEST_TEXT = 1000
# Beyond it a JSON number is no longer exact in a browser.
_LARGEST_NUMBER = 2**53


def checked_values(
    values: Mapping[str, Any], fields: Iterable[CustomField], *, is_complete: bool = False
) -> dict[str, Any]:
    """Return the values as they are stored (None takes a value away); Invalid names every wrong field.

    With `is_complete` the required fields must all be there.
    """
    known = {field.key: field for field in fields if not field.is_archived}
    stored: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for key, value in values.items():
        try:
            stored[key] = None if value is None else read_value(known[key], value)
        except KeyError:
            wrong[f"custom.{key}"] = "There is no such field."
        except ValueError as error:
            wrong[f"custom.{key}"] = str(error)
    for key, field in known.items():
        is_taken_away = key in stored and stored[key] in (None, "")
        if field.is_required and (is_taken_away or (is_complete and key not in stored)):
            wrong.setdefault(f"custom.{key}", "This field is required.")
    if wrong:
        raise Invalid("Some of the company's own fields are wrong.", fields=wrong)
    return stored


def read_value(field: CustomField, value: Any) -> Any:
    """Return one value as it is stored; ValueError says in a sentence why it is none of this kind."""
    if field.kind == "number":
        return _number(value)
    if not isinstance(value, str):
        raise ValueError("A text is expected.")
    if field.kind == "date":
        return _date(value)
    text = clean(value, limit=_LONGEST_TEXT + 1)
    if field.kind == "choice" and text not in field.choices:
        raise ValueError("Not one of the choices.")
    if len(text) > _LONGEST_TEXT:
        raise ValueError(f"At most {_LONGEST_TEXT} characters.")
    return text


def _number(value: Any) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("A number is expected.")
    if not math.isfinite(value) or abs(value) > _LARGEST_NUMBER:
        raise ValueError("The number is too large.")
    return int(value) if float(value).is_integer() else value


def _date(value: str) -> str:
    try:
        read = date.fromisoformat(value)
    except ValueError:
        raise ValueError("A date is expected, for example 2026-03-31.") from None
    return read.isoformat()
