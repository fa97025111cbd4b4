"""Q6: how long deals take from the first contact to the end, and whose the time is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from pritok.analytics import working
from pritok.analytics.dimensions import Parameters
from pritok.analytics.metrics.cycle import CYCLE, FIGURES
from pritok.analytics.reports.cycle import splitting
from pritok.analytics.reports.cycle.deals import cycles
from pritok.analytics.reports.cycle.splitting import Target
from pritok.analytics.reports.grouping import Groups, KeyColumns, rows_of, whole
from pritok.analytics.reports.population import keyed
from pritok.analytics.reports.report import Answer, Asked, Figure, Keys, Report, Row
from pritok.analytics.rows import LOST, OPEN, WON
from pritok.analytics.statistics.groupwise import (
    CENSORED,
    ENDED,
    ENDED_OTHERWISE,
    Ranked,
    ranked,
    weighted_quantiles,
)

_DAY_S = 86_400
_POINTS = 60
_WON = {"median_won_s": 0.5, "p80_won_s": 0.8, "p90_won_s": 0.9}
_LOST = {"median_lost_s": 0.5, "p80_lost_s": 0.8, "p90_lost_s": 0.9}
_COLUMNS = "is_excluded, state, lasts_s, split_ours_s, answer_working_s, created_working_s, ends_at"


@dataclass(frozen=True)
class Outcome:
    """By the end of so many days, these shares of deals are won and lost; the rest is open. None: not seen yet."""

    day: int
    won: float | None
    lost: float | None


@dataclass(frozen=True)
class Cycle:
    outcomes: list[Outcome]
    target: Target


def _answer(asked: Asked) -> Answer:
    things = _Deals(asked)
    split = splitting.sums(asked, CYCLE_REPORT)
    best = splitting.target(asked, CYCLE_REPORT)
    keys = range(len(CYCLE_REPORT.keys_of(asked.question)))
    rows = things.figures(keys, split.rows, best) if keys else {}
    total = things.figures((), {(): split.total}, best).get((), things.nothing)
    return Answer(
        [Row(of_row, figures) for of_row, figures in rows.items()],
        Row((), total),
        {"cycle": Cycle(things.outcomes(), best)},
    )


class _Deals:
    """The deals of the cohort as columns; those that are no refusals are only counted."""

    def __init__(self, asked: Asked) -> None:
        parameters = Parameters()
        keys = [f"key_{place}" for place in range(len(CYCLE_REPORT.keys_of(asked.question)))]
        things = keyed(
            asked, CYCLE_REPORT, parameters, more=("answer_working_s", "created_working_s")
        )
        asked.cursor.execute(
            f"select {''.join(f'{key}, ' for key in keys)}{_COLUMNS} from ({things})",
            parameters.values,
        )
        found = asked.cursor.fetchnumpy()
        self._keys = KeyColumns([np.asarray(found[key]) for key in keys], len(found["state"]))
        self._state = np.asarray(found["state"])
        self._counts = ~np.asarray(found["is_excluded"])
        self._lasts = np.asarray(found["lasts_s"])
        self._ours = np.asarray(found["split_ours_s"])
        fates = np.array([CENSORED, ENDED, ENDED_OTHERWISE], dtype=np.int8)
        self._fates = fates[self._state]
        self._is_answered = ~np.ma.getmaskarray(found["answer_working_s"])
        self._waits = _waits(asked, found, self._is_answered)

    @property
    def nothing(self) -> dict[str, Figure]:
        counts = dict.fromkeys(("deals", "won", "lost", "open", "excluded", "answered"), 0)
        names = (*_WON, *_LOST, "first_answer_median_s", *splitting.SHARES.values())
        return {**counts, **dict.fromkeys((*names, "median_won_if_s"))}

    def figures(
        self, by: Sequence[int], split: Mapping[Keys, Mapping[str, Any]], best: Target
    ) -> dict[Keys, dict[str, Figure]]:
        """Return the figures of each group; `split` has the sums of its time."""
        groups = self._keys.grouped(by)
        if not groups.keys:
            return {}
        size = max(groups.places) + 1
        columns = self._numbers(groups, size)
        counted = self._counts
        in_order = ranked(groups.codes[counted], self._lasts[counted], self._fates[counted])
        for fate, names in ((ENDED, _WON), (ENDED_OTHERWISE, _LOST)):
            at = in_order.ending(fate, tuple(names.values()))
            for place, name in enumerate(names):
                columns[name] = _padded(whole(at[:, place]), size)
        waits = ranked(
            groups.codes[counted],
            self._waits[counted],
            np.where(self._is_answered[counted], ENDED, CENSORED),
        )
        columns["first_answer_median_s"] = _padded(whole(waits.staying([0.5])[:, 0]), size)
        rows = rows_of(groups, columns)
        for keys, row in rows.items():
            row |= splitting.shares(split.get(keys, {}))
        faster = self._faster(groups, in_order, split, best)
        return {keys: {**row, "median_won_if_s": faster.get(keys)} for keys, row in rows.items()}

    def outcomes(self) -> list[Outcome]:
        """Return the shares won and lost by the day, up to the longest cycle seen."""
        counted = self._counts
        if not counted.any():
            return []
        lasts = self._lasts[counted]
        in_order = ranked(np.zeros(len(lasts), dtype=np.int64), lasts, self._fates[counted])
        last_day = int(lasts.max()) // _DAY_S + 1
        days = np.unique(np.linspace(1, last_day, min(_POINTS, last_day)).astype(int)).tolist()
        # By the end of a day: one second later belongs to the next.
        times = [day * _DAY_S - 1 for day in days]
        shares = [in_order.ended_by(fate, times)[0] for fate in (ENDED, ENDED_OTHERWISE)]
        known = [[None if np.isnan(share) else float(share) for share in each] for each in shares]
        return [Outcome(*each) for each in zip(days, *known, strict=True)]

    def _numbers(self, groups: Groups, size: int) -> dict[str, Sequence[Any]]:
        is_counted = self._counts
        which = {
            "deals": is_counted,
            "won": self._state == WON,
            "lost": (self._state == LOST) & is_counted,
            "open": self._state == OPEN,
            "excluded": ~is_counted,
            "answered": self._is_answered & is_counted,
        }
        return {
            name: np.bincount(groups.codes[mask], minlength=size).tolist()
            for name, mask in which.items()
        }

    def _faster(
        self,
        groups: Groups,
        in_order: Ranked,
        split: Mapping[Keys, Mapping[str, Any]],
        best: Target,
    ) -> dict[Keys, int]:
        """Return the median cycle of won deals if our share of the time fell to that of the best quarter."""
        kept = {
            place: part
            for keys, place in zip(groups.keys, groups.places, strict=True)
            if (part := splitting.kept_part(split.get(keys, {}), best)) is not None
        }
        parts = np.full(max(groups.places) + 1, np.nan)
        parts[list(kept)] = list(kept.values())
        won = (self._state == WON) & ~np.isnan(parts[groups.codes])
        codes, lasts = groups.codes[won], self._lasts[won]
        shorter = lasts - (1 - parts[codes]) * self._ours[won]
        medians = weighted_quantiles(codes, shorter, in_order.weights(codes, lasts), [0.5])
        of_place = dict(zip(groups.places, groups.keys, strict=True))
        return {of_place[place]: round(median) for place, (median,) in medians.items()}


def _waits(
    asked: Asked, found: Mapping[str, Any], is_answered: npt.NDArray[np.bool_]
) -> npt.NDArray[np.int64]:
    """Return the working seconds to the first answer or, without one, to the closing or to now."""
    waits = np.ma.getdata(found["answer_working_s"]).astype(np.int64)
    unanswered = ~is_answered
    until = working.at_many(asked.mark.calendar, np.asarray(found["ends_at"])[unanswered])
    waits[unanswered] = until - np.asarray(found["created_working_s"])[unanswered]
    return np.maximum(waits, 0)


def _padded(values: list[int | None], size: int) -> list[int | None]:
    """Groups of nothing but what does not count have no figures."""
    return [*values, *[None] * (size - len(values))]


CYCLE_REPORT = Report(
    metric=CYCLE,
    figures=FIGURES,
    cells={
        "deals": "not is_excluded",
        "won": f"state = {WON}",
        "lost": f"state = {LOST} and not is_excluded",
        "open": f"state = {OPEN}",
        "excluded": "is_excluded",
        "answered": "is_answered and not is_excluded",
    },
    relate=cycles,
    answer=_answer,
    sorted_by="deals",
    details={"lasts_s": "lasts_s"},
)
