"""Invented people: always the same by number, reachable nowhere."""

import re

from pritok.demo.clients import Clients
from tests.demo.small import world


def test_a_client_is_the_same_person_every_time() -> None:
    company = world()

    assert Clients(company).client(70) == Clients(company).client(70)
    assert Clients(company).client(70).id != Clients(company).client(71).id


def test_a_returning_client_came_with_an_earlier_deal() -> None:
    clients = Clients(world())
    for number in range(3_000):
        client, is_returning = clients.of_deal(number)
        assert is_returning == (client < number)
        assert clients.of_deal(client) == (client, False)


def test_phones_and_addresses_reach_nobody() -> None:
    russian, american = Clients(world()), Clients(world(language="en"))
    for number in range(2_000):
        points = russian.client(number).points + american.client(number).points
        for kind, value in points:
            if kind == "phone":
                assert re.fullmatch(r"\+7000\d{7}|\+1\d{3}55501\d{2}", value)
            else:
                assert re.fullmatch(r"[a-z]+\.[a-z]+\.\d+@example\.com", value)


def test_phones_stay_different_when_there_are_a_million_clients() -> None:
    clients = Clients(world(language="en"))
    numbers = [*range(100), *range(79_950, 80_100), *range(999_900, 1_000_000)]

    phones = {clients.client(number).points[0][1] for number in numbers}

    assert len(phones) == len(numbers)
