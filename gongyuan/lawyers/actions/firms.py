from datetime import date, datetime

from django.db import transaction

from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.lawyers import rules
from gongyuan.lawyers.choices import EngagementKind
from gongyuan.lawyers.models import Firm, FirmEngagement
from gongyuan.people.actor import Actor
from gongyuan.people.models import Employer


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
