"""Complaining from the phone: with a case, or with a phone that proves itself."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from gongyuan.core.models import Notice
from gongyuan.people.choices import Role
from gongyuan.quality.actions import complaints, lodging
from gongyuan.quality.choices import ComplaintState
from gongyuan.quality.details import Verdict
from gongyuan.quality.models import Complaint
from tests.cases.handling_factories import handled
from tests.core.markup import Markup
from tests.people.factories import make_actor
from tests.portal.journey import Phone, make_places
from tests.portal.test_track import opened
from tests.quality.factories import fresh, lodged, officer_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _stored_in_the_test(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }


def typed(**values):
    return {
        "submission_key": str(uuid4()),
        "about": "lawyer",
        "grounds": ["money_taken"],
        "facts": "律师收了我五百元。",
        **values,
    }


def page_of(answer):
    return answer.content.decode()


def at_a_place():
    tree = make_places()
    device = Phone(tree.county)
    for unit in (tree.province, tree.prefecture, tree.county):
        top = unit.parent.pk if unit.parent else ""
        address = f"{reverse('portal_complaint_place')}?at={top}"
        answer = device.client.post(address, {"unit": unit.pk})
    assert answer["Location"] == reverse("portal_complaint")
    return tree, device


def test_a_worker_complains_about_the_lawyer_of_an_open_case_and_follows_it():
    case = handled()
    device = opened(case)

    answer = device.client.post(
        reverse("portal_case_complaint", args=[case.pk]), typed(), follow=True
    )

    row = Complaint.objects.get()
    worker = case.applicants.get().worker
    assert (row.case, row.unit, row.lawyer) == (case, case.unit, case.assignments.get().lawyer)
    assert (row.complainant_name, row.phone) == (worker.name, worker.phone)
    assert row.complainant_kind == "recipient"
    page = page_of(answer)
    assert Markup(page).faults() == []
    for word in ("您的投诉收到了", row.code, row.number):
        assert word in page
    assert worker.name not in page


def test_the_contact_note_of_the_case_is_kept_and_no_text_is_sent():
    case = handled(contact_note="只在晚上打")
    device = opened(case)

    device.client.post(reverse("portal_case_complaint", args=[case.pk]), typed())

    assert Complaint.objects.get().contact_note == "只在晚上打"
    assert not Notice.objects.filter(channel="sms").exists()


def test_anybody_with_a_phone_complains_after_the_phone_has_proven_itself():
    tree, device = at_a_place()
    form = typed(name="路人", phone=device.number)
    address = reverse("portal_complaint")

    asked = device.client.post(address, form | {"send_code": "1"})
    assert "验证码已经发出" in page_of(asked)
    assert "律师收了我五百元。" in page_of(asked)
    wrong = device.client.post(address, form | {"code": "000000"})
    assert "id_code_error" in page_of(wrong)
    assert not Complaint.objects.exists()
    answer = device.client.post(address, form | {"code": device.sms_code()})

    row = Complaint.objects.get()
    assert answer["Location"] == reverse("portal_complaint_status", args=[row.pk])
    assert (row.unit, row.complainant_kind, row.phone) == (
        tree.county,
        "interested",
        device.number,
    )


def test_the_same_form_sent_twice_is_one_complaint():
    _, device = at_a_place()
    form = typed(name="路人", phone=device.number)
    address = reverse("portal_complaint")
    device.client.post(address, form | {"send_code": "1"})
    code = device.sms_code()

    places = {device.client.post(address, form | {"code": code})["Location"] for _ in range(2)}

    assert len(places) == 1
    assert Complaint.objects.count() == 1


def test_without_a_place_nothing_can_be_sent_and_the_way_there_is_shown():
    device = Phone(make_places().county)

    page = page_of(device.client.get(reverse("portal_complaint")))
    device.client.post(reverse("portal_complaint"), typed(name="路人", phone=device.number))

    assert reverse("portal_complaint_place") in page
    assert not Complaint.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"phone": "1990"}, "phone"),
        ({"facts": " "}, "facts"),
        ({"about": "somebody"}, "about"),
        ({"grounds": []}, "grounds"),
        ({"name": ""}, "name"),
    ],
)
def test_what_cannot_be_is_named_beside_its_field(wrong, field):
    _, device = at_a_place()
    form = typed(name="路人", phone=device.number) | wrong

    page = page_of(device.client.post(reverse("portal_complaint"), form | {"send_code": "1"}))

    assert f'id="id_{field}_error"' in page
    assert not Complaint.objects.exists()


def test_code_and_phone_open_a_complaint_and_a_wrong_pair_says_nothing():
    row, other = lodged(), lodged()
    device = Phone(row.unit)

    wrong = device.post("portal_complaint_track", code=row.code, phone=other.phone)
    answer = device.post("portal_complaint_track", code=row.code.lower(), phone=row.phone)

    assert "对不上" in page_of(wrong)
    assert answer["Location"] == reverse("portal_complaint_status", args=[row.pk])
    assert device.get("portal_complaint_status", row.pk).status_code == 200
    assert device.get("portal_complaint_status", other.pk).status_code == 404


def test_a_complaint_that_is_not_open_on_this_phone_is_not_shown():
    row = lodged()

    answer = Phone(row.unit).get("portal_complaint_status", row.pk)

    assert answer["Location"] == reverse("portal_complaint_track")


def test_leaving_quickly_closes_the_complaint_too():
    row = lodged()
    device = Phone(row.unit)
    device.post("portal_complaint_track", code=row.code, phone=row.phone)

    device.get("portal_leave")

    assert device.get("portal_complaint_status", row.pk).status_code == 302


def test_twenty_wrong_guesses_lock_complaints_as_they_lock_cases():
    row = lodged()
    device = Phone(row.unit)
    for guess in range(20):
        device.post("portal_complaint_track", code=f"0000-26-{guess:06d}", phone=row.phone)

    answer = device.post("portal_complaint_track", code=row.code, phone=row.phone)

    assert "锁一小时" in page_of(answer)


def test_what_is_missing_is_asked_and_added_on_the_phone():
    row = lodged()
    note = "哪一天？给了多少？"
    lodging.ask_more(complaint=row, note=note, actor=officer_of(row), now=timezone.now())
    device = Phone(row.unit)
    device.post("portal_complaint_track", code=row.code, phone=row.phone)

    assert note in page_of(device.get("portal_complaint_status", row.pk))
    empty = device.post("portal_complaint_status", row.pk, note=" ")
    device.post("portal_complaint_status", row.pk, note="5月8日，五百元。")

    assert "id_note_error" in page_of(empty)
    assert fresh(row).state == ComplaintState.LODGED
    assert fresh(row).added == "5月8日，五百元。"


def test_the_answer_is_read_and_downloaded_by_the_complainant_alone():
    row = lodged()
    now = timezone.now()
    head = make_actor(role=Role.LEGAL_HEAD, unit=row.unit)
    complaints.accept_complaint(complaint=row, actor=head, now=now)
    complaints.look_into(complaint=row, note="只在单位里看的调查记录", actor=head, now=now)
    verdict = Verdict(is_verified=False, finding="律师每月都报告了。")
    complaints.decide_complaint(complaint=row, verdict=verdict, actor=head, now=now)
    complaints.reply(complaint=row, actor=head, now=now)
    device = Phone(row.unit)
    device.post("portal_complaint_track", code=row.code, phone=row.phone)
    reply = row.documents.get()

    page = page_of(device.get("portal_complaint_status", row.pk))
    got = device.get("portal_complaint_document", row.pk, reply.pk)

    assert "不属实" in page
    assert "律师每月都报告了" in page
    assert "只在单位里看的调查记录" not in page
    assert got.status_code == 200
    assert Phone(row.unit).get("portal_complaint_document", row.pk, reply.pk).status_code == 302
