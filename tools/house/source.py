"""What a rule sees (a parsed file) and what it says (a finding)."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

ROOM_ROOT = PurePosixPath("src/pritok")


@dataclass(frozen=True)
class Finding:
    path: str
    line: int
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: {self.message}"


@dataclass
class Source:
    """A file of the repository; `path` is relative to the root and uses forward slashes."""

    path: PurePosixPath
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, filename=str(self.path))

    @cached_property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @property
    def inside_room(self) -> PurePosixPath:
        """`deals/actions/closing.py` for `src/pritok/deals/actions/closing.py`; empty elsewhere."""
        if not self.path.is_relative_to(ROOM_ROOT):
            return PurePosixPath()
        return self.path.relative_to(ROOM_ROOT)

    @property
    def room(self) -> str:
        return next(iter(self.inside_room.parts), "")

    @property
    def is_product(self) -> bool:
        return self.path.is_relative_to(ROOM_ROOT)

    @property
    def is_test(self) -> bool:
        return self.path.parts[0] == "tests"

    @property
    def is_migration(self) -> bool:
        return "migrations" in self.path.parts

    @property
    def layer(self) -> str:
        """The name that says a file's part in its room: `actions` for a file or a whole folder."""
        parts = self.inside_room.parts
        return PurePosixPath(parts[1]).stem if len(parts) > 1 else ""

    def finding(self, node: ast.AST | int, rule: str, message: str) -> Finding:
        line = node if isinstance(node, int) else getattr(node, "lineno", 1)
        return Finding(str(self.path), line, rule, message)


Rule = Callable[[Source], Iterator[Finding]]


def dotted(node: ast.AST) -> str:
    """`os.environ.get` for the expression of that name; calls inside a chain are kept as `()`."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Call):
        return f"{dotted(node.func)}()"
    return ""


def imported_modules(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return []
