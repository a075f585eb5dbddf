"""Courses of union and justice bureau for the team (平工文〔2016〕28号 附件1 四(一)、四(二))."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from gongyuan.core.models import Notice
from gongyuan.core.refusals import Refused
from gongyuan.core.work import work_lines
from gongyuan.lawyers.models import Lawyer
from gongyuan.panel.actions.courses import (
    announce_course,
    call_off_course,
    change_course,
    sign_up,
    tell_team,
    withdraw_from,
    write_down_attendance,
)
from gongyuan.panel.choices import ActivityKind, CourseHost, Presence
from gongyuan.panel.details import Came
from gongyuan.panel.models import Course, CourseEntry
from gongyuan.panel.queries import courses as queries
from gongyuan.panel.queries.appraisal import figures_of
from gongyuan.panel.queries.work import awaiting
from gongyuan.people.actor import Actor
from gongyuan.people.choices import Role
from gongyuan.people.models import Certificate, User
from tests.panel.factories import (
    NOW,
    City,
    acting,
    activity,
    course,
    make_city,
    member,
    signed,
    told_course,
)
from tests.people.factories import make_actor

pytestmark = pytest.mark.django_db
AFTER = NOW + timedelta(days=10)


@pytest.fixture
def city() -> City:
    return make_city()


def holder(city: City, role: Role = Role.MEDIATOR) -> Actor:
    """Somebody of the county with a mediator's certificate."""
    actor = make_actor(role=role, unit=city.county)
    Certificate.objects.create(
        user_id=actor.user_id or 0,
        kind="mediator",
        number=f"调{actor.user_id}",
        issuer="试验",
        issued_on=date(2024, 1, 1),
        entered_at=NOW,
        entered_by="试验",
    )
    return actor


def went(
    city: City, row: Course, *, presence: str = Presence.THROUGHOUT, others: tuple[int, ...] = ()
):
    known = {entry.pk: presence for entry in queries.entries_of(row)}
    came = Came(presence=known, others=others)
    officer = make_actor(role=Role.LEGAL_OFFICER, unit=row.unit)
    return write_down_attendance(course=row, came=came, actor=officer, now=AFTER)


def test_hours_of_a_course_stand_in_the_yearly_ledger_and_are_no_service(city):
    term = member(city, ends_on=date(2026, 5, 30))
    row = course(city.unit)
    sign_up(course=row, actor=acting(term), now=NOW)
    assert figures_of([term], until=AFTER.date())[term.pk].lines == ()

    went(city, row)

    year = figures_of([term], until=AFTER.date())[term.pk]
    assert [(line.kind, line.minutes) for line in year.lines] == [
        (ActivityKind.TRAINING_ATTENDED, 180)
    ]
    assert year.services == 0
    ledger = signed(term, now=AFTER)
    assert ledger.versions.get().lines.get().source_kind == "panel.courseentry"


@pytest.mark.parametrize(("presence", "minutes"), [("throughout", 180), ("half", 90), ("away", 0)])
def test_attendance_is_whole_half_or_none(city, presence, minutes):
    term, row = member(city), course(city.unit)
    sign_up(course=row, actor=acting(term), now=NOW)
    went(city, row, presence=presence)

    assert CourseEntry.objects.get().minutes == minutes
    assert sum(year.minutes for year in queries.years_of(lawyer=term.lawyer)) == minutes


def test_who_came_without_signing_up_is_written_down_too(city):
    term, row = member(city), course(city.unit)
    went(city, row, others=(term.lawyer_id,))
    went(city, row, others=(term.lawyer_id,))

    assert CourseEntry.objects.get().minutes == 180


def test_attendance_is_not_written_down_before_the_day(city):
    row = course(city.unit)
    came = Came(presence={})
    with pytest.raises(Refused, match="还没有举办"):
        write_down_attendance(course=row, came=came, actor=city.officer, now=NOW)


def test_a_lawyer_signs_up_once_and_may_withdraw_before_the_day(city):
    term, row = member(city), course(city.unit)
    for _ in range(2):
        sign_up(course=row, actor=acting(term), now=NOW)
    withdraw_from(course=row, actor=acting(term), now=NOW)
    assert queries.entries_of(row) == []

    sign_up(course=row, actor=acting(term), now=NOW)
    assert CourseEntry.objects.get().withdrawn_at is None
    with pytest.raises(Refused, match="已经举办"):
        withdraw_from(course=row, actor=acting(term), now=AFTER)


