"""The first pass over a file: every row read and judged, nothing written but the report."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fnmatch import fnmatch
from pathlib import Path

import msgspec

from pritok.catalog.actions import MAX_ENTRIES
from pritok.exchange.case_rows import CaseRules
from pritok.exchange.deal_rows import DealRules, shorten_keys
from pritok.exchange.loaders.calls import check_call, check_spend
from pritok.exchange.loaders.contacts import check_points
from pritok.exchange.maps import (
    Calls,
    Cases,
    Contacts,
    Deals,
    Map,
    MapRefused,
    People,
    Section,
    Spend,
)
from pritok.exchange.queries import known_keys
from pritok.exchange.readers.opening import open_items
from pritok.exchange.readers.records import FileRefused
from pritok.exchange.report import Report
from pritok.exchange.rows import Row, RowReader
from pritok.kit.texts import normalise_email

# (what is being done, rows done, rows in all or None while they are being counted)
Progress = Callable[[str, int, int | None], None]

_EVERY = 500
_WORDS = ("source", "campaign", "market", "deal_type", "product", "category", "reason")


@dataclass
class Part:
    """One file with its section of the map, and what checking it found."""

    path: Path
    section: Section
    plan: Map
    currency: str
    digest: str
    rows: int = 0
    refused: int = 0
    warnings: int = 0
    known: int = 0
    first_seen: dict[str, datetime] = field(default_factory=dict)
    words: dict[str, set[str]] = field(default_factory=dict)

    @property
    def entity(self) -> str:
        """The kind of record, as foreign ids are kept by it: cases are deals."""
        entity = type(self.section).__struct_config__.tag
        return "deals" if entity == "cases" else str(entity)

    def read(self) -> Iterator[Row]:
        """Yield every row, judged; the same ones every time."""
        section = self.section
        items = open_items(
            self.path,
            file_format=section.format,
            sheet=section.sheet,
            encoding=section.encoding,
            delimiter=section.delimiter,
        )
        settle = _settling(section, self.plan)
        for row in RowReader(section, self.plan, self.currency).rows(items):
            settle(row)
            yield row


def match_files(files: Sequence[Path], plan: Map, *, file_format: str, currency: str) -> list[Part]:
    """Pair each file with its section, in the map's order; MapRefused for a file without one."""
    taken: dict[Path, int] = {}
    for path in files:
        if not path.is_file():
            raise FileRefused(f"There is no file {path}.")
        places = [n for n, section in enumerate(plan.files) if _matches(path, section)]
        if len(places) != 1:
            known = ", ".join(section.file for section in plan.files)
            raise MapRefused(
                f"{path.name} matches {len(places)} entries of the map; it knows: {known}."
            )
        taken[path] = places[0]
    return [
        Part(path, _section(plan.files[place], file_format), plan, currency, _digest(path))
        for path, place in sorted(taken.items(), key=lambda pair: (pair[1], pair[0].name))
    ]


def check(part: Part, report: Report, progress: Progress) -> None:
    """Read the whole file, write its issues into the report and its counts into `part`."""
    keys: list[str] = []
    for row in part.read():
        part.rows += 1
        report.add(part.path.name, row)
        if not row.is_good():
            part.refused += 1
        else:
            part.warnings += sum(issue.level == "warning" for issue in row.issues)
            keys.append(row.key)
            _see_contact(part, row)
            _see_words(part, row)
        if part.rows % _EVERY == 0:
            progress(f"check {part.path.name}", part.rows, None)
    part.known = len(known_keys(part.plan.origin, part.entity, keys))
    progress(f"check {part.path.name}", part.rows, part.rows)


def _see_contact(part: Part, row: Row) -> None:
    contact, created = row.values.get("contact"), row.values.get("created_at")
    if contact and created and part.entity == "deals":
        part.first_seen[contact] = min(created, part.first_seen.get(contact, created))


def _see_words(part: Part, row: Row) -> None:
    """Refuse the file when a column is no dictionary but free text: the company would choke on its words."""
    for name in _WORDS:
        if name in row.values:
            known = part.words.setdefault(name, set())
            known.add(row.values[name])
            if len(known) > MAX_ENTRIES:
                raise FileRefused(
                    f"`{name}` has over {MAX_ENTRIES} different values: keep it as a custom field."
                )


def _settling(section: Section, plan: Map) -> Callable[[Row], None]:
    match section:
        case Deals():
            return DealRules(section, plan).settle
        case Cases():
            return CaseRules(section, plan).settle
        case Calls():
            return check_call
        case Spend():
            return check_spend
        case Contacts():
            return _settle_contact
        case People():
            return _settle_person
    return _needs_name


def _settle_contact(row: Row) -> None:
    _needs_name(row)
    if row.is_good():
        shorten_keys(row)
        check_points(row)


def _settle_person(row: Row) -> None:
    _needs_name(row)
    written = row.values.get("email")
    if written is not None:
        row.values["email"] = normalise_email(written)
        if row.values["email"] is None:
            row.warn("email", "this is not a valid address; one is made up", written)
            del row.values["email"]


def _needs_name(row: Row) -> None:
    if row.is_good() and "name" not in row.values:
        row.refuse("name", "no value")


def _section(section: Section, file_format: str) -> Section:
    """Return the section with the format asked for on the command line; the map's own word goes first."""
    if file_format == "auto" or section.format != "auto":
        return section
    return msgspec.structs.replace(section, format=file_format)


def _matches(path: Path, section: Section) -> bool:
    return fnmatch(path.name.casefold(), section.file.casefold())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
