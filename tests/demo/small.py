"""A world of two sellers, for stories that need no database."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from pritok.demo.rhythm import Arrivals, Clock
from pritok.demo.texts import texts
from pritok.demo.world import Good, Origin, Reason, Seller, Way, World
from pritok.kit.working_time import WorkingCalendar, parse_week

NOW = datetime(2026, 3, 12, 15, 30, tzinfo=UTC)
SINCE = NOW - timedelta(days=365)
CALENDAR = WorkingCalendar(
    ZoneInfo("Europe/Moscow"), parse_week({str(day): [["09:00", "18:00"]] for day in range(5)})
)


def seller(number: int, *, skill: float = 0.0, left_at: float = 4e9) -> Seller:
    return Seller(
        id=number,
        team=1,
        weight=100.0,
        joined_at=0.0,
        left_at=left_at,
        skill=skill,
        market_skill=[0.0] * 4,
        type_skill=[0.0] * 4,
        pace=1.0,
        answer_minutes=10.0,
        discount=0.08,
        upselling=0.5,
        forgetting=0.01,
        away=[],
    )


def world(*sellers: Seller, seed: int = 1, total: int = 4_000, language: str = "ru") -> World:
    words = texts(language)
    return World(
        seed=seed,
        total=total,
        language=language,
        currency=words.organisation.currency,
        since=SINCE.timestamp(),
        now=NOW.timestamp(),
        answer_target_s=900,
        promise_s=86_400,
        arrivals=Arrivals.plan(CALENDAR, SINCE.date(), NOW),
        clock=Clock.of(CALENDAR, SINCE - timedelta(days=7), NOW + timedelta(days=30)),
        sellers=sellers or (seller(1), seller(2)),
        ways=[
            Way(1, [11, 12, 13, 14, 15, 16], (1, 5, 14, 9, 22, 14), 0.84),
            Way(2, [21, 22, 23, 24], (1, 7, 12, 8), 0.16),
        ],
        origins=[Origin(1, 2.0, 0.0, [5, 6]), Origin(2, 1.0, 0.3, [])],
        goods=[Good(1, "Window", 50_000, 30_000, 0), Good(2, "Repair", 9_000, None, 1)],
        popularity=[1.0, 1.0],
        markets=[1, 2, 3, 4],
        deal_types=[1, 2, 3, 4],
        reasons=[Reason(1, 1.0, 0), Reason(2, 1.0, 1), Reason(3, 1.0, 3)],
    )
