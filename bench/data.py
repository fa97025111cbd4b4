"""Data of a chosen size: open deals for the board, files for the import. Used by the other measurements.

python -m bench.data deals 100000      adds that many open deals to the demo company
python -m bench.data csv 100000 F.csv  writes an export of deals, one row in twenty spoilt
"""

import csv
import sys
from datetime import timedelta
from pathlib import Path
from random import Random

from pritok.config.starting import start_django

CHUNK = 5_000
HEADER = (
    "Id", "Title", "Owner", "Stage", "Created", "Closed", "Reason", "Amount", "Contact", "Source", "Campaign",
    "Product", "City",
)  # fmt: skip
MAP = """\
origin: bench
time_zone: Europe/Moscow
currency: RUB
pipeline: {name: Bench, stages: [New, Talks, Offer, Contract]}
custom_fields: {city: {label: City}}
files:
  - entity: deals
    file: "*.csv"
    id: Id
    title: Title
    owner: Owner
    created_at: {column: Created, required: true}
    closed_at: {column: Closed, time: "23:59"}
    state: Stage
    stage: Stage
    outcomes: {won: [Paid], lost: [Lost]}
    reason: Reason
    amount: Amount
    contact: Contact
    contact_name: "Contact {id}"
    source: Source
    campaign: Campaign
    product: Product
    custom: {city: City}
"""


def make_company() -> None:
    """Make the demo company with a few deals, or keep the one that is there."""
    from pritok.demo.commands import run_demo

    run_demo(deals=2_000, language="en")


def add_open_deals(wanted: int) -> None:
    """Add open deals to the first pipeline until it has `wanted`, spread over stages, people and two years."""
    from pritok.accounts.actor import system
    from pritok.accounts.queries import active_managers
    from pritok.deals.actions.history import import_histories
    from pritok.deals.history import Assigned, History, Moved
    from pritok.deals.models import Deal, Pipeline
    from pritok.kit import clock
    from pritok.kit.ids import id_at

    rng, bench, now = Random(7), system("bench"), clock.now()
    pipeline = Pipeline.objects.order_by("pk")[0]
    stages = list(pipeline.stages.values_list("pk", flat=True))
    owners = [person.pk for person in active_managers()]
    have = Deal.objects.filter(pipeline=pipeline, state="open").count()
    for first in range(have, wanted, CHUNK):
        batch = []
        for number in range(first, min(first + CHUNK, wanted)):
            created = now - timedelta(minutes=rng.randrange(60, 1_000_000))
            steps = [
                Assigned(created + timedelta(minutes=1), rng.choice(owners), "fair"),
                Moved(created + timedelta(minutes=30), rng.choice(stages)),
            ]
            batch.append(
                History(
                    id=id_at(int(created.timestamp() * 1000)),
                    key=str(number),
                    title=f"Deal {number}",
                    created_at=created,
                    pipeline_id=pipeline.pk,
                    stage_id=stages[0],
                    currency="USD",
                    amount_minor=rng.randrange(1_000, 900_000),
                    steps=steps,
                )
            )
        import_histories(bench, batch, via="import")


def write_csv(path: Path, rows: int, *, spoilt: float = 0.05) -> int:
    """Write an export of that many deals and return how many of them must be refused."""
    rng, refused = Random(11), 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for number in range(rows):
            is_spoilt = rng.random() < spoilt
            refused += is_spoilt
            writer.writerow(_cells(number, rng, is_spoilt=is_spoilt))
    return refused


def _cells(number: int, rng: Random, *, is_spoilt: bool) -> list[str]:
    stage = rng.choice(("New", "Talks", "Offer", "Contract", "Paid", "Lost", "Lost"))
    is_closed = stage in {"Paid", "Lost"}
    day, month = 1 + number % 28, 1 + number % 6
    return [
        f"{10**15 + number}",
        f"Request {number}",
        f"Owner {rng.randrange(30)}",
        stage,
        "31.02.2024 10:00" if is_spoilt else f"{day:02d}.{month:02d}.2024 {number % 24:02d}:15",
        f"{day:02d}.{month + 3:02d}.2024" if is_closed else "",
        f"Reason {rng.randrange(12)}" if stage == "Lost" else "",
        f"{rng.randrange(500, 90_000)},50",
        f"c{rng.randrange(80_000)}",
        f"Source {rng.randrange(10)}",
        f"Campaign {rng.randrange(120)}",
        f"Product {rng.randrange(20)}",
        rng.choice(("Moscow", "Tver", "Псков", "")),
    ]


def main() -> None:
    what, count, *rest = sys.argv[1:]
    if what == "csv":
        print(write_csv(Path(rest[0]), int(count)), "rows are spoilt")
        return
    start_django()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    make_company()
    add_open_deals(int(count))


if __name__ == "__main__":
    main()
