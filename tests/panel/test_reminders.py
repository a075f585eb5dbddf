"""What the job begins and reminds of by itself: summaries, commendation (附件1 四(三)、六)."""

from datetime import UTC, date, datetime

import pytest

from gongyuan.core.models import Notice
from gongyuan.core.work import work_lines
from gongyuan.organisations.choices import UnitLevel
from gongyuan.panel.actions.honours import begin_due_rounds
from gongyuan.panel.actions.summaries import (
    open_summaries,
    remind_of_summaries,
    send_summary,
)
from gongyuan.panel.choices import HonourState
from gongyuan.panel.details import Summary
from gongyuan.panel.models import CountySummary, HonourRound
from gongyuan.panel.queries.honours import standings
from gongyuan.panel.queries.work import awaiting
from gongyuan.panel.rules.appraisal import honour_spans
from gongyuan.people.actor import Actor
from gongyuan.people.choices import Role
from tests.lawyers.factories import make_lawyer, make_term
from tests.organisations.factories import make_unit
from tests.panel.factories import City, activity, make_city, member
from tests.people.factories import make_actor

pytestmark = pytest.mark.django_db


def at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 2, 0, tzinfo=UTC)


@pytest.fixture
def city() -> City:
    return make_city()


def bodies(user_id: int | None) -> list[str]:
    return list(
        Notice.objects.filter(user_id=user_id).order_by("pk").values_list("body", flat=True)
    )


def whats(actor: Actor) -> set[str]:
    return {one.what for one in work_lines(awaiting(actor, today=date(2026, 5, 20)))}


def test_a_county_is_reminded_of_its_summary_twice_and_the_city_told_of_one_missed(city):
    member(city, starts_on=date(2026, 5, 20), ends_on=date(2027, 5, 19))
    days = [at(2026, 11, 25), at(2026, 11, 26), at(2026, 12, 15), at(2026, 12, 21)]
    for now in days:
        open_summaries(now=now)
        for _ in range(2):
            remind_of_summaries(now=now)

    assert bodies(city.county_officer.user_id) == [
        "志愿团全年工作总结12月20日到期，请报送。",
        "志愿团全年工作总结12月20日到期，请报送。",
        "志愿团全年工作总结12月20日到期，还没有报送。",
    ]
    assert bodies(city.officer.user_id) == [
        "试岗县总工会的志愿团全年工作总结12月20日到期，还没有报送。"
    ]


def test_of_a_summary_sent_nobody_is_reminded(city):
    member(city, starts_on=date(2026, 5, 20), ends_on=date(2027, 5, 19))
    open_summaries(now=at(2026, 11, 25))
    told = Summary(text="讲法十二场。")
    row = CountySummary.objects.get()
    send_summary(summary=row, told=told, actor=city.county_officer, now=at(2026, 11, 25))

    assert remind_of_summaries(now=at(2026, 12, 21)) == 0
    assert bodies(city.county_officer.user_id) == []


def test_after_two_years_the_job_begins_the_commendation_and_tells_the_city(city):
    member(city, starts_on=date(2024, 5, 20), ends_on=date(2025, 5, 19))
    assert begin_due_rounds(now=at(2026, 5, 19)) == 0
    for _ in range(2):
        begin_due_rounds(now=at(2026, 5, 20))

    row = HonourRound.objects.get()
    assert (row.unit, row.state) == (city.unit, HonourState.PICKING)
    assert (row.years_from, row.years_to) == (date(2024, 5, 20), date(2026, 5, 19))
    assert bodies(city.officer.user_id) == ["志愿律师表彰的评选期2026-05-19满，请推荐人选。"]
    assert "表彰推荐中" in whats(city.officer)


def test_the_next_years_follow_the_last_round(city):
    member(city, starts_on=date(2022, 5, 20), ends_on=date(2023, 5, 19))
    HonourRound.objects.create(
        unit=city.unit,
        unit_path=city.unit.path,
        years_from=date(2022, 5, 20),
        years_to=date(2024, 5, 19),
        source="试验",
        begun_at=at(2024, 6, 1),
    )
    begin_due_rounds(now=at(2026, 6, 1))

    assert HonourRound.objects.latest("pk").years_from == date(2024, 5, 20)


def test_years_over_long_before_the_union_used_the_product_are_not_begun(city):
    member(city, starts_on=date(2022, 5, 20), ends_on=date(2023, 5, 19))

    assert begin_due_rounds(now=at(2025, 12, 1)) == 0


def test_a_province_of_jiangsu_commends_the_lawyers_of_its_cities_every_two_years():
    """苏工发〔2012〕8号 第17项: 每两年…评选表彰一次“江苏省维护职工权益十佳律师”."""
    province = make_unit(level=UnitLevel.PROVINCE, name="试苏省总工会", region_code="320000")
    town = make_unit(level=UnitLevel.PREFECTURE, parent=province, region_code="320100")
    term = make_term(
        lawyer=make_lawyer(unit=town, has_term=False),
        unit=town,
        starts_on=date(2024, 3, 1),
        ends_on=date(2026, 12, 31),
    )
    activity(term, now=at(2026, 3, 1), happened_on=date(2026, 2, 20))

    begin_due_rounds(now=at(2026, 3, 2))

    row = HonourRound.objects.get(unit=province)
    assert row.source == "苏工发[2012]8号第17项"
    [standing] = standings(row)
    assert (standing.lawyer, standing.services) == (term.lawyer, 1)
    head = make_actor(role=Role.LEGAL_HEAD, unit=province)
    assert HonourRound.objects.handled_by(head).get() == row


def test_spans_end_before_the_day_and_touch_each_other():
    spans = list(honour_spans(date(2020, 5, 20), 24, until=date(2025, 1, 1)))

    assert spans == [
        (date(2020, 5, 20), date(2022, 5, 19)),
        (date(2022, 5, 20), date(2024, 5, 19)),
    ]
