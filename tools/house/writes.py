"""Who may write: only actions, migrations and the journal's own recording.

Working on syntax alone, a rule cannot know what is a model. It goes by how each verb is called:
`.delete()` and `.save()` of a record take no positional argument, `.update()` of a query takes only
named ones, a dictionary's takes a dictionary.
"""

import ast
import re
from collections.abc import Iterator

from house.source import Finding, Source, dotted

ALWAYS_ORM = {"bulk_create", "bulk_update", "get_or_create", "update_or_create"}
WITHOUT_POSITIONAL = {"save", "delete", "update", "create"}
JOURNAL_WRITERS = {"recording", "sequencing"}
SQL_WRITE = re.compile(r"\s*(insert|update|delete|truncate|replace)\b", re.IGNORECASE)


def only_actions_write(source: Source) -> Iterator[Finding]:
    if not source.is_product or _may_write(source):
        return
    for node in ast.walk(source.tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        verb = node.func.attr
        if _is_orm_write(verb.removeprefix("a"), node):
            message = f"{dotted(node.func)} writes; only actions do"
            yield source.finding(node, "only-actions-write", message)
        elif verb in {"execute", "executemany"} and _is_sql_write(node):
            yield source.finding(node, "only-actions-write", "this SQL writes; only actions do")


def _may_write(source: Source) -> bool:
    is_action = source.layer == "actions" or source.layer.startswith("actions_")
    is_journal = source.room == "journal" and source.layer in JOURNAL_WRITERS
    # The mirror is derived data in an engine of its own: rebuilding it is analytics' whole work.
    return is_action or is_journal or source.is_migration or source.room == "analytics"


def _is_orm_write(verb: str, call: ast.Call) -> bool:
    if verb in ALWAYS_ORM:
        return True
    if verb not in WITHOUT_POSITIONAL or call.args:
        return False
    return bool(call.keywords) or verb in {"save", "delete"} or ".objects." in dotted(call.func)


def _is_sql_write(call: ast.Call) -> bool:
    statement = call.args[0] if call.args else None
    if isinstance(statement, ast.JoinedStr) and statement.values:
        statement = statement.values[0]
    return (
        isinstance(statement, ast.Constant)
        and isinstance(statement.value, str)
        and bool(SQL_WRITE.match(statement.value))
    )
