"""The `pritok` command. What a command needs is imported when it runs: a short answer must not wait for Django."""

import json
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import click

from pritok.config.starting import StartError, check_database, listen, start_django
from pritok.kit.errors import Refusal

_JSON = click.option("--json", "as_json", is_flag=True, help="Machine-readable output.")
_FILES = click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
_FORMATS = ["auto", "csv", "xlsx", "xes", "parquet"]
Progress = Callable[[str, int, int | None], None]


class _Commands(click.Group):
    """Turns what the product refuses into one line and exit 2, instead of a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except StartError as error:
            raise _Refused(str(error)) from error
        except Refusal as refusal:
            raise _Refused(_sentence(refusal)) from refusal


class _Refused(click.ClickException):
    exit_code = 2


def _sentence(refusal: Refusal) -> str:
    fields = "; ".join(f"{name}: {words}" for name, words in refusal.fields.items())
    return f"{refusal.message} ({fields})" if fields else refusal.message


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name=None, version="0.1.0", prog_name="pritok")
def main() -> None:
    """Pritok: a CRM for inbound sales."""


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64))
def serve(host: str, port: int, workers: int) -> None:
    """Serve the product; with PostgreSQL, --workers N web processes share the port."""
    start_django()
    check_database()
    _serve(host, port, workers)


def _serve(host: str, port: int, workers: int) -> None:
    from pritok.config import serving  # import: needs Django up

    listener = listen(host, port)
    for line in _greeting(host, port):
        click.echo(line)
    sys.stdout.flush()
    if workers > 1:
        serving.supervise(listener, web_processes=workers)
    else:
        serving.serve_here(listener, with_worker=True)


def _greeting(host: str, port: int) -> Iterable[str]:
    """Say where to look, and to whoever comes first also the code that proves they may set it up."""
    from django.conf import settings  # import: needs Django up
    from django.db import connection  # import: needs Django up

    from pritok.accounts.queries import is_set_up, setup_code  # import: needs Django up

    shown = f"[{host}]" if ":" in host else host
    address = settings.BASE_URL or f"http://{shown}:{port}"
    yield f"Pritok is at {address}"
    if not is_set_up():
        yield f"Nobody is set up yet. Open {address}/setup?code={setup_code()}"
        yield f"Set-up code: {setup_code()}"
    connection.close()


@main.command()
def worker() -> None:
    """Run only the worker: distribution, retries, reactions to what happens."""
    start_django()
    from pritok.config import serving  # import: needs Django up

    check_database()
    click.echo("The worker is running.")
    sys.stdout.flush()
    serving.work_here()


@main.command()
@_JSON
def migrate(as_json: bool) -> None:
    """Bring the database up to date."""
    start_django()
    _migrate()
    _say({"migrated": True}, "The database is up to date.", as_json=as_json)


def _migrate() -> None:
    from django.core.management import call_command  # import: needs Django up
    from django.db import OperationalError  # import: needs Django up

    try:
        call_command("migrate", verbosity=0, interactive=False)
    except OperationalError as error:
        raise StartError(f"The database does not answer: {str(error).splitlines()[0]}") from error


@main.command()
@click.option("--email", required=True)
@click.option("--name", default="", help="Shown to others; the part before @ if not given.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@_JSON
def createadmin(email: str, name: str, password_stdin: bool, as_json: bool) -> None:
    """Add an admin; the first one may sign in and set up everything else."""
    if password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    start_django()
    check_database()
    from pritok.accounts.actions import create_admin  # import: needs Django up
    from pritok.kit.texts import normalise_email  # import: needs Django up

    address = normalise_email(email)
    if address is None:
        raise click.BadParameter("This is not an e-mail address.", param_hint="--email")
    admin = create_admin(name=name or address.split("@")[0], email=address, password=password)
    _say({"id": admin.pk, "email": admin.email}, f"{admin.email} is an admin.", as_json=as_json)


@main.group()
def token() -> None:
    """Access for programs."""


@token.command("create")
@click.option("--scope", required=True, type=click.Choice(["intake", "read", "write"]))
@click.option("--name", required=True)
@_JSON
def create_token(scope: str, name: str, as_json: bool) -> None:
    """Make a token and print it; it is shown this once."""
    start_django()
    check_database()
    from pritok.accounts.actions import issue_token  # import: needs Django up
    from pritok.accounts.actor import system  # import: needs Django up

    made, secret = issue_token(system("cli"), name=name, scope=scope)
    _say({"id": made.pk, "scope": scope, "token": secret}, secret, as_json=as_json)


@main.command()
@_JSON
def doctor(as_json: bool) -> None:
    """Check the installation; say what is wrong and how to mend it. Exits 1 when something is broken."""
    start_django()
    from pritok.config.doctor import examine  # import: needs Django up

    findings = examine()
    if as_json:
        click.echo(json.dumps([finding.as_dict() for finding in findings], ensure_ascii=False))
    else:
        marks = {"ok": "ok     ", "warning": "warning", "broken": "BROKEN "}
        for finding in findings:
            mend = f" → {finding.mend}" if finding.mend else ""
            click.echo(f"{marks[finding.state]} {finding.check}: {finding.words}{mend}")
    if any(finding.state == "broken" for finding in findings):
        sys.exit(1)


@main.command("import")
@_FILES
@click.option("--format", "file_format", default="auto", type=click.Choice(_FORMATS))
@click.option(
    "--map",
    "map_file",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What the columns mean; see docs/examples/import.",
)
@click.option("--dry-run", is_flag=True, help="Only check, and say what would happen.")
@_JSON
def import_files(
    files: tuple[Path, ...], file_format: str, map_file: Path, dry_run: bool, as_json: bool
) -> None:
    """Bring in deals, contacts and their history from files of another system."""
    start_django()
    check_database()
    from pritok.exchange.commands import run_import  # import: needs Django up

    with _Bar(is_shown=not as_json) as progress:
        summary = run_import(
            files, map_file=map_file, file_format=file_format, dry_run=dry_run, progress=progress
        )
    _say(summary.as_dict(), "\n".join(summary.lines()), as_json=as_json)


@main.command()
@click.option("--deals", default=12_000, show_default=True, type=click.IntRange(100, 5_000_000))
@click.option(
    "--seed", default=1, show_default=True, type=int, help="The same seed, the same company."
)
@click.option("--language", type=click.Choice(["ru", "en"]), help="Names and texts.")
@click.option("--serve", "is_served", is_flag=True, help="Then serve it.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@_JSON
def demo(
    deals: int,
    seed: int,
    language: str | None,
    is_served: bool,
    host: str,
    port: int,
    as_json: bool,
) -> None:
    """Make a believable company to look around in; where it is already, keep it."""
    start_django()
    _migrate()
    from pritok.demo.commands import run_demo  # import: needs Django up

    with _Bar(is_shown=not as_json) as progress:
        summary = run_demo(deals=deals, seed=seed, language=language, progress=progress)
    _say(summary.as_dict(), "\n".join(summary.lines()), as_json=as_json)
    if is_served:
        _serve(host, port, workers=1)


@main.group()
def analytics() -> None:
    """The figures behind the reports: a columnar mirror folded from the journal."""


@analytics.command()
@_JSON
def rebuild(as_json: bool) -> None:
    """Drop the mirror and fold the whole journal anew."""
    start_django()
    check_database()
    from pritok.analytics import mirror  # import: needs Django up

    with _Bar(is_shown=not as_json) as progress:
        mark = mirror.rebuild(partial(progress, "Folding the journal"))
    mirror.close()
    _say({"position": mark.position}, f"Folded up to position {mark.position:,}.", as_json=as_json)


@analytics.command()
@_JSON
def verify(as_json: bool) -> None:
    """Compare the mirror, row by row, with a fresh fold; exit 1 when they differ."""
    start_django()
    check_database()
    from pritok.analytics import mirror  # import: needs Django up

    with _Bar(is_shown=not as_json) as progress:
        found = mirror.verify(partial(progress, "Comparing"))
    mirror.close()
    words = "\n".join(str(one) for one in found[:50]) or "The mirror equals the journal."
    _say({"differences": [str(one) for one in found]}, words, as_json=as_json)
    if found:
        sys.exit(1)


class _Routing(click.Group):
    """The commands of the distribution, found when one is asked for: they bring numpy along."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        from pritok.routing.commands import COMMANDS  # import: slow to load

        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        from pritok.routing.commands import COMMANDS  # import: slow to load

        return COMMANDS.get(cmd_name)


def _say(data: Any, words: str, *, as_json: bool) -> None:
    click.echo(json.dumps(data, ensure_ascii=False) if as_json else words)


class _Bar:
    """One line of progress on standard error, rewritten in place; nothing when it is no terminal."""

    def __init__(self, *, is_shown: bool) -> None:
        self._is_shown = is_shown and sys.stderr.isatty()

    def __enter__(self) -> "Progress":
        return self._tell

    def __exit__(self, *_: object) -> None:
        if self._is_shown:
            click.echo(err=True)

    def _tell(self, what: str, done: int, total: int | None) -> None:
        if self._is_shown:
            share = f"{done:>10,} of {total:,} ({done / total:.0%})" if total else f"{done:>10,}"
            click.echo(f"\r{what:<30.30} {share}\x1b[K", nl=False, err=True)


main.add_command(
    _Routing(
        "routing", help="Who gets the deal: trying policies out.", context_settings={"obj": _Bar}
    )
)
