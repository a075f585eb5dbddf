"""What people and machines send that cannot be: each refused at the front door, in words.

| sent | here | deeper |
|---|---|---|
| identity number: check digit, future birth date | phone, window | law/test_identity |
| phone number of ten digits | phone, window | law/test_phones |
| photo of 40 MB, program called .jpg | phone, office | core/test_files |
| the same application twice, one after another and at once | phone, window | cases/test_at_once |
| tracking code guessed twenty times | phone | portal/test_track |
| decision without facts | office | cases/test_decision, policy/test_refusals |
| lawyer whose firm serves the employer | office | cases/test_assignment_actions |
| two officers deciding at once | office | cases/test_at_once |
| tree with a ring, a missing superior, a row twice | office | organisations/test_tree_import |
| roll of applicants: a bad cell, a person twice, another's number | | cases/test_applicant_sheets |
| policy pack with an unknown clause | command | policy/test_loader |
| calculator: day before 1995, amount of 1e12, end before start | phone, API | law/calculators |
| database stopped, web process killed | HTTP | test_stopped_while_submitting |
"""

import json
import threading
from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gongyuan.cases.choices import CaseState
from gongyuan.cases.models import ApplicationDraft, Case, Decision, DraftPaper
from gongyuan.core.events import events_of
from gongyuan.core.models import File
from gongyuan.ledgers.choices import LedgerKind
from gongyuan.organisations.models import Unit
from gongyuan.people.choices import Role
from gongyuan.people.queries import actor_in
from gongyuan.policy import registry
from gongyuan.policy.pack import PacksRefused
from gongyuan.policy.reading import PACKS_FOLDER
from tests.cases.factories import make_case, proposed
from tests.cases.test_case_views import typed
from tests.lawyers.factories import make_engagement, make_lawyer
from tests.ledgers.factories import checked
from tests.organisations.factories import make_tree, make_unit
from tests.organisations.test_tree_import import TOWN, workbook
from tests.people.factories import identity_number, make_post
from tests.portal.journey import Phone, make_places

pytestmark = pytest.mark.django_db
PROGRAM = b"MZ\x90\x00\x03" + b"\0" * 500
FORTY_MEGABYTES = 40 * 1024 * 1024


@pytest.fixture(autouse=True)
def _files_in_the_tests_own_folder(settings, tmp_path):
    backend = "django.core.files.storage.FileSystemStorage"
    options = {"location": tmp_path}
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": backend, "OPTIONS": options},
    }


def signed_in(role: str, unit: Unit) -> Client:
    client = Client()
    client.force_login(make_post(role=role, unit=unit).user)
    return client


def words(answer) -> str:
    return answer.content.decode()


def beside(field: str, answer) -> str:
    """What the page says beside a field."""
    assert answer.status_code == 200
    _, found, rest = words(answer).partition(f'id="id_{field}_error"')
    assert found, words(answer)
    return rest.split("</ul>")[0]


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """Run deeds in threads that start together; what each returned."""
    barrier = threading.Barrier(len(deeds))
    results: list[object] = [None] * len(deeds)

    def run(place: int, deed: Callable[[], object]) -> None:
        try:
            barrier.wait(timeout=20)
            results[place] = deed()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def wrong_check_digit() -> str:
    number = identity_number()
    return number[:-1] + ("1" if number[-1] != "1" else "2")


def not_yet_born() -> str:
    return identity_number(born_on=timezone.localdate() + timedelta(days=1))


BAD_PERSONS = [
    ("identity_number", wrong_check_digit, "校验位"),
    ("identity_number", not_yet_born, "晚于今天"),
    ("phone", lambda: "1990000000", "11位"),
]


@pytest.mark.parametrize(("field", "value", "sentence"), BAD_PERSONS)
def test_a_number_that_cannot_be_is_named_on_the_phone_and_at_the_window(field, value, sentence):
    tree, bad = make_places(), value()
    device = Phone(tree.county)
    device.go_on(until="you")
    clerk = signed_in(Role.WINDOW_CLERK, tree.county)

    on_phone = device.answer("you", **{**device.person, field: bad})
    at_window = clerk.post(reverse("case_registration"), typed(**{field: bad}))

    for answer in (on_phone, at_window):
        assert sentence in beside(field, answer)
        assert bad in words(answer)
    assert bad not in ApplicationDraft.objects.get().answers
    assert not Case.objects.exists()


