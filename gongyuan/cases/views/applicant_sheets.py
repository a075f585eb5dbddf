"""A roll of applicants from Excel: its template, its upload, what it would do, and its use."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from gongyuan.cases.actions import applicant_sheets as actions
from gongyuan.cases.forms.roll import RollRegistrationForm, SheetForm
from gongyuan.cases.models import ApplicantSheet, Case
from gongyuan.cases.queries import applicant_sheets as queries
from gongyuan.cases.rules.roll import MOST_APPLICANTS
from gongyuan.cases.views.cases import receiving_unit
from gongyuan.core import files
from gongyuan.core.access import requires
from gongyuan.core.refusals import Refused
from gongyuan.core.requests import EITHER, attempt, posted
from gongyuan.people.capabilities import Capability
from gongyuan.people.choices import Role
from gongyuan.people.requests import ActorRequest

#: The preview shows the first; the sums are those of all.
ROWS_SHOWN = 50
FAULTS_SHOWN = 200


@require_safe
@requires(Capability.CASES_REGISTER)
def applicant_sheet_template(request: ActorRequest) -> HttpResponse:
    if request.actor.role == Role.ENTERPRISE_UNION_OFFICER:
        return redirect("hand_up_new")
    return workbook_response(queries.template(), "申请人名单模板.xlsx")


def workbook_response(content: bytes, name: str) -> HttpResponse:
    """A workbook made for whoever asked; it holds people, so nobody keeps it on the way."""
    return HttpResponse(
        content,
        content_type=files.XLSX,
        headers={
            "Content-Disposition": str(content_disposition_header(True, name)),
            "Cache-Control": "private, no-store",
        },
    )


@EITHER
@requires(Capability.CASES_REGISTER)
def applicant_sheet_new(request: ActorRequest) -> HttpResponse:
    """Upload the roll of an application still to be registered; an enterprise's union hands up."""
    if request.actor.role == Role.ENTERPRISE_UNION_OFFICER:
        return redirect("hand_up_new")
    return _upload(request, None)


@EITHER
@requires(Capability.CASES_REGISTER)
def case_applicant_sheet(request: ActorRequest, case_id: int) -> HttpResponse:
    """Upload a roll of further applicants of a case."""
    rows = Case.objects.handled_by(request.actor).select_related("matter", "employer")
    return _upload(request, get_object_or_404(rows, pk=case_id))


def _upload(request: ActorRequest, case: Case | None) -> HttpResponse:
    form = SheetForm(posted(request), request.FILES or None)
    actor, now = request.actor, timezone.now()
    if attempt(form, actions.keep_sheet, case=case, actor=actor, now=now):
        return redirect("applicant_sheet", form.result.pk)  # type: ignore[attr-defined] # left by attempt
    return render(
        request, "cases/sheet_upload.html", {"form": form, "case": case, "most": MOST_APPLICANTS}
    )


@EITHER
@requires(Capability.CASES_REGISTER)
def applicant_sheet(request: ActorRequest, sheet_id: int) -> HttpResponse:
    """Show what a roll would bring, or every bad cell; add its people to its case when asked."""
    sheet, refusals = _sheet(request, sheet_id), []
    if request.method == "POST" and sheet.case:
        try:
            case = actions.import_sheet(sheet=sheet, actor=request.actor, now=timezone.now())
        except Refused as refusal:
            refusals = refusal.reasons
        else:
            messages.success(request, f"申请人名单已导入，现有 {case.people_count} 名申请人。")
            return redirect("case_detail", case.pk)
    if sheet.used_at and sheet.case:
        return redirect("case_detail", sheet.case.pk)
    context = _preview(sheet) | {"refusals": refusals, "form": SheetForm()}
    return render(request, "cases/sheet_check.html", context)


@EITHER
@requires(Capability.CASES_REGISTER)
def case_roll_registration(request: ActorRequest, sheet_id: int) -> HttpResponse:
    """Register the application of all people on a roll; what is on the roll is not asked again."""
    sheet, now = _sheet(request, sheet_id), timezone.now()
    if sheet.case and not sheet.used_at:
        return redirect("applicant_sheet", sheet.pk)
    form = RollRegistrationForm(posted(request), today=timezone.localdate(now))
    given: dict[str, Any] = {"sheet": sheet, "unit": receiving_unit(request)}
    if attempt(form, actions.register_sheet, **given, actor=request.actor, now=now):
        case = form.result  # type: ignore[attr-defined] # left there by attempt
        messages.success(request, f"已登记 {case.people_count} 人，查询码 {case.matter.code}。")
        if request.actor.can(Capability.CASES_READ):
            return redirect("case_detail", case_id=case.pk)
        return redirect("case_registration")
    return render(request, "cases/registration.html", _preview(sheet) | {"form": form})


def _sheet(request: ActorRequest, sheet_id: int) -> ApplicantSheet:
    rows = ApplicantSheet.objects.handled_by(request.actor)
    sheet: ApplicantSheet = get_object_or_404(
        rows.select_related("case__matter", "file", "unit"), pk=sheet_id
    )
    return sheet


def _preview(sheet: ApplicantSheet) -> dict[str, Any]:
    case = None if sheet.used_at else sheet.case
    today = timezone.localdate()
    plan = queries.sheet_plan(files.read(sheet.file), unit=sheet.unit, case=case, today=today)
    return {
        "sheet": sheet,
        "case": sheet.case,
        "plan": plan,
        "people": [queries.shown(one) for one in plan.people[:ROWS_SHOWN]],
        "people_count": len(plan.people),
        "faults": plan.faults[:FAULTS_SHOWN],
        "fault_count": len(plan.faults),
        "elsewhere": queries.known_elsewhere(plan, sheet.unit, case),
        "now": timezone.now(),
    }
