"""From the first question to the receipt, on a phone without scripts and without an account."""

import logging
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from gongyuan.cases.models import ApplicationDraft, Case, Deadline, DraftPaper, Paper
from gongyuan.core.events import events_of
from gongyuan.core.models import Notice
from gongyuan.people.models import Worker
from tests.core.markup import Markup
from tests.people.factories import identity_number, phone
from tests.portal.journey import STORY, Phone, make_places

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_places()


@pytest.fixture(autouse=True)
def _stored_in_the_test(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }


def picture(name="a.jpg"):
    out = BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")


def text_of(answer):
    return answer.content.decode()


def test_six_steps_lead_to_a_receipt_and_to_everything_an_application_is(tree):
    device = Phone(tree.county)

    device.go_on()
    answer = device.send()

    case = Case.objects.get()
    assert answer["Location"] == reverse("portal_receipt", args=[case.pk])
    assert (case.state, case.source, case.unit) == ("submitted", "portal", tree.county)
    assert case.institution.name == "临河县职工法律援助中心"
    assert case.region_code == tree.county.region_code
    assert case.facts_text.startswith(STORY)
    assert "单位名称是凭印象写的" in case.facts_text
    assert (case.employed_from, case.employed_to) == (date(2026, 3, 1), date(2026, 6, 1))
    assert case.claim_amount == Decimal("12000.00")
    assert case.is_migrant
    assert case.contact_note == "晚上8点以后"
    worker = case.applicants.get().worker
    assert worker.identity_number == device.person["identity_number"]
    assert worker.phone == device.number
    assert [c.purpose for c in case.consents.order_by("pk")] == [
        "处理个人信息",
        "处理敏感个人信息",
        "提供给承办律师",
    ]
    assert all(
        "身份证" in c.text or "律师" in c.text or "权利" in c.text for c in case.consents.all()
    )
    assert [e.code for e in events_of(case)] == ["cases.case.submit"]
    review = Deadline.objects.get(case=case)
    assert review.kept_by == "office"
    receipt = text_of(device.get("portal_receipt", case.pk))
    assert case.matter.code in receipt
    assert f"{review.due_on.month}月{review.due_on.day}日" in receipt
    assert device.person["name"] not in receipt
    assert case.matter.code in Notice.objects.latest("pk").body
    svg = device.get("portal_receipt_picture", case.pk)
    assert svg["Content-Type"] == "image/svg+xml"
    assert b"<script" not in svg.content
    status = text_of(device.get("portal_status", case.pk))
    assert "您的申请收到了" in status
    draft = ApplicationDraft.objects.get()
    assert (draft.submitted_case, draft.answers) == (case, "")


def test_the_same_form_sent_twice_is_one_case_with_the_same_receipt(tree):
    device = Phone(tree.county)
    device.go_on()
    first = device.send()

    for name in ("portal_apply_code", "portal_apply_answers"):
        assert device.post(name, code="000000")["Location"] == first["Location"]

    assert Case.objects.count() == 1


def test_a_second_tap_whose_session_was_renewed_by_the_first_leads_to_the_receipt_too(tree):
    device = Phone(tree.county)
    device.go_on()
    device.post("portal_apply_answers")
    code = device.sms_code()
    first = device.post("portal_apply_code", code=code)

    del device.client.cookies["sessionid"]
    again = device.post("portal_apply_code", code=code)
    del device.client.cookies["sessionid"]
    wrong = device.post("portal_apply_code", code="000000")

    assert again["Location"] == first["Location"]
    assert wrong["Location"] == reverse("portal_track")
    assert "您的申请已经交上来了" in text_of(device.get("portal_track"))
    assert Case.objects.count() == 1


def test_a_wrong_code_sends_nothing_and_says_so_beside_the_field(tree):
    device = Phone(tree.county)
    device.go_on()
    device.post("portal_apply_answers")
    code = device.sms_code()

    answer = device.post("portal_apply_code", code=f"{(int(code) + 1) % 10**6:06d}")

    assert "验证码不对" in text_of(answer)
    assert not Case.objects.exists()


def test_the_code_is_shown_on_the_page_in_demo_mode_alone(tree, settings):
    device = Phone(tree.county)
    device.go_on()
    device.post("portal_apply_answers")
    code = device.sms_code()
    assert code not in text_of(device.get("portal_apply_code"))

    settings.DEMO = True

    assert f"演示模式：验证码 {code}" in text_of(device.get("portal_apply_code"))


