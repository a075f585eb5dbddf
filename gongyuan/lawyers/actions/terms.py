from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.models import File
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.lawyers import rules
from gongyuan.lawyers.choices import EndGround
from gongyuan.lawyers.loads import to_hand_over
from gongyuan.lawyers.models import Lawyer, PanelTerm, RecruitmentRound
from gongyuan.lawyers.queries.policy import last_day_of_term
from gongyuan.lawyers.queries.terms import term_facts
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor


@transaction.atomic
def appoint(
    *,
    lawyer: Lawyer,
    unit: Unit,
    starts_on: date,
    ends_on: date | None = None,
    round: RecruitmentRound | None = None,
    actor: Actor,
    now: datetime,
) -> PanelTerm:
    """Appoint a lawyer to a union's team for a term, both days in it (平工文〔2016〕28号 附件1 二).

    The union is the post's own or one below it. Without a last day the term has the length of the
    place's policy (附件2 第四条, one year). Refuses a union out of reach, a term longer than the
    policy's, none given where no policy has a length, and one that overlaps another of the same
    lawyer in the same union.
    """
    if not Unit.objects.handled_by(actor).filter(pk=unit.pk).exists():
        raise Refused("只能聘任到本级或者下级工会的团队。", field="unit")
    Lawyer.objects.select_for_update(of=("self",)).get(pk=lawyer.pk)
    term = _new_term(lawyer, unit, starts_on, ends_on)
    term.round = round
    term.save(force_insert=True)
    record_event(term, "lawyers.panelterm.appoint", actor=actor, now=now)
    return term


@transaction.atomic
def renew(
    *,
    term: PanelTerm,
    starts_on: date | None = None,
    ends_on: date | None = None,
    note: str = "",
    actor: Actor,
    now: datetime,
) -> PanelTerm:
    """Appoint a member again for the term after this one (继续聘用; 平工文〔2016〕28号 附件1 六).

    It begins the day after unless told otherwise. Asked twice it is the same new term. Refuses a
    term that was ended early or is suspended, a beginning inside it, and what `appoint` refuses.
    """
    term = _locked(term, actor)
    renewed = PanelTerm.objects.filter(renews=term).first()
    if renewed is not None:
        return renewed
    refuse_if(
        rules.renewal_obstacles(
            ended_early=term.agreed_until is not None,
            is_suspended=term.suspended_on is not None,
            ends_on=term.ends_on,
            starts_on=starts_on,
        ),
        field="starts_on",
    )
    begins = starts_on or term.ends_on + timedelta(days=1)
    new = _new_term(term.lawyer, term.unit, begins, ends_on)
    new.renews = term
    new.save(force_insert=True)
    record_event(new, "lawyers.panelterm.renew", actor=actor, now=now, note=note)
    return new


@transaction.atomic
def end_term(
    *,
    term: PanelTerm,
    ground: EndGround,
    day: date,
    note: str,
    file: File | None = None,
    actor: Actor,
    now: datetime,
) -> PanelTerm:
    """End a membership early: from `day` on the lawyer is no member (附件1 六, 附件2 第四、五条).

    The decision may hang on it as a file. Ended for the same day already, nothing happens. Refuses
    a day in the past or outside the term, an empty note, and while the lawyer has cases in hand
    under this team: they are handed over before the seat is vacated.
    """
    term = _locked(term, actor)
    if term.agreed_until is not None and term.ends_on == day - timedelta(days=1):
        return term
    refuse_if(
        rules.early_end_obstacles(
            term_facts([term])[0],
            day,
            has_ended_early=term.agreed_until is not None,
            today=timezone.localdate(now),
        ),
        field="day",
    )
    refuse_if(rules.hand_over_obstacles(to_hand_over(term.lawyer_id, under=term.unit_path)))
    term.agreed_until, term.ends_on = term.ends_on, day - timedelta(days=1)
    term.end_ground, term.end_note, term.end_file = EndGround(ground), note.strip()[:500], file
    term.save(
        update_fields=["agreed_until", "ends_on", "end_ground", "end_note", "end_file"],
    )
    record_event(term, "lawyers.panelterm.end", actor=actor, now=now, note=note)
    return term


@transaction.atomic
def suspend(*, term: PanelTerm, note: str, actor: Actor, now: datetime) -> PanelTerm:
    """Suspend a lawyer's service in a team from today on, with the reason (附件2 第五条).

    Cases in hand stay until each is replaced. Refuses a term that is over or already suspended.
    """
    term = _locked(term, actor)
    today = timezone.localdate(now)
    if term.suspended_on is not None:
        raise Refused("已经暂停。")
    if term.ends_on < today:
        raise Refused("聘期已满，不必暂停。")
    term.suspended_on = today
    term.save(update_fields=["suspended_on"])
    record_event(term, "lawyers.panelterm.suspend", actor=actor, now=now, note=note)
    return term


@transaction.atomic
def resume(*, term: PanelTerm, note: str, actor: Actor, now: datetime) -> PanelTerm:
    """Let a suspended member serve again from today on, with the reason.

    The days between stay in the term's history. Refuses a term that is not suspended or is over.
    """
    term = _locked(term, actor)
    if term.suspended_on is None:
        raise Refused("没有暂停，不必恢复。")
    if term.ends_on < timezone.localdate(now):
        raise Refused("聘期已满，不能恢复。")
    term.suspended_on = None
    term.save(update_fields=["suspended_on"])
    record_event(term, "lawyers.panelterm.resume", actor=actor, now=now, note=note)
    return term


def _locked(term: PanelTerm, actor: Actor) -> PanelTerm:
    return PanelTerm.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=term.pk)


def _new_term(lawyer: Lawyer, unit: Unit, starts_on: date, ends_on: date | None) -> PanelTerm:
    longest = last_day_of_term(unit, starts_on)
    if ends_on is None and longest is None:
        raise Refused("当地政策没有规定聘期，请写明聘期的最后一日。", field="ends_on")
    last = ends_on or longest or starts_on
    refuse_if(rules.length_obstacles(last, longest), field="ends_on")
    earlier = term_facts(PanelTerm.objects.filter(lawyer=lawyer, unit=unit))
    refuse_if(rules.term_obstacles(starts_on, last, earlier), field="starts_on")
    return PanelTerm(
        lawyer=lawyer, unit=unit, unit_path=unit.path, starts_on=starts_on, ends_on=last
    )
