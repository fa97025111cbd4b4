"""The vocabulary of the API: strict input, checked text, keys, times and money, and the shapes of lists."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from pritok.kit.texts import clean, normalise_email

T = TypeVar("T")


class StrictSchema(BaseModel):
    """Input: a field nobody declared is an error, not something to drop in silence."""

    model_config = ConfigDict(extra="forbid")


class OutSchema(BaseModel):
    """Output. Not ninja's Schema: that one rebuilds what it is given and so forgets which fields were left out."""

    model_config = ConfigDict(from_attributes=True)


class Ref(OutSchema):
    """A dictionary entry, person or team, named."""

    id: int
    name: str


class RecordRef(OutSchema):
    """A deal, contact or company, named."""

    id: UUID
    name: str


class Page(OutSchema, Generic[T]):
    """A part of a list; `next` is the cursor of the following part, `total` counts the whole list."""

    items: list[T]
    next: str | None
    total: int


class Run(OutSchema, Generic[T]):
    """A part of a list that nobody counts: timelines, ledgers, columns of a board."""

    items: list[T]
    next: str | None


class Listing(OutSchema, Generic[T]):
    """A list that is always short."""

    items: list[T]


class ErrorBody(OutSchema):
    """Every refusal and failure. `fields` maps a field path to a sentence about it."""

    code: str
    message: str
    fields: dict[str, str]
    request_id: str


class StaleBody(ErrorBody):
    """409 `stale` also says what changed meanwhile: `{field: {yours, current}}` and the newest version."""

    difference: dict[str, Any] = {}
    version: int | None = None


def absent() -> Any:
    """Return the default of a field that may be left out, which is not the same as null."""

    def without_default(schema: dict[str, Any]) -> None:
        schema.pop("default", None)

    return Field(default=None, json_schema_extra=without_default)


def given(patch: BaseModel) -> dict[str, Any]:
    """Return only the fields the client sent."""
    return patch.model_dump(exclude_unset=True)


def _no_bool(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("Not a number.")
    return value


def _only_text(value: Any) -> Any:
    # A bare number would be read as seconds since 1970, which no client means.
    if not isinstance(value, str | datetime):
        raise ValueError("A time is written as text, ISO 8601 with an offset.")
    return value


def _utc(value: datetime) -> datetime:
    # Checked before the conversion: at the ends of the calendar it overflows.
    if not 1970 <= value.year <= 2200:
        raise ValueError("The year must be between 1970 and 2200.")
    return value.astimezone(UTC)


def _cleaner(limit: int, *, required: bool, one_line: bool) -> AfterValidator:
    def check(value: str) -> str:
        cleaned = clean(value, limit=limit, one_line=one_line)
        if required and not cleaned:
            raise ValueError("This must not be empty.")
        return cleaned

    return AfterValidator(check)


def _email(value: str) -> str:
    address = normalise_email(value)
    if address is None:
        raise ValueError("This is not an e-mail address.")
    return address


# Types of fields. Control characters are removed; what is empty after that counts as empty.
Key = Annotated[int, BeforeValidator(_no_bool), Field(ge=1, le=2**53 - 1)]
Count = Annotated[int, BeforeValidator(_no_bool), Field(ge=0, le=2**31 - 1)]
Moment = Annotated[AwareDatetime, BeforeValidator(_only_text), AfterValidator(_utc)]
MoneyIn = Annotated[Decimal, BeforeValidator(_no_bool), Field(ge=0, le=10**11)]
MoneyOut = int | float
Name = Annotated[
    str, Field(min_length=1, max_length=200), _cleaner(200, required=True, one_line=True)
]
Line = Annotated[str, Field(max_length=200), _cleaner(200, required=False, one_line=True)]
Comment = Annotated[str, Field(max_length=2_000), _cleaner(2_000, required=False, one_line=False)]
Text = Annotated[
    str, Field(min_length=1, max_length=10_000), _cleaner(10_000, required=True, one_line=False)
]
Email = Annotated[str, Field(max_length=254), AfterValidator(_email)]
Query = Annotated[str, Field(max_length=200), _cleaner(200, required=False, one_line=True)]
