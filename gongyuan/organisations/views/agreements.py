"""Agreements with firms, bureaus, hospitals and universities."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core import files
from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, ActorRequest, attempt, done
from gongyuan.organisations import actions, queries, rules
from gongyuan.organisations.choices import EDIT, READ, AgreementStanding
from gongyuan.organisations.forms.agreements import AgreementFilter, AgreementForm, EarlyEndForm
from gongyuan.organisations.models import Agreement, Unit
from gongyuan.organisations.views.shown import form_page, timeline

BADGES = {
    AgreementStanding.COMING: "waiting",
    AgreementStanding.IN_FORCE: "ok",
    AgreementStanding.ENDING: "soon",
    AgreementStanding.EXPIRED: "closed",
    AgreementStanding.ENDED: "closed",
}


@require_safe
@requires(READ)
def agreement_list(request: ActorRequest) -> HttpResponse:
    today = timezone.localdate().isoformat()
    asked = {"on": today, **{key: value for key, value in request.GET.items() if value}}
    filters = AgreementFilter(asked)
    context: dict[str, Any] = {"filters": filters, "unit_id": request.actor.unit_id}
    context["can_edit"] = request.actor.can(EDIT)
    if filters.is_valid():
        found = queries.agreement_list(actor=request.actor, **filters.cleaned_data)
        page = queries.agreement_page(found, after=request.GET.get("after", ""))
        on = filters.cleaned_data["on"]
        rows = [(one, *_badge(one, on)) for one in page.agreements]
        context |= {"page": page, "rows": rows, "count": found.count()}
    return render(request, "organisations/agreements.html", context)


@require_safe
@requires(READ)
def agreement_detail(request: ActorRequest, agreement_id: int) -> HttpResponse:
    agreement = _seen(request, agreement_id)
    today = timezone.localdate()
    renewal = Agreement.objects.visible_to(request.actor).filter(predecessor=agreement).first()
    context = {
        "agreement": agreement,
        "badge": _badge(agreement, today),
        "renewal": renewal,
        "facts": _facts(agreement),
        "events": timeline(agreement),
        "can_edit": request.actor.can(EDIT) and agreement.ended_on is None,
        "now": timezone.now(),
    }
    return render(request, "organisations/agreement.html", context)


@require_safe
@requires(READ)
def agreement_file(request: ActorRequest, agreement_id: int) -> HttpResponse:
    agreement = _seen(request, agreement_id)
    if agreement.file is None:
        raise Http404
    return files.response(agreement.file)


@EITHER
@requires(EDIT)
def agreement_registration(request: ActorRequest, unit_id: int) -> HttpResponse:
    unit = get_object_or_404(Unit.objects.handled_by(request.actor), pk=unit_id)
    form = AgreementForm(request.POST or None, request.FILES or None)
    if done(request, form, actions.register_agreement, unit=unit):
        messages.success(request, f"已登记{form.result.title}。")
        return redirect("agreement_detail", agreement_id=form.result.pk)
    back, title = reverse("agreement_list"), f"登记{unit.name}的协议"
    return form_page(request, form, title=title, unit=unit, back=back, submit="登记")


@EITHER
@requires(EDIT)
def agreement_edit(request: ActorRequest, agreement_id: int) -> HttpResponse:
    agreement = _handled(request, agreement_id)
    initial = vars(queries.agreement_details(agreement))
    form = AgreementForm(request.POST or None, request.FILES or None, initial=initial)
    if attempt(form, actions.edit_agreement, **_doing(request, agreement)):
        messages.success(request, "已经保存。")
        return redirect("agreement_detail", agreement_id=agreement.pk)
    return _of_agreement(request, agreement, form, "修改", "保存")


@EITHER
@requires(EDIT)
def agreement_renewal(request: ActorRequest, agreement_id: int) -> HttpResponse:
    agreement = _handled(request, agreement_id)
    initial = {
        **vars(queries.agreement_details(agreement)),
        **rules.renewal_days(agreement.ends_on),
    }
    form = AgreementForm(request.POST or None, request.FILES or None, initial=initial)
    if attempt(form, actions.renew_agreement, **_doing(request, agreement)):
        messages.success(request, f"已续签{form.result.title}。")
        return redirect("agreement_detail", agreement_id=form.result.pk)
    return _of_agreement(request, agreement, form, "续签", "续签")


@EITHER
@requires(EDIT)
def agreement_ending(request: ActorRequest, agreement_id: int) -> HttpResponse:
    agreement = _handled(request, agreement_id)
    form = EarlyEndForm(request.POST or None)
    if attempt(form, actions.end_agreement, **_doing(request, agreement)):
        messages.success(request, f"{agreement.title}已提前终止。")
        return redirect("agreement_detail", agreement_id=agreement.pk)
    return _of_agreement(request, agreement, form, "提前终止", "提前终止")


def _doing(request: ActorRequest, agreement: Agreement) -> dict[str, Any]:
    return {"agreement": agreement, "actor": request.actor, "now": timezone.now()}


def _seen(request: ActorRequest, agreement_id: int) -> Agreement:
    rows = Agreement.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("unit", "file", "predecessor"), pk=agreement_id)


def _handled(request: ActorRequest, agreement_id: int) -> Agreement:
    rows = Agreement.objects.handled_by(request.actor).select_related("unit")
    return get_object_or_404(rows, pk=agreement_id)


def _badge(agreement: Agreement, on: Any) -> tuple[str, str]:
    standing = queries.standing_of(agreement, on=on)
    return BADGES[standing], str(standing.label)


def _facts(agreement: Agreement) -> list[dict[str, Any]]:
    facts = {
        "签约工会": agreement.unit.name,
        "对方": f"{agreement.partner_name}（{agreement.get_partner_kind_display()}）",
        "统一社会信用代码": agreement.partner_code,
        "其他签约方": agreement.other_parties,
        "合作内容": agreement.scope,
        "签订日期": agreement.signed_on.isoformat(),
        "期限": f"{agreement.starts_on} 至 {agreement.ends_on or '长期'}",
        "提前终止": agreement.ended_on and f"{agreement.ended_on}，{agreement.ended_reason}",
        "提醒": agreement.remind_on and f"{agreement.remind_on}起，{agreement.remind_source}",
    }
    found = [{"label": label, "value": value} for label, value in facts.items() if value]
    if agreement.file:
        url = reverse("agreement_file", args=[agreement.pk])
        found.append({"label": "协议文本", "value": agreement.file.name, "url": url})
    return found


def _of_agreement(
    request: ActorRequest, agreement: Agreement, form: Any, what: str, submit: str
) -> HttpResponse:
    back = reverse("agreement_detail", args=[agreement.pk])
    title = f"{what}{agreement.title}"
    return form_page(request, form, title=title, unit=agreement.unit, back=back, submit=submit)
