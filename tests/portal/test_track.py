"""Following a matter: code and phone together, guessing locked out, nothing of others."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gongyuan.cases.actions.papers import request_supplement
from gongyuan.cases.choices import CaseState
from gongyuan.cases.details import MissingItem
from gongyuan.cases.models import (
    Case,
    Deadline,
    Message,
    Objection,
    OfficialDocument,
    ProgressReport,
    Stage,
)
from gongyuan.core.events import events_of
from gongyuan.core.files import DOCX, store_bytes
from gongyuan.core.refusals import Refused
from gongyuan.people.choices import Role
from gongyuan.portal.actions import open_matter
from tests.cases.factories import make_case, submitted
from tests.cases.handling_factories import closed
from tests.core.markup import Markup
from tests.organisations.factories import make_institution, make_unit
from tests.people.factories import make_actor, make_worker
from tests.portal.journey import Phone
from tests.portal.test_apply import picture, text_of

pytestmark = pytest.mark.django_db
WRONG = "0000-26-000000"
ADDRESS = "203.0.113.7"


@pytest.fixture(autouse=True)
def _stored_in_the_test(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }


def opened(case):
    """A phone on which the case has been opened with code and phone."""
    device = Phone(case.unit)
    worker = case.applicants.get().worker
    answer = device.post("portal_track", code=case.matter.code, phone=worker.phone)
    assert answer.status_code == 302, text_of(answer)
    return device


def test_code_and_phone_open_the_matter_however_they_are_typed():
    case = make_case()
    worker = case.applicants.get().worker
    code = case.matter.code.lower().replace("-", " ").replace("0", "o")
    device = Phone(case.unit)

    answer = device.client.post(
        reverse("portal_track"), {"code": code, "phone": f"+86 {worker.phone}"}, follow=True
    )

    assert answer.redirect_chain[-1][0] == reverse("portal_status", args=[case.pk])
    assert "您的申请收到了" in text_of(answer)
    assert worker.name not in text_of(answer)
    assert worker.phone not in text_of(answer)


def test_a_wrong_code_and_a_strange_phone_get_the_very_same_answer():
    case = make_case()
    stranger = make_worker()
    mine = case.applicants.get().worker
    answers = []
    for code, number in ((WRONG, mine.phone), (case.matter.code, stranger.phone)):
        html = text_of(Phone(case.unit).post("portal_track", code=code, phone=number))
        assert "查询码和手机号对不上" in html
        answers.append(html.replace(code, "").replace(number, ""))

    assert _without_token(answers[0]) == _without_token(answers[1])


def _without_token(html):
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", html)


def test_after_twenty_wrong_guesses_the_right_one_is_refused_too_and_says_why():
    case = make_case()
    worker = case.applicants.get().worker
    device = Phone(case.unit)
    for _ in range(20):
        device.post("portal_track", code=WRONG, phone=worker.phone)

    answer = device.post("portal_track", code=case.matter.code, phone=worker.phone)

    assert answer.status_code == 200
    assert "锁一小时" in text_of(answer)
    assert "12351" in text_of(answer)


def test_the_lock_is_on_the_phone_and_on_the_address_and_is_over_after_an_hour():
    case = make_case()
    number = case.applicants.get().worker.phone
    code, now = case.matter.code, datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
    for tried in range(20):
        with pytest.raises(Refused, match="对不上"):
            open_matter(code=f"0000-26-00000{tried:X}", phone=number, address=ADDRESS, now=now)

    for phone, address in ((number, "198.51.100.1"), (make_worker().phone, ADDRESS)):
        with pytest.raises(Refused, match="锁一小时"):
            open_matter(code=code, phone=phone, address=address, now=now)
    later = now + timedelta(minutes=61)
    assert open_matter(code=code, phone=number, address=ADDRESS, now=later) == {case.pk}


def test_a_matter_closes_after_half_an_hour_and_at_one_touch():
    case = make_case()
    device = opened(case)
    session = device.client.session
    left = session["matter_until"] - timezone.now().timestamp()
    assert 29 * 60 < left <= 30 * 60
    assert set(session.keys()) == {"matter_cases", "matter_until"}
    session["matter_until"] = timezone.now().timestamp() - 1
    session.save()

    assert device.get("portal_status", case.pk)["Location"] == reverse("portal_track")

    device = opened(case)
    assert device.get("portal_leave")["Location"].startswith("https://")
    assert device.get("portal_status", case.pk)["Location"] == reverse("portal_track")


PAGES = [
    "portal_status",
    "portal_receipt",
    "portal_receipt_picture",
    "portal_message",
    "portal_matter_papers",
    "portal_withdraw",
    "portal_objection",
    "portal_new_phone",
]


@pytest.mark.parametrize("name", PAGES)
def test_anothers_case_does_not_exist(name):
    mine, other = make_case(), make_case(state=CaseState.REFUSED)
    device = opened(mine)

    assert device.get(name, other.pk).status_code == 404
    assert Phone(mine.unit).get(name, other.pk)["Location"] == reverse("portal_track")


@pytest.mark.parametrize("state", CaseState.values)
def test_every_state_has_its_own_plain_page(state):
    case = make_case(state=state)
    device = opened(case)

    html = text_of(device.get("portal_status", case.pk))

    assert Markup(html).faults() == []
    assert html.count("<h1") == 1
    assert "您" in html
    for word in ("受援人", "申请人", case.applicants.get().worker.name):
        assert word not in html.replace("申请人补充材料", "")


def test_the_page_says_who_has_it_by_when_and_what_happened():
    unit = make_unit()
    office = make_institution(unit=unit, name="试验援助中心", phone="0990-1234567")
    case = make_case(state=CaseState.HANDLING, unit=unit, institution=office)
    Deadline.objects.create(
        case=case,
        code="PROGRESS",
        label="通报进展",
        kept_by="lawyer",
        starts_on=date(2026, 6, 1),
        due_on=date(2026, 6, 15),
        source="本地规定",
    )
    Stage.objects.create(
        case=case,
        unit_path=case.unit_path,
        kind="arbitration",
        body="试验仲裁委",
        filed_on=date(2026, 6, 2),
        hearing_at=datetime(2026, 7, 1, 1, 30, tzinfo=UTC),
        hearing_place="第三庭",
    )
    ProgressReport.objects.create(
        case=case,
        happened_on=date(2026, 6, 3),
        text="已经递交仲裁申请书。",
        reported_at=timezone.now(),
        reported_by="律师",
    )
    lawyer = case.assignments.get().lawyer

    html = text_of(opened(case).get("portal_status", case.pk))

    for words in (
        "律师正在为您办理",
        "律师最晚2026年6月15日告诉您办到哪一步",
        "依据：本地规定",
        "试验援助中心",
        "tel:0990-1234567",
        lawyer.name,
        lawyer.firm.name,
        "开庭：2026年7月1日 09:30",
        "第三庭",
        "已经递交仲裁申请书。",
    ):
        assert words in html


def test_the_page_costs_the_same_with_one_message_and_with_ten(django_assert_max_num_queries):
    case = make_case(state=CaseState.HANDLING)
    device = opened(case)
    for number in range(10):
        Message.objects.create(
            case=case,
            is_from_worker=False,
            text=f"留言{number}",
            written_at=timezone.now(),
            written_by="办公室",
        )

    with django_assert_max_num_queries(24):
        answer = device.get("portal_status", case.pk)

    assert len(answer.content) < 30_000
    assert not Message.objects.filter(read_at=None).exists()


def test_a_message_reaches_the_office_once_and_an_empty_one_is_refused():
    case = make_case(state=CaseState.HANDLING)
    device = opened(case)

    assert "这一项还没有填" in text_of(device.post("portal_message", case.pk, text=" "))
    for _ in range(2):
        answer = device.post("portal_message", case.pk, text="我找到了欠条。")
        assert answer["Location"] == reverse("portal_status", args=[case.pk])

    message = Message.objects.get()
    assert (message.text, message.is_from_worker) == ("我找到了欠条。", True)
    assert [e.code for e in events_of(case)] == ["cases.case.write_office"]
    assert "我找到了欠条。" in text_of(device.get("portal_status", case.pk))


def test_missing_papers_are_told_with_their_day_and_handing_them_in_goes_on_with_the_review():
    case = submitted()
    clerk = make_actor(role=Role.WINDOW_CLERK, unit=case.unit)
    missing = list(case.materials.filter(status="missing", is_required=True))
    told = [MissingItem(code=m.code, label=m.label, why="要核对") for m in missing]
    now = timezone.now()
    given = request_supplement(case=case, items=told, actor=clerk, now=now)
    device = opened(case)
    page = text_of(device.get("portal_status", case.pk))
    assert "请您补交" in page
    assert f"{given.due_on.month}月{given.due_on.day}日前" in page

    html = text_of(device.post("portal_matter_papers", case.pk, material_code=missing[0].code))
    assert "请先选一张照片" in html
    for material in missing:
        answer = device.client.post(
            reverse("portal_matter_papers", args=[case.pk]),
            {"material_code": material.code, "album": picture()},
        )
        assert answer.status_code == 302

    case = Case.objects.get(pk=case.pk)
    assert case.state == CaseState.UNDER_REVIEW
    assert case.supplements.get().answered_at
    assert case.papers.filter(material__in=missing).count() == len(missing)


def test_a_photo_may_say_what_it_shows_in_the_workers_words():
    case = submitted()
    device = opened(case)
    page = text_of(device.get("portal_matter_papers", case.pk))
    assert "我在这里上班" in page
    assert "工友证言" in page

    answer = device.client.post(
        reverse("portal_matter_papers", args=[case.pk]),
        {"material_code": "", "album": picture(), "facts": ["双方存在劳动关系"]},
    )

    assert answer.status_code == 302
    tie = case.ties.get()
    assert (tie.fact, tie.paper.case) == ("双方存在劳动关系", case)
    assert "能说明“我在这里上班”的" not in text_of(device.get("portal_matter_papers", case.pk))


def test_what_cannot_be_got_is_explained_instead():
    case = submitted()
    clerk = make_actor(role=Role.WINDOW_CLERK, unit=case.unit)
    told = [MissingItem(code=m.code, label=m.label) for m in case.materials.all()]
    request_supplement(case=case, items=told, actor=clerk, now=timezone.now())
    device = opened(case)

    device.post("portal_matter_papers", case.pk, explanation="单位不给，拿不到。")

    assert Case.objects.get(pk=case.pk).state == CaseState.UNDER_REVIEW


def test_withdrawing_is_asked_twice_and_done_once():
    case = make_case(state=CaseState.SUBMITTED)
    device = opened(case)

    unsure = device.post("portal_withdraw", case.pk, note="暂时不想办了")
    assert "这一项还没有填" in text_of(unsure)
    assert Case.objects.get(pk=case.pk).state == CaseState.SUBMITTED
    device.post("portal_withdraw", case.pk, note="暂时不想办了", sure="on")

    assert Case.objects.get(pk=case.pk).state == CaseState.WITHDRAWN
    assert device.post("portal_withdraw", case.pk).status_code == 404


def test_an_objection_goes_to_the_union_above():
    above = make_unit()
    case = make_case(state=CaseState.REFUSED, unit=make_unit(parent=above))
    Deadline.objects.create(
        case=case,
        code="UNION_OBJECTION",
        label="职工提出异议",
        kept_by="worker",
        starts_on=timezone.localdate(),
        due_on=timezone.localdate() + timedelta(days=5),
    )
    device = opened(case)
    assert "提出异议" in text_of(device.get("portal_status", case.pk))

    device.post("portal_objection", case.pk, note="我有新的证据。")

    assert Objection.objects.get().decided_by_unit == above
    assert Case.objects.get(pk=case.pk).state == CaseState.UNDER_OBJECTION


def test_the_worker_reads_how_it_ended_and_hands_in_nothing_after_the_archive():
    case = closed()

    page = text_of(opened(case).get("portal_status", case.pk))
    assert "仲裁的结果：调解书" in page
    assert "支持 12,000.00 元" in page
    assert "已经拿到 12,000.00 元" in page
    assert "再交材料" in page
    archived = make_case(state=CaseState.ARCHIVED)
    assert "再交材料" not in text_of(opened(archived).get("portal_status", archived.pk))


def make_document(case, kind, number):
    file = store_bytes(b"PK", name=f"{number}.docx", kind=DOCX, by="办公室", now=timezone.now())
    return OfficialDocument.objects.create(
        case=case,
        kind=kind,
        number=number,
        title=kind,
        file=file,
        issued_at=timezone.now(),
        issued_by="办公室",
    )


def test_the_worker_may_have_the_decision_and_not_the_papers_of_the_office():
    case, other = make_case(), make_case()
    decision = make_document(case, "grant_decision", "甲1号")
    report = make_document(case, "closing_report", "甲2号")
    foreign = make_document(other, "grant_decision", "甲3号")
    device = opened(case)

    assert device.get("portal_document", case.pk, decision.pk).content == b"PK"
    for document in (report, foreign):
        assert device.get("portal_document", case.pk, document.pk).status_code == 404
