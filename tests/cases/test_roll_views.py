"""The pages that change the roll: forms on the page of the case, refusals beside the field."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongyuan.cases.choices import CaseState
from gongyuan.cases.models import Agent, Applicant
from gongyuan.people.choices import Role
from tests.cases.factories import make_case
from tests.cases.test_roll_actions import applicant, speaking, together
from tests.core.markup import Markup
from tests.organisations.factories import make_unit
from tests.people.factories import identity_number, make_actor, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_in_the_tests_own_folder(settings, tmp_path):
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": backend, "OPTIONS": {"location": tmp_path}},
    }


@pytest.fixture
def post(client):
    post = make_post(role=Role.WINDOW_CLERK, unit=make_unit(region_code="410481"))
    client.force_login(post.user)
    return post


@pytest.fixture
def clerk(post):
    return make_actor(role=Role.WINDOW_CLERK, unit=post.unit)


def words(answer):
    return answer.content.decode()


def beside(field, answer):
    assert answer.status_code == 200
    return words(answer).partition(f'id="id_{field}_error"')[2].split("</ul>")[0]


def joining(**values):
    typed = {
        "name": "乙新",
        "identity_number": identity_number(),
        "phone": "19900000099",
        "kind": "unpaid_wages",
        "months": "2",
        "monthly_amount": "5,000",
    }
    return typed | values


def test_one_more_is_typed_with_months_and_wage(client, post, clerk):
    case = together(clerk, 1)
    address = reverse("case_applicant_new", args=[case.pk])

    page = words(client.get(address))
    answer = client.post(address, joining())
    roll = words(client.get(answer["Location"]))

    assert Markup(page).faults() == []
    assert "已办好：增加申请人。" in roll
    assert "2个月×5,000.00元" in roll
    assert "10,000.00" in roll
    assert "加入" in roll


BAD = [
    ({"name": ""}, "name", "还没有填"),
    ({"identity_number": "41048119850312001X"}, "identity_number", "校验位"),
    ({"months": ""}, "months", "要一起填"),
    ({"months": "-1"}, "months", "0"),
    ({"monthly_amount": "五千"}, "monthly_amount", "金额应为数字"),
    ({"period_from": "20261301"}, "period_from", "没有这一天"),
    ({"kind": "nonsense"}, "kind", "nonsense"),
]


@pytest.mark.parametrize(("values", "field", "sentence"), BAD)
def test_a_bad_field_is_named_and_what_was_typed_stays(
    client, post, clerk, values, field, sentence
):
    case = together(clerk, 1)
    typed = joining(**values)

    answer = client.post(reverse("case_applicant_new", args=[case.pk]), typed)

    assert sentence in beside(field, answer)
    assert typed["phone"] in words(answer)
    assert case.applicants.count() == 1


def test_one_leaves_by_the_page_and_stays_on_the_roll_as_gone(client, post, clerk):
    case = together(clerk, 2)
    gone = applicant(case, "甲2")
    address = reverse("case_applicant_departure", args=[case.pk, gone.pk])

    refused = client.post(address, {"note": ""})
    answer = client.post(address, {"note": "已经<和解>"})
    roll = words(client.get(answer["Location"]))

    assert refused.status_code == 200
    assert "已退出" in roll
    assert "已经&lt;和解&gt;" in roll
    assert client.get(address).status_code == 404
    assert (
        "甲2"
        not in words(client.get(reverse("case_detail", args=[case.pk]))).partition('id="timeline"')[
            0
        ]
    )


def test_representatives_are_named_or_numbered_and_a_stranger_is_told(client, post, clerk):
    case = together(clerk, 12)
    Applicant.objects.filter(case=case, position__in=[5, 6]).update(position=5)
    address = reverse("case_representatives", args=[case.pk])
    page = words(client.get(reverse("case_detail", args=[case.pk])))

    stranger = client.post(address, {"representatives": "甲1、丁某", "note": "开会"})
    twice = client.post(address, {"representatives": "5", "note": "开会"})
    few = client.post(address, {"representatives": "甲1 甲2", "note": "开会"})
    paper = SimpleUploadedFile("推举书.pdf", b"%PDF-1.4")
    right = {"representatives": "甲1，甲2、12", "note": "开会推举", "file": paper}
    answer = client.post(address, right)

    assert "代表人没有推举" in page
    assert "名单里没有丁某。" in beside("representatives", stranger)
    assert "有2名申请人叫5" in beside("representatives", twice)
    assert "3至5名" in beside("representatives", few)
    assert answer.status_code == 302
    assert speaking(case) == ["甲1", "甲2", "甲12"]
    assert case.papers.get().title == "推举代表人的材料"
    shown = words(client.get(reverse("case_detail", args=[case.pk])))
    assert "代表人没有推举" not in shown
    assert "推举代表人：甲1、甲2、甲12" in shown


def test_a_shortage_of_representatives_is_shown(client, post, clerk):
    case = together(clerk, 12)
    Applicant.objects.filter(case=case, position__lte=2).update(is_representative=True)

    for name in ("case_detail", "case_roll"):
        page = words(client.get(reverse(name, args=[case.pk])))
        assert "代表人2名，应为3至5名" in page


def test_an_agent_needs_a_proof_and_is_shown_and_ended(client, post, clerk):
    case = together(clerk, 1)
    row = case.applicants.get()
    address = reverse("case_agent_new", args=[case.pk, row.pk])
    typed = {"kind": "entrusted", "name": "试代理", "relation": "同事"}

    without = client.post(address, typed)
    program = client.post(address, {**typed, "file": SimpleUploadedFile("证明.pdf", b"MZ\x90")})
    proof = SimpleUploadedFile("证明.pdf", b"%PDF-1.4")
    answer = client.post(address, {**typed, "file": proof})
    roll = words(client.get(answer["Location"]))

    assert "还没有填" in beside("file", without)
    assert "不是它名字所说的类型" in beside("file", program)
    assert "委托代理人 试代理（同事）" in roll
    agent = Agent.objects.get()
    client.post(reverse("case_agent_end", args=[case.pk, agent.pk]), {"note": "不干了"})
    client.get(reverse("case_roll", args=[case.pk]))  # says that it is done
    assert "试代理" not in words(client.get(reverse("case_roll", args=[case.pk])))


def test_the_buttons_are_those_of_an_open_own_case(client, post, clerk):
    case = together(clerk, 2)
    over = make_case(unit=post.unit, state=CaseState.CLOSED)
    roll, past = (words(client.get(reverse("case_roll", args=[c.pk]))) for c in (case, over))
    auditor = make_post(role=Role.AUDITOR, unit=post.unit)
    client.force_login(auditor.user)
    read_only = words(client.get(reverse("case_roll", args=[case.pk])))

    for label in ("增加一人", "导入 Excel 名单", "推举代表人", "退出", "代理人"):
        assert label in roll
    assert "增加一人" not in past
    for label in ("增加一人", "推举代表人"):
        assert label not in read_only
