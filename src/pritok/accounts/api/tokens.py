"""API tokens: for admins."""

from django.http import HttpRequest
from ninja import Router
from ninja.responses import Status

from pritok.accounts.access import tokens_visible
from pritok.accounts.actions import tokens
from pritok.accounts.models import ApiToken
from pritok.accounts.schemas import NewTokenOut, TokenIn, TokenOut
from pritok.api.auth import actor_of
from pritok.api.responses import NO_CONTENT, errors
from pritok.api.schemas import Key, Listing, Ref

router = Router(tags=["tokens"])


@router.get("/tokens", response=errors(ok={200: Listing[TokenOut]}), operation_id="listTokens")
def list_tokens(request: HttpRequest) -> Listing[TokenOut]:
    living = tokens_visible(actor_of(request)).filter(revoked_at=None).order_by("-pk")
    return Listing[TokenOut](items=[_token_out(token) for token in living])


@router.post("/tokens", response=errors(ok={201: NewTokenOut}), operation_id="issueToken")
def issue_token(request: HttpRequest, body: TokenIn) -> Status[NewTokenOut]:
    """Make a token. Its text is in this answer and nowhere else, ever."""
    token, secret = tokens.issue_token(actor_of(request), name=body.name, scope=body.scope)
    return Status(201, NewTokenOut(**_token_out(token).model_dump(), token=secret))


@router.delete(
    "/tokens/{token_id}", response=errors(404, ok={204: None}), operation_id="revokeToken"
)
def revoke_token(request: HttpRequest, token_id: Key) -> Status[None]:
    tokens.revoke_token(actor_of(request), token=token_id)
    return NO_CONTENT


def _token_out(token: ApiToken) -> TokenOut:
    giver = token.created_by
    return TokenOut(
        id=token.pk,
        name=token.name,
        scope=token.scope,
        prefix=token.prefix,
        created_by=Ref(id=giver.pk, name=giver.name) if giver else None,
        created_at=token.created_at,
        last_used_at=token.last_used_at,
    )
