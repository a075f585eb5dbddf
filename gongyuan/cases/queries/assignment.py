"""Assignments of a case, and what the rules must know of the lawyers to propose one."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone

from gongyuan.cases.choices import FINAL_STATES, AssignmentEnd
from gongyuan.cases.models import Applicant, Assignment, Case
from gongyuan.cases.queries.facts import parameter
from gongyuan.cases.rules import assignment as rules
from gongyuan.lawyers.choices import Speciality
from gongyuan.lawyers.models import Lawyer
from gongyuan.lawyers.queries import engagements_with, term_facts, terms_serving
from gongyuan.lawyers.queries.contact import bound_lawyers
from gongyuan.people.actor import Actor
from gongyuan.people.choices import SpecialGroup
from gongyuan.policy import rules as policy_rules
from gongyuan.policy.registry import current_packs
from gongyuan.policy.resolution import MissingRule, resolve

#: The policy's settings that order lawyers, by the rules' own names.
POINTS = {
    "speciality": "assign_speciality_points",
    "wish": "assign_wish_points",
    "language": "assign_language_points",
    "same_worker": "assign_same_worker_points",
    "own_team": "assign_own_team_points",
    "no_load": "assign_no_load_points",
    "open_case": "assign_open_case_points",
    "not_given": "assign_not_given_points",
    "given": "assign_given_points",
    "silence": "assign_silence_points",
    "rotation_days": "assign_rotation_days",
}
SPECIALITY_OF_GROUP = {
    SpecialGroup.PLATFORM: str(Speciality.PLATFORM),
    SpecialGroup.PROTECTED_WOMAN: str(Speciality.WOMEN),
}


@dataclass(frozen=True, kw_only=True)
class _Past:
    """Counts by lawyer, each from one query."""

    open_cases: Counter[int]
    given: Counter[int]
    unanswered: Counter[int]
    helped: frozenset[int]
    declined: frozenset[int]
    replaced: frozenset[int]


def current_assignment(case: Case) -> Assignment | None:
    """The assignment that has not ended, with lawyer and firm."""
    return (
        case.assignments.filter(ended_at=None)
        .select_related("lawyer__firm", "lawyer__user")
        .first()
    )


def latest_assignment(case: Case) -> Assignment | None:
    """The last assignment there was, ended or not: what a page shows before it assigns."""
    return case.assignments.select_related("lawyer__firm").order_by("-pk").first()


def assignments_of(case: Case) -> QuerySet[Assignment]:
    """All assignments of a case, the latest first."""
    return case.assignments.select_related("lawyer__firm").order_by("-pk")


def unanswered_assignments(*, today: date) -> QuerySet[Assignment]:
    """Offers that nobody answered through their last day (工会自定的答复期限, 待核)."""
    return Assignment.objects.filter(
        ended_at=None, accepted_at=None, answer_due_on__lt=today
    ).order_by("answer_due_on", "pk")


def case_facts(case: Case) -> rules.CaseFacts:
    """What matters of a case when a lawyer is looked for; two queries."""
    workers = [a.worker for a in Applicant.objects.filter(case=case).select_related("worker")]
    others = (
        Case.objects.filter(applicants__worker__in=workers)
        .exclude(pk=case.pk)
        .exclude(state__in=FINAL_STATES)
    )
    wanted = rules.specialities_for(case.claim_kinds, is_collective=_is_collective(case))
    groups = {group for worker in workers for group in worker.special_groups}
    return rules.CaseFacts(
        employer_id=case.employer_id,
        unit_id=case.unit_id,
        claim_kinds=frozenset(case.claim_kinds),
        specialities=wanted
        | {name for group, name in SPECIALITY_OF_GROUP.items() if group in groups},
        languages=frozenset(worker.language for worker in workers if worker.language),
        wished_lawyer=case.wished_lawyer_id,
        other_opponents=frozenset(others.values_list("employer_id", flat=True)),
    )


def lawyer_facts(
    lawyers: Iterable[Lawyer], case: Case, facts: rules.CaseFacts, *, days: int, now: datetime
) -> list[rules.LawyerFacts]:
    """What matters of these lawyers for this case; the number of queries does not grow with them.

    Only terms in the case's unit or in one above it count (处理区属, 平工文〔2016〕28号 附件1 二);
    the past is that of the last `days`.
    """
    known = list(lawyers)
    ids = [lawyer.pk for lawyer in known]
    terms = terms_serving(case.unit_path, ids)
    opponents = {facts.employer_id, *facts.other_opponents}
    engagements = engagements_with(opponents, {lawyer.firm_id for lawyer in known})
    past = _past(ids, case, now - timedelta(days=days))
    today = timezone.localdate(now)
    bound = bound_lawyers(case.unit_path, ids, on=today)
    return [
        rules.LawyerFacts(
            lawyer_id=lawyer.pk,
            name=lawyer.name,
            firm=lawyer.firm.name,
            has_account=lawyer.user_id is not None,
            terms=term_facts(terms[lawyer.pk]),
            term_units=frozenset(
                term.unit_id for term in terms[lawyer.pk] if term.starts_on <= today <= term.ends_on
            ),
            is_contact=lawyer.pk in bound,
            engagements=tuple(engagements[lawyer.firm_id]),
            specialities=frozenset(lawyer.specialities),
            languages=frozenset(lawyer.languages),
            open_cases=past.open_cases[lawyer.pk],
            given=past.given[lawyer.pk],
            unanswered=past.unanswered[lawyer.pk],
            helped_same_worker=lawyer.pk in past.helped,
            declined_this_case=lawyer.pk in past.declined,
            was_replaced_in_this_case=lawyer.pk in past.replaced,
        )
        for lawyer in known
    ]


def proposals(case: Case, actor: Actor, *, now: datetime) -> list[rules.Proposal]:
    """The lawyers the post may assign, ranked, with points and reasons; the barred ones last.

    办理法律援助案件程序规定 第二十五条. A fixed number of queries, however many lawyers there are.
    """
    facts = case_facts(case)
    lawyers = Lawyer.objects.handled_by(actor).select_related("firm")
    today = timezone.localdate(now)
    weights = weights_of(case, today=today)
    known = lawyer_facts(lawyers, case, facts, days=weights.rotation_days, now=now)
    return rules.rank_lawyers(known, facts, weights, today=today)


def weights_of(case: Case, *, today: date) -> rules.Weights:
    """The points by which the case's union orders lawyers on the day (工会自定, 待核).

    They are settings of the policy in force there, so that a union's own pack replaces them; all
    nought where no policy holds.
    """
    return weights_at(case.unit.region_code, today=today)


def weights_at(region_code: str, *, today: date) -> rules.Weights:
    """The points of the policy in force at a place."""
    try:
        resolved = resolve(current_packs(), region_code, today)
        found = {name: policy_rules.parameter(resolved, key) for name, key in POINTS.items()}
    except (MissingRule, ValueError):
        return rules.Weights()
    cited = {clause.citation for entry in found.values() for clause in entry.clauses}
    return rules.Weights(
        source="；".join(sorted(cited)), **{name: entry.value for name, entry in found.items()}
    )


def _past(ids: list[int], case: Case, since: datetime) -> _Past:
    theirs = Assignment.objects.filter(lawyer_id__in=ids)
    recent = theirs.filter(offered_at__gte=since)
    here = list(theirs.filter(case=case).values_list("lawyer_id", "end_kind"))
    workers = Applicant.objects.filter(case=case).values("worker_id")
    helped = theirs.filter(
        case__applicants__worker_id__in=workers, accepted_at__isnull=False
    ).exclude(case=case)
    return _Past(
        open_cases=_counted(theirs.filter(ended_at=None)),
        given=_counted(recent),
        unanswered=_counted(recent.filter(end_kind=AssignmentEnd.UNANSWERED)),
        helped=frozenset(helped.values_list("lawyer_id", flat=True)),
        declined=frozenset(who for who, how in here if how == AssignmentEnd.DECLINED),
        replaced=frozenset(who for who, how in here if how == AssignmentEnd.REPLACED),
    )


def _counted(assignments: QuerySet[Assignment]) -> Counter[int]:
    rows = assignments.values_list("lawyer_id").annotate(n=Count("pk")).order_by()
    return Counter(dict(rows))


def _is_collective(case: Case) -> bool:
    try:
        return case.people_count >= parameter(case, "collective_workers").value
    except (MissingRule, ValueError):
        return False
