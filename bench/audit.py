"""Counts what a database holds of a run's requests: python -m bench.audit < acknowledged.json.

Reads `{key: request_id}` and prints the differences between what was acknowledged and what is there.
"""

import json
import sys
from collections import Counter
from typing import Any

from pritok.config.starting import start_django


def audit(acknowledged: dict[str, str]) -> dict[str, Any]:
    """Return counts that are all zero when nothing was lost, doubled or half made."""
    from django.db import connection

    from pritok.intake.models import Request
    from pritok.journal.models import Fact
    from pritok.routing.models import Assignment, Member

    rows = {str(r.idempotency_key): r for r in Request.objects.select_related("deal")}
    keys = Counter(Request.objects.values_list("idempotency_key", flat=True))
    kinds = Fact.objects.filter(kind="request.received").values_list("subject", flat=True)
    told = Counter(kinds)
    created = Counter(Fact.objects.filter(kind="deal.created").values_list("deal_id", flat=True))
    given = Counter(
        Assignment.objects.filter(person__isnull=False).values_list("deal_id", flat=True)
    )
    assigned = Counter(Fact.objects.filter(kind="deal.assigned").values_list("deal_id", flat=True))
    deals = {row.deal_id for row in rows.values() if row.deal_id}
    return {
        "lost": sum(key not in rows for key in acknowledged),
        "other_id": sum(
            str(rows[key].pk) != request_id
            for key, request_id in acknowledged.items()
            if key in rows
        ),
        "doubled": sum(count > 1 for count in keys.values()),
        "without_deal": sum(row.deal_id is None for row in rows.values()),
        "without_fact": sum(told[f"request:{row.pk}"] != 1 for row in rows.values()),
        "half_made_deals": sum(created[deal] != 1 for deal in deals),
        "given_twice": sum(count > 1 for count in given.values()),
        "assigned_twice": sum(count > 1 for count in assigned.values()),
        "not_given_out": len(deals) - len(deals & set(given)),
        "count_differs": abs(
            sum(Member.objects.values_list("given", flat=True))
            - Assignment.objects.filter(branch="fair").count()
        ),
        "requests": len(rows),
        "deals": len(deals),
        "integrity": _integrity(connection),
    }


def _integrity(connection: Any) -> str:
    if connection.vendor != "sqlite":
        return "ok"
    with connection.cursor() as cursor:
        cursor.execute("pragma integrity_check")
        return str(cursor.fetchone()[0])


def main() -> None:
    start_django()
    json.dump(audit(json.load(sys.stdin)), sys.stdout)


if __name__ == "__main__":
    main()
