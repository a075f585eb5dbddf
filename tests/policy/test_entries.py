"""Years and figures that offices enter: from when they hold, who may, and that nothing is lost."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction
from django.db.models import F

from gongyuan.core.events import events_of
from gongyuan.core.refusals import Refused
from gongyuan.organisations.choices import UnitLevel
from gongyuan.people.choices import Role
from gongyuan.policy import in_force
from gongyuan.policy.actions.entries import enter_figure, enter_year
from gongyuan.policy.entered import ArrangedDay, HolidayArrangement, RegionalFigure
from gongyuan.policy.queries.figures import figure_history, figure_lines, kinds_without_figure
from tests.organisations.factories import make_unit
from tests.people.factories import make_actor
from tests.policy.entries import NOTICE, ROWS_2027, days_of, new_figure, provincial, put_back

__all__ = ["put_back"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("put_back")]
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def entered(actor=None, **values):
    usual = {"year": 2027, "source": NOTICE, "days": days_of(), "now": NOW}
    return enter_year(actor=actor or provincial(), **(usual | values))


def given(actor=None, **values):
    return enter_figure(figure=new_figure(**values), actor=actor or provincial(), now=NOW)


def found(key, region, on):
    return in_force.refresh().find(key, region=region, on=date.fromisoformat(on))


def test_an_entered_year_is_published_for_everything_that_counts_days():
    before = in_force.current_calendar()
    assert 2027 not in before.published_years
    assert before.is_working_day(date(2027, 10, 4))

    entered()
    after = in_force.refresh().calendar

    assert 2027 in after.published_years
    assert not after.is_working_day(date(2027, 10, 4))
    assert after.is_working_day(date(2027, 10, 9))
    assert after.rest_name(date(2027, 2, 9)) == "春节"
    assert after.rows[date(2027, 10, 9)].source == NOTICE


def test_bad_days_are_said_all_at_once_and_none_is_entered():
    bad = days_of(ROWS_2027 + "\n2027-03-02 班 x\n2028-01-01 休 x")

    with pytest.raises(Refused) as refused:
        entered(days=bad)

    assert len(refused.value.reasons) == 2
    assert refused.value.field == "rows"
    assert not HolidayArrangement.objects.exists()
    assert not ArrangedDay.objects.exists()


def test_the_same_year_sent_twice_is_entered_once():
    actor = provincial()

    first, second = entered(actor), entered(actor)

    assert first == second
    assert HolidayArrangement.objects.count() == 1
    assert events_of(first).count() == 1


def test_a_published_year_is_put_right_only_with_a_reason_and_wholly():
    actor = provincial()
    entered(actor)
    right = days_of(ROWS_2027.replace("2027-10-09，班，国庆节调休", "2027-10-10 班 国庆节调休"))

    with pytest.raises(Refused, match="更正理由"):
        entered(actor, days=right)
    entered(actor, days=right, reason="通知更正")
    calendar = in_force.refresh().calendar

    assert calendar.is_working_day(date(2027, 10, 10))
    assert not calendar.is_working_day(date(2027, 10, 9)), "nothing of the wrong one is left"
    assert HolidayArrangement.objects.filter(year=2027).count() == 2, (
        "the wrong one stays on record"
    )


def test_a_year_of_the_product_may_be_put_right_too():
    with pytest.raises(Refused, match="已经有了"):
        entered(year=2026, days=days_of("2026-01-01 休 元旦", 2026))


@pytest.mark.parametrize("year", [2003, 2028, 2040])
def test_a_year_that_cannot_be_published_yet_is_refused(year):
    with pytest.raises(Refused, match="只能录入2004年至2027年"):
        entered(year=year)


@pytest.mark.parametrize(
    ("level", "code"), [(UnitLevel.PREFECTURE, "410400"), (UnitLevel.COUNTY, "410481")]
)
def test_a_unit_below_the_province_enters_nothing(level, code):
    province = make_unit(level=UnitLevel.PROVINCE, region_code="410000")
    below = make_actor(
        role=Role.LEGAL_HEAD, unit=make_unit(level=level, region_code=code, parent=province)
    )

    with pytest.raises(Refused, match="由省级以上工会录入"):
        entered(below)
    with pytest.raises(Refused, match="由省级以上工会录入"):
        given(below, region=code)


def test_where_a_city_is_the_root_of_the_tree_the_city_enters():
    city = make_unit(level=UnitLevel.PREFECTURE, region_code="410400")

    assert given(make_actor(role=Role.LEGAL_HEAD, unit=city), region="410481").pk


def test_a_figure_holds_from_its_first_day_and_stands_before_the_shipped_one():
    given(provincial(region_code="110000"), region="110000", valid_from=date(2026, 7, 1))

    assert found("minimum_wage_month", "110105", "2026-06-30").value == 2540
    later = found("minimum_wage_month", "110105", "2026-07-01")
    assert (later.value, later.is_verified) == (2200, True)


def test_of_equal_first_days_the_figure_entered_last_holds_and_the_other_stays():
    actor = provincial()
    given(actor, value=Decimal(2100))
    given(actor, value=Decimal(2200), reason="更正笔误")

    assert found("minimum_wage_month", "410481", "2026-03-01").value == 2200
    assert RegionalFigure.objects.count() == 2


def test_a_figure_of_a_city_stands_before_that_of_the_province():
    actor = provincial()
    given(actor, value=Decimal(2000))
    given(actor, region="410400", value=Decimal(1800))

    assert found("minimum_wage_month", "410481", "2026-03-01").value == 1800
    assert found("minimum_wage_month", "410100", "2026-03-01").value == 2000


def test_the_same_figure_sent_twice_is_entered_once_and_back_again_is_another():
    actor = provincial()

    first, second = given(actor), given(actor)
    given(actor, value=Decimal(2300))
    third = given(actor)

    assert first == second
    assert third != first
    assert events_of(first).count() == 1


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"region": "110000"}, "region", "不在本单位的地区以内"),
        ({"region": "000000"}, "region", "不在本单位的地区以内"),
        ({"key": "no_such_key"}, "key", "没有这一项参数"),
        ({"valid_to": date(2025, 12, 31)}, "valid_to", "不能早于施行日期"),
        ({"value": Decimal(-1)}, "value", "不能是负数"),
        ({"key": "stoppage_allowance_percent", "value": Decimal(7000)}, "value", "百分比过大"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_beside_its_field(wrong, field, said):
    with pytest.raises(Refused, match=said) as refused:
        given(**wrong)

    assert refused.value.field == field
    assert not RegionalFigure.objects.exists()


def test_a_figure_of_the_whole_nation_is_entered_for_the_nation_alone():
    income = {"key": "national_urban_income", "valid_from": date(2027, 1, 1)}

    with pytest.raises(Refused, match="是全国的数"):
        given(**income)
    given(**income, region="000000", value=Decimal(60000))

    assert found("national_urban_income", "410400", "2027-03-01").value == 60000


@pytest.mark.parametrize("model", [HolidayArrangement, ArrangedDay, RegionalFigure])
@pytest.mark.parametrize(
    "change", [lambda rows: rows.update(id=F("id")), lambda rows: rows._raw_delete(rows.db)]
)
def test_what_was_entered_is_neither_changed_nor_deleted(model, change):
    actor = provincial()
    entered(actor)
    given(actor)

    with pytest.raises(DatabaseError), transaction.atomic():
        change(model.objects.all())


def test_the_history_shows_every_figure_and_which_one_holds():
    actor = provincial()
    given(actor, value=Decimal(2100), valid_from=date(2024, 1, 1))
    given(actor, is_verified=False)

    lines = figure_history(key="minimum_wage_month", on=date(2026, 3, 1))
    henan = [line for line in lines if line.figure.region == "410000"]

    assert [(line.value, line.holds) for line in henan] == [
        ("2,200.00元/月", True),
        ("2,100.00元/月", False),
    ]
    assert henan[0].place == "河南省"
    assert henan[0].entered.reason == "按新标准执行"
    assert any(line.entered is None and line.place == "北京市" for line in lines)


def test_the_table_shows_what_holds_for_a_place_on_a_day_and_what_is_missing():
    given()

    lines = figure_lines(on=date(2026, 3, 1), region="410481")

    assert {line.figure.region for line in lines} == {"410000"}
    missing = {kind.key for kind in kinds_without_figure(on=date(2026, 3, 1), region="410481")}
    assert "average_wage_month" in missing
    assert "minimum_wage_month" not in missing


def test_what_another_process_entered_is_seen_after_the_pause_and_not_before(settings):
    settings.POLICY_RECHECK_SECONDS = 3600
    in_force.refresh()
    given()
    region, on = "410000", date(2026, 3, 1)

    assert in_force.regional_figures().find("minimum_wage_month", region=region, on=on) is None
    in_force.look_again()
    assert in_force.regional_figures().find("minimum_wage_month", region=region, on=on)


def test_looking_costs_one_query_and_only_after_the_pause(settings, django_assert_num_queries):
    settings.POLICY_RECHECK_SECONDS = 3600
    in_force.look_again()

    with django_assert_num_queries(1):
        in_force.regional_figures()
    with django_assert_num_queries(0):
        in_force.regional_figures()
        in_force.current_calendar()
