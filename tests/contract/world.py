"""One of everything, owned by Alice: what the routes are asked about."""

import re
from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.auth.hashers import make_password

from pritok.accounts.models import Absence, Holiday, User
from pritok.kit import clock
from tests.factories import PASSWORD, Cast, make_cast, make_sign_in, make_token

_PARAMETER = re.compile(r"{(\w+)}")
# Django's own patterns that are expressions stand in the table as they are.
_PAGES = {r"/^(?!api/|static/|f/|r/).*$": "/app/deals"}


@dataclass
class World:
    """`keys` holds the value of each path parameter."""

    cast: Cast
    keys: dict[str, str] = field(default_factory=dict)

    def fill(self, path: str) -> str:
        """Put the keys into a path; KeyError names a parameter that has nothing to point at."""
        return _PAGES.get(path) or _PARAMETER.sub(lambda found: self.keys[found[1]], path)


def make_world() -> World:
    cast = make_cast()
    User.objects.update(password=make_password(PASSWORD, salt="salt", hasher="md5"))
    world = World(cast)
    absence = Absence.objects.create(
        person=cast.alice,
        starts_at=clock.now(),
        ends_at=clock.now() + timedelta(days=1),
        kind="other",
    )
    holiday = Holiday.objects.create(date="2026-01-01", name="New year")
    make_sign_in(cast.alice)
    world.keys |= {
        "person_id": str(cast.alice.pk),
        "team_id": str(cast.near.pk),
        "absence_id": str(absence.pk),
        "holiday_id": str(holiday.pk),
        "token_id": str(make_token("read")[0].pk),
        "sign_in_id": str(cast.alice.sign_ins.get().pk),
    }
    return world
