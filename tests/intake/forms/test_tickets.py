"""Tickets and the proof of work: for one form, one submission, some hours."""

import hashlib
from datetime import timedelta

from pritok.intake.forms import tickets
from pritok.kit import clock


def _work(ticket: tickets.Ticket) -> str:
    number = 0
    while not tickets.is_proven(ticket, str(number)):
        number += 1
    return str(number)


def test_a_ticket_comes_back_as_it_was_given() -> None:
    ticket = tickets.issue(form=3, version=2, bits=8)

    assert tickets.read(tickets.sign(ticket), form=3) == ticket


def test_a_ticket_of_another_form_or_with_another_signature_is_none() -> None:
    signed = tickets.sign(tickets.issue(form=3, version=1))

    assert tickets.read(signed, form=4) is None
    assert tickets.read(signed[:-3] + "abc", form=3) is None
    assert tickets.read("", form=3) is None


def test_a_ticket_dies_after_its_hours() -> None:
    signed = tickets.sign(tickets.issue(form=3, version=1))

    with clock.frozen(clock.now() + timedelta(seconds=tickets.LIFETIME_S + 1)):
        assert tickets.read(signed, form=3) is None


def test_a_proof_is_worth_nothing_for_another_ticket() -> None:
    one, other = (tickets.issue(form=3, version=1, bits=12) for _ in range(2))
    answer = _work(one)

    assert tickets.is_proven(one, answer)
    assert not tickets.is_proven(other, answer)


def test_a_proof_is_digits_and_short() -> None:
    ticket = tickets.issue(form=3, version=1, bits=1)

    assert not tickets.is_proven(ticket, "")
    assert not tickets.is_proven(ticket, "-1")
    assert not tickets.is_proven(ticket, "٣")
    assert not tickets.is_proven(ticket, "1" * 21)


def test_the_work_is_the_number_of_leading_zero_bits() -> None:
    ticket = tickets.issue(form=3, version=1, bits=10)
    answer = _work(ticket)

    digest = hashlib.sha256(f"{ticket.nonce}:{answer}".encode()).digest()

    assert digest[0] == 0
    assert digest[1] < 64
