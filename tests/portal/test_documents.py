"""Documents without an account: from a computed claim to the DOCX, and nothing left behind."""

import json
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from gongyuan.cases.models import ApplicationDraft, Case
from gongyuan.core.models import File
from gongyuan.drafting import keeping
from gongyuan.drafting.choices import DraftKind
from gongyuan.law.registry import calculators
from gongyuan.people.models import Worker
from gongyuan.policy.in_force import regional_figures
from gongyuan.portal import paperwork
from gongyuan.portal.tasks import forget_ended_sessions
from tests.core.markup import Markup
from tests.drafting.factories import text_of as words_of
from tests.people.factories import identity_number
from tests.portal.test_apply import text_of

pytestmark = pytest.mark.django_db

GIVEN = {"started_on": "2020-03-01", "ended_on": "2024-06-30", "monthly_wage": 8000}
NUMBER = identity_number()
TOLD = {
    "claims": {"0-kind": "unpaid_wages", "0-amount": "1.2万元", "0-text": "支付6月的工资"},
    "you": {
        "name": "试职工",
        "identity_number": NUMBER,
        "address": "试验市河街1号",
        "phone": "19900000001",
    },
    "employer": {"name": "试验建筑有限公司", "address": "东山路2号"},
    "facts": {
        "story": "2020年3月入职，\n2024年6月被辞退。",
        "organ": "试验市仲裁委员会",
        "has_agreement": "no",
    },
    "evidence": {
        "papers": ["劳动合同"],
        "0-title": "离职证明",
        "0-proves": "被辞退",
        "0-pages": "1",
    },
}


def take(client, given=None, name="economic_compensation"):
    text = json.dumps(GIVEN if given is None else given)
    return client.post(reverse("portal_drafting_claims"), {"calculator": name, "given": text})


def walk(client, kind, told=TOLD, **changes):
    """Fill in page after page as they come; the address of the last."""
    address = client.get(reverse("portal_drafting_document", args=[kind]))["Location"]
    while not address.endswith("/ready/"):
        step = address.strip("/").split("/")[-1]
        page = text_of(client.get(address))
        assert Markup(page).faults() == []
        assert "两小时没有动" in page
        answer = client.post(address, {**told[step], **changes.get(step, {})})
        assert answer.status_code == 302, text_of(answer).partition("<main")[2]
        address = answer["Location"]
    return address


@pytest.mark.parametrize("kind", DraftKind.values)
def test_a_document_is_told_page_by_page_and_downloaded(client, kind):
    if kind != DraftKind.PAYMENT_ORDER:
        take(client)

    address = walk(client, kind)
    ready = text_of(client.get(address))
    answer = client.post(address)

    assert Markup(ready).faults() == []
    assert NUMBER not in ready
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    assert quote(DraftKind(kind).label) in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    text = words_of(answer.content)
    assert "试职工" in text
    assert "试验建筑有限公司" in text
    if kind not in paperwork.NAMES_ONLY:
        assert NUMBER in text
        assert "2020年3月入职，" in text
    if kind != DraftKind.EVIDENCE_LIST:
        assert "12,000.00" in text


def test_the_amount_and_the_steps_in_the_document_are_those_of_the_calculator(client):
    found = calculators()["economic_compensation"].run(GIVEN, regional_figures())
    take(client)

    text = words_of(client.post(walk(client, DraftKind.ARBITRATION_APPLICATION)).content)

    assert f"支付解除（终止）劳动合同的经济补偿{found.value:,.2f}元（人民币叁万陆仟元整）" in text
    assert "合计48,000.00元（人民币肆万捌仟元整）" in text
    for step in found.steps:
        assert f"{step.text} | {step.source}" in text
    assert "支付6月的工资12,000.00元（人民币壹万贰仟元整）" in text
    assert "1．劳动合同（复印件或者电子数据），证明双方存在劳动关系" in text
    assert "2．离职证明（复印件或者电子数据），证明被辞退" in text


def test_the_button_of_a_result_carries_its_numbers_to_the_documents(client):
    address = reverse("portal_calculator", args=["economic_compensation"])
    page = Markup(text_of(client.post(address, {**GIVEN, "started_on": "20200301"})))
    hidden = {e.attrs["name"]: e.attrs["value"] for e in page.all("input", type="hidden")}
    sent = {name: hidden[name] for name in ("calculator", "given")}

    answer = client.post(reverse("portal_drafting_claims"), sent)

    assert answer["Location"] == reverse("portal_drafting")
    index = text_of(client.get(reverse("portal_drafting")))
    assert Markup(index).faults() == []
    assert "36,000.00 元" in index


