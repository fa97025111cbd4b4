"""A small company to measure on, in a database of its own: python -m bench.company prints its intake token."""

import json
import sys

from pritok.config.starting import start_django

PASSWORD = "correct horse battery staple"  # noqa: S105 - the company lives for minutes, on this machine


def make(managers: int) -> dict[str, str]:
    """Create the company with its pipeline and managers; return the tokens a client needs."""
    from pritok.accounts.actions import add_person, create_admin, issue_token
    from pritok.accounts.actor import system
    from pritok.deals.actions.pipelines import add_pipeline
    from pritok.deals.actions.stages import add_stage
    from pritok.routing.actions.settings import Part, change_routing

    bench = system("bench")
    create_admin(name="Ada", email="ada@bench.test", password=PASSWORD)
    pipeline = add_pipeline(bench, name="Sales")
    for name in ("New", "Offer", "Contract"):
        add_stage(bench, pipeline=pipeline.pk, name=name)
    parts = []
    for number in range(managers):
        person, _ = add_person(
            bench, name=f"Manager {number}", email=f"m{number}@bench.test", role="manager"
        )
        parts.append(Part(person.pk))
    change_routing(bench, pipeline_id=pipeline.pk, mode="fair", parts=parts)
    return {scope: issue_token(bench, name=scope, scope=scope)[1] for scope in ("intake", "read")}


def main() -> None:
    from django.core.management import call_command

    start_django()
    call_command("migrate", verbosity=0)
    json.dump(make(managers=8), sys.stdout)


if __name__ == "__main__":
    main()
