"""Which firms serve an employer, and so get no case against it (律师法 第三十九条)."""

from datetime import datetime

from django.utils import timezone

from gongyuan.core.panels import Panel
from gongyuan.lawyers.models import FirmEngagement
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.models import Employer


def employer_panel(employer: Employer, actor: Actor, now: datetime) -> Panel | None:
    """The firms that serve or served an employer, for its page; None where there is none."""
    if not actor.can(Capability.LAWYERS_READ):
        return None
    rows = FirmEngagement.objects.filter(employer=employer).select_related("firm")
    engagements = list(rows.order_by("ends_on", "firm__name", "pk"))
    if not engagements:
        return None
    shown = {"engagements": engagements, "today": timezone.localdate(now)}
    return Panel("lawyers/employer_panel.html", shown)
