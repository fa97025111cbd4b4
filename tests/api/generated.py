"""A generated company for tests that look at everything: made once for a module, taken back at its end."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from pritok.accounts.models import User
from pritok.analytics import mirror
from pritok.demo.commands import run_demo
from pritok.journal import protection
from pritok.journal.models import Fact
from pritok.kit import clock
from tests.api_client import ApiClient, signed_in

DEALS = 300


@contextmanager
def generated_company(folder: Path, now: datetime) -> Iterator[None]:
    """Make the demo company in the test database; the files it remembers itself by go to `folder`."""
    kept, settings.DATA_DIR = settings.DATA_DIR, folder
    mirror.close()
    with transaction.atomic():
        try:
            with clock.frozen(now):
                run_demo(deals=DEALS, language="en")
            yield
        finally:
            mirror.close()
            settings.DATA_DIR = kept
            transaction.set_rollback(True)


def person(role: str) -> User:
    return User.objects.get(email=f"{role}@example.com")


def client_of(role: str) -> ApiClient:
    return signed_in(person(role))


def other_costs() -> None:
    """Make every known cost another one, in the tables and in what the journal says of the lines."""
    with protection.lifted(), connection.cursor() as cursor:
        for table in ("deals_line", "catalog_product"):
            cursor.execute(f"update {table} set cost_minor = cost_minor / 3 + 7")  # noqa: S608
        for fact in Fact.objects.filter(kind="deal.lines_changed", data__contains='"cost_minor"'):
            data = re.sub(r'"cost_minor":\d+', _cheaper, fact.data)
            json.loads(data)
            Fact.objects.filter(pk=fact.pk).update(data=data)
    mirror.close()
    mirror.rebuild()


def _cheaper(found: re.Match[str]) -> str:
    name, cost = found[0].split(":")
    return f"{name}:{int(cost) // 3 + 7}"
