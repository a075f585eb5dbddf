from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from gongyuan.core.events import record_event
from gongyuan.core.models import File
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.core.transitions import advance
from gongyuan.lawyers.actions.terms import appoint
from gongyuan.lawyers.choices import NominationState, RoundState
from gongyuan.lawyers.details import Call
from gongyuan.lawyers.models import (
    FirmMembership,
    Lawyer,
    Nomination,
    NoticeObjection,
    RecruitmentRound,
)
from gongyuan.lawyers.queries.policy import end_of_notice
from gongyuan.lawyers.rules import rounds as rules
from gongyuan.lawyers.workflow import NOMINATIONS, ROUNDS
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor


@transaction.atomic
def prepare_round(*, call: Call, actor: Actor, now: datetime) -> RecruitmentRound:
    """Draft a year's recruitment of the post's own union (平工文〔2016〕28号 附件1二).

    The same title of the same year is one round. Refuses days out of order and an empty quota.
    """
    refuse_if(_call_obstacles(call))
    unit = Unit.objects.get(pk=actor.unit_id or 0)
    found, is_new = RecruitmentRound.objects.get_or_create(
        unit=unit,
        year=call.year,
        title=call.title.strip(),
        defaults={"unit_path": unit.path, **_drafted(call)},
    )
    if is_new:
        record_event(found, "lawyers.recruitmentround.prepare", actor=actor, now=now)
    return found


@transaction.atomic
def edit_round(
    *, round: RecruitmentRound, call: Call, actor: Actor, now: datetime
) -> RecruitmentRound:
    """Correct a round before its call. Refuses afterwards, and what `prepare_round` refuses."""
    round = _locked(round, actor)
    if round.state != RoundState.PREPARED:
        raise Refused("已经发布，不能再改；需要改的，请取消后重新发布。")
    refuse_if(_call_obstacles(call))
    round.year, round.title = call.year, call.title.strip()
    changes = _drafted(call)
    for name, value in changes.items():
        setattr(round, name, value)
    round.save(update_fields=["year", "title", *changes])
    record_event(
        round, "lawyers.recruitmentround.prepare", actor=actor, now=now, data={"title": "修改"}
    )
    return round


@transaction.atomic
def call_round(*, round: RecruitmentRound, actor: Actor, now: datetime) -> RecruitmentRound:
    """Publish the call; from its first day lawyers can come forward on the public page.

    Called already it stays so. Refuses a round whose last day is over.
    """
    round = _locked(round, actor)
    if round.state == RoundState.CALLED:
        return round
    if round.closes_on < timezone.localdate(now):
        raise Refused("报名截止日已经过去，请先改日期。")
    advance(round, ROUNDS, "call", actor=actor, now=now)
    return round


@transaction.atomic
def cancel_round(
    *, round: RecruitmentRound, note: str, actor: Actor, now: datetime
) -> RecruitmentRound:
    """Give a round up, with the reason; nobody in it is appointed. Refuses one in its notice."""
    round = _locked(round, actor)
    advance(round, ROUNDS, "cancel", actor=actor, now=now, note=note)
    return round


@transaction.atomic
def announce_round(
    *,
    round: RecruitmentRound,
    chosen: Iterable[Nomination],
    notice_from: date,
    actor: Actor,
    now: datetime,
) -> RecruitmentRound:
    """Publish those chosen of the nominations that passed, for the days of the policy (公示).

    Refuses before the last day of entry is over, more than the quota, one that has not passed, a
    notice that begins in the past, and a place whose policy gives no days.
    """
    round = _locked(round, actor)
    today = timezone.localdate(now)
    picked = _nominations(round, [one.pk for one in chosen])
    refuse_if(rules.choice_obstacles(chosen=len(picked), quota=round.quota), field="chosen")
    refuse_if(
        rules.announcing_obstacles(closes_on=round.closes_on, passed=len(picked), today=today)
    )
    if notice_from < today:
        raise Refused("公示不能从过去的日子开始。", field="notice_from")
    until, source = end_of_notice(round.unit, notice_from)
    if until is None:
        raise Refused("当地政策没有规定公示天数，请先在政策规则里确定。")
    for nomination in picked:
        advance(nomination, NOMINATIONS, "publish", actor=actor, now=now)
    advance(
        round,
        ROUNDS,
        "announce",
        actor=actor,
        now=now,
        notice_from=notice_from,
        notice_until=until,
        notice_source=source[:200],
    )
    return round


