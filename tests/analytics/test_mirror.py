"""The mirror keeps up, equals a fresh fold, and gets over every broken, foreign or stolen file."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pritok.accounts.actions import add_holiday
from pritok.accounts.actor import system
from pritok.accounts.models import Organisation
from pritok.analytics import mirror as mirror_module
from pritok.analytics import places
from pritok.analytics.mirror import Mirror
from pritok.analytics.places import MirrorHeld, Place
from pritok.analytics.reports.working_sql import with_working_s
from pritok.analytics.rows import TABLES
from pritok.deals import events
from pritok.journal import reading
from pritok.journal.recording import Draft
from pritok.kit import clock
from pritok.kit.errors import Unavailable
from tests.analytics.stories import (
    DAY,
    NEW,
    STAGES,
    TALKS,
    Story,
    write,
    write_stages,
    write_stories,
)
from tests.analytics.worlds import Move, World, histories

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "mirror.duckdb")


@pytest.fixture
def opened(place: Place) -> Iterator[Mirror]:
    mirror = Mirror(place)
    yield mirror
    mirror.close()


def count(mirror: Mirror) -> int:
    return int(ask(mirror, "select count(*) from deal")[0][0])


def ask(mirror: Mirror, sql: str) -> list[Any]:
    return mirror.read(lambda cursor, _: cursor.execute(sql).fetchall())[0]


def rows_of(mirror: Mirror) -> list[Any]:
    return [ask(mirror, f"from {table} order by all") for table in TABLES]


@contextmanager
def undone() -> Iterator[None]:
    """Run one example of hypothesis in a transaction that is rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(moves=histories(), pauses=st.sets(st.integers(0, 50), max_size=6))
def test_catching_up_at_any_moments_equals_a_rebuild(moves: list[Move], pauses: set[int]) -> None:
    with undone():
        write_stages()
        live, world = Mirror(places.MEMORY), World()
        for number, story in enumerate(world.play(moves)):
            write([story.draft(story.steps[-1])])
            if number in pauses:
                live.catch_up()

        live.catch_up()
        kept_up = rows_of(live)
        differences = live.verify()
        live.rebuild()

        assert kept_up == rows_of(live)
        assert differences == []
        live.close()


def test_a_report_contains_what_was_committed_just_before(opened: Mirror) -> None:
    write_stages()
    assert count(opened) == 0

    write_stories(Story().created(), Story().created())

    assert count(opened) == 2


def test_deleted_deals_leave_and_changed_ones_are_there_once(opened: Mirror) -> None:
    write_stages()
    kept, junk = Story().created(), Story().created()
    write_stories(kept, junk)
    assert count(opened) == 2

    write([kept.moved(60, TALKS).drafts()[-1], junk.tell(60, events.DealDeleted()).drafts()[-1]])

    assert ask(opened, "select deal, stage from deal") == [(kept.deal, TALKS)]
    assert ask(opened, "select count(*) from visit") == [(2,)]


def test_a_second_start_goes_on_from_the_file(place: Place, monkeypatch: Any) -> None:
    write_stages()
    write_stories(Story().created())
    first = Mirror(place)
    first.catch_up()
    first.close()

    write_stories(Story().created())
    monkeypatch.setattr(mirror_module, "build", pytest.fail)
    second = Mirror(place)

    assert count(second) == 2
    second.close()


@pytest.mark.parametrize("damage", ["garbage", "empty", "cut", "missing", "version"])
def test_a_damaged_file_is_rebuilt_by_itself(place: Place, damage: str) -> None:
    write_stages()
    write_stories(Story().created())
    first = Mirror(place)
    first.catch_up()
    first.close()

    if damage == "garbage":
        place.path.write_bytes(b"not a database" * 1000)
    elif damage == "empty":
        place.path.write_bytes(b"")
    elif damage == "cut":
        place.path.write_bytes(place.path.read_bytes()[:9000])
    elif damage == "missing":
        place.path.unlink()
    else:
        with duckdb.connect(place.path) as con:
            con.execute("""update mark set data = replace(data, '"version":3', '"version":0')""")
    second = Mirror(place)

    assert count(second) == 1
    second.close()


def test_another_journal_of_the_same_length_is_noticed(opened: Mirror) -> None:
    with undone():
        write_stages()
        write_stories(Story().created())
        assert count(opened) == 1

    write_stages()
    other = Story().created()
    write_stories(other)

    assert ask(opened, "select deal from deal") == [(other.deal,)]


def test_a_mirror_ahead_of_the_journal_is_rebuilt(opened: Mirror) -> None:
    write_stages()
    with undone():
        write_stories(Story().created(), Story().created())
        assert count(opened) == 2

    assert count(opened) == 0


def test_a_new_order_of_stages_changes_the_ranks_of_old_deals(opened: Mirror) -> None:
    write_stages()
    write_stories(Story().created(owner=1).moved(DAY, TALKS))
    assert ask(opened, "select passed from deal") == [(0b11,)]

    fact = events.StageChanged(stage=NEW, pipeline=1, position=9, fields=["position"])
    write([Draft(fact, f"stage:{NEW}", "everyone")])

    assert ask(opened, "select passed from deal") == [(0b1001,)]
    assert opened.verify() == []


def test_a_stage_added_at_the_end_needs_no_rebuild(opened: Mirror, monkeypatch: Any) -> None:
    write_stages(STAGES[:3])
    write_stories(Story().created(owner=1))
    opened.catch_up()
    monkeypatch.setattr(mirror_module, "build", pytest.fail)

    write_stages(STAGES[3:4])

    assert count(opened) == 1


