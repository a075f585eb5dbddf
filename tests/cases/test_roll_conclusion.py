"""One award over the claims of many: an answer for all of a kind, and who got another."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from gongyuan.cases.actions.roll import join_applicants
from gongyuan.cases.choices import CaseState, StageKind
from gongyuan.cases.models import ClaimResult, Stage
from gongyuan.cases.rules.roll_answers import RollClaim, answer_for_all, read_exceptions
from gongyuan.people.choices import Role
from tests.cases.factories import NOW, make_case
from tests.cases.test_roll_actions import newcomer
from tests.core.markup import Markup
from tests.lawyers.factories import make_lawyer
from tests.organisations.factories import make_unit
from tests.people.factories import make_actor, make_post, make_user

WAGES, OVERTIME = "拖欠劳动报酬", "加班工资"


def claim(number, position, name, kind=WAGES, claimed="1000"):
    return RollClaim(
        claim_id=number,
        position=position,
        name=name,
        kind_label=kind,
        claimed=Decimal(claimed) if claimed else None,
    )


ROLL = [
    claim(1, "1", "王甲"),
    claim(2, "2", "李乙"),
    claim(3, "2", "李乙", OVERTIME, "300"),
    claim(4, "3", "赵丙"),
    claim(5, "4", "赵丙"),
]


@pytest.mark.parametrize(
    ("line", "number", "outcome", "awarded"),
    [
        ("1 部分支持 800", 1, "partly", "800"),
        ("王甲，800", 1, "partly", "800"),
        ("王甲 1,000", 1, "supported", "1000"),
        ("王甲：支持", 1, "supported", "1000"),
        ("  1　不支持 ", 1, "rejected", None),
        ("李乙 加班工资 撤回", 3, "withdrawn", None),
        ("2 拖欠劳动报酬 0.09万", 2, "partly", "900"),
        ("4 未决", 5, "pending", None),
    ],
)
def test_a_line_names_who_what_and_how_much(line, number, outcome, awarded):
    found, faults = read_exceptions(line, ROLL)

    assert faults == []
    assert list(found) == [number]
    assert found[number].outcome == outcome
    assert found[number].awarded == (Decimal(awarded) if awarded else None)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("9 支持", "没有序号或者姓名是“9”的申请人"),
        ("赵丙 支持", "有几名申请人叫赵丙，请写名单上的序号"),
        ("2 支持", "2有2项请求，请写明是哪一项"),
        ("1", "请写结果或者支持的金额"),
        ("1 八百", "“八百”：金额应为数字"),
        ("1 -5", "金额不能是负数"),
        ("1 800 元整", "看不懂“元整”"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_with_its_number(line, sentence):
    found, faults = read_exceptions(f"\n{line}", ROLL)

    assert found == {}
    assert faults[0].startswith("第2行：")
    assert sentence in faults[0]


def test_the_same_claim_is_answered_once():
    found, faults = read_exceptions("1 800\n王甲 700", ROLL)

    assert found[1].awarded == 800
    assert faults == ["第2行：王甲的拖欠劳动报酬前面已经写过。"]


def test_supported_for_all_is_what_each_claimed():
    assert answer_for_all(ROLL[0], "supported").awarded == 1000
    assert answer_for_all(ROLL[0], "rejected").awarded is None
    assert answer_for_all(claim(9, "9", "丁", claimed=""), "supported").awarded is None


@pytest.fixture
def stage(client, db):
    """An arbitration of a case of forty, before the lawyer whose browser this is."""
    unit = make_unit(region_code="410481")
    lawyer = make_lawyer(unit=unit, user=make_user())
    make_post(role=Role.LAWYER, unit=unit, user=lawyer.user)
    client.force_login(lawyer.user)
    case = make_case(state=CaseState.HANDLING, unit=unit, lawyer=lawyer)
    officer = make_actor(role=Role.LEGAL_OFFICER, unit=unit)
    people = [newcomer(name=f"甲{n}") for n in range(2, 41)]
    join_applicants(case=case, people=people, actor=officer, now=NOW)
    return Stage.objects.create(
        case=case,
        unit_path=unit.path,
        kind=StageKind.ARBITRATION,
        filed_on=timezone.localdate(NOW),
    )


def conclude(client, stage, **values):
    typed = {
        "result": "award",
        "concluded_on": f"{timezone.localdate():%Y%m%d}",
        "finality": "not_final",
        "all_unpaid_wages": "supported",
        "all_overtime": "supported",
        "exceptions": "甲7 部分支持 200\n12 不支持",
    }
    address = reverse("lawyer_stage_conclusion", args=[stage.case_id, stage.pk])
    return client.post(address, typed | values)


def test_the_award_over_forty_is_entered_by_one_answer_and_two_lines(client, stage):
    address = reverse("lawyer_stage_conclusion", args=[stage.case_id, stage.pk])
    page = client.get(address).content.decode()

    answer = conclude(client, stage)

    assert Markup(page).faults() == []
    assert page.count("<select") < 6
    assert "加班工资（39项，请求共19,500.00元）" in page
    assert answer.status_code == 302
    results = ClaimResult.objects.filter(stage=stage)
    given = {r.claim.applicant.worker.name: (r.outcome, r.awarded_amount) for r in results}
    assert len(given) == 40
    assert given["甲7"] == ("partly", Decimal(200))
    assert given["甲12"] == ("rejected", None)
    assert given["甲40"] == ("supported", Decimal(500))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"exceptions": "丁某 支持"}, "没有序号或者姓名是“丁某”的申请人"),
        ({"all_overtime": "pending"}, "请选结果"),
        ({"exceptions": "甲7 部分支持"}, "请填写支持的金额"),
        ({"exceptions": "甲7 不支持 5"}, "没有支持，就不应有支持的金额"),
    ],
)
def test_a_slip_keeps_what_was_typed_and_concludes_nothing(client, stage, values, sentence):
    answer = conclude(client, stage, **values)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in page
    assert values.get("exceptions", "甲7") in page
    assert not ClaimResult.objects.exists()