def test_an_amount_that_is_sent_is_never_believed_only_an_input_is(client):
    for bad in ("{", "[]", '{"value": 99999999}', json.dumps({**GIVEN, "monthly_wage": 1e12})):
        answer = client.post(
            reverse("portal_drafting_claims"),
            {"calculator": "economic_compensation", "given": bad},
        )
        assert answer["Location"] == reverse("portal_calculators")
    assert take(client, name="no_such")["Location"] == reverse("portal_calculators")
    assert take(client, {"tail": 1}, name="dispute_fees")["Location"] == reverse(
        "portal_calculators"
    )
    assert keeping.NAME not in client.session


def test_a_claim_is_computed_again_instead_of_twice_and_can_be_left_out(client):
    take(client)
    take(client, {**GIVEN, "monthly_wage": 9000})

    index = text_of(client.get(reverse("portal_drafting")))
    assert "40,500.00 元" in index
    assert "36,000.00" not in index
    client.post(reverse("portal_drafting_claims"), {"remove": "0"})
    assert "40,500.00" not in text_of(client.get(reverse("portal_drafting")))


def test_what_is_told_is_sealed_in_the_session_and_stored_nowhere_else(client):
    take(client)
    walk(client, DraftKind.ARBITRATION_APPLICATION)

    held = json.dumps(dict(client.session))
    assert "sealed" in held
    for word in ("试职工", NUMBER, "19900000001", "8000", "东山路"):
        assert word not in held
        assert json.dumps(word)[1:-1] not in held
    rows = (Case, ApplicationDraft, Worker, File)
    assert not any(model.objects.exists() for model in rows)


def test_nothing_told_is_in_an_address_or_in_a_log(client, caplog):
    with caplog.at_level("DEBUG"):
        take(client)
        address = walk(client, DraftKind.ARBITRATION_APPLICATION)
        client.post(address)

    logged = caplog.text
    for word in ("试职工", NUMBER, "19900000001"):
        assert word not in logged
        assert word not in address


@pytest.mark.parametrize("name", ["portal_drafting_forget", "portal_leave"])
def test_finishing_or_leaving_clears_everything(client, name):
    take(client)
    walk(client, DraftKind.CLAIM_LIST)
    address = reverse(name)

    (client.get if name == "portal_leave" else client.post)(address)

    assert keeping.NAME not in client.session
    page = client.get(reverse("portal_drafting_ready", args=[DraftKind.CLAIM_LIST]))
    assert page["Location"] == reverse("portal_drafting_document", args=[DraftKind.CLAIM_LIST])


def test_after_two_hours_without_a_touch_nothing_opens_any_more(client):
    now = timezone.now()
    session: dict = {}
    keeping.keep(session, {"you": {"name": "试职工"}}, now=now)

    almost = now + keeping.KEPT_FOR - timedelta(seconds=1)
    assert keeping.kept(session, now=almost) == {"you": {"name": "试职工"}}
    assert keeping.kept(session, now=now + keeping.KEPT_FOR) == {}
    assert session == {}


def test_a_session_that_is_over_is_destroyed_with_what_lies_in_it(client):
    take(client)
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))

    forget_ended_sessions(timestamp=int(timezone.now().timestamp()))

    assert not Session.objects.exists()


def test_a_sealed_text_that_was_altered_opens_nothing():
    session: dict = {}
    now = timezone.now()
    keeping.keep(session, {"you": {"name": "试职工"}}, now=now)
    sealed = session[keeping.NAME]["sealed"]
    session[keeping.NAME]["sealed"] = sealed[:-8] + ("A" * 6) + sealed[-2:]

    assert keeping.kept(session, now=now) == {}
    assert session == {}


