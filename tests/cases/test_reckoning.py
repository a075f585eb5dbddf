"""When a year's days off are published, open deadlines in it are reckoned anew."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from gongyuan.cases.actions import deadlines
from gongyuan.cases.actions.reckoning import reckon_anew
from gongyuan.cases.choices import CaseState, MoveOf
from gongyuan.cases.models import Deadline
from gongyuan.cases.tasks import reckon_published_years, reckon_year_anew
from gongyuan.core.events import events_of
from gongyuan.people.actor import system
from gongyuan.policy.actions.entries import enter_year
from tests.cases.factories import make_case
from tests.policy.entries import NOTICE, days_of, provincial, put_back

__all__ = ["put_back"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("put_back")]
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def opened(code="SUE_WORKER", starts_on=date(2027, 1, 25), **values):
    """A case with one deadline; fifteen days from 25 January 2027 are 9 February."""
    case = make_case(**({"state": CaseState.HANDLING} | values))
    deadlines.set_deadline(
        case=case, code=code, starts_on=starts_on, kept_by=MoveOf.LAWYER, now=NOW
    )
    return case


def entered():
    return enter_year(year=2027, source=NOTICE, days=days_of(), actor=provincial(), now=NOW)


def only(case):
    case.refresh_from_db()
    return Deadline.objects.get(case=case)


def reckoned():
    """What the job does that entering a year has put off."""
    (job,) = ProcrastinateJob.objects.filter(task_name__endswith="reckon_year_anew")
    reckon_year_anew(**job.args)


def test_entering_a_year_puts_the_job_off_and_the_job_moves_the_day_with_an_event():
    case = opened()
    assert (only(case).due_on, only(case).is_provisional) == (date(2027, 2, 9), True)

    entered()
    assert only(case).due_on == date(2027, 2, 9), "nothing moves before the job"
    reckoned()

    # The 9th is off until the 12th, the 13th is a Saturday, the 14th is worked.
    row = only(case)
    assert (row.due_on, row.is_provisional) == (date(2027, 2, 14), False)
    assert case.next_due_on == date(2027, 2, 14)
    event = events_of(case).get(code="cases.case.reckon_deadlines")
    assert "由2027年2月9日改为2027年2月14日" in event.note
    assert event.actor_name == "系统"


def test_a_day_that_stays_is_no_longer_provisional_and_writes_no_event():
    case = opened(starts_on=date(2027, 3, 1))

    entered()
    reckoned()

    assert (only(case).due_on, only(case).is_provisional) == (date(2027, 3, 16), False)
    assert not events_of(case).filter(code="cases.case.reckon_deadlines").exists()


def test_the_job_run_twice_does_one_thing():
    case = opened()
    entered()
    reckoned()
    reckoned()

    assert events_of(case).filter(code="cases.case.reckon_deadlines").count() == 1


def test_deadlines_of_another_year_and_those_met_are_left_alone():
    other, met = opened(starts_on=date(2026, 3, 2)), opened()
    deadlines.meet_deadlines(case=met, codes=["SUE_WORKER"], now=NOW)
    before = [only(case).due_on for case in (other, met)]

    entered()
    reckoned()

    assert [only(case).due_on for case in (other, met)] == before


def test_a_day_that_somebody_was_told_never_becomes_earlier():
    case = opened(deadlines.SUPPLEMENT, date(2027, 1, 25))
    told = date(2027, 3, 31)
    Deadline.objects.filter(case=case).update(due_on=told)

    entered()
    assert reckon_anew(case=case, year=2027, actor=system(), now=NOW) == 0

    assert only(case).due_on == told
    assert any("不提前" in step["text"] for step in only(case).steps)
    assert case.next_due_on == told


def test_at_night_nothing_stays_provisional_in_a_published_year():
    case = opened()
    entered()
    ProcrastinateJob.objects.all().delete()

    reckon_published_years(timestamp=0)

    assert (only(case).due_on, only(case).is_provisional) == (date(2027, 2, 14), False)
