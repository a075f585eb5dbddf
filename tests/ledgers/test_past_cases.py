"""Cases of past years: sealed history that is found, counted and shown, with nothing made up."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from gongyuan.cases.choices import CaseState, MoveOf, Source, StageKind
from gongyuan.cases.models import Applicant, Assignment, Case, Decision, Stage
from gongyuan.cases.queries.search import find_cases
from gongyuan.core.events import events_of
from gongyuan.ledgers.actions.importing import ask_import, import_ledger
from gongyuan.ledgers.choices import LedgerKind, RowOutcome, Standing
from gongyuan.ledgers.kinds.past_cases import NOT_COUNTED
from gongyuan.ledgers.rules import kinds_within
from gongyuan.matters.models import Matter
from gongyuan.organisations.queries.passed_on import then
from gongyuan.people.choices import Role
from gongyuan.people.models import Employer, Worker
from gongyuan.reporting.queries.records import arbitrations, consultations, litigations
from gongyuan.reporting.rules import Period
from tests.cases.factories import make_case
from tests.ledgers.factories import checked, faults_of, imported, workbook
from tests.organisations.factories import make_tree
from tests.people.factories import NOW, identity_number, make_actor, make_post, make_worker, phone

pytestmark = pytest.mark.django_db
HEAD = [
    *("案号", "申请人姓名", "身份证号码", "联系电话", "被申请人", "案由", "援助方式", "受理时间"),
    *("审级", "立案时间", "仲裁委", "结案方式", "结案时间", "处理结果", "承办律师", "标的额"),
    "裁决金额",
]
#: Widely used short forms; each row is a case of 2014.
WAGES = [
    *("平工援〔2014〕1号", "王试工", "", "", "某某机械厂", "拖欠工资", "仲裁", "2014.3.5"),
    *("", "2014年3月12日", "临河县仲裁委", "裁决", 41820, "裁决支付8000元", "周试明", "1.2万元"),
    "8,000",
]
ADVICE = [
    *("平工援〔2014〕2号", "李试女", "", "", "某某酒店", "工伤", "咨询", "20140401"),
    *("", "", "", "", "2014-04-01", "已解答", "", "", ""),
]
COURT = [
    *("平工援〔2014〕3号", "赵试三", "", "", "某某机械厂", "经济补偿、加班", "诉讼", "2014-05-04"),
    *("一审", "2014-06-01", "临河县人民法院", "法院判决", "2014-11", "判决支持", "", 30000, 21000),
]
UNFILED = [
    *("平工援〔2014〕4号", "钱试四", "", "", "某某商行", "", "代理仲裁", "2014-06-04"),
    *("", "", "", "", "2014-08-01", "", "", "", ""),
]


def short(number, name, form, applied, closed, *, employer="厂", identity=""):
    """A row of advice with only what is needed."""
    return [f"平工援〔2014〕{number}号", name, identity, "", employer, "", form, applied] + [
        *("", "", "", ""),
        closed,
    ]


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def head(tree):
    return make_actor(role=Role.LEGAL_HEAD, unit=tree.county)


def year(of=2014):
    return Period(year=of, as_at=date(of, 12, 31))


def test_a_ledger_of_a_past_year_becomes_archived_cases_with_nothing_made_up(tree, head):
    ledger = imported(
        LedgerKind.PAST_CASES, workbook([HEAD, WAGES, ADVICE, COURT, UNFILED]), actor=head
    )

    assert ledger.standing == Standing.IMPORTED, (ledger.fault, faults_of(ledger))
    wages = Case.objects.get(application_number="平工援〔2014〕1号")
    assert (wages.state, wages.source) == (CaseState.ARCHIVED, Source.LEDGER)
    assert (wages.closed_on, timezone.localdate(wages.applied_at)) == (
        date(2014, 6, 30),
        date(2014, 3, 5),
    )
    assert (wages.move_of, wages.next_due_on, wages.facts_text) == (MoveOf.NOBODY, None, "")
    assert wages.claim_amount == Decimal(12000)
    assert wages.closing.awarded_amount == Decimal(8000)
    assert wages.closing.recovered_amount is None
    assert wages.closing.summary == "承办人：周试明\n裁决支付8000元"
    stage = wages.stages.get()
    assert (stage.kind, stage.filed_on, stage.concluded_on) == (
        StageKind.ARBITRATION,
        date(2014, 3, 12),
        date(2014, 6, 30),
    )
    assert not Applicant.objects.exists()
    assert not Assignment.objects.exists()
    assert not Decision.objects.exists()
    assert Employer.objects.filter(name="某某机械厂").count() == 1
    assert events_of(wages).get().code == "cases.case.import"
    court = Case.objects.get(application_number="平工援〔2014〕3号")
    assert set(court.claim_kinds) == {"overtime", "economic_compensation"}
    assert court.stages.get().kind == StageKind.FIRST_INSTANCE
    assert court.closed_on == date(2014, 11, 30)


def test_the_table_of_the_year_counts_them_by_the_days_the_ledger_has(tree, head):
    ledger = imported(
        LedgerKind.PAST_CASES, workbook([HEAD, WAGES, ADVICE, COURT, UNFILED]), actor=head
    )

    def counted(records, period):
        found = records(tree.province.path, period, then(period.as_at))
        return [case.application_number for case in found]

    assert counted(consultations, year()) == ["平工援〔2014〕2号"]
    assert counted(arbitrations, year()) == ["平工援〔2014〕1号"]
    assert counted(litigations, year()) == ["平工援〔2014〕3号"]
    assert counted(arbitrations, year(2015)) == []
    # What the ledger does not say is not counted, and the row says so.
    hints = {row.number: row.hints for row in ledger.rows.all() if row.hints}
    assert NOT_COUNTED in hints[5]
    assert not Stage.objects.filter(case__application_number="平工援〔2014〕4号").exists()


def test_a_person_with_a_number_is_the_one_worker_and_is_found(tree, head):
    known = make_worker(unit=tree.county, name="韩试口")
    new = identity_number()
    rows = [
        [*WAGES[:1], "韩试口", known.identity_number, "", *WAGES[4:]],
        ["平工援〔2014〕9号", "单试强", new, "", *ADVICE[4:]],
        ["平工援〔2014〕10号", "单试强", new, phone(), *ADVICE[4:]],
    ]

    ledger = imported(LedgerKind.PAST_CASES, workbook([HEAD, *rows]), actor=head)

    assert ledger.standing == Standing.IMPORTED, faults_of(ledger)
    assert Worker.objects.count() == 2
    assert Case.objects.get(application_number="平工援〔2014〕1号").applicants.get().worker == known
    for typed in ("单试强", "ssq", new, "平工援〔2014〕9号", "某某酒店"):
        found = [case.application_number for case in find_cases(head, typed)]
        assert "平工援〔2014〕9号" in found, typed
    assert not find_cases(make_actor(unit=tree.other_county), "单试强").exists()


def test_the_page_of_such_a_case_opens_and_offers_nothing_to_do(client, tree, head):
    imported(LedgerKind.PAST_CASES, workbook([HEAD, WAGES, COURT]), actor=head)
    client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=tree.county).user)

    for case in Case.objects.all():
        page = client.get(reverse("case_detail", args=[case.pk]))
        assert page.status_code == 200
        assert "由台账导入" in page.content.decode()
        assert "承办人" in page.content.decode() or case.application_number != "平工援〔2014〕1号"


def test_what_cannot_be_is_said_beside_its_cell(tree, head):
    make_case(unit=tree.county, application_number="平工援〔2014〕7号")
    rows = [
        short(5, "甲", "咨询", "2014-05-01", "2014-04-01"),
        short(6, "乙", "帮忙", "2014-13-01", "2099-01-01"),
        short(7, "丙", "咨询", "2014-05-01", "2014-06-01"),
        short(5, "丁", "咨询", 2014.1, "2014-06-01"),
        short(
            8, "戊", "咨询", "2014-05-01", "2014-06-01", employer="", identity=4.10105199003071e17
        ),
    ]

    ledger = checked(LedgerKind.PAST_CASES, workbook([HEAD, *rows]), actor=head)

    found = {(row, name): reason for row, name, reason in faults_of(ledger)}
    assert found[2, "closed_on"] == "早于受理日期2014-05-01。"
    assert found[3, "applied_on"] == "没有这一天。"
    assert found[3, "closed_on"] == "晚于今天。"
    assert found[3, "aid_form"].startswith("没有“帮忙”这个服务形式，可填：法律咨询、")
    assert found[4, "number"] == "本单位已有这个编号的案件，不是由台账导入的。"
    assert "与“台账”第2行重复" in found[5, "number"]
    assert "分不清是1月还是10月" in found[5, "applied_on"]
    assert found[6, "employer"] == "要填写用人单位。"
    assert found[6, "identity_number"].startswith("数字太长，Excel 已经丢了后几位")
    assert not Case.objects.filter(source=Source.LEDGER).exists()


def test_a_second_time_it_is_the_same_and_another_story_under_its_number_is_refused(tree, head):
    content = workbook([HEAD, WAGES])
    imported(LedgerKind.PAST_CASES, content, actor=head)

    again = checked(LedgerKind.PAST_CASES, content, actor=head)
    assert again.count(RowOutcome.SAME) == 1
    other = checked(
        LedgerKind.PAST_CASES, workbook([HEAD, [WAGES[0], "别人", *WAGES[2:]]]), actor=head
    )
    assert [name for _, name, _ in faults_of(other)] == ["number"]
    assert Matter.objects.count() == Case.objects.count() == 1


def test_only_heads_import_cases_and_whoever_lost_the_post_imports_nothing(tree, head):
    assert LedgerKind.PAST_CASES in kinds_within(head.capabilities)
    for role in set(Role) - {Role.LEGAL_HEAD, Role.WORKER}:
        assert LedgerKind.PAST_CASES not in kinds_within(make_actor(role=role).capabilities)
    ledger = checked(LedgerKind.PAST_CASES, workbook([HEAD, WAGES]), actor=head)
    ask_import(ledger=ledger, actor=head, now=NOW)

    nobody = make_actor(role=Role.WINDOW_CLERK, unit=tree.county)
    assert import_ledger(ledger=ledger, actor=nobody, now=NOW) is False

    ledger.refresh_from_db()
    assert "不能导入这种台账" in ledger.fault
    assert ledger.asked_at is None
    assert not Case.objects.exists()
