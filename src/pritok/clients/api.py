"""Lists of contacts and companies, and adding to them. One client's page, with its deals, is in `deals/api`."""

from django.http import HttpRequest
from ninja import Query, Router
from ninja.responses import Status

from pritok.api.auth import actor_of
from pritok.api.responses import errors
from pritok.api.schemas import Page
from pritok.clients import actions, queries
from pritok.clients.schemas import (
    CompaniesQuery,
    CompanyIn,
    CompanyOut,
    ContactIn,
    ContactOut,
    ContactsQuery,
    company_out,
    contact_out,
    point_pairs,
)

router = Router(tags=["clients"])


@router.get("/contacts", response=errors(ok={200: Page[ContactOut]}), operation_id="listContacts")
def list_contacts(request: HttpRequest, query: Query[ContactsQuery]) -> Page[ContactOut]:
    actor = actor_of(request)
    rows, following, total = queries.contacts_page(
        actor,
        q=query.q,
        company=query.company,
        sort=query.sort,
        cursor=query.cursor,
        limit=query.limit,
    )
    items = [contact_out(actor, row) for row in rows]
    return Page[ContactOut](items=items, next=following, total=total)


@router.post("/contacts", response=errors(ok={201: ContactOut}), operation_id="addContact")
def add_contact(request: HttpRequest, body: ContactIn) -> Status[ContactOut]:
    """Add a contact; it belongs to the person who adds it."""
    actor = actor_of(request)
    contact = actions.add_contact(
        actor,
        name=body.name,
        points=point_pairs(body.points),
        company=body.company,
        owner=actor.person_id,
        comment=body.comment,
    )
    return Status(201, contact_out(actor, contact))


@router.get("/companies", response=errors(ok={200: Page[CompanyOut]}), operation_id="listCompanies")
def list_companies(request: HttpRequest, query: Query[CompaniesQuery]) -> Page[CompanyOut]:
    actor = actor_of(request)
    rows, following, total = queries.companies_page(
        actor, q=query.q, sort=query.sort, cursor=query.cursor, limit=query.limit
    )
    items = [company_out(actor, row) for row in rows]
    return Page[CompanyOut](items=items, next=following, total=total)


@router.post("/companies", response=errors(ok={201: CompanyOut}), operation_id="addCompany")
def add_company(request: HttpRequest, body: CompanyIn) -> Status[CompanyOut]:
    """Add a company; it belongs to the person who adds it."""
    actor = actor_of(request)
    company = actions.add_company(
        actor,
        name=body.name,
        tax_id=body.tax_id,
        site=body.site,
        comment=body.comment,
        owner=actor.person_id,
    )
    return Status(201, company_out(actor, company))
