"""Reminders: who is told of which day, once each, and higher up when it is late."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from gongyuan.cases.actions.calendar import change_appointment, make_appointment
from gongyuan.cases.actions.deadlines import meet_deadlines
from gongyuan.cases.actions.reminders import remind_all
from gongyuan.cases.choices import MoveOf, ReminderStep
from gongyuan.cases.models import Deadline, Reminder
from gongyuan.cases.queries.reminders import days_at
from gongyuan.cases.rules.calendar import AppointmentDetails
from gongyuan.cases.rules.reminders import ReminderDays, deadline_window, words
from gongyuan.core.models import Notice
from gongyuan.people.actor import system
from gongyuan.people.choices import Role
from gongyuan.people.queries import actor_in
from tests.cases.factories import make_case
from tests.cases.handling_factories import handled, lawyer_of
from tests.lawyers.factories import make_lawyer
from tests.organisations.factories import make_tree
from tests.people.factories import make_post

DUE = date(2026, 9, 18)
DAYS = ReminderDays(before_deadline=3, before_appointment=1, until_raised=3)


def morning(day):
    """Nine o'clock in Beijing."""
    return datetime(day.year, day.month, day.day, 1, tzinfo=UTC)


def run(day, now=None):
    return remind_all(actor=system(), now=now or morning(day))


def due(case, *, kept_by=MoveOf.LAWYER, code="SUE_WORKER", on=DUE):
    return Deadline.objects.create(
        case=case,
        code=code,
        label="不服仲裁裁决起诉",
        kept_by=kept_by,
        starts_on=on - timedelta(days=15),
        due_on=on,
        source="劳动争议调解仲裁法第四十八条",
    )


def told(user_id):
    rows = Notice.objects.filter(user_id=user_id, channel=Notice.Channel.IN_APP)
    return [row.body for row in rows.order_by("pk")]


def texts():
    rows = Notice.objects.filter(channel=Notice.Channel.SMS).order_by("pk")
    return [(row.address, row.body) for row in rows]


# --- rules ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "day", "is_told"),
    [
        (ReminderStep.SOON, DUE - timedelta(days=4), False),
        (ReminderStep.SOON, DUE - timedelta(days=3), True),
        (ReminderStep.SOON, DUE, True),
        (ReminderStep.SOON, DUE + timedelta(days=1), False),
        (ReminderStep.LATE, DUE, False),
        (ReminderStep.LATE, DUE + timedelta(days=1), True),
        (ReminderStep.LATE, DUE + timedelta(days=90), True),
        (ReminderStep.RAISED, DUE + timedelta(days=3), False),
        (ReminderStep.RAISED, DUE + timedelta(days=4), True),
    ],
)
def test_each_step_has_its_days(step, day, is_told):
    assert deadline_window(step, DAYS, today=day).holds(DUE) is is_told


def test_the_words_say_what_is_left_and_what_is_over():
    assert words(ReminderStep.SOON, "起诉", DUE, today=date(2026, 9, 15)) == (
        "起诉，9月18日到期，还有3天。"
    )
    assert words(ReminderStep.SOON, "起诉", DUE, today=DUE) == "起诉，9月18日到期，就是今天。"
    assert words(ReminderStep.LATE, "起诉", DUE, today=date(2026, 9, 20)) == (
        "起诉，9月18日到期，已超期2天。"
    )


def test_the_days_come_from_the_packs_and_are_not_guessed():
    assert days_at("410481000000", today=date(2026, 9, 1)) == DAYS
    assert days_at("410481000000", today=date(2001, 1, 1)) is None


# --- who is told ---------------------------------------------------------------------------------

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    """A county with an officer and a head, under a city with a head."""
    tree = make_tree()
    return SimpleNamespace(
        county=tree.county,
        officer=make_post(role=Role.LEGAL_OFFICER, unit=tree.county).user_id,
        head=make_post(role=Role.LEGAL_HEAD, unit=tree.county).user_id,
        above=make_post(role=Role.LEGAL_HEAD, unit=tree.prefecture).user_id,
    )


def test_a_lawyer_is_told_before_the_head_when_late_and_the_level_above_after_days(town):
    lawyer = make_lawyer(unit=town.county, phone="19900001234")
    case = handled(unit=town.county, lawyer=lawyer)
    due(case)

    for day in range(1, 31):
        for _ in range(2):
            run(date(2026, 9, day))

    before, late = told(lawyer.user_id)
    assert before == f"{case.number} 不服仲裁裁决起诉，9月18日到期，还有3天。"
    assert "已超期1天" in late
    assert told(town.head) == [f"{case.number} 不服仲裁裁决起诉，9月18日到期，已超期1天。"]
    assert told(town.above) == [f"{case.number} 不服仲裁裁决起诉，9月18日到期，已超期4天。"]
    assert told(town.officer) == []
    assert [address for address, _ in texts()] == ["19900001234"] * 2
    assert Reminder.objects.count() == 3


