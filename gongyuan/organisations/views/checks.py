from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core import files
from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, ActorRequest, attempt, done, posted
from gongyuan.organisations.actions.checks import record_check, record_mending
from gongyuan.organisations.choices import CHECK_STATIONS, READ
from gongyuan.organisations.forms.checks import MendingForm, StandardFilter, StationCheckForm
from gongyuan.organisations.models import AidInstitution, StationCheck, StationCheckItem
from gongyuan.organisations.queries import checks as queries


@require_safe
@requires(READ)
def station_standard(request: ActorRequest) -> HttpResponse:
    """How many institutions meet the standard, and which do not."""
    form, today = StandardFilter(request.GET), timezone.localdate()
    state = form.cleaned_data["state"] if form.is_valid() else ""
    found = queries.stations_by_standard(request.actor, on=today, state=state)
    # Their number is known already: it is the share's.
    share = queries.standard_share(path=request.actor.unit_path, on=today)
    paginator = Paginator(found, queries.PAGE)
    paginator.count = {"": share.total, **vars(share)}[state]
    context = {
        "form": form,
        "share": share,
        "page": paginator.get_page(request.GET.get("page")),
        "may_check": request.actor.can(CHECK_STATIONS),
    }
    return render(request, "organisations/station_standard.html", context)


@EITHER
@requires(CHECK_STATIONS)
def station_check_entry(request: ActorRequest, institution_id: int) -> HttpResponse:
    institution = _handled(request, institution_id)
    now = timezone.now()
    today = timezone.localdate(now)
    form = StationCheckForm(
        posted(request),
        request.FILES or None,
        items=queries.standard_of(institution.unit, on=today),
        today=today,
        mend_by=queries.mend_by(institution.unit, checked_on=today),
    )
    if attempt(form, record_check, institution=institution, actor=request.actor, now=now):
        messages.success(request, f"已登记{institution.name}的检查。")
        return redirect("station_check", check_id=form.result.pk)
    context = {"institution": institution, "form": form, "rows": _rows(institution, form)}
    return render(request, "organisations/station_check_form.html", context)


@require_safe
@requires(READ)
def station_check_sheet(request: ActorRequest, institution_id: int) -> HttpResponse:
    """The empty sheet to take along."""
    institution = get_object_or_404(
        AidInstitution.objects.visible_to(request.actor).select_related("unit"), pk=institution_id
    )
    known = queries.registered(institution)
    items = queries.standard_of(institution.unit, on=timezone.localdate())
    rows = [{"item": item, "known": known.get(item.code, "")} for item in items]
    context = {"institution": institution, "rows": rows}
    return render(request, "organisations/station_check_sheet.html", context)


@require_safe
@requires(READ)
def station_check(request: ActorRequest, check_id: int) -> HttpResponse:
    check = get_object_or_404(
        StationCheck.objects.visible_to(request.actor).select_related(
            "institution", "unit", "checked_by_unit"
        ),
        pk=check_id,
    )
    earlier = queries.checks_of(check.institution).exclude(pk=check.pk)
    own_units = {check.unit_id, check.checked_by_unit_id}
    context = {
        "check": check,
        "items": check.items.order_by("pk"),
        "earlier": earlier[:20],
        "may_mend": request.actor.can(CHECK_STATIONS) and request.actor.unit_id in own_units,
        "now": timezone.now(),
    }
    return render(request, "organisations/station_check.html", context)


@EITHER
@requires(CHECK_STATIONS)
def station_mending(request: ActorRequest, check_item_id: int) -> HttpResponse:
    rows = StationCheckItem.objects.handled_by(request.actor).filter(is_met=False)
    item = get_object_or_404(rows.select_related("check_of__institution"), pk=check_item_id)
    form = MendingForm(request.POST or None, request.FILES or None)
    if done(request, form, record_mending, item=item):
        messages.success(request, f"“{item.label}”已登记整改完成。")
        return redirect("station_check", check_id=item.check_of_id)
    context = {"item": item, "form": form, "now": timezone.now()}
    return render(request, "organisations/station_mending.html", context)


@require_safe
@requires(READ)
def station_check_photo(request: ActorRequest, check_item_id: int, photo: str) -> HttpResponse:
    """The photograph of the check or of the mending."""
    item = get_object_or_404(
        StationCheckItem.objects.visible_to(request.actor).select_related("photo", "mended_photo"),
        pk=check_item_id,
    )
    file = item.mended_photo if photo == "mended" else item.photo
    if file is None:
        raise Http404
    return files.response(file, inline=True)


def _handled(request: ActorRequest, institution_id: int) -> AidInstitution:
    return get_object_or_404(
        AidInstitution.objects.handled_by(request.actor).select_related("unit"), pk=institution_id
    )


def _rows(institution: AidInstitution, form: StationCheckForm) -> list[dict[str, Any]]:
    known = queries.registered(institution)
    return [
        {
            "item": item,
            "known": known.get(item.code, ""),
            "result": form[item.code],
            "more": [form[f"{item.code}_{name}"] for name in ("note", "mend_by", "photo")],
        }
        for item in form.items
    ]
