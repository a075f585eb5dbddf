"""What a lawyer is owed by rule is shown, and as paid only what a union wrote down (附件1 二)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from gongyuan.panel.models import Payment
from gongyuan.panel.queries.year import owed, term_years
from gongyuan.people.models import User
from tests.cases.factories import make_case
from tests.lawyers.factories import make_lawyer, make_term
from tests.panel.factories import City, make_city, member, stipend_paid, subsidy_paid

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return make_city()


def test_a_lawyer_of_city_and_county_has_one_stipend_borne_by_the_city(city):
    today = date(2026, 4, 1)
    term = member(city)
    below = make_term(
        lawyer=term.lawyer,
        unit=city.county,
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
    )

    found = {one.term.pk: one for one in owed(term_years(term.lawyer, today=today))}

    assert (found[term.pk].yuan, found[term.pk].payer) == (Decimal("1000.00"), "试城市总工会")
    assert found[below.pk].yuan is None
    assert "不重复计" in found[below.pk].source


def test_the_stipend_of_a_county_alone_is_borne_by_its_city(city):
    term = make_term(
        lawyer=member(city, starts_on=date(2020, 1, 1), ends_on=date(2020, 12, 31)).lawyer,
        unit=city.county,
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
    )
    [one] = owed(term_years(term.lawyer, today=date(2026, 4, 1)))

    assert (one.yuan, one.payer) == (Decimal("1000.00"), "试城市总工会")


def test_both_running_terms_stand_on_the_lawyers_page_and_nothing_says_paid(city, client):
    today = timezone.localdate()
    days = {"starts_on": today - timedelta(days=30), "ends_on": today + timedelta(days=300)}
    term = member(city, **days)
    make_term(lawyer=term.lawyer, unit=city.county, **days)
    make_case(state="handling", unit=city.county, lawyer=term.lawyer)
    client.force_login(User.objects.get(pk=term.lawyer.user_id))

    page = client.get(reverse("my_year")).text

    assert f"本聘期：{city.unit.name}" in page
    assert f"本聘期：{city.county.name}" in page
    assert page.count("未发") == 1
    assert "已发" not in page


def test_the_phone_says_what_was_paid_on_which_voucher_and_for_which_case(city, client):
    today = timezone.localdate()
    term = member(city, starts_on=today - timedelta(days=30), ends_on=today + timedelta(days=300))
    case = make_case(state="archived", unit=city.county, lawyer=term.lawyer)
    other = make_case(state="archived", unit=city.county)
    paid = stipend_paid(term, unit=city.unit, paid_on=today, voucher="记-31")
    subsidy_paid(case, term.lawyer, paid_on=today, voucher="记-32")
    subsidy_paid(other, make_lawyer(unit=city.county), paid_on=today, voucher="记-33")
    client.force_login(User.objects.get(pk=term.lawyer.user_id))

    page = client.get(reverse("my_year")).text
    assert "1,000.00 元 " + f"{today:%Y-%m-%d} 凭证 记-31" in page
    assert f"800.00 元，{case.number}" in page
    assert "凭证 记-32" in page
    assert "未发" not in page
    assert "记-33" not in page

    Payment.objects.filter(pk=paid.pk).update(withdrawn_at=timezone.now(), withdrawn_why="记错人")
    page = client.get(reverse("my_year")).text
    assert ("记-31" in page, page.count("未发")) == (False, 1)
