"""Write docs/reference/facts.md from the payload classes of all rooms, or `--check` that it is current."""

import difflib
import importlib
import inspect
import sys
from pathlib import Path
from typing import Any, get_type_hints

import msgspec

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "docs" / "reference" / "facts.md"
HEAD = """# Facts

Everything that happens is one of these facts in the journal. Each also carries its position, id, time, author,
subject, the owner at that moment and who may hear of it (`src/pritok/journal/models.py`). Facts hold ids, numbers
and words from closed sets: no names, addresses, phones or free text.

Made by `.venv/bin/python tools/fact_catalogue.py` from the classes in `src/pritok/*/events.py`; do not edit.
"""


def main() -> int:
    fresh = catalogue_text()
    if sys.argv[1:] == ["--check"]:
        kept = CATALOGUE.read_text(encoding="utf-8") if CATALOGUE.exists() else ""
        sys.stdout.writelines(difflib.unified_diff(kept.splitlines(True), fresh.splitlines(True)))
        return int(kept != fresh)
    CATALOGUE.write_text(fresh, encoding="utf-8")
    return 0


def catalogue_text() -> str:
    """Return the page for the facts of every room that has an `events.py`."""
    sys.path[:0] = [path for path in [str(ROOT / "src")] if path not in sys.path]
    rooms = sorted(path.parent.name for path in (ROOT / "src" / "pritok").glob("*/events.py"))
    parts = [HEAD]
    for room in rooms:
        module = importlib.import_module(f"pritok.{room}.events")
        own = [cls for cls in vars(module).values() if _is_fact(cls, module.__name__)]
        if own:
            parts.append(f"\n## {room}\n")
            parts += [_section(cls) for cls in sorted(own, key=lambda cls: cls.kind)]
    return "".join(parts)


def _is_fact(candidate: Any, module: str) -> bool:
    is_own = inspect.isclass(candidate) and candidate.__module__ == module
    return is_own and bool(getattr(candidate, "kind", ""))


def _section(fact: Any) -> str:
    text = f"\n### `{fact.kind}` (version {fact.version})\n\n"
    if fact.__doc__:
        text += f"{inspect.cleandoc(fact.__doc__)}\n\n"
    hints = get_type_hints(fact)
    rows = [
        f"| `{field.name}` | `{_type_name(hints[field.name])}` | {_presence(field)} |\n"
        for field in msgspec.structs.fields(fact)
    ]
    if not rows:
        return text + "No data of its own.\n"
    return text + "| field | type | |\n| --- | --- | --- |\n" + "".join(rows)


def _type_name(hint: Any) -> str:
    name = hint.__name__ if inspect.isclass(hint) and not hasattr(hint, "__args__") else str(hint)
    for module in ("typing.", "uuid.", "pritok.deals.events.", "datetime."):
        name = name.replace(module, "")
    # A bar inside a table cell ends the cell.
    return name.replace("|", "or")


def _presence(field: msgspec.structs.FieldInfo) -> str:
    return "always" if field.required else "may be left out"


if __name__ == "__main__":
    sys.exit(main())
