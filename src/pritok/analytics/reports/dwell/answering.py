"""Q5: how long deals stay in a stage and in whose hands, and which are stuck."""

from collections.abc import Mapping
from dataclasses import dataclass

from pritok.analytics.metrics.dwell import DWELL, FIGURES
from pritok.analytics.reports.dwell.norms import Norm, learned
from pritok.analytics.reports.dwell.stays import stretches
from pritok.analytics.reports.dwell.things import NOTHING, Things
from pritok.analytics.reports.dwell.ways import Way, ways
from pritok.analytics.reports.grouping import whole
from pritok.analytics.reports.report import Answer, Asked, Figure, Keys, Report, Row

Figures = Mapping[str, Figure]
_BOX = (0.1, 0.25, 0.5, 0.75, 0.9)
_CURVE = tuple(step / 50 for step in range(1, 50))


@dataclass(frozen=True)
class StageDwell:
    """One stage. `box` are P10, P25, P50, P75, P90; `curve` are (time, share still there), None not reached."""

    stage: int
    figures: Figures
    box: list[int | None]
    curve: list[tuple[int, float]]


@dataclass(frozen=True)
class Dwell:
    """`by_stage` holds the stages of each row by its keys, unless the stage is one of them."""

    stages: list[StageDwell]
    by_stage: dict[Keys, dict[int, Figures]]
    ways: list[Way]
    norms: list[Norm]


def _answer(asked: Asked) -> Answer:
    keys = DWELL_REPORT.keys_of(asked.question)
    things = Things(asked, DWELL_REPORT)
    own = range(len(keys))
    by_stage: dict[Keys, dict[int, Figures]] = {}
    if "stage" not in keys:
        for (*of_row, stage), figures in things.figures((*own, things.stage)).items():
            by_stage.setdefault(tuple(of_row), {})[stage] = figures
    stages = sorted(_stages(things), key=lambda each: asked.order.place(each.stage))
    found = Dwell(stages, by_stage, ways(asked, DWELL_REPORT), learned(asked))
    total = things.figures(()).get((), NOTHING)
    rows = things.figures(own) if keys else {}
    return Answer(
        [Row(of_row, dict(figures)) for of_row, figures in rows.items()],
        Row((), dict(total)),
        {"dwell": found},
    )


def _stages(things: Things) -> list[StageDwell]:
    groups, in_order = things.grouped((things.stage,))
    figures = things.figures_of(groups, in_order)
    at = in_order.staying((*_BOX, *_CURVE))
    stages = []
    for (stage,), place in zip(groups.keys, groups.places, strict=True):
        times = whole(at[place])
        corners = zip(times[len(_BOX) :], _CURVE, strict=True)
        curve = [(time, 1 - share) for time, share in corners if time is not None]
        stages.append(StageDwell(stage, figures[stage,], times[: len(_BOX)], curve))
    return stages


DWELL_REPORT = Report(
    metric=DWELL,
    figures=FIGURES,
    cells={
        "visits": "true",
        "open": "is_open",
        "stuck": "is_stuck",
        "returns": "is_back",
        "ping_pong": "is_bounce",
    },
    relate=stretches,
    answer=_answer,
    sorted_by="visits",
    part="visit::bigint * 1000000 + segment",
    details={
        "stage": "stage",
        "entered_at": "entered_at",
        "left_at": "left_at",
        "lasts_s": "lasts_s",
        "limit_s": "limit_s",
    },
)
