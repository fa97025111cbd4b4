"""Two at the same moment: a code is spent once, an admin remains, a company is set up once."""

from collections.abc import Callable

import pytest
from django.db import connection

from pritok.accounts import actions
from pritok.accounts.actions import totp
from pritok.accounts.actions.setting_up import NewAdmin, NewOrganisation
from pritok.accounts.models import Organisation, Role, User
from pritok.kit.errors import Refusal
from tests.accounts.test_totp import code_of
from tests.factories import Cast, actor, make_cast, make_person
from tests.journal.writing import running

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people() -> Cast:
    return make_cast()


def outcomes(*attempts: Callable[[], object]) -> list[str]:
    """Run all attempts at once; return `done` or the code of the refusal for each."""
    ends: list[str] = []

    def attempt(work: Callable[[], object]) -> None:
        try:
            work()
            ends.append("done")
        except Refusal as refusal:
            ends.append(refusal.code)
        finally:
            connection.close()

    with running(*(lambda work=work: attempt(work) for work in attempts)):
        pass
    return sorted(ends)


def test_one_code_given_four_times_at_once_opens_one_door(people: Cast) -> None:
    secret = totp.new_secret()
    totp.turn_on(actor(people.alice), secret=secret, code=code_of(secret, steps=-1))
    code = code_of(secret)

    ends = outcomes(*[lambda: totp.prove_code(person=people.alice, code=code)] * 4)

    assert ends == ["bad_code"] * 3 + ["done"]


def test_one_recovery_code_given_four_times_at_once_opens_one_door(people: Cast) -> None:
    secret = totp.new_secret()
    _, codes = totp.turn_on(actor(people.alice), secret=secret, code=code_of(secret))

    ends = outcomes(*[lambda: totp.prove_code(person=people.alice, code=codes[0])] * 4)

    assert ends == ["bad_code"] * 3 + ["done"]


def test_two_admins_cannot_send_each_other_away(people: Cast) -> None:
    ada, anna = people.ada, make_person("Anna", Role.ADMIN)

    def dismiss(by: User, whom: User) -> Callable[[], object]:
        author = actor(by)
        return lambda: actions.change_person(author, person=whom.pk, changes={"is_active": False})

    ends = outcomes(dismiss(ada, anna), dismiss(anna, ada))

    assert ends == ["done", "last_admin"]
    assert User.objects.filter(role=Role.ADMIN, is_active=True).count() == 1


def test_a_company_is_set_up_once() -> None:
    company = NewOrganisation("Brook", "en", "Europe/Moscow", "RUB")
    admins = [NewAdmin(f"A{n}", f"a{n}@brook.test", "long enough to be good") for n in range(3)]

    ends = outcomes(
        *(lambda new=new: actions.set_up(organisation=company, admin=new) for new in admins)
    )

    assert ends == ["already_set_up", "already_set_up", "done"]
    assert (Organisation.objects.count(), User.objects.count()) == (1, 1)
