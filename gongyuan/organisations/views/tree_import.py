from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from gongyuan.core import files
from gongyuan.core.access import requires
from gongyuan.core.models import File
from gongyuan.core.refusals import Refused
from gongyuan.organisations import actions, queries
from gongyuan.organisations.choices import EDIT, READ
from gongyuan.organisations.forms import TreeUploadForm
from gongyuan.organisations.models import Unit
from gongyuan.organisations.requests import ActorRequest
from gongyuan.organisations.sheets import writing

SALT = "organisations.tree_import"
TOKEN_LIVES_SECONDS = 24 * 60 * 60
ROWS_SHOWN = 200


@require_http_methods(["GET", "POST"])
@requires(EDIT)
def tree_import(request: ActorRequest) -> HttpResponse:
    """Read a workbook; keep it only when no cell is bad, for the page that asks to confirm."""
    form = TreeUploadForm(request.POST or None, request.FILES or None)
    faults = []
    if form.is_bound and form.is_valid():
        upload: UploadedFile = form.cleaned_data["file"]
        now = timezone.now()
        faults = queries.import_plan(
            upload.read(), actor=request.actor, today=timezone.localdate(now)
        ).faults
        if not faults:
            file = files.store_upload(upload, by=request.actor.name, now=now)
            return redirect("tree_import_check", token=_token(request, file))
    context = {"form": form, "faults": faults}
    return render(request, "organisations/import.html", context)


@require_http_methods(["GET", "POST"])
@requires(EDIT)
def tree_import_check(request: ActorRequest, token: str) -> HttpResponse:
    """Show what would be created and changed; do it when confirmed."""
    file, refusals = _file_of(request, token), []
    if request.method == "POST":
        try:
            done = actions.import_tree(file=file, actor=request.actor, now=timezone.now())
        except Refused as refusal:
            refusals = refusal.reasons
        else:
            messages.success(request, f"新设{done.created}个、修改{done.changed}个组织。")
            return redirect("organisation_tree")
    today = timezone.localdate()
    plan = queries.import_plan(files.read(file), actor=request.actor, today=today)
    return render(request, "organisations/import_check.html", _plan_shown(plan, file, refusals))


@require_safe
@requires(READ)
def tree_template(request: ActorRequest) -> HttpResponse:
    return _workbook(writing.template(), "组织导入模板.xlsx")


@require_safe
@requires(READ)
def tree_export(request: ActorRequest) -> HttpResponse:
    units = Unit.objects.visible_to(request.actor).filter(closed_on=None)
    rows = queries.described(units.select_related("parent").defer("search").order_by("path"))
    return _workbook(writing.written(rows), "组织.xlsx")


def _workbook(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=files.XLSX,
        headers={"Content-Disposition": content_disposition_header(True, name)},
    )


def _token(request: ActorRequest, file: File) -> str:
    return signing.dumps({"file": file.pk, "post": request.actor.post_id}, salt=SALT)


def _file_of(request: ActorRequest, token: str) -> File:
    """The workbook the same post handed in within a day; nobody else's."""
    try:
        known = signing.loads(token, salt=SALT, max_age=TOKEN_LIVES_SECONDS)
    except signing.BadSignature as error:
        raise Http404 from error
    if known["post"] != request.actor.post_id:
        raise Http404
    return get_object_or_404(File, pk=known["file"])


def _plan_shown(plan: Any, file: File, refusals: list[str]) -> dict[str, Any]:
    return {
        "plan": plan,
        "file": file,
        "refusals": refusals,
        "created": plan.created[:ROWS_SHOWN],
        "changed": plan.changed[:ROWS_SHOWN],
        "rows_shown": ROWS_SHOWN,
    }
