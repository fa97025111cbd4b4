"""Who the listeners of open streams are by now: all of them at once, in a handful of statements."""

from collections.abc import Iterable
from dataclasses import dataclass

from pritok.accounts.actor import Actor
from pritok.accounts.queries import actors_of_sessions, actors_of_tokens
from pritok.journal.reading import PlacedFact

# After these somebody may have lost, or gained, the right to hear.
_TELLING = ("person.", "team.", "session.closed", "credentials.", "token.revoked")


@dataclass(frozen=True)
class Credential:
    """What a stream was opened with, looked at again as long as it lives: a session or a token."""

    session_key: str | None = None
    token_id: int | None = None


def may_have_changed(facts: Iterable[PlacedFact]) -> bool:
    return any(fact.kind.startswith(_TELLING) for fact in facts)


def actors_now(credentials: Iterable[Credential]) -> dict[Credential, Actor | None]:
    """Return the actor behind each credential, None where it is worth nothing any more."""
    known = set(credentials)
    sessions = {c.session_key for c in known if c.session_key is not None}
    tokens = {c.token_id for c in known if c.token_id is not None}
    by_session = actors_of_sessions(sessions) if sessions else {}
    by_token = actors_of_tokens(tokens) if tokens else {}
    return {c: by_session.get(c.session_key or "") or by_token.get(c.token_id or 0) for c in known}