BAD_FILES = [
    (b"\xff\xd8" + b"0" * (FORTY_MEGABYTES - 2), "文件有 40 MB，最大 15 MB"),
    (PROGRAM, "不是它名字所说的类型"),
]


@pytest.mark.parametrize(("content", "sentence"), BAD_FILES, ids=["40 MB", "program"])
def test_a_file_that_is_too_large_or_no_photo_is_refused_and_nothing_is_kept(content, sentence):
    tree = make_places()
    case = make_case(unit=tree.county)
    officer = signed_in(Role.LEGAL_OFFICER, tree.county)
    device = Phone(tree.county)
    device.go_on(until="papers")

    def photo() -> SimpleUploadedFile:
        return SimpleUploadedFile("照片.jpg", content, content_type="image/jpeg")

    by_phone = device.client.post(reverse("portal_apply_paper", args=[1]), {"album": photo()})
    by_office = officer.post(reverse("case_paper_new", args=[case.pk]), {"file": photo()})

    assert by_phone.status_code == 200
    assert "照片.jpg：" in words(by_phone)
    assert sentence in beside("file", by_office)
    assert not DraftPaper.objects.exists()
    assert not File.objects.exists()


def test_the_same_application_sent_twice_is_one_case_and_one_receipt():
    tree = make_places()
    device = Phone(tree.county)
    device.go_on()
    clerk = signed_in(Role.WINDOW_CLERK, tree.county)
    form = typed()

    receipts = {device.send()["Location"], device.post("portal_apply_code")["Location"]}
    windows = {clerk.post(reverse("case_registration"), form)["Location"] for _ in range(3)}

    assert (len(receipts), len(windows)) == (1, 1)
    assert Case.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_the_same_application_sent_twice_at_the_same_moment_is_one_case():
    tree = make_places()
    device = Phone(tree.county)
    device.go_on()
    device.post("portal_apply_answers")
    code = device.sms_code()
    clerk = signed_in(Role.WINDOW_CLERK, tree.county)
    form, window = typed(), reverse("case_registration")

    phone, typed_code = reverse("portal_apply_code"), {"code": code}
    from_phone = at_once(*[same_device(device.client, phone, typed_code)] * 2)
    at_window = at_once(*[same_device(clerk, window, form)] * 2)

    assert [answer.status_code for answer in (*from_phone, *at_window)] == [302] * 4
    assert len({answer["Location"] for answer in from_phone}) == 1
    assert len({answer["Location"] for answer in at_window}) == 1
    assert Case.objects.count() == 2
    numbers = Case.objects.order_by("pk").values_list("application_number", flat=True)
    assert [number.partition("〕")[2] for number in numbers] == ["1号", "2号"]


def same_device(client: Client, address: str, data: dict) -> Callable[[], object]:
    def send() -> object:
        twin = Client()
        twin.cookies = client.cookies
        return twin.post(address, data)

    return send


def test_after_twenty_wrong_guesses_even_the_right_code_has_to_wait():
    case = make_case()
    number = case.applicants.get().worker.phone
    device = Phone(case.unit)
    for guess in range(20):
        answer = device.post("portal_track", code=f"0000-26-{guess:06d}", phone=number)
        assert "对不上" in words(answer)

    answer = device.post("portal_track", code=case.matter.code, phone=number)

    assert answer.status_code == 200
    assert "锁一小时" in words(answer)


def test_a_case_without_facts_cannot_be_decided():
    case = proposed(unit=make_unit(region_code="410481"))
    Case.objects.filter(pk=case.pk).update(matter_scope="", applicant_kind="")
    head = signed_in(Role.LEGAL_HEAD, case.unit)

    for outcome in ("grant", "refuse"):
        answer = head.post(
            reverse("case_decision", args=[case.pk, outcome]),
            {"overrule_reason": "就这样定。", "note": "不行。"},
        )
        assert "事实不全" in beside("overrule_reason", answer)
    case.refresh_from_db()
    assert case.state == CaseState.AWAITING_DECISION
    assert not Decision.objects.exists()


BAD_FIGURES = [
    ("started_on", "1994-12-31", "不能早于1995年1月1日"),
    ("ended_on", "2019-12-31", "不能早于"),
    ("monthly_wage", "1000000000000", "数目过大"),
    ("monthly_wage", "-1", "不能是负数"),
]


