"""Optimistic concurrency: a write that was made from an old picture is answered with the difference."""

from collections.abc import Mapping
from typing import Any

from pritok.kit.errors import Conflict


def refuse_if_stale(
    current: int, expected: int | None, *, yours: Mapping[str, Any], theirs: Mapping[str, Any]
) -> None:
    """Raise Conflict (code `stale`) when `expected` is an older version and a wanted value is not there already.

    `yours` holds what the caller wants, `theirs` what the record says now, both as the API writes them.
    """
    if expected is None or expected == current:
        return
    difference = {
        name: {"yours": value, "current": theirs.get(name)}
        for name, value in yours.items()
        if theirs.get(name) != value
    }
    if not difference:
        return
    raise Conflict(
        "Somebody changed this record meanwhile.",
        code="stale",
        fields=dict.fromkeys(difference, "changed"),
        extra={"difference": difference, "version": current},
    )
