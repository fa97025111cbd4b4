"""Steps of a pipeline (from a stage to a later one, or to the sale) as conditions over the `deal` table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from pritok.analytics.stages import LAST_RANK, Stage, StageOrder
from pritok.kit.errors import Invalid

Mode = Literal["reached", "in_order"]
Credit = Literal["at_time", "current"]
SALE = "won"


@dataclass(frozen=True)
class PipelineStep:
    """A step inside one pipeline; `to_rank` None is the sale. `mask` has the bits of all stages to stand in."""

    from_rank: int
    to_rank: int | None
    mask: int


@dataclass(frozen=True)
class Step:
    """`from_stage` and `to_stage` are None where the step is “the first stage → the next” of every pipeline."""

    from_stage: int | None
    to_stage: int | Literal["won"] | None
    of_pipeline: dict[int, PipelineStep]
    is_everywhere: bool

    @property
    def is_to_sale(self) -> bool:
        return all(step.to_rank is None for step in self.of_pipeline.values())

    def entered(self, mode: Mode) -> str:
        if mode == "in_order":
            return self._each(lambda s: f"(passed & {1 << s.from_rank}) <> 0")
        return self._each(lambda s: _reached(s.from_rank))

    def advanced(self, mode: Mode) -> str:
        if mode == "in_order":
            return self._each(_passed_in_order)
        return self._each(lambda s: "state = 1" if s.to_rank is None else _reached(s.to_rank))

    def holder(self, mode: Mode, credit: Credit) -> str:
        """The manager credited: who had the deal when it entered the step, or who has it now. 0 is nobody."""
        if credit == "current":
            return "coalesce(owner, 0)"
        return self._each(lambda s: _mark("owner", s.from_rank, mode, "coalesce(closed_owner, 0)"))

    def entered_at(self, mode: Mode) -> str:
        return self._each(lambda s: _mark("at", s.from_rank, mode, "closed_at"))

    def advanced_at(self, mode: Mode) -> str:
        """When the deal advanced; meaningless for deals that did not."""
        return self._each(
            lambda s: (
                "closed_at" if s.to_rank is None else _mark("at", s.to_rank, mode, "closed_at")
            )
        )

    def _each(self, fragment: Callable[[PipelineStep], str]) -> str:
        """Return one condition for all pipelines, or a case per pipeline where they differ."""
        fragments = {pipeline: fragment(step) for pipeline, step in self.of_pipeline.items()}
        if not fragments:
            return "null"
        if len(set(fragments.values())) == 1:
            return f"({next(iter(fragments.values()))})"
        cases = " ".join(f"when {pipeline:d} then {sql}" for pipeline, sql in fragments.items())
        return f"(case pipeline {cases} end)"


def shown_stages(order: StageOrder, pipeline: int) -> list[Stage]:
    """Return the stages that make the steps of a pipeline; archived ones are no step any more."""
    return [stage for stage in order.of_pipeline(pipeline) if not stage.is_archived]


def choose_step(
    order: StageOrder,
    pipelines: list[int],
    from_stage: int | None,
    to_stage: int | Literal["won"] | None,
) -> Step:
    """Return the step asked for; by default from the first stage to the next, in each of `pipelines`."""
    start = _known(order, from_stage, "step_from")
    end = None if to_stage == SALE else _known(order, to_stage, "step_to")
    if start and end and start.pipeline != end.pipeline:
        raise Invalid(
            "The stages are of different pipelines.", fields={"step_to": "Another pipeline."}
        )
    named = start or end
    if named and named.pipeline not in pipelines:
        raise Invalid(
            "The stage is of another pipeline.", fields={"step_from": "Another pipeline."}
        )
    chosen = [named.pipeline] if named else pipelines
    of_pipeline = {
        pipeline: step
        for pipeline in chosen
        if (step := _in_pipeline(order, pipeline, start, end, to_sale=to_stage == SALE))
    }
    return Step(from_stage, to_stage, of_pipeline, set(of_pipeline) == set(order.pipelines()))


def all_steps(order: StageOrder, pipeline: int) -> list[Step]:
    """Return every step of a pipeline: each stage to the next, the last one to the sale."""
    stages = shown_stages(order, pipeline)
    ends: list[int | Literal["won"]] = [*(stage.id for stage in stages[1:]), "won"]
    return [
        choose_step(order, [pipeline], stage.id, end)
        for stage, end in zip(stages, ends, strict=True)
    ]


def _in_pipeline(
    order: StageOrder, pipeline: int, start: Stage | None, end: Stage | None, *, to_sale: bool
) -> PipelineStep | None:
    stages, ranks = shown_stages(order, pipeline), order.ranks()
    if not stages:
        return None
    first = start or stages[0]
    if end is None and not to_sale:
        end = next((stage for stage in stages if ranks[stage.id] > ranks[first.id]), None)
    if end and ranks[end.id] <= ranks[first.id]:
        raise Invalid("A step leads forward.", fields={"step_to": "Not behind the first stage."})
    last = ranks[end.id] if end else LAST_RANK
    between = {ranks[s.id] for s in stages if ranks[first.id] <= ranks[s.id] <= last}
    needed = between | {ranks[first.id]} | ({ranks[end.id]} if end else set())
    return PipelineStep(
        ranks[first.id], ranks[end.id] if end else None, sum(1 << r for r in needed)
    )


def _known(order: StageOrder, stage: int | Literal["won"] | None, field: str) -> Stage | None:
    if stage is None:
        return None
    found = order.stages.get(stage) if isinstance(stage, int) else None
    if found is None:
        raise Invalid("There is no such stage.", fields={field: "No such stage."})
    return found


def _reached(rank: int) -> str:
    # Every deal stands somewhere, so rank 0 is reached by all.
    return "true" if rank == 0 else f"(passed >= {1 << rank} or state = 1)"


def _passed_in_order(step: PipelineStep) -> str:
    passed = f"(passed & {step.mask}) = {step.mask}"
    return passed if step.to_rank is not None else f"({passed} and state = 1)"


def _mark(what: str, rank: int, mode: Mode, by_sale: str) -> str:
    if mode == "in_order":
        return f"stood_{what}[{rank + 1}]"
    if rank == 0:
        return f"begun_{what}"
    return f"case when passed >= {1 << rank} then reached_{what}[{rank + 1}] else {by_sale} end"