@pytest.mark.parametrize(("field", "value", "sentence"), BAD_FIGURES)
def test_a_figure_that_cannot_be_is_named_on_the_page_and_to_machines(field, value, sentence):
    good = {"started_on": "2020-03-01", "ended_on": "2024-06-30", "monthly_wage": "8000"}
    bad, name = {**good, field: value}, ["economic_compensation"]

    page = Client().post(reverse("portal_calculator", args=name), bad)
    told = Client().post(
        reverse("api:calculation", args=name), json.dumps(bad), content_type="application/json"
    )

    assert sentence in beside(field, page)
    assert told.status_code == 422
    assert sentence in told.json()["error"][field]


def test_a_lawyer_whose_firm_serves_the_employer_is_shown_as_barred_and_cannot_be_chosen():
    tree = make_tree()
    case = make_case(state=CaseState.GRANTED, unit=tree.county)
    lawyer = make_lawyer(unit=tree.county)
    make_engagement(firm=lawyer.firm, employer=case.employer)
    head = signed_in(Role.LEGAL_HEAD, tree.county)
    url = reverse("case_assignment", args=[case.pk])

    page = words(head.get(url))
    answer = head.post(url, {"lawyer": lawyer.pk, "note": "就要他。"})

    assert "有利益冲突（律师法第三十九条）" in page
    assert "field-errors" in words(answer)
    assert answer.status_code == 200
    assert not case.assignments.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_the_second_is_told_who_did():
    case = proposed()
    heads = [signed_in(Role.LEGAL_HEAD, case.unit) for _ in range(2)]
    seen = case.reviews.get().pk

    def deciding(head: Client, outcome: str) -> Callable[[], object]:
        typed = {"seen_review": seen, "note": "定了。", "overrule_reason": "另有理由。"}
        url = reverse("case_decision", args=[case.pk, outcome])
        return lambda: head.post(url, typed)

    answers = at_once(deciding(heads[0], "grant"), deciding(heads[1], "refuse"))

    assert sorted(answer.status_code for answer in answers) == [200, 302]
    decision = Decision.objects.get(case=case)
    told = next(answer for answer in answers if answer.status_code == 200)
    assert decision.decided_by in words(told)
    codes = events_of(case).values_list("code", flat=True)
    assert sum(code in ("cases.case.grant", "cases.case.refuse") for code in codes) == 1


def test_a_tree_with_a_ring_a_missing_superior_and_a_row_twice_is_refused_whole():
    tree = make_tree()
    post = make_post(role=Role.LEGAL_HEAD, unit=tree.county)
    admin = Client()
    admin.force_login(post.user)
    firm = {"层级": "基层", "类别": "企业工会"}
    rows = [
        TOWN,
        {**TOWN, "名称": "杏镇总工会"},
        {**TOWN, "区划代码": "990121106", "名称": "柳镇总工会", "上级区划代码": "990999"},
        {**firm, "区划代码": "990121000001", "名称": "甲工会", "上级区划代码": "990121000002"},
        {**firm, "区划代码": "990121000002", "名称": "乙工会", "上级区划代码": "990121000001"},
    ]
    before = list(Unit.objects.order_by("pk").values_list("pk", "path"))
    ledger = checked(LedgerKind.UNITS, workbook(*rows), actor=actor_in(post))

    page = words(admin.get(reverse("ledger_mending", args=[ledger.pk])))
    refused = admin.post(reverse("ledger_import", args=[ledger.pk]), follow=True)

    for sentence in ("与“组织”第2行重复", "990999", "上级关系成环：甲工会 → 乙工会 → 甲工会"):
        assert sentence in page
    assert "要改" in words(refused)
    assert list(Unit.objects.order_by("pk").values_list("pk", "path")) == before


def test_a_policy_pack_with_an_unknown_clause_is_refused_and_the_running_one_decides_on(tmp_path):
    name = "henan-2015.yaml"
    text = (PACKS_FOLDER / name).read_text(encoding="utf-8")
    bad = tmp_path / name
    bad.write_text(text.replace("clauses: [h2.3.exempt]", "clauses: [h9.9]", 1), encoding="utf-8")
    running = registry.current_packs()
    rest = [path for path in PACKS_FOLDER.glob("*.yaml") if path.name != name]

    with pytest.raises(CommandError, match="引用了不存在的条款：h9.9"):
        call_command("policy", "check", f"--pack={bad}", stdout=StringIO())
    with pytest.raises(PacksRefused, match="h9.9"):
        registry.reload_packs([bad, *rest])

    assert registry.current_packs() is running
    case = proposed(unit=make_unit(region_code="410481"))
    assert case.reviews.get().record.result["decision"]["outcome"] == "grant"
