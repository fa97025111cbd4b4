"""The conversion report once more: slow, obvious, from the facts of each story alone, sharing no code with it."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from pritok.analytics.reports.question import Question
from pritok.deals import events
from tests.analytics.stories import STAGES, Story


@dataclass
class Told:
    """What a story comes to. `stands` are (stage, time, owner then or the next to get the deal)."""

    pipeline: int = 0
    state: str = "open"
    is_spam: bool = False
    owner: int = 0
    closed_at: int = 0
    closed_owner: int = 0
    created_at: int = 0
    is_returning: bool = False
    amount: int | None = None
    currency: str = ""
    lines: list[events.Line] = field(default_factory=list)
    dimensions: dict[str, int] = field(default_factory=dict)
    stands: list[list[int]] = field(default_factory=list)
    story: Story = field(default_factory=Story)


def told(story: Story) -> Told | None:
    deal: Told | None = None
    for at, fact, _ in story.steps:
        if isinstance(fact, events.DealCreated):
            deal = Told(
                fact.pipeline, story=story, owner=fact.owner or 0, created_at=at, is_returning=fact.is_returning,
                amount=fact.amount_minor, currency=fact.currency,
                dimensions={k: getattr(fact, k) or 0 for k in events.DIMENSIONS},
            )  # fmt: skip
            deal.stands.append([fact.stage, at, deal.owner])
        elif deal is None:
            continue
        elif isinstance(fact, events.DealDeleted | events.DealMerged):
            return None
        else:
            _step(deal, at, fact)
    return deal


def _step(deal: Told, at: int, fact: Any) -> None:
    if isinstance(fact, events.DealMoved):
        deal.pipeline = fact.pipeline or deal.pipeline
        deal.stands.append([fact.to_stage, at, deal.owner])
    elif isinstance(fact, events.DealAssigned):
        deal.owner = fact.to_owner or 0
        for stand in deal.stands:
            stand[2] = stand[2] or deal.owner
    elif isinstance(fact, events.DealWon | events.DealLost):
        deal.state = "won" if isinstance(fact, events.DealWon) else "lost"
        deal.is_spam = isinstance(fact, events.DealLost) and not fact.is_refusal
        deal.closed_at, deal.closed_owner = at, deal.owner
        deal.amount = deal.amount if fact.amount_minor is None else fact.amount_minor
    elif isinstance(fact, events.DealReasonChanged):
        deal.is_spam = deal.state == "lost" and not fact.is_refusal
    elif isinstance(fact, events.DealReopened):
        deal.state, deal.is_spam = "open", False
    elif isinstance(fact, events.DealEdited):
        deal.dimensions.update({k: v or 0 for k, v in fact.dimensions.items()})
    elif isinstance(fact, events.DealLinesChanged):
        deal.amount, deal.lines = fact.amount_minor, fact.lines


@dataclass
class Figures:
    entered: int = 0
    advanced: int = 0
    open: int = 0
    excluded: int = 0
    expected: float = 0.0


def conversion(stories: list[Story], asked: Question, end: int | str | None) -> dict[Any, Figures]:
    """Return the figures of each row by its keys. `asked.step_from` None is the first stage."""
    everybody = [deal for story in stories if (deal := told(story))]
    cohort = [(deal, mark) for deal in everybody if (mark := _mark(deal, asked, asked.step_from))]
    cohort = [(deal, mark) for deal, mark in cohort if fits(deal, asked)]
    rates: dict[Any, list[int]] = defaultdict(list)
    for deal, _ in cohort:
        if not deal.is_spam:
            rates[_mix(deal)].append(_advanced(deal, asked, end))
    rows: dict[Any, Figures] = defaultdict(Figures)
    for deal, (_, holder) in cohort:
        who = deal.owner if asked.credit == "current" else holder
        if suits(who, asked):
            row = rows[tuple(key_of(key, deal, who, asked) for key in asked.group_by)]
            _count(row, deal, asked, end, rates[_mix(deal)])
    return dict(rows)


def _count(
    row: Figures, deal: Told, asked: Question, end: int | str | None, rates: list[int]
) -> None:
    if deal.is_spam:
        row.excluded += 1
        return
    has_advanced = _advanced(deal, asked, end)
    row.entered += 1
    row.advanced += has_advanced
    row.open += deal.state == "open" and not has_advanced
    row.expected += sum(rates) / len(rates)


def _stages(pipeline: int) -> list[int]:
    return [stage.id for stage in STAGES if stage.pipeline == pipeline]


def _mark(deal: Told, asked: Question, stage: int | None) -> tuple[int, int] | None:
    """When and in whose hands the deal entered the stage; None if never."""
    stages = _stages(deal.pipeline)
    stage = stages[0] if stage is None else stage
    if stage not in stages:
        return None
    further = stages[stages.index(stage) :] if asked.mode == "reached" else [stage]
    for stood, at, owner in deal.stands:
        if stood in further:
            return at, owner
    if asked.mode == "reached" and deal.state == "won":
        return deal.closed_at, deal.closed_owner
    return None


def _advanced(deal: Told, asked: Question, end: int | str | None) -> bool:
    stages = _stages(deal.pipeline)
    first = stages.index(asked.step_from) if asked.step_from else 0
    last = (
        {"won": len(stages) - 1, None: first + 1}.get(end)
        if isinstance(end, str | None)
        else stages.index(end)
    )
    assert last is not None
    if end is None and last == len(stages):
        end, last = "won", last - 1
    stood = {stage for stage, _, _ in deal.stands}
    if asked.mode == "in_order":
        return set(stages[first : last + 1]) <= stood and (end != "won" or deal.state == "won")
    return deal.state == "won" or (end != "won" and bool(stood & set(stages[last:])))


def fits(deal: Told, asked: Question) -> bool:
    if asked.since is not None and deal.created_at < asked.since:
        return False
    if asked.until is not None and deal.created_at >= asked.until:
        return False
    for key, values in asked.filters.items():
        if key not in {"manager", "team"} and key_of(key, deal, 0, asked) not in values:
            return False
    return True


def suits(who: int, asked: Question) -> bool:
    manager, team = asked.filters.get("manager"), asked.filters.get("team")
    if manager is not None and who not in manager:
        return False
    return team is None or (asked.maps["team"].get(who) or 0) in team


def _mix(deal: Told) -> tuple[int, int, int]:
    dimensions = deal.dimensions
    return dimensions["source"], dimensions["product"], dimensions["deal_type"]


def key_of(key: str, deal: Told, who: int, asked: Question) -> int:
    if key == "category":
        return asked.maps["category"].get(deal.dimensions["product"]) or 0
    values: dict[str, Any] = {
        "manager": who,
        "team": asked.maps["team"].get(who) or 0,
        "pipeline": deal.pipeline,
        "stage": deal.stands[-1][0],
        "client_kind": 2 if deal.is_returning else 1,
        "size_band": _band(deal.amount),
        "period": (_period(deal, asked) - date(1970, 1, 1)).days,
        **deal.dimensions,
    }
    return int(values[key])


def _band(amount: int | None) -> int:
    if amount is None:
        return 0
    bounds = (1_000, 10_000, 50_000, 100_000, 500_000, 1_000_000)
    return sum(amount >= bound * 100 for bound in bounds) + 1


def _period(deal: Told, asked: Question) -> date:
    local = datetime.fromtimestamp(deal.created_at, UTC).astimezone(asked.zone).date()
    if asked.grain == "month":
        return local.replace(day=1)
    return local if asked.grain == "day" else local - timedelta(days=local.weekday())
