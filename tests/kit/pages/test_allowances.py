"""Allowances: a burst, then a steady trickle, each source for itself."""

import time

import pytest

from pritok.kit.pages.allowances import Allowance


def test_a_source_gets_its_burst_and_is_then_told_when_to_come_back() -> None:
    allowance = Allowance(per_minute=60, burst=3)

    answers = [allowance.take("a") for _ in range(4)]

    assert answers[:3] == [None, None, None]
    assert answers[3] is not None
    assert 1 <= answers[3] <= 2


def test_one_source_does_not_use_up_anothers_allowance() -> None:
    allowance = Allowance(per_minute=60, burst=1)
    allowance.take("a")

    assert allowance.take("b") is None


def test_time_fills_the_bucket_again(monkeypatch: pytest.MonkeyPatch) -> None:
    allowance = Allowance(per_minute=60, burst=1)
    allowance.take("a")
    assert not allowance.is_left("a")

    later = time.monotonic() + 1.1
    monkeypatch.setattr(time, "monotonic", lambda: later)

    assert allowance.is_left("a")
    assert allowance.take("a") is None
