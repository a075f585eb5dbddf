"""Hearings and meetings in the calendar: made, moved, cancelled, clashing, seen by whom."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from gongyuan.cases.actions.calendar import (
    cancel_appointment,
    change_appointment,
    make_appointment,
)
from gongyuan.cases.actions.stages import update_stage
from gongyuan.cases.choices import AppointmentKind, CalendarSpan, CalendarWhose, CaseState
from gongyuan.cases.models import Appointment, Case
from gongyuan.cases.queries import calendar as queries
from gongyuan.cases.rules.calendar import (
    AppointmentDetails,
    Hour,
    appointment_obstacles,
    clashes,
    span_of,
)
from gongyuan.cases.rules.handling import StageDetails
from gongyuan.core.events import events_of
from gongyuan.core.models import Notice
from gongyuan.core.refusals import Refused
from gongyuan.people.choices import Role
from tests.cases.factories import NOW, make_case
from tests.cases.handling_factories import handled, lawyer_of, officer_of, stage
from tests.lawyers.factories import make_lawyer
from tests.organisations.factories import make_tree
from tests.people.factories import make_actor

#: 2026-09-21, a Monday, 09:00 in Beijing.
MORNING = datetime(2026, 9, 21, 1, 0, tzinfo=UTC)


def details(**values):
    values.setdefault("kind", AppointmentKind.HEARING)
    values.setdefault("starts_at", MORNING)
    values.setdefault("place", "第三仲裁庭")
    return AppointmentDetails(**values)


def appoint(case, *, actor=None, now=NOW, **values):
    return make_appointment(
        case=case, details=details(**values), actor=actor or lawyer_of(case), now=now
    )


# --- rules ---------------------------------------------------------------------------------------


def hour(start, end=None):
    return Hour(starts_at=at(start), ends_at=at(end) if end else None)


def at(clock):
    # Any zone will do: hours are compared within one.
    return datetime.combine(date(2026, 9, 21), time.fromisoformat(clock), UTC)


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        (("09:00", "10:00"), ("10:00", "11:00"), False),
        (("09:00", "10:01"), ("10:00", "11:00"), True),
        (("09:00", None), ("11:30", None), True),
        (("09:00", None), ("12:00", None), False),
        (("14:00", None), ("17:00", "17:30"), True),
        (("18:30", None), ("19:00", None), True),
        (("08:00", "09:00"), ("14:00", None), False),
    ],
)
def test_two_hours_clash_when_they_overlap_and_an_unknown_end_is_the_half_day(one, other, overlap):
    assert bool(clashes(hour(*one), [hour(*other)])) is overlap
    assert bool(clashes(hour(*other), [hour(*one)])) is overlap


def test_everything_wrong_with_an_appointment_is_said_beside_its_field():
    found = appointment_obstacles(
        details(starts_at=NOW, ends_at=NOW - timedelta(hours=1), place=" "), now=NOW
    )

    assert set(found) == {"starts_on", "ends_time", "place"}
    assert appointment_obstacles(details(), now=NOW) == {}
    assert appointment_obstacles(details(kind="meeting", place=""), now=NOW) == {}


def test_what_has_been_keeps_its_hour_while_its_place_is_put_right():
    past = NOW - timedelta(days=1)

    assert "starts_on" in appointment_obstacles(details(starts_at=past), now=NOW)
    assert appointment_obstacles(details(starts_at=past), now=NOW, was_at=past) == {}


def test_a_month_is_shown_in_whole_weeks_from_monday():
    span = span_of(CalendarSpan.MONTH, date(2026, 8, 15), most_days=60)

    assert (span.first, span.last) == (date(2026, 7, 27), date(2026, 9, 6))
    assert (span.before, span.after) == (date(2026, 7, 1), date(2026, 9, 1))
    january = span_of(CalendarSpan.MONTH, date(2026, 1, 31), most_days=60)
    assert (january.before, january.after) == (date(2025, 12, 1), date(2026, 2, 1))


def test_a_week_runs_from_monday_to_sunday():
    span = span_of(CalendarSpan.WEEK, date(2026, 9, 24), most_days=60)

    assert (span.first, span.last) == (date(2026, 9, 21), date(2026, 9, 27))
    assert (span.before, span.after) == (date(2026, 9, 14), date(2026, 9, 28))


# --- actions -------------------------------------------------------------------------------------

pytestmark = pytest.mark.django_db


def texts():
    return [one.body for one in Notice.objects.filter(channel=Notice.Channel.SMS)]


def test_a_hearing_stands_in_the_calendar_and_on_its_proceeding_and_the_worker_is_told():
    case = handled()
    opened = stage(case)
    Notice.objects.all().delete()

    made = appoint(case)

    opened.refresh_from_db()
    assert made.appointment.stage == opened
    assert (opened.hearing_at, opened.hearing_place) == (MORNING, "第三仲裁庭")
    assert made.warnings == ()
    (told,) = texts()
    assert "9月21日 09:00开庭" in told
    worker = case.applicants.get().worker
    assert worker.name not in told
    event = events_of(case).get(code="cases.case.make_appointment")
    assert event.data == {"title": "9月21日 09:00开庭"}


def test_the_same_appointment_sent_twice_is_made_once():
    case = handled()

    first, second = appoint(case), appoint(case)

    assert first.appointment == second.appointment
    assert Appointment.objects.count() == 1
    assert events_of(case).filter(code="cases.case.make_appointment").count() == 1


def test_two_hearings_of_one_lawyer_at_once_are_said_and_not_refused():
    lawyer = make_lawyer()
    first, second, elsewhere = handled(lawyer=lawyer), handled(lawyer=lawyer), handled()
    appoint(elsewhere)
    appoint(first)

    made = appoint(second, starts_at=MORNING + timedelta(hours=1))

    assert made.warnings == (f"承办律师这个时间还有：{first.number} 09:00 开庭。",)
    assert appoint(second, starts_at=MORNING + timedelta(hours=5)).warnings == ()


def test_a_moved_hearing_moves_on_its_proceeding_too():
    case = handled()
    opened = stage(case)
    made = appoint(case).appointment
    Notice.objects.all().delete()
    later = MORNING + timedelta(days=2)

    change_appointment(
        appointment=made,
        details=details(starts_at=later, place="第一庭"),
        actor=officer_of(case),
        now=NOW,
    )

    opened.refresh_from_db()
    assert (opened.hearing_at, opened.hearing_place) == (later, "第一庭")
    assert "改期：9月23日 09:00开庭" in texts()[0]
    lawyer = case.assignments.get().lawyer
    assert Notice.objects.filter(user_id=lawyer.user_id).count() == 1


def test_an_appointment_moved_onto_another_of_the_case_is_refused():
    case = handled()
    appoint(case)
    other = appoint(case, starts_at=MORNING + timedelta(days=1)).appointment

    with pytest.raises(Refused) as refusal:
        change_appointment(appointment=other, details=details(), actor=lawyer_of(case), now=NOW)

    assert refusal.value.field == "starts_on"


def test_cancelling_needs_a_reason_and_takes_the_hearing_off_the_proceeding():
    case = handled()
    opened = stage(case)
    made = appoint(case).appointment
    with pytest.raises(Refused):
        cancel_appointment(appointment=made, note=" ", actor=lawyer_of(case), now=NOW)

    cancel_appointment(appointment=made, note="对方申请延期", actor=lawyer_of(case), now=NOW)

    opened.refresh_from_db()
    assert opened.hearing_at is None
    with pytest.raises(Refused, match="已经取消"):
        cancel_appointment(appointment=made, note="再来", actor=lawyer_of(case), now=NOW)
    assert appoint(case).appointment != made


def test_a_hearing_told_on_the_proceeding_comes_into_the_calendar_and_follows_it():
    case = handled()
    opened = stage(case)
    later = MORNING + timedelta(days=3)

    update_stage(
        stage=opened,
        details=StageDetails(hearing_at=MORNING, hearing_place="第三庭"),
        actor=lawyer_of(case),
        now=NOW,
    )
    update_stage(
        stage=opened, details=StageDetails(hearing_at=later), actor=lawyer_of(case), now=NOW
    )
    (moved,) = case.appointments.all()
    assert (moved.starts_at, moved.stage) == (later, opened)

    after = later + timedelta(hours=1)
    second = later + timedelta(days=9)
    update_stage(
        stage=opened, details=StageDetails(hearing_at=second), actor=lawyer_of(case), now=after
    )
    assert [one.starts_at for one in case.appointments.order_by("starts_at")] == [later, second]
    update_stage(stage=opened, details=StageDetails(), actor=lawyer_of(case), now=after)
    standing = case.appointments.filter(cancelled_at=None)
    assert [one.starts_at for one in standing] == [later]


def test_a_hearing_known_before_the_proceeding_is_not_entered_twice():
    case = handled()
    appoint(case)
    opened = stage(case)

    told = StageDetails(hearing_at=MORNING, hearing_place="第五庭")
    update_stage(stage=opened, details=told, actor=lawyer_of(case), now=NOW)

    assert case.appointments.get().place == "第五庭"


def test_nothing_is_appointed_on_a_case_that_is_over():
    case = make_case(state=CaseState.ARCHIVED)

    with pytest.raises(Refused, match="不再安排日程"):
        appoint(case, actor=officer_of(case))


def test_only_who_may_and_whose_case_it_is_appoints():
    case = handled()
    stranger = make_actor(role=Role.LEGAL_OFFICER)

    with pytest.raises(PermissionDenied):
        appoint(case, actor=make_actor(role=Role.AUDITOR, unit=case.unit))
    with pytest.raises(Case.DoesNotExist):
        appoint(case, actor=stranger)


def test_the_last_day_to_ask_for_another_day_is_three_working_days_before_an_arbitration():
    case = handled()
    stage(case)
    appoint(case)

    found = queries.postponing(case, case.appointments.standing(), now=NOW)

    # Monday the 21st; the 20th is a working Saturday's Sunday of the National Day arrangement.
    assert found is not None
    assert found.due_on < date(2026, 9, 21)
    assert "办案规则第三十八条" in found.source
    after = MORNING + timedelta(days=1)
    assert queries.postponing(case, case.appointments.standing(), now=after) is None


# --- who sees what -------------------------------------------------------------------------------


def seen(actor, whose=CalendarWhose.UNIT):
    page = queries.calendar_page(
        actor, whose=whose, kind=CalendarSpan.WEEK, day=date(2026, 9, 21), today=date(2026, 6, 1)
    )
    return {entry.appointment.case_id for day in page.busy for entry in day.entries}


def test_a_lawyer_sees_the_own_an_office_its_own_and_a_superior_those_below():
    tree = make_tree()
    lawyer = make_lawyer(unit=tree.county)
    mine = handled(unit=tree.county, lawyer=lawyer)
    other = handled(unit=tree.county)
    sibling = handled(unit=tree.other_county)
    for case in (mine, other, sibling):
        appoint(case)

    assert seen(lawyer_of(mine)) == {mine.pk}
    assert seen(officer_of(mine)) == {mine.pk, other.pk}
    above = make_actor(role=Role.LEGAL_OFFICER, unit=tree.prefecture)
    assert seen(above) == set()
    assert seen(above, CalendarWhose.SUBTREE) == {mine.pk, other.pk, sibling.pk}
    assert seen(
        make_actor(role=Role.WINDOW_CLERK, unit=tree.prefecture), CalendarWhose.SUBTREE
    ) == (set())


def test_a_case_handed_to_another_lawyer_takes_its_hours_along():
    case = handled()
    before = lawyer_of(case)
    appoint(case)
    old = case.assignments.get()
    old.ended_at, old.end_kind = NOW, "replaced"
    old.save()
    successor = make_lawyer(unit=case.unit)
    case.assignments.create(lawyer=successor, offered_at=NOW, offered_by="x", accepted_at=NOW)

    assert seen(before) == set()
    assert seen(lawyer_of(case)) == {case.pk}


def test_a_page_says_which_hours_of_one_lawyer_clash():
    lawyer = make_lawyer()
    first, second = handled(lawyer=lawyer), handled(lawyer=lawyer)
    appoint(first)
    appoint(second)

    page = queries.calendar_page(
        lawyer_of(first),
        whose=CalendarWhose.UNIT,
        kind=CalendarSpan.MONTH,
        day=date(2026, 9, 1),
        today=date(2026, 9, 1),
    )

    (day,) = page.busy
    assert {entry.clash for entry in day.entries} == {
        f"{first.number} 09:00 开庭",
        f"{second.number} 09:00 开庭",
    }
    assert [len(week) for week in page.weeks] == [7] * 5
