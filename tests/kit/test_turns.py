"""Turns at writing: one at a time, requests before the background, and the background not never."""

import threading
import time

import pytest

from pritok.kit import turns


def test_one_writes_at_a_time_and_a_failure_frees_the_turn() -> None:
    inside: list[int] = []

    def write() -> None:
        for _ in range(20):
            with turns.first():
                inside.append(1)
                assert len(inside) == 1
                inside.pop()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    with pytest.raises(ZeroDivisionError), turns.background():
        _ = 1 / 0
    with turns.first():
        assert inside == []


def test_a_waiting_request_goes_before_the_background() -> None:
    order: list[str] = []

    def write(name: str, turn: object) -> None:
        with turn():  # type: ignore[operator]
            order.append(name)

    with turns.first():
        late = threading.Thread(target=write, args=("background", turns.background))
        late.start()
        time.sleep(0.02)
        soon = threading.Thread(target=write, args=("first", turns.first))
        soon.start()
        time.sleep(0.02)
    late.join(5)
    soon.join(5)

    assert order == ["first", "background"]


def test_the_background_has_its_turn_under_a_stream_of_requests() -> None:
    is_over = threading.Event()

    def stream() -> None:
        while not is_over.is_set():
            with turns.first():
                time.sleep(0.005)

    streams = [threading.Thread(target=stream) for _ in range(3)]
    for thread in streams:
        thread.start()
    began = time.monotonic()
    with turns.background():
        waited_s = time.monotonic() - began
    is_over.set()
    for thread in streams:
        thread.join(5)

    assert waited_s < 2
