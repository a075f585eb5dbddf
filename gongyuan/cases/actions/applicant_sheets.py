"""A roll of applicants comes as an Excel file: kept, then made a case or added to one, once."""

from dataclasses import replace
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from gongyuan.cases.actions.application import submit_application
from gongyuan.cases.actions.papers import attach
from gongyuan.cases.actions.roll import join_applicants
from gongyuan.cases.details import Application, NewPaper
from gongyuan.cases.models import ApplicantSheet, Case
from gongyuan.cases.queries.applicant_sheets import SheetPlan, sheet_plan
from gongyuan.core import files
from gongyuan.core.events import record_event
from gongyuan.core.refusals import refuse_if
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability

IMPORT = "cases.case.import_applicants"
NAMED = 3


@transaction.atomic
def keep_sheet(
    *, file: UploadedFile, case: Case | None = None, actor: Actor, now: datetime
) -> ApplicantSheet:
    """Keep an uploaded roll, right or wrong, so that nobody has to look for it again.

    `case` is the one it is meant for, None for a new one. Refuses what is no file we take.
    """
    if actor.unit_id is None or not actor.can(Capability.CASES_REGISTER):
        raise PermissionDenied(Capability.CASES_REGISTER)
    if case is not None:
        case = Case.objects.handled_by(actor).get(pk=case.pk)
    return ApplicantSheet.objects.create(
        unit_id=actor.unit_id,
        case=case,
        file=files.store_upload(file, by=actor.name, now=now),
        uploaded_at=now,
        uploaded_by=(actor.office or actor.name)[:200],
    )


@transaction.atomic
def register_sheet(
    *, sheet: ApplicantSheet, application: Application, unit: Unit, actor: Actor, now: datetime
) -> Case:
    """Register an application of all people on a roll; `application` says the rest.

    The sheet is read anew: what changed since it was shown counts. All or nobody; a second time
    gives the same case. The roll is laid into the file. Refuses while one cell is bad.
    """
    sheet = _locked(sheet, actor)
    if sheet.used_at and sheet.case:
        return sheet.case
    plan = _plan(sheet, now)
    people = plan.people
    whole = replace(
        application,
        applicants=tuple(one.person for one in people),
        claims=tuple(
            replace(claim, applicant=place)
            for place, one in enumerate(people)
            for claim in one.claims
        ),
        representatives=tuple(place for place, one in enumerate(people) if one.is_representative),
    )
    case = submit_application(
        application=whole, unit=unit, papers=[_paper(sheet)], actor=actor, now=now
    )
    record_event(case, IMPORT, actor=actor, now=now, data={"title": f"{len(people)}人"})
    _use(sheet, case, now)
    return case


@transaction.atomic
def import_sheet(*, sheet: ApplicantSheet, actor: Actor, now: datetime) -> Case:
    """Add all people on a roll to the case it is meant for; a second time adds nobody.

    The sheet is read anew. Refuses while one cell is bad, and whatever `join_applicants` refuses.
    """
    sheet = _locked(sheet, actor)
    if sheet.case is None:
        raise ValueError("a roll without a case is registered, not imported")
    if sheet.used_at:
        return sheet.case
    case = Case.objects.handled_by(actor).get(pk=sheet.case.pk)
    plan = _plan(sheet, now)
    join_applicants(case=case, people=plan.people, code=IMPORT, actor=actor, now=now)
    attach(case, [_paper(sheet)], actor=actor, now=now)
    _use(sheet, case, now)
    return case


@transaction.atomic
def forget_sheets(*, unused_since: datetime) -> int:
    """Destroy rolls that nobody has used since then, with their files; return how many.

    Kept no longer than the purpose needs (个人信息保护法 第十九条).
    """
    stale = ApplicantSheet.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        used_at=None, uploaded_at__lt=unused_since
    )
    rows = list(stale.select_related("file"))
    ApplicantSheet.objects.filter(pk__in=[row.pk for row in rows]).delete()
    files.destroy([row.file for row in rows])
    return len(rows)


def _locked(sheet: ApplicantSheet, actor: Actor) -> ApplicantSheet:
    rows = ApplicantSheet.objects.handled_by(actor).select_related("case", "file", "unit")
    return rows.select_for_update(of=("self",)).get(pk=sheet.pk)


def _plan(sheet: ApplicantSheet, now: datetime) -> SheetPlan:
    """The people of a sheet; refuses with up to three of its bad cells, the page lists all."""
    today = timezone.localdate(now)
    case = sheet.case if sheet.used_at is None else None
    plan = sheet_plan(files.read(sheet.file), unit=sheet.unit, case=case, today=today)
    refuse_if(
        f"第{f.row}行{f.column}列{f.heading}：{f.reason}" if f.row else f.reason
        for f in plan.faults[:NAMED]
    )
    return plan


def _paper(sheet: ApplicantSheet) -> NewPaper:
    return NewPaper(file=sheet.file, title=f"申请人名单（{sheet.file.name}）")


def _use(sheet: ApplicantSheet, case: Case, now: datetime) -> None:
    sheet.case, sheet.used_at = case, now
    sheet.save(update_fields=["case", "used_at"])
