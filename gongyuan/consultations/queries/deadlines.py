"""By when a question is to be answered: the law's table and the policy of the place."""

from dataclasses import dataclass
from datetime import datetime, time

from django.utils import timezone

from gongyuan.consultations.rules.consultation import CLOCKS
from gongyuan.law import deadline_table as law
from gongyuan.law.deadlines import Deadline, Override, Unit, due_at, due_on
from gongyuan.organisations.models import Unit as Union
from gongyuan.people.queries.parameters import parameter, source_of
from gongyuan.policy.in_force import current_calendar

END_OF_DAY = time(23, 59, 59)


@dataclass(frozen=True, kw_only=True)
class Due:
    """The instant by which somebody is to be answered, who says so, whether that was read."""

    at: datetime
    source: str
    is_verified: bool


def answer_due(unit: Union, *, channel: str, asked_at: datetime) -> Due | None:
    """When a question asked in this way is to be answered (SF/T 0058-2019, 待核).

    A message on the web within hours, a letter within working days, each shortened by the policy
    of the place where it says so. None for who is answered on the spot.
    """
    if channel not in CLOCKS:
        return None
    code, key = CLOCKS[channel]
    today = timezone.localdate(asked_at)
    rule = law.deadline_table().rule(code, on=today, region=unit.region_code[:6] or law.NATION)
    found = parameter(unit.region_code, key, on=today)
    asked = (
        Override(found.value, Unit(found.unit), source_of(found), found.is_verified)
        if found
        else None
    )
    if rule.unit == Unit.HOUR:
        return _due(due_at(rule, asked_at, asked))
    return _due(due_on(rule, today, current_calendar(), (), asked))


def _due(found: Deadline) -> Due | None:
    if found.due_on is None:
        return None
    at = found.due_at or timezone.make_aware(datetime.combine(found.due_on, END_OF_DAY))
    return Due(at=at, source=found.source[:200], is_verified=found.verified)
