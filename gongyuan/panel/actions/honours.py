"""Commendation of outstanding members: candidates, public notice, award (附件1 五(二)、六)."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.notices import tell_user
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.core.transitions import advance
from gongyuan.lawyers.models import Lawyer
from gongyuan.organisations.models import Unit
from gongyuan.panel.actions.documents import issue_document
from gongyuan.panel.actions.locking import demand, locked
from gongyuan.panel.choices import HonourKind, HonourState, PanelDocumentKind
from gongyuan.panel.models import HonourCandidate, HonourRound
from gongyuan.panel.queries import honours as queries
from gongyuan.panel.queries import policy
from gongyuan.panel.queries.documents import honour_facts
from gongyuan.panel.queries.members import told_in
from gongyuan.panel.rules import appraisal as rules
from gongyuan.panel.workflow import HONOURS
from gongyuan.people.actor import Actor, system
from gongyuan.people.capabilities import Capability


@transaction.atomic
def begin_round(*, years_from: date, actor: Actor, now: datetime) -> HonourRound:
    """Begin a round for the years from a day on, as many as the policy says (每两年).

    Begun twice for the same years it is one. Refuses a place whose policy names no interval, and
    years not yet over.
    """
    demand(actor, Capability.PANEL_MANAGE)
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=actor.unit_id or 0)
    today = timezone.localdate(now)
    every = policy.figure(unit, policy.HONOUR_MONTHS, on=today)
    if every is None:
        raise Refused("本地政策没有规定表彰的间隔。")
    first, last = rules.honour_years(years_from, every.value)
    if last > today:
        raise Refused(f"评选期到{last:%Y-%m-%d}，还没有满。", field="years_from")
    round, is_new = HonourRound.objects.get_or_create(
        unit=unit,
        years_from=first,
        years_to=last,
        defaults={"unit_path": unit.path, "source": every.source, "begun_at": now},
    )
    if is_new:
        record_event(round, "panel.honourround.begin", actor=actor, now=now)
    return round


def begin_due_rounds(*, now: datetime) -> int:
    """Begin the rounds of cities and provinces whose years are over, and tell them; how many.

    附件1 六 (每两年对特别优秀的律师授予五一劳动奖章), 苏工发〔2012〕8号 第17项 (每两年). The years
    follow the last round, else the first appointment; a round there is not begun again.
    """
    today, count = timezone.localdate(now), 0
    for unit, years_from in queries.rounds_to_begin(today=today):
        doer = replace(system(), unit_id=unit.pk)
        round = begin_round(years_from=years_from, actor=doer, now=now)
        link = reverse("honour_round", args=[round.pk])
        body = f"志愿律师表彰的评选期{round.years_to:%Y-%m-%d}满，请推荐人选。"
        for user_id in told_in(unit.pk, Capability.PANEL_MANAGE, on=today):
            key = f"honour-{round.pk}-{user_id}"
            tell_user(user_id=user_id, body=body, link=link, now=now, once_key=key)
        count += 1
    return count


@transaction.atomic
def pick_candidate(
    *, round: HonourRound, lawyer: Lawyer, kind: HonourKind, note: str, actor: Actor, now: datetime
) -> HonourCandidate:
    """Name a candidate with the deeds; the figures of the years are kept beside them.

    Named twice for one honour it is one. Refuses a lawyer of no such year, one without service,
    with a verified complaint or removed, nothing written, and a round already shown.
    """
    row = _picking(round, actor)
    known = {one.lawyer.pk: one for one in queries.standings(row)}
    standing = known.get(lawyer.pk)
    if standing is None:
        raise Refused("这位律师在评选期内不是团队成员。", field="lawyer")
    refuse_if(standing.obstacles, field="lawyer")
    if not note.strip():
        raise Refused("请写明事迹。", field="note")
    candidate, is_new = HonourCandidate.objects.get_or_create(
        round=row,
        lawyer=lawyer,
        kind=HonourKind(kind),
        defaults={
            "reason": note.strip()[:500],
            "figures": standing.figures,
            "picked_at": now,
            "picked_by": actor.signature,
        },
    )
    if is_new:
        data = {"title": f"{lawyer.name} {candidate.get_kind_display()}"}
        code = "panel.honourround.pick"
        record_event(row, code, actor=actor, now=now, note=note, data=data)
    return candidate


@transaction.atomic
def drop_candidate(
    *, candidate: HonourCandidate, note: str, actor: Actor, now: datetime
) -> HonourCandidate:
    """Take a candidate off with the reason, also while shown: an objection was found true.

    Refuses an empty reason and a round already awarded; dropped twice is once.
    """
    demand(actor, Capability.PANEL_MANAGE)
    row: HonourRound = locked(HonourRound, candidate.round_id, actor)
    kept = HonourCandidate.objects.select_related("lawyer").get(pk=candidate.pk, round=row)
    if row.state == HonourState.AWARDED:
        raise Refused("已经决定表彰。")
    if not note.strip():
        raise Refused("请写明理由。", field="note")
    if kept.dropped_at is None:
        kept.dropped_at, kept.dropped_why = now, note.strip()[:200]
        kept.save(update_fields=["dropped_at", "dropped_why"])
        data = {"title": kept.lawyer.name}
        code = "panel.honourround.drop"
        record_event(row, code, actor=actor, now=now, note=note, data=data)
    return kept


@transaction.atomic
def show_round(*, round: HonourRound, note: str = "", actor: Actor, now: datetime) -> HonourRound:
    """Show the candidates to the public for the days of the policy (公示, 待核).

    Refuses a round without candidates.
    """
    row = _picking(round, actor)
    if not row.candidates.filter(dropped_at=None).exists():
        raise Refused("没有人选，不能公示。")
    today = timezone.localdate(now)
    last = policy.last_day(row.unit, policy.PUBLICITY_DAYS, on=today)
    shown_to = date.fromordinal(last.value) if last else today
    advance(
        row,
        HONOURS,
        "show",
        actor=actor,
        now=now,
        note=note,
        shown_from=today,
        shown_to=shown_to,
    )
    return row


@transaction.atomic
def award_round(*, round: HonourRound, note: str = "", actor: Actor, now: datetime) -> HonourRound:
    """Decide on the honours and issue the circular; refuses before the public notice is over."""
    row: HonourRound = locked(HonourRound, round.pk, actor, "unit")
    refuse_if(HONOURS.obstacles(row.state, "award"))
    today = timezone.localdate(now)
    standing = row.candidates.filter(dropped_at=None).count()
    refuse_if(rules.award_obstacles(shown_to=row.shown_to, standing=standing, today=today))
    document = issue_document(
        about=row,
        kind=PanelDocumentKind.COMMENDATION,
        facts=honour_facts(row),
        unit=row.unit,
        actor=actor,
        now=now,
    )
    stamps: dict[str, Any] = {"awarded_on": today, "number": document.number}
    advance(row, HONOURS, "award", actor=actor, now=now, note=note, **stamps)
    return row


def _picking(round: HonourRound, actor: Actor) -> HonourRound:
    demand(actor, Capability.PANEL_MANAGE)
    row: HonourRound = locked(HonourRound, round.pk, actor, "unit")
    if row.state != HonourState.PICKING:
        raise Refused("人选已经公示，不能再改。")
    return row
