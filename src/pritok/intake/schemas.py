"""Shapes of requests and forms in the API."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field, StrictInt, StringConstraints

from pritok.api.schemas import Key, Line, Moment, MoneyIn, Name, Ref, StrictSchema
from pritok.deals.models import Deal
from pritok.intake.incoming import Receipt
from pritok.intake.models import Form, Request
from pritok.intake.queries import Said

# A dictionary entry by its key, or by its name as the sender's own system writes it.
EntryIn = Annotated[StrictInt, Field(ge=1, le=2**53 - 1)] | Line
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")]
Paragraph = Annotated[str, Field(max_length=10_000)]


class ConsentIn(StrictSchema):
    """What the person agreed to on your page; with `text` its hash is kept beside the version."""

    purpose: Annotated[str, Field(min_length=1, max_length=60)]
    text_version: Annotated[str, Field(min_length=1, max_length=40)]
    text: Paragraph | None = None


class IntakeIn(StrictSchema):
    """A request. At least one of phone, email and message; a name no dictionary knows is kept as a note."""

    name: Line | None = None
    phone: Annotated[str, Field(max_length=64)] | None = None
    email: Annotated[str, Field(max_length=254)] | None = None
    message: Paragraph | None = None
    source: EntryIn | None = None
    campaign: EntryIn | None = None
    market: EntryIn | None = None
    product: EntryIn | None = None
    deal_type: EntryIn | None = None
    amount: MoneyIn | None = None
    page: Annotated[str, Field(max_length=2_000)] | None = None
    utm: (
        Annotated[dict[Annotated[str, Field(max_length=60)], Line], Field(max_length=20)] | None
    ) = None
    consent: ConsentIn | None = None


class ReceiptOut(Schema):
    """`deal_id` is null while the request waits to be processed; the request itself is safe by then."""

    request_id: UUID
    deal_id: UUID | None
    promised_at: datetime
    status_url: str

    @classmethod
    def of(cls, receipt: Receipt, site: str) -> "ReceiptOut":
        return cls(
            request_id=receipt.request_id,
            deal_id=receipt.deal_id,
            promised_at=receipt.promised_at,
            status_url=f"{site}/r/{receipt.status_token}",
        )


class RequestDealOut(Schema):
    id: UUID
    title: str
    owner: Ref | None

    @classmethod
    def of(cls, deal: Deal) -> "RequestDealOut":
        owner = Ref(id=deal.owner.pk, name=deal.owner.name) if deal.owner else None
        return cls(id=deal.pk, title=deal.title, owner=owner)


class RequestOut(Schema):
    """`reason`: why it was put aside or failed; for a deal nobody has yet, why it still waits in the pool."""

    id: UUID
    received_at: datetime
    channel: str
    form: Ref | None
    state: str
    name: str
    phone: str
    email: str
    message: str
    source: Ref | None
    campaign: Ref | None
    deal: RequestDealOut | None
    matched: bool
    promised_at: datetime
    answer_due_at: datetime
    answered_at: datetime | None
    reason: str | None
    page: str
    utm: dict[str, str]

    @classmethod
    def of(cls, request: Request, said: Said, waits: dict[UUID, str]) -> "RequestOut":
        payload: dict[str, Any] = request.payload
        form, deal = request.form, request.deal
        source, campaign = (said.named(request, name) for name in ("source", "campaign"))
        return cls(
            id=request.pk,
            received_at=request.received_at,
            channel=request.channel,
            form=Ref(id=form.pk, name=form.name) if form else None,
            state=request.state,
            name=payload.get("name") or "",
            phone=payload.get("phone") or "",
            email=payload.get("email") or "",
            message=payload.get("message") or "",
            source=Ref(**source) if source else None,
            campaign=Ref(**campaign) if campaign else None,
            deal=RequestDealOut.of(deal) if deal else None,
            matched=request.is_matched,
            promised_at=request.promised_at,
            answer_due_at=request.answer_due_at,
            answered_at=request.answered_at,
            reason=request.reason or (waits.get(deal.pk) if deal else None) or None,
            page=payload.get("page") or "",
            utm=payload.get("utm") or {},
        )


class JudgementIn(StrictSchema):
    state: Literal["accepted", "junk"]


class RequestsQuery(StrictSchema):
    state: list[Literal["received", "done", "quarantined", "failed", "junk"]] = []
    pool: bool = False
    since: Moment | None = None
    cursor: Annotated[str, Field(max_length=300)] | None = None
    limit: Annotated[int, Field(ge=1, le=200)] | None = None


class FieldIn(StrictSchema):
    show: bool | None = None
    required: bool | None = None


class FieldsIn(StrictSchema):
    name: FieldIn | None = None
    phone: FieldIn | None = None
    email: FieldIn | None = None
    message: FieldIn | None = None


class FormPatch(StrictSchema):
    """Fields of a form; on creation `name`, `slug`, `pipeline`, `title` and `button` must be there."""

    name: Name | None = None
    slug: Slug | None = None
    language: Literal["ru", "en"] | None = None
    pipeline: Key | None = None
    source: Key | None = None
    campaign: Key | None = None
    title: Name | None = None
    intro: Paragraph | None = None
    button: Annotated[str, Field(min_length=1, max_length=60)] | None = None
    thanks: Paragraph | None = None
    fields: FieldsIn | None = None
    consent_text: Paragraph | None = None
    allowed_origins: (
        Annotated[list[Annotated[str, Field(max_length=300)]], Field(max_length=50)] | None
    ) = None
    is_active: bool | None = None

    def values(self) -> dict[str, Any]:
        """Return what was sent; only source and campaign may be emptied by null."""
        sent = self.model_dump(exclude_unset=True)
        kept = {k: v for k, v in sent.items() if v is not None or k in {"source", "campaign"}}
        if "fields" in kept:
            kept["fields"] = {
                name: {k: v for k, v in settings.items() if v is not None}
                for name, settings in kept["fields"].items()
                if settings is not None
            }
        return kept


class FormIn(FormPatch):
    name: Name
    slug: Slug
    pipeline: Key
    title: Name
    button: Annotated[str, Field(min_length=1, max_length=60)]


class FieldOut(Schema):
    show: bool
    required: bool


class FormOut(Schema):
    id: int
    name: str
    slug: str
    language: str
    pipeline: int
    source: int | None
    campaign: int | None
    title: str
    intro: str
    button: str
    thanks: str
    fields: dict[str, FieldOut]
    consent_text: str
    consent_version: str
    allowed_origins: list[str]
    is_active: bool
    url: str
    script_url: str
    embed_html: str

    @classmethod
    def of(cls, form: Form, site: str) -> "FormOut":
        script = f"{site}/f/{form.slug}.js"
        return cls(
            id=form.pk,
            name=form.name,
            slug=form.slug,
            language=form.language,
            pipeline=form.pipeline_id,
            source=form.source_id,
            campaign=form.campaign_id,
            title=form.title,
            intro=form.intro,
            button=form.button,
            thanks=form.thanks,
            fields=form.fields,
            consent_text=form.consent_text,
            consent_version=str(form.consent_version),
            allowed_origins=form.allowed_origins,
            is_active=form.is_active,
            url=f"{site}/f/{form.slug}",
            script_url=script,
            embed_html=f'<script src="{script}" async></script>',
        )
