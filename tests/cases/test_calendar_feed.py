"""The calendar that leaves the house: whose it is, what is in it, and who never reads it."""

import json
from datetime import timedelta

import icalendar
import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gongyuan.cases.actions.calendar import cancel_appointment, make_appointment
from gongyuan.cases.actions.feeds import make_feed, stop_feed
from gongyuan.cases.models import CalendarFeed
from gongyuan.cases.rules.calendar import AppointmentDetails
from gongyuan.cases.views import feeds as views
from gongyuan.core.events import events_of
from gongyuan.core.refusals import Refused
from gongyuan.duty.models import DutyMember
from gongyuan.duty.queries.periods import next_month
from gongyuan.panel.models import Course, CourseEntry
from gongyuan.people.choices import Role
from tests.cases.handling_factories import conclude, handled, lawyer_of, officer_of, stage
from tests.core.test_logs import written  # noqa: F401 - a fixture
from tests.duty.factories import make_point, make_roster
from tests.panel.factories import course
from tests.people.factories import make_post

pytestmark = pytest.mark.django_db
WORDS = {"place": "舞钢市劳动人事争议仲裁委员会第三仲裁庭，" * 2, "note": "带上郑试验的工资条"}


@pytest.fixture(autouse=True)
def _forgotten():
    cache.clear()


def appointed(case, *, days=3, **values):
    starts_at = timezone.now().replace(microsecond=0) + timedelta(days=days)
    values.setdefault("kind", "hearing")
    details = AppointmentDetails(starts_at=starts_at, **{**WORDS, **values})
    return make_appointment(
        case=case, details=details, actor=lawyer_of(case), now=timezone.now()
    ).appointment


def address(actor, *, now=None):
    new = make_feed(actor=actor, now=now or timezone.now())
    return reverse("calendar_feed", args=[new.secret])


def events(answer):
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return icalendar.Calendar.from_ical(answer.content).walk("VEVENT")


def test_a_lawyers_calendar_is_valid_and_holds_hours_places_numbers_and_deadlines(client):
    case = handled()
    conclude(stage(case))
    one = appointed(case)

    answer = client.get(address(lawyer_of(case)))

    hearing, deadline = events(answer)
    assert str(hearing["SUMMARY"]) == f"开庭 {case.number}"
    assert str(hearing["LOCATION"]) == WORDS["place"]
    assert hearing["DTSTART"].dt == one.starts_at
    assert str(deadline["SUMMARY"]) == f"期限：不服仲裁裁决起诉 {case.number}"
    assert deadline["DTSTART"].dt == case.deadlines.get(code="SUE_WORKER").due_on
    for line in answer.content.split(b"\r\n"):
        assert len(line) <= 75
    assert len({str(one["UID"]) for one in (hearing, deadline)}) == 2
    text = icalendar.Calendar.from_ical(answer.content).to_ical()
    assert text.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")


def test_no_name_of_a_worker_an_employer_or_a_note_is_in_it(client):
    case = handled()
    appointed(case)
    lawyer = case.assignments.get().lawyer

    text = client.get(address(lawyer_of(case))).content.decode().replace("\r\n ", "")

    worker = case.applicants.get().worker
    for word in (worker.name, case.applicant_label, case.employer.name, WORDS["note"], lawyer.name):
        assert word not in text


def test_a_cancelled_hour_is_not_in_it(client):
    case = handled()
    made = appointed(case)
    url = address(lawyer_of(case))

    cancel_appointment(appointment=made, note="改期", actor=lawyer_of(case), now=timezone.now())

    assert events(client.get(url)) == []


def test_an_office_reads_its_own_hours_and_nobody_elses(client):
    case, stranger = handled(), handled()
    appointed(case)
    appointed(stranger)

    (only,) = events(client.get(address(officer_of(case))))

    assert str(only["SUMMARY"]) == f"开庭 {case.number}"


def test_duty_and_courses_of_the_lawyer_are_in_it_and_on_the_phone(client):
    case = handled()
    lawyer, actor, now = case.assignments.get().lawyer, lawyer_of(case), timezone.now()
    today = timezone.localdate(now)
    point = make_point(unit=case.unit)
    member = DutyMember.objects.create(
        point=point, lawyer=lawyer, user=lawyer.user, name=lawyer.name, starts_on=today
    )
    roster = make_roster(point, month=next_month(today), now=now)
    held_on = today + timedelta(days=5)
    one, given_up, called_off = (
        course(case.unit, now=now, held_on=held_on, closes_on=held_on) for _ in range(3)
    )
    for each in (one, given_up, called_off):
        CourseEntry.objects.create(course=each, user=lawyer.user, lawyer=lawyer, entered_at=now)
    given_up.entries.update(withdrawn_at=now)
    Course.objects.filter(pk=called_off.pk).update(called_off_at=now, called_off_why="停电")

    found = events(client.get(address(actor)))

    duty = [event for event in found if str(event["UID"]).startswith("duty-")]
    assert len(duty) == roster.shifts.filter(member=member).count() > 10
    assert str(duty[0]["SUMMARY"]) == f"值班 {point.name}"
    assert str(duty[0]["LOCATION"]) == point.institution.name
    (training,) = [event for event in found if event not in duty]
    assert str(training["SUMMARY"]) == f"培训 {one.title}"
    assert str(training["LOCATION"]) == one.place
    assert training["DTEND"].dt - training["DTSTART"].dt == timedelta(minutes=one.minutes)
    client.force_login(lawyer.user)
    for page in ("lawyer_calendar", "case_calendar"):
        text = client.get(reverse(page), {"span": "list"}).text
        assert reverse("course_detail", args=[one.pk]) in text
        assert reverse("duty_shift", args=[roster.shifts.first().pk]) in text
        assert given_up.title not in text
    # An office's calendar is nobody's own.
    client.force_login(officer_user := make_post(role=Role.LEGAL_OFFICER, unit=case.unit).user)
    CourseEntry.objects.create(course=one, user=officer_user, entered_at=now)
    assert one.title not in client.get(reverse("case_calendar"), {"span": "list"}).text


