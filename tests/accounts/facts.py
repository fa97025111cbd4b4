"""Reading the journal in tests."""

from typing import Any

import msgspec

from pritok.journal.models import Fact


def kinds() -> list[str]:
    """Return the kinds of all facts, in order."""
    return list(Fact.objects.order_by("seq").values_list("kind", flat=True))


def last() -> tuple[str, dict[str, Any], str]:
    """Return kind, data and actor of the newest fact."""
    fact = Fact.objects.order_by("-seq").first()
    assert fact is not None
    return fact.kind, msgspec.json.decode(fact.data), f"{fact.actor_kind}:{fact.actor_id}"
