"""Check the answers, prove the phone, send, and hold the receipt."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongyuan.cases.actions.drafts import submit_draft
from gongyuan.cases.models import Case
from gongyuan.core.access import public
from gongyuan.core.refusals import Refused
from gongyuan.core.requests import attempt, posted
from gongyuan.people.actions import send_phone_code, verify_phone_code
from gongyuan.people.actor import visitor
from gongyuan.people.privacy import mask_phone
from gongyuan.people.queries import last_demo_code
from gongyuan.portal import answers as read
from gongyuan.portal import queries, questions, told
from gongyuan.portal.forms.people import CodeForm
from gongyuan.portal.views import visit
from gongyuan.portal.views.flow import page_of


@public
@require_http_methods(["GET", "POST"])
@never_cache
def answers(request: HttpRequest) -> HttpResponse:
    """Everything answered, each with a way to change it; then the phone proves itself."""
    sent = visit.sent_case(request)
    if sent:
        return _sent_already(request, sent)
    draft = visit.draft_of(request)
    unfinished = _unfinished(draft)
    if unfinished:
        return redirect(unfinished)
    now = timezone.now()
    refusal: list[str] = []
    if request.method == "POST":
        done, refusal = _prove_or_send(request, draft, now)
        if done:
            return done
    return render(request, "portal/answers.html", _summary(request, draft, refusal))


def _sent_already(request: HttpRequest, case: Case) -> HttpResponse:
    """The receipt, when it is open here or the code of the text message is given once more.

    Of two taps at one moment the second may come with a session that the first has just renewed.
    """
    now, form = timezone.now(), CodeForm(posted(request))
    proving = {"phone": queries.applying_phone(case), "purpose": visit.APPLYING, "now": now}
    if not visit.is_open(request, case):
        if not attempt(form, verify_phone_code, **proving):
            messages.info(request, "您的申请已经交上来了。凭查询码和手机号查看进展。")
            return redirect("portal_track")
        visit.open_cases(request, frozenset({case.pk}), now=now)
    return redirect("portal_receipt", case.pk)


def _unfinished(draft: visit.Draft) -> str | None:
    """Where to go on before sending; the place again when its union was closed meanwhile."""
    following = questions.next_open("apply", draft.answers, draft.place)
    if following:
        return page_of("apply", following.slug)
    return None if draft.unit else page_of("apply", "place")


def _summary(request: HttpRequest, draft: visit.Draft, refusal: list[str]) -> dict[str, Any]:
    place = queries.place_name(draft.unit) if draft.unit else ""
    rows = told.summary(draft.answers, place=place, papers=queries.paper_count(draft.row))
    for row in rows:
        row["change_url"] = page_of("apply", row["slug"])
    return {
        "rows": rows,
        "refusal": refusal,
        "phone": mask_phone(draft.answers["phone"]),
        "is_proven": visit.proven_phone(request, now=timezone.now()) == draft.answers["phone"],
        "back_url": page_of("apply", "consent"),
    }


def _prove_or_send(
    request: HttpRequest, draft: visit.Draft, now: datetime
) -> tuple[HttpResponse | None, list[str]]:
    phone = draft.answers["phone"]
    if visit.proven_phone(request, now=now) == phone:
        return _send(request, draft, now)
    try:
        send_phone_code(
            phone=phone, purpose=visit.APPLYING, now=now, address=visit.address_of(request)
        )
    except Refused as refused:
        return None, refused.reasons
    return redirect("portal_apply_code"), []


def _send(
    request: HttpRequest, draft: visit.Draft, now: datetime
) -> tuple[HttpResponse | None, list[str]]:
    if draft.unit is None:
        return redirect("portal_apply_place"), []
    unit, institution = queries.handling_office(draft.unit, today=draft.today)
    asked = queries.asked_materials(draft.answers, region_code=unit.region_code, today=draft.today)
    try:
        case = submit_draft(
            key=draft.key,
            application=read.application(
                draft.answers, key=draft.key, region_code=draft.place.region_code
            ),
            unit=unit,
            institution=institution,
            asked={one.code for one in asked},
            actor=visitor(),
            now=now,
        )
    except Refused as refused:
        return None, refused.reasons
    visit.open_cases(request, frozenset({case.pk}), now=now)
    return redirect("portal_receipt", case.pk), []


@public
@require_http_methods(["GET", "POST"])
@never_cache
def code(request: HttpRequest) -> HttpResponse:
    """The six digits from the text message; with them the application goes out."""
    sent = visit.sent_case(request)
    if sent:
        return _sent_already(request, sent)
    draft = visit.draft_of(request)
    unfinished = _unfinished(draft)
    if unfinished:
        return redirect(unfinished)
    phone, now = draft.answers["phone"], timezone.now()
    form = CodeForm(posted(request))
    known = {"phone": phone, "purpose": visit.APPLYING, "now": now}
    if attempt(form, verify_phone_code, **known):
        request.session["phone_proof"] = form.result.pk
        done, refusal = _send(request, draft, now)
        return done or render(request, "portal/answers.html", _summary(request, draft, refusal))
    demo = last_demo_code(phone) if settings.DEMO else None
    context = {"form": form, "phone": mask_phone(phone), "demo_code": demo}
    return render(
        request, "portal/code.html", {**context, "back_url": reverse("portal_apply_answers")}
    )


@public
@require_safe
@never_cache
@visit.of_matter
def receipt(request: HttpRequest, case: Case) -> HttpResponse:
    """The tracking code, what happens next and by when; kept with a picture or on paper."""
    context = {"case": case, "review": queries.review_deadline(case)}
    return render(request, "portal/receipt.html", context)


@public
@require_safe
@never_cache
@visit.of_matter
def receipt_picture(request: HttpRequest, case: Case) -> HttpResponse:
    """The QR of the tracking page; the code stands behind #, so that no server ever logs it."""
    address = f"{request.build_absolute_uri(reverse('portal_track'))}#{case.matter.code}"
    return HttpResponse(told.qr_picture(address), content_type="image/svg+xml")
