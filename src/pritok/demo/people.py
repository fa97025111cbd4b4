"""The generated company's people: who they are, when they work, and the hidden nature that reports should find."""

from dataclasses import dataclass, replace
from random import Random

from pritok.accounts.actions import add_absence, add_person, add_team, change_person, change_team
from pritok.accounts.actions.former import add_former_person
from pritok.accounts.actor import system
from pritok.accounts.models import Role
from pritok.demo.clients import latin
from pritok.demo.rhythm import DAY_S, moment
from pritok.demo.texts import Texts
from pritok.demo.world import Seller
from pritok.kit import clock

DEMO = system("demo")
# Printed when the demo is made and the same everywhere: it protects nothing but invented data.
PASSWORD = "lively-river-25"  # noqa: S105
SIGN_INS = ("manager", "lead", "head", "admin")
DOMAIN = "example.com"

_TEAM_OF = 6
_FULL_WEIGHT, _LEAD_WEIGHT = 100.0, 40.0
# Hashing a password takes a tenth of a second: a company of hundreds gets them for the four sign-ins only.
_WITH_PASSWORD = 40


@dataclass(frozen=True)
class Span:
    """The time the company has existed, in Unix seconds."""

    since: float
    now: float

    def at(self, share: float) -> float:
        return self.since + (self.now - self.since) * share


def team_count(managers: int) -> int:
    return max(4, managers // (2 * _TEAM_OF))


class Staff:
    """Hires everybody and keeps the sellers' natures, in order of hiring."""

    def __init__(self, words: Texts, span: Span, rng: Random, *, managers: int) -> None:
        self._words = words
        self._span = span
        self._rng = rng
        self._managers = managers
        self._names: set[str] = set()
        self.sellers: list[Seller] = []

    def hire(self) -> None:
        """Add head, admin, teams with leads, and managers: two came late, one has left, two are away now."""
        with clock.frozen(moment(self._span.since - 30 * DAY_S)):
            for role in ("admin", "head"):
                self._join(self._words.roles[role], role, None, f"{role}@{DOMAIN}")
            teams = [self._team(place) for place in range(team_count(self._managers))]
        late = {self._managers - 1: 0.55, self._managers - 2: 0.82}
        for number in range(self._managers):
            joined = self._span.at(late.get(number, -0.05))
            self._manager(number, teams[number % len(teams)], joined)
        self._leave(self.sellers[-4])

    def _team(self, place: int) -> int:
        names = self._words.teams
        name = names[place % len(names)]
        round_ = place // len(names) + 1
        team = add_team(DEMO, name=name if round_ == 1 else f"{name} {round_}")
        email = f"lead@{DOMAIN}" if place == 0 else None
        lead = self._join(self._name(), Role.LEAD, team.pk, email)
        change_team(DEMO, team=team.pk, changes={"lead": lead})
        self._add_seller(lead, team.pk, self._span.since, weight=_LEAD_WEIGHT)
        return team.pk

    def _manager(self, number: int, team: int, joined: float) -> None:
        email = f"manager@{DOMAIN}" if number == 0 else None
        with clock.frozen(moment(joined)):
            person = self._join(self._name(), Role.MANAGER, team, email)
        weight = _FULL_WEIGHT if number % 9 else _FULL_WEIGHT * 0.6
        self._add_seller(person, team, max(joined, self._span.since), weight=weight)

    def _join(self, name: str, role: str, team: int | None, email: str | None) -> int:
        address = email or f"{'.'.join(latin(part) for part in name.split())}@{DOMAIN}"
        if email is None and len(self._names) > _WITH_PASSWORD:
            person = add_former_person(DEMO, name=name, email=address, team=team)
            changes = {"is_active": True, "role": role}
            change_person(DEMO, person=person.pk, changes=changes)  # type: ignore[arg-type]
            return person.pk
        person, _ = add_person(
            DEMO, name=name, email=address, role=role, team=team, password=PASSWORD
        )
        return person.pk

    def _name(self) -> str:
        people, rng = self._words.people, self._rng
        while True:
            is_woman = rng.random() < 0.5
            first = rng.choice(people.female if is_woman else people.male)
            last = rng.choice(people.surnames) + (people.feminine_ending if is_woman else "")
            if f"{first} {last}" not in self._names:
                self._names.add(f"{first} {last}")
                return f"{first} {last}"

    def _add_seller(self, person: int, team: int, joined: float, *, weight: float) -> None:
        rng = self._rng
        number = len(self.sellers)
        seller = Seller(
            id=person,
            team=team,
            weight=weight,
            joined_at=joined,
            left_at=self._span.now + DAY_S,
            skill=rng.gauss(0, 0.35),
            market_skill=[rng.gauss(0, 0.35) for _ in range(4)],
            type_skill=[rng.gauss(0, 0.2) for _ in range(4)],
            pace=rng.lognormvariate(0, 0.25),
            answer_minutes=rng.lognormvariate(2.6, 0.6),
            discount=min(max(rng.gauss(0.07, 0.035), 0.0), 0.2),
            upselling=min(max(rng.gauss(0.4, 0.16), 0.05), 0.8),
            # Most forget hardly anything, a few forget a lot.
            forgetting=min(rng.expovariate(1 / 0.007), 0.04),
            away=self._absences(person, joined, is_away_now=number in {7, 15}),
        )
        self.sellers.append(seller)

    def _absences(
        self, person: int, joined: float, *, is_away_now: bool
    ) -> list[tuple[float, float]]:
        rng, span = self._rng, self._span
        spans = []
        for share in (0.15 + 0.3 * rng.random(), 0.6 + 0.3 * rng.random()):
            begins = span.at(share)
            if begins > joined:
                spans.append((begins, begins + rng.choice((7, 14, 14)) * DAY_S, "vacation"))
        if is_away_now:
            spans.append((span.now - 2 * DAY_S, span.now + 5 * DAY_S, "sick"))
        for begins, ends, kind in spans:
            with clock.frozen(moment(begins - DAY_S)):
                add_absence(
                    DEMO,
                    person=person,
                    starts_at=moment(begins),
                    ends_at=moment(ends),
                    kind=kind,
                    comment=self._words.absences[kind],
                )
        return [(begins, ends) for begins, ends, _ in spans]

    def _leave(self, seller: Seller) -> None:
        left = self._span.now - 60 * DAY_S
        place = self.sellers.index(seller)
        with clock.frozen(moment(left)):
            change_person(DEMO, person=seller.id, changes={"is_active": False})
        self.sellers[place] = replace(seller, left_at=left)
