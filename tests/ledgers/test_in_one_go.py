"""A whole province's unions and its team of lawyers come in at once: all, or nothing, once."""

from datetime import date

import pytest

from gongyuan.core.events import events_of
from gongyuan.core.refusals import Refused
from gongyuan.lawyers.models import Firm, Lawyer, PanelTerm
from gongyuan.ledgers.actions.checking import check_ledger, mend_rows
from gongyuan.ledgers.actions.importing import ask_import, import_ledger
from gongyuan.ledgers.choices import LedgerKind, RowOutcome, Standing
from gongyuan.ledgers.models import Ledger, LedgerEntry
from gongyuan.organisations.models import Unit
from gongyuan.people.choices import Role
from tests.ledgers.factories import checked, faults_of, imported, workbook
from tests.organisations.factories import make_tree
from tests.people.factories import NOW, make_actor

pytestmark = pytest.mark.django_db
LAWYERS, UNIONS, FIRMS = 3000, 2900, 120


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def head(tree):
    return make_actor(role=Role.LEGAL_HEAD, unit=tree.province)


def licence(number):
    return f"19901201510{number:06d}"


def roster(count=LAWYERS):
    yield ["东山市工会志愿律师名册"]
    yield ["填表单位：东山市总工会", "", "", "2026年5月"]
    yield [
        "序号",
        "律师姓名",
        "执业证号码",
        "所在律所",
        "联系电话",
        "专业特长",
        "聘任日期",
        "到期日期",
    ]
    for number in range(1, count + 1):
        yield [
            number,
            f"试律{number}",
            licence(number),
            f"试验第{number % FIRMS}律师事务所",
            13900000000 + number,
            "欠薪、工伤" if number % 3 else "",
            "2026年1月1日" if number % 2 else 46023,
            "2026.12.31",
        ]
    yield ["合计", "", "", "", f"{count}人"]


def unions(count=UNIONS):
    yield ["区划代码", "工会名称", "级别", "类别", "上级代码", "联系电话", "建会时间"]
    counties = [f"99{place:04d}" for place in range(200, 300)]
    for code in counties:
        yield [code, f"第{code}县总工会", "县级", "", "990000", "0990-2000000", "1952年"]
    for number in range(count - len(counties)):
        county = counties[number % len(counties)]
        code = f"{county}{number // len(counties):03d}"
        yield [code, f"第{number}镇总工会", "乡镇", "总工会", county, "", "2003-04-05"]


def test_three_thousand_lawyers_come_in_with_firms_and_terms_and_a_second_time_nothing(tree, head):
    content = workbook(roster())

    ledger = imported(LedgerKind.LAWYERS, content, actor=head)

    assert ledger.standing == Standing.IMPORTED, (ledger.fault, faults_of(ledger)[:5])
    assert Lawyer.objects.count() == PanelTerm.objects.count() == LAWYERS
    assert Firm.objects.count() == FIRMS
    assert ledger.count(RowOutcome.SKIPPED) == 1
    one = Lawyer.objects.get(licence_number=licence(1))
    assert (one.name, one.firm.name, one.phone) == ("试律1", "试验第1律师事务所", "13900000001")
    assert set(one.specialities) == {"wages", "injury"}
    term = PanelTerm.objects.get(lawyer=one)
    assert (term.unit, term.starts_on, term.ends_on) == (
        tree.province,
        date(2026, 1, 1),
        date(2026, 12, 31),
    )
    other = PanelTerm.objects.get(lawyer__licence_number=licence(2))
    assert other.starts_on == date(2026, 1, 1)
    assert events_of(ledger).filter(code="ledgers.ledger.import").get().data["new"] == LAWYERS

    again = checked(LedgerKind.LAWYERS, content, actor=head)
    assert again.count(RowOutcome.SAME) == LAWYERS
    with pytest.raises(Refused, match="没有新增和修改"):
        ask_import(ledger=again, actor=head, now=NOW)
    assert import_ledger(ledger=ledger, actor=head, now=NOW) is False
    assert Lawyer.objects.count() == LAWYERS


