"""The simulator from the command line: figures for people and for programs."""

import json

from click.testing import CliRunner

from pritok.cli import main
from pritok.routing.commands import table
from pritok.routing.simulation.results import Outcome

SMALL = ["routing", "simulate", "--seeds", "1", "--leads", "1000"]


def test_the_simulator_answers_in_json() -> None:
    answer = CliRunner().invoke(main, [*SMALL, "--scenario", "strong", "--json"])

    found = json.loads(answer.stdout)
    assert answer.exit_code == 0
    assert [one["policy"] for one in found] == ["oracle", "probability", "raw_rate", "chance"]
    assert found[0]["late"] > found[3]["late"]
    assert found[1]["opened_at"] == [None]


def test_a_scenario_nobody_knows_is_refused() -> None:
    answer = CliRunner().invoke(main, [*SMALL, "--scenario", "paradise"])

    assert answer.exit_code == 2
    assert "paradise" in answer.output


def test_the_table_says_when_the_gate_opened() -> None:
    one = Outcome("base", "probability", 2, 0.05, 0.3, 0.02, 0.77, 0.76, 1.3, [1999, None])

    line = table([one])[1]

    assert "77%" in line
    assert "1,999 (median; 1 of 2 opened)" in line