def test_a_wrong_a_renewed_and_a_stopped_address_lead_nowhere(client):
    case = handled()
    actor = lawyer_of(case)
    first = address(actor)
    second = address(actor)

    assert client.get(reverse("calendar_feed", args=["x" * 43])).status_code == 404
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    stop_feed(actor=actor, now=timezone.now())
    assert client.get(second).status_code == 404
    with pytest.raises(Refused):
        stop_feed(actor=actor, now=timezone.now())
    codes = [
        event.code
        for feed in CalendarFeed.objects.order_by("pk")
        for event in events_of(feed).order_by("pk")
    ]
    assert codes == ["cases.calendarfeed.make", "cases.calendarfeed.stop"] * 2


@pytest.mark.parametrize("how", ["post ends", "account closed", "account expires"])
def test_an_address_ends_with_the_post_and_with_the_account(client, how):
    case = handled()
    url = address(lawyer_of(case))
    post = CalendarFeed.objects.get().post
    yesterday = timezone.localdate() - timedelta(days=1)
    if how == "post ends":
        post.ends_on = yesterday
        post.save()
    elif how == "account closed":
        post.user.is_active = False
        post.user.save()
    else:
        post.user.expires_on = yesterday
        post.user.save()

    assert client.get(url).status_code == 404


def test_a_post_that_may_not_read_cases_has_no_address(client):
    client.force_login(make_post(role=Role.FINANCE_OFFICER).user)

    assert client.get(reverse("calendar_address")).status_code == 403
    assert client.post(reverse("calendar_address_new")).status_code == 403


def test_the_address_is_shown_once_and_kept_nowhere(client):
    case = handled()
    client.force_login(case.assignments.get().lawyer.user)

    page = client.post(reverse("calendar_address_new"), follow=True)

    shown = page.text.split("http://testserver/cases/calendar/")[1].split(".ics")[0]
    assert len(shown) == 43
    assert client.get(reverse("calendar_feed", args=[shown])).status_code == 200
    assert shown not in client.get(reverse("calendar_address")).text
    assert page["Cache-Control"] == "private, no-store"
    stored = bytes(CalendarFeed.objects.get().secret_index)
    assert len(stored) == 16
    assert shown.encode() not in stored
    assert shown not in json.dumps(dict(client.session.items()))
    client.post(reverse("calendar_address_end"))
    assert client.get(reverse("calendar_feed", args=[shown])).status_code == 404


def test_an_owner_sees_when_the_address_was_last_read(client):
    case = handled()
    url = address(lawyer_of(case))
    assert CalendarFeed.objects.get().last_read_on is None

    client.get(url)

    assert CalendarFeed.objects.get().last_read_on == timezone.localdate()


def test_a_program_that_asks_too_often_and_a_guesser_wait(client, monkeypatch):
    monkeypatch.setattr(views, "READS", "2/h")
    monkeypatch.setattr(views, "WRONG_TRIES", "2/h")
    case = handled()
    url, wrong = address(lawyer_of(case)), reverse("calendar_feed", args=["x"])

    assert [client.get(wrong).status_code for _ in range(3)] == [404, 404, 429]
    # Who guesses does not lock out a program behind the same address.
    assert [client.get(url).status_code for _ in range(3)] == [200, 200, 429]
    assert client.get(url)["Retry-After"] == "3600"


def test_the_secret_is_in_no_line_of_the_logs(client, written):  # noqa: F811 - the fixture
    case = handled()
    url = address(lawyer_of(case))
    secret = url.rpartition("/")[2].removesuffix(".ics")

    assert client.get(url).status_code == 200
    stop_feed(actor=lawyer_of(case), now=timezone.now())
    assert client.get(url).status_code == 404

    lines = written()
    assert [line["status"] for line in lines if line["event"] == "answered"] == [200, 404]
    assert "Not Found" in {line["event"] for line in lines}
    assert secret not in json.dumps(lines, ensure_ascii=False)


def test_the_number_of_queries_does_not_grow_with_the_calendar(client):
    case = handled()
    url = address(lawyer_of(case))
    client.get(url)
    counts = []
    for days in range(1, 4):
        appointed(case, days=days)
        with CaptureQueriesContext(connection) as queries:
            assert len(events(client.get(url))) == days
        counts.append(len(queries))

    assert counts[0] == counts[-1] <= 12