def test_a_holiday_to_come_changes_only_the_time_that_queries_compute(
    opened: Mirror, monkeypatch: pytest.MonkeyPatch
) -> None:
    week = {str(day): [["00:00", "00:00"]] for day in range(7)}
    Organisation.objects.create(pk=1, name="Us", week=week, time_zone="UTC", created_at=clock.now())
    write_stages()
    write_stories(Story().created())
    day = clock.now().date() + timedelta(days=9)
    ends = datetime.combine(day, time(23), UTC).timestamp()
    moment = with_working_s(f"select {ends:.0f}::bigint as moment", {"working_s": "moment"})
    ((_, before),) = ask(opened, moment)
    monkeypatch.setattr(mirror_module, "build", pytest.fail)

    add_holiday(system("test"), day=day)

    assert ask(opened, moment) == [(int(ends), before - 23 * 3600)]
    assert opened.verify() == []


def test_stages_no_settings_fact_describes_are_learnt_from_deals(opened: Mirror) -> None:
    write_stories(Story().created().moved(10, TALKS), Story().created(stage=STAGES[3].id))

    assert ask(opened, "select passed from deal order by passed") == [(0b11,), (0b100,)]
    assert opened.verify() == []


def test_verify_reports_a_row_that_is_wrong_and_a_row_that_is_missing(opened: Mirror) -> None:
    write_stages()
    wrong, missing = Story().created(owner=1), Story().created(owner=2)
    write_stories(wrong, missing)
    opened.catch_up()
    con = opened._opened().cursor()
    con.execute("update deal set owner = 7 where deal = $1", [str(wrong.deal)])
    con.execute("delete from deal where deal = $1", [str(missing.deal)])

    found = opened.verify()

    assert {(d.deal, d.column) for d in found} == {
        (wrong.deal.hex, "owner"),
        (missing.deal.hex, ""),
    }


def test_the_file_belongs_to_one_process_and_the_other_counts_in_memory(
    place: Place, opened: Mirror
) -> None:
    write_stages()
    write_stories(Story().created())
    opened.catch_up()
    other = Mirror(place)

    assert count(other) == 1
    assert (opened.status().is_file, other.status().is_file) == (True, False)
    with pytest.raises(MirrorHeld):
        other.verify()
    other.close()


def test_a_rebuild_asked_for_elsewhere_is_done_by_the_holder(place: Place, opened: Mirror) -> None:
    write_stages()
    first = opened.catch_up()
    other = Mirror(place)

    with pytest.raises(MirrorHeld):
        other.rebuild()

    assert place.rebuild_wish.exists()
    opened.catch_up()
    assert not place.rebuild_wish.exists()
    assert opened.catch_up().built_at >= first.built_at
    other.close()


def test_a_file_that_breaks_while_open_is_replaced(opened: Mirror) -> None:
    write_stages()
    write_stories(Story().created())
    failures = iter([duckdb.IOException("disk"), None])

    def work(cursor: Any, _: Any) -> int:
        if error := next(failures):
            raise error
        return int(cursor.execute("select count(*) from deal").fetchone()[0])

    assert opened.read(work)[0] == 1


def test_the_database_reaches_no_file_and_no_setting(opened: Mirror) -> None:
    for sql in (
        "select * from read_text('/etc/hostname')",
        "attach '/tmp/other.duckdb'",
        "copy (select 1) to '/tmp/leak.csv'",
        "set enable_external_access = true",
        "install httpfs",
    ):
        with pytest.raises(duckdb.Error, match=r"disabled|locked|Cannot"):
            ask(opened, sql)


def test_a_long_fold_runs_beside_and_reports_say_so(opened: Mirror, monkeypatch: Any) -> None:
    gate, built = threading.Event(), mirror_module._built

    def waiting(*args: Any, **more: Any) -> Any:
        gate.wait(10)
        return built(*args, **more)

    write_stages()
    write_stories(Story().created())
    monkeypatch.setattr(mirror_module, "FOLDED_WHILE_WAITING", -1)
    monkeypatch.setattr(mirror_module, "_PATIENCE_S", 0.01)
    monkeypatch.setattr(mirror_module, "_built", waiting)
    with pytest.raises(Unavailable) as refused:
        opened.catch_up()
    assert (refused.value.code, opened.status().is_building) == ("mirror_building", True)

    gate.set()
    assert opened._building is not None
    opened._building.join(20)

    assert count(opened) == 1


def test_an_answer_is_given_again_until_the_next_fact(opened: Mirror) -> None:
    write_stages()
    write_stories(Story().created())
    asked: list[str] = []

    def work(cursor: Any, _: Any) -> int:
        asked.append("once more")
        return int(cursor.execute("select count(*) from deal").fetchone()[0])

    assert [opened.read(work, key="k")[0], opened.read(work, key="k")[0]] == [1, 1]
    assert len(asked) == 1

    write_stories(Story().created())

    assert opened.read(work, key="k")[0] == 2
    assert opened.read(work, key="other")[0] == 2
    assert len(asked) == 3


def test_idle_catch_up_costs_few_statements(
    opened: Mirror, django_assert_max_num_queries: Any
) -> None:
    write_stages()
    opened.catch_up()

    with django_assert_max_num_queries(2):
        opened.catch_up()

    assert opened.status().position == reading.head()
    assert connection.vendor in {"sqlite", "postgresql"}
