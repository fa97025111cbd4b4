"""Commands as they are typed: what they print, for people and for programs, and how they refuse."""

import json
import re

from bench.server_process import Site

from tests.cli.conftest import free_port

PASSWORD = "correct horse battery staple"


def refusal(site: Site, *arguments: str, stdin: str = "") -> str:
    """Run a command that must end with exit 2 and one clear line; return the line."""
    done = site.pritok(*arguments, stdin=stdin)
    assert done.returncode == 2, done
    assert "Traceback" not in done.stderr
    return done.stderr.strip().splitlines()[-1]


def test_nothing_is_served_from_a_database_that_is_behind(site: Site) -> None:
    line = refusal(site, "serve", "--port", str(free_port()))

    assert line == "Error: The database is not up to date. Run: pritok migrate"


def test_an_admin_and_a_token_are_made_from_the_command_line(migrated: Site) -> None:
    made = migrated.pritok(
        "createadmin", "--email", "Ada@Brook.test", "--password-stdin", stdin=PASSWORD + "\n"
    )
    token = migrated.pritok("token", "create", "--scope", "intake", "--name", "Site")
    as_json = migrated.pritok("token", "create", "--scope", "read", "--name", "BI", "--json")

    assert made.stdout == "ada@brook.test is an admin.\n"
    assert re.fullmatch(r"ptk_[\w-]{43}\n", token.stdout)
    assert json.loads(as_json.stdout)["token"].startswith("ptk_")


def test_a_weak_password_and_a_used_address_are_one_clear_line(migrated: Site) -> None:
    weak = ("createadmin", "--email", "eva@brook.test", "--password-stdin")

    assert "password" in refusal(migrated, *weak, stdin="12345\n").lower()
    assert "--email" in refusal(migrated, "createadmin", "--email", "nobody", "--password-stdin")


def test_the_doctor_says_what_is_wrong_and_how_to_mend_it(migrated: Site) -> None:
    done = migrated.pritok("doctor", "--json")

    findings = {finding["check"]: finding for finding in json.loads(done.stdout)}
    assert findings["database"]["state"] == "ok"
    assert findings["data folder"]["state"] == "ok"
    assert findings["worker"]["state"] == "warning"
    assert "pritok serve" in findings["worker"]["mend"]


def test_a_wrong_environment_is_one_clear_line(migrated: Site) -> None:
    broken = Site(migrated.folder, migrated.port, "mysql://localhost/pritok")

    assert "PRITOK_DATABASE_URL" in refusal(broken, "migrate")


def test_a_missing_file_and_an_unknown_format_are_refused(migrated: Site) -> None:
    assert "does not exist" in refusal(migrated, "import", "nothing.csv", "--map", "no.yaml")
    assert "--format" in refusal(migrated, "import", "README.md", "--format", "xls")
