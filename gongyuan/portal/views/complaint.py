"""Complaining on the phone, and following a complaint."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongyuan.cases.models import Case
from gongyuan.core import files
from gongyuan.core.access import public
from gongyuan.core.refusals import Refused
from gongyuan.core.requests import attempt, posted, show_refusal
from gongyuan.organisations.models import Unit
from gongyuan.people.actions import send_phone_code, verify_phone_code
from gongyuan.people.actor import complainant, visitor
from gongyuan.people.queries import last_demo_code, verified_phone
from gongyuan.people.requests import ActorRequest
from gongyuan.portal import complaints as told
from gongyuan.portal import queries
from gongyuan.portal.actions import open_complaint
from gongyuan.portal.forms.complaint import (
    AnyComplaintForm,
    CaseComplaintForm,
    ComplaintTrackForm,
    MoreWordsForm,
)
from gongyuan.portal.views import visit
from gongyuan.quality.actions.lodging import add_to_complaint, lodge_complaint
from gongyuan.quality.models import Complaint

COMPLAINING = "complain"


def open_complaints(request: HttpRequest, ids: frozenset[int]) -> None:
    """Let this session see these complaints for half an hour, under a new session key."""
    request.session.cycle_key()
    request.session["complaints"] = sorted(ids)
    request.session["complaints_until"] = (timezone.now() + visit.OPEN_FOR).timestamp()


def of_complaint(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view one of the complaints this session has opened; any other does not exist."""

    @wraps(view)
    def opened(request: HttpRequest, complaint_id: int, **more: Any) -> HttpResponse:
        now = timezone.now()
        if request.session.get("complaints_until", 0) <= now.timestamp():
            return redirect("portal_complaint_track")
        actor = complainant(complaint_ids=frozenset(request.session.get("complaints", ())))
        seen = Complaint.objects.visible_to(actor).select_related("unit", "merged_into")
        complaint = get_object_or_404(seen, pk=complaint_id)
        request.session["complaints_until"] = (now + visit.OPEN_FOR).timestamp()
        request.actor = actor  # type: ignore[attr-defined] # the complainant, not a colleague
        return view(request, complaint, **more)

    return opened


@public
@require_http_methods(["GET", "POST"])
@never_cache
@visit.of_matter
def of_case(request: ActorRequest, case: Case) -> HttpResponse:
    """A complaint about the aid in a case that is open on this phone."""
    now = timezone.now()
    form = CaseComplaintForm(posted(request), case=case, today=timezone.localdate(now))
    known = {"about_unit": case.unit, "actor": request.actor, "now": now}
    if attempt(form, lodge_complaint, **known):
        open_complaints(request, frozenset({form.result.pk}))
        return redirect("portal_complaint_status", form.result.pk)
    back = reverse("portal_status", args=[case.pk])
    return render(request, "portal/complaint.html", {"form": form, "back_url": back})


@public
@require_http_methods(["GET", "POST"])
@never_cache
def anybody(request: HttpRequest) -> HttpResponse:
    """A complaint by anybody, once the phone has proven itself."""
    place = visit.chosen_place(request)
    form = AnyComplaintForm(posted(request))
    if place is not None and form.is_bound and form.is_valid():
        done = _prove_or_lodge(request, form, place)
        if done:
            return done
    is_sent = bool(request.POST.get("send_code")) and not form.errors
    demo = last_demo_code(form["phone"].value()) if is_sent and settings.DEMO else None
    shown = {"form": form, "place": place, "is_sent": is_sent, "demo_code": demo}
    shown["place_name"] = queries.place_name(place) if place else ""
    return render(request, "portal/complaint.html", shown | {"back_url": reverse("portal_home")})


def _prove_or_lodge(
    request: HttpRequest, form: AnyComplaintForm, place: Unit
) -> HttpResponse | None:
    now, phone = timezone.now(), form.cleaned_data["phone"]
    known = {"phone": phone, "purpose": COMPLAINING, "now": now}
    try:
        if request.POST.get("send_code"):
            send_phone_code(address=visit.address_of(request), **known)
            return None
        if _proven(request) != phone:
            proof = verify_phone_code(code=form.cleaned_data["code"], **known)
            request.session["complaint_proof"] = proof.pk
        unit, _ = queries.handling_office(place, today=timezone.localdate(now))
        typed = form.complaint(unit_path=unit.path, on=timezone.localdate(now))
        row = lodge_complaint(complaint=typed, about_unit=unit, actor=visitor(), now=now)
    except Refused as refused:
        show_refusal(form, refused)
        return None
    open_complaints(request, frozenset({row.pk}))
    return redirect("portal_complaint_status", row.pk)


def _proven(request: HttpRequest) -> str | None:
    proof = request.session.get("complaint_proof")
    return verified_phone(
        proof, purpose=COMPLAINING, now=timezone.now(), minutes=visit.PROOF_MINUTES
    )


@public
@require_http_methods(["GET", "POST"])
@never_cache
def track(request: HttpRequest) -> HttpResponse:
    """Code and phone open a complaint on this device for half an hour."""
    form = ComplaintTrackForm(posted(request))
    known = {"address": visit.address_of(request), "now": timezone.now()}
    if attempt(form, open_complaint, **known):
        open_complaints(request, form.result)
        return redirect("portal_complaint_status", min(form.result))
    return render(request, "portal/complaint_track.html", {"form": form})


@public
@require_http_methods(["GET", "POST"])
@never_cache
@of_complaint
def status(request: ActorRequest, complaint: Complaint) -> HttpResponse:
    """Where a complaint stands; what is missing can be added here."""
    form = MoreWordsForm(posted(request))
    known = {"complaint": complaint, "actor": request.actor, "now": timezone.now()}
    if attempt(form, add_to_complaint, **known):
        messages.success(request, "收到了，谢谢您。")
        return redirect("portal_complaint_status", complaint.pk)
    shown = told.page(complaint) | {"form": form}
    return render(request, "portal/complaint_status.html", shown)


@public
@require_safe
@never_cache
@of_complaint
def document(request: ActorRequest, complaint: Complaint, quality_document_id: int) -> HttpResponse:
    """The written answer to the complainant."""
    found = next((d for d in told.documents(complaint) if d.pk == quality_document_id), None)
    if found is None:
        raise Http404
    return files.response(found.file)
