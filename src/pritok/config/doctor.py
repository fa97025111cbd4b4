"""`pritok doctor`: is this installation whole, and if not, what mends it."""

import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal

from django.conf import settings
from django.db import DatabaseError, connection

from pritok.accounts.queries import is_set_up
from pritok.automation.queries import worker_state
from pritok.config.starting import StartError, check_database
from pritok.routing.queries import distributions

_ENOUGH_SPACE = 500 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: `mend` says what to do when it is not ok."""

    check: str
    state: Literal["ok", "warning", "broken"]
    words: str
    mend: str = ""

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def examine() -> list[Finding]:
    """Return all findings; what stands on a broken database is left out."""
    findings = [*_files(), *_database()]
    if not any(finding.state == "broken" for finding in findings):
        try:
            findings += [*_company(), *_work()]
        except DatabaseError as error:
            findings.append(Finding("database", "broken", str(error), "Check PRITOK_DATABASE_URL."))
    return findings


def _files() -> Iterator[Finding]:
    folder = settings.DATA_DIR
    mode = folder.stat().st_mode & 0o777
    if mode & 0o077:
        mend = f"chmod 700 {folder}"
        yield Finding("data folder", "warning", "Other users of this machine may read it.", mend)
    else:
        yield Finding("data folder", "ok", "Closed to other users.")
    free = shutil.disk_usage(folder).free
    if free < _ENOUGH_SPACE:
        mend = "Make room, or move PRITOK_DATA_DIR."
        yield Finding("disk", "warning", f"{free // 1024**2} MB are free.", mend)
    else:
        yield Finding("disk", "ok", f"{free // 1024**3} GB are free.")
    if (settings.WEB_DIR / "index.html").exists():
        yield Finding("web application", "ok", "Built.")
    else:
        yield Finding("web application", "broken", "It is not built.", "Run: make web")
    if any(settings.PACKAGE_DIR.glob("locale/*/LC_MESSAGES/*.mo")):
        yield Finding("languages", "ok", "Compiled.")
    else:
        mend = "Run: make messages"
        yield Finding("languages", "warning", "Public forms speak English only.", mend)


def _database() -> Iterator[Finding]:
    try:
        check_database()
    except StartError as error:
        words, _, mend = str(error).partition(" Run: ")
        yield Finding(
            "database", "broken", words, f"Run: {mend}" if mend else "Check PRITOK_DATABASE_URL."
        )
        return
    yield Finding("database", "ok", f"{connection.vendor}, up to date.")


def _company() -> Iterator[Finding]:
    if not is_set_up():
        mend = "Start `pritok serve` and open the address it prints."
        yield Finding("set-up", "warning", "Nobody can sign in yet.", mend)
        return
    yield Finding("set-up", "ok", "Done.")
    for distribution in distributions():
        name = distribution.pipeline.name
        takes_part = any(standing.member.is_active for standing in distribution.standings)
        if distribution.pipeline.routing_mode == "fair" and not takes_part:
            mend = "Settings → Distribution: say who takes part, or choose “by hand”."
            yield Finding("distribution", "warning", f"Nobody gets the deals of “{name}”.", mend)


def _work() -> Iterator[Finding]:
    state = worker_state()
    if state.state == "running":
        yield Finding("worker", "ok", f"Running, {state.lag} facts behind.")
    else:
        mend = "Start `pritok serve`, or `pritok worker`."
        yield Finding("worker", "warning", f"It is {state.state}; deals are not given out.", mend)
    if state.failed_requests:
        words = f"{state.failed_requests} requests could not be processed."
        yield Finding("requests", "warning", words, "Look at them in the inbox.")
    if state.stuck_deals:
        words = f"{state.stuck_deals} deals could not be given out."
        yield Finding("distribution", "warning", words, "The log says why; they are tried again.")
    if state.skipped:
        words = f"The worker skipped a fact, last at position {state.skipped}."
        yield Finding("worker", "warning", words, "The log says why.")
