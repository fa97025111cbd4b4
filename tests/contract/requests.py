"""A well-formed body and query for each route that needs one. What is missing here has neither."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from pritok.accounts.queries import setup_code
from pritok.kit import clock
from tests.contract.world import World
from tests.factories import PASSWORD

Route = tuple[str, str]
COMPANY = {"name": "Brook", "language": "ru", "time_zone": "Europe/Moscow", "currency": "RUB"}
ADMIN = {"name": "Anna", "email": "anna@brook.test", "password": "long enough to be good"}
FORM = {"name": "Second", "slug": "second", "title": "Ask us", "button": "Send"}
ABSENCE = {
    "kind": "other",
    "starts_at": "2026-05-01T00:00:00Z",
    "ends_at": "2026-05-02T00:00:00Z",
}

BODIES: dict[str, Callable[[World], Any]] = {
    "POST /setup": lambda w: {"code": setup_code(), "organisation": COMPANY, "admin": ADMIN},
    "POST /session": lambda w: {"email": "alice@brook.test", "password": PASSWORD},
    "POST /session/totp": lambda w: {"code": "000000"},
    "PATCH /me": lambda w: {"name": "Somebody"},
    "PUT /me/password": lambda w: {"current": PASSWORD, "new": "long enough to be good"},
    "PUT /me/totp": lambda w: {"code": "000000"},
    "DELETE /me/totp": lambda w: {"password": PASSWORD},
    "POST /people": lambda w: {"name": "Nina", "email": "nina@brook.test", "role": "manager"},
    "PATCH /people/{person_id}": lambda w: {"name": "Alicia"},
    "POST /teams": lambda w: {"name": "Third"},
    "PATCH /teams/{team_id}": lambda w: {"name": "Nearer"},
    "POST /absences": lambda w: {"person": w.cast.alice.pk, **ABSENCE},
    "PATCH /organisation": lambda w: {"name": "Stream"},
    "PATCH /organisation/look": lambda w: {"details": "INN 7700000000"},
    "POST /holidays": lambda w: {"date": "2026-05-09"},
    "POST /tokens": lambda w: {"name": "Site", "scope": "read"},
    "POST /dictionaries/{kind}": lambda w: {"name": "South"},
    "PATCH /dictionaries/{kind}/{entry_id}": lambda w: {"name": "Northern"},
    "POST /products": lambda w: {"name": "Valve", "price": 10},
    "PATCH /products/{product_id}": lambda w: {"price": 12.5},
    "POST /pipelines": lambda w: {"name": "Second way"},
    "PATCH /pipelines/{pipeline_id}": lambda w: {"name": "First way"},
    "POST /pipelines/{pipeline_id}/stages": lambda w: {"name": "One more"},
    "PATCH /stages/{stage_id}": lambda w: {"limit_hours": 5},
    "POST /custom-fields": lambda w: {"label": "Size", "kind": "number"},
    "PATCH /custom-fields/{field_id}": lambda w: {"label": "Hue"},
    "POST /contacts": lambda w: {"name": "New client"},
    "PATCH /contacts/{contact_id}": lambda w: {"name": "Client renamed"},
    "POST /contacts/{contact_id}/merge": lambda w: {"other": str(w.keys["other_contact_id"])},
    "POST /companies": lambda w: {"name": "New company"},
    "PATCH /companies/{company_id}": lambda w: {"name": "Company renamed"},
    "POST /deals": lambda w: {"title": "New deal", "pipeline": w.keys["pipeline_id"]},
    "PATCH /deals/{deal_id}": lambda w: {"title": "Renamed"},
    "PUT /deals/{deal_id}/stage": lambda w: {"stage": w.keys["stage_id"]},
    "PUT /deals/{deal_id}/closure": lambda w: {"outcome": "lost", "reason": w.keys["reason"]},
    "PUT /deals/{deal_id}/pause": lambda w: {
        "until": (clock.now() + timedelta(days=2)).isoformat(),
        "reason": "budget next month",
    },
    "PUT /deals/{deal_id}/owner": lambda w: {"manager": w.cast.bob.pk},
    "PUT /deals/{deal_id}/lines": lambda w: {
        "lines": [{"name": "Work", "quantity": 1, "price": 10}]
    },
    "POST /deals/{deal_id}/merge": lambda w: {"other": str(w.keys["other_deal_id"])},
    "POST /deals/{deal_id}/notes": lambda w: {"text": "Called, no answer."},
    "POST /deals/{deal_id}/contacts": lambda w: {
        "channel": "call",
        "direction": "out",
        "answered": True,
    },
    "POST /deals/{deal_id}/tasks": lambda w: {"title": "Call", "due_at": _tomorrow()},
    "POST /tasks": lambda w: {"title": "Call", "due_at": _tomorrow(), "person": w.cast.alice.pk},
    "PATCH /tasks/{task_id}": lambda w: {"title": "Call again"},
    "PUT /tasks/{task_id}/done": lambda w: {"result": "Talked."},
    "POST /deals/bulk": lambda w: {
        "ids": [str(w.keys["deal_id"])],
        "action": "move",
        "stage": w.keys["stage_id"],
    },
    "PUT /loss-reviews/{deal_id}": lambda w: {"verdict": "confirmed"},
    "PUT /silence-limits": lambda w: {"items": [{"hours": 10, "stage": w.keys["stage_id"]}]},
    "POST /saved-views": lambda w: {"name": "Second", "query": "pool=1"},
    "PATCH /saved-views/{view_id}": lambda w: {"name": "Renamed"},
    "PATCH /offers/{offer_id}/draft": lambda w: {"intro": "Dear client"},
    "POST /intake": lambda w: {"name": "Visitor", "phone": "+79160000000"},
    "PUT /requests/{request_id}/state": lambda w: {"state": "junk"},
    "POST /forms": lambda w: {**FORM, "pipeline": w.keys["pipeline_id"]},
    "PATCH /forms/{form_id}": lambda w: {"title": "Ask"},
    "POST /report-mailings": lambda w: {"name": "Monday", "report": "conversion"},
    "PUT /reports/{key}/openness": lambda w: {"view": "anonymous"},
    "PUT /routing/{pipeline_id}": lambda w: {
        "mode": "fair",
        "members": [{"manager": w.cast.alice.pk, "weight": 1}],
    },
}
QUERIES: dict[str, Callable[[World], dict[str, Any]]] = {
    "GET /board": lambda w: {"pipeline": w.keys["pipeline_id"]},
    "GET /desk": lambda w: {"person": w.cast.alice.pk},
    "GET /tasks": lambda w: {"person": w.cast.alice.pk},
    "GET /search": lambda w: {"q": "client"},
    "GET /reports/conversion/deals": lambda w: {"cell": "entered"},
}


def body_of(route: Route, world: World) -> Any:
    build = BODIES.get(_short(route))
    return build(world) if build else None


def query_of(route: Route, world: World) -> dict[str, Any] | None:
    build = QUERIES.get(_short(route))
    return build(world) if build else None


def _tomorrow() -> str:
    return (clock.now() + timedelta(days=1)).isoformat()


def _short(route: Route) -> str:
    return f"{route[0]} {route[1].removeprefix('/api/v1')}"
