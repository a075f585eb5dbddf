"""The volunteer lawyers as anybody may see them: roster, certificate, recruitment."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongyuan.core import files
from gongyuan.core.access import public
from gongyuan.core.refusals import Refused
from gongyuan.core.requests import posted, show_refusal
from gongyuan.lawyers.actions.nominations import submit_nomination
from gongyuan.lawyers.choices import RoundState
from gongyuan.lawyers.models import RecruitmentRound
from gongyuan.lawyers.queries import roster, rounds
from gongyuan.lawyers.queries.terms import panel_rows
from gongyuan.lawyers.rules.certificates import typed_code
from gongyuan.lawyers.rules.rounds import entry_obstacles
from gongyuan.people.actions import send_phone_code, verify_phone_code
from gongyuan.people.actor import visitor
from gongyuan.people.queries import last_demo_code, verified_phone
from gongyuan.portal import queries
from gongyuan.portal.forms.roster import CodeForm, ComeForwardForm, CountyForm
from gongyuan.portal.views import visit

COMING = "nominate"


@public
@require_safe
@never_cache
def teams(request: HttpRequest) -> HttpResponse:
    """The unions that have a team, the nearest to the chosen place first."""
    place = visit.chosen_place(request)
    shown = {
        "place_name": queries.place_name(place) if place else "",
        "teams": roster.teams(place=place, on=timezone.localdate()),
        "back_url": reverse("portal_home"),
    }
    return render(request, "portal/roster_teams.html", shown)


@public
@require_safe
def members(request: HttpRequest, unit_id: int) -> HttpResponse:
    """A team: its members, by county, its additions and removals, the supervision phones."""
    unit = roster.team_unit(unit_id)
    if unit is None:
        raise Http404
    today = timezone.localdate()
    form = CountyForm(request.GET or None, counties=roster.counties(unit))
    county = form.cleaned_data["county"] if form.is_bound and form.is_valid() else None
    found = roster.members(unit, county=county, on=today)
    page = Paginator(found, roster.PAGE).get_page(request.GET.get("page"))
    shown = {
        "unit": unit,
        "form": form,
        "page": page,
        "members": [roster.shown_member(term, on=today) for term in page.object_list],
        "changes": roster.changes(unit, on=today),
        "phones": roster.public_phones(unit, on=today),
        "rounds": roster.public_rounds(unit),
        "back_url": reverse("portal_roster"),
    }
    return render(request, "portal/roster.html", shown)


@public
@require_safe
def photo(request: HttpRequest, unit_id: int, member_id: int) -> HttpResponse:
    """A member's photo, while the member serves in the team and has agreed."""
    found = roster.public_portrait(unit_id, member_id, on=timezone.localdate())
    if found is None:
        raise Http404
    answer = files.response(found, inline=True)
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer


@public
@require_safe
def certificate(request: HttpRequest) -> HttpResponse:
    """Whether a certificate is true, with no more of the lawyer than the roster tells."""
    form = CodeForm(request.GET or None)
    shown: dict[str, Any] = {"form": form, "back_url": reverse("portal_roster")}
    if form.is_bound and form.is_valid():
        term = roster.certificate(typed_code(form.cleaned_data["code"]))
        shown["is_asked"] = True
        shown["row"] = panel_rows([term], on=timezone.localdate())[0] if term else None
    return render(request, "portal/certificate.html", shown)


@public
@require_safe
def call(request: HttpRequest, round_id: int) -> HttpResponse:
    """A round: the call, and during the public notice and after it those in it."""
    round = _round(round_id)
    today = timezone.localdate()
    shown = {
        "round": round,
        "is_open": not _closed(round, today),
        "candidates": rounds.in_notice(round) if round.state != RoundState.CALLED else [],
        "phones": roster.public_phones(round.unit, on=today),
        "back_url": reverse("portal_roster_members", args=[round.unit_id]),
    }
    return render(request, "portal/call.html", shown)


@public
@require_http_methods(["GET", "POST"])
@never_cache
def come_forward(request: HttpRequest, round_id: int) -> HttpResponse:
    """A lawyer puts oneself forward, once the phone has proven itself."""
    round = _round(round_id)
    obstacles = _closed(round, timezone.localdate())
    if obstacles:
        shown = {"round": round, "obstacles": obstacles, "back_url": _call_url(round)}
        return render(request, "portal/come_forward_done.html", shown)
    form = ComeForwardForm(posted(request), round=round)
    if form.is_bound and form.is_valid() and _prove_or_submit(request, form, round):
        return redirect("portal_come_forward_done", round.pk)
    is_sent = bool(request.POST.get("send_code")) and not form.errors
    demo = last_demo_code(form["phone"].value()) if is_sent and settings.DEMO else None
    shown = {"form": form, "round": round, "is_sent": is_sent, "demo_code": demo}
    return render(request, "portal/come_forward.html", shown | {"back_url": _call_url(round)})


@public
@require_safe
@never_cache
def came_forward(request: HttpRequest, round_id: int) -> HttpResponse:
    round = _round(round_id)
    shown = {"round": round, "back_url": _call_url(round)}
    return render(request, "portal/come_forward_done.html", shown)


def _prove_or_submit(request: HttpRequest, form: ComeForwardForm, round: RecruitmentRound) -> bool:
    now, phone = timezone.now(), form.cleaned_data["phone"]
    known = {"phone": phone, "purpose": COMING, "now": now}
    try:
        if request.POST.get("send_code"):
            send_phone_code(address=visit.address_of(request), **known)
            return False
        if _proven(request) != phone:
            proof = verify_phone_code(code=form.cleaned_data["code"], **known)
            request.session["nomination_proof"] = proof.pk
        submit_nomination(
            round=round,
            candidate=form.candidate(),
            has_consented=form.cleaned_data["has_consented"],
            actor=visitor(),
            now=now,
        )
    except Refused as refused:
        show_refusal(form, refused)
        return False
    return True


def _proven(request: HttpRequest) -> str | None:
    proof = request.session.get("nomination_proof")
    return verified_phone(proof, purpose=COMING, now=timezone.now(), minutes=visit.PROOF_MINUTES)


def _round(round_id: int) -> RecruitmentRound:
    found = roster.public_round(round_id)
    if found is None:
        raise Http404
    return found


def _closed(round: RecruitmentRound, today: Any) -> list[str]:
    return entry_obstacles(
        is_called=round.state == RoundState.CALLED,
        opens_on=round.opens_on,
        closes_on=round.closes_on,
        today=today,
    )


def _call_url(round: RecruitmentRound) -> str:
    return reverse("portal_call", args=[round.pk])
