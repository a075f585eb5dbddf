"""What the page of an institution shows of its duty."""

from datetime import datetime

from gongyuan.core.panels import Panel
from gongyuan.duty.queries.rosters import duty_of_institution
from gongyuan.organisations.models import AidInstitution
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability


def institution_panel(institution: AidInstitution, actor: Actor, now: datetime) -> Panel | None:
    """Who sits at each point now, or who is next, by one query; nothing without the power to see
    rosters, and for an institution that is closed."""
    if not actor.can(Capability.DUTY_READ) or institution.closed_on is not None:
        return None
    shifts = duty_of_institution(institution.pk, now=now)
    may_open = actor.can(Capability.DUTY_MANAGE) and institution.unit_id == actor.unit_id
    shown = {"shifts": shifts, "institution": institution, "may_open": may_open, "now": now}
    return Panel("duty/institution_panel.html", shown)
