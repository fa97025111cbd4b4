"""How fast a token may go."""

import pytest

from pritok.api import pace
from pritok.api.pace import Pace
from pritok.kit.errors import TooMany
from tests.api_client import with_token


def passed(limit: Pace, key: str, at: list[float]) -> int:
    count = 0
    for now_s in at:
        try:
            limit.take(key, now_s)
            count += 1
        except TooMany:
            pass
    return count


def test_a_burst_passes_and_then_only_the_steady_rate() -> None:
    limit = Pace(per_s=2, burst=10)

    assert passed(limit, "a", [0.0] * 20) == 10
    assert passed(limit, "a", [3.0] * 20) == 6
    assert passed(limit, "a", [1000.0] * 20) == 10


def test_one_token_does_not_slow_another() -> None:
    limit = Pace(per_s=1, burst=1)

    assert passed(limit, "a", [0.0, 0.0]) == 1
    assert passed(limit, "b", [0.0]) == 1


def test_ten_thousand_requests_a_minute_are_too_many_for_any_token() -> None:
    a_minute = [second * 60 / 10_000 for second in range(10_000)]

    for limit in (pace.INTAKE, pace.PROGRAMS):
        assert passed(Pace(limit.per_s, limit.burst), "a", a_minute) < 10_000


@pytest.mark.django_db
def test_a_token_that_is_too_fast_hears_when_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "PROGRAMS", Pace(per_s=0.1, burst=2))
    program, other = with_token("read"), with_token("read")

    statuses = [program.get("/teams").status for _ in range(3)]
    refused = program.get("/teams")

    assert statuses == [200, 200, 429]
    assert refused.code == "too_many_requests"
    assert 1 <= int(refused.response["Retry-After"]) <= 10
    assert other.get("/teams").status == 200
