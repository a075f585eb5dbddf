"""What this domain shows on the pages of a lawyer and of a person: years of service, training."""

from datetime import date, datetime

from django.utils import timezone

from gongyuan.core.panels import Panel
from gongyuan.lawyers.models import Lawyer, PanelTerm
from gongyuan.panel.queries import courses, ledgers
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.models import User

MOST_SHOWN = 5
TEMPLATE = "panel/trained.html"


def years_panel(lawyer: Lawyer, actor: Actor, now: datetime) -> Panel | None:
    """The yearly ledgers of a lawyer in the actor's sight, and the way to examine a membership."""
    terms = PanelTerm.objects.visible_to(actor).filter(lawyer=lawyer).select_related("unit")
    today = timezone.localdate(now)
    latest = list(terms.select_related("ledger").order_by("-ends_on", "pk")[:MOST_SHOWN])
    if not latest:
        return None
    rows = [
        (row, _examines(actor, row.term, today)) for row in ledgers.ledger_rows(latest, today=today)
    ]
    return Panel("panel/years.html", {"rows": rows})


def _examines(actor: Actor, term: PanelTerm, today: date) -> bool:
    """Whether the actor may open the examination of a membership (附件2 第五条): of the own union
    and while the term runs."""
    is_own = term.unit_id == actor.unit_id and term.ends_on >= today
    return is_own and actor.can(Capability.PANEL_MANAGE)


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
