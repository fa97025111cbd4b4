"""Whose the time of deals was, and what cycles would be if less of it were ours."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from pritok.analytics.reports.cycle.deals import PARTS
from pritok.analytics.reports.population import Grouped, grouped
from pritok.analytics.reports.report import Asked, Figure, Report

SHARES = {
    "queue_s": "queue_share",
    "ours_s": "ours_share",
    "clients_s": "clients_share",
    "idle_s": "paused_share",
}
_SUMS = {
    "deals": "count(*)",
    **{column: f"sum(split_{column})::bigint" for column in PARTS},
}
# With fewer there are no quarters.
FEWEST_MANAGERS = 4


@dataclass(frozen=True)
class Target:
    """The share of the time that is ours with the best quarter of managers, out of those with enough deals."""

    share: float | None
    managers: int


def sums(asked: Asked, report: Report) -> Grouped:
    """Return, by group and over all, the number of deals and the seconds of each part."""
    return grouped(asked, report, _SUMS, where="not is_excluded")


def shares(found: Mapping[str, Any]) -> dict[str, Figure]:
    """Return the parts of the time, which sum to 1; None where no time has passed."""
    whole = sum(found.get(column) or 0 for column in PARTS)
    return {
        name: (found.get(column) or 0) / whole if whole else None for column, name in SHARES.items()
    }


def target(asked: Asked, report: Report) -> Target:
    """Return the first quartile of our share over the managers the question is about."""
    by_manager = sums(_by_manager(asked), report)
    least = asked.question.limits.least_sample
    known = [
        share
        for keys, found in by_manager.rows.items()
        if keys != (0,)
        and found["deals"] >= least
        and isinstance(share := shares(found)["ours_share"], float)
    ]
    if len(known) < FEWEST_MANAGERS:
        return Target(None, len(known))
    return Target(float(np.quantile(known, 0.25)), len(known))


def kept_part(found: Mapping[str, Any], best: Target) -> float | None:
    """Return what part of our time would be left if our share fell to the best quarter's; None if it is there."""
    own, ours = shares(found)["ours_share"], found.get("ours_s") or 0
    if own is None or best.share is None or own <= best.share or not ours:
        return None
    others: int = sum(found[column] for column in PARTS) - ours
    return best.share * others / (1 - best.share) / int(ours)


def _by_manager(asked: Asked) -> Asked:
    return replace(asked, question=replace(asked.question, group_by=("manager",)))
