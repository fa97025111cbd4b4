"""`pritok demo`: a believable company, made once and kept."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings

from pritok.accounts.models import User
from pritok.accounts.queries import is_set_up
from pritok.automation.worker import NAME as AUTOMATION
from pritok.demo.company import Plan, found
from pritok.demo.people import DOMAIN, PASSWORD, SIGN_INS
from pritok.demo.texts import LANGUAGES
from pritok.demo.today import live_through_today
from pritok.demo.world import World
from pritok.demo.writing import write_stories
from pritok.journal import reading
from pritok.kit import clock
from pritok.kit.errors import Conflict, Invalid

Progress = Callable[[str, int, int | None], None]

DEALS = 12_000
_REQUESTS_TODAY = 60
_FEWEST, _MOST = 100, 5_000_000


@dataclass(frozen=True)
class DemoSummary:
    """`is_new` says whether anything was made now; `sign_ins` are (role, e-mail, password)."""

    is_new: bool
    deals: int
    sign_ins: list[tuple[str, str, str]]

    def as_dict(self) -> dict[str, Any]:
        """Return the summary for `--json`."""
        people = [
            {"role": role, "email": email, "password": word} for role, email, word in self.sign_ins
        ]
        return {"created": self.is_new, "deals": self.deals, "sign_ins": people}

    def lines(self) -> list[str]:
        """Return the summary as lines for people."""
        first = f"The demo company is ready: {self.deals:,} new deals."
        return [
            first if self.is_new else "The demo company is here already; nothing was changed.",
            *(f"  {role:<8} {email}  {word}" for role, email, word in self.sign_ins),
        ]


def run_demo(
    *,
    deals: int = DEALS,
    seed: int = 1,
    language: str | None = None,
    progress: Progress | None = None,
) -> DemoSummary:
    """Make the demo company in an empty installation; where it is already, change nothing.

    A run that was stopped is taken up again with the numbers it began with. Raises Conflict when the
    installation belongs to somebody else.
    """
    tell = progress or _silent
    kept = _Kept.load()
    if kept is None and is_set_up():
        raise Conflict("There is a company in this installation already.", code="not_empty")
    if kept is not None and kept.is_done:
        return DemoSummary(False, 0, _sign_ins())
    if kept is None:
        kept = _begin(deals, seed, language or settings.LANGUAGE_CODE, tell)
    write_stories(kept.world, tell)
    # The loop has nothing to do about a past that is over; only the last day goes through it.
    reading.advance(AUTOMATION, reading.head())
    tell("today", 0, None)
    live_through_today(kept.world, requests=min(_REQUESTS_TODAY, kept.world.total // 20))
    kept.finish()
    return DemoSummary(True, kept.world.total, _sign_ins())


def _begin(deals: int, seed: int, language: str, tell: Progress) -> "_Kept":
    if not _FEWEST <= deals <= _MOST:
        raise Invalid(f"Between {_FEWEST} and {_MOST:,} deals.", fields={"deals": "Out of range."})
    if language not in LANGUAGES:
        raise Invalid("ru or en.", fields={"language": "One of: ru, en."})
    tell("company", 0, None)
    now = clock.now().replace(microsecond=0)
    kept = _Kept(found(Plan(deals, seed, language, now)), is_done=False)
    kept.write_down()
    return kept


@dataclass
class _Kept:
    """What the demo remembers beside the database: the world its stories are told in, and whether all are."""

    world: World
    is_done: bool

    @staticmethod
    def path() -> Path:
        return Path(settings.DATA_DIR) / "demo.json"

    @classmethod
    def load(cls) -> "_Kept | None":
        path = cls.path()
        if not path.exists() or not User.objects.filter(email=f"admin@{DOMAIN}").exists():
            return None
        raw = json.loads(path.read_text(encoding="utf-8"))
        return cls(msgspec.convert(raw["world"], World), raw["is_done"])

    def write_down(self) -> None:
        raw = {"world": msgspec.to_builtins(self.world), "is_done": self.is_done}
        self.path().write_text(json.dumps(raw), encoding="utf-8")

    def finish(self) -> None:
        self.is_done = True
        self.write_down()


def _sign_ins() -> list[tuple[str, str, str]]:
    return [(role, f"{role}@{DOMAIN}", PASSWORD) for role in SIGN_INS]


def _silent(_what: str, _done: int, _total: int | None) -> None:
    """Nobody watches."""
