"""The commands `pritok routing …`: trying policies in made-up companies."""

import json
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager

import click

from pritok.routing.simulation.results import POLICIES, Outcome, simulate
from pritok.routing.simulation.worlds import SCENARIOS

Progress = Callable[[str, int, int | None], None]
# A scenario is judged on worlds nobody tuned in: seeds below it were used to choose the settings.
FIRST_REPORTED_SEED = 1000


@click.command("simulate")
@click.option("--scenario", "scenarios", multiple=True, type=click.Choice(list(SCENARIOS)))
@click.option("--policy", "policies", multiple=True, type=click.Choice(list(POLICIES)))
@click.option("--seeds", default=4, show_default=True, type=click.IntRange(1, 200))
@click.option("--leads", default=10_000, show_default=True, type=click.IntRange(1000, 100_000))
@click.option("--json", "as_json", is_flag=True, help="Machine-readable output.")
@click.pass_obj
def simulate_command(
    bar: Callable[..., AbstractContextManager[Progress]],
    scenarios: tuple[str, ...],
    policies: tuple[str, ...],
    seeds: int,
    leads: int,
    as_json: bool,
) -> None:
    """Try policies of distribution in made-up companies whose managers' true skills are known."""
    chosen = policies or ("oracle", "probability", "raw_rate", "chance")
    found: list[Outcome] = []
    with bar(is_shown=not as_json) as progress:
        for scenario in scenarios or ("base",):
            found += simulate(
                scenario,
                seeds=range(FIRST_REPORTED_SEED, FIRST_REPORTED_SEED + seeds),
                leads=leads,
                policies=chosen,
                tell=progress,
            )
    if as_json:
        click.echo(json.dumps([one.as_dict() for one in found]))
        return
    for line in table(found):
        click.echo(line)
    sys.stdout.flush()


def table(found: list[Outcome]) -> list[str]:
    """Return the outcomes as lines; gains are in margin against giving deals out in turns."""
    head = f"{'scenario':<10} {'policy':<13} {'first half':>10} {'second half':>12} {'± se':>6}"
    lines = [f"{head} {'of oracle':>9} {'least':>6} {'most':>5}  gate opened before lead"]
    for one in found:
        part = f"{one.of_oracle:>9.0%}" if one.of_oracle is not None else f"{'':>9}"
        figures = f"{one.early:>+10.1%} {one.late:>+12.1%} {one.late_error:>6.1%} {part}"
        shares = f"{one.least_share:>6.2f} {one.largest_share:>5.2f}"
        lines.append(
            f"{one.scenario:<10} {one.policy:<13} {figures} {shares}  {_opened(one)}".rstrip()
        )
    return lines


def _opened(one: Outcome) -> str:
    if one.opened_at is None:
        return ""
    opened = sorted(lead for lead in one.opened_at if lead is not None)
    if not opened:
        return f"never (of {one.seeds})"
    return f"{opened[len(opened) // 2]:,} (median; {len(opened)} of {one.seeds} opened)"


COMMANDS: dict[str, click.Command] = {"simulate": simulate_command}
