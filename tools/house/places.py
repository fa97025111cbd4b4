"""What may be used where: the environment, engines, frameworks, late imports, scoped rows."""

import ast
from collections.abc import Iterator

from house.source import Finding, Source, dotted, imported_modules

HTTP_CLIENTS = {"requests", "httpx", "aiohttp", "urllib3", "http.client", "urllib.request"}
SCOPED_MODELS = {"Deal": "deals", "Contact": "clients", "Company": "clients"}
ROW_DOORS = {"access", "queries", "actions"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}


def environment_in_config(source: Source) -> Iterator[Finding]:
    if not source.is_product or source.room == "config":
        return
    for node in ast.walk(source.tree):
        names = [dotted(node)] if isinstance(node, ast.Attribute) else imported_modules(node)
        if {"os.environ", "os.getenv", "os.putenv"} & set(names):
            message = "only config/ reads the environment; use a setting"
            yield source.finding(node, "environment-in-config", message)


def engines_in_their_rooms(source: Source) -> Iterator[Finding]:
    if not source.is_product:
        return
    for node in ast.walk(source.tree):
        modules = imported_modules(node)
        if _any_in(modules, {"duckdb"}) and source.room != "analytics":
            yield source.finding(node, "duckdb-in-analytics", "only analytics/ knows DuckDB")
        if _any_in(modules, {"ninja"}) and not _is_api(source):
            message = "ninja belongs in api.py, schemas.py and api/"
            yield source.finding(node, "ninja-in-api", message)
        if _any_in(modules, HTTP_CLIENTS) and source.room != "kit":
            message = "outgoing HTTP goes through kit"
            yield source.finding(node, "http-clients-in-kit", message)


def imports_at_the_top(source: Source) -> Iterator[Finding]:
    """An import inside a function says why on its own line: `# import: <reason>`."""
    if not source.is_product:
        return
    for function in ast.walk(source.tree):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom) and not _has_reason(source, node):
                message = "import inside a function without “# import: <reason>”"
                yield source.finding(node, "imports-at-the-top", message)


def rows_through_doors(source: Source) -> Iterator[Finding]:
    """Rows that not everybody may see are reached through the room's door, never past it."""
    if not source.is_product or source.is_migration:
        return
    for node in ast.walk(source.tree):
        if not (isinstance(node, ast.Attribute) and node.attr in MANAGERS):
            continue
        model = dotted(node.value).rpartition(".")[2]
        home = SCOPED_MODELS.get(model)
        at_home = source.room == home and source.layer.partition("_")[0] in ROW_DOORS
        if home and not at_home:
            message = f"{model}.{node.attr} outside the access, queries and actions of {home}/"
            yield source.finding(node, "rows-through-doors", message)


def _any_in(modules: list[str], packages: set[str]) -> bool:
    return any(
        module == package or module.startswith(f"{package}.")
        for module in modules
        for package in packages
    )


def _is_api(source: Source) -> bool:
    return source.room == "api" or source.layer in {"api", "schemas"}


def _has_reason(source: Source, node: ast.Import | ast.ImportFrom) -> bool:
    lines = source.lines[node.lineno - 1 : node.end_lineno]
    return any(line.partition("# import:")[2].strip() for line in lines)
