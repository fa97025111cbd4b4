"""The order of the stages in each pipeline, as the facts tell it; reports count in ranks of that order."""

from collections.abc import Iterable
from dataclasses import dataclass, field

# Ranks are bits of a signed 64-bit column; a pipeline of more stages shares the last rank.
LAST_RANK = 61


@dataclass(frozen=True, slots=True)
class Stage:
    id: int
    pipeline: int
    position: int
    is_archived: bool = False


@dataclass
class StageOrder:
    """Stages by id. `has_grown` tells that a deal stood in a stage no fact of the settings had described."""

    stages: dict[int, Stage] = field(default_factory=dict)
    has_grown: bool = False
    _ranks: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, stages: Iterable[Stage]) -> "StageOrder":
        return cls({stage.id: stage for stage in stages})

    def rank(self, stage: int, pipeline: int, position: int) -> int:
        """Return the stage's place in its pipeline, counted from 0; an unknown stage is learnt on the way."""
        if stage not in self.stages:
            self.learn([Stage(stage, pipeline, position)])
        if not self._ranks:
            self._ranks = self._ranked()
        return self._ranks[stage]

    def learn(self, stages: Iterable[Stage]) -> None:
        """Take up stages that only deals tell of."""
        for stage in stages:
            if stage.id not in self.stages:
                self.stages[stage.id] = stage
                self.has_grown = True
                self._ranks = {}

    def of_pipeline(self, pipeline: int) -> list[Stage]:
        """Return the stages of a pipeline in order, archived ones included."""
        own = [stage for stage in self.stages.values() if stage.pipeline == pipeline]
        return sorted(own, key=lambda stage: (stage.position, stage.id))

    def pipelines(self) -> list[int]:
        return sorted({stage.pipeline for stage in self.stages.values()})

    def ranks(self) -> dict[int, int]:
        """Return stage → rank; two orders with equal ranks make equal mirrors."""
        self._ranks = self._ranks or self._ranked()
        return self._ranks

    def place(self, stage: int) -> tuple[int, int, int]:
        """Return what stages are sorted by when those of all pipelines stand in one row."""
        known = self.stages.get(stage)
        return (known.pipeline, known.position, stage) if known else (0, 0, stage)

    def _ranked(self) -> dict[int, int]:
        return {
            stage.id: min(rank, LAST_RANK)
            for pipeline in self.pipelines()
            for rank, stage in enumerate(self.of_pipeline(pipeline))
        }
