"""How long deals that were won stood in a stage: the norm beyond which an open one is stuck.

The norm does not depend on the question: whether a deal is stuck is the same for everybody who asks.
"""

from threading import Lock
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pritok.analytics.reports.report import Asked
from pritok.analytics.statistics.groupwise import ENDED, dense, ranked

SHARE = 0.8
FEWEST_CASES = 30
_KEPT = 8

# A stay counts as a whole, through all hands; one that ended by a move in its first stretch has no other.
_STAYS_OF_WON = """
select pipeline, stage, coalesce(deal_type, 0) as deal_type, working_s
from visit where state = 1 and segment = 1 and ending = 1
union all
select any_value(pipeline), any_value(stage), any_value(coalesce(deal_type, 0)), sum(working_s)::integer
from visit where state = 1 and (segment > 1 or ending <> 1) group by deal, visit
"""
Columns = dict[str, npt.NDArray[np.int64]]


class Norm(NamedTuple):
    """`stage` None: of the whole pipeline; `deal_type` None: of all types, 0: of deals without one."""

    pipeline: int
    stage: int | None
    deal_type: int | None
    norm_s: int
    cases: int


def learned(asked: Asked) -> list[Norm]:
    """Return the norms of kinds (pipeline stage × deal type), of stages and of pipelines with 30 cases or more."""
    mark = asked.mark
    key = (mark.position, mark.fact, mark.built_at, mark.calendar)
    with _lock:
        found = _known.get(key)
    if found is None:
        found = _learn(asked)
        with _lock:
            if len(_known) >= _KEPT:
                _known.clear()
            _known[key] = found
    return found


# Every page of every list asks for the norms again; they change only with the facts.
_known: dict[tuple[int, str, int, str], list[Norm]] = {}
_lock = Lock()


def _learn(asked: Asked) -> list[Norm]:
    columns = asked.cursor.execute(_STAYS_OF_WON).fetchnumpy()
    stays = {name: np.asarray(column) for name, column in columns.items()}
    groups = (("pipeline", "stage", "deal_type"), ("pipeline", "stage"), ("pipeline",))
    return [norm for by in groups for norm in _norms(stays, by)]


def _norms(stays: Columns, by: tuple[str, ...]) -> list[Norm]:
    lengths = stays["working_s"]
    code = np.zeros(len(lengths), dtype=np.int64)
    keys = np.zeros((1, 0), dtype=np.int64)
    for name in by:
        own, present = dense(stays[name])
        code = code * len(present) + own
        keys = np.column_stack([keys.repeat(len(present), axis=0), np.tile(present, len(keys))])
    stood = ranked(code, lengths, np.full(len(code), ENDED, dtype=np.int8))
    at, cases = stood.staying([SHARE]), stood.total
    norms = []
    for group in np.flatnonzero(cases >= FEWEST_CASES).tolist():
        of = dict(zip(by, keys[group].tolist(), strict=True))
        place = (of["pipeline"], of.get("stage"), of.get("deal_type"))
        norms.append(Norm(*place, int(at[group, 0]), int(cases[group])))
    return norms
