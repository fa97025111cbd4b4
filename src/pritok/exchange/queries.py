"""Reading what earlier imports left: foreign ids and unfinished runs."""

from collections.abc import Collection

from pritok.exchange.models import ForeignKeyMap, ImportRun

# SQLite takes at most 250,000 bound values; far fewer keep each query small.
_AT_ONCE = 2000


def known_keys(origin: str, entity: str, keys: Collection[str]) -> dict[str, str]:
    """Return external id → our id of those that were imported before."""
    wanted = list(keys)
    found: dict[str, str] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        rows = ForeignKeyMap.objects.filter(
            origin=origin, entity=entity, external_id__in=wanted[start : start + _AT_ONCE]
        )
        found.update(rows.values_list("external_id", "internal_id"))
    return found


def unfinished_run(file_hash: str, map_hash: str, entity: str) -> ImportRun | None:
    """Return the run of the same file by the same map that was stopped, if there is one."""
    runs = ImportRun.objects.filter(
        file_hash=file_hash, map_hash=map_hash, entity=entity, state="running"
    )
    return runs.order_by("-pk").first()
