"""Aid institutions: registered, changed, closed."""

from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.refusals import refuse_if
from gongyuan.organisations import rules
from gongyuan.organisations.actions.units import locked_unit
from gongyuan.organisations.models import AidInstitution, Unit
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
    refuse_if(rules.institution_obstacles(details, unit_level=unit.level, today=today))
    refuse_if(["该组织已撤销。"] if unit.closed_on else [])
    _refuse_namesake(details.name, unit=unit)
    institution = AidInstitution.objects.create(unit=unit, unit_path=unit.path, **_values(details))
    record_event(institution, "organisations.aidinstitution.register", actor=actor, now=now)
    return institution


@transaction.atomic
def edit_institution(
    *, institution: AidInstitution, details: InstitutionDetails, actor: Any, now: datetime
) -> AidInstitution:
    """Change an open institution's entry; writes nothing when nothing changed.

    Refuses what `register_institution` refuses, and a closed institution.
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
    refuse_if(rules.institution_obstacles(details, unit_level=level, today=today))
    if "name" in changes:
        _refuse_namesake(details.name, unit=institution.unit)
    for name, value in new.items():
        setattr(institution, name, value)
    institution.save(update_fields=list(changes))
    record_event(
        institution, "organisations.aidinstitution.edit", actor=actor, now=now, data=changes
    )
    return institution


@transaction.atomic
def close_institution(
    *, institution: AidInstitution, closed_on: date, actor: Any, now: datetime, note: str
) -> AidInstitution:
    """End an institution on a day; it stays in the rosters of the days before.

    Refuses a day before it opened or in the future, one already closed, and an empty note.
    """
    institution = _locked(institution, actor=actor)
    refuse_if(
        rules.institution_closing_obstacles(
            opened_on=institution.opened_on,
            closed_on=institution.closed_on,
            closes_on=closed_on,
            today=timezone.localdate(now),
        ),
        field="closed_on",
    )
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
