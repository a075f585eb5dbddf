"""The pages of the calendar and of the figures: who sees what, and entering on screen."""

from datetime import date

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from gongyuan.desk.context import calendar_hint
from gongyuan.organisations.choices import UnitLevel
from gongyuan.people.choices import Role
from gongyuan.policy import in_force
from gongyuan.policy.entered import HolidayArrangement, RegionalFigure
from gongyuan.policy.entry_rules import missing_year
from tests.core.markup import Markup
from tests.organisations.factories import make_unit
from tests.people.factories import make_post
from tests.policy.entries import NOTICE, ROWS_2027, make_province, put_back

__all__ = ["put_back"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("put_back")]
FIGURE = {
    "key": "minimum_wage_month",
    "region": "410000",
    "value": "2200",
    "valid_from": "2026-01-01",
    "source": "豫人社〔2025〕测试号",
    "is_verified": "on",
    "reason": "按新标准执行",
}


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.SECOND_FACTOR_COMPULSORY = False


def signed_in(client, role=Role.LEGAL_HEAD, unit=None):
    post = make_post(role=role, unit=unit or make_province())
    client.force_login(post.user)
    return post


def page(client, name, query="", **parts):
    answer = client.get(reverse(name, kwargs=parts) + query)
    assert answer.status_code == 200
    html = answer.content.decode()
    assert Markup(html).faults() == []
    return html


def test_the_calendar_shows_published_and_provisional_years(client):
    signed_in(client, Role.AUDITOR)

    html = page(client, "policy_calendar")

    assert "2004年" in html
    assert "暂定" in html
    assert "随产品提供" in html
    assert "录入一年的安排" not in html


def test_a_year_shows_days_off_and_make_up_days(client):
    signed_in(client, Role.AUDITOR)

    html = page(client, "policy_calendar_year", year=2026)

    assert "2026年10月10日" in html
    assert "国庆节调休" in html
    assert client.get(reverse("policy_calendar_year", args=[1999])).status_code == 404


def test_a_year_is_entered_on_screen_and_shown_with_its_source(client):
    signed_in(client, Role.SYSTEM_ADMIN)
    year = timezone.localdate().year + 1
    form = page(client, "policy_calendar_entry", f"?year={year}")
    assert "元旦" in form, "the statutory days stand there already"
    shift = {"year": 2027, "source": NOTICE, "rows": ROWS_2027}

    answer = client.post(reverse("policy_calendar_entry"), shift, follow=True)

    assert HolidayArrangement.objects.get().year == 2027
    in_force.refresh()
    assert "已经生效" in answer.content.decode()
    html = page(client, "policy_calendar_year", year=2027)
    assert NOTICE in html
    assert "已公布" in html


def test_every_bad_line_is_shown_and_what_was_typed_stays(client):
    signed_in(client)
    rows = ROWS_2027 + "\n2027-02-30 休 x\n国庆\n2027-10-08 班 x"

    answer = client.post(
        reverse("policy_calendar_entry"), {"year": 2027, "source": NOTICE, "rows": rows}
    )

    html = answer.content.decode()
    assert answer.status_code == 200
    assert "第12行没有这样的日期" in html
    assert "第13行" in html
    assert "第14行2027年10月8日（周五）本来就上班" in html
    assert "2027-02-30 休 x" in html
    assert Markup(html).faults() == []
    assert not HolidayArrangement.objects.exists()


@pytest.mark.parametrize("name", ["policy_calendar_entry", "policy_figure_entry"])
def test_a_county_reads_why_it_cannot_enter(client, name):
    signed_in(client, unit=make_unit(level=UnitLevel.COUNTY, parent=make_province()))

    html = page(client, name)

    assert "由省级以上工会录入" in html
    assert "<textarea" not in html


