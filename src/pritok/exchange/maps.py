"""What a map file may say: which file holds what, which column becomes which field, what words mean.

The structures are the reference; docs/guide/import.md explains them with examples. Unknown keys are refused, so
that a misspelt one is noticed.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
import yaml

from pritok.deals.actions.stages import MAX_STAGES
from pritok.exchange.readers.opening import FORMATS
from pritok.kit.texts import search_key

MAX_MAP_BYTES = 1_000_000

Parse = Literal["text", "datetime", "date", "money", "number", "integer", "duration"]
Entity = Literal["people", "companies", "products", "contacts", "deals", "cases", "calls", "spend"]


class MapRefused(Exception):
    """The map cannot be used; the message says where and why."""


class Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where one value comes from and how its text is read.

    One of `column`, `template` (`"{Name} of {City}"`), `value` (a constant). `map` translates texts, without
    regard to case; `other` says what happens to texts it does not list. Texts in `empty` count as no value.
    `default` replaces no value. `required`: a row without it is refused. A value that cannot be read refuses the
    row (`on_error: refuse`) or is left out with a warning (`warn`).
    """

    column: str | None = None
    template: str | None = None
    value: str | None = None
    parse: Parse | None = None
    formats: list[str] = []
    unit: Literal["seconds", "minutes", "hours", "days"] = "seconds"
    time: str = "00:00"
    map: dict[str, str] = {}
    other: Literal["keep", "empty", "refuse"] = "keep"
    empty: list[str] = []
    default: str | None = None
    required: bool = False
    on_error: Literal["refuse", "warn"] = "refuse"


Source = str | Field


class _Section(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="entity", kw_only=True
):
    """One kind of file. `file` is a pattern of its name; `id` names a record in the other system."""

    file: str
    format: str = "auto"
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    id: Source | None = None


class People(_Section, frozen=True, kw_only=True, tag="people"):
    name: Source
    email: Source | None = None
    team: Source | None = None
    team_lead: Source | None = None


class Companies(_Section, frozen=True, kw_only=True, tag="companies"):
    name: Source
    site: Source | None = None
    tax_id: Source | None = None
    comment: Source | None = None


class Products(_Section, frozen=True, kw_only=True, tag="products"):
    name: Source
    price: Source | None = None
    cost: Source | None = None
    sku: Source | None = None
    category: Source | None = None


class Contacts(_Section, frozen=True, kw_only=True, tag="contacts"):
    name: Source
    owner: Source | None = None
    created_at: Source | None = None
    phone: Source | None = None
    email: Source | None = None
    company: Source | None = None


class Outcomes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which texts of `state` mean won or lost; every other text is an open deal."""

    won: list[str] = []
    lost: list[str] = []


class ClosedStage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The stage in which a closed deal stood, when the file does not say; by default the first."""

    won: str | None = None
    lost: str | None = None


class Deals(_Section, frozen=True, kw_only=True, tag="deals"):
    title: Source
    created_at: Source
    stage: Source | None = None
    stage_entered_at: Source | None = None
    state: Source | None = None
    outcomes: Outcomes = Outcomes()
    closed_stage: ClosedStage = ClosedStage()
    closed_at: Source | None = None
    closed_without_date: Literal["created_at", "refuse"] = "created_at"
    reason: Source | None = None
    comment: Source | None = None
    owner: Source | None = None
    amount: Source | None = None
    contact: Source | None = None
    contact_name: str = "{id}"
    company: Source | None = None
    product: Source | None = None
    market: Source | None = None
    source: Source | None = None
    campaign: Source | None = None
    deal_type: Source | None = None
    answered_after: Source | None = None
    custom: dict[str, Source] = {}


