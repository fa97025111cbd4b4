"""Distribution by probability in every scenario of the simulator, against its targets; prints a Markdown table.

Run: `python -m bench.routing_worlds [SEEDS]`. The settings were chosen on seeds below 1000; these are fresh ones.
"""

import sys

from pritok.routing.commands import FIRST_REPORTED_SEED
from pritok.routing.simulation.results import Outcome, simulate

# Part of the oracle's late gain that has to be reached; where there is nothing to learn, the greatest loss.
TARGETS = {
    "base": 0.80,
    "strong": 0.85,
    "weak": 0.35,
    "drift": 0.45,
    "shock": 0.60,
    "newcomers": 0.75,
}
GREATEST_LOSS = 0.003
LEAST_SHARE = 0.75


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    seeds = range(FIRST_REPORTED_SEED, FIRST_REPORTED_SEED + count)
    print(f"{count} worlds per scenario, seeds {seeds[0]}-{seeds[-1]}, leads 5,001-10,000\n")
    print(
        "| scenario | oracle | by probability | ± se | of oracle | target | least share | opened |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for scenario in ("none", *TARGETS, "main", "cross"):
        oracle, ours = simulate(scenario, seeds=seeds)
        print(_row(oracle, ours), flush=True)


def _row(oracle: Outcome, ours: Outcome) -> str:
    part = "" if ours.of_oracle is None else f"{ours.of_oracle:.0%}"
    if ours.scenario == "none":
        target = f"loss <= {GREATEST_LOSS:.1%} {_mark(ours.late >= -GREATEST_LOSS)}"
    elif ours.scenario in TARGETS:
        wanted = TARGETS[ours.scenario]
        target = f"{wanted:.0%} {_mark((ours.of_oracle or 0) >= wanted)}"
    else:
        target = ""
    opened = [lead for lead in ours.opened_at or [] if lead is not None]
    cells = [
        ours.scenario,
        f"{oracle.late:+.1%}",
        f"{ours.late:+.1%}",
        f"{ours.late_error:.1%}",
        part,
        target,
        f"{ours.least_share:.2f} {_mark(ours.least_share >= LEAST_SHARE)}",
        f"{len(opened)} of {ours.seeds}",
    ]
    return f"| {' | '.join(cells)} |"


def _mark(is_met: bool) -> str:
    return "met" if is_met else "missed"


if __name__ == "__main__":
    main()