def test_two_thousand_nine_hundred_unions_come_in_as_a_tree(tree, head):
    before = Unit.objects.count()

    ledger = checked(LedgerKind.UNITS, workbook(unions()), actor=head)

    assert ledger.standing == Standing.TO_MEND
    # 1952年 names no day: nothing was written for it, and each row says so.
    assert {reason for _, _, reason in faults_of(ledger)} == {
        "只写了年份，请补上月和日，如 1952-05-03。"
    }
    bad = list(ledger.rows.filter(outcome=RowOutcome.BAD))
    assert len(bad) == 100
    assert Unit.objects.count() == before
    ledger = mend_rows(
        ledger=ledger,
        mended={row.position: {"opened_on": "1952-01-01"} for row in bad},
        actor=head,
        now=NOW,
    )
    ask_import(ledger=ledger, actor=head, now=NOW)
    assert import_ledger(ledger=ledger, actor=head, now=NOW)

    assert Unit.objects.count() == before + UNIONS
    county = Unit.objects.get(region_code="990200")
    assert county.parent == tree.province
    assert county.children_count == Unit.objects.filter(parent=county).count() == 28
    assert LedgerEntry.objects.filter(ledger=ledger).count() == UNIONS


def test_one_bad_row_in_three_thousand_and_nothing_is_imported(tree, head):
    rows = list(roster())
    rows[1502][2] = "123"

    ledger = checked(LedgerKind.LAWYERS, workbook(rows), actor=head)

    assert faults_of(ledger) == [(1503, "licence_number", "执业证号是17位数字，现在是3位。")]
    with pytest.raises(Refused, match="还有1行要改"):
        ask_import(ledger=ledger, actor=head, now=NOW)
    assert not Lawyer.objects.exists()
    ledger = mend_rows(
        ledger=ledger,
        mended={
            ledger.rows.get(outcome=RowOutcome.BAD).position: {"licence_number": licence(9999)}
        },
        actor=head,
        now=NOW,
    )
    assert ledger.standing == Standing.READY


def test_what_came_meanwhile_stops_the_whole_and_names_the_row(tree, head):
    ledger = checked(LedgerKind.LAWYERS, workbook(roster(20)), actor=head)
    ask_import(ledger=ledger, actor=head, now=NOW)
    firm = Firm.objects.create(name="试验第七律师事务所")
    Lawyer.objects.create(name="别人", licence_number=licence(7), firm=firm, home_path="1/2/")

    assert import_ledger(ledger=ledger, actor=head, now=NOW) is False

    ledger = Ledger.objects.get(pk=ledger.pk)
    assert ledger.standing == Standing.TO_MEND
    assert "1行现在不能导入" in ledger.fault
    assert [row for row, _, _ in faults_of(ledger)] == [10]
    assert Lawyer.objects.count() == 1
    assert not LedgerEntry.objects.exists()


def test_a_check_cut_short_begins_anew_and_doubles_no_row(tree, head):
    ledger = checked(LedgerKind.LAWYERS, workbook(roster(30)), actor=head)
    rows = ledger.rows.count()
    Ledger.objects.filter(pk=ledger.pk).update(checked_at=None)

    check_ledger(ledger=ledger, actor=head, now=NOW)

    assert ledger.rows.count() == rows


def test_a_superior_is_told_by_code_name_or_way_and_bad_rows_name_cell_and_reason(tree, head):
    heading = ["区划代码", "工会名称", "级别", "类别", "上级工会"]
    rows = [
        ["990200", "石试县总工会", "县级", "", tree.province.name],
        ["990200001", "石试镇总工会", "乡镇", "", f"{tree.province.name}/石试县总工会"],
        ["990200002", "柳试镇总工会", "乡镇", "", "990200"],
        ["990200003", "杨试镇总工会", "乡镇", "", "没有的总工会"],
    ]

    ledger = checked(LedgerKind.UNITS, workbook([heading, *rows]), actor=head)

    assert faults_of(ledger) == [(5, "parent_code", "本表和本单位范围内都没有“没有的总工会”。")]
    rows[3][4] = "石试县总工会"
    imported(LedgerKind.UNITS, workbook([heading, *rows]), actor=head)
    county = Unit.objects.get(region_code="990200")
    assert (county.parent, county.children_count) == (tree.province, 3)
    rows[1][1] = "石试新镇总工会"
    again = imported(LedgerKind.UNITS, workbook([heading, *rows]), actor=head)
    assert (again.count(RowOutcome.CHANGED), again.count(RowOutcome.NEW)) == (1, 0)
    assert Unit.objects.get(region_code="990200001").name == "石试新镇总工会"
