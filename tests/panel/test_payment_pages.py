"""The pages of payments: what they show to whom, what a form sends, how often they ask."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from gongyuan.panel.models import Payment
from gongyuan.panel.queries import stipends
from gongyuan.people.choices import Role
from gongyuan.people.models import Post
from tests.cases.factories import make_case
from tests.core.markup import Markup
from tests.lawyers.factories import make_lawyer, make_term
from tests.panel.factories import City, make_city, member, stipend_paid, subsidy_paid
from tests.people.factories import make_actor

pytestmark = pytest.mark.django_db
MOST = 12


@pytest.fixture
def city(settings) -> City:
    settings.SECOND_FACTOR_COMPULSORY = False
    return make_city()


def signed_in(client, actor):
    client.force_login(Post.objects.get(pk=actor.post_id).user)
    return client


def as_finance(client, unit):
    return signed_in(client, make_actor(role=Role.FINANCE_OFFICER, unit=unit))


def served(city, *, years_ago=1):
    """A member whose term began some years ago today, and lasts one."""
    today = timezone.localdate()
    begins = today - timedelta(days=365 * years_ago)
    return member(city, starts_on=begins, ends_on=begins + timedelta(days=364))


def page(client, name, *args, **asked):
    answer = client.get(reverse(name, args=args), asked)
    assert answer.status_code == 200, (name, answer.status_code)
    return answer.text


def cells(content):
    sheet = load_workbook(BytesIO(content), read_only=True).worksheets[0]
    return [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]


def test_the_list_says_what_is_owed_by_which_clause_and_what_was_paid(city, client):
    as_finance(client, city.unit)
    assert Markup(page(client, "payment_list")).faults() == []
    paid, owed, before = served(city), served(city), served(city, years_ago=2)
    twice = make_term(
        lawyer=owed.lawyer, unit=city.county, starts_on=owed.starts_on, ends_on=owed.ends_on
    )
    stipend_paid(paid, unit=city.unit, voucher="记-41")
    year = owed.starts_on.year

    found = page(client, "payment_list", year=year)

    assert Markup(found).faults() == []
    for words in ("附件1二", "不重复计", "凭证 记-41", "2 人，2,000.00 元", "1 人，1,000.00 元"):
        assert words in found
    assert found.count('name="terms"') == 1
    assert f'name="yuan_{owed.pk}" value="1000.00"' in found
    assert f"yuan_{twice.pk}" not in found
    assert before.lawyer.name not in found
    assert before.lawyer.name in page(client, "payment_list", year=before.starts_on.year)
    unpaid = page(client, "payment_list", year=year, state="unpaid")
    assert (owed.lawyer.name in unpaid, paid.lawyer.name in unpaid) == (True, False)
    odd = page(client, "payment_list", year="abc", state="x")
    assert odd.count("<tr>") == page(client, "payment_list").count("<tr>")


def test_ticked_rows_are_paid_on_one_voucher_and_a_fault_keeps_what_was_typed(city, client):
    as_finance(client, city.unit)
    first, second, third = served(city), served(city), served(city)
    url = f"{reverse('stipend_payment')}?year={first.starts_on.year}"
    sent = {
        "submission_key": uuid4(),
        "terms": [first.pk, second.pk],
        f"yuan_{first.pk}": "1000.00",
        f"yuan_{second.pk}": "600",
        f"yuan_{third.pk}": "not read",
        "paid_on": timezone.localdate().strftime("%Y%m%d"),
        "voucher": "银-2026-8",
    }
    bad = client.post(url, sent)
    assert bad.status_code == 200
    assert "金额与规定不同，请写明理由" in bad.text
    assert 'value="600"' in bad.text
    assert bad.text.count(" checked") >= 2
    assert Markup(bad.text).faults() == []
    assert client.post(url, {"submission_key": uuid4()}).text.count("field-errors") >= 2

    nobody = client.post(url, {**sent, "terms": []}).text
    assert ("请勾选发给了谁" in nobody, Markup(nobody).faults()) == (True, [])
    odd = client.post(url, {**sent, f"yuan_{first.pk}": "一千"}).text
    assert (odd.count("field-errors"), Markup(odd).faults()) == (1, [])

    for _ in "ab":
        done = client.post(url, {**sent, "why": "上半年先发"})
        assert (done.status_code, done.url) == (
            302,
            f"{reverse('payment_list')}?year={first.starts_on.year}",
        )
    assert set(Payment.objects.values_list("term_id", "yuan", "voucher", "note")) == {
        (first.pk, Decimal("1000.00"), "银-2026-8", ""),
        (second.pk, Decimal("600.00"), "银-2026-8", "上半年先发"),
    }
    assert "已登记发给2人的工作补贴" in client.get(done.url).text
    stranger = make_term(starts_on=first.starts_on, ends_on=first.ends_on)
    assert client.post(url, {**sent, "terms": [stranger.pk]}).status_code == 200
    assert Payment.objects.count() == 2


def test_a_long_list_is_turned_page_by_page_with_the_sums_of_the_whole(city, client, monkeypatch):
    monkeypatch.setattr(stipends, "PAGE", 2)
    as_finance(client, city.unit)
    terms = [served(city) for _ in range(3)]
    year = terms[0].starts_on.year

    first = page(client, "payment_list", year=year, state="unpaid")
    older = f"{reverse('payment_list')}?year={year}&amp;state=unpaid&amp;page=2"
    assert (first.count('name="terms"'), older in first) == (2, True)
    url = f"{reverse('stipend_payment')}?year={year}&state=unpaid&page=2"
    assert url.replace("&", "&amp;") in page(
        client, "payment_list", year=year, state="unpaid", page=2
    )
    bad = client.post(url, {"submission_key": uuid4(), "terms": [terms[0].pk]}).text
    assert (bad.count('name="terms"'), "3 人，3,000.00 元" in bad) == (1, True)
    assert Markup(bad).faults() == []


def test_a_county_below_a_city_is_told_who_pays_and_an_auditor_pays_nobody(city, client):
    served(city)
    make_term(unit=city.county)
    as_finance(client, city.county)
    assert "这里的工作补贴由试城市总工会承担和发放" in page(client, "payment_list")
    for name in ("payment_sheet", "payment_table", "case_payment_table"):
        assert client.get(reverse(name)).status_code == 404

    signed_in(client, make_actor(role=Role.AUDITOR, unit=city.unit))
    found = page(client, "payment_list")
    assert ('name="terms"' in found, "未发" in found) == (False, True)
    assert client.post(reverse("stipend_payment"), {}).status_code == 403


def test_the_sheet_has_room_for_a_signature_and_the_table_sums_up_in_excel(city, client):
    as_finance(client, city.unit)
    paid, owed = served(city), served(city)
    stipend_paid(paid, unit=city.unit, voucher="记-51")
    year = owed.starts_on.year
    # Appointed by a county besides: one stipend a person, so nothing to sign for.
    days = {"starts_on": owed.starts_on, "ends_on": owed.ends_on}
    make_term(lawyer=owed.lawyer, unit=city.county, **days)

    sheet = page(client, "payment_sheet", year=year)
    assert Markup(sheet).faults() == []
    assert f"试城市总工会{year}年志愿律师工作补贴发放表" in sheet
    assert sheet.count('class="signature"') == 2
    assert "2,000.00" in sheet

    answer = client.get(reverse("payment_table"), {"year": year})
    assert "xlsx" in answer["Content-Disposition"]
    rows = cells(answer.content)
    assert [row[0] for row in rows] == ["序号", "1", "2"]
    by_name = {row[1]: row for row in rows[1:]}
    assert by_name[paid.lawyer.name][8:11] == [1000, "2026-04-20", "记-51"]
    assert (by_name[owed.lawyer.name][6], by_name[owed.lawyer.name][8]) == (1000, "")


def test_closed_cases_are_paid_without_a_word_of_what_they_are_about(city, client):
    lawyer = make_lawyer(unit=city.unit)
    case = make_case(unit=city.unit, lawyer=lawyer, state="closed")
    below = make_case(unit=city.county, lawyer=lawyer, state="closed")
    running = make_case(unit=city.unit, lawyer=lawyer, state="handling")
    as_finance(client, city.unit)

    found = page(client, "case_payment_list")
    assert Markup(found).faults() == []
    assert (case.number in found, below.number in found, running.number in found) == (
        True,
        False,
        False,
    )
    assert case.applicant_label not in found
    for other in (below, running):
        url = reverse("case_payment_new", args=[other.pk])
        assert client.get(url).status_code == 404
    url = reverse("case_payment_new", args=[case.pk])
    form = client.get(url).text
    assert Markup(form).faults() == []
    assert case.applicant_label not in form
    sent = {
        "submission_key": uuid4(),
        "lawyer": lawyer.pk,
        "yuan": "1500",
        "paid_on": "20260601",
        "voucher": "记-61",
        "source": "市司法局办案补贴标准",
    }
    assert client.post(url, {**sent, "source": " "}).text.count("field-errors") == 1
    assert "早于结案" in client.post(url, {**sent, "paid_on": "20260531"}).text
    done = client.post(url, sent)
    assert client.post(url, sent).url == done.url
    row = Payment.objects.get()
    assert done.url == reverse("payment_detail", args=[row.pk])
    detail = client.get(done.url).text
    assert Markup(detail).faults() == []
    assert ("1,500.00 元" in detail, "市司法局办案补贴标准" in detail) == (True, True)

    assert "1 件，已发 1,500.00 元" in page(client, "case_payment_list", state="paid")
    assert case.number not in page(client, "case_payment_list", state="unpaid")
    rows = cells(client.get(reverse("case_payment_table")).content)
    assert rows[1][:6] == [case.number, "2026-06-01", lawyer.name, 1500, "2026-06-01", "记-61"]


def test_a_payment_is_withdrawn_on_its_page_with_a_reason(city, client):
    row = stipend_paid(served(city), unit=city.unit)
    as_finance(client, city.unit)
    url = reverse("payment_withdrawal", args=[row.pk])
    assert url in page(client, "payment_detail", row.pk)
    assert client.post(url, {"note": ""}).status_code == 200
    assert client.post(url, {"note": "记到别人名下了"}).status_code == 302

    found = page(client, "payment_detail", row.pk)
    assert ("已撤销" in found, "记到别人名下了" in found, url in found) == (True, True, False)
    assert "撤销发放登记" in found
    signed_in(client, city.county_officer)
    for name in ("payment_detail", "payment_withdrawal"):
        assert client.get(reverse(name, args=[row.pk])).status_code == 404
    signed_in(client, make_actor(role=Role.WINDOW_CLERK, unit=city.unit))
    assert client.get(reverse("payment_detail", args=[row.pk])).status_code == 403


def test_a_lawyers_page_says_paid_or_not_only_to_those_who_see_the_payments(city, client):
    term = served(city)
    below = make_term(
        lawyer=make_lawyer(unit=city.county, has_term=False),
        unit=city.county,
        starts_on=term.starts_on,
        ends_on=term.ends_on,
    )
    case = make_case(unit=city.county, lawyer=below.lawyer, state="closed")
    subsidy_paid(case, below.lawyer, voucher="记-71")

    def seen(actor, one):
        signed_in(client, actor)
        found = page(client, "lawyer_detail", one.lawyer_id)
        return [words for words in ("已发", "未发", "记-70", "记-71") if words in found]

    assert seen(city.officer, term) == ["未发"]
    stipend_paid(term, unit=city.unit, voucher="记-70")
    assert seen(city.officer, term) == ["已发", "记-70"]
    assert seen(city.officer, below) == ["未发", "记-71"]
    # The city pays and the county does not see what the city paid: nothing is said of it.
    assert seen(city.county_officer, below) == ["记-71"]
    assert seen(city.justice, term) == []
    assert seen(make_actor(role=Role.WINDOW_CLERK, unit=city.unit), term) == []


def test_lists_ask_as_often_for_thirty_as_for_one_and_a_dozen_at_most(city, client):
    as_finance(client, city.unit)
    names = ("payment_list", "payment_sheet", "case_payment_list")

    def grown(count):
        for _ in range(count):
            term = served(city)
            stipend_paid(served(city), unit=city.unit)
            case = make_case(unit=city.unit, lawyer=term.lawyer, state="closed")
            subsidy_paid(case, term.lawyer)
        return [asked(client, name) for name in names]

    one = grown(1)
    assert grown(29) == one
    print(names, one)
    assert max(one) <= MOST


def asked(client, name):
    page(client, name)
    with CaptureQueriesContext(connection) as sent:
        page(client, name)
    return len(sent)


def test_the_lawyers_year_asks_as_often_for_many_payments_as_for_one(city, client):
    term = served(city)
    case = make_case(unit=city.unit, lawyer=term.lawyer, state="closed")
    subsidy_paid(case, term.lawyer)
    before = stipend_paid(term, unit=city.unit)
    client.force_login(term.lawyer.user)

    first = asked(client, "my_year")
    for _ in range(10):
        subsidy_paid(case, term.lawyer)

    assert asked(client, "my_year") == first
    print(first)
    assert before.voucher in page(client, "my_year")
