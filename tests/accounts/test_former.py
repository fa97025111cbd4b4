"""People that only the past knew."""

import pytest

from pritok.accounts.actions.former import add_former_person
from pritok.accounts.models import User
from pritok.accounts.queries import actor_for_person
from pritok.journal.models import Fact
from pritok.kit.errors import Forbidden, Invalid
from tests.factories import Cast

pytestmark = pytest.mark.django_db


def test_a_former_person_is_known_and_cannot_sign_in(cast: Cast) -> None:
    person = add_former_person(
        actor_for_person(cast.ada), name="Old Hand", email="old@example.invalid", team=cast.near.pk
    )

    assert (person.role, person.is_active, person.team_id) == ("manager", False, cast.near.pk)
    assert not person.has_usable_password()
    kinds = Fact.objects.filter(subject=f"person:{person.pk}").values_list("kind", flat=True)
    assert list(kinds) == ["person.added", "person.changed"]


def test_an_address_that_is_taken_is_refused_and_nothing_is_recorded(cast: Cast) -> None:
    with pytest.raises(Invalid):
        add_former_person(actor_for_person(cast.ada), name="Twin", email=cast.alice.email)

    assert not Fact.objects.exists()


def test_a_manager_adds_nobody(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        add_former_person(actor_for_person(cast.alice), name="X", email="x@example.invalid")

    assert not User.objects.filter(name="X").exists()
    assert not Fact.objects.exists()
