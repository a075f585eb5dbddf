"""A roster of volunteers comes in with what each did; hours count once somebody confirms them."""

from datetime import date, time
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from gongyuan.core.events import events_of
from gongyuan.core.refusals import Refused
from gongyuan.ledgers.actions.undoing import ask_undo
from gongyuan.ledgers.choices import LedgerKind, RowOutcome, Standing
from gongyuan.ledgers.models import Ledger
from gongyuan.people.actions.hours import confirm_hours
from gongyuan.people.choices import Role
from gongyuan.people.models import Volunteer, VolunteerHours
from gongyuan.people.queries.volunteers import volunteers, waiting_hours
from tests.ledgers.factories import checked, faults_of, imported, workbook
from tests.ledgers.test_exports import sheet, written
from tests.organisations.factories import make_tree
from tests.people.factories import NOW, make_actor, make_post, make_volunteer

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate(NOW)
HEAD = [
    *(
        "序号",
        "志愿者姓名",
        "联系电话",
        "身份",
        "学校",
        "特长",
        "可服务时段",
        "报名日期",
        "加入时间",
    ),
    *("服务时间", "起始时间", "服务时长", "服务内容", "活动名称", "超出说明"),
]


def row(name, *done, phone="13900000001", kind="大学生", joined="2025.3.1"):
    who = [1, name, phone, kind, "试验大学", "劳动法", "周末", "2025-02-20", joined]
    return [*who, *done]


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def head(tree):
    return make_actor(role=Role.LEGAL_HEAD, unit=tree.county)


def test_volunteers_come_in_with_their_hours_go_out_alike_and_a_second_time_nothing(tree, head):
    rows = [
        row("何试愿", "2025-05-04", "9:00", "3小时", "值班", "县中心窗口"),
        row("何试愿", "2025-05-04", "下午2点半", 2.5, "法律咨询", "县中心窗口"),
        row("何试愿", "2025-06-01", "", 2, "讲座", ""),
        row("邓 试", phone="139 0000 0002", kind="教授"),
    ]

    ledger = imported(LedgerKind.VOLUNTEERS, workbook([HEAD, *rows]), actor=head)

    assert ledger.standing == Standing.IMPORTED, faults_of(ledger)
    first, second = Volunteer.objects.order_by("pk")
    assert (first.name, first.kind, first.unit) == ("何试愿", "student", tree.county)
    assert (second.name, second.kind, second.phone) == ("邓试", "scholar", "13900000002")
    told = [(one.day, one.starts_at, one.amount, one.service) for one in first.hours.order_by("pk")]
    assert told == [
        (date(2025, 5, 4), time(9), Decimal(3), "consultation"),
        (date(2025, 5, 4), time(14, 30), Decimal("2.5"), "consultation"),
        (date(2025, 6, 1), time(9), Decimal(2), "outreach"),
    ]
    assert [event.code for event in events_of(first)].count("people.volunteer.record_hours") == 3
    # They count once they are confirmed.
    assert waiting_hours(head).count() == 3
    assert volunteers(head, year=2025).get(pk=first.pk).halves == 0
    out = sheet(written(LedgerKind.VOLUNTEERS, head))
    assert out[0][: len(HEAD)] == HEAD
    assert len(out) == 5
    again = checked(LedgerKind.VOLUNTEERS, workbook(out), actor=head)
    assert (again.count(RowOutcome.SAME), again.count(RowOutcome.BAD)) == (4, 0), faults_of(again)


def test_what_cannot_be_is_said_beside_its_cell(head):
    rows = [
        row("何试愿", "2025-05-04", "9:00", "2.3", "值班"),
        row("何试愿", "2025-05-05", "9:00", 3, "值班"),
        row("何试愿", "2025-05-05", "11:00", 2, "宣传"),
        row("何试愿", "2025-01-05", "9:00", 3, "值班"),
        row("何试愿", "2025-05-06", "9:00", 9, "值班"),
        row("邓试", phone="0375-7000001"),
        row("吴试", phone="13900000003", joined="2025-02-01"),
    ]

    ledger = checked(LedgerKind.VOLUNTEERS, workbook([HEAD, *rows]), actor=head)

    found = [(number, name) for number, name, _ in faults_of(ledger)]
    assert found == [
        (2, "hours"), (4, "starts_at"), (5, "day"), (6, "over_note"), (7, "phone"),
        (8, "consented_on"),
    ]  # fmt: skip
    assert not Volunteer.objects.exists()


def test_hours_without_a_day_are_not_made_up(head):
    content = workbook([HEAD, row("何试愿", "", "", 120)])

    ledger = imported(LedgerKind.VOLUNTEERS, content, actor=head)

    assert Volunteer.objects.count() == 1
    assert not VolunteerHours.objects.exists()
    assert "没有服务日期" in ledger.rows.get().hints[0]


def test_a_known_volunteer_is_corrected_and_a_colleague_elsewhere_is_another(tree, head):
    make_volunteer(unit=tree.county, name="何试愿", phone="13900000009")
    known = Volunteer.objects.get()
    known.phone_index = make_volunteer(unit=tree.other_county, name="何试愿").phone_index
    elsewhere = Volunteer.objects.exclude(pk=known.pk).get()
    known.save()

    rows = [row("何试愿", phone=elsewhere.phone)]
    ledger = imported(LedgerKind.VOLUNTEERS, workbook([HEAD, *rows]), actor=head)

    known.refresh_from_db()
    assert (known.skills, known.organisation) == ("劳动法", "试验大学")
    assert Volunteer.objects.count() == 2
    assert ledger.count(RowOutcome.CHANGED) == 1
    ask_undo(ledger=ledger, note="传错了", actor=head, now=NOW)
    known.refresh_from_db()
    assert known.skills == "普法宣讲"


def test_an_import_is_taken_back_until_somebody_has_confirmed_hours_of_it(head):
    content = workbook([HEAD, row("何试愿", "2025-05-04", "9:00", 3, "值班")])
    ledger = imported(LedgerKind.VOLUNTEERS, content, actor=head)
    ask_undo(ledger=ledger, note="传错了", actor=head, now=NOW)
    assert not Volunteer.objects.exists()
    assert not VolunteerHours.objects.exists()
    ledger = imported(LedgerKind.VOLUNTEERS, content, actor=head)
    confirm_hours(ids=list(waiting_hours(head).values_list("pk", flat=True)), actor=head, now=NOW)

    with pytest.raises(Refused, match="第2行不能撤销：时长已经确认"):
        ask_undo(ledger=ledger, note="传错了", actor=head, now=NOW)

    assert Ledger.objects.get(pk=ledger.pk).standing == Standing.IMPORTED


def test_whoever_keeps_no_volunteers_sees_no_such_kind(client, tree, settings):
    settings.SECOND_FACTOR_COMPULSORY = False
    client.force_login(make_post(role=Role.STATISTICIAN, unit=tree.county).user)

    assert "志愿者" not in client.get(reverse("ledger_home")).content.decode().split("<main")[1]
    assert client.get(reverse("ledger_new", args=["volunteers"])).status_code == 404
