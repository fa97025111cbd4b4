"""Where deals go from each stage: to another one, to the sale, or away."""

from dataclasses import replace
from typing import NamedTuple

from pritok.analytics.dimensions import Parameters
from pritok.analytics.reports.dwell.stays import closed
from pritok.analytics.reports.population import keyed
from pritok.analytics.reports.report import Asked, Report
from pritok.analytics.rows import ENDED_LOST, ENDED_WON, MOVED

WON, LOST = "won", "lost"
_ENDS = {ENDED_WON: WON, ENDED_LOST: LOST}


class Way(NamedTuple):
    """So many stays in stage `start` ended by going to the stage `end`, or won, or lost."""

    start: int
    end: int | str
    stays: int


def ways(asked: Asked, report: Report) -> list[Way]:
    """Return all ways that were gone, the most frequent first."""
    parameters = Parameters()
    things = keyed(asked, replace(report, relate=closed), parameters, more=("moved_to",))
    asked.cursor.execute(
        f"select at_stage, ending, moved_to, count(*) as gone from ({things})"
        f" where ending in ({MOVED}, {ENDED_WON}, {ENDED_LOST}) group by all"
        " order by gone desc, at_stage, ending, moved_to",
        parameters.values,
    )
    return [
        Way(start, _ENDS.get(ending, moved_to), gone)
        for start, ending, moved_to, gone in asked.cursor.fetchall()
    ]
