"""Whether a case must be discussed together, by whom it may be, and what was held."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from gongyuan.cases.models import Agent, Case, Discussion, DiscussionMember
from gongyuan.cases.queries import facts as case_facts
from gongyuan.cases.queries.clocks import own_number
from gongyuan.cases.queries.facts import Findings
from gongyuan.cases.rules.discussion import Parties
from gongyuan.lawyers.models import FirmEngagement
from gongyuan.people.models import Post
from gongyuan.policy import rules as policy_rules
from gongyuan.policy.answers import Measure
from gongyuan.policy.facts import FactsError
from gongyuan.policy.resolution import MissingRule

MEASURE = "collective_discussion"
#: Of our own, where no pack says: three can outvote one.
LEAST = "major_discussion_members"


def measures_of(case: Case) -> tuple[Measure, ...]:
    """What the packs of the place order for a major case (豫工办〔2015〕28号 二（三）)."""
    today = timezone.localdate(case.applied_at)
    marked = Findings(is_marked_major=True)
    try:
        known = case_facts.application_facts(case, today=today, findings=marked)
        return policy_rules.gravity(known, case_facts.policy_for(case)).measures
    except (MissingRule, ValueError, FactsError):
        return ()


def discussion_duty(case: Case) -> str:
    """Why a case must still be discussed together before it is decided; empty when it need not.

    By the pack's measures, or because whoever marked it wants it; never where the window answers
    at once, and no longer once a discussion was concluded.
    """
    if not case.is_major:
        return ""
    return duty_after(case, case.discussions.exclude(concluded_at=None))


def duty_after(case: Case, held: Iterable[Discussion]) -> str:
    """The same where the discussions that were held have been read."""
    if not case.is_major or not case_facts.approval_levels(case):
        return ""
    major = getattr(case, "major", None)
    since = major.since if major else case.applied_at
    if any(one.concluded_at and one.concluded_at >= since for one in held):
        return ""
    ordered = next((one for one in measures_of(case) if one.code == MEASURE), None)
    if ordered:
        return f"依据：{'、'.join(clause.citation for clause in ordered.clauses)}。"
    return "认定时要求集体讨论。" if major and major.wants_discussion else ""


def least_members(case: Case, *, today: date) -> int:
    """How many must sit at the least, by the policy of the place (待核); one where none says."""
    found = own_number(case.unit, LEAST, on=today)
    return found.value if found else 1


def parties_of(case: Case, *, today: date) -> Parties:
    """Who stands on either side: applicants, agents, legal representative, engaged lawyers."""
    names = set(case.applicants.values_list("worker__name", flat=True))
    names |= set(Agent.objects.filter(case=case, ended_at=None).values_list("name", flat=True))
    if case.employer.legal_representative:
        names.add(case.employer.legal_representative)
    engaged = FirmEngagement.objects.filter(employer=case.employer_id).exclude(ends_on__lt=today)
    users = engaged.filter(firm__lawyers__user__isnull=False)
    ids = users.values_list("firm__lawyers__user_id", flat=True)
    return Parties(names=frozenset(names), engaged_user_ids=frozenset(ids))


def seats_offered(case: Case, *, today: date) -> list[Post]:
    """The posts of the union that handles the case and of the one above it, to choose from."""
    units = [case.unit_id, *([case.unit.parent_id] if case.unit.parent_id else [])]
    held = Post.objects.held_on(today).filter(unit_id__in=units, role__in=SITTING)
    return list(held.select_related("user", "unit").order_by("-unit__path", "pk")[:60])


#: Posts that sit in a discussion of the office; others are written in by name.
SITTING = ("legal_head", "legal_officer", "window_clerk")


def members_of(case: Case) -> QuerySet[DiscussionMember]:
    """Whoever sits or sat in a discussion of a case."""
    return DiscussionMember.objects.filter(discussion__case=case)
