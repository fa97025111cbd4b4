"""The generated company's own words, one file per language in `data/`."""

from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

LANGUAGES = ("ru", "en")
_FOLDER = Path(__file__).resolve().parent / "data"


class OrganisationText(msgspec.Struct, frozen=True):
    name: str
    time_zone: str
    currency: str
    region: str


class PeopleText(msgspec.Struct, frozen=True):
    """`feminine_ending` is put behind a surname where the language asks for it."""

    male: list[str]
    female: list[str]
    surnames: list[str]
    feminine_ending: str


class CompanyText(msgspec.Struct, frozen=True):
    forms: list[str]
    first: list[str]
    last: list[str]


class PipelineText(msgspec.Struct, frozen=True):
    name: str
    stages: list[str]


class SourceText(msgspec.Struct, frozen=True):
    name: str
    campaigns: list[str]


class ProductText(msgspec.Struct, frozen=True, array_like=True):
    """Price and cost in major units; a cost of None is one nobody knows. `pipeline` is the place in the list."""

    name: str
    category: str
    price: int
    cost: int | None
    popularity: int
    pipeline: int


class ReasonText(msgspec.Struct, frozen=True, array_like=True):
    """`since`: the first stage in which a deal is lost for this reason, by place."""

    name: str
    weight: int
    since: int


class ReasonGroupText(msgspec.Struct, frozen=True, array_like=True):
    name: str
    is_refusal: bool
    reasons: list[ReasonText]


class CustomFieldText(msgspec.Struct, frozen=True):
    key: str
    label: str
    kind: str
    choices: list[str] = []


class TaskText(msgspec.Struct, frozen=True, array_like=True):
    kind: str
    title: str


class FormText(msgspec.Struct, frozen=True):
    title: str
    intro: str
    button: str
    thanks: str
    consent: str


class ViewText(msgspec.Struct, frozen=True, array_like=True):
    name: str
    query: str
    shared_with: str


class Texts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    organisation: OrganisationText
    teams: list[str]
    people: PeopleText
    companies: CompanyText
    pipelines: list[PipelineText]
    markets: list[str]
    deal_types: list[str]
    sources: list[SourceText]
    categories: list[str]
    products: list[ProductText]
    reasons: list[ReasonGroupText]
    custom_fields: list[CustomFieldText]
    districts: list[str]
    titles: list[str]
    request_texts: list[str]
    call_texts: list[str]
    notes: list[str]
    loss_comments: list[str]
    pause_reasons: list[str]
    tasks: list[TaskText]
    form: FormText
    views: list[ViewText]
    roles: dict[str, str]
    holidays: list[str]
    holiday_name: str
    absences: dict[str, str]


@cache
def texts(language: str) -> Texts:
    """Return the words of a language; ValueError when a list of the file is not right."""
    loaded: Any = yaml.safe_load((_FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))
    return msgspec.convert(loaded, Texts)
