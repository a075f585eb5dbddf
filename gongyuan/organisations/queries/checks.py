"""Checks of stations: the standard of a place, who meets it on a day, what is to be mended."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from gongyuan.core.panels import Panel
from gongyuan.organisations.choices import CHECK_STATIONS, READ, InstitutionFunction
from gongyuan.organisations.models import (
    AidInstitution,
    AidInstitutionQuerySet,
    StationCheck,
    StationCheckItem,
    Unit,
)
from gongyuan.organisations.queries.targets import policy_at
from gongyuan.policy import network
from gongyuan.policy import rules as policy_rules
from gongyuan.policy.resolution import MissingRule

MEND_DAYS, SILENT_DAYS = "station_mend_days", "station_silent_days"
PAGE = 50
MOST_SHOWN = 10


@dataclass(frozen=True, kw_only=True)
class StandardShare:
    """Of the open institutions of a subtree, how many meet the standard on a day."""

    meeting: int
    wanting: int
    unchecked: int

    @property
    def total(self) -> int:
        return self.meeting + self.wanting + self.unchecked

    @property
    def percent(self) -> Decimal | None:
        """达标率: of all open institutions, those never checked too."""
        return Decimal(self.meeting * 100) / self.total if self.total else None


def standard_of(unit: Unit, *, on: date) -> list[network.StationItem]:
    """The items a station of this union is checked for (豫工文〔2020〕40号三(三)2 in Henan)."""
    resolved = policy_at(unit, on=on)
    return network.station_items(resolved) if resolved else []


def parameter_days(unit: Unit, key: str, *, on: date) -> tuple[int, str] | None:
    """A number of days of the policy at a union's place, with its source; None without one."""
    resolved = policy_at(unit, on=on)
    try:
        found = policy_rules.parameter(resolved, key) if resolved else None
    except MissingRule:
        return None
    if found is None:
        return None
    return found.value, "、".join(clause.citation for clause in found.clauses)


def mend_by(unit: Unit, *, checked_on: date) -> date | None:
    """The day by which what is wanting is usually mended; the office may write another."""
    days = parameter_days(unit, MEND_DAYS, on=checked_on)
    return checked_on + timedelta(days=days[0]) if days else None


def registered(institution: AidInstitution) -> dict[str, str]:
    """What the register already says about items, shown beside them while checking."""
    functions = [InstitutionFunction(one).label for one in institution.functions]
    known = {
        "functions": "、".join(map(str, functions)),
        "hours_shown": " ".join(filter(None, [institution.hours, institution.phone])),
        "sign": institution.name,
    }
    return {code: text for code, text in known.items() if text}


def _latest_check(on: date) -> Any:
    checks = StationCheck.objects.filter(institution=OuterRef("pk"), checked_on__lte=on)
    return Subquery(checks.order_by("-checked_on", "-pk").values("pk")[:1])


def with_standard(found: AidInstitutionQuerySet, *, on: date) -> AidInstitutionQuerySet:
    """Each institution with `last_check` (its id or None) and `is_wanting` on a day.

    Wanting is who has an item of the last check that is not met and not mended by the day.
    """
    items = StationCheckItem.objects.filter(check_of=OuterRef("last_check")).to_mend(on=on)
    return found.annotate(last_check=_latest_check(on)).annotate(is_wanting=Exists(items))


def standard_share(*, path: str, on: date) -> StandardShare:
    """How many open institutions of a subtree meet the standard on a day; one query."""
    found = with_standard(
        AidInstitution.objects.filter(unit_path__startswith=path).open_on(on), on=on
    )
    checked = Q(last_check__isnull=False)
    counts = found.aggregate(
        unchecked=Count("pk", filter=Q(last_check=None)),
        wanting=Count("pk", filter=checked & Q(is_wanting=True)),
        meeting=Count("pk", filter=checked & Q(is_wanting=False)),
    )
    return StandardShare(**counts)


STATES = {"wanting": "未达标", "unchecked": "没有检查过", "meeting": "达标"}


def stations_by_standard(actor: Any, *, on: date, state: str = "") -> AidInstitutionQuerySet:
    """Open institutions in sight, with their standard on a day; `state` is one of STATES or all."""
    found = with_standard(AidInstitution.objects.visible_to(actor).open_on(on), on=on)
    wanted = {
        "wanting": Q(last_check__isnull=False, is_wanting=True),
        "unchecked": Q(last_check=None),
        "meeting": Q(last_check__isnull=False, is_wanting=False),
    }
    chosen = found.filter(wanted[state]) if state in wanted else found
    return chosen.select_related("unit").order_by("unit_path", "pk")


def checks_of(institution: AidInstitution) -> QuerySet[StationCheck]:
    """The checks of an institution with their items, the latest first."""
    return (
        institution.checks.select_related("checked_by_unit")
        .prefetch_related("items")
        .order_by("-checked_on", "-pk")
    )


def items_to_mend(actor: Any) -> QuerySet[StationCheckItem]:
    """What stations of the actor's union, or checked by it, have still to mend."""
    return StationCheckItem.objects.handled_by(actor).filter(is_met=False, mended_on=None)


def checks_panel(institution: AidInstitution, actor: Any, now: datetime) -> Panel | None:
    """The checks of an institution on its page, the latest first, with what is left to mend."""
    if not actor.can(READ):
        return None
    wanting = Q(items__is_met=False)
    checks = (
        StationCheck.objects.visible_to(actor)
        .filter(institution=institution)
        .select_related("checked_by_unit")
        .annotate(
            found=Count("items", filter=wanting),
            left=Count("items", filter=wanting & Q(items__mended_on=None)),
        )
        .order_by("-checked_on", "-pk")
    )
    shown = {
        "institution": institution,
        "checks": checks[:MOST_SHOWN],
        "may_check": institution.closed_on is None and actor.can(CHECK_STATIONS),
    }
    return Panel("organisations/checks_panel.html", shown)
