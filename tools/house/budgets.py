"""Sizes: how long a file, a function, a test and a room's folder may grow."""

import ast
from collections import Counter
from collections.abc import Iterable, Iterator

from house.source import Finding, Source

FILE_LINES = 400
TEST_FILE_LINES = 500
FUNCTION_LINES = 60
TEST_FUNCTION_LINES = 40
ROOM_FILES = 20


def file_length(source: Source) -> Iterator[Finding]:
    budget = TEST_FILE_LINES if source.is_test else FILE_LINES
    if len(source.lines) > budget and not source.is_migration:
        yield source.finding(1, "file-length", f"{len(source.lines)} lines, at most {budget}")


def function_length(source: Source) -> Iterator[Finding]:
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        is_test = source.is_test and node.name.startswith("test_")
        budget = TEST_FUNCTION_LINES if is_test else FUNCTION_LINES
        length = (node.end_lineno or node.lineno) - node.lineno + 1
        if length > budget:
            message = f"{node.name} has {length} lines, at most {budget}"
            yield source.finding(node, "function-length", message)


def room_size(sources: Iterable[Source]) -> Iterator[Finding]:
    """Files directly in a folder of the product; a full folder wants a part of its own."""
    files = [
        source.path for source in sources if source.is_product and source.path.name != "__init__.py"
    ]
    folders = Counter(path.parent for path in files if "migrations" not in path.parts)
    for folder, count in sorted(folders.items()):
        if count > ROOM_FILES:
            yield Finding(str(folder), 1, "room-size", f"{count} files, at most {ROOM_FILES}")