def test_no_seat_is_given_twice(city):
    row = course(city.unit, seats=1)
    sign_up(course=row, actor=acting(member(city)), now=NOW)
    with pytest.raises(Refused, match="报满"):
        sign_up(course=row, actor=acting(member(city)), now=NOW)


def test_after_its_last_day_nobody_signs_up(city):
    row = course(city.unit)
    with pytest.raises(Refused, match="截止"):
        sign_up(course=row, actor=acting(member(city)), now=AFTER)


def test_who_holds_a_certificate_comes_where_the_course_is_open_to_them(city):
    closed, opened = course(city.unit), course(city.unit, for_holders=True)
    with pytest.raises(Refused, match="只请志愿团成员"):
        sign_up(course=closed, actor=holder(city), now=NOW)
    with pytest.raises(Refused, match="有效的证书"):
        sign_up(course=opened, actor=make_actor(role=Role.SUPERVISOR, unit=city.county), now=NOW)

    entry = sign_up(course=opened, actor=holder(city), now=NOW)

    assert (entry.lawyer, entry.user_id) == (None, entry.user_id)
    went(city, opened)
    assert [year.minutes for year in queries.years_of(user_id=entry.user_id)] == [180]


def test_the_team_and_the_holders_are_told_once_however_often_the_job_runs(city):
    term, mediator = member(city), holder(city)
    row = course(city.unit, for_holders=True)
    for _ in range(2):
        assert tell_team(course=row, now=NOW) == 2

    told = Notice.objects.filter(link=reverse("course_detail", args=[row.pk]))
    assert set(told.values_list("user_id", flat=True)) == {term.lawyer.user_id, mediator.user_id}
    assert told.count() == 2


def test_a_course_the_justice_bureau_announces_is_its_own(city):
    row = announce_course(course=told_course(), actor=city.justice, now=NOW)

    assert row.host == CourseHost.JUSTICE_HOST
    assert not Course.objects.handled_by(city.officer).filter(pk=row.pk).exists()
    assert Course.objects.visible_to(city.officer).filter(pk=row.pk).exists()


def test_the_same_form_sent_twice_is_one_course(city):
    told = told_course()
    for _ in range(2):
        announce_course(course=told, actor=city.officer, now=NOW)

    assert Course.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"held_on": date(2026, 4, 1), "closes_on": date(2026, 4, 1)}, "held_on"),
        ({"closes_on": date(2026, 5, 7)}, "closes_on"),
        ({"closes_on": date(2026, 4, 1)}, "closes_on"),
        ({"minutes": 0}, "minutes"),
    ],
)
def test_an_impossible_course_is_refused_beside_its_field(city, values, field):
    with pytest.raises(Refused) as refusal:
        announce_course(course=told_course(**values), actor=city.officer, now=NOW)

    assert refusal.value.field == field


def test_a_change_and_a_cancellation_are_told_to_those_who_signed_up(city):
    term, row = member(city), course(city.unit)
    sign_up(course=row, actor=acting(term), now=NOW)
    known = {"course": row, "actor": city.officer, "now": NOW}
    change_course(
        held_on=date(2026, 5, 3), begins_at=row.begins_at, place="市图书馆", note="会场", **known
    )
    call_off_course(note="讲课人生病", **known)

    assert Notice.objects.filter(user_id=term.lawyer.user_id).count() == 2
    row.refresh_from_db()
    assert (row.closes_on, row.called_off_why) == (date(2026, 5, 3), "讲课人生病")
    with pytest.raises(Refused, match="取消了"):
        sign_up(course=row, actor=acting(member(city)), now=NOW)


def test_a_course_to_sign_up_for_is_on_the_lawyers_worklist_until_it_is_answered(city):
    term, row = member(city), course(city.unit)

    def lines() -> list[str]:
        return [one.what for one in work_lines(awaiting(acting(term), today=NOW.date()))]

    assert "报名培训" in lines()
    sign_up(course=row, actor=acting(term), now=NOW)
    assert "报名培训" not in lines()


