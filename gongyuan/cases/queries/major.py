"""Major cases: what makes them so, how far they are reported, led and tracked, and their lists."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from gongyuan.cases.choices import FINAL_STATES
from gongyuan.cases.choices.major import OPEN_OVERSIGHT, MajorTab
from gongyuan.cases.models import (
    Case,
    LeaderInCharge,
    MajorCase,
    MajorReport,
    OversightOrder,
)
from gongyuan.cases.queries import facts as case_facts
from gongyuan.cases.queries.facts import Findings
from gongyuan.core.counting import capped_counts
from gongyuan.people.actor import Actor
from gongyuan.policy import rules as policy_rules
from gongyuan.policy.answers import Gravity
from gongyuan.policy.facts import FactsError
from gongyuan.policy.resolution import MissingRule

#: So many lines a page.
PAGE = 40


def gravity_of(case: Case, findings: Findings | None = None) -> Gravity:
    """Whether the packs of the place say that a case is major, and why (仲裁法 第七条).

    Not major where no pack is in force.
    """
    today = timezone.localdate(case.applied_at)
    try:
        known = case_facts.application_facts(case, today=today, findings=findings)
        return policy_rules.gravity(known, case_facts.policy_for(case))
    except (MissingRule, ValueError, FactsError):
        return Gravity(is_major=False)


def reports_shown(case: Case, actor: Actor) -> list[MajorReport]:
    """The reports of a case that left the actor's subtree, in their order."""
    rows = MajorReport.objects.visible_to(actor).filter(case=case)
    return list(rows.select_related("from_unit", "to_unit").order_by("pk"))


@dataclass(frozen=True, kw_only=True)
class MajorPage:
    """A page of major cases, the newest first; the key of the next one, None at the end."""

    rows: list[MajorCase]
    older_than: int | None


def major_cases(actor: Actor, tab: MajorTab, *, now: datetime) -> QuerySet[MajorCase]:
    """The major cases of one tab in the actor's sight, those that are over left out."""
    rows = MajorCase.objects.visible_to(actor).standing()
    rows = rows.exclude(case__state__in=FINAL_STATES)
    return rows.filter(_condition(actor, tab, now))


def _condition(actor: Actor, tab: MajorTab, now: datetime) -> Q:
    today = timezone.localdate(now)
    conditions: dict[MajorTab, Q] = {
        MajorTab.STANDING: Q(),
        MajorTab.UNREPORTED: Q(reported_at=None, report_due_at__lt=now),
        MajorTab.TO_ACKNOWLEDGE: Q(Exists(_reports().filter(to_unit_id=actor.unit_id))),
        MajorTab.UNDER_OVERSIGHT: Q(Exists(_orders())),
        MajorTab.TO_TRACK: Q(tracking_due_on__lt=today),
        MajorTab.UNLED: ~Q(Exists(_leaders())),
    }
    return conditions[tab]


def _reports() -> QuerySet[MajorReport]:
    return MajorReport.objects.filter(case=OuterRef("case"), acknowledged_at=None)


def _orders() -> QuerySet[OversightOrder]:
    return OversightOrder.objects.filter(case=OuterRef("case"), state__in=OPEN_OVERSIGHT)


def _leaders() -> QuerySet[LeaderInCharge]:
    return LeaderInCharge.objects.filter(case=OuterRef("case"), until=None)


def major_counts(actor: Actor, *, now: datetime) -> dict[MajorTab, int]:
    """How many cases each tab holds, at most a thousand counted; one statement."""
    asked = {str(tab): major_cases(actor, tab, now=now) for tab in MajorTab}
    found = capped_counts(asked)
    return {tab: found[str(tab)] for tab in MajorTab}


def major_page(
    actor: Actor, tab: MajorTab, *, now: datetime, before: int | None = None
) -> MajorPage:
    """One page of a tab by keyset: those older than the id `before`."""
    rows = major_cases(actor, tab, now=now)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.select_related("case__employer", "unit").order_by("-pk")[: PAGE + 1])
    more, found = len(found) > PAGE, found[:PAGE]
    return MajorPage(rows=found, older_than=found[-1].pk if more else None)


def beside(rows: list[MajorCase]) -> dict[int, dict[str, Any]]:
    """Leader, latest report and open order of these cases, by case; three queries for all."""
    ids = [row.case_id for row in rows]
    found: dict[int, dict[str, Any]] = {number: {} for number in ids}
    for leader in LeaderInCharge.objects.filter(case__in=ids, until=None):
        found[leader.case_id]["leader"] = leader
    reports = MajorReport.objects.filter(case__in=ids).select_related("to_unit")
    for report in reports.order_by("pk"):
        found[report.case_id]["report"] = report
    orders = OversightOrder.objects.filter(case__in=ids, state__in=OPEN_OVERSIGHT)
    for order in orders.select_related("unit").order_by("pk"):
        found[order.case_id]["order"] = order
    return found


def unacknowledged_reports(*, now: datetime) -> QuerySet[MajorReport]:
    """Reports whose hours to acknowledge are over and that went no further, everywhere."""
    rows = MajorReport.objects.filter(acknowledged_at=None, escalated_at=None, due_at__lt=now)
    return rows.order_by("pk")


def missing_reports(*, now: datetime) -> QuerySet[MajorCase]:
    """Major cases whose hours to report are over and of which nobody above was told, everywhere."""
    rows = MajorCase.objects.standing().filter(reported_at=None, escalated_at=None)
    open_ones = rows.exclude(case__state__in=FINAL_STATES)
    return open_ones.filter(report_due_at__lt=now).order_by("pk")


def majors_not_kept() -> QuerySet[Case]:
    """Open cases that are major and of which this was not written down yet, everywhere."""
    return Case.objects.open().filter(is_major=True, major=None).order_by("pk")


def tracking_late(row: MajorCase, today: date) -> bool:
    """Whether a major case should have been looked at again before today."""
    return row.tracking_due_on is not None and row.tracking_due_on < today
