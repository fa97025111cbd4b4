"""What happens beside the server in tests with a real one: `python -m tests.live.other_process prepare|tell`."""

import json
import sys
import time

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - needs the settings loaded

from pritok.accounts.models import User  # noqa: E402 - the same
from pritok.deals.events import DealResumed  # noqa: E402 - the same
from pritok.journal.recording import users  # noqa: E402 - the same
from tests.factories import make_cast, make_sign_in  # noqa: E402 - the same
from tests.live.listening import tell  # noqa: E402 - the same


def prepare() -> object:
    """Make the database and its people; return a session of the lead and the key of her manager."""
    call_command("migrate", verbosity=0)
    cast = make_cast()
    return {"session": make_sign_in(cast.carol)}


def tell_of_deals() -> object:
    """Commit five facts, one after the other; return each deal and when its fact had been committed."""
    audience = users(User.objects.get(name="Alice").pk)
    told = []
    for _ in range(5):
        time.sleep(0.3)
        told.append((tell(DealResumed(), audience=audience), time.time()))
    return told


if __name__ == "__main__":
    json.dump({"prepare": prepare, "tell": tell_of_deals}[sys.argv[1]](), sys.stdout)
