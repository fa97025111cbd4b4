"""The second pass: the rows that were found good become records, a batch and its bookmark per transaction."""

from itertools import islice

from django.db import transaction

from pritok.accounts.actor import Actor
from pritok.exchange.actions.runs import Source, begin_run, finish_run, move_on
from pritok.exchange.checking import Part, Progress
from pritok.exchange.loaders.calls import CallsLoader, SpendLoader
from pritok.exchange.loaders.contacts import ContactsLoader
from pritok.exchange.loaders.deals import CasesLoader, DealsLoader
from pritok.exchange.loaders.loading import Context, Loader
from pritok.exchange.loaders.people import CompaniesLoader, people_loader, products_loader
from pritok.exchange.loaders.words import Words
from pritok.exchange.maps import Calls, Cases, Companies, Contacts, Deals, People, Spend
from pritok.exchange.models import ImportRun
from pritok.exchange.queries import known_keys
from pritok.exchange.rows import Row

# Large enough to be quick, small enough that other writers wait for one batch only a moment.
BATCH_ROWS = 500


def import_part(actor: Actor, part: Part, *, report: str, progress: Progress) -> ImportRun:
    """Write the part's good rows that are not here yet; goes on where a stopped run of the same work was."""
    source = Source(part.path.name, part.digest, part.plan.digest, part.entity)
    run = begin_run(actor, source=source, total_rows=part.rows, refused=part.refused, report=report)
    words = Words(actor, part.plan, part.currency)
    context = Context(actor, part.plan, part.currency, words, part.first_seen)
    loader = _loader(context, part)
    rows = islice(part.read(), run.done_rows, None)
    while batch := list(islice(rows, BATCH_ROWS)):
        _write(context, loader, run, part.entity, batch)
        progress(f"import {part.path.name}", run.done_rows, part.rows)
    finish_run(actor, run=run)
    return run


def _write(context: Context, loader: Loader, run: ImportRun, entity: str, batch: list[Row]) -> None:
    good = [row for row in batch if row.is_good()]
    loader.prepare(good)
    with transaction.atomic():
        known = known_keys(context.plan.origin, entity, [row.key for row in good])
        fresh = [row for row in good if row.key not in known]
        made = loader.load(fresh) if fresh else []
        move_on(
            context.actor,
            run=run,
            origin=context.plan.origin,
            entity=entity,
            made=made,
            rows=len(batch),
            unchanged=len(known),
        )


def _loader(context: Context, part: Part) -> Loader:
    section = part.section
    match section:
        case People():
            return people_loader(context)
        case Companies():
            return CompaniesLoader(context)
        case Contacts():
            return ContactsLoader(context)
        case Deals():
            return DealsLoader(context, section)
        case Cases():
            return CasesLoader(context, section)
        case Calls():
            return CallsLoader(context)
        case Spend():
            return SpendLoader(context)
    return products_loader(context)
