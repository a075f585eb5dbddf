"""The roll taken away, and a document for each applicant: asked for, waited for, fetched."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from gongyuan.cases.actions import batches as actions
from gongyuan.cases.choices import RollPaper
from gongyuan.cases.models import Case, DocumentBatch
from gongyuan.cases.queries.roll import may_take
from gongyuan.core import files
from gongyuan.core.access import requires
from gongyuan.core.refusals import Refused
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

BOTH = (Capability.CASES_SUPPLEMENT, Capability.CASES_HANDLE)


@require_POST
@requires(*BOTH)
def case_roll_file(request: ActorRequest, case_id: int) -> HttpResponse:
    """The roll to sign, of claims, or as a sheet: by POST, as taking it away is written down."""
    case = get_object_or_404(Case.objects.handled_by(request.actor), pk=case_id)
    kind = request.POST.get("kind", "")
    try:
        content = actions.take_roll(case=case, kind=kind, actor=request.actor, now=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
        return redirect("case_roll", case_id=case.pk)
    is_sheet = kind == actions.WORKBOOK
    label = "申请人名单.xlsx" if is_sheet else f"{RollPaper(kind).label}.docx"
    answer = HttpResponse(content, content_type=files.XLSX if is_sheet else files.DOCX)
    answer.headers["Content-Disposition"] = str(content_disposition_header(True, label))
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@require_POST
@requires(*BOTH)
def case_batch_new(request: ActorRequest, case_id: int) -> HttpResponse:
    """Have a document written for every applicant, and go to the page that says how far it is."""
    case = get_object_or_404(Case.objects.handled_by(request.actor), pk=case_id)
    kind = request.POST.get("kind", "")
    try:
        batch = actions.ask_batch(case=case, kind=kind, actor=request.actor, now=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
        return redirect("case_roll", case_id=case.pk)
    return redirect("case_batch", case_id=case.pk, batch_id=batch.pk)


@require_safe
@requires(*BOTH)
def case_batch(request: ActorRequest, case_id: int, batch_id: int) -> HttpResponse:
    """How far the documents have come."""
    batch = _batch(request, case_id, batch_id)
    context = {"case": batch.case, "batch": batch, "days_kept": actions.DAYS_KEPT}
    return render(request, "cases/batch.html", context)


@require_safe
@requires(*BOTH)
def case_batch_file(request: ActorRequest, case_id: int, batch_id: int) -> HttpResponse:
    """The finished archive."""
    batch = _batch(request, case_id, batch_id)
    if batch.file is None:
        return redirect("case_batch", case_id=case_id, batch_id=batch_id)
    return files.response(batch.file)


def _batch(request: ActorRequest, case_id: int, batch_id: int) -> DocumentBatch:
    case = get_object_or_404(Case.objects.handled_by(request.actor), pk=case_id)
    if not may_take(case, request.actor):
        raise PermissionDenied("the numbers of all applicants")
    batch: DocumentBatch = get_object_or_404(
        case.document_batches.select_related("case", "file"), pk=batch_id
    )
    return batch
