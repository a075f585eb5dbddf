from uuid import uuid4

import pytest
from django.urls import reverse

from gongyuan.core.events import events_of
from gongyuan.people.choices import Role
from gongyuan.quality.choices import ComplaintChannel, ComplaintState
from gongyuan.quality.models import Complaint
from tests.cases.factories import make_case
from tests.cases.handling_factories import handled
from tests.core.markup import Markup
from tests.lawyers.factories import make_lawyer
from tests.organisations.factories import make_tree
from tests.people.factories import make_post, phone
from tests.quality.factories import fresh, investigated, lodged

pytestmark = pytest.mark.django_db
STEPS = (
    "accept",
    "ask_more",
    "turn_away",
    "identify",
    "forward",
    "merge",
    "drop",
)


@pytest.fixture(autouse=True)
def _stored_in_the_test(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }


@pytest.fixture
def tree():
    return make_tree()


def sign_in(client, role, unit):
    post = make_post(role=role, unit=unit)
    client.force_login(post.user)
    return post


def typed(**values):
    return {
        "submission_key": str(uuid4()),
        "channel": ComplaintChannel.IN_PERSON,
        "name": "张某人",
        "phone": phone(),
        "complainant_kind": "interested",
        "about": "lawyer",
        "grounds": ["delay"],
        "facts": "三个月没有消息。",
        **values,
    }


def test_the_counter_writes_a_complaint_down_and_the_lawyer_of_the_case_is_found(client, tree):
    case = handled(unit=tree.county)
    sign_in(client, Role.WINDOW_CLERK, tree.county)

    answer = client.post(
        reverse("complaint_new"),
        typed(case_number=case.case_number, complainant_kind="recipient"),
    )

    row = Complaint.objects.get()
    assert answer["Location"] == reverse("complaint_detail", args=[row.pk])
    assert (row.case, row.lawyer) == (case, case.assignments.get().lawyer)
    assert row.lodged_by_user is not None


def test_a_complaint_about_the_own_office_leaves_the_counters_sight(client, tree):
    sign_in(client, Role.LEGAL_OFFICER, tree.county)

    page = client.post(reverse("complaint_new"), typed(about="union"), follow=True)

    row = Complaint.objects.get()
    assert row.unit == tree.prefecture
    assert "东山市总工会处理" in page.content.decode()
    assert client.get(reverse("complaint_detail", args=[row.pk])).status_code == 404


BAD = [
    ({"phone": "12345"}, "phone"),
    ({"case_number": "没有〔2026〕1号"}, "case_number"),
    ({"grounds": []}, "grounds"),
    ({"grounds": ["nonsense"]}, "grounds"),
    ({"facts": ""}, "facts"),
    ({"name": ""}, "name"),
    ({"channel": "online"}, "channel"),
    ({"complainant_kind": "recipient"}, "complainant_kind"),
]


@pytest.mark.parametrize(("wrong", "field"), BAD)
def test_what_cannot_be_is_named_beside_its_field_and_the_rest_stays(client, tree, wrong, field):
    sign_in(client, Role.WINDOW_CLERK, tree.county)

    answer = client.post(reverse("complaint_new"), typed(wish="请换律师", **wrong))

    assert answer.status_code == 200
    page = answer.content.decode()
    assert f'id="id_{field}_error"' in page
    assert "请换律师" in page
    assert not Complaint.objects.exists()


def test_another_units_case_number_is_no_case_here(client, tree):
    case = make_case(unit=tree.other_county)
    sign_in(client, Role.WINDOW_CLERK, tree.county)

    page = client.post(reverse("complaint_new"), typed(case_number=case.application_number))

    assert "本单位没有这个编号的案件" in page.content.decode()


