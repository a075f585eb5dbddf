"""Certificates of the people of an office."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core import files
from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, done, posted
from gongyuan.people.actions import certificates as actions
from gongyuan.people.capabilities import Capability
from gongyuan.people.forms.certificates import CertificateForm, WithdrawalForm
from gongyuan.people.forms.members import CertificateFindForm
from gongyuan.people.models import Certificate
from gongyuan.people.queries.certificates import ending_certificates
from gongyuan.people.queries.members import members_handled_by
from gongyuan.people.requests import ActorRequest
from gongyuan.people.views.page import form_page, one_page, tabs


@require_safe
@requires(Capability.PEOPLE_READ_STAFF)
def certificate_list(request: ActorRequest) -> HttpResponse:
    """The certificates within sight that end soon or have ended."""
    now = timezone.now()
    form = CertificateFindForm(request.GET)
    kind = form.cleaned_data["kind"] if form.is_valid() else ""
    rows = ending_certificates(request.actor, today=timezone.localdate(now), kind=kind)
    context = {
        "form": form,
        "page": one_page(request, rows),
        "now": now,
        "today": timezone.localdate(now),
        "tabs": tabs(request.actor, "certificate_list"),
    }
    return render(request, "people/certificate_list.html", context)


@EITHER
@requires(Capability.PEOPLE_KEEP_CERTIFICATES)
def certificate_new(request: ActorRequest, user_id: int) -> HttpResponse:
    user = get_object_or_404(members_handled_by(request.actor), pk=user_id)
    form = CertificateForm(posted(request), request.FILES or None)
    if done(request, form, actions.enter_certificate, user=user):
        messages.success(request, "证书已登记。")
        return redirect("member_detail", user.pk)
    back_url = reverse("member_detail", args=[user.pk])
    return form_page(request, form, title="登记证书", back_url=back_url, back=user.name)


@EITHER
@requires(Capability.PEOPLE_KEEP_CERTIFICATES)
def certificate_edit(request: ActorRequest, certificate_id: int) -> HttpResponse:
    row = _held(request, certificate_id)
    form = CertificateForm(posted(request), request.FILES or None, row=row)
    if done(request, form, actions.edit_certificate, row=row):
        messages.success(request, "已经保存。")
        return redirect("member_detail", row.user_id)
    back_url = reverse("member_detail", args=[row.user_id])
    hint = "换发的新证请另外登记，不要改这一份。"
    return form_page(
        request, form, title="更正证书", back_url=back_url, back=row.user.name, hint=hint
    )


@EITHER
@requires(Capability.PEOPLE_KEEP_CERTIFICATES)
def certificate_withdrawal(request: ActorRequest, certificate_id: int) -> HttpResponse:
    row = _held(request, certificate_id)
    form = WithdrawalForm(posted(request), initial={"withdrawn_on": timezone.localdate()})
    if done(request, form, actions.withdraw_certificate, row=row):
        messages.success(request, "证书已注销。")
        return redirect("member_detail", row.user_id)
    back_url = reverse("member_detail", args=[row.user_id])
    return form_page(request, form, title=f"注销{row}", back_url=back_url, back=row.user.name)


@require_safe
@requires(Capability.PEOPLE_READ_STAFF)
def certificate_file(request: ActorRequest, certificate_id: int) -> HttpResponse:
    seen = Certificate.objects.visible_to(request.actor).select_related("file")
    row = get_object_or_404(seen, pk=certificate_id)
    if row.file is None:
        raise Http404
    return files.response(row.file)


def _held(request: ActorRequest, certificate_id: int) -> Certificate:
    rows = Certificate.objects.handled_by(request.actor).select_related("user")
    return get_object_or_404(rows, pk=certificate_id)
