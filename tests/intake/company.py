"""A company that takes requests, and strangers who send them."""

import re
from typing import Any

from django.test import Client

from pritok.accounts.actor import Actor
from pritok.deals.models import Pipeline, Stage
from pritok.intake.actions.receiving import receive
from pritok.intake.incoming import Incoming, Receipt
from pritok.intake.models import Form
from pritok.kit import clock

TOKEN = Actor(kind="token", id="7", scope="intake")
PERSON = {"name": "Irina", "phone": "+7 916 123-45-67", "message": "How much is it?"}
FIELDS = {
    "name": {"show": True, "required": False},
    "phone": {"show": True, "required": True},
    "email": {"show": True, "required": False},
    "message": {"show": True, "required": False},
}


def make_pipeline() -> Pipeline:
    pipeline = Pipeline.objects.create(name="Sales")
    Stage.objects.create(pipeline=pipeline, name="New")
    return pipeline


def make_form(pipeline: Pipeline, **changes: Any) -> Form:
    values: dict[str, Any] = {
        "slug": "call",
        "name": "Site",
        "language": "en",
        "title": "Call me back",
        "button": "Send",
        "fields": FIELDS,
        "consent_text": "I agree that you answer me.",
        "created_at": clock.now(),
    }
    return Form.objects.create(pipeline=pipeline, **{**values, **changes})


def hand_in(
    payload: dict[str, Any] | None = None,
    *,
    key: str | None = None,
    actor: Actor = TOKEN,
    **values: Any,
) -> Receipt:
    incoming = Incoming(
        channel="api",
        sender=f"token:{actor.id}",
        payload=PERSON if payload is None else payload,
        key=key,
        **values,
    )
    return receive(actor, incoming=incoming)


def shown_ticket(client: Client, path: str = "/f/call") -> dict[str, str]:
    """Open the form and return its hidden fields, as a browser would send them back."""
    page = client.get(path).content.decode()
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
