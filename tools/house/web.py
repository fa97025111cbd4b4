"""The same manners for the front end: sizes, no `any`, no inline styles, features stay apart.

Works on text, not on a syntax tree: the patterns are narrow enough for that, and oxlint and the
TypeScript compiler see the rest.
"""

import posixpath
import re
from collections.abc import Iterator

from house.source import Finding, Source

FILE_LINES = 250
TEST_FILE_LINES = 500
FOUNDATION, PARTS, FEATURES, APP = range(4)
LEVELS = {
    **dict.fromkeys(["lib", "api", "theme", "locales"], FOUNDATION),
    **dict.fromkeys(["ui", "live", "testing"], PARTS),
    "features": FEATURES,
    "app": APP,
}

IMPORT = re.compile(r"""(?:\bfrom\s+|\bimport\s*\(?\s*)["']([^"']+)["']""")
ANY = re.compile(r"(?::\s*|<|\bas\s+|\|\s*|,\s*)any\b(?!\s*[:(=])")
INLINE_STYLE = re.compile(r"\bstyle=\{\{")
COMMENT = re.compile(r"^\s*(//|\*|/\*)")


def web_budget(source: Source) -> Iterator[Finding]:
    budget = TEST_FILE_LINES if ".test." in source.path.name else FILE_LINES
    if len(source.lines) > budget:
        yield source.finding(1, "web-file-length", f"{len(source.lines)} lines, at most {budget}")


def web_manners(source: Source) -> Iterator[Finding]:
    for number, line in enumerate(source.lines, 1):
        if COMMENT.match(line):
            continue
        if ANY.search(line):
            yield source.finding(number, "web-no-any", "name the type, or `unknown`")
        if INLINE_STYLE.search(line):
            yield source.finding(number, "web-no-inline-style", "use a CSS module or a theme token")


def web_layers(source: Source) -> Iterator[Finding]:
    """`lib, api, theme → ui, live → features → app`; a feature never imports a feature."""
    if ".test." in source.path.name or "testing" in source.path.parts:
        return
    here = source.path.parts[2:]
    for number, line in enumerate(source.lines, 1):
        for target in IMPORT.findall(line):
            there = _inside_src(source, target)
            message = _wrong_way(here, there) if there else ""
            if message:
                yield source.finding(number, "web-layers", message)


def _inside_src(source: Source, target: str) -> tuple[str, ...]:
    if target.startswith("@/"):
        return tuple(target[2:].split("/"))
    if target.startswith("."):
        path = posixpath.normpath(str(source.path.parent / target))
        return tuple(path.split("/")[2:]) if path.startswith("web/src/") else ()
    return ()


def _wrong_way(here: tuple[str, ...], there: tuple[str, ...]) -> str:
    ours, theirs = LEVELS.get(here[0]), LEVELS.get(there[0])
    if ours is None or theirs is None:
        return ""
    if ours < theirs:
        return f"{here[0]} imports {there[0]}, which stands above it"
    if here[0] == there[0] == "features" and here[1:2] != there[1:2]:
        return f"feature {here[1]} imports feature {there[1]}"
    return ""