class CaseOwner(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The responsible person of a case: whoever did its latest event, except the ids in `ignore`."""

    attribute: str = "org:resource"
    ignore: list[str] = []
    name: str = "{id}"


class Cases(_Section, frozen=True, kw_only=True, tag="cases"):
    """An event log. `stages` maps an event's name to the stage it brings the deal to; the first outcome counts."""

    title: Source
    amount: Source | None = None
    created_at: Source | None = None
    activity: str = "concept:name"
    time: str = "time:timestamp"
    stages: dict[str, str]
    won: list[str]
    lost: dict[str, str]
    owner: CaseOwner | None = None


class Calls(_Section, frozen=True, kw_only=True, tag="calls"):
    at: Source
    contact: Source
    person: Source | None = None
    direction: Source
    answered: Source
    seconds: Source | None = None


class Spend(_Section, frozen=True, kw_only=True, tag="spend"):
    date: Source
    amount: Source
    source: Source | None = None
    campaign: Source | None = None
    impressions: Source | None = None
    clicks: Source | None = None


Section = People | Companies | Products | Contacts | Deals | Cases | Calls | Spend


class PipelineSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    stages: list[str]


class ReasonGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A first-level reason. `is_refusal: false` takes its deals out of conversion, counted apart."""

    reasons: list[str]
    is_refusal: bool = True


class NotStated(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The reason of deals that were lost without one, and the group of reasons that no group lists."""

    group: str = "Not stated"
    reason: str = "Not stated"


class CustomFieldSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    label: str
    kind: Literal["text", "number", "date"] = "text"


class Map(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole map. `origin` names the other system: its ids are kept under that name."""

    origin: str
    files: list[Section]
    time_zone: str = "UTC"
    currency: str = ""
    pipeline: PipelineSpec | None = None
    reasons: dict[str, ReasonGroup] = {}
    not_stated: NotStated = NotStated()
    custom_fields: dict[str, CustomFieldSpec] = {}

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def digest(self) -> str:
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()


def load_map(path: Path) -> Map:
    """Read and check a map; MapRefused with the place and the reason."""
    try:
        text = path.read_bytes()
    except OSError as error:
        raise MapRefused(f"The map {path} cannot be read: {error.strerror}.") from error
    if len(text) > MAX_MAP_BYTES:
        raise MapRefused("A map is at most 1 MB.")
    try:
        loaded = msgspec.convert(yaml.safe_load(text), Map, strict=False)
    except yaml.YAMLError as error:
        raise MapRefused(f"The map is not YAML: {error}") from error
    except msgspec.ValidationError as error:
        raise MapRefused(f"The map is not right: {error}.") from error
    for problem in _problems(loaded):
        raise MapRefused(problem)
    return loaded


def _problems(found: Map) -> Iterator[str]:
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,59}", found.origin):
        yield "`origin` is up to 60 small Latin letters, digits, `-` and `_`."
    try:
        ZoneInfo(found.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        yield f"`time_zone`: there is no zone “{found.time_zone}”."
    if not found.files:
        yield "`files` lists nothing to read."
    stages = found.pipeline.stages if found.pipeline else []
    if len(stages) > MAX_STAGES or len({search_key(name) for name in stages}) < len(stages):
        yield f"`pipeline.stages` are at most {MAX_STAGES}, each with a name of its own."
    for key in found.custom_fields:
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", key):
            yield f"`custom_fields.{key}`: a key is small Latin letters, digits and _, a letter first."
    for place, section in enumerate(found.files):
        yield from _section_problems(f"files[{place}]", section, found)


def _section_problems(place: str, section: Section, found: Map) -> Iterator[str]:
    if section.format not in {"auto", *FORMATS}:
        yield f"`{place}.format` is auto or one of {', '.join(FORMATS)}."
    if isinstance(section, Deals | Cases) and (found.pipeline is None or not found.pipeline.stages):
        yield f"`{place}` needs a `pipeline` with stages."
    if isinstance(section, Cases) and found.pipeline is not None:
        for stage in sorted(set(section.stages.values()) - set(found.pipeline.stages)):
            yield f"`{place}.stages`: the pipeline has no stage “{stage}”."
    if isinstance(section, Deals):
        for key in sorted(section.custom.keys() - found.custom_fields.keys()):
            yield f"`{place}.custom.{key}` is not declared in `custom_fields`."
    for name, spec in fields_of(section).items():
        if sum(part is not None for part in (spec.column, spec.template, spec.value)) != 1:
            yield f"`{place}.{name}` needs exactly one of column, template and value."


def fields_of(section: Section) -> dict[str, Field]:
    """Return the section's fields by name; a bare text is short for `column`. Custom ones as `custom.<key>`."""
    found: dict[str, Field] = {}
    for name in _field_names(type(section)):
        source = getattr(section, name)
        if source is not None:
            found[name] = _field(source)
    if isinstance(section, Deals):
        found |= {f"custom.{key}": _field(source) for key, source in section.custom.items()}
    return found


def _field(source: Source) -> Field:
    return Field(column=source) if isinstance(source, str) else source


def _field_names(kind: type[msgspec.Struct]) -> list[str]:
    return [
        field.name
        for field in msgspec.structs.fields(kind)
        if field.type in (Source, Source | None)
    ]
