"""One of everything, owned by Alice: what the routes are asked about."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password

from pritok.accounts import actions as accounts
from pritok.accounts.actor import Actor
from pritok.accounts.models import User
from pritok.api.first_run.beginnings import add_basics
from pritok.catalog.actions import add_entry, add_product
from pritok.catalog.models import LossReason
from pritok.clients.actions.companies import add_company
from pritok.clients.actions.contacts import add_contact
from pritok.deals.actions.closing import lose_deal
from pritok.deals.actions.creating import create_deal
from pritok.deals.actions.custom_fields import add_custom_field
from pritok.deals.actions.lining import WantedLine
from pritok.deals.actions.pausing import pause_deal
from pritok.deals.actions.views import save_view
from pritok.deals.models import Deal, Pipeline
from pritok.desk.actions import Plan, plan_task
from pritok.intake.actions.receiving import receive
from pritok.intake.incoming import Incoming
from pritok.intake.models import Form
from pritok.intake.status_links import status_token
from pritok.kit import clock
from pritok.notices.models import Mailing
from pritok.offers.actions.drafting import draft_offer, edit_offer, new_version
from pritok.offers.actions.lining import WantedOfferLine
from pritok.offers.actions.sending import send_offer
from tests.factories import (
    PASSWORD,
    Cast,
    actor,
    make_cast,
    make_sign_in,
    make_token,
    token_actor,
)

_PARAMETER = re.compile(r"{(\w+)}")
# Addresses whose parameter needs something in another state than the rest, or is written as an expression.
_SPECIAL = {
    "DELETE /deals/{deal_id}/closure": "/deals/{lost_deal_id}/closure",
    "DELETE /deals/{deal_id}/pause": "/deals/{paused_deal_id}/pause",
    "PUT /loss-reviews/{deal_id}": "/loss-reviews/{lost_deal_id}",
    "POST /offers/{offer_id}/versions": "/offers/{sent_offer_id}/versions",
    "GET o/assets/{name}": "/o/assets/offer.css",
    "GET o/{token}": "/o/{offer_token}",
    "POST o/{token}": "/o/{offer_token}",
    "GET o/{token}/pdf": "/o/{offer_token}/pdf",
    "POST o/{token}/reading": "/o/{offer_token}/reading",
    r"GET ^(?!api/|static/|f/|r/|o/).*$": "/app/deals",
    r"GET ^f/(?P<slug>[a-z0-9][a-z0-9_-]*)\.js$": "/f/{slug}.js",
}


@dataclass
class World:
    """`keys` holds the value of each path parameter and of everything else requests name."""

    cast: Cast
    keys: dict[str, Any] = field(default_factory=dict)

    def address(self, method: str, path: str) -> str:
        """Put the keys into a path; KeyError names a parameter that has nothing to point at."""
        short = path.removeprefix("/api/v1")
        wanted = _SPECIAL.get(f"{method} {short}") or _SPECIAL.get(f"{method} {path[1:]}") or path
        return _PARAMETER.sub(lambda found: str(self.keys[found[1]]), wanted)


def make_world() -> World:
    """Create the company and one of everything; all have the password `PASSWORD`."""
    cast = make_cast()
    User.objects.update(password=make_password(PASSWORD, salt="salt", hasher="md5"))
    world = World(cast)
    alice, ada = actor(cast.alice), actor(cast.ada)
    _add_people_things(world, alice, ada)
    add_basics(ada, language="en")
    _add_words(world, ada)
    _add_clients(world, alice)
    _add_deals(world, alice)
    _add_task(world, alice)
    _add_offers(world, alice)
    _add_request(world)
    return world


def _add_people_things(world: World, alice: Actor, ada: Actor) -> None:
    cast, now = world.cast, clock.now()
    absence = accounts.add_absence(
        alice,
        person=cast.alice.pk,
        starts_at=now,
        ends_at=now + timedelta(days=1),
        kind="other",
    )
    holiday = accounts.add_holiday(ada, day=now.date(), name="Today")
    make_sign_in(cast.alice)
    view = save_view(alice, name="Mine", screen="deals", query="mine=1")
    mailing = Mailing.objects.create(
        person=cast.alice, name="Mine", report="conversion", period="all", every="day",
        next_at=now, created_at=now,
    )  # fmt: skip
    world.keys |= {
        "person_id": cast.alice.pk,
        "team_id": cast.near.pk,
        "absence_id": absence.pk,
        "holiday_id": holiday.pk,
        "token_id": make_token("read")[0].pk,
        "sign_in_id": cast.alice.sign_ins.get().pk,
        "view_id": view.pk,
        "mailing_id": mailing.pk,
    }


def _add_words(world: World, ada: Actor) -> None:
    pipeline = Pipeline.objects.get()
    form = Form.objects.get()
    world.keys |= {
        "kind": "markets",
        "entry_id": add_entry(ada, dictionary="markets", name="North").pk,
        "product_id": add_product(ada, name="Pump", currency="RUB").pk,
        "field_id": add_custom_field(ada, label="Colour", kind="text").pk,
        "pipeline_id": pipeline.pk,
        "key": "conversion",
        "stage_id": pipeline.stages.all()[1].pk,
        "reason": LossReason.objects.all()[0].pk,
        "form_id": form.pk,
        "slug": form.slug,
        "name": "form.css",
    }


def _add_clients(world: World, alice: Actor) -> None:
    owner = alice.person_id
    phones = ("+79161234567", "+79161234568")
    first, second = (
        add_contact(alice, name=f"Client {n}", points=[("phone", phone)], owner=owner)
        for n, phone in enumerate(phones)
    )
    company = add_company(alice, name="Client's company", owner=owner)
    world.keys |= {
        "contact_id": first.pk,
        "other_contact_id": second.pk,
        "company_id": company.pk,
    }


def _add_deals(world: World, alice: Actor) -> None:
    def add(title: str, contact: UUID | None = None) -> Deal:
        pipeline = world.keys["pipeline_id"]
        owner = alice.person_id
        return create_deal(alice, title=title, pipeline=pipeline, owner=owner, contact=contact)

    lost, paused = add("Lost"), add("Paused")
    lose_deal(alice, deal=lost, reason=world.keys["reason"])
    pause_deal(alice, deal=paused, until=clock.now() + timedelta(days=3), reason="holiday")
    world.keys |= {
        "deal_id": add("Open", world.keys["contact_id"]).pk,
        "other_deal_id": add("Other", world.keys["contact_id"]).pk,
        "lost_deal_id": lost.pk,
        "paused_deal_id": paused.pk,
    }


def _add_task(world: World, alice: Actor) -> None:
    plan = Plan(kind="call", title="Call", due_at=clock.now() + timedelta(days=1))
    world.keys["task_id"] = plan_task(alice, plan=plan, deal=world.keys["deal_id"]).pk


def _add_offers(world: World, alice: Actor) -> None:
    """One that was sent, and one that was sent and is being written anew."""
    sent, both = (draft_offer(alice, deal=world.keys["deal_id"]) for _ in range(2))
    for offer in (sent, both):
        lines = [WantedOfferLine(sold=WantedLine("Pump", 1_000, 100_000))]
        edit_offer(alice, offer=offer.pk, changes={"lines": lines})
        world.keys["offer_token"] = send_offer(alice, offer=offer.pk).secret
    new_version(alice, offer=both.pk)
    world.keys |= {"sent_offer_id": sent.pk, "offer_id": both.pk}


def _add_request(world: World) -> None:
    payload = {"name": "Somebody", "phone": "+79169999999"}
    incoming = Incoming(channel="api", sender="test", payload=payload, suspicion="honeypot")
    receive(token_actor("intake"), incoming=incoming)
    world.keys |= {"request_id": incoming.id, "token": status_token(incoming.id)}
