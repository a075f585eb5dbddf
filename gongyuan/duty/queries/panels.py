"""What the pages of an institution and of a person show of duty."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from gongyuan.core.panels import Panel
from gongyuan.duty.models import DutyShift
from gongyuan.duty.queries.rosters import duty_of_institution
from gongyuan.organisations.models import AidInstitution
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.models import User, Volunteer

#: Shifts to come on the page of a person.
MOST_COMING = 5


def institution_panel(institution: AidInstitution, actor: Actor, now: datetime) -> Panel | None:
    """Who sits at each point now, or who is next, by one query; nothing without the power to see
    rosters, and for an institution that is closed."""
    if not actor.can(Capability.DUTY_READ) or institution.closed_on is not None:
        return None
    shifts = duty_of_institution(institution.pk, now=now)
    may_open = actor.can(Capability.DUTY_MANAGE) and institution.unit_id == actor.unit_id
    shown = {"shifts": shifts, "institution": institution, "may_open": may_open, "now": now}
    return Panel("duty/institution_panel.html", shown)


def person_panel(user: User, actor: Actor, now: datetime) -> Panel | None:
    """When somebody sits next and how often this year; of oneself, or of the points in sight."""
    if user.pk == actor.user_id:
        if not actor.can(Capability.DUTY_SERVE):
            return None
        return _sitting_panel(DutyShift.objects.served_by(actor), now, is_own=True)
    if not actor.can(Capability.DUTY_READ):
        return None
    seen = DutyShift.objects.visible_to(actor).published().filter(member__user=user)
    return _sitting_panel(seen, now)


def volunteer_panel(volunteer: Volunteer, actor: Actor, now: datetime) -> Panel | None:
    """The same of a volunteer, who may have no account."""
    if not actor.can(Capability.DUTY_READ):
        return None
    seen = DutyShift.objects.visible_to(actor).published().filter(member__volunteer=volunteer)
    return _sitting_panel(seen, now)


def _sitting_panel(rows: QuerySet[DutyShift], now: datetime, *, is_own: bool = False) -> Panel:
    today = timezone.localdate(now)
    coming = rows.filter(ends_at__gt=now).select_related("point__institution", "member")
    past = rows.filter(day__gte=today.replace(month=1, day=1), ends_at__lte=now)
    shown = {
        "shifts": list(coming.order_by("starts_at", "pk")[:MOST_COMING]),
        "sat": past.count(),
        "is_own": is_own,
        "now": now,
    }
    return Panel("duty/person_panel.html", shown)
