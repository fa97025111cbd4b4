"""Adding and changing public forms."""

from typing import Any

from django.db import IntegrityError, transaction

from pritok.accounts.actor import Actor
from pritok.deals.models import Pipeline
from pritok.intake.access import get_form, must_manage_forms
from pritok.intake.events import FormChanged
from pritok.intake.models import Form
from pritok.intake.origins import normalise_origin
from pritok.intake.rules import DIMENSIONS
from pritok.journal.recording import LEADERS, record
from pritok.kit import clock
from pritok.kit.errors import Invalid, wrong

FIELDS = ("name", "phone", "email", "message")
DEFAULT_FIELDS = {
    "name": {"show": True, "required": False},
    "phone": {"show": True, "required": True},
    "email": {"show": True, "required": False},
    "message": {"show": True, "required": False},
}
# A form nobody can be reached through is worth nothing.
_REACHABLE = ("phone", "email", "message")
_MOST_ORIGINS = 50


def add_form(actor: Actor, *, values: dict[str, Any]) -> Form:
    """Add a form; fields it does not name are shown as in `DEFAULT_FIELDS`."""
    must_manage_forms(actor)
    with transaction.atomic():
        form = Form(created_at=clock.now(), fields=DEFAULT_FIELDS)
        _set(form, values)
        _save(form)
        _tell(actor, form, ["created"])
    return form


def change_form(actor: Actor, *, form_id: int, changes: dict[str, Any]) -> Form:
    """Change what differs; another consent text gets the next version."""
    must_manage_forms(actor)
    with transaction.atomic():
        form = get_form(actor, form_id)
        before = _values(form)
        _set(form, changes)
        fields = sorted(name for name, value in _values(form).items() if before[name] != value)
        if "consent_text" in fields:
            form.consent_version += 1
        if fields:
            _save(form)
            _tell(actor, form, fields)
    return form


def _set(form: Form, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if name == "fields":
            form.fields = _read_fields(form.fields, value)
        elif name == "allowed_origins":
            form.allowed_origins = _read_origins(value)
        elif name == "pipeline":
            form.pipeline_id = _existing(Pipeline.objects.filter(is_archived=False), name, value)
        elif name in {"source", "campaign"}:
            rows = DIMENSIONS[name].objects.all()  # type: ignore[attr-defined]
            setattr(form, f"{name}_id", None if value is None else _existing(rows, name, value))
        else:
            setattr(form, name, value)


def _existing(rows: Any, name: str, key: int) -> int:
    if not rows.filter(pk=key).exists():
        raise wrong(name, "There is no such entry.")
    return key


def _read_fields(current: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    fields = {name: dict(current.get(name, DEFAULT_FIELDS[name])) for name in FIELDS}
    for name, settings in wanted.items():
        fields[name].update(settings)
        if fields[name]["required"] and not fields[name]["show"]:
            raise wrong(f"fields.{name}.required", "A field that is not shown cannot be required.")
    if not any(fields[name]["show"] for name in _REACHABLE):
        raise wrong("fields", "Show at least one of phone, e-mail and message.")
    return fields


def _read_origins(origins: list[str]) -> list[str]:
    if len(origins) > _MOST_ORIGINS:
        raise wrong("allowed_origins", f"At most {_MOST_ORIGINS} sites.")
    problems: dict[str, str] = {}
    allowed: list[str] = []
    for number, origin in enumerate(origins):
        normal = normalise_origin(origin)
        if normal is None:
            problems[f"allowed_origins.{number}"] = "An address like https://example.com."
        elif normal not in allowed:
            allowed.append(normal)
    if problems:
        raise Invalid("Some fields are not right.", fields=problems)
    return allowed


def _save(form: Form) -> None:
    try:
        with transaction.atomic():
            form.save()
    except IntegrityError as error:
        raise wrong("slug", "Another form has this address.", code="taken") from error


def _values(form: Form) -> dict[str, Any]:
    names = [field.attname for field in Form._meta.concrete_fields]
    return {name.removesuffix("_id"): getattr(form, name) for name in names}


def _tell(actor: Actor, form: Form, fields: list[str]) -> None:
    fact = FormChanged(form=form.pk, fields=fields, consent_version=form.consent_version)
    record(actor, fact, subject=f"form:{form.pk}", audience=LEADERS)
