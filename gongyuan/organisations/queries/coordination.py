"""The log of coordination: what was done with other offices, year by year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractYear

from gongyuan.organisations.choices import (
    CoordinationKind,
    CoordinationPartner,
    UnitKind,
    UnitLevel,
)
from gongyuan.organisations.models import CoordinationRecord, FollowUp, Unit, UnitStretch

PAGE = 50
#: A printed list of more is no evidence anybody reads; it is narrowed.
MOST_PRINTED = 300
#: A union leads fewer; a list to choose from is no longer one.
MOST_UNITS = 500
#: Who studies aid work every year (苏工发〔2012〕8号第14项: 市、县（市、区）工会).
STUDYING_LEVELS = (UnitLevel.PREFECTURE, UnitLevel.COUNTY)


@dataclass(frozen=True, kw_only=True)
class YearCount:
    """One year of a union's log: records by kind, and whether the leadership studied aid work."""

    year: int
    by_kind: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.by_kind.values())

    @property
    def is_studied(self) -> bool:
        return self.by_kind.get(CoordinationKind.LEADERSHIP_STUDY, 0) > 0


@dataclass(frozen=True, kw_only=True)
class Range:
    """Which of the log is asked for; both days are counted with it."""

    year: int | None = None
    since: date | None = None
    until: date | None = None
    kind: str = ""
    text: str = ""
    own: bool = False

    @property
    def days(self) -> str:
        """2026年、2026-01-01至2026-06-30, or "" for all of it."""
        if self.since or self.until:
            first = self.since.isoformat() if self.since else "开始登记"
            last = self.until.isoformat() if self.until else "今天"
            return f"{first}至{last}"
        return f"{self.year}年" if self.year else ""


def records(actor: Any, asked: Range = Range()) -> QuerySet[CoordinationRecord]:
    """The log in the actor's sight, the latest first, withdrawn ones too."""
    found = CoordinationRecord.objects.visible_to(actor)
    if asked.own:
        found = found.filter(unit_id=actor.unit_id)
    if asked.year:
        found = found.filter(held_on__range=(date(asked.year, 1, 1), date(asked.year, 12, 31)))
    if asked.since:
        found = found.filter(held_on__gte=asked.since)
    if asked.until:
        found = found.filter(held_on__lte=asked.until)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    text = asked.text
    if text:
        found = found.filter(
            Q(subject__icontains=text) | Q(partner_names__icontains=text) | Q(number__contains=text)
        )
    awaited = FollowUp.objects.filter(record=OuterRef("pk"), done_on=None)
    return (
        found.select_related("unit")
        .annotate(is_awaited=Exists(awaited))
        .order_by("-held_on", "-pk")
    )


def listed(actor: Any, asked: Range) -> QuerySet[CoordinationRecord]:
    """The same with what was agreed on and the papers, for a list that is handed on; the
    earliest first, four queries in all."""
    return (
        records(actor, asked)
        .prefetch_related("follow_ups__unit", "papers__file")
        .order_by("held_on", "pk")
    )


def evidence(actor: Any, asked: Range) -> QuerySet[CoordinationRecord]:
    """What of it counts: without the withdrawn ones (苏工发〔2012〕8号第12、14项)."""
    return listed(actor, asked).filter(withdrawn_at=None)


def papers_shown(record: CoordinationRecord) -> str:
    """纪要.pdf、照片.jpg: the names of a record's papers; they must have been fetched with it."""
    return "、".join(paper.file.name for paper in record.papers.all())


def year_counts(actor: Any, *, most: int = 5) -> list[YearCount]:
    """The own union's standing records by year and kind, the latest years first; one query.

    每年定期研究法律援助工作 (苏工发〔2012〕8号第14项) is seen in each year's `is_studied`.
    """
    rows = (
        CoordinationRecord.objects.visible_to(actor)
        .filter(unit_id=actor.unit_id)
        .standing()
        .annotate(year=ExtractYear("held_on"))
        .order_by()
        .values_list("year", "kind")
        .annotate(times=Count("pk"))
    )
    years: dict[int, dict[str, int]] = {}
    for year, kind, times in rows:
        years.setdefault(year, {})[kind] = times
    return [
        YearCount(year=year, by_kind=years[year]) for year in sorted(years, reverse=True)[:most]
    ]


def year_count(unit: Unit, *, year: int) -> YearCount:
    """One union's standing records of a year by kind: evidence for its appraisal."""
    rows = (
        CoordinationRecord.objects.filter(
            unit=unit, held_on__range=(date(year, 1, 1), date(year, 12, 31))
        )
        .standing()
        .order_by()
        .values_list("kind")
        .annotate(times=Count("pk"))
    )
    return YearCount(year=year, by_kind=dict(rows))


def without_study(actor: Any, *, year: int) -> QuerySet[Unit]:
    """Prefectures and counties in sight whose leadership did not study aid work in a year.

    苏工发〔2012〕8号第14项: 市、县（市、区）工会每年定期研究法律援助工作. The level is that of the
    year's last day.
    """
    studied = CoordinationRecord.objects.filter(
        unit=OuterRef("pk"),
        kind=CoordinationKind.LEADERSHIP_STUDY,
        held_on__range=(date(year, 1, 1), date(year, 12, 31)),
    ).standing()
    then = UnitStretch.objects.on(date(year, 12, 31)).filter(
        unit=OuterRef("pk"), level__in=STUDYING_LEVELS, kind=UnitKind.FEDERATION
    )
    return (
        Unit.objects.visible_to(actor)
        .filter(Exists(then))
        .filter(~Exists(studied))
        .defer("search")
        .order_by("path")
    )


def awaited_follow_ups(actor: Any) -> QuerySet[FollowUp]:
    """What the actor's union agreed to do and has not done."""
    return FollowUp.objects.handled_by(actor).awaited()


def responsible_units(actor: Any) -> list[Unit]:
    """To whom something agreed on may fall: the own union and those it leads directly."""
    own = Q(pk=actor.unit_id) | Q(parent_id=actor.unit_id)
    found = Unit.objects.visible_to(actor).filter(own, closed_on=None).defer("search")
    return list(found.order_by("path")[:MOST_UNITS])


def partners_shown(record: CoordinationRecord) -> str:
    """人民法院、人民检察院（某某区人民法院）"""
    labels = "、".join(str(CoordinationPartner(one).label) for one in record.partners)
    names = f"（{record.partner_names}）" if labels and record.partner_names else ""
    return f"{labels}{names}" if labels else record.partner_names