@pytest.mark.parametrize(
    ("step", "wrong", "field", "sentence"),
    [
        ("claims", {"0-kind": ""}, "0-kind", "请选一样"),
        ("claims", {"0-kind": "other", "0-text": ""}, "0-text", "写明要什么"),
        ("claims", {"0-amount": "很多"}, "0-amount", "金额应为数字"),
        ("claims", {"0-amount": "-1"}, "0-amount", "不能是负数"),
        ("you", {"name": ""}, "name", "还没有填"),
        ("you", {"identity_number": NUMBER[:-1]}, "identity_number", "应为18位"),
        ("you", {"phone": "1990000000"}, "phone", "11位"),
        ("employer", {"name": ""}, "name", "还没有填"),
        ("employer", {"uscc": "123"}, "uscc", "18位"),
        ("facts", {"story": ""}, "story", "还没有填"),
        ("facts", {"has_agreement": ""}, "has_agreement", "还没有填"),
        ("facts", {"has_agreement": "yes", "made_on": "不记得"}, "made_on", "写到哪一天"),
        ("facts", {"has_agreement": "yes", "made_by": ""}, "made_by", "在哪里调解"),
        ("evidence", {"0-title": "", "0-proves": "什么"}, "0-title", "什么证据"),
        ("evidence", {"0-pages": "三"}, "0-pages", "整数"),
    ],
)
def test_what_cannot_be_is_said_in_its_place(client, step, wrong, field, sentence):
    address = reverse("portal_drafting_step", args=[DraftKind.PAYMENT_ORDER, step])

    answer = client.post(address, {**TOLD[step], **wrong})

    html = text_of(answer)
    assert answer.status_code == 200
    assert Markup(html).faults() == []
    beside = html.partition(f'id="id_{field}_error"')[2].split("</ul>")[0]
    assert sentence in beside, html.partition("<main")[2]


def test_a_page_without_any_claim_says_so(client):
    address = reverse("portal_drafting_step", args=[DraftKind.CLAIM_LIST, "claims"])

    assert "至少要有一项" in text_of(client.post(address, {}))


def test_what_the_way_does_not_allow_is_said_before_anything_is_made(client):
    take(client)

    order = walk(client, DraftKind.PAYMENT_ORDER)
    for answer in (client.get(order), client.post(order)):
        assert "劳动合同法第三十条" in text_of(answer)
        assert "下载" not in text_of(answer)
    walk_on = {"facts": {"has_agreement": "yes", "made_by": "东山镇调解委员会",
                         "made_on": "2025年1月5日", "due_on": "20250201"}}  # fmt: skip
    address = reverse("portal_drafting_step", args=[DraftKind.PAYMENT_ORDER, "facts"])
    client.post(address, {**TOLD["facts"], **walk_on["facts"]})

    text = words_of(client.post(order).content)

    assert "2025年1月5日经东山镇调解委员会主持达成调解协议" in text
    assert "督促被申请人给付" in text


def test_rows_are_added_and_what_was_typed_stays(client):
    address = reverse("portal_drafting_step", args=[DraftKind.CLAIM_LIST, "claims"])

    html = text_of(client.post(address, {**TOLD["claims"], "more": "rows"}))

    assert 'value="1.2万元"' in html
    assert "error-summary" not in html
    assert len(Markup(html).all("div", css="asked-row")) == 4
    evidence = reverse("portal_drafting_step", args=[DraftKind.EVIDENCE_LIST, "evidence"])
    html = text_of(client.post(evidence, {**TOLD["evidence"], "more": "rows"}))
    ticked = [
        b.attrs["value"] for b in Markup(html).all("input", type="checkbox") if "checked" in b.attrs
    ]
    assert ticked == ["劳动合同"]


def test_a_second_document_asks_only_what_is_still_missing(client):
    take(client)
    walk(client, DraftKind.CLAIM_LIST)

    answer = client.get(reverse("portal_drafting_document", args=[DraftKind.EVIDENCE_LIST]))

    assert answer["Location"].endswith("/evidence/")


def test_a_fuller_document_asks_what_a_list_did_not_and_each_goes_to_its_own_place(client):
    take(client)
    walk(client, DraftKind.CLAIM_LIST)
    first = walk(client, DraftKind.ARBITRATION_APPLICATION)
    second = walk(
        client,
        DraftKind.WAGE_COMPLAINT,
        facts={"organ": "试验市人社局"},
        employer={"contractor": "总包"},
    )
    walk(client, DraftKind.CLAIM_LIST)

    application, complaint = (words_of(client.post(one).content) for one in (first, second))

    assert NUMBER in application
    assert "试验市仲裁委员会" in application
    assert "试验市人社局" not in application
    assert NUMBER in complaint
    assert "试验市人社局" in complaint
    assert "施工总承包单位：总包" in complaint


def test_a_kind_or_page_that_is_not_there_does_not_exist(client):
    assert client.get(reverse("portal_drafting_document", args=["will"])).status_code == 404
    wrong = reverse("portal_drafting_step", args=[DraftKind.CLAIM_LIST, "facts"])
    assert client.get(wrong).status_code == 404


def test_one_visitors_document_is_not_anothers(client):
    take(client)
    walk(client, DraftKind.CLAIM_LIST)
    from django.test import Client

    other = text_of(Client().get(reverse("portal_drafting")))

    assert "36,000.00" not in other
    assert Session.objects.count() <= 1