def test_a_figure_is_entered_and_its_history_shown(client):
    signed_in(client, Role.LEGAL_OFFICER)
    page(client, "policy_figure_entry")

    answer = client.post(reverse("policy_figure_entry"), FIGURE, follow=True)

    html = answer.content.decode()
    assert RegionalFigure.objects.get().region == "410000"
    assert "2,200.00元/月" in html
    assert "现行" in html
    assert "按新标准执行" in html
    assert "北京市" in html


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"region": "110000"}, "不在本单位的地区以内"),
        ({"region": "河南"}, "六位行政区划代码"),
        ({"value": "-1"}, "value"),
        ({"reason": ""}, "这一项还没有填"),
        ({"valid_from": "1990-01-01"}, "不能早于1995年1月1日"),
        ({"valid_to": "2025-01-01"}, "不能早于施行日期"),
        ({"key": "nonsense"}, "key"),
    ],
)
def test_a_wrong_figure_comes_back_with_its_sentence(client, wrong, said):
    signed_in(client)

    answer = client.post(reverse("policy_figure_entry"), FIGURE | wrong)

    html = answer.content.decode()
    assert answer.status_code == 200
    assert said in html
    assert Markup(html).faults() == []
    assert not RegionalFigure.objects.exists()


def test_the_table_begins_with_the_own_place_and_is_filtered(client):
    signed_in(client, Role.AUDITOR, make_unit(level=UnitLevel.COUNTY, region_code="410481"))

    own = page(client, "policy_figures")
    assert "河南省" in own
    assert "北京市" not in own
    assert "这个地区还没有的参数" in own

    beijing = page(client, "policy_figures", "?key=minimum_wage_month&region=110105&on=2026-01-01")
    assert "2,540.00元/月" in beijing
    assert "待核" in beijing
    before = page(client, "policy_figures", "?key=minimum_wage_month&region=110105&on=2025-08-31")
    assert "没有符合条件的参数" in before


def test_a_filter_that_cannot_be_read_shows_everything_and_says_so(client):
    signed_in(client, Role.AUDITOR)

    html = page(client, "policy_figures", "?region=abc&on=x")

    assert "六位行政区划代码" in html
    assert "北京市" in html


def test_an_unknown_figure_is_not_found(client):
    signed_in(client, Role.AUDITOR)

    assert client.get(reverse("policy_figure", args=["nonsense"])).status_code == 404


@pytest.mark.parametrize(
    ("today", "missing"),
    [
        (date(2026, 10, 31), None),
        (date(2026, 11, 1), 2027),
        (date(2025, 12, 1), None),
        (date(2027, 1, 1), 2027),
    ],
)
def test_next_year_is_missed_from_november_on_until_it_is_there(today, missing):
    assert missing_year(in_force.current_calendar(), today=today) == missing


@pytest.mark.parametrize(
    ("role", "level"),
    [
        (Role.LEGAL_OFFICER, UnitLevel.PROVINCE),
        (Role.SYSTEM_ADMIN, UnitLevel.COUNTY),
        (Role.AUDITOR, UnitLevel.PROVINCE),
    ],
)
def test_whoever_cannot_enter_the_calendar_is_not_reminded_of_it(client, role, level):
    province = make_province()
    unit = province if level == UnitLevel.PROVINCE else make_unit(level=level, parent=province)
    signed_in(client, role, unit)

    assert "放假安排还没有录入" not in page(client, "desk_worklist")


def test_the_reminder_stands_on_the_first_page_while_next_year_is_missing(client):
    signed_in(client, Role.SYSTEM_ADMIN)

    html = page(client, "desk_worklist")

    year = missing_year(in_force.current_calendar(), today=timezone.localdate())
    assert ("年的放假安排还没有录入" in html) is (year is not None)
    assert year is None or f"{year}年的放假安排还没有录入" in html


def test_the_reminder_asks_nothing_of_the_database(client, django_assert_num_queries):
    post = signed_in(client, Role.SYSTEM_ADMIN)
    request = client.get(reverse("policy_calendar")).wsgi_request

    with django_assert_num_queries(0):
        calendar_hint(request)
    assert request.actor.post_id == post.pk
    assert calendar_hint(RequestFactory().get("/")) == {}