@pytest.mark.parametrize("step", STEPS)
def test_every_step_opens_on_the_page_of_the_complaint_without_a_fault(client, tree, step):
    row = lodged(unit=tree.county)
    sign_in(client, Role.LEGAL_OFFICER, tree.county)

    page = client.get(reverse("complaint_step", args=[row.pk, step])).content.decode()

    assert Markup(page).faults() == []
    assert '<form class="form' in page
    assert row.facts in page


def test_the_page_leads_from_taking_up_to_the_answer(client, tree):
    row = lodged(unit=tree.county, lawyer=make_lawyer(unit=tree.county))
    sign_in(client, Role.LEGAL_HEAD, tree.county)

    def do(name, *more, **data):
        return client.post(reverse(name, args=[row.pk, *more]), data, follow=True)

    do("complaint_step", "accept")
    do("complaint_step", "look_into", note="查了案卷。")
    page = do("complaint_verdict", is_verified="yes", finding="属实。", measures="谈话。")
    assert "请答复投诉人" in page.content.decode()
    page = do("complaint_step", "reply").content.decode()

    assert fresh(row).state == ComplaintState.ANSWERED
    assert "投诉处理答复书" in page
    document = row.documents.get()
    address = reverse("complaint_document", args=[row.pk, document.pk])
    assert client.get(address)["Content-Type"].endswith("wordprocessingml.document")
    other = lodged(unit=tree.county)
    assert (
        client.get(reverse("complaint_document", args=[other.pk, document.pk])).status_code == 404
    )


def test_a_refused_step_keeps_what_was_typed(client, tree):
    row = investigated(unit=tree.county, lawyer=make_lawyer())
    sign_in(client, Role.LEGAL_HEAD, tree.county)

    answer = client.post(
        reverse("complaint_verdict", args=[row.pk]),
        {"is_verified": "yes", "finding": "查明如下。", "measures": ""},
    )

    assert answer.status_code == 200
    page = answer.content.decode()
    assert "请写明处理措施" in page
    assert "查明如下。" in page


def test_the_superior_reads_with_a_masked_name_and_does_not_act(client, tree):
    row = lodged(unit=tree.county, name="张某人")
    sign_in(client, Role.LEGAL_HEAD, tree.prefecture)

    page = client.get(reverse("complaint_detail", args=[row.pk])).content.decode()

    assert "张×人" in page
    assert "张某人" not in page
    assert client.post(reverse("complaint_step", args=[row.pk, "accept"])).status_code == 404


def test_the_phone_is_masked_until_a_reason_is_given_and_is_in_no_address(client, tree):
    row = lodged(unit=tree.county)
    sign_in(client, Role.LEGAL_OFFICER, tree.county)
    detail, reveal = (
        reverse(name, args=[row.pk]) for name in ("complaint_detail", "complaint_phone")
    )

    assert row.phone not in client.get(detail).content.decode()
    assert row.phone not in client.post(reveal, {"note": ""}).content.decode()
    shown = client.post(reveal, {"note": "核实"})

    assert row.phone in shown.content.decode()
    assert shown["Cache-Control"] == "private, no-store"
    assert events_of(row).filter(code="quality.complaint.reveal").count() == 1
    assert row.phone not in client.get(detail).content.decode()


def test_the_list_costs_the_same_queries_for_one_and_for_many(
    client, tree, django_assert_max_num_queries
):
    lodged(unit=tree.county, name="很长的名字" * 8, about_name="名" * 40)
    sign_in(client, Role.LEGAL_OFFICER, tree.county)
    client.get(reverse("complaint_list"))
    for _ in range(30):
        lodged(unit=tree.county, lawyer=make_lawyer())

    with django_assert_max_num_queries(8):
        page = client.get(reverse("complaint_list"), {"state": "open"})

    assert Markup(page.content.decode()).faults() == []
    assert page.content.decode().count("投诉待受理") >= 31


def test_the_empty_list_says_what_will_be_here(client, tree):
    sign_in(client, Role.LEGAL_OFFICER, tree.county)

    assert "没有投诉" in client.get(reverse("complaint_list")).content.decode()