TOMORROW = date(2099, 1, 1)
REFUSED = [
    ("claims", {"claims": []}, "请至少选一样"),
    ("amounts", {"unpaid_wages": "很多钱"}, "金额应为数字"),
    ("amounts", {"unpaid_wages": "-5"}, "金额不能是负数"),
    ("story", {"story": "……"}, "请写几句"),
    ("employer", {"employer": "123"}, "名字里要有文字"),
    ("dates", {"employed_from": "去年", "still": "yes"}, "看不懂这个日期"),
    ("dates", {"employed_from": "20990101", "still": "yes"}, "晚于今天"),
    ("dates", {"employed_from": "20260601", "still": "no", "employed_to": "20260501"}, "早于入职"),
    ("dates", {"employed_from": "20260601", "still": "no", "employed_to": ""}, "哪天离开"),
    ("you", {"identity_number": identity_number()[:-1] + "?"}, "最后一位为数字或者X"),
    ("you", {"identity_number": "11010519491231002"}, "应为18位"),
    ("you", {"identity_number": identity_number(born_on=TOMORROW)}, "晚于今天"),
    ("you", {"phone": "1990000000"}, "应为11位"),
    ("migrant", {"migrant": ""}, "这一项还没有填"),
    ("consent", {"use": "on", "sensitive": "on"}, "不打勾就不能在手机上申请"),
]


@pytest.mark.parametrize(("slug", "data", "sentence"), REFUSED)
def test_what_cannot_be_is_said_beside_the_field_and_stays_as_typed(tree, slug, data, sentence):
    device = Phone(tree.county)
    device.go_on(until=slug)
    typed = {**device.typed[slug], **data} if slug == "you" else data

    answer = device.answer(slug, **typed)

    html = text_of(answer)
    assert answer.status_code == 200
    assert sentence in html
    assert 'class="field-errors"' in html
    for value in typed.values():
        if isinstance(value, str) and value not in ("", "on"):
            assert value in html
    assert Markup(html).faults() == []
    assert slug not in ApplicationDraft.objects.get().answers.partition('"done"')[2]


def test_a_wrong_check_digit_is_named(tree):
    device = Phone(tree.county)
    device.go_on(until="you")
    number = device.person["identity_number"]
    wrong = number[:-1] + ("1" if number[-1] != "1" else "2")

    html = text_of(device.answer("you", **{**device.person, "identity_number": wrong}))

    assert "校验位不符" in html
    assert wrong in html


def test_a_number_given_before_is_masked_and_stays_when_left_empty(tree):
    device = Phone(tree.county)
    device.go_on(until="migrant")
    number = device.person["identity_number"]

    assert number not in text_of(device.get("portal_apply_question", "you"))
    device.answer("you", **{**device.person, "identity_number": "", "name": "试改名"})
    device.go_on()

    summary = text_of(device.get("portal_apply_answers"))
    assert number not in summary
    device.send()
    assert Worker.objects.get().identity_number == number


def test_a_draft_goes_on_on_the_same_device_and_is_not_there_on_another(tree):
    device = Phone(tree.county)
    device.go_on(until="employer")
    another = Phone(tree.county)

    assert device.get("portal_apply")["Location"] == reverse(
        "portal_apply_question", args=["employer"]
    )
    assert STORY in text_of(device.get("portal_apply_question", "story"))
    assert "您上次没有填完" in text_of(device.get("portal_home"))
    assert "您上次没有填完" not in text_of(another.get("portal_home"))
    assert another.get("portal_apply")["Location"] == reverse(
        "portal_apply_question", args=["what"]
    )


def test_a_cookie_made_up_opens_no_draft(tree):
    device = Phone(tree.county)
    device.go_on(until="employer")
    thief = Phone(tree.county)
    thief.client.cookies["draft"] = str(ApplicationDraft.objects.get().key)

    assert "您上次没有填完" not in text_of(thief.get("portal_home"))


def test_a_draft_is_destroyed_with_its_photos_when_its_owner_says_so(
    tree, django_capture_on_commit_callbacks
):
    device = Phone(tree.county)
    device.go_on(until="papers")
    device.client.post(reverse("portal_apply_paper", args=[1]), {"album": picture()})
    assert DraftPaper.objects.count() == 1

    with django_capture_on_commit_callbacks(execute=True):
        device.post("portal_apply_discard")

    assert not ApplicationDraft.objects.exists()
    assert not DraftPaper.objects.exists()


def test_changing_what_happened_asks_again_only_what_no_longer_fits(tree):
    device = Phone(tree.county)
    device.go_on()

    answer = device.answer("what", what="injured")

    assert answer["Location"] == reverse("portal_apply_question", args=["claims"])
    answer = device.answer("claims", claims=["work_injury"])
    assert answer["Location"] == reverse("portal_apply_question", args=["amounts"])
    answer = device.answer("amounts", work_injury="")
    assert answer["Location"] == reverse("portal_apply_answers")


def test_hardship_is_asked_only_where_the_rule_needs_it(tree):
    device = Phone(tree.county, migrant={"migrant": "no"})

    assert device.go_on(until="hardship").endswith("/hardship/")
    device.answer("hardship", hardship=["none"])
    assert device.get("portal_apply")["Location"].endswith("/evidence/")
    device.answer("evidence", evidence="unsure")
    device.go_on()
    device.send()

    case = Case.objects.get()
    assert case.hardship_grounds == []
    assert case.has_severe_infringement_evidence is None
    assert not case.is_migrant


def coworker(serial):
    return {
        "name": f"试工友{serial}",
        "identity_number": identity_number(),
        "phone": phone(),
        "migrant": "yes",
        "agrees": "on",
    }


