"""The page of one case: every verb answers with it, its form in the place of work."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from gongyuan.cases.choices import FINAL_STATES, CaseState, MoveOf
from gongyuan.cases.models import (
    Case,
    Decision,
    Discussion,
    Objection,
    OfficialDocument,
    Review,
    Supplement,
)
from gongyuan.cases.queries import detail, lists, proposal
from gongyuan.cases.queries.closing import returning_verb
from gongyuan.cases.queries.discussion import duty_after
from gongyuan.cases.queries.facts import approval_levels
from gongyuan.cases.queries.timeline import timeline
from gongyuan.cases.queries.whole import WholeCase, whole_case
from gongyuan.cases.rules.decision import is_for_the_head, level_obstacles
from gongyuan.cases.rules.discussion import duty_obstacles
from gongyuan.cases.workflow import WORKFLOW
from gongyuan.core.models import Event
from gongyuan.core.panels import panels_of
from gongyuan.core.requests import Work
from gongyuan.core.workflow import Transition
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

#: Facts for the parts of the page that other files of the domain show: they add themselves.
PARTS: list[Callable[[WholeCase, Actor, datetime], dict[str, Any]]] = []

#: Where each verb is done, when it is not `case_<verb>`.
ROUTES: dict[str, tuple[str, tuple[str, ...]]] = {
    "accept": ("case_acceptance", ()),
    "request_supplement": ("case_supplement_request", ()),
    "propose": ("case_review", ()),
    "grant": ("case_decision", ("grant",)),
    "grant_first": ("case_decision", ("grant_first",)),
    "refuse": ("case_decision", ("refuse",)),
    "transfer": ("case_transfer", ()),
    "terminate": ("case_termination", ()),
    "supplement": ("case_supplement", ()),
    "return_to_review": ("case_note_verb", ("return_to_review",)),
    "withdraw": ("case_note_verb", ("withdraw",)),
    "object": ("case_note_verb", ("object",)),
    "object_termination": ("case_note_verb", ("object_termination",)),
    "lapse": ("case_lapse", ()),
}
OBJECTION_VERBS = ("uphold", "change", "remand", "uphold_termination", "revoke_termination")
#: The verb that a state most often calls for.
PRIMARY = {
    CaseState.SUBMITTED: ("accept",),
    CaseState.SUPPLEMENTING: ("supplement",),
    # Offered only where nobody has to give an opinion first.
    CaseState.UNDER_REVIEW: ("grant", "propose"),
    CaseState.AWAITING_DECISION: ("grant",),
    CaseState.GRANTED: ("assign",),
    CaseState.UNDER_OBJECTION: ("uphold",),
    CaseState.ASSIGNED: ("accept_assignment",),
    CaseState.MANDATING: ("sign_mandate",),
    CaseState.HANDLING: ("close",),
    CaseState.SUSPENDED: ("resume",),
    CaseState.CLOSED: ("submit_file",),
    CaseState.TERMINATED: ("submit_file",),
    CaseState.TERMINATION_OBJECTED: ("uphold_termination",),
    CaseState.FILE_SUBMITTED: ("archive",),
}


#: Legal, but seldom what one came for: at the end of the menu.
RARE = frozenset({"withdraw", "transfer", "lapse", "terminate", "replace", "pass_on"})
#: What was decided is then looked up, not worked on: its part is folded.
AFTER_ASSIGNMENT = frozenset(
    {
        CaseState.ASSIGNED,
        CaseState.MANDATING,
        CaseState.HANDLING,
        CaseState.SUSPENDED,
        CaseState.TERMINATED,
        CaseState.CLOSED,
        CaseState.FILE_SUBMITTED,
        CaseState.ARCHIVED,
    }
)
#: Never the one red button: what undoes a colleague's work or ends the aid is looked for.
SELDOM = RARE | {"suspend", "return_to_review", "request_supplement"}


@dataclass(frozen=True, kw_only=True)
class VerbWork(Work):
    """The form of the verb that is being done, beside what the rules propose where that helps."""

    shows_proposal: bool = False


def case_page(
    request: ActorRequest, case: Case, *, work: Work | None = None, **more: Any
) -> HttpResponse:
    """Show a case as the actor may see it, with a form open or without; `more` is further context.

    200 in every case: an invalid form is shown again with what was typed.
    """
    now = timezone.now()
    context = case_context(case, request.actor, now) | {"work": work} | more
    return render(request, "cases/detail.html", context)


def case_context(case: Case, actor: Actor, now: datetime) -> dict[str, Any]:
    """Everything the page of a case shows; what several parts need is read once."""
    whole = whole_case(case, actor)
    issued = detail.replaced_marked(whole.all(OfficialDocument))
    context = {
        "case": case,
        "now": now,
        "claims": detail.claims_shown(whole.claims) or detail.sums_shown(whole.claims_by_kind),
        "materials": whole.papers_by_material,
        "papers": whole.papers,
        "documents": detail.documents_seen(issued, actor),
        "applicants": detail.applicants_shown(whole.applicants, actor),
        "similar": lists.similar_cases(case, actor, whole.elsewhere),
        "events": timeline(whole.all(Event), actor),
        "panels": panels_of(case, actor, now),
        "is_own": case.unit_id == actor.unit_id or actor.is_lawyer,
        **_standing(whole, actor, now),
        **_deciding(whole, now),
    }
    for part in PARTS:
        context |= part(whole, actor, now)
    return context


def _standing(whole: WholeCase, actor: Actor, now: datetime) -> dict[str, Any]:
    """Where the case stands, whose move it is, by when, and what may follow."""
    case, deadlines = whole.case, whole.deadlines
    objection = whole.first(Objection)
    return {
        "phases": detail.phases(case),
        "move": detail.move_words(case, actor, now=now),
        "deadlines": deadlines,
        "next_deadline": next((d for d in deadlines if d.code == case.next_due_code), None),
        "objection": objection,
        **next_steps(whole, actor),
    }


def _deciding(whole: WholeCase, now: datetime) -> dict[str, Any]:
    """What the rules propose and what people held of it."""
    review, decision = whole.first(Review), whole.first(Decision)
    today = timezone.localdate(now)
    return {
        "review": review,
        "review_is_past": whole.case.state in AFTER_ASSIGNMENT,
        "supplement": whole.first(Supplement),
        "proposal": proposal.proposal_of(whole.case, review, decision, today=today),
    }


def next_steps(whole: WholeCase, actor: Actor) -> dict[str, Any]:
    """The legal next steps of this actor on this case, as the strip shows them."""
    case, waiting = whole.case, _waited_for(whole)
    objection = whole.first(Objection)
    verbs = _open_to(case, actor, objection, waiting)
    steps = [step for verb in verbs if (step := _step(case, verb))]
    first = PRIMARY.get(CaseState(case.state), ())
    primary = next((s for name in first for s in steps if s["verb"] == name), None)
    rest = sorted((s for s in steps if s is not primary), key=lambda step: step["verb"] in RARE)
    if primary is None and rest and rest[0]["verb"] not in SELDOM:
        primary = rest.pop(0)
    return {
        "primary": {**primary, "key": "g"} if primary else None,
        "secondary": rest[:1],
        "more": rest[1:],
        "blocked": _blocked(case, actor, waiting),
        "none": "" if primary else _calm(case),
    }


def _calm(case: Case) -> str:
    """The sentence in the place of the red button when nothing awaits this post."""
    if case.state in FINAL_STATES or case.move_of in ("", MoveOf.NOBODY):
        return ""
    return f"现在等{case.move_label}。别的事在下面各栏里办。"


def _blocked(case: Case, actor: Actor, waiting: list[str]) -> list[dict[str, str]]:
    """The step people look for and do not find yet, with the reason."""
    if not actor.can(Capability.CASES_ASSIGN) or case.unit_id != actor.unit_id:
        return []
    if case.state in proposal.BEFORE_DECISION:
        undecided = {"label": "指派", "reason": "还没有给予援助的决定。"}
        decides = actor.can(Capability.CASES_DECIDE)
        reasons = waiting if decides else []
        return [*({"label": "决定", "reason": reason} for reason in reasons), undecided]
    if case.state == CaseState.REFUSED:
        return [{"label": "指派", "reason": "决定是不予援助；改变要经异议复核或者重新申请。"}]
    return []


def _waited_for(whole: WholeCase) -> list[str]:
    """What must come before the decision: an opinion, and for a major case a discussion."""
    case = whole.case
    undecided = case.state in (CaseState.UNDER_REVIEW, CaseState.AWAITING_DECISION)
    duty = duty_after(case, whole.all(Discussion)) if undecided else ""
    found = duty_obstacles(duty)
    if case.state != CaseState.UNDER_REVIEW:
        return found
    return [*level_obstacles(approval_levels(case), is_reviewed=False), *found]


def _decisions_not_open(case: Case, actor: Actor, waiting: list[str]) -> set[str]:
    """Decisions that the pack's levels of approval leave to another, or to a later moment."""
    if case.state not in (CaseState.UNDER_REVIEW, CaseState.AWAITING_DECISION):
        return set()
    is_anothers = is_for_the_head(approval_levels(case)) and not actor.can(Capability.CASES_DECIDE)
    return {"grant", "refuse"} if is_anothers or waiting else set()


