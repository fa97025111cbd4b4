"""The organisation and its people: who may come in and in which role, when they work, which tokens they gave out."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class Role(models.TextChoices):
    MANAGER = "manager"
    LEAD = "lead"
    HEAD = "head"
    ADMIN = "admin"


def role_choices() -> list[tuple[str, str]]:
    return Role.choices


class Organisation(models.Model):
    """The one company of this installation (a single row with key 1).

    `week` holds working intervals per weekday, `{"0": [["09:00", "18:00"]], …}`, in `time_zone`. `openness` says for
    a report how managers see each other in it (`names`, `anonymous`, `own`); names where it says nothing.
    """

    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2, default="ru")
    time_zone = models.CharField(max_length=60, default="Europe/Moscow")
    currency = models.CharField(max_length=3, default="RUB")
    phone_region = models.CharField(max_length=2, default="RU")
    week = models.JSONField(default=dict)
    promise_hours = models.PositiveSmallIntegerField(default=24)
    answer_target_minutes = models.PositiveSmallIntegerField(default=15)
    openness = models.JSONField(default=dict)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "accounts_organisation"


class CompanyLook(models.Model):
    """How the company's papers and pages for clients look (a single row with key 1, absent until it is changed).

    `accent` is a colour as `#rrggbb`, `logo` a PNG or JPEG, `details` what stands at the foot of every paper.
    """

    accent = models.CharField(max_length=7, default="#0b7261")
    logo = models.BinaryField(null=True)
    details = models.CharField(max_length=1000, blank=True)

    class Meta:
        db_table = "accounts_company_look"


class Holiday(models.Model):
    date = models.DateField(unique=True)
    name = models.CharField(max_length=120, blank=True)

    class Meta:
        db_table = "accounts_holiday"


class Team(models.Model):
    name = models.CharField(max_length=120)
    lead = models.ForeignKey("User", null=True, on_delete=models.SET_NULL, related_name="led_teams")
    is_archived = models.BooleanField(default=False)

    class Meta:
        db_table = "accounts_team"


class User(AbstractBaseUser):
    """A person who can sign in. `session_epoch` grows when every open session must die."""

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=10, choices=role_choices)
    team = models.ForeignKey(Team, null=True, on_delete=models.SET_NULL, related_name="people")
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=2, default="ru")
    theme = models.CharField(max_length=5, default="auto")
    session_epoch = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    objects = BaseUserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        db_table = "accounts_user"


class Absence(models.Model):
    """A span in which a person gets no deals: vacation, sick leave, other."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="absences")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    kind = models.CharField(max_length=10)
    comment = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "accounts_absence"
        indexes = [models.Index(fields=["person", "ends_at"], name="absence_person_end")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="absence_has_length"
            )
        ]


class ApiToken(models.Model):
    """Access for a program. Only the SHA-256 of the secret is kept; `prefix` lets people recognise it."""

    name = models.CharField(max_length=120)
    scope = models.CharField(max_length=10)
    prefix = models.CharField(max_length=12)
    secret_hash = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "accounts_token"


class SignIn(models.Model):
    """One open session of a person, so that it can be listed and ended.

    This row is the session: without it, or with an `epoch` other than the person's, the cookie is worth nothing.
    """

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    epoch = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    ip = models.GenericIPAddressField(null=True)
    user_agent = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "accounts_sign_in"


class Attempts(models.Model):
    """The recent tries against one secret, oldest first. `key` is a keyed hash: no address is kept.

    `times` holds Unix seconds; `alarmed_at` is when the journal last heard that the limit was reached.
    """

    key = models.CharField(max_length=64, primary_key=True)
    times = models.JSONField(default=list)
    alarmed_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "accounts_attempts"
        indexes = [models.Index(fields=["updated_at"], name="attempts_updated")]
