"""Requests for accounts: asking, deciding, what became of them."""

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core.access import requires
from gongyuan.core.events import events_of
from gongyuan.core.requests import EITHER, done, posted
from gongyuan.people.actions import account_requests as actions
from gongyuan.people.capabilities import Capability
from gongyuan.people.forms.account_requests import AskForm, GrantForm
from gongyuan.people.forms.volunteers import ReasonForm
from gongyuan.people.models import AccountRequest
from gongyuan.people.queries.account_requests import account_requests
from gongyuan.people.requests import ActorRequest
from gongyuan.people.views.page import form_page, one_page, tabs, told
from gongyuan.people.views.staff import tell_once
from gongyuan.people.workflow import REQUESTS

_ASK, _DECIDE = Capability.PEOPLE_ASK_ACCOUNTS, Capability.PEOPLE_MANAGE_ACCOUNTS


@require_safe
@requires(_ASK, _DECIDE)
def account_request_list(request: ActorRequest) -> HttpResponse:
    context = {
        "page": one_page(request, account_requests(request.actor)),
        "now": timezone.now(),
        "tabs": tabs(request.actor, "account_request_list"),
    }
    return render(request, "people/account_request_list.html", context)


@EITHER
@requires(_ASK)
def account_request_new(request: ActorRequest) -> HttpResponse:
    start = {"starts_on": timezone.localdate()}
    form = AskForm(posted(request), actor=request.actor, initial=start)
    if done(request, form, actions.ask_for_account):
        messages.success(request, "申请已提交，有了结果会通知。")
        return redirect("account_request_detail", form.result.pk)
    back_url = reverse("account_request_list")
    return form_page(request, form, title="申请开通账号", back_url=back_url, back="账号申请")


@require_safe
@requires(_ASK, _DECIDE)
def account_request_detail(request: ActorRequest, request_id: int) -> HttpResponse:
    row = get_object_or_404(_seen(request), pk=request_id)
    actor = request.actor
    verbs = {verb.name for verb in REQUESTS.available(row.state, actor.capabilities)}
    is_own = row.asked_by_user_id == actor.user_id
    context = {
        "row": row,
        "may_decide": "grant" in verbs and not is_own,
        "may_withdraw": "withdraw" in verbs and is_own,
        "events": told(events_of(row).order_by("-pk")[:30]),
        "now": timezone.now(),
    }
    return render(request, "people/account_request.html", context)


@EITHER
@requires(_DECIDE)
def account_request_grant(request: ActorRequest, request_id: int) -> HttpResponse:
    row = _held(request, request_id)
    form = GrantForm(posted(request), row=row)
    if done(request, form, actions.grant_request, row=row):
        if form.result is None:
            messages.success(request, "岗位已经任命。")
            return redirect("account_request_detail", row.pk)
        tell_once(request, form.result)
        return redirect("staff_detail", form.result.user.pk)
    hint = (
        f"{row.unit}，{row.get_role_display()}，{row.get_employment_display()}，自{row.starts_on}"
    )
    hint += f"，临时，到{row.expires_on}" if row.expires_on else ""
    return _form(request, row, form, f"为{row.name}开通账号", hint=hint)


@EITHER
@requires(_DECIDE)
def account_request_refusal(request: ActorRequest, request_id: int) -> HttpResponse:
    row = _held(request, request_id)
    form = ReasonForm(posted(request))
    if done(request, form, actions.refuse_request, row=row):
        messages.success(request, "已答复申请单位。")
        return redirect("account_request_list")
    return _form(request, row, form, f"不同意为{row.name}开通")


@EITHER
@requires(_ASK)
def account_request_withdrawal(request: ActorRequest, request_id: int) -> HttpResponse:
    row = get_object_or_404(_seen(request), pk=request_id)
    form = forms.Form(posted(request))
    if done(request, form, actions.withdraw_request, row=row):
        messages.success(request, "申请已撤回。")
        return redirect("account_request_list")
    return _form(request, row, form, f"撤回{row.name}的账号申请")


def _seen(request: ActorRequest) -> QuerySet[AccountRequest]:
    return AccountRequest.objects.visible_to(request.actor).select_related("unit", "user")


def _held(request: ActorRequest, request_id: int) -> AccountRequest:
    rows = AccountRequest.objects.handled_by(request.actor).select_related("unit")
    return get_object_or_404(rows, pk=request_id)


def _form(
    request: ActorRequest, row: AccountRequest, form: forms.Form, title: str, hint: str = ""
) -> HttpResponse:
    back_url = reverse("account_request_detail", args=[row.pk])
    return form_page(request, form, title=title, back_url=back_url, back="账号申请", hint=hint)
