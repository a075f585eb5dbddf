"""What the page of coverage says beside its rate: how many of the stations counted are silent."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from gongyuan.core.panels import Panel
from gongyuan.organisations.models import Unit
from gongyuan.people.capabilities import Capability
from gongyuan.reporting.queries.stations import lives, silence_for


def silent_panel(unit: Unit, actor: Any, now: datetime) -> Panel | None:
    """Silent stations of a union and those below, today; for those who may look at figures."""
    if not actor.can(Capability.REPORTING_READ):
        return None
    today = timezone.localdate(now)
    silence = silence_for(unit, today=today)
    if silence is None:
        return None
    counted = lives(path=unit.path, silence=silence, today=today)
    shown = {"unit": unit, "silence": silence, "lives": counted}
    return Panel("reporting/silent_panel.html", shown) if counted.total else None
