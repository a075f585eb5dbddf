from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, ActorRequest, attempt, done
from gongyuan.policy import actions
from gongyuan.policy.choices import APPROVE, EDIT
from gongyuan.policy.forms import ApprovalForm, ReasonForm, RevisionEditForm, RevisionForm
from gongyuan.policy.models import PackRevision
from gongyuan.policy.views.page import checked_text, form_page, revision_page, text_to_begin_with


@EITHER
@requires(EDIT)
def revision_new(request: ActorRequest) -> HttpResponse:
    """Draft a pack, or only check its text."""
    form = RevisionForm(
        request.POST or None, request.FILES or None, initial=text_to_begin_with(request)
    )
    checked = checked_text(request, form)
    if checked is None and done(request, form, actions.draft_revision):
        messages.success(request, f"已保存{form.result}的草稿。")
        return redirect("policy_revision", revision_id=form.result.pk)
    back = reverse("policy_packs")
    return form_page(request, form, title="起草政策包", back=back, checked=checked)


@EITHER
@requires(EDIT)
def revision_edit(request: ActorRequest, revision_id: int) -> HttpResponse:
    """Change a draft of the own unit, or only check the text."""
    revision = get_object_or_404(PackRevision.objects.handled_by(request.actor), pk=revision_id)
    initial = {"text": revision.text, "seen": revision.sha256}
    form = RevisionEditForm(request.POST or None, request.FILES or None, initial=initial)
    checked = checked_text(request, form)
    known = {"revision": revision, "actor": request.actor, "now": timezone.now()}
    if checked is None and attempt(form, actions.edit_revision, **known):
        messages.success(request, "已保存草稿。")
        return redirect("policy_revision", revision_id=revision.pk)
    back = reverse("policy_revision", args=[revision.pk])
    return form_page(request, form, title=f"修改{revision}", back=back, checked=checked)


@require_safe
@requires(EDIT, APPROVE)
def revision_detail(request: ActorRequest, revision_id: int) -> HttpResponse:
    """A revision with what it changes, and the buttons of whoever may act."""
    revision = get_object_or_404(PackRevision.objects.visible_to(request.actor), pk=revision_id)
    return revision_page(request, revision)


@require_POST
@requires(EDIT)
def revision_submission(request: ActorRequest, revision_id: int) -> HttpResponse:
    """Put a draft before a second person."""
    revision = get_object_or_404(PackRevision.objects.handled_by(request.actor), pk=revision_id)
    told = "已提交，等待另一人批准。"
    return _done(request, revision, Form(request.POST), actions.submit_revision, told)


@require_POST
@requires(APPROVE)
def revision_approval(request: ActorRequest, revision_id: int) -> HttpResponse:
    """Put a submitted version in force from its first day."""
    revision = get_object_or_404(PackRevision.objects.handled_by(request.actor), pk=revision_id)
    told = f"已批准，{revision.effective_from}起生效。"
    return _done(request, revision, ApprovalForm(request.POST), actions.approve_revision, told)


@EITHER
@requires(APPROVE)
def revision_return(request: ActorRequest, revision_id: int) -> HttpResponse:
    """Send a submitted version back, with the reason."""
    revision = get_object_or_404(PackRevision.objects.handled_by(request.actor), pk=revision_id)
    return _with_reason(request, revision, "退回修改", actions.return_revision)


@EITHER
@requires(EDIT)
def revision_discard(request: ActorRequest, revision_id: int) -> HttpResponse:
    """Give a draft up, with the reason."""
    revision = get_object_or_404(PackRevision.objects.handled_by(request.actor), pk=revision_id)
    return _with_reason(request, revision, "作废", actions.discard_revision)


def _done(
    request: ActorRequest,
    revision: PackRevision,
    form: Form,
    action: Callable[..., Any],
    told: str,
) -> HttpResponse:
    """One button's verb: back to the page, or the page with what stands in the way."""
    known = {"revision": revision, "actor": request.actor, "now": timezone.now()}
    if attempt(form, action, **known):
        messages.success(request, told)
        return redirect("policy_revision", revision_id=revision.pk)
    return revision_page(request, revision, form)


def _with_reason(
    request: ActorRequest, revision: PackRevision, title: str, action: Callable[..., Any]
) -> HttpResponse:
    """A verb that needs a reason: a page with one field."""
    form = ReasonForm(request.POST or None)
    known = {"revision": revision, "actor": request.actor, "now": timezone.now()}
    if attempt(form, action, **known):
        messages.success(request, f"已{title}。")
        return redirect("policy_revision", revision_id=revision.pk)
    back = reverse("policy_revision", args=[revision.pk])
    context = {"form": form, "revision": revision, "title": title, "back": back}
    return render(request, "policy/reason.html", {**context, "action": request.path})
