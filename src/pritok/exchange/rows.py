"""A raw row through a section of the map: named values, or the reason why the row is refused.

Everything here depends on the file and the map alone, never on the database: checking, importing and resuming
see the same rows.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pritok.exchange import values
from pritok.exchange.maps import Field, Map, Section, fields_of
from pritok.exchange.readers.records import FileRefused, Item, Record, Unreadable

Level = Literal["refused", "warning"]

MAX_ID = 120
_KINDS = {
    "created_at": "datetime", "closed_at": "datetime", "stage_entered_at": "datetime", "at": "datetime",
    "date": "date", "amount": "money", "price": "money", "cost": "money", "answered_after": "duration",
    "seconds": "integer", "impressions": "integer", "clicks": "integer",
}  # fmt: skip
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Issue:
    """One line of the report."""

    row: int
    level: Level
    field: str
    reason: str
    value: str = ""


@dataclass(slots=True)
class Row:
    """A row with its values by field name (only those that have one) and what is worth telling about it."""

    number: int
    key: str
    values: dict[str, Any] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    source: Mapping[str, Any] = field(default_factory=dict)

    def is_good(self) -> bool:
        return not any(issue.level == "refused" for issue in self.issues)

    def refuse(self, name: str, reason: str, value: object = "") -> None:
        self.issues.append(Issue(self.number, "refused", name, reason, _shown(value)))

    def warn(self, name: str, reason: str, value: object = "") -> None:
        self.issues.append(Issue(self.number, "warning", name, reason, _shown(value)))


class _Refusal(Exception):
    """This value refuses its row."""


Reading = Callable[[Mapping[str, Any]], Any]


class RowReader:
    """Reads the items of one file by one section of the map."""

    def __init__(self, section: Section, plan: Map, currency: str) -> None:
        self._section = section
        self._plan = plan
        self._currency = currency
        self._fields = fields_of(section)
        self._readings: dict[str, Reading] = {}
        self._seen: set[str] = set()
        self._without_id: Counter[str] = Counter()

    def rows(self, items: Iterable[Item]) -> Iterator[Row]:
        """Yield every row of the file in order, refused ones too; FileRefused when a column is missing."""
        for item in items:
            if isinstance(item, Unreadable):
                row = Row(item.number, "")
                row.refuse("", item.reason)
                yield row
                continue
            if not self._readings:
                self._readings = self._compiled(item)
            yield self._row(item)

    def _row(self, record: Record) -> Row:
        row = Row(record.number, "", source=record.cells)
        if record.is_blank:
            row.refuse("", "an empty row")
            return row
        for name, reading in self._readings.items():
            try:
                value = reading(record.cells)
            except _Refusal as error:
                row.refuse(name, str(error), self._raw(name, record.cells))
            except ValueError as error:
                row.warn(name, f"{error}; left out", self._raw(name, record.cells))
            else:
                if value is not None and value != "":
                    row.values[name] = value
        self._identify(row, record)
        return row

    def _identify(self, row: Row, record: Record) -> None:
        """Give the row its key: its id, or without one the fingerprint of its content and the repetition."""
        if "id" not in self._fields:
            content = json.dumps(record.cells, sort_keys=True, default=str)
            digest = hashlib.sha256(content.encode()).hexdigest()[:40]
            self._without_id[digest] += 1
            row.key = f"{digest}:{self._without_id[digest]}"
            return
        key = row.values.get("id", "")
        if not key:
            return  # refused while it was read
        if len(key) > MAX_ID:
            row.refuse("id", f"an id of over {MAX_ID} characters")
        elif key in self._seen:
            row.refuse("id", "this id stands in an earlier row", key)
        else:
            if isinstance(self._raw("id", record.cells), float) and len(key) > 15:
                row.warn("id", "the file keeps this id as a rounded number", key)
            self._seen.add(key)
            row.key = key

    def _raw(self, name: str, cells: Mapping[str, Any]) -> Any:
        column = self._fields[name].column
        return cells.get(_header(column, cells) or "", "") if column else ""

    def _compiled(self, first: Record) -> dict[str, Reading]:
        readings: dict[str, Reading] = {}
        for name, spec in self._fields.items():
            fetch = _fetch(
                name,
                spec,
                first.cells,
                lenient=self._section.format == "xes" or "events" in first.cells,
            )
            parse = self._parser(name, spec)
            readings[name] = _Cell(name, spec, fetch, parse)
        return readings

    def _parser(self, name: str, spec: Field) -> values.Parser:
        kind = spec.parse or self._kind(name)
        zone = self._plan.zone
        match kind:
            case "datetime":
                return values.moment_reader(zone, spec.formats, spec.time)
            case "date":
                return values.read_day(spec.formats)
            case "money":
                return values.money_reader(self._currency)
            case "number":
                return values.read_number
            case "integer":
                return values.read_integer
            case "duration":
                return values.duration_reader(spec.unit)
            case _:
                return values.read_text

    def _kind(self, name: str) -> str:
        custom = self._plan.custom_fields.get(name.removeprefix("custom."))
        if name.startswith("custom.") and custom is not None:
            return custom.kind
        return _KINDS.get(name, "text")


class _Cell:
    """How one field is read: fetched, cleaned of what counts as nothing, translated, parsed."""

    def __init__(self, name: str, spec: Field, fetch: Reading, parse: values.Parser) -> None:
        self._spec = spec
        self._fetch = fetch
        self._parse = parse
        self._words = {key.strip().casefold(): value for key, value in spec.map.items()}
        self._nothing = {text.strip().casefold() for text in spec.empty}
        self._is_id = name == "id"
        self._is_text = parse is values.read_text

    def __call__(self, cells: Mapping[str, Any]) -> Any:
        """Return the value, None for nothing; _Refusal when the row cannot do without."""
        is_needed = self._spec.required or self._is_id
        try:
            value = self._read(self._fetch(cells))
        except ValueError as error:
            if is_needed or self._spec.on_error == "refuse":
                raise _Refusal(str(error)) from error
            raise
        if is_needed and (value is None or value == ""):
            raise _Refusal("no id" if self._is_id else "no value")
        return value

    def _read(self, cell: Any) -> Any:
        if cell is None or cell == "":
            return self._default()
        if not (self._words or self._nothing or isinstance(cell, str)):
            # A date or a number of a sheet goes on as it is.
            return self._parse(cell)
        text = self._cleaned(cell)
        if not text:
            return self._default()
        if self._is_text:
            return text
        return self._parse(text if self._words or isinstance(cell, str) else cell)

    def _cleaned(self, cell: Any) -> str:
        text = values.read_text(cell)
        if text.casefold() in self._nothing:
            return ""
        return _translated(text, self._words, self._spec.other) if self._words and text else text

    def _default(self) -> Any:
        return self._parse(self._spec.default) if self._spec.default else None


def _translated(text: str, words: Mapping[str, str], other: str) -> str:
    found = words.get(text.casefold())
    if found is not None:
        return found
    if other == "refuse":
        raise ValueError("the map does not list this text")
    return text if other == "keep" else ""


def _fetch(name: str, spec: Field, cells: Mapping[str, Any], *, lenient: bool) -> Reading:
    if spec.value is not None:
        constant = spec.value
        return lambda _cells: constant
    if spec.template is not None:
        template = spec.template
        columns = {
            part: _column(name, part, cells, lenient) for part in _PLACEHOLDER.findall(template)
        }
        return lambda row: _filled(
            template, {p: values.read_text(row.get(c)) for p, c in columns.items()}
        )
    column = _column(name, spec.column or "", cells, lenient)
    return lambda row: row.get(column)


def _filled(template: str, parts: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda match: parts[match[1]], template) if any(parts.values()) else ""


def _column(name: str, wanted: str, cells: Mapping[str, Any], lenient: bool) -> str:
    found = _header(wanted, cells)
    if found is None and not lenient:
        have = ", ".join(header for header in cells if header)
        raise FileRefused(f"`{name}` asks for the column “{wanted}”; the file has: {have[:1000]}.")
    return found or wanted


def _header(wanted: str | None, cells: Mapping[str, Any]) -> str | None:
    """Find a column without regard to case and surplus spaces."""
    if wanted in cells:
        return wanted
    key = " ".join((wanted or "").split()).casefold()
    return next((header for header in cells if header.casefold() == key), None)


def _shown(value: object) -> str:
    return str(value)[:200]
