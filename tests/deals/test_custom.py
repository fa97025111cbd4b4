"""Values of the company's own fields, by kind."""

from typing import Any

import pytest

from pritok.deals.custom import checked_values
from pritok.deals.models import CustomField
from pritok.kit.errors import Invalid

FIELDS = [
    CustomField(key="word", kind="text"),
    CustomField(key="size", kind="number"),
    CustomField(key="day", kind="date"),
    CustomField(key="pick", kind="choice", choices=["a", "b"], is_required=True),
    CustomField(key="old", kind="text", is_archived=True),
]


@pytest.mark.parametrize(
    ("values", "stored"),
    [
        ({"word": "  two \x00 words "}, {"word": "two words"}),
        ({"size": 3.0}, {"size": 3}),
        ({"size": -1.5}, {"size": -1.5}),
        ({"day": "2030-02-28"}, {"day": "2030-02-28"}),
        ({"pick": "a"}, {"pick": "a"}),
        ({"word": None}, {"word": None}),
    ],
)
def test_good_values_are_stored_in_one_form(values: dict[str, Any], stored: dict[str, Any]) -> None:
    assert checked_values(values, FIELDS) == stored


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("word", 5),
        ("word", "x" * 1001),
        ("size", "5"),
        ("size", True),
        ("size", float("nan")),
        ("size", 10.0**20),
        ("day", "2030-02-30"),
        ("day", "tomorrow"),
        ("pick", "c"),
        ("pick", None),
        ("old", "x"),
        ("nobody", "x"),
    ],
)
def test_what_is_none_of_its_kind_is_named(key: str, value: Any) -> None:
    with pytest.raises(Invalid) as refusal:
        checked_values({key: value}, FIELDS)

    assert list(refusal.value.fields) == [f"custom.{key}"]


def test_required_fields_are_asked_for_only_when_all_must_be_there() -> None:
    assert checked_values({}, FIELDS) == {}
    with pytest.raises(Invalid):
        checked_values({}, FIELDS, is_complete=True)
