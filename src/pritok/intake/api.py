"""HTTP for requests, the inbox and the settings of public forms."""

from django.http import HttpRequest
from ninja import Router
from ninja.responses import Status

from pritok.api.auth import actor_of
from pritok.api.responses import errors
from pritok.api.schemas import Listing
from pritok.intake import queries
from pritok.intake.actions.forms import add_form, change_form
from pritok.intake.actions.receiving import receive
from pritok.intake.incoming import Incoming
from pritok.intake.limits import PER_TOKEN
from pritok.intake.schemas import FormIn, FormOut, FormPatch, IntakeIn, ReceiptOut
from pritok.kit.errors import Forbidden, TooMany, wrong
from pritok.kit.pages.visitors import address_of, agent_of, site_of

router = Router(tags=["intake"])
_LONGEST_KEY = 255


@router.post(
    "/intake",
    response=errors(409, 503, ok={201: ReceiptOut, 200: ReceiptOut}),
    operation_id="receiveRequest",
)
def receive_request(request: HttpRequest, body: IntakeIn) -> Status[ReceiptOut]:
    """Hand in a request. Send an `Idempotency-Key`: the same key and body give the same answer, with 200."""
    actor = actor_of(request)
    if actor.scope not in {"intake", "write"}:
        raise Forbidden("Requests are handed in with a token of scope intake.", code="scope")
    wait_s = PER_TOKEN.take(actor.id)
    if wait_s is not None:
        raise TooMany("Too many requests from this token.", retry_after_s=wait_s)
    incoming = Incoming(
        channel="api",
        sender=f"token:{actor.id}",
        payload=body.model_dump(mode="json", exclude_none=True),
        key=_idempotency_key(request),
        ip=address_of(request),
        user_agent=agent_of(request),
    )
    receipt = receive(actor, incoming=incoming)
    answer = ReceiptOut.of(receipt, site_of(request))
    return Status(200 if receipt.is_repeat else 201, answer)


@router.get("/forms", response=errors(ok={200: Listing[FormOut]}), operation_id="listForms")
def list_forms(request: HttpRequest) -> Listing[FormOut]:
    actor_of(request)
    site = site_of(request)
    return Listing(items=[FormOut.of(form, site) for form in queries.forms_in_order()])


@router.post("/forms", response=errors(ok={201: FormOut}), operation_id="addForm")
def post_form(request: HttpRequest, body: FormIn) -> Status[FormOut]:
    form = add_form(actor_of(request), values=body.values())
    return Status(201, FormOut.of(form, site_of(request)))


@router.patch("/forms/{form_id}", response=errors(404, ok={200: FormOut}), operation_id="editForm")
def patch_form(request: HttpRequest, form_id: int, body: FormPatch) -> FormOut:
    form = change_form(actor_of(request), form_id=form_id, changes=body.values())
    return FormOut.of(form, site_of(request))


def _idempotency_key(request: HttpRequest) -> str | None:
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not 0 < len(key) <= _LONGEST_KEY or not key.isascii() or not key.isprintable():
        raise wrong("Idempotency-Key", f"1 to {_LONGEST_KEY} printable ASCII characters.")
    return key
