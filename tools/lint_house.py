"""Check the house rules of STYLE.md over the working tree; exits 1 and lists what breaks them."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from house import budgets, names, places, surprises, web, writes
from house.exemptions import EXEMPTIONS
from house.source import Finding, Rule, Source

ROOT = Path(__file__).resolve().parent.parent

PYTHON_RULES: list[Rule] = [
    budgets.file_length,
    budgets.function_length,
    names.telling_names,
    names.named_migrations,
    writes.only_actions_write,
    places.environment_in_config,
    places.engines_in_their_rooms,
    places.imports_at_the_top,
    places.rows_through_doors,
    surprises.no_signals,
    surprises.no_overridden_save,
    surprises.no_threads_at_import,
]
WEB_RULES: list[Rule] = [names.telling_names, web.web_budget, web.web_manners, web.web_layers]

PYTHON_FOLDERS = ("src", "tests", "tools", "bench")
# Generated from the OpenAPI file: its size and style are the generator's.
GENERATED = {PurePosixPath("web/src/api/schema.d.ts")}


def main() -> int:
    found = list(check_tree(ROOT, EXEMPTIONS))
    for finding in found:
        print(finding)
    print(f"house rules: {len(found)} finding(s)" if found else "house rules: clean")
    return 1 if found else 0


def check_tree(root: Path, exemptions: dict[tuple[str, str], str]) -> Iterator[Finding]:
    used = set()
    for finding in _raw_findings(root):
        key = (finding.rule, finding.path)
        if key in exemptions:
            used.add(key)
        else:
            yield finding
    for rule, path in sorted(exemptions.keys() - used):
        yield Finding(path, 1, "unused-exemption", f"{rule} has nothing to let off any more")


def _raw_findings(root: Path) -> Iterator[Finding]:
    python = list(_sources(root, PYTHON_FOLDERS, (".py",)))
    yield from (finding for source in python if (finding := _syntax_error(source)))
    yield from _apply(PYTHON_RULES, [source for source in python if not _syntax_error(source)])
    yield from budgets.room_size(python)
    yield from _apply(WEB_RULES, _sources(root, ("web/src",), (".ts", ".tsx")))


def _syntax_error(source: Source) -> Finding | None:
    try:
        source.tree  # noqa: B018
    except SyntaxError as error:
        return source.finding(error.lineno or 1, "syntax", str(error.msg))
    return None


def _apply(rules: list[Rule], sources: Iterable[Source]) -> Iterator[Finding]:
    for source in sources:
        for rule in rules:
            yield from rule(source)


def _sources(root: Path, folders: tuple[str, ...], endings: tuple[str, ...]) -> Iterator[Source]:
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            relative = PurePosixPath(path.relative_to(root).as_posix())
            skipped = relative in GENERATED or "node_modules" in relative.parts
            if path.suffix in endings and path.is_file() and not skipped:
                yield Source(relative, path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(main())