def test_what_the_office_keeps_its_officers_are_told_of(town):
    case = make_case(unit=town.county)
    due(case, kept_by=MoveOf.OFFICE, code="AID_REVIEW")

    run(DUE)

    assert len(told(town.officer)) == 1
    assert told(town.head) == []
    assert texts() == []


def test_a_worker_is_written_to_without_a_name_and_nobody_else_when_it_has_passed(town):
    case = make_case(unit=town.county, state="supplementing")
    due(case, kept_by=MoveOf.WORKER, code="AID_SUPPLEMENT")

    run(DUE)
    run(DUE + timedelta(days=9))

    ((address, body),) = texts()
    worker = case.applicants.get().worker
    assert address == worker.phone
    assert worker.name not in body
    assert "9月18日是最后一天" in body
    assert told(town.head) == []


def test_what_others_owe_is_told_to_the_lawyer_when_late_and_not_raised(town):
    case = handled(unit=town.county)
    due(case, kept_by=MoveOf.OUTSIDE, code="ARB_AWARD")

    for days in (0, 1, 30):
        run(DUE + timedelta(days=days))

    assert len(told(case.assignments.get().lawyer.user_id)) == 1
    assert told(town.head) == told(town.above) == []


def test_a_review_that_waits_for_papers_is_not_hurried(town):
    case = make_case(unit=town.county, state="supplementing")
    due(case, kept_by=MoveOf.OFFICE, code="AID_REVIEW")

    assert run(DUE + timedelta(days=30)) == 0


def test_a_deadline_that_moved_is_reminded_of_anew_and_one_that_was_met_no_more():
    case = handled()
    one = due(case)
    assert run(DUE) == 1
    one.due_on = DUE + timedelta(days=10)
    one.save()

    assert run(one.due_on) == 1
    meet_deadlines(case=case, codes=[one.code], now=morning(DUE))
    assert run(one.due_on + timedelta(days=9)) == 0


def test_a_unit_without_a_head_or_a_level_above_loses_no_reminder():
    case = handled()
    officer = make_post(role=Role.LEGAL_OFFICER, unit=case.unit).user_id
    due(case)

    run(DUE + timedelta(days=9))

    assert len(told(officer)) == 1
    assert Reminder.objects.count() == 2


def hearing(case, starts_at, now):
    details = AppointmentDetails(kind="hearing", starts_at=starts_at, place="第三庭")
    return make_appointment(case=case, details=details, actor=lawyer_of(case), now=now).appointment


def test_a_hearing_is_reminded_of_the_day_before_once_and_anew_when_it_moves():
    case = handled(lawyer=make_lawyer(phone="19900001234"))
    at = morning(DUE)
    made = hearing(case, at, at - timedelta(days=30))
    Notice.objects.all().delete()

    for days in (3, 2, 1, 1, 0):
        run(DUE - timedelta(days=days), now=at - timedelta(days=days, hours=1))

    lawyer = case.assignments.get().lawyer
    assert told(lawyer.user_id) == [f"{case.number} 9月18日 09:00开庭，第三庭。"]
    numbers = {address for address, _ in texts()}
    assert numbers == {"19900001234", case.applicants.get().worker.phone}
    assert len(texts()) == 2
    moved = at + timedelta(days=5)
    change_appointment(
        appointment=made,
        details=AppointmentDetails(kind="hearing", starts_at=moved, place="第三庭"),
        actor=lawyer_of(case),
        now=at - timedelta(hours=2),
    )
    assert run(DUE, now=moved - timedelta(days=1)) == 1


def test_an_hour_without_a_lawyer_is_told_to_the_officers(town):
    case = make_case(unit=town.county)
    make_appointment(
        case=case,
        details=AppointmentDetails(kind="other", starts_at=morning(DUE)),
        actor=actor_in(make_post(role=Role.WINDOW_CLERK, unit=town.county)),
        now=morning(DUE) - timedelta(days=9),
    )

    run(DUE, now=morning(DUE) - timedelta(hours=9))

    assert len(told(town.officer)) == 1
    assert texts() == []


def test_one_run_reminds_in_every_unit():
    near, far = handled(), handled()
    due(near)
    due(far)

    assert run(DUE) == 2
    assert timezone.localdate(Reminder.objects.latest("pk").told_at) == DUE
