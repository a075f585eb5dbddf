from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gongyuan.cases.actions.calendar import make_appointment
from gongyuan.cases.models import Appointment
from gongyuan.cases.rules.calendar import AppointmentDetails
from gongyuan.people.choices import Role
from tests.cases.handling_factories import handled, lawyer_of
from tests.core.markup import Markup
from tests.lawyers.factories import make_lawyer
from tests.organisations.factories import make_tree
from tests.people.factories import make_post

pytestmark = pytest.mark.django_db


def next_week():
    """Nine in the morning, Beijing time, a week from now."""
    at = timezone.localtime() + timedelta(days=7)
    return at.replace(hour=9, minute=0, second=0, microsecond=0)


def appoint(case, starts_at=None, **values):
    details = AppointmentDetails(
        kind=values.pop("kind", "hearing"),
        starts_at=starts_at or next_week(),
        place="第三仲裁庭",
        **values,
    )
    now = timezone.now()
    return make_appointment(case=case, details=details, actor=lawyer_of(case), now=now).appointment


def sign_in(client, case, role=Role.LEGAL_OFFICER):
    client.force_login(make_post(role=role, unit=case.unit).user)
    return client


def typed(**values):
    day = next_week()
    return {
        "kind": "hearing",
        "starts_on": f"{day:%Y%m%d}",
        "starts_time": "0900",
        "ends_time": "",
        "place": "第三仲裁庭",
        "note": "",
        **values,
    }


def url(name, case, *more):
    return reverse(name, args=[case.pk, *more])


def month_of(day):
    return f"{reverse('case_calendar')}?span=month&day={day:%Y-%m-%d}"


@pytest.mark.parametrize("way", ["case", "lawyer"])
def test_an_hour_is_entered_moved_and_cancelled_on_the_pages_of_the_case(client, way):
    case = handled()
    if way == "lawyer":
        client.force_login(case.assignments.get().lawyer.user)
    else:
        sign_in(client, case, Role.WINDOW_CLERK)
    assert (
        "还没有开庭、约见等日程"
        in client.get(url(f"{way}_detail" if way == "case" else "lawyer_case", case)).text
    )

    made = client.post(url(f"{way}_appointment_new", case), typed(), follow=True)
    one = Appointment.objects.get()
    assert "已登记日程" in made.text
    assert "第三仲裁庭" in made.text
    form = client.get(url(f"{way}_appointment", case, one.pk)).text
    assert 'value="09:00"' in form
    moved = client.post(
        url(f"{way}_appointment", case, one.pk), typed(starts_time="14:30"), follow=True
    )
    assert "14:30" in moved.text
    gone = client.post(
        url(f"{way}_appointment_cancellation", case, one.pk), {"note": "对方请求延期"}, follow=True
    )

    assert "已取消日程" in gone.text
    assert client.get(url(f"{way}_appointment", case, one.pk)).status_code == 404


def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(client):
    case = handled()
    sign_in(client, case)

    page = client.post(
        url("case_appointment_new", case),
        typed(starts_on="20200101", ends_time="08:00", place=""),
    )

    assert page.status_code == 200
    assert "这个时间已经过了" in page.text
    assert 'value="20200101"' in page.text
    wrong = client.post(url("case_appointment_new", case), typed(starts_time="25:00"))
    assert "没有这个时间，请写成 09:00。" in wrong.text
    assert not Appointment.objects.exists()


def test_a_clash_is_said_and_the_hour_is_entered(client):
    lawyer = make_lawyer()
    first, second = handled(lawyer=lawyer), handled(lawyer=lawyer)
    appoint(first)
    client.force_login(lawyer.user)

    page = client.post(url("lawyer_appointment_new", second), typed(), follow=True)

    assert f"承办律师这个时间还有：{first.number} 09:00 开庭。" in page.text
    assert Appointment.objects.count() == 2
    assert "撞期" in client.get(reverse("lawyer_calendar")).text


def test_the_calendar_shows_a_month_a_week_and_a_list(client):
    case = handled()
    appoint(case)
    sign_in(client, case)
    day = next_week().date()

    for span in ("month", "week", "list"):
        page = client.get(f"{reverse('case_calendar')}?span={span}&day={day:%Y-%m-%d}")
        assert case.number in page.text
        assert Markup(page.text).faults() == []
    later = client.get(month_of(day + timedelta(days=70)))
    assert "这些天没有日程" in later.text
    for strange in ("?day=x", "?span=year", "?day=9999-12-31", "?whose=all&day=2026-02-30"):
        assert client.get(reverse("case_calendar") + strange).status_code == 200


def test_a_superior_turns_to_the_units_below_and_sees_whose_it_is(client):
    tree = make_tree()
    case = handled(unit=tree.county)
    appoint(case)
    client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=tree.prefecture).user)
    day = next_week().date()

    own = client.get(month_of(day)).text
    below = client.get(f"{month_of(day)}&whose=subtree").text

    assert case.number not in own
    assert case.number in below
    assert tree.county.short_name in below


def test_three_hundred_hours_cost_as_many_queries_as_one(client):
    case = handled()
    sign_in(client, case)
    day = next_week()
    counts = []
    for number in (1, 299):
        Appointment.objects.bulk_create(
            Appointment(
                case=case,
                unit=case.unit,
                unit_path=case.unit_path,
                kind="meeting",
                starts_at=day + timedelta(minutes=number + minute),
                made_at=day,
                changed_at=day,
            )
            for minute in range(number)
        )
        with CaptureQueriesContext(connection) as queries:
            page = client.get(month_of(day.date()))
        counts.append(len(queries))

    assert page.text.count(case.number) >= 300
    assert counts[0] == counts[1] <= 8


def test_the_address_page_has_no_faults_in_both_shells(client):
    case = handled()
    for user in (
        case.assignments.get().lawyer.user,
        make_post(role=Role.LEGAL_HEAD, unit=case.unit).user,
    ):
        client.force_login(user)
        for page in (
            client.get(reverse("calendar_address")),
            client.post(reverse("calendar_address_new"), follow=True),
        ):
            assert Markup(page.text).faults() == []