def _returns_not_open(case: Case) -> set[str]:
    """The way back of a file that is not this one's: closed and ended cases go back apart."""
    if case.state != CaseState.FILE_SUBMITTED:
        return set()
    return {"return_file", "return_terminated_file"} - {returning_verb(case)}


def _open_to(
    case: Case, actor: Actor, objection: Objection | None, waiting: list[str]
) -> list[Transition]:
    """What follows the state, within the actor's powers and over this very case."""
    available = WORKFLOW.available(case.state, actor.capabilities)
    if actor.is_lawyer or case.unit_id == actor.unit_id:
        undecidable = _decisions_not_open(case, actor, waiting)
        barred = {*OBJECTION_VERBS, *undecidable, *_returns_not_open(case)}
        own = [t for t in available if t.name not in barred]
    else:
        own = []
    if objection and objection.decided_by_unit_id == actor.unit_id:
        own += [t for t in available if t.name in OBJECTION_VERBS]
    return own


def _step(case: Case, verb: Transition) -> dict[str, Any] | None:
    own = ("case_objection", (verb.name,)) if verb.name in OBJECTION_VERBS else None
    route, more = own or ROUTES.get(verb.name, (f"case_{verb.name}", ()))
    try:
        url = reverse(route, args=[case.pk, *more])
    except NoReverseMatch:
        return None
    return {"verb": verb.name, "label": verb.label, "url": url}
