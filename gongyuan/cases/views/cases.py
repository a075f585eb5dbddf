"""The page of a case, its papers, and the registration at the window."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.cases.actions import application, papers, reading
from gongyuan.cases.forms.registration import RegistrationForm
from gongyuan.cases.forms.review import PaperForm, ServiceForm
from gongyuan.cases.models import Case, OfficialDocument, Paper
from gongyuan.cases.queries import detail, lists
from gongyuan.cases.queries.clauses import clause_of
from gongyuan.cases.queries.sight import READ, case_in_sight
from gongyuan.cases.views.page import case_page
from gongyuan.core import files
from gongyuan.core.access import requires
from gongyuan.core.refusals import Refused
from gongyuan.core.requests import EITHER, Work, attempt, posted
from gongyuan.law.identity import identity_facts, identity_obstacles
from gongyuan.matters.origins import Origin, origin_of
from gongyuan.organisations.models import Unit
from gongyuan.people.capabilities import Capability
from gongyuan.people.choices import Role
from gongyuan.people.queries.units import place_called
from gongyuan.people.requests import ActorRequest


@require_safe
@requires(Capability.CASES_READ)
def case_detail(request: ActorRequest, case_id: int) -> HttpResponse:
    case = case_in_sight(request.actor, case_id)
    if case is None:
        raise Http404
    reading.note_reading(case=case, actor=request.actor, now=timezone.now())
    return case_page(request, case)


@EITHER
@requires(Capability.CASES_REGISTER)
def case_registration(request: ActorRequest) -> HttpResponse:
    """Register an application at the window; `check` only reads the identity number.

    An enterprise's union writes for the union above it, which takes it over or sends it back.
    """
    if request.actor.role == Role.ENTERPRISE_UNION_OFFICER:
        return redirect("hand_up_new")
    return _registration(request, None)


@EITHER
@requires(Capability.CASES_REGISTER)
def case_registration_from_consultation(
    request: ActorRequest, consultation_id: int
) -> HttpResponse:
    """Register the application of somebody who asked before: what was told then is filled in."""
    origin = origin_of("consultation", consultation_id, request.actor)
    if origin is None:
        raise Http404
    try:
        return _registration(request, origin)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
        return redirect(origin.url)


def _registration(request: ActorRequest, origin: Origin | None) -> HttpResponse:
    now = timezone.now()
    unit = receiving_unit(request)
    today = timezone.localdate(now)
    if request.POST.get("check"):
        grounds = request.POST.getlist("hardship_grounds")
        typed = {**request.POST.dict(), "hardship_grounds": grounds}
        return _registration_page(request, RegistrationForm(initial=typed, today=today), origin)
    known = _filled_in(origin, now) if origin and request.method == "GET" else None
    form = RegistrationForm(posted(request), initial=known, today=today)
    given: dict[str, Any] = {"unit": unit, "origin": origin, "actor": request.actor, "now": now}
    if attempt(form, application.submit_application, **given):
        case = form.result  # type: ignore[attr-defined] # left there by attempt
        messages.success(request, f"已登记，查询码 {case.matter.code}，已发到申请人手机。")
        if request.actor.can(Capability.CASES_READ):
            return redirect("case_detail", case_id=case.pk)
        return redirect("case_registration")
    return _registration_page(request, form, origin)


def _filled_in(origin: Origin, now: datetime) -> dict[str, str]:
    """What was told before, by field; a field without an answer keeps its own beginning."""
    told = origin.told(now=now)
    given = {
        "name": told.name,
        "phone": told.phone,
        "contact_note": told.contact_note,
        "employer_name": told.employer_name,
        "region_code": place_called(told.region_code),
        "facts_text": told.facts,
    }
    return {name: text for name, text in given.items() if text}


def receiving_unit(request: ActorRequest) -> Unit:
    """Where the application goes: the own unit, or from an enterprise's union the one above it."""
    own = Unit.objects.visible_to(request.actor).select_related("parent")
    unit: Unit = get_object_or_404(own, pk=request.actor.unit_id)
    if request.actor.role == Role.ENTERPRISE_UNION_OFFICER and unit.parent:
        return unit.parent
    return unit


def _registration_page(
    request: ActorRequest, form: RegistrationForm, origin: Origin | None
) -> HttpResponse:
    known = request.POST or form.initial
    number, phone = (str(known.get(name, "")) for name in ("identity_number", "phone"))
    today = timezone.localdate()
    obstacles = identity_obstacles(number, today=today) if number else []
    facts = identity_facts(number) if number and not obstacles else None
    context: dict[str, Any] = {
        "form": form,
        "origin": origin,
        "identity": facts,
        "identity_age": facts.age_on(today) if facts else None,
        "identity_obstacles": obstacles,
        "known_cases": lists.cases_of_person(number, phone, request.actor),
        "now": timezone.now(),
    }
    answer = render(request, "cases/registration.html", context)
    if origin:
        # A telephone stands in it that nobody has typed here.
        answer.headers["Cache-Control"] = "private, no-store"
    return answer


@EITHER
@requires(Capability.CASES_SUPPLEMENT, Capability.CASES_HANDLE)
def case_paper_new(request: ActorRequest, case_id: int) -> HttpResponse:
    rows = Case.objects.handled_by(request.actor).select_related(*READ)
    case = get_object_or_404(rows, pk=case_id)
    form = PaperForm(posted(request), request.FILES or None, case=case)
    now = timezone.now()
    if attempt(form, papers.add_paper, case=case, actor=request.actor, now=now):
        messages.success(request, "已添加材料。")
        return redirect("case_detail", case_id=case.pk)
    work = Work(title="添加材料", form=form, action=request.path, submit="添加")
    return case_page(request, case, work=work)


@require_safe
@requires(Capability.CASES_READ)
def case_paper(request: ActorRequest, case_id: int, paper_id: int) -> HttpResponse:
    """Open one paper of a case in sight; that it was opened is written down."""
    case = get_object_or_404(Case.objects.visible_to(request.actor), pk=case_id)
    paper: Paper = get_object_or_404(detail.papers_in_sight(case, request.actor), pk=paper_id)
    reading.note_opened_file(paper=paper, actor=request.actor, now=timezone.now())
    return files.response(paper.file, inline=True)


@EITHER
@requires(Capability.CASES_SERVE)
def case_document_served(request: ActorRequest, case_id: int, document_id: int) -> HttpResponse:
    rows = Case.objects.handled_by(request.actor).select_related(*READ)
    case = get_object_or_404(rows, pk=case_id)
    document: OfficialDocument = get_object_or_404(case.documents.all(), pk=document_id)
    form = ServiceForm(posted(request))
    actor, now = request.actor, timezone.now()
    if attempt(form, papers.serve_document, document=document, actor=actor, now=now):
        messages.success(request, f"已记下{document.title}送达。")
        return redirect("case_detail", case_id=case.pk)
    title = f"登记送达：{document.title}"
    work = Work(title=title, form=form, action=request.path, submit="登记送达")
    return case_page(request, case, work=work)


@require_safe
@requires(Capability.CASES_READ, Capability.POLICY_READ)
def clause(request: ActorRequest, pack: str, clause_id: str) -> HttpResponse:
    """The words of a clause, opened beside the decision that cites it."""
    found = clause_of(pack, clause_id)
    return render(request, "cases/clause.html", {"clause": found}, status=200 if found else 404)
