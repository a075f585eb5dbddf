"""What this domain shows on the pages of a lawyer and of a person: training."""

from datetime import datetime

from gongyuan.core.panels import Panel
from gongyuan.lawyers.models import Lawyer
from gongyuan.panel.queries import courses
from gongyuan.people.actor import Actor
from gongyuan.people.models import User

MOST_SHOWN = 5
TEMPLATE = "panel/trained.html"


def lawyer_panel(lawyer: Lawyer, actor: Actor, now: datetime) -> Panel | None:
    """Training of a lawyer by year, and the last courses."""
    latest = list(courses.latest_entries(lawyer=lawyer, most=MOST_SHOWN))
    return Panel(TEMPLATE, {"years": courses.years_of(lawyer=lawyer), "entries": latest})


def person_panel(user: User, actor: Actor, now: datetime) -> Panel | None:
    """The same of a colleague; nothing for somebody who was at no course."""
    latest = list(courses.latest_entries(user_id=user.pk, most=MOST_SHOWN))
    if not latest:
        return None
    return Panel(TEMPLATE, {"years": courses.years_of(user_id=user.pk), "entries": latest})
