"""Aid institutions: registered, changed, closed, reopened."""

from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.refusals import refuse_fields, refuse_if
from gongyuan.organisations import rules
from gongyuan.organisations.actions.days import as_corrections, effective_from
from gongyuan.organisations.actions.units import locked_unit
from gongyuan.organisations.models import AidInstitution, Unit
from gongyuan.organisations.queries.still_open import still_open_in
from gongyuan.organisations.queries.stretches import (
    institution_changed_first_on,
    institution_changed_last_on,
)
from gongyuan.organisations.rules import InstitutionDetails

DETAIL_FIELDS = tuple(field.name for field in fields(InstitutionDetails))


@transaction.atomic
def register_institution(
    *, unit: Unit, details: InstitutionDetails, actor: Any, now: datetime
) -> AidInstitution:
    """Enter a union's aid institution in the register.

    Refuses a centre below county level, a day in the future, half a position, a closed union, and
    an open institution of the same name (工会法律援助办法第六条).
    """
    unit = locked_unit(unit, actor=actor)
    today = timezone.localdate(now)
    refuse_fields(rules.institution_obstacles(details, unit_level=unit.level, today=today))
    refuse_if(["该组织已撤销。"] if unit.closed_on else [])
    _refuse_namesake(details.name, unit=unit)
    institution = AidInstitution.objects.create(unit=unit, unit_path=unit.path, **_values(details))
    record_event(institution, "organisations.aidinstitution.register", actor=actor, now=now)
    return institution


@transaction.atomic
def edit_institution(
    *,
    institution: AidInstitution,
    details: InstitutionDetails,
    actor: Any,
    now: datetime,
    changed_on: date | None = None,
    is_correction: bool = False,
) -> AidInstitution:
    """Change an open institution's entry; writes nothing when nothing changed.

    It was otherwise until `changed_on`, today if left out: tables of days before keep the old
    form, head and name. A correction was never otherwise. Refuses what `register_institution`
    refuses, a closed institution, and a day to come or before its last change.
    """
    institution = _locked(institution, actor=actor)
    new = _values(details)
    old = {name: getattr(institution, name) for name in new}
    changes = {name: [str(old[name]), str(new[name])] for name in new if old[name] != new[name]}
    if not changes:
        return institution
    today = timezone.localdate(now)
    refuse_if(["该机构已撤销，不能修改。"] if institution.closed_on else [])
    level = institution.unit.level
    found = rules.institution_obstacles(details, unit_level=level, today=today)
    refuse_fields(rules.as_far_as_changed(found, changes))
    if "name" in changes:
        _refuse_namesake(details.name, unit=institution.unit)
    day = changed_on or today
    if not is_correction:
        _refuse_day(institution, day, today=today, field="changed_on")
    _refuse_late_opening(institution, details.opened_on)
    for name, value in new.items():
        setattr(institution, name, value)
    with as_corrections() if is_correction else effective_from(day):
        institution.save(update_fields=list(changes))
    data = changes if is_correction else {**changes, "changed_on": str(day)}
    record_event(institution, "organisations.aidinstitution.edit", actor=actor, now=now, data=data)
    return institution


@transaction.atomic
def close_institution(
    *, institution: AidInstitution, closed_on: date, actor: Any, now: datetime, note: str
) -> AidInstitution:
    """End an institution on a day; it stays in the rosters of the days before.

    What was to change later than that day never did. Refuses a day before it opened or in the
    future, one already closed, one in which something is still open in any domain (posts held,
    open cases, duties to come: named with their number), and an empty note.
    """
    institution = _locked(institution, actor=actor)
    today = timezone.localdate(now)
    refuse_if(
        rules.institution_closing_obstacles(
            opened_on=institution.opened_on,
            closed_on=institution.closed_on,
            closes_on=closed_on,
            today=today,
        ),
        field="closed_on",
    )
    refuse_if(rules.still_open_obstacles(still_open_in(institution, on=closed_on)))
    institution.closed_on = closed_on
    institution.save(update_fields=["closed_on"])
    record_event(
        institution,
        "organisations.aidinstitution.close",
        actor=actor,
        now=now,
        note=note,
        data={"closed_on": str(closed_on)},
    )
    return institution


@transaction.atomic
def reopen_institution(
    *, institution: AidInstitution, reopened_on: date, actor: Any, now: datetime, note: str
) -> AidInstitution:
    """Let a closed institution go on from a day; between closing and that day it did not exist.

    Refuses one that is open, a closed union, a day before it closed or in the future, an open
    institution of the same name, and an empty note.
    """
    institution = _locked(institution, actor=actor)
    refuse_if(
        rules.institution_reopening_obstacles(
            closed_on=institution.closed_on,
            reopened_on=reopened_on,
            today=timezone.localdate(now),
            is_union_open=institution.unit.closed_on is None,
        ),
        field="reopened_on",
    )
    _refuse_namesake(institution.name, unit=institution.unit)
    was_closed_on, institution.closed_on = institution.closed_on, None
    with effective_from(reopened_on):
        institution.save(update_fields=["closed_on"])
    record_event(
        institution,
        "organisations.aidinstitution.reopen",
        actor=actor,
        now=now,
        note=note,
        data={"closed_on": str(was_closed_on), "reopened_on": str(reopened_on)},
    )
    return institution


def details_of(institution: AidInstitution) -> InstitutionDetails:
    """What is written down about an institution, as the actions take it."""
    values = {name: getattr(institution, name) for name in DETAIL_FIELDS}
    return InstitutionDetails(**{**values, "functions": tuple(values["functions"])})


def _values(details: InstitutionDetails) -> dict[str, Any]:
    return {**asdict(details), "functions": list(details.functions)}


def _locked(institution: AidInstitution, *, actor: Any) -> AidInstitution:
    found: AidInstitution = (
        AidInstitution.objects.handled_by(actor)
        .select_for_update(of=("self",))
        .select_related("unit")
        .get(pk=institution.pk)
    )
    return found


def _refuse_namesake(name: str, *, unit: Unit) -> None:
    is_known = AidInstitution.objects.filter(unit=unit, name=name, closed_on=None).exists()
    refuse_if(["本单位已有同名机构。"] if is_known else [], field="name")


def _refuse_day(institution: AidInstitution, day: date, *, today: date, field: str) -> None:
    """Neither to come, nor before it opened, nor before its last change."""
    refuse_if(["日期早于设立日期。"] if day < institution.opened_on else [], field=field)
    last_on = institution_changed_last_on(institution)
    refuse_if(rules.change_day_obstacles(changed_on=day, last_on=last_on, today=today), field=field)


def _refuse_late_opening(institution: AidInstitution, opened_on: date) -> None:
    changed_on = institution_changed_first_on(institution)
    is_late = changed_on is not None and opened_on >= changed_on
    refuse_if(
        [f"{changed_on:%Y-%m-%d}已有变更，设立日期要在这一天之前。"] if is_late else [],
        field="opened_on",
    )
