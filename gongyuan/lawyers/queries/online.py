"""Who serves online, by which standard, and when."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from gongyuan.lawyers.choices import OnlineState
from gongyuan.lawyers.models import Lawyer, OnlineRegistration, PanelTerm, ServiceStandard
from gongyuan.lawyers.rules.online import WEEKDAYS, is_online_at, serving_obstacles
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor


def standard_in_force(unit: Unit, *, on: date) -> ServiceStandard | None:
    """The version of a union's standard of online service that holds on a day; one query."""
    known = ServiceStandard.objects.filter(unit=unit, effective_on__lte=on)
    return known.order_by("-effective_on", "-version").first()


def standards_of(actor: Actor) -> list[ServiceStandard]:
    """The versions of the own union's standard, the latest first."""
    return list(ServiceStandard.objects.filter(unit_id=actor.unit_id or 0).order_by("-version"))


def registrations(actor: Actor) -> QuerySet[OnlineRegistration]:
    """The registrations in sight, those to be verified first."""
    waiting = OnlineRegistration.objects.visible_to(actor)
    return waiting.select_related("lawyer__firm", "unit", "standard").order_by(
        "-paused_on", "state", "applied_at", "pk"
    )


def online_now(unit: Unit, *, now: datetime) -> list[OnlineRegistration]:
    """Who of a union's team serves online at a moment, by name; two queries.

    Admitted, not suspended from the team or online, in the hours, with the standard of the day
    accepted (豫工文〔2020〕40号 三(三)3).
    """
    local = timezone.localtime(now)
    standard = standard_in_force(unit, on=local.date())
    serving = PanelTerm.objects.serving_on(local.date()).filter(unit=unit)
    rows = OnlineRegistration.objects.filter(
        unit=unit, state=OnlineState.ACTIVE, lawyer_id__in=serving.values("lawyer_id")
    ).select_related("lawyer__firm", "standard")
    return [
        row
        for row in rows.order_by("lawyer__name", "pk")
        if is_online_at(row.hours, local)
        and not serving_obstacles(
            is_active=True,
            accepted_version=row.standard.version,
            version=standard.version if standard else 0,
        )
    ]


def online_for(unit: Unit, *, now: datetime) -> list[OnlineRegistration]:
    """Who may answer a union's questions online at a moment, a lawyer once: its own team first,
    then those of the unions above it, the nearer first; one query and two for each team."""
    line = [int(step) for step in unit.path.strip("/").split("/")]
    teams = Unit.objects.filter(
        pk__in=OnlineRegistration.objects.filter(unit_id__in=line, state=OnlineState.ACTIVE).values(
            "unit_id"
        )
    ).defer("search")
    found: dict[int, OnlineRegistration] = {}
    for team in sorted(teams, key=lambda team: -len(team.path)):
        for row in online_now(team, now=now):
            found.setdefault(row.lawyer_id, row)
    return list(found.values())


def hours_shown(hours: dict[str, Any]) -> list[tuple[str, str]]:
    """Hours by weekday, in words: 周一 09:00—11:30."""
    return [
        (name, "、".join(f"{first}—{last}" for first, last in hours[day]))
        for day, name in WEEKDAYS.items()
        if hours.get(day)
    ]


def serving_obstacles_of(lawyer: Lawyer, unit_path: str, *, on: date) -> list[str]:
    """Say why a lawyer does not serve the unions of this path online on a day; at most four
    queries. Serving for one union above them is enough."""
    steps = [int(step) for step in unit_path.strip("/").split("/") if step]
    rows = OnlineRegistration.objects.filter(
        lawyer=lawyer, unit_id__in=steps, state=OnlineState.ACTIVE
    ).select_related("unit", "standard")
    terms = PanelTerm.objects.serving_on(on).filter(lawyer=lawyer).values_list("unit_id", flat=True)
    found, units = ["没有在这里的线上服务注册，或者已经暂停。"], frozenset(terms)
    for row in rows:
        standard = standard_in_force(row.unit, on=on)
        found = serving_obstacles(
            is_active=row.unit_id in units,
            accepted_version=row.standard.version,
            version=standard.version if standard else 0,
        )
        if not found:
            return []
    return found