@transaction.atomic
def complete_round(
    *, round: RecruitmentRound, file: File | None = None, actor: Actor, now: datetime
) -> RecruitmentRound:
    """Appoint everybody in the notice at once: terms, register entries, certificates by a job.

    附件1二、附件2第四条: for the length the policy gives, from the round's day. All or nobody.
    Completed already it stays so. Refuses before the notice is over, objections not looked into,
    and whoever cannot be appointed, by name.
    """
    round = _locked(round, actor)
    if round.state == RoundState.COMPLETED:
        return round
    picked = list(
        Nomination.objects.filter(round=round, state=NominationState.IN_NOTICE)
        .select_for_update(of=("self",))
        .select_related("firm", "county", "lawyer__firm")
        .order_by("county__path", "name", "pk")
    )
    open_objections = NoticeObjection.objects.filter(nomination__round=round, is_upheld=None)
    facts = rules.NoticeFacts(
        ends_on=round.notice_until, unsettled=open_objections.count(), candidates=len(picked)
    )
    today = timezone.localdate(now)
    refuse_if(rules.completion_obstacles(facts, today=today))
    for nomination in picked:
        _appoint(nomination, round, actor, now)
    advance(round, ROUNDS, "complete", actor=actor, now=now, completed_on=today, decision_file=file)
    _defer_certificates(round)
    return round


def _appoint(nomination: Nomination, round: RecruitmentRound, actor: Actor, now: datetime) -> None:
    lawyer = nomination.lawyer or _entered(nomination, actor, now)
    try:
        term = appoint(
            lawyer=lawyer,
            unit=round.unit,
            starts_on=round.serves_from,
            round=round,
            actor=actor,
            now=now,
        )
    except Refused as refused:
        raise Refused(*(f"{nomination.name}：{reason}" for reason in refused.reasons)) from refused
    advance(nomination, NOMINATIONS, "appoint", actor=actor, now=now, term=term, lawyer=lawyer)


def _entered(nomination: Nomination, actor: Actor, now: datetime) -> Lawyer:
    """The register's row of somebody put forward, made when there is none."""
    found, is_new = Lawyer.objects.get_or_create(
        licence_number=nomination.licence_number,
        defaults={
            "name": nomination.name,
            "firm": nomination.firm,
            "phone": nomination.phone,
            "specialities": nomination.specialities,
            "languages": nomination.languages,
            "practising_since": nomination.practising_since,
            "home_unit": nomination.county,
            "home_path": nomination.county_path,
        },
    )
    if is_new:
        FirmMembership.objects.create(lawyer=found, firm=found.firm)
        record_event(found, "lawyers.lawyer.register", actor=actor, now=now)
    return found


def _defer_certificates(round: RecruitmentRound) -> None:
    task = app.configure_task("gongyuan.lawyers.tasks.certify_round", allow_unknown=False)
    task.defer(round_id=round.pk)


def _locked(round: RecruitmentRound, actor: Actor) -> RecruitmentRound:
    rows = RecruitmentRound.objects.handled_by(actor).select_for_update(of=("self",))
    return rows.select_related("unit").get(pk=round.pk)


def _nominations(round: RecruitmentRound, ids: list[int]) -> list[Nomination]:
    rows = Nomination.objects.filter(round=round, pk__in=ids).select_for_update(of=("self",))
    return list(rows.order_by("county__path", "name", "pk"))


def _drafted(call: Call) -> dict[str, object]:
    return {
        "quota": call.quota,
        "call": call.call.strip(),
        "opens_on": call.opens_on,
        "closes_on": call.closes_on,
        "serves_from": call.serves_from,
    }


def _call_obstacles(call: Call) -> list[str]:
    return rules.call_obstacles(
        quota=call.quota,
        opens_on=call.opens_on,
        closes_on=call.closes_on,
        serves_from=call.serves_from,
    )
