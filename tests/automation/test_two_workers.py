"""Two loops at once, on real transactions: no deal is given twice, and the count stays right."""

import threading

import pytest
from django.db import connection

from pritok.automation.worker import Worker
from pritok.deals.models import Deal
from pritok.journal.models import Fact
from pritok.routing import fair
from pritok.routing.models import Assignment, Member
from tests.factories import make_cast
from tests.intake.company import hand_in
from tests.routing.company import make_pipeline

DEALS = 30


@pytest.mark.django_db(transaction=True)
def test_two_workers_give_no_deal_twice() -> None:
    cast = make_cast()
    make_pipeline(cast.alice, cast.bob, cast.dave)
    for number in range(DEALS):
        hand_in({"phone": f"+7916{number:07d}"})

    def work() -> None:
        worker = Worker()
        try:
            for _ in range(15):
                worker.step()
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert not Deal.objects.filter(owner=None).exists()
    assert Assignment.objects.count() == DEALS
    assert Fact.objects.filter(kind="deal.assigned").count() == DEALS
    members = Member.objects.all()
    assert sum(member.given for member in members) == DEALS
    assert all(abs(m.due_parts - m.given * fair.PARTS) <= fair.PARTS for m in members)
