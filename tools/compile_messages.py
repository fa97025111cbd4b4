"""Compile the server's texts (.po) into what gettext reads (.mo), without a system gettext."""

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCES = Path(__file__).resolve().parent.parent / "src" / "pritok"


def main() -> None:
    for catalog in sorted(SOURCES.glob("**/LC_MESSAGES/*.po")):
        compiled = catalog.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < catalog.stat().st_mtime:
            compile_catalog(catalog, compiled)


def compile_catalog(source: Path, target: Path) -> None:
    """Unlike msgfmt's default, refuses a catalog with broken placeholders or plural forms."""
    with source.open("rb") as file:
        catalog = read_po(file, locale=source.parent.parent.name, abort_invalid=True)
    for message, errors in catalog.check():
        sys.exit(f"{source}:{message.lineno}: {errors[0]}")
    with target.open("wb") as file:
        write_mo(file, catalog)


if __name__ == "__main__":
    main()
