"""Collaborations: those of a case, those of a union on either side, and how many there were."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from gongyuan.cases.choices.major import OPEN_COLLABORATION, CollaborationSide, CollaborationState
from gongyuan.cases.models import Case, Collaboration, Paper
from gongyuan.core.keyset import Page, page_of
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.policy.choices import ClaimKind

#: So many lines a page, each with what it names.
PAGE = 40
READ = "case__employer", "unit", "to_unit", "cost_proposed_by"
#: Never was a collaboration: nobody took the letter up.
NOT_TAKEN_UP = (
    CollaborationState.ASKED,
    CollaborationState.TURNED_DOWN,
    CollaborationState.CALLED_BACK,
)


def helping_unions(case: Case) -> list[Unit]:
    """The unions elsewhere that help with a case now, for whoever asks who has it."""
    helping = (CollaborationState.AT_WORK, CollaborationState.REPORTED_DONE)
    ids = case.collaborations.filter(state__in=helping).values("to_unit")
    return list(Unit.objects.filter(pk__in=ids).order_by("pk"))


def collaborations(
    actor: Actor, side: CollaborationSide, *, year: int | None = None
) -> QuerySet[Collaboration]:
    """The collaborations in sight on one side: open ones, or with `year` those begun in it.

    A collaboration counts on both sides, in the year (Beijing) its letter was taken up; the case
    counts once, with the union that asked (the table of 吉会法字〔2015〕1号 counts cases).
    """
    path = actor.unit_path
    rows = Collaboration.objects.visible_to(actor)
    here = {
        CollaborationSide.ASKED_BY_US: Q(unit_path__startswith=path),
        CollaborationSide.HELPED_BY_US: Q(to_path__startswith=path),
    }[side]
    rows = rows.filter(here)
    if year is None:
        return rows.filter(state__in=OPEN_COLLABORATION)
    first, last = _midnight(date(year, 1, 1)), _midnight(date(year + 1, 1, 1))
    begun = rows.exclude(state__in=NOT_TAKEN_UP).filter(accepted_at__gte=first)
    return begun.filter(accepted_at__lt=last)


def collaboration_page(
    actor: Actor, side: CollaborationSide, *, year: int | None, after: str
) -> Page[Collaboration]:
    """A page of these: of the open ones the soonest day first, of a year's the latest first."""
    rows = collaborations(actor, side, year=year).select_related(*READ)
    if year is None:
        return page_of(rows, "due_on", after=after, size=PAGE)
    return page_of(rows, "accepted_at", after=after, size=PAGE, newest_first=True)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def unions_called(text: str) -> list[Unit]:
    """Open unions of this name: the one that bears it whole, else up to six that contain it."""
    known = Unit.objects.filter(closed_on=None)
    whole = list(known.filter(Q(name=text) | Q(short_name=text)).order_by("path")[:6])
    return whole or list(known.filter(name__contains=text).order_by("path")[:6])


@dataclass(frozen=True, kw_only=True)
class Side:
    """What one side of a collaboration may do now."""

    is_asker: bool
    is_helper: bool
    may_answer: bool
    may_report: bool
    may_call_back: bool
    may_confirm: bool
    may_name_cost: bool
    may_agree: bool
    may_cut: bool


def side_of(row: Collaboration, actor: Actor) -> Side:
    """Which side the actor is on, and what that side may do in this state."""
    can = actor.can(Capability.CASES_COLLABORATE)
    asker, helper = can and row.unit_id == actor.unit_id, can and row.to_unit_id == actor.unit_id
    state, at_work = row.state, row.state == CollaborationState.AT_WORK
    talks = at_work or state == CollaborationState.REPORTED_DONE
    named, agreed = row.cost_proposed_by_id, row.cost_agreed_at is not None
    return Side(
        is_asker=asker,
        is_helper=helper,
        may_answer=helper and state == CollaborationState.ASKED,
        may_report=helper and at_work,
        may_call_back=asker and state == CollaborationState.ASKED,
        may_confirm=asker and state == CollaborationState.REPORTED_DONE,
        may_name_cost=(asker or helper) and talks and not agreed,
        may_agree=(asker or helper) and talks and not agreed and named not in (None, actor.unit_id),
        may_cut=(asker or helper) and at_work,
    )


def told_of_case(row: Collaboration) -> list[dict[str, Any]]:
    """What both sides read of the case: who, against whom, what for, and what happened.

    No numbers of identity or phone: the asking side is the one that speaks with the worker.
    """
    case = row.case
    claims = "、".join(ClaimKind(kind).label for kind in case.claim_kinds)
    amount = f"{case.claim_amount:,.2f} 元" if case.claim_amount is not None else "无金额请求"
    return [
        {"label": "申请人", "value": f"{case.applicant_label}，{case.people_count} 人"},
        {"label": "用人单位", "value": case.employer.name},
        {"label": "请求", "value": f"{claims}，{amount}"},
        {"label": "事实与理由", "value": case.facts_text},
    ]


def shared_papers(row: Collaboration) -> QuerySet[Paper]:
    """The papers that both sides may open."""
    return row.papers.select_related("file").order_by("pk")
