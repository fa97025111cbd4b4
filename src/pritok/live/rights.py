"""Who the listeners of open streams are by now: all of them at once, in a handful of statements."""

from collections.abc import Iterable

from pritok.accounts.actor import Actor
from pritok.accounts.queries import actors_of_sessions, actors_of_tokens
from pritok.journal.reading import PlacedFact
from pritok.live.streams import Credential

# After these somebody may have lost, or gained, the right to hear.
_TELLING = ("person.", "team.", "session.closed", "credentials.", "token.revoked")


def may_have_changed(facts: Iterable[PlacedFact]) -> bool:
    return any(fact.kind.startswith(_TELLING) for fact in facts)


def actors_now(credentials: Iterable[Credential]) -> dict[Credential, Actor]:
    """Return the actor behind each credential that still is worth one."""
    known = list(credentials)
    sessions = actors_of_sessions({c.session_key for c in known if c.session_key is not None})
    tokens = actors_of_tokens({c.token_id for c in known if c.token_id is not None})
    actors: dict[Credential, Actor] = {}
    for credential in known:
        actor = (
            sessions.get(credential.session_key)
            if credential.session_key is not None
            else tokens.get(credential.token_id or 0)
        )
        if actor is not None:
            actors[credential] = actor
    return actors
