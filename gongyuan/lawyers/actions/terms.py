from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.lawyers import queries, rules
from gongyuan.lawyers.models import Lawyer, PanelTerm
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor


@transaction.atomic
def appoint_lawyer(
    *,
    lawyer: Lawyer,
    unit: Unit,
    starts_on: date,
    ends_on: date,
    actor: Actor,
    now: datetime,
) -> PanelTerm:
    """Appoint a lawyer to a union's team for a term, both days in it (平工文〔2016〕28号 附件1 二).

    The union is the post's own or one below it. Refuses a union out of reach, and a term that
    overlaps another of the same lawyer in the same union.
    """
    if not Unit.objects.handled_by(actor).filter(pk=unit.pk).exists():
        raise Refused("只能聘任到本级或者下级工会的团队。", field="unit")
    Lawyer.objects.select_for_update(of=("self",)).get(pk=lawyer.pk)
    earlier = queries.term_facts(PanelTerm.objects.filter(lawyer=lawyer, unit=unit))
    refuse_if(rules.term_obstacles(starts_on, ends_on, earlier), field="starts_on")
    term = PanelTerm.objects.create(
        lawyer=lawyer, unit=unit, unit_path=unit.path, starts_on=starts_on, ends_on=ends_on
    )
    record_event(term, "lawyers.panelterm.appoint", actor=actor, now=now)
    return term


@transaction.atomic
def suspend_term(*, term: PanelTerm, note: str, actor: Actor, now: datetime) -> PanelTerm:
    """Suspend a lawyer's service in a team from today on, with the reason (附件2 第五条).

    Cases in hand stay until each is replaced. Refuses a term that is over or already suspended.
    """
    term = PanelTerm.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=term.pk)
    today = timezone.localdate(now)
    if term.suspended_on is not None:
        raise Refused("已经暂停。")
    if term.ends_on < today:
        raise Refused("聘期已满，不必暂停。")
    term.suspended_on = today
    term.save(update_fields=["suspended_on"])
    record_event(term, "lawyers.panelterm.suspend", actor=actor, now=now, note=note)
    return term
