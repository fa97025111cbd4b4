"""Phones, texts, addresses, cursors, ids and the clock."""

import uuid
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pritok.kit import clock
from pritok.kit.errors import Conflict, Invalid
from pritok.kit.ids import id_at, new_id
from pritok.kit.paging import Cursor
from pritok.kit.phones import normalise_phone
from pritok.kit.texts import clean, normalise_email, search_key
from pritok.kit.versions import refuse_if_stale


@pytest.mark.parametrize(
    "text", ["8 (916) 123-45-67", "+7 916 123 45 67", "89161234567", "9161234567", "+7(916)1234567"]
)
def test_one_person_written_five_ways_is_one_person(text: str) -> None:
    assert normalise_phone(text, region="RU") == "+79161234567"


@pytest.mark.parametrize("text", ["", "12", "call me", "+", "9" * 40, "\x00"])
def test_what_cannot_be_a_number_is_none(text: str) -> None:
    assert normalise_phone(text, region="RU") is None


@given(st.text())
def test_no_text_breaks_the_readers_of_phones_and_addresses(text: str) -> None:
    phone, email = normalise_phone(text, region="RU"), normalise_email(text)

    assert phone is None or normalise_phone(phone, region="DE") == phone
    assert email is None or normalise_email(email) == email


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (" Nora@Brook.TEST ", "nora@brook.test"),
        ("a.b+c@x.co.uk", "a.b+c@x.co.uk"),
        ("nobody", None),
        ("a@b", None),
        ("a b@c.test", None),
        ("<a@b.test>", None),
        ("a@b.test,c@d.test", None),
        ("@x.test", None),
    ],
)
def test_addresses_are_lower_case_or_none(text: str, address: str | None) -> None:
    assert normalise_email(text) == address


@given(st.text(), st.integers(0, 50), st.booleans())
def test_cleaned_text_is_short_printable_and_stays_as_it_is(
    text: str, limit: int, one_line: bool
) -> None:
    cleaned = clean(text, limit=limit, one_line=one_line)

    assert len(cleaned) <= limit
    assert not set(cleaned) & {"\x00", "\x1b", "\r", "\ud800", "\x7f"}
    assert "\n" not in cleaned or not one_line
    cleaned.encode()


def test_lines_survive_where_they_are_wanted() -> None:
    assert clean("a\r\nb\rc  d\x07", limit=50, one_line=False) == "a\nb\nc d"
    assert clean("a\r\n b ", limit=50) == "a b"


def test_search_compares_without_case_and_dots() -> None:
    assert search_key("  Ёлка ", "ИВАНОВ") == "елка иванов"
    assert search_key("Straße") == search_key("STRASSE")
    assert len(search_key("x" * 1000)) == 400


@given(st.one_of(st.none(), st.integers(), st.text(), st.booleans()), st.text())
def test_a_cursor_comes_back_as_it_went(value: Any, row_id: str) -> None:
    cursor = Cursor(value, row_id)

    assert Cursor.decode(cursor.encode()) == cursor


@given(st.text())
def test_a_foreign_cursor_is_refused_and_never_breaks(token: str) -> None:
    with suppress(Invalid):
        assert isinstance(Cursor.decode(token).id, str)


def test_ids_are_version_seven_and_sort_by_time() -> None:
    first, second = id_at(1_000), id_at(2_000)

    assert first < second < new_id()
    assert {new_id().version, first.version} == {7}
    assert first.variant == uuid.RFC_4122
    assert len({new_id() for _ in range(1000)}) == 1000


def test_the_clock_stands_still_where_it_is_frozen() -> None:
    noon = datetime(2030, 1, 1, 12, tzinfo=UTC)

    with clock.frozen(noon):
        assert clock.now() == noon
    assert clock.now() != noon
    with pytest.raises(ValueError, match="time zone"), clock.frozen(datetime(2030, 1, 1)):  # noqa: DTZ001
        pass


def test_an_old_version_is_refused_with_what_differs() -> None:
    yours, theirs = {"a": 1, "b": 2}, {"a": 1, "b": 3}

    refuse_if_stale(5, None, yours=yours, theirs=theirs)
    refuse_if_stale(5, 5, yours=yours, theirs=theirs)
    refuse_if_stale(5, 4, yours={"a": 1}, theirs=theirs)
    with pytest.raises(Conflict) as refusal:
        refuse_if_stale(5, 4, yours=yours, theirs=theirs)

    assert refusal.value.fields == {"b": "changed"}
    assert refusal.value.extra == {
        "difference": {"b": {"yours": 2, "current": 3}},
        "version": 5,
    }
