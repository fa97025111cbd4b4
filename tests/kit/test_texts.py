"""Texts of strangers in cells of spreadsheets."""

import pytest

from pritok.kit.texts import inert


@pytest.mark.parametrize(
    "text", ["=1+1", "+7 900", "-5", "@sum", "  =1", "\t=1", "\u200b=1", "\ufeff\u00a0+1", "\x00-1"]
)
def test_a_cell_that_a_spreadsheet_would_run_is_made_inert(text: str) -> None:
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Anna", "a=1", "7-5", "“=1”"])
def test_an_ordinary_cell_stays_as_it_is(text: str) -> None:
    assert inert(text) == text
