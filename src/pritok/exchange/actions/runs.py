"""A run of one file: begun or taken up again, moved on with every batch, finished."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from pritok.accounts.actor import Actor
from pritok.exchange.events import ImportFinished
from pritok.exchange.models import ForeignKeyMap, ImportRun
from pritok.exchange.queries import unfinished_run
from pritok.journal.recording import LEADERS, record
from pritok.kit import clock
from pritok.kit.bulk_insert import insert_rows
from pritok.kit.errors import Forbidden

_KEY_COLUMNS = ("origin", "entity", "external_id", "internal_id")


@dataclass(frozen=True)
class Source:
    """What makes two runs the same work."""

    file_name: str
    file_hash: str
    map_hash: str
    entity: str


def begin_run(
    actor: Actor, *, source: Source, total_rows: int, refused: int, report: str
) -> ImportRun:
    """Return a new run, or the one of this very work that was stopped on the way."""
    must_import(actor)
    with transaction.atomic():
        stopped = unfinished_run(source.file_hash, source.map_hash, source.entity)
        if stopped is not None:
            return stopped
        return ImportRun.objects.create(
            file_name=source.file_name[:255],
            file_hash=source.file_hash,
            map_hash=source.map_hash,
            entity=source.entity,
            total_rows=total_rows,
            refused=refused,
            report=report[:500],
            started_at=clock.now(),
        )


def move_on(
    actor: Actor,
    *,
    run: ImportRun,
    origin: str,
    entity: str,
    made: Iterable[tuple[str, str]],
    rows: int,
    unchanged: int,
) -> None:
    """Keep (external id, our id) of what a batch made and how far the run has come.

    Call it in the transaction that wrote the batch: both stay, or neither does.
    """
    must_import(actor)
    keys = [(origin, entity, external, internal) for external, internal in made]
    with transaction.atomic():
        insert_rows(ForeignKeyMap, _KEY_COLUMNS, keys)
        run.done_rows += rows
        run.added += len(keys)
        run.unchanged += unchanged
        run.save(update_fields=["done_rows", "added", "unchanged"])


def keep_keys(actor: Actor, *, origin: str, entity: str, made: Iterable[tuple[str, str]]) -> None:
    """Keep the ids of records that a batch made besides its own, for example the contacts of deals."""
    must_import(actor)
    keys = [(origin, entity, external, internal) for external, internal in made]
    with transaction.atomic():
        insert_rows(ForeignKeyMap, _KEY_COLUMNS, keys)


def finish_run(actor: Actor, *, run: ImportRun) -> None:
    must_import(actor)
    with transaction.atomic():
        run.state, run.finished_at = "done", clock.now()
        run.save(update_fields=["state", "finished_at"])
        payload = ImportFinished(
            run=run.pk,
            entity=run.entity,
            added=run.added,
            unchanged=run.unchanged,
            refused=run.refused,
        )
        record(actor, payload, subject=f"import:{run.pk}", audience=LEADERS)


def must_import(actor: Actor) -> None:
    """Importing writes other people's records and back-dated facts: the admin and the console only."""
    if not actor.may_manage_settings:
        raise Forbidden("Only the admin may import.")
