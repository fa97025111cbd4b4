"""Code that runs when nobody called it: signals, overridden saves, threads at import."""

import ast
from collections.abc import Iterator

from house.source import Finding, Source, dotted, imported_modules

SIGNALS = ("django.dispatch", "django.db.models.signals", "django.core.signals")
THREADS = {"Thread", "Timer", "ThreadPoolExecutor", "ProcessPoolExecutor", "Process"}


def no_signals(source: Source) -> Iterator[Finding]:
    if not source.is_product:
        return
    for node in ast.walk(source.tree):
        modules = imported_modules(node)
        if any(m == signal or m.startswith(f"{signal}.") for m in modules for signal in SIGNALS):
            yield source.finding(node, "no-signals", "call the action that does it instead")


def no_overridden_save(source: Source) -> Iterator[Finding]:
    if not source.is_product:
        return
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.ClassDef):
            continue
        for method in node.body:
            if isinstance(method, ast.FunctionDef) and method.name in {"save", "delete", "asave"}:
                message = f"{node.name}.{method.name}: what happens belongs in an action"
                yield source.finding(method, "no-overridden-save", message)


def no_threads_at_import(source: Source) -> Iterator[Finding]:
    if not source.is_product:
        return
    for node in _run_at_import(source.tree):
        if isinstance(node, ast.Call) and dotted(node.func).rpartition(".")[2] in THREADS:
            yield source.finding(node, "no-threads-at-import", "start it from a function")


def _run_at_import(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        yield child
        yield from _run_at_import(child)
