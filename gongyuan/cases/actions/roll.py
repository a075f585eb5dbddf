"""The people of a case change: some join, one leaves, they elect who speaks for them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from gongyuan.cases.actions.application import (
    asked_materials,
    asked_of_policy,
    unwritten_claim,
)
from gongyuan.cases.actions.major import keep_gravity
from gongyuan.cases.actions.papers import attach, tell_applicants
from gongyuan.cases.actions.search import index_case
from gongyuan.cases.details import ApplicantDetails, NewPaper
from gongyuan.cases.models import Agent, Applicant, Case, Claim, Material
from gongyuan.cases.queries import detail
from gongyuan.cases.queries.roll import limits_of
from gongyuan.cases.rules import roll as rules
from gongyuan.cases.rules.application import applicant_label, claim_obstacles
from gongyuan.core.events import note_obstacles, record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.people.actions.roll import enter_workers
from gongyuan.people.actor import Actor, system
from gongyuan.people.capabilities import Capability
from gongyuan.people.models import Worker
from gongyuan.policy.choices import TrackKind


@transaction.atomic
def join_applicants(
    *,
    case: Case,
    people: Sequence[ApplicantDetails],
    code: str = "cases.case.join",
    actor: Actor,
    now: datetime,
) -> list[Applicant]:
    """Take further workers into a case that is open, with what each asks for; all or nobody.

    Counts, label, sum and search follow; a collective becomes major by policy (劳动争议调解仲裁法
    第七条), and papers that policy now asks for are added. One who had left comes back with the
    new claims. Refuses somebody who is in the case already, and what `rules.change_obstacles` and
    the register of workers name.
    """
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    _refuse_power(actor, Capability.CASES_REGISTER)
    refuse_if(rules.change_obstacles(case.state, may_review=actor.can(Capability.CASES_REVIEW)))
    today = timezone.localdate(now)
    wrong = [why for one in people for c in one.claims for why in claim_obstacles(c, today=today)]
    refuse_if(wrong, field="claims")
    workers = enter_workers(
        people=[one.person for one in people], unit=case.unit, actor=actor, now=now
    )
    joined = _entered(case, people, workers, now)
    _reckon(case, now)
    _refuse_representatives(case)
    title = joined[0].worker.name if len(joined) == 1 else f"{len(joined)}人"
    record_event(case, code, actor=actor, now=now, data={"title": title})
    return joined


def _refuse_power(actor: Actor, power: Capability) -> None:
    if not actor.can(power):
        raise PermissionDenied(power)


def _entered(
    case: Case, people: Sequence[ApplicantDetails], workers: Sequence[Worker], now: datetime
) -> list[Applicant]:
    known = {row.worker_id: row for row in Applicant.everyone.filter(case=case, worker__in=workers)}
    there = [w.name for w in workers if w.pk in known and known[w.pk].left_at is None]
    refuse_if([f"{'、'.join(there)}已经是本案申请人。"] if there else [], field="name")
    if len({worker.pk for worker in workers}) < len(workers):
        raise Refused("名单里同一个人写了两次。", field="name")
    last = Applicant.everyone.filter(case=case).order_by("-position").first()
    position = last.position if last else 0
    rows, fresh = [], []
    for place, (one, worker) in enumerate(zip(people, workers, strict=True), position + 1):
        row = known.get(worker.pk) or Applicant(case=case, worker=worker)
        row.worker = worker
        row.position, row.joined_at, row.left_at, row.left_reason = place, now, None, ""
        row.is_representative = one.is_representative
        if row.pk:
            row.save()
        else:
            fresh.append(row)
        rows.append(row)
    Applicant.objects.bulk_create(fresh)
    Claim.objects.bulk_create(
        unwritten_claim(claim, case, row)
        for one, row in zip(people, rows, strict=True)
        for claim in one.claims
    )
    return rows


@transaction.atomic
def leave_case(*, case: Case, applicant_id: int, note: str, actor: Actor, now: datetime) -> Case:
    """Let one of several applicants withdraw alone, with the reason; the others go on.

    Their claims leave with them; agents of theirs end; they may come back or apply anew. Refuses
    an empty reason, the last applicant, and a case that is over (`rules.leaving_obstacles`).
    Whoever left already is not made to leave twice.
    """
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    _refuse_power(actor, Capability.CASES_WITHDRAW)
    applicant = Applicant.everyone.select_related("worker").get(case=case, pk=applicant_id)
    if applicant.left_at:
        return case
    refuse_if(rules.leaving_obstacles(case.state, people=case.people_count))
    refuse_if(note_obstacles("cases.case.leave", note), field="note")
    applicant.left_at, applicant.left_reason = now, note.strip()[:200]
    applicant.is_representative = False
    applicant.save(update_fields=["left_at", "left_reason", "is_representative"])
    Claim.objects.filter(case=case, applicant=applicant).update(left_at=now)
    Agent.objects.filter(applicant=applicant, ended_at=None).update(
        ended_at=now, end_reason="申请人退出"
    )
    _reckon(case, now)
    name = {"title": applicant.worker.name}
    record_event(case, "cases.case.leave", actor=actor, now=now, note=note, data=name)
    tell_applicants(case, "您已退出这次申请，以后可以重新申请。", now=now, applicants=[applicant])
    return case


@transaction.atomic
def elect_representatives(
    *,
    case: Case,
    representatives: Collection[int],
    note: str,
    papers: Sequence[NewPaper] = (),
    actor: Actor,
    now: datetime,
) -> list[Applicant]:
    """Put on record whom the applicants elected to speak for them, and how; or elected anew.

    劳动争议调解仲裁法 第七条, 劳动人事争议仲裁办案规则 第六十三条. `representatives` are ids of
    applicants; `papers` what they signed. The same election sent twice is one. Refuses nobody,
    strangers, too few or too many, and an empty account of the election.
    """
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    _refuse_power(actor, Capability.CASES_REGISTER)
    refuse_if(rules.change_obstacles(case.state, may_review=True))
    there = detail.applicants_of(case)
    chosen = [row for row in there if row.pk in set(representatives)]
    if len(chosen) < len(set(representatives)) or not chosen:
        raise Refused("代表人要从申请人中推举，至少选一名。", field="representatives")
    before = [row for row in there if row.is_representative]
    if before == chosen:
        return chosen
    refuse_if(_representative_obstacles(case, len(chosen)), field="representatives")
    Applicant.objects.filter(case=case).update(is_representative=False)
    ids = [row.pk for row in chosen]
    Applicant.objects.filter(case=case, pk__in=ids).update(is_representative=True)
    attach(case, papers, actor=actor, now=now)
    told: dict[str, Any] = {"title": _names(chosen), "before": _names(before)}
    record_event(case, "cases.case.elect", actor=actor, now=now, note=note, data=told)
    for row in chosen:
        row.is_representative = True
    tell_applicants(case, "您是这次申请的代表人。", now=now, applicants=chosen)
    return chosen


def _names(rows: Sequence[Applicant]) -> str:
    return "、".join(row.worker.name for row in rows)


def _representative_obstacles(case: Case, count: int) -> list[str]:
    return rules.representative_obstacles(
        count, people=case.people_count, aid_form=case.aid_form, limits=limits_of(case)
    )


def _refuse_representatives(case: Case) -> None:
    count = Applicant.objects.filter(case=case, is_representative=True).count()
    refuse_if(_representative_obstacles(case, count), field="is_representative")


def _reckon(case: Case, now: datetime) -> None:
    """Make what the case says of its people true again; the caller has locked it."""
    applicants = detail.applicants_of(case)
    claims = Claim.objects.filter(case=case)
    case.people_count = len(applicants)
    case.applicant_label = applicant_label([row.worker.name for row in applicants])
    case.claim_amount = claims.aggregate(sum=Sum("amount"))["sum"]
    kinds = claims.order_by("pk").values_list("kind", flat=True)
    case.claim_kinds = list(dict.fromkeys(kinds))
    if case.state in rules.BEFORE_DECISION:
        # Of a mixed group not all may be spared the check, so the group is not.
        case.is_migrant = all(row.worker.is_migrant for row in applicants)
    answer = asked_of_policy(case, timezone.localdate(now))
    case.is_major = case.is_major or answer.gravity.is_major
    if case.state in rules.BEFORE_DECISION:
        case.is_fast_track = answer.track.kind == TrackKind.FAST
        known = set(case.materials.values_list("code", flat=True))
        Material.objects.bulk_create(
            row for row in asked_materials(case, answer) if row.code not in known
        )
    case.save(
        update_fields=[
            "people_count",
            "applicant_label",
            "claim_amount",
            "claim_kinds",
            "is_migrant",
            "is_major",
            "is_fast_track",
        ]
    )
    index_case(case)
    if case.is_major:
        # By rule, whoever added the people.
        keep_gravity(case=case, actor=system(), now=now)
