from datetime import date, datetime

from django.db import models, transaction
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.lawyers import queries, rules
from gongyuan.lawyers.choices import EngagementKind, MarkKind
from gongyuan.lawyers.models import Firm, FirmEngagement, Lawyer, LawyerMark, PanelTerm
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.models import Employer, User


@transaction.atomic
def register_firm(
    *, name: str, uscc: str = "", phone: str = "", address: str = "", actor: Actor, now: datetime
) -> Firm:
    """Enter a law firm; refuses a name or a credit code that is already there."""
    name = name.strip()
    if Firm.objects.filter(name=name).exists():
        raise Refused("已有同名的律师事务所。", field="name")
    if uscc and Firm.objects.filter(uscc=uscc).exists():
        raise Refused("这个统一社会信用代码已登记在另一家律师事务所名下。", field="uscc")
    firm = Firm.objects.create(name=name, uscc=uscc or None, phone=phone, address=address)
    record_event(firm, "lawyers.firm.register", actor=actor, now=now)
    return firm


@transaction.atomic
def register_lawyer(
    *, lawyer: Lawyer, user: User | None = None, actor: Actor, now: datetime
) -> Lawyer:
    """Enter a lawyer, given as an unsaved row, with the account to sign in with when there is one.

    Refuses a licence number that is not 17 digits or is already entered, and an account that is
    another lawyer's.
    """
    refuse_if(rules.licence_obstacles(lawyer.licence_number), field="licence_number")
    if Lawyer.objects.filter(licence_number=lawyer.licence_number).exists():
        raise Refused("这个执业证号已经登记。", field="licence_number")
    if user is not None and Lawyer.objects.filter(user=user).exists():
        raise Refused("这个账号已经是另一位律师的。", field="user")
    lawyer.user = user
    lawyer.save(force_insert=True)
    record_event(lawyer, "lawyers.lawyer.register", actor=actor, now=now)
    return lawyer


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


@transaction.atomic
def register_engagement(
    *,
    firm: Firm,
    employer: Employer,
    kind: EngagementKind,
    starts_on: date,
    ends_on: date | None = None,
    actor: Actor,
    now: datetime,
) -> FirmEngagement:
    """Enter that a firm serves an employer, which bars it from cases against that employer.

    律师法 第三十九条; 劳动人事争议仲裁组织规则 第三十三条(八). The same engagement entered
    twice is one. Refuses an end before the beginning.
    """
    refuse_if(rules.engagement_obstacles(starts_on, ends_on), field="ends_on")
    found, is_new = FirmEngagement.objects.get_or_create(
        firm=firm, employer=employer, kind=kind, starts_on=starts_on, defaults={"ends_on": ends_on}
    )
    if is_new:
        record_event(found, "lawyers.firmengagement.register", actor=actor, now=now)
    return found


@transaction.atomic
def mark_lawyer(
    *,
    lawyer: Lawyer,
    kind: MarkKind,
    text: str,
    unit: Unit,
    source: models.Model,
    actor: Actor,
    now: datetime,
) -> LawyerMark:
    """Enter on a lawyer what was found of the service (平工文〔2016〕28号 附件2 第四条、第五条).

    `source` is the record that found it, in which the power to find it was checked; the same
    finding marked twice is one mark.
    """
    found, is_new = LawyerMark.objects.get_or_create(
        source_kind=source._meta.label_lower,
        source_id=source.pk,
        defaults={
            "lawyer": lawyer,
            "kind": kind,
            "text": text[:200],
            "unit": unit,
            "happened_on": timezone.localdate(now),
        },
    )
    if is_new:
        record_event(lawyer, "lawyers.lawyer.mark", actor=actor, now=now, data={"title": text})
    return found
