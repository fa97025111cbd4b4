"""The part of the journal that is kept for streams."""

import pytest

from pritok.live import window as window_module
from pritok.live.window import Entry, Window


def entries(first: int, last: int, step: int = 1) -> list[Entry]:
    return [Entry(n, "everyone", float(n), b"") for n in range(first, last + 1, step)]


def positions(window: Window, after: int) -> list[int]:
    return [entry.position for entry in window.after(after)]


def test_a_place_between_two_facts_is_a_place_too() -> None:
    window = Window()
    window.extend(entries(10, 30, step=10))

    assert positions(window, 10) == positions(window, 15) == [20, 30]
    assert positions(window, 30) == []
    assert window.covers(0)
    assert window.covers(15)
    assert not window.covers(31)


def test_only_so_much_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window_module, "KEPT", 4)
    window = Window()

    for n in range(1, 31):
        window.extend(entries(n, n))

    assert len(window.after(window.floor)) <= 8
    assert positions(window, 26) == [27, 28, 29, 30]
    assert window.covers(26)
    assert not window.covers(window.floor - 1)
    # Exactly what follows the floor is kept: nothing is missing behind it.
    assert positions(window, window.floor)[0] == window.floor + 1


def test_a_new_beginning_covers_nothing_older() -> None:
    window = Window()
    window.extend(entries(1, 5))

    window.restart(100)
    window.extend([])

    assert (window.floor, window.end) == (100, 100)
    assert not window.covers(5)
    assert positions(window, 100) == []


@pytest.mark.parametrize(("instant", "position"), [(0.0, 0), (3.0, 2), (3.5, 3), (9.0, 5)])
def test_the_place_before_an_instant(instant: float, position: int) -> None:
    window = Window()
    window.extend(entries(1, 5))

    assert window.position_at(instant) == position


def test_the_place_before_an_instant_is_the_end_when_nothing_is_kept() -> None:
    window = Window()
    window.restart(7)

    assert window.position_at(0.0) == 7
