"""The status link: the same for the same request, and nobody else can make one."""

from pritok.intake.status_links import request_of, status_token
from pritok.kit.ids import new_id


def test_a_token_leads_back_to_its_request_and_never_changes() -> None:
    request_id = new_id()

    token = status_token(request_id)

    assert token == status_token(request_id)
    assert request_of(token) == request_id
    assert len(token) == 43


def test_a_token_of_another_request_or_a_changed_one_leads_nowhere() -> None:
    one, other = status_token(new_id()), status_token(new_id())

    assert request_of(one[:22] + other[22:]) is None
    assert request_of(one[:-2]) is None
    assert request_of("") is None
    assert request_of("я" * 43) is None
    assert request_of("A" * 43) is None
