"""Facts about people, teams, tokens and sign-ins. No names or addresses: ids and words from closed sets."""

from pritok.journal.payloads import Payload


class OrganisationChanged(Payload, frozen=True):
    kind = "organisation.changed"
    fields: list[str]


class HolidayAdded(Payload, frozen=True):
    kind = "holiday.added"
    date: str


class HolidayRemoved(Payload, frozen=True):
    kind = "holiday.removed"
    date: str


class PersonAdded(Payload, frozen=True):
    kind = "person.added"
    person: int
    role: str
    team: int | None = None


class PersonChanged(Payload, frozen=True):
    """`role`, `team`, `is_active` hold the new values when they changed; other changed fields are only named."""

    kind = "person.changed"
    person: int
    fields: list[str]
    role: str | None = None
    team: int | None = None
    is_active: bool | None = None


class TeamChanged(Payload, frozen=True):
    kind = "team.changed"
    team: int
    fields: list[str]
    lead: int | None = None


class AbsenceAdded(Payload, frozen=True):
    kind = "absence.added"
    absence: int
    person: int
    starts_at: str
    ends_at: str
    reason: str


class AbsenceRemoved(Payload, frozen=True):
    kind = "absence.removed"
    absence: int
    person: int


class TokenIssued(Payload, frozen=True):
    kind = "token.issued"
    token: int
    scope: str


class TokenRevoked(Payload, frozen=True):
    kind = "token.revoked"
    token: int


class SignedIn(Payload, frozen=True):
    kind = "session.opened"
    person: int
    second_factor: bool


class SignInRefused(Payload, frozen=True):
    """`person` is None when the address is unknown; the address itself is not kept."""

    kind = "session.refused"
    reason: str
    person: int | None = None


class SignedOut(Payload, frozen=True):
    kind = "session.closed"
    person: int


class CredentialsChanged(Payload, frozen=True):
    """`what` is one of password, totp_on, totp_off, recovery_codes."""

    kind = "credentials.changed"
    person: int
    what: str
