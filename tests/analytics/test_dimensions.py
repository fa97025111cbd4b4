"""The vocabulary of filters: closed words, bound values, nothing typed becomes SQL."""

import pytest

from pritok.analytics.dimensions import (
    ALL,
    FILTERS,
    Parameters,
    read_values,
    written_value,
)  # fmt: skip
from pritok.analytics.reports.registry import REPORTS
from pritok.kit.errors import Invalid


@pytest.mark.parametrize("written", ["", "-1", "1 or 1=1", "٣", "9" * 30, "null", "1.5", "0x1"])
def test_only_ids_and_none_are_values(written: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_values("manager", [written])

    assert list(refused.value.fields) == ["manager"]


def test_values_are_read_once_each_and_written_back() -> None:
    assert read_values("manager", ["3", "none", "3"]) == (3, 0)
    assert read_values("client_kind", ["returning"]) == (2,)
    assert [written_value("manager", v) for v in (3, 0)] == ["3", "none"]
    assert written_value("client_kind", 2) == "returning"


def test_a_dimension_with_words_takes_no_ids() -> None:
    with pytest.raises(Invalid):
        read_values("client_kind", ["1"])


def test_values_are_bound_and_never_written_into_the_statement() -> None:
    parameters = Parameters()

    condition = parameters.is_in("market", (42, 0))

    assert condition == "coalesce(market, 0) in ($p0, $p1)"
    assert parameters.values == {"p0": 42, "p1": 0}
    assert parameters.is_in("market", ()) == "false"


def test_every_dimension_and_metric_has_its_words_in_both_languages() -> None:
    assert all(d.ru and d.en and (d.sql or d.over) for d in ALL)
    assert {d.over for d in ALL if d.over} == {"manager", "product"}
    assert "period" not in FILTERS
    for metric in (m for r in REPORTS.values() for m in (r.metric, *r.figures)):
        for text in (metric.ru, metric.en, metric.ru_definition, metric.en_definition):
            assert text.strip()
        assert metric.definition("ru").endswith(".")
        assert metric.definition("en").endswith(".")
