"""When people work: the organisation's week, holidays and absences."""

from typing import Annotated, cast

from django.http import HttpRequest
from ninja import Query, Router
from ninja.responses import Status
from pydantic import Field

from pritok.accounts import queries
from pritok.accounts.access import absences_visible
from pritok.accounts.actions import absences, organisation
from pritok.accounts.models import Absence, Holiday
from pritok.accounts.schemas import (
    AbsenceIn,
    AbsenceOut,
    HolidayIn,
    HolidayOut,
    OrganisationOut,
    OrganisationPatch,
)
from pritok.api.auth import actor_of
from pritok.api.responses import NO_CONTENT, errors
from pritok.api.schemas import Key, Listing, Moment, Ref, StrictSchema, given

router = Router(tags=["working time"])
_MOST = 1000


class AbsenceQuery(StrictSchema):
    person: Key | None = None
    since: Annotated[Moment | None, Field(alias="from")] = None
    until: Annotated[Moment | None, Field(alias="to")] = None


@router.get(
    "/absences", response=errors(ok={200: Listing[AbsenceOut]}), operation_id="listAbsences"
)
def list_absences(request: HttpRequest, query: Query[AbsenceQuery]) -> Listing[AbsenceOut]:
    """List absences that overlap the asked time, the newest 1000."""
    found = absences_visible(actor_of(request))
    if query.person:
        found = found.filter(person_id=query.person)
    if query.since:
        found = found.filter(ends_at__gt=query.since)
    if query.until:
        found = found.filter(starts_at__lt=query.until)
    newest = found.order_by("-starts_at", "-pk")[:_MOST]
    return Listing[AbsenceOut](items=[_absence_out(absence) for absence in newest])


@router.post("/absences", response=errors(ok={201: AbsenceOut}), operation_id="addAbsence")
def add_absence(request: HttpRequest, body: AbsenceIn) -> Status[AbsenceOut]:
    absence = absences.add_absence(
        actor_of(request),
        person=body.person,
        starts_at=body.starts_at,
        ends_at=body.ends_at,
        kind=body.kind,
        comment=body.comment,
    )
    return Status(201, _absence_out(absence))


@router.delete(
    "/absences/{absence_id}", response=errors(404, ok={204: None}), operation_id="removeAbsence"
)
def remove_absence(request: HttpRequest, absence_id: Key) -> Status[None]:
    absences.remove_absence(actor_of(request), absence=absence_id)
    return NO_CONTENT


@router.get(
    "/organisation", response=errors(ok={200: OrganisationOut}), operation_id="getOrganisation"
)
def get_organisation(request: HttpRequest) -> OrganisationOut:
    actor_of(request)
    return OrganisationOut.model_validate(queries.organisation())


@router.patch(
    "/organisation", response=errors(ok={200: OrganisationOut}), operation_id="changeOrganisation"
)
def change_organisation(request: HttpRequest, body: OrganisationPatch) -> OrganisationOut:
    changes = cast("organisation.OrganisationChanges", given(body))
    changed = organisation.change_organisation(actor_of(request), changes=changes)
    return OrganisationOut.model_validate(changed)


@router.get(
    "/holidays", response=errors(ok={200: Listing[HolidayOut]}), operation_id="listHolidays"
)
def list_holidays(request: HttpRequest) -> Listing[HolidayOut]:
    actor_of(request)
    days = Holiday.objects.order_by("date")
    return Listing[HolidayOut](items=[HolidayOut.model_validate(day) for day in days])


@router.post("/holidays", response=errors(ok={201: HolidayOut}), operation_id="addHoliday")
def add_holiday(request: HttpRequest, body: HolidayIn) -> Status[HolidayOut]:
    holiday = organisation.add_holiday(actor_of(request), day=body.date, name=body.name)
    return Status(201, HolidayOut.model_validate(holiday))


@router.delete(
    "/holidays/{holiday_id}", response=errors(404, ok={204: None}), operation_id="removeHoliday"
)
def remove_holiday(request: HttpRequest, holiday_id: Key) -> Status[None]:
    organisation.remove_holiday(actor_of(request), holiday=holiday_id)
    return NO_CONTENT


def _absence_out(absence: Absence) -> AbsenceOut:
    return AbsenceOut(
        id=absence.pk,
        person=Ref(id=absence.person.pk, name=absence.person.name),
        starts_at=absence.starts_at,
        ends_at=absence.ends_at,
        kind=absence.kind,
        comment=absence.comment,
    )