def test_what_is_entered_by_hand_of_training_elsewhere_counts_beside_courses(city):
    term, row = member(city), course(city.unit)
    sign_up(course=row, actor=acting(term), now=NOW)
    went(city, row)
    activity(term, kind=ActivityKind.TRAINING_ATTENDED, minutes=60)

    assert queries.last_year_of(term.lawyer, today=AFTER.date()) == (2, 240)


def test_a_lawyer_never_sees_who_else_comes(city, client):
    term, other, row = member(city), member(city), course(city.unit)
    sign_up(course=row, actor=acting(other), now=NOW)
    client.force_login(User.objects.get(pk=term.lawyer.user_id))

    page = client.get(reverse("course_detail", args=[row.pk])).text

    assert row.title in page
    assert other.lawyer.name not in page
    assert CourseEntry.objects.visible_to(acting(term)).count() == 0


def test_a_lawyer_signs_up_on_the_phone_and_finds_the_paper(city, client):
    term = member(city, ends_on=date(2099, 1, 1))
    day = NOW.date().replace(year=2098)
    row = course(city.unit, held_on=day, closes_on=day)
    client.force_login(User.objects.get(pk=term.lawyer.user_id))
    assert row.title in client.get(reverse("course_list")).text

    client.post(reverse("course_entry", args=[row.pk]))

    page = client.get(reverse("course_detail", args=[row.pk]))
    assert "已报名" in page.text
    paper = row.papers.get()
    assert client.get(reverse("course_paper", args=[row.pk, paper.pk])).status_code == 200
    assert "第" in client.get(reverse("my_year")).text


def test_the_officer_announces_and_writes_down_who_came(city, client):
    officer = make_actor(role=Role.LEGAL_OFFICER, unit=city.unit)
    client.force_login(User.objects.get(pk=officer.user_id))
    told = {
        "submission_key": "9d1f3f50-94a4-4a7e-9d43-2f0f0d4a1c11",
        "kind": "state_law",
        "title": "新法培训",
        "held_on": "20980506",
        "begins_at": "0900",
        "hours": "1.5",
        "place": "市总工会",
        "closes_on": "20980501",
    }
    page = client.post(reverse("course_new"), {**told, "begins_at": "早上"})
    assert "请写成 14:30。" in page.text
    assert client.post(reverse("course_new"), told).status_code == 302
    assert Course.objects.get().minutes == 90

    row = course(city.unit, held_on=NOW.date(), closes_on=NOW.date())
    term = member(city)
    sign_up(course=row, actor=acting(term), now=NOW)
    entry = row.entries.get()
    url = reverse("course_attendance", args=[row.pk])
    assert term.lawyer.name in client.get(url).text
    assert client.post(url, {f"entry_{entry.pk}": "half"}).status_code == 302
    entry.refresh_from_db()
    assert entry.minutes == 90


def test_the_pages_of_lawyer_and_person_show_the_hours(city, client):
    term, mediator = member(city), holder(city, Role.LEGAL_OFFICER)
    row = course(city.unit, for_holders=True)
    sign_up(course=row, actor=acting(term), now=NOW)
    sign_up(course=row, actor=mediator, now=NOW)
    went(city, row)
    client.force_login(User.objects.get(pk=city.officer.user_id))

    for route, pk in (("lawyer_detail", term.lawyer_id), ("member_detail", mediator.user_id)):
        assert "1 次，3 小时" in client.get(reverse(route, args=[pk])).text


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_asks_the_same_number_of_queries_however_long(
    city, client, count, django_assert_max_num_queries
):
    for _ in range(count):
        course(city.unit, held_on=date(2098, 5, 6), closes_on=date(2098, 5, 4))
    client.force_login(User.objects.get(pk=city.officer.user_id))
    with django_assert_max_num_queries(25):
        client.get(reverse("course_list"))


def test_a_lawyer_of_another_city_is_no_member(city):
    row, stranger = course(city.unit), member(make_city_elsewhere())
    with pytest.raises(Course.DoesNotExist):
        sign_up(course=row, actor=acting(stranger), now=NOW)
    assert queries.is_member(Lawyer.objects.get(pk=stranger.lawyer_id), row) is False


def make_city_elsewhere() -> City:
    place = make_city()
    return replace(place)
