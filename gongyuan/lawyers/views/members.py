"""Entering and correcting lawyers: facts, firm, discipline, photo."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, done, posted
from gongyuan.lawyers import actions
from gongyuan.lawyers.forms.members import (
    EditForm,
    LawyerForm,
    MeasureForm,
    MoveForm,
    PhotoForm,
)
from gongyuan.lawyers.models import Lawyer
from gongyuan.lawyers.rules import licence_hints
from gongyuan.lawyers.views.page import form_page, kept_lawyer, visible_lawyer
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

FACTS = (
    "name",
    "licence_number",
    "practising_since",
    "home_unit",
    "phone",
    "office_phone",
    "specialities",
    "languages",
)


@EITHER
@requires(Capability.LAWYERS_EDIT)
def lawyer_new(request: ActorRequest) -> HttpResponse:
    named = request.GET.get("firm", "")
    start = {"home_unit": request.actor.unit_id, "firm": int(named) if named.isdecimal() else None}
    form = LawyerForm(posted(request), actor=request.actor, initial=start)
    if done(request, form, actions.register_lawyer):
        lawyer = form.result  # type: ignore[attr-defined] # left there by attempt
        _hint(request, lawyer)
        return redirect("lawyer_term_new", lawyer_id=lawyer.pk)
    return form_page(request, form, "登记律师")


@EITHER
@requires(Capability.LAWYERS_EDIT)
def lawyer_edit(request: ActorRequest, lawyer_id: int) -> HttpResponse:
    lawyer = kept_lawyer(request, lawyer_id)
    start = {name: getattr(lawyer, name) for name in FACTS}
    form = EditForm(posted(request), actor=request.actor, initial=start)
    if done(request, form, actions.edit_lawyer, lawyer=lawyer):
        _hint(request, form.result)  # type: ignore[attr-defined] # left there by attempt
        return redirect("lawyer_detail", lawyer_id=lawyer.pk)
    return form_page(request, form, f"修改 {lawyer.name}", back=_back(lawyer))


@EITHER
@requires(Capability.LAWYERS_EDIT)
def lawyer_move(request: ActorRequest, lawyer_id: int) -> HttpResponse:
    lawyer = kept_lawyer(request, lawyer_id)
    start = {"day": timezone.localdate()}
    form = MoveForm(posted(request), actor=request.actor, initial=start)
    if done(request, form, actions.move_lawyer, lawyer=lawyer):
        messages.success(request, "已登记转所，从这天起按新律所查利益冲突。")
        return redirect("lawyer_detail", lawyer_id=lawyer.pk)
    hint = f"现在在{lawyer.firm.name}执业。"
    return form_page(request, form, f"{lawyer.name} 转所", back=_back(lawyer), hint=hint)


@EITHER
@requires(Capability.LAWYERS_EDIT)
def lawyer_discipline(request: ActorRequest, lawyer_id: int) -> HttpResponse:
    lawyer = kept_lawyer(request, lawyer_id)
    form = MeasureForm(posted(request))
    if done(request, form, actions.record_discipline, lawyer=lawyer):
        messages.warning(
            request, "已登记。属于取消资格情形的，在年度台账一栏点“审查成员资格”立案。"
        )
        return redirect("lawyer_detail", lawyer_id=lawyer.pk)
    hint = "受到处分、惩戒的，是取消成员资格的情形之一（平工文〔2016〕28号附件2第五条）。"
    title = f"登记 {lawyer.name} 的处分处罚"
    return form_page(request, form, title, back=_back(lawyer), hint=hint)


@EITHER
@requires(Capability.LAWYERS_EDIT, Capability.LAWYERS_GO_ONLINE)
def lawyer_photo(request: ActorRequest, lawyer_id: int) -> HttpResponse:
    is_own = request.actor.is_lawyer
    lawyer = (visible_lawyer if is_own else kept_lawyer)(request, lawyer_id)
    start = {"is_public": lawyer.photo_consent_on is not None}
    form = PhotoForm(posted(request), request.FILES or None, initial=start)
    back = reverse("lawyer_own") if request.actor.is_lawyer else _back(lawyer)
    if done(request, form, actions.set_photo, lawyer=lawyer):
        return redirect(back)
    return form_page(request, form, f"{lawyer.name} 的照片", back=back)


def _hint(request: ActorRequest, lawyer: Lawyer) -> None:
    today = timezone.localdate()
    for hint in licence_hints(lawyer.licence_number, lawyer.practising_since, today=today):
        messages.warning(request, hint)


def _back(lawyer: Lawyer) -> str:
    return reverse("lawyer_detail", args=[lawyer.pk])
