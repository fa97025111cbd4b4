"""People another system knew: they stand behind old deals and cannot sign in until somebody lets them."""

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from pritok.accounts.access import require_people_management
from pritok.accounts.actor import Actor
from pritok.accounts.events import PersonAdded, PersonChanged
from pritok.accounts.models import Organisation, Role, User
from pritok.journal.recording import LEADERS, record
from pritok.kit import clock
from pritok.kit.errors import wrong


def add_former_person(actor: Actor, *, name: str, email: str, team: int | None = None) -> User:
    """Add an inactive manager without a password; to let them in, activate them and set one."""
    require_people_management(actor)
    company = Organisation.objects.filter(pk=1).first()
    try:
        with transaction.atomic():
            person = User.objects.create(
                name=name,
                email=email,
                role=Role.MANAGER,
                team_id=team,
                is_active=False,
                # No hash of a password that nobody will type: an import brings hundreds of people.
                password=make_password(None),
                language=company.language if company else "ru",
                created_at=clock.now(),
            )
            subject = f"person:{person.pk}"
            joined = PersonAdded(person=person.pk, role=person.role, team=team)
            record(actor, joined, subject=subject, audience=LEADERS)
            left = PersonChanged(person=person.pk, fields=["is_active"], is_active=False)
            record(actor, left, subject=subject, audience=LEADERS)
    except IntegrityError as error:
        raise wrong("email", "Somebody has this address already.", code="email_taken") from error
    return person
