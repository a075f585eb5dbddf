"""The job worker is killed in the middle of the reminders: none is sent twice and none is lost."""

from collections import Counter
from datetime import timedelta

import psycopg
import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from gongyuan.cases.choices import MoveOf
from gongyuan.cases.models import Deadline, Reminder
from gongyuan.cases.tasks import send_reminders
from gongyuan.core.models import Notice
from tests.cases.handling_factories import handled
from tests.job_workers import (
    finished,
    killed_while_waiting,
    let_time_pass,
    no_jobs,  # noqa: F401 - a fixture
    start_worker,
)
from tests.lawyers.factories import make_lawyer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_jobs")]
CASES = 6


def test_a_worker_killed_in_the_middle_sends_none_twice_and_loses_none():
    lawyer = make_lawyer(phone="19900001234")
    today = timezone.localdate()
    cases = [handled(lawyer=lawyer) for _ in range(CASES)]
    for case in cases:
        Deadline.objects.create(
            case=case,
            code="SUE_WORKER",
            label="起诉",
            kept_by=MoveOf.LAWYER,
            starts_on=today - timedelta(days=14),
            due_on=today + timedelta(days=1),
            source="劳动争议调解仲裁法第四十八条",
        )
    send_reminders.defer(timestamp=0)
    # Somebody holds the fourth case, so that the run stands still after three.
    with psycopg.connect(**connection.get_connection_params()) as holder:
        holder.execute("SELECT 1 FROM cases_case WHERE id = %s FOR UPDATE", [cases[3].pk])
        doing = killed_while_waiting(start_worker("default"), holder)

    assert doing == {"SELECT"}
    assert told() == Counter(dict.fromkeys((case.number for case in cases[:3]), 1))
    assert ProcrastinateJob.objects.filter(task_name=send_reminders.name, status="doing").exists()
    let_time_pass()
    said = finished(start_worker("default"))

    assert told() == Counter(dict.fromkeys((case.number for case in cases), 1)), said
    assert Reminder.objects.count() == CASES
    texts = Notice.objects.filter(channel=Notice.Channel.SMS)
    assert texts.count() == CASES
    waiting = ProcrastinateJob.objects.filter(args__notice_id__in=[text.pk for text in texts])
    assert waiting.count() == CASES
    assert send_reminders(timestamp=1) is None
    assert Reminder.objects.count() == CASES


def told():
    """How often the inbox of the lawyer names each case."""
    rows = Notice.objects.filter(channel=Notice.Channel.IN_APP)
    return Counter(row.body.split()[0] for row in rows)
