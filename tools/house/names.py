"""Names: files that say nothing, and migrations nobody named."""

import re
from collections.abc import Iterator

from house.source import Finding, Source

EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "misc"}
EMPTY_ENDINGS = re.compile(r"_(managers?|utils?|helpers?)$")
EMPTY_ENDINGS_WEB = re.compile(r"-(utils?|helpers?)$")
UNNAMED_MIGRATION = re.compile(r"^\d{4}_(auto_|.*_and_more$)")


def telling_names(source: Source) -> Iterator[Finding]:
    # In the interface a manager is a person, and files may be about one.
    endings = EMPTY_ENDINGS if source.path.suffix == ".py" else EMPTY_ENDINGS_WEB
    for part in source.path.parts:
        stem = part.split(".")[0]
        if stem in EMPTY_NAMES or endings.search(stem):
            yield source.finding(1, "telling-names", f"“{stem}” does not say what lives here")


def named_migrations(source: Source) -> Iterator[Finding]:
    if source.is_migration and UNNAMED_MIGRATION.match(source.path.stem):
        yield source.finding(1, "named-migrations", "give the migration a name of its own")
