"""Targets, checks of stations and records of coordination, made by the real actions."""

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from gongyuan.organisations.actions.checks import record_check
from gongyuan.organisations.actions.coordination import enter_record
from gongyuan.organisations.choices import CoordinationKind, CoordinationPartner
from gongyuan.organisations.models import (
    AidInstitution,
    CoordinationRecord,
    StationCheck,
    Unit,
)
from gongyuan.organisations.queries.checks import standard_of
from gongyuan.organisations.rules.checks import Finding
from gongyuan.organisations.rules.coordination import AgreedFollowUp, NewCoordination
from gongyuan.people.actor import Actor
from gongyuan.people.choices import Role
from tests.organisations.factories import make_institution
from tests.people.factories import make_actor

#: A Monday morning in Beijing.
NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
TODAY = date(2026, 6, 1)


def photograph() -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "JPEG")
    return SimpleUploadedFile("门牌.jpg", out.getvalue(), content_type="image/jpeg")


def findings(
    institution: AidInstitution,
    *wanting: str,
    mend_by: date = date(2026, 7, 1),
    on: date = TODAY,
    **photos: Any,
) -> list[Finding]:
    """Everything as it should be but the items named."""
    return [
        Finding(
            code=item.code,
            is_met=item.code not in wanting,
            note="没有挂" if item.code in wanting else "",
            mend_by=mend_by if item.code in wanting else None,
            photo=photos.get(item.code),
        )
        for item in standard_of(institution.unit, on=on)
    ]


def checked(
    *wanting: str,
    institution: AidInstitution | None = None,
    actor: Actor | None = None,
    on: date = TODAY,
    now: datetime = NOW,
    **more: Any,
) -> StationCheck:
    """A check by the station's own union unless an actor is named."""
    institution = institution or make_institution()
    return record_check(
        institution=institution,
        checked_on=on,
        findings=findings(institution, *wanting, on=on, **more),
        actor=actor or make_actor(role=Role.LEGAL_OFFICER, unit=institution.unit),
        now=now,
    )


def told(**values: Any) -> NewCoordination:
    """A joint meeting with the court; any part can be named."""
    values.setdefault("kind", CoordinationKind.JOINT_MEETING)
    values.setdefault("held_on", TODAY)
    values.setdefault("subject", "欠薪案件联席会议")
    values.setdefault("participants", "试某某、法院立案庭试庭长")
    values.setdefault("partners", (CoordinationPartner.COURT,))
    values.setdefault("submission_key", uuid4())
    return NewCoordination(**values)


def entered(
    *, unit: Unit, actor: Actor | None = None, now: datetime = NOW, **values: Any
) -> CoordinationRecord:
    actor = actor or make_actor(role=Role.LEGAL_OFFICER, unit=unit)
    return enter_record(record=told(**values), actor=actor, now=now)


def agreed(unit: Unit, what: str = "印发会议纪要", due_on: date = date(2026, 6, 15)) -> Any:
    return AgreedFollowUp(what=what, due_on=due_on, unit_id=unit.pk)


def network_records(unit: Unit) -> dict[str, int]:
    """One record of each kind in a unit, by the name its id has in addresses."""
    check = checked("sign", institution=make_institution(unit=unit), sign=photograph())
    paper = SimpleUploadedFile("纪要.pdf", b"%PDF-1.4", content_type="application/pdf")
    record = entered(unit=unit, follow_ups=(agreed(unit),), papers=(paper,))
    return {
        "check_id": check.pk,
        "check_item_id": check.items.get(code="sign").pk,
        "coordination_id": record.pk,
        "coordination_paper_id": record.papers.get().pk,
        "follow_up_id": record.follow_ups.get().pk,
    }
