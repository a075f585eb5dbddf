"""What offices enter: the days off of a year, and figures of a region. Nothing is ever changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import connection, transaction
from django.utils import timezone

from gongyuan.core.actor import Actor
from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.policy import in_force, listeners
from gongyuan.policy.entered import ArrangedDay, HolidayArrangement, RegionalFigure
from gongyuan.policy.entry_rules import figure_obstacles, power_obstacles, year_obstacles
from gongyuan.policy.holiday_rows import TypedDay, row_faults
from gongyuan.policy.parameter_files import figure_kinds
from gongyuan.policy.places import place_of


@dataclass(frozen=True, kw_only=True)
class NewFigure:
    """A figure of a region as it is entered: a key of `figure_kinds`, a value in its unit.

    `region` is a six-digit code (GB/T 2260); it holds from `valid_from` to `valid_to`, both in.
    """

    key: str
    region: str
    value: Decimal
    valid_from: date
    valid_to: date | None
    source: str
    is_verified: bool
    reason: str


@transaction.atomic
def enter_year(
    *,
    year: int,
    source: str,
    days: Sequence[TypedDay],
    actor: Actor,
    now: datetime,
    reason: str = "",
) -> HolidayArrangement:
    """Publish a year's days off and make-up days, all or none (全国年节及纪念日放假办法第七条).

    From then on the year is no longer provisional; open deadlines in it are reckoned anew by a
    job. A year that is known already is replaced as a whole, with a reason; the earlier
    arrangement stays on record. Refuses a unit that is not the topmost of its province, a year
    too early or too late, and every bad day at once. The same thing sent twice is done once.
    """
    refuse_if(power_obstacles(actor, place_of(actor.unit_id)))
    _one_at_a_time(f"calendar {year}")
    last = HolidayArrangement.objects.filter(year=year).order_by("pk").last()
    if last is not None and _is_same_year(last, source, days):
        return last
    today = timezone.localdate(now)
    calendar = in_force.refresh().calendar
    refuse_if(year_obstacles(year, reason=reason, calendar=calendar, today=today), field="reason")
    refuse_if(row_faults(days, year=year), field="rows")
    entered = HolidayArrangement.objects.create(
        year=year, source=source, reason=reason.strip(), **_signed(actor, now)
    )
    ArrangedDay.objects.bulk_create(
        ArrangedDay(arrangement=entered, day=one.day, is_working=one.is_working, name=one.name)
        for one in days
    )
    told = {"year": year, "source": source, "days": len(days)}
    record_event(
        entered, "policy.holidayarrangement.enter", actor=actor, now=now, note=reason, data=told
    )
    listeners.year_entered(year)
    transaction.on_commit(in_force.look_again)
    return entered


@transaction.atomic
def enter_figure(*, figure: NewFigure, actor: Actor, now: datetime) -> RegionalFigure:
    """Add a dated figure of a region; from its first day on it stands before all older ones.

    Nothing is overwritten: a wrong figure is put right by another of the same first day. Refuses
    a unit that is not the topmost of its province, a foreign region, an unknown key, bad dates.
    A figure of the whole nation is entered for 000000.
    The same thing sent twice is done once.
    """
    place = place_of(actor.unit_id)
    refuse_if(power_obstacles(actor, place))
    kind = figure_kinds().get(figure.key)
    if kind is None:
        raise Refused("没有这一项参数。", field="key")
    dates = (figure.valid_from, figure.valid_to)
    obstacles = figure_obstacles(
        kind=kind, region=figure.region, value=figure.value, dates=dates, place=place
    )
    for field, sentence in obstacles.items():
        raise Refused(sentence, field=field)
    _one_at_a_time(f"figure {figure.key} {figure.region}")
    same_place = RegionalFigure.objects.filter(key=figure.key, region=figure.region)
    last = same_place.order_by("pk").last()
    if last is not None and _is_same_figure(last, figure):
        return last
    entered = RegionalFigure.objects.create(**vars(figure), **_signed(actor, now))
    told = {"key": figure.key, "region": figure.region, "value": str(figure.value)}
    record_event(
        entered,
        "policy.regionalfigure.enter",
        actor=actor,
        now=now,
        note=figure.reason,
        data=told | {"from": figure.valid_from.isoformat()},
    )
    transaction.on_commit(in_force.look_again)
    return entered


def _one_at_a_time(what: str) -> None:
    """Wait for whoever enters the same thing, so that sending twice finds the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [what])


def _is_same_year(last: HolidayArrangement, source: str, days: Sequence[TypedDay]) -> bool:
    kept = {(one.day, one.is_working, one.name) for one in last.days.all()}
    return last.source == source and kept == {(d.day, d.is_working, d.name) for d in days}


def _is_same_figure(last: RegionalFigure, figure: NewFigure) -> bool:
    return all(getattr(last, name) == value for name, value in vars(figure).items())


def _signed(actor: Actor, now: datetime) -> dict[str, object]:
    """Who enters it, with name and post as they are today."""
    signature = "，".join(part for part in (actor.name, actor.office) if part)
    return {
        "entered_at": now,
        "entered_by": signature[:200],
        "entered_by_user_id": actor.user_id,
        "entered_by_post_id": actor.post_id,
    }
