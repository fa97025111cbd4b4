"""Shapes of people, sessions, teams, working time and tokens in the API."""

from datetime import date, datetime
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field

from pritok.api.schemas import (
    Count,
    Email,
    Key,
    Line,
    Moment,
    Name,
    OutSchema,
    Ref,
    StrictSchema,
    absent,
)
from pritok.kit.texts import clean

Language = Literal["ru", "en"]
RoleName = Literal["manager", "lead", "head", "admin"]
AbsenceKind = Literal["vacation", "sick", "other"]
ScopeName = Literal["intake", "read", "write"]
# Words in answers: the rows have only these already, the OpenAPI should say which.
RoleOut = Annotated[str, Field(json_schema_extra={"enum": list(get_args(RoleName))})]
LanguageOut = Annotated[str, Field(json_schema_extra={"enum": list(get_args(Language))})]
ThemeOut = Annotated[str, Field(json_schema_extra={"enum": ["auto", "light", "dark"]})]
AbsenceKindOut = Annotated[str, Field(json_schema_extra={"enum": list(get_args(AbsenceKind))})]
ScopeOut = Annotated[str, Field(json_schema_extra={"enum": list(get_args(ScopeName))})]
# Never cleaned or trimmed: what a person types is what is hashed.
Password = Annotated[str, Field(min_length=1, max_length=200)]
Code = Annotated[str, Field(min_length=1, max_length=32)]
ClockTime = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Interval = Annotated[list[ClockTime], Field(min_length=2, max_length=2)]
Week = dict[
    Literal["0", "1", "2", "3", "4", "5", "6"], Annotated[list[Interval], Field(max_length=6)]
]


def _near(day: date) -> date:
    if not 1970 <= day.year <= 2200:
        raise ValueError("The year must be between 1970 and 2200.")
    return day


Day = Annotated[date, AfterValidator(_near)]


class Permissions(OutSchema):
    see_all: bool
    manage_settings: bool
    manage_people: bool
    assign: bool
    import_data: bool
    see_costs: bool


class Me(OutSchema):
    id: int
    name: str
    email: str
    role: RoleOut
    team: Ref | None
    language: LanguageOut
    theme: ThemeOut
    mfa: bool
    can: Permissions


class OrganisationBrief(StrictSchema):
    name: Name
    language: Language
    time_zone: Annotated[str, Field(max_length=60)]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


class SessionOut(OutSchema):
    user: Me | None
    setup_needed: bool
    languages: list[Language]
    organisation: OrganisationBrief | None
    csrf_token: str


class SignInIn(StrictSchema):
    # Not the strict address type: a wrong one is answered like an unknown one.
    email: Annotated[str, Field(min_length=1, max_length=254)]
    password: Password


class SignInOut(OutSchema):
    user: Me | None
    mfa_required: bool


class CodeIn(StrictSchema):
    code: Code


class MePatch(StrictSchema):
    name: Name = absent()
    language: Language = absent()
    theme: Literal["auto", "light", "dark"] = absent()


class PasswordChange(StrictSchema):
    current: Password
    new: Password


class PasswordProof(StrictSchema):
    password: Password


class EnrolmentIn(StrictSchema):
    """The password is asked for when the sign-in was not just now."""

    password: Password | None = None


class EnrolmentOut(OutSchema):
    secret: str
    uri: str
    qr_svg: str


class RecoveryCodesOut(OutSchema):
    recovery_codes: list[str]


class SignInEntry(OutSchema):
    id: str
    created_at: datetime
    last_seen_at: datetime
    ip: str | None
    user_agent: str
    current: bool


class PersonOut(OutSchema):
    """`email` and `mfa` are there for the head and admins only."""

    id: int
    name: str
    email: str = ""
    role: RoleOut
    team: Ref | None
    is_active: bool
    absent_until: datetime | None
    mfa: bool = False


class NewPersonOut(PersonOut):
    temporary_password: str = ""


class PersonIn(StrictSchema):
    name: Name
    email: Email
    role: RoleName
    team: Key | None = None
    password: Password | None = None


class PersonPatch(StrictSchema):
    """`password` is one's own; it is asked for when one's own address changes."""

    name: Name = absent()
    email: Email = absent()
    role: RoleName = absent()
    team: Key | None = absent()
    is_active: bool = absent()
    password: Password = absent()


class TemporaryPassword(OutSchema):
    temporary_password: str


class TeamOut(OutSchema):
    id: int
    name: str
    lead: Ref | None
    is_archived: bool
    members: int


class TeamIn(StrictSchema):
    name: Name
    lead: Key | None = None


class TeamPatch(StrictSchema):
    name: Name = absent()
    lead: Key | None = absent()
    is_archived: bool = absent()


class AbsenceOut(OutSchema):
    id: int
    person: Ref
    starts_at: datetime
    ends_at: datetime
    kind: AbsenceKindOut
    comment: str


class AbsenceIn(StrictSchema):
    person: Key
    starts_at: Moment
    ends_at: Moment
    kind: AbsenceKind
    comment: Line = ""


class OrganisationOut(OutSchema):
    name: str
    language: LanguageOut
    time_zone: str
    currency: str
    phone_region: str
    week: Week
    promise_hours: int
    answer_target_minutes: int


class OrganisationPatch(StrictSchema):
    name: Name = absent()
    language: Language = absent()
    time_zone: Annotated[str, Field(max_length=60)] = absent()
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = absent()
    phone_region: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] = absent()
    week: Week = absent()
    promise_hours: Annotated[Count, Field(ge=1, le=720)] = absent()
    answer_target_minutes: Annotated[Count, Field(ge=1, le=10_080)] = absent()


class LookOut(OutSchema):
    """`logo` is a `data:` address of a picture."""

    accent: str
    details: str
    logo: str | None


class LookPatch(StrictSchema):
    """`logo` is a PNG or JPEG in base64; null takes it away."""

    accent: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")] = absent()
    details: Annotated[
        str,
        Field(max_length=1_000),
        AfterValidator(lambda text: clean(text, limit=1_000, one_line=False)),
    ] = absent()
    logo: Annotated[str, Field(max_length=200_000)] | None = absent()


class HolidayOut(OutSchema):
    id: int
    date: date
    name: str


class HolidayIn(StrictSchema):
    date: Day
    name: Annotated[Line, Field(max_length=120)] = ""


class TokenOut(OutSchema):
    id: int
    name: str
    scope: ScopeOut
    prefix: str
    created_by: Ref | None
    created_at: datetime
    last_used_at: datetime | None


class NewTokenOut(TokenOut):
    token: str


class TokenIn(StrictSchema):
    name: Annotated[Name, Field(max_length=120)]
    scope: ScopeName