def test_coworkers_apply_together_and_a_large_group_is_told_where_to_go(tree):
    device = Phone(tree.county)
    device.go_on(until="coworkers")
    twice = device.post("portal_apply_coworker", **{**coworker(0), **device.person})
    assert "这个人已经写过了" in text_of(twice)
    without = {name: value for name, value in coworker(0).items() if name != "agrees"}
    assert "要他本人同意" in text_of(device.post("portal_apply_coworker", **without))
    for serial in range(9):
        assert device.post("portal_apply_coworker", **coworker(serial)).status_code == 302

    page = text_of(device.get("portal_apply_coworkers"))
    assert "请到窗口" in page
    assert device.post("portal_apply_coworker", **coworker(10)).status_code == 302
    device.post("portal_apply_coworkers", remove="0")
    device.post("portal_apply_coworkers")
    device.go_on()
    device.send()

    case = Case.objects.get()
    assert case.people_count == 9
    assert case.consents.filter(purpose="代工友填写").exists()
    assert case.applicants.get(is_representative=True).worker.name == "试职工"


def test_photos_go_in_with_the_application_and_missing_ones_do_not_stop_it(tree):
    device = Phone(tree.county)
    device.go_on(until="papers")
    page = text_of(device.get("portal_apply_papers"))
    assert "身份证" in page
    two = {"album": [picture("正面.jpg"), picture("反面.jpg")]}
    device.client.post(reverse("portal_apply_paper", args=[1]), two)
    removed = DraftPaper.objects.latest("pk")
    device.post("portal_apply_remove_paper", 1, paper=removed.pk)
    device.go_on()
    device.send()

    case = Case.objects.get()
    paper = Paper.objects.get(case=case, document=None)
    assert paper.material.code == "identity"
    assert paper.material.status == "received"
    assert case.materials.filter(status="missing").exists()


def test_a_photo_that_is_too_large_or_no_photo_is_refused_in_words_and_the_good_one_stays(tree):
    device = Phone(tree.county)
    device.go_on(until="papers")
    huge = SimpleUploadedFile("大照片.jpg", b"\xff\xd8" + b"0" * (40 * 1024 * 1024))
    program = SimpleUploadedFile("工资条.jpg", b"MZ\x90\x00" + b"0" * 500)

    answer = device.client.post(
        reverse("portal_apply_paper", args=[1]), {"album": [picture("好的.jpg"), huge, program]}
    )

    html = text_of(answer)
    assert answer.status_code == 200
    assert "大照片.jpg：文件有 40 MB，最大 15 MB" in html
    assert "工资条.jpg：只能传照片" in html
    assert "好的.jpg" in html
    assert DraftPaper.objects.get().file.name == "好的.jpg"
    assert "试职工" in text_of(device.get("portal_apply_question", "you"))


def test_a_refusal_of_the_register_is_told_on_the_list_of_answers(tree):
    other = Phone(tree.county)
    other.go_on()
    other.send()
    device = Phone(tree.county)
    device.person["identity_number"] = other.person["identity_number"]
    device.person["name"] = "另一人"
    device.go_on()

    answer = device.send()

    assert "姓名和身份证号码对不上" in text_of(answer)
    assert Case.objects.count() == 1
    assert ApplicationDraft.objects.filter(submitted_case=None).count() == 1


def test_no_address_and_no_line_of_the_log_holds_a_word_about_the_person(tree, caplog, capsys):
    caplog.set_level(logging.DEBUG)
    device = Phone(tree.county)
    seen = []
    plain = device.client.request

    def noted(**request):
        seen.append(f"{request.get('PATH_INFO')}?{request.get('QUERY_STRING')}")
        answer = plain(**request)
        seen.append(answer.headers.get("Location", ""))
        return answer

    device.client.request = noted
    device.go_on()
    device.send()
    device.get("portal_status", Case.objects.get().pk)

    code = Case.objects.get().matter.code
    words = [*device.person.values(), STORY, code]
    told = "\n".join([*seen, *(r.getMessage() for r in caplog.records)])
    out = capsys.readouterr()
    for word in words:
        assert word not in told
        assert word not in out.out + out.err


@pytest.mark.parametrize("slug", ["what", "story", "employer", "dates", "you", "consent"])
def test_each_question_is_a_small_page_that_stands_by_itself(tree, slug):
    device = Phone(tree.county)
    device.go_on(until=slug)

    answer = device.get("portal_apply_question", slug)

    html = text_of(answer)
    assert len(answer.content) < 20_000
    assert html.count("<h1") == 1
    assert Markup(html).faults() == []
    assert "no-store" in answer["Cache-Control"]


def test_a_question_costs_few_queries(tree, django_assert_max_num_queries):
    device = Phone(tree.county)
    device.go_on(until="evidence")

    with django_assert_max_num_queries(4):
        device.get("portal_apply_question", "dates")
    with django_assert_max_num_queries(10):
        device.get("portal_apply_answers")
