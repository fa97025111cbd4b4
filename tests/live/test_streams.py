"""What one stream says, moment by moment, with a clock of the test's own."""

from collections.abc import Iterable

import pytest

from pritok.accounts.actor import Actor
from pritok.live import streams, wire
from pritok.live.rights import Credential
from pritok.live.streams import HEARTBEAT_S, RESYNC_S, TICK_S, Stream
from pritok.live.window import Entry, Window

MANAGER = Actor(kind="person", id="1", person_id=1, role="manager")
LEAD = Actor(kind="person", id="1", person_id=1, role="lead", led_people=frozenset({2}))
NOW = 1_000.0


def filled(audiences: Iterable[str], window: Window | None = None) -> Window:
    """Return a window with one old fact per audience, positions from 1 on, each told by its position."""
    window = window or Window()
    start = window.end + 1
    window.extend(
        [Entry(n, words, 0.0, b"<%d>" % n) for n, words in enumerate(audiences, start=start)]
    )
    return window


def opened(window: Window, last_seen: int | None = None, actor: Actor = MANAGER) -> Stream:
    stream = Stream(actor=MANAGER, credential=Credential(token_id=1), last_seen=last_seen)
    stream.grant(actor)
    stream.begin(window)
    return stream


def test_nothing_is_told_before_the_rights_are_known() -> None:
    window = filled(["everyone"])
    stream = Stream(actor=MANAGER, credential=Credential(token_id=1), last_seen=0)

    assert not stream.begin(window)
    assert stream.next_bytes(NOW) == wire.HEARTBEAT
    assert stream.next_bytes(NOW + 1) == b""

    stream.grant(MANAGER)
    assert stream.begin(window)
    assert not stream.begin(window)
    assert stream.next_bytes(NOW + 1) == b"<1>" + wire.tick(1)


def test_a_new_client_is_told_where_it_is_and_then_what_happens() -> None:
    window = filled(["everyone", "everyone"])
    stream = opened(window)

    assert stream.next_bytes(NOW) == wire.place(2)
    filled(["user:1", "user:2", "pool"], window)
    assert stream.next_bytes(NOW) == b"<3><5>" + wire.tick(5)
    assert stream.next_bytes(NOW) == b""


def test_ticks_wait_for_their_second_and_then_name_the_newest_place() -> None:
    window = filled(["everyone"])
    stream = opened(window, last_seen=0)
    stream.next_bytes(NOW)

    filled(["user:2"], window)
    assert stream.next_bytes(NOW + 0.4) == b""
    filled(["user:2"], window)
    assert stream.next_bytes(NOW + 0.5) == b""
    assert stream.silence_s(NOW + 0.5) == pytest.approx(TICK_S - 0.5)
    assert stream.next_bytes(NOW + TICK_S) == wire.tick(3)


def test_silence_lasts_until_the_next_sign_of_life() -> None:
    stream = opened(Window(), last_seen=0)

    assert stream.next_bytes(NOW) == wire.HEARTBEAT
    assert stream.silence_s(NOW + 5) == HEARTBEAT_S - 5
    assert stream.next_bytes(NOW + 5) == b""
    assert stream.next_bytes(NOW + HEARTBEAT_S) == wire.HEARTBEAT


def test_who_waits_for_the_first_look_is_silent_too() -> None:
    stream = Stream(actor=MANAGER, credential=Credential(token_id=1), last_seen=None)
    stream.grant(LEAD)
    stream.next_bytes(NOW)

    assert stream.silence_s(NOW) == HEARTBEAT_S


def test_resyncs_keep_a_distance_and_cover_everything_before_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(streams, "MOST_AT_ONCE", 2)
    window = filled(["everyone"] * 3)
    stream = opened(window, last_seen=0)

    assert stream.next_bytes(NOW) == wire.resync(3)
    filled(["everyone"] * 3, window)
    assert stream.next_bytes(NOW + 0.5) == b""
    assert stream.silence_s(NOW + 0.5) == pytest.approx(RESYNC_S - 0.5)
    filled(["everyone"], window)
    assert stream.next_bytes(NOW + RESYNC_S) == wire.resync(7)
    assert stream.next_bytes(NOW + RESYNC_S) == b""


def test_two_facts_fewer_than_too_many_are_told_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "MOST_AT_ONCE", 2)
    stream = opened(filled(["everyone", "user:2", "user:1"]), last_seen=0)

    assert stream.next_bytes(NOW) == b"<1><3>" + wire.tick(3)


def test_new_rights_count_for_what_follows_and_ask_the_client_to_begin_anew() -> None:
    window = filled(["user:2"])
    stream = opened(window, last_seen=1)

    stream.grant(LEAD)
    assert stream.next_bytes(NOW) == wire.resync(1)
    filled(["user:2"], window)
    assert stream.next_bytes(NOW) == b"<2>" + wire.tick(2)

    stream.grant(MANAGER)
    filled(["user:2"], window)
    assert stream.next_bytes(NOW + RESYNC_S) == wire.resync(3)


def test_the_same_rights_again_change_nothing() -> None:
    stream = opened(filled(["everyone"]), last_seen=1)

    stream.grant(MANAGER)

    assert stream.next_bytes(NOW) == wire.HEARTBEAT


def test_after_goodbye_it_is_over_and_the_first_reason_counts() -> None:
    stream = opened(filled(["everyone"]), last_seen=0)

    stream.end("shutdown")
    stream.end("revoked")

    assert stream.next_bytes(NOW) == wire.goodbye("shutdown")
    assert stream.is_over
