"""The tree from an Excel ledger, as people fill it in: rightly, wrongly and maliciously."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
import xlsxwriter

from gongyuan.core import files
from gongyuan.core.events import events_of
from gongyuan.core.models import Event
from gongyuan.core.refusals import Refused
from gongyuan.core.sheets.guards import workbook_obstacles
from gongyuan.ledgers.actions.exporting import request_export, write_export
from gongyuan.ledgers.actions.importing import ask_import
from gongyuan.ledgers.choices import LedgerKind, RowOutcome, Standing
from gongyuan.organisations import queries
from gongyuan.organisations.choices import UnitKind, UnitLevel
from gongyuan.organisations.models import Unit
from gongyuan.organisations.sheets.columns import COLUMNS
from tests.ledgers.factories import checked, faults_of, imported
from tests.organisations.factories import make_institution, make_tree, make_unit
from tests.people.factories import NOW, make_actor

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)
HEADINGS = [column.heading for column in COLUMNS]
LETTERS = {column.name: "ABCDEFGHIJ"[place] for place, column in enumerate(COLUMNS)}
TOWN = {
    "区划代码": "990121105",
    "名称": "桃镇总工会",
    "层级": "乡镇（街道）",
    "上级区划代码": "990121",
}


@pytest.fixture
def tree():
    return make_tree()


def workbook(*rows, headings=HEADINGS, sheet="组织"):
    """A sheet with a row for each dictionary of heading and value."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet(sheet)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        page.write_row(0, 0, headings)
        for number, row in enumerate(rows, start=1):
            for heading, value in row.items():
                place = headings.index(heading)
                if isinstance(value, date):
                    page.write_datetime(number, place, value, day)
                else:
                    page.write(number, place, value)
    return out.getvalue()


def ledger_of(*rows, actor, headings=HEADINGS):
    """The rows handed in and checked."""
    return checked(LedgerKind.UNITS, workbook(*rows, headings=headings), actor=actor)


def import_rows(*rows, actor):
    """How many unions the rows created and changed."""
    ledger = imported(LedgerKind.UNITS, workbook(*rows), actor=actor)
    assert ledger.standing == Standing.IMPORTED, (ledger.fault, faults_of(ledger))
    return ledger.count(RowOutcome.NEW), ledger.count(RowOutcome.CHANGED)


def faults(*rows, actor):
    """Row, column and reason of every bad cell."""
    return [
        (row, LETTERS[name], reason)
        for row, name, reason in faults_of(ledger_of(*rows, actor=actor))
    ]


def test_rows_become_unions_whatever_their_order(tree):
    actor = make_actor(unit=tree.prefecture)
    village = {
        "区划代码": "990123100201",
        "名称": "村工会",
        "层级": "基层",
        "类别": "企业工会",
        "上级区划代码": "990123100",
    }
    town = {**TOWN, "区划代码": "990123100", "上级区划代码": "990123"}
    county = {
        "区划代码": 990123,
        "名称": "新河县总工会",
        "简称": "新河",
        "层级": "县(区)级",
        "上级区划代码": "990100",
        "机关代字": "新工援",
        "电话": "0990-2000003",
        "成立日期": date(2009, 5, 1),
    }

    done = import_rows(village, town, county, actor=actor)

    unit = Unit.objects.get(region_code="990123")
    leaf = Unit.objects.get(name="村工会")
    assert done == (3, 0)
    assert unit.parent == tree.prefecture
    assert (unit.short_name, unit.document_prefix, unit.phone) == ("新河", "新工援", "0990-2000003")
    assert unit.opened_on == date(2009, 5, 1)
    assert leaf.path.startswith(unit.path)
    assert leaf.path.count("/") == 5
    tree.prefecture.refresh_from_db()
    assert (tree.prefecture.children_count, unit.children_count) == (3, 1)
    assert events_of(leaf).get().code == "organisations.unit.import"
    assert queries.units_found("xhx", actor=actor).units == [unit]


def test_importing_again_changes_and_does_not_double(tree):
    actor = make_actor(unit=tree.county)
    import_rows(TOWN, actor=actor)
    again = {**TOWN, "名称": "桃源镇总工会", "电话": "0990-2000004"}

    first = import_rows(again, actor=actor)
    second = ledger_of(again, actor=actor)

    unit = Unit.objects.get(region_code="990121105")
    assert first == (0, 1)
    assert second.counts == {RowOutcome.SAME: 1}
    with pytest.raises(Refused, match="没有新增和修改"):
        ask_import(ledger=second, actor=actor, now=NOW)
    assert (unit.name, unit.phone) == ("桃源镇总工会", "0990-2000004")
    changed = events_of(unit).order_by("pk").last().data
    assert changed["name"] == ["桃镇总工会", "桃源镇总工会"]
    assert events_of(unit).count() == 2


def test_an_empty_cell_or_a_column_left_out_leaves_what_stands(tree):
    row = {**TOWN, "区划代码": "990121100", "名称": "柳镇总工会", "电话": ""}
    Unit.objects.filter(pk=tree.township.pk).update(phone="0990-2000006", opened_on=TODAY)
    actor = make_actor(unit=tree.county)
    short = [h for h in HEADINGS if h not in {"机关代字", "成立日期"}]

    ledger = ledger_of(row, actor=actor, headings=short)

    assert (faults_of(ledger), ledger.counts) == ([], {RowOutcome.SAME: 1})


def test_a_row_with_another_superior_moves_the_union_and_what_is_filed_there(tree):
    institution = make_institution(unit=tree.township)
    rows = [
        {**TOWN, "区划代码": "990121100", "名称": "柳镇总工会", "上级区划代码": "990122"},
        {
            **TOWN,
            "区划代码": "990121100001",
            "名称": "柳村工会",
            "层级": "基层",
            "上级区划代码": "990121100",
        },
    ]

    done = import_rows(*rows, actor=make_actor(unit=tree.prefecture))

    institution.refresh_from_db()
    tree.township.refresh_from_db()
    assert done == (1, 1)
    assert tree.township.path == f"{tree.other_county.path}{tree.township.pk}/"
    assert institution.unit_path == tree.township.path
    assert Unit.objects.get(name="柳村工会").path.startswith(tree.township.path)
    counts = Unit.objects.in_bulk([tree.county.pk, tree.other_county.pk])
    assert [counts[pk].children_count for pk in sorted(counts)] == [1, 1]


def test_two_unions_may_change_places_above_and_below_each_other(tree):
    upper = make_unit(
        level=UnitLevel.PRIMARY,
        parent=tree.township,
        kind=UnitKind.ENTERPRISE,
        name="甲公司工会",
        region_code="990121100101",
    )
    lower = make_unit(
        level=UnitLevel.PRIMARY,
        parent=upper,
        kind=UnitKind.ENTERPRISE,
        name="乙公司工会",
        region_code="990121100102",
    )
    under = make_unit(
        level=UnitLevel.PRIMARY,
        parent=lower,
        kind=UnitKind.ENTERPRISE,
        name="丙公司工会",
        region_code="990121100103",
    )
    firm = {"层级": "基层", "类别": "企业工会"}

    import_rows(
        {**firm, "区划代码": "990121100101", "名称": "甲公司工会", "上级区划代码": "990121100102"},
        {**firm, "区划代码": "990121100102", "名称": "乙公司工会", "上级区划代码": "990121100"},
        actor=make_actor(unit=tree.county),
    )

    for unit in (upper, lower, under):
        unit.refresh_from_db()
    assert lower.path == f"{tree.township.path}{lower.pk}/"
    assert upper.path == f"{lower.path}{upper.pk}/"
    assert under.path == f"{lower.path}{under.pk}/"
    assert (upper.children_count, lower.children_count) == (0, 2)


def test_every_bad_cell_is_named_and_nothing_is_imported(tree):
    actor = make_actor(unit=tree.county)
    rows = [
        {**TOWN, "区划代码": "99012"},
        {**TOWN, "区划代码": "990121106", "层级": "村级"},
        {**TOWN, "区划代码": "990121107", "名称": "", "成立日期": "2010-02-30"},
        {**TOWN, "区划代码": "990121108", "名称": "八镇总工会", "上级区划代码": "990999"},
        {**TOWN, "区划代码": 990121109.5, "名称": "九镇总工会"},
        {**TOWN, "区划代码": "990121110", "名称": "十镇总工会", "电话": 4332510000.0},
        {**TOWN, "区划代码": "990121111", "名称": "甲镇总工会", "成立日期": date(2026, 6, 2)},
        {**TOWN, "区划代码": "990121112", "名称": "乙镇总工会", "层级": "县（区）级"},
        {**TOWN, "区划代码": "990121113", "名称": "=HYPERLINK(1)"},
        {**TOWN, "区划代码": "990121114", "名称": "丙镇总工会", "上级区划代码": ""},
        {**TOWN, "区划代码": "990121115", "名称": "丁镇总工会", "类别": "商会"},
        {**TOWN, "区划代码": "990121116", "名称": "戊" * 101},
    ]

    found = faults(*rows, actor=actor)

    assert [(row, column, reason[:8]) for row, column, reason in found] == [
        (2, "A", "区划代码应为6位"),
        (3, "D", "没有“村级”这个"),
        (4, "B", "要填写名称。"),
        (4, "J", "没有这一天。"),
        (5, "F", "本表和本单位范围"),
        (6, "A", "区划代码应为6位"),
        (7, "H", "电话号码应为11"),
        (8, "J", "成立日期晚于今天"),
        (9, "D", "层级应低于上级工"),
        (10, "B", "“=HYPERL"),
        (11, "F", "要填写上级区划代"),
        (12, "E", "没有“商会”这个"),
        (13, "B", "名称最多100个"),
    ]
    before = Unit.objects.count()
    with pytest.raises(Refused, match="还有12行要改"):
        import_rows(*rows, actor=actor)
    assert Unit.objects.count() == before
    assert not Event.objects.filter(code="organisations.unit.import").exists()


def test_a_row_twice_and_a_name_twice_under_one_superior_are_named(tree):
    found = faults(
        TOWN,
        {**TOWN, "名称": "杏镇总工会"},
        {**TOWN, "区划代码": "990121106"},
        {**TOWN, "区划代码": "990121107", "名称": "柳镇总工会"},
        actor=make_actor(unit=tree.county),
    )

    assert found == [
        (3, "A", "与“组织”第2行重复。"),
        (4, "B", "上级之下已有同名组织。"),
        (5, "B", "上级之下已有同名组织。"),
    ]


def test_a_ring_of_superiors_is_named_on_each_of_its_rows_only(tree):
    firm = {"层级": "基层", "类别": "企业工会"}
    found = faults(
        {**firm, "区划代码": "990121000001", "名称": "甲工会", "上级区划代码": "990121000002"},
        {**firm, "区划代码": "990121000002", "名称": "乙工会", "上级区划代码": "990121000001"},
        {**firm, "区划代码": "990121000003", "名称": "丙工会", "上级区划代码": "990121000001"},
        {**firm, "区划代码": "990121000004", "名称": "丁工会", "上级区划代码": "990121000004"},
        actor=make_actor(unit=tree.county),
    )

    assert [(row, column, reason) for row, column, reason in found] == [
        (2, "F", "上级关系成环：甲工会 → 乙工会 → 甲工会。"),
        (3, "F", "上级关系成环：乙工会 → 甲工会 → 乙工会。"),
        (5, "F", "上级关系成环：丁工会 → 丁工会。"),
    ]


def test_a_ring_through_unions_that_are_not_in_the_sheet_is_named(tree):
    upper = make_unit(
        level=UnitLevel.PRIMARY,
        parent=tree.township,
        kind=UnitKind.ENTERPRISE,
        name="甲公司工会",
        region_code="990121100101",
    )
    make_unit(
        level=UnitLevel.PRIMARY,
        parent=upper,
        kind=UnitKind.ENTERPRISE,
        name="乙公司工会",
        region_code="990121100102",
    )

    found = faults(
        {
            "区划代码": "990121100101",
            "名称": "甲公司工会",
            "层级": "基层",
            "类别": "企业工会",
            "上级区划代码": "990121100102",
        },
        actor=make_actor(unit=tree.county),
    )

    assert [reason for *_, reason in found] == ["上级关系成环：甲公司工会 → 甲公司工会。"]


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ({**TOWN, "上级区划代码": "990122"}, "F", "没有这个代码"),
        ({**TOWN, "上级区划代码": "990100"}, "F", "没有这个代码"),
        ({**TOWN, "区划代码": "990122", "名称": "夺", "层级": "县（区）级"}, "A", "不在本单位范围"),
        (
            {
                **TOWN,
                "区划代码": "990121",
                "名称": "临河县总工会",
                "层级": "县（区）级",
                "上级区划代码": "990122",
            },
            "F",
            "不能改动本单位的上级",
        ),
    ],
)
def test_rows_outside_the_own_subtree_are_refused(tree, row, column, reason):
    found = faults(row, actor=make_actor(unit=tree.county))

    assert [(f[1], reason in f[2]) for f in found] == [(column, True)]


def test_the_own_unit_may_be_described_anew(tree):
    row = {
        "区划代码": "990121",
        "名称": "临河县总工会",
        "层级": "县（区）级",
        "上级区划代码": "990100",
        "电话": "0990-2000005",
    }

    done = import_rows(row, actor=make_actor(unit=tree.county))

    tree.county.refresh_from_db()
    assert done == (0, 1)
    assert (tree.county.phone, tree.county.parent) == ("0990-2000005", tree.prefecture)


def test_a_union_that_sinks_below_those_it_leads_is_named(tree):
    row = {**TOWN, "区划代码": "990121", "名称": "临河县总工会", "上级区划代码": "990100"}

    found = faults(row, actor=make_actor(unit=tree.prefecture))

    assert [(f[1], f[2]) for f in found] == [("D", "层级应高于下级组织（下级有乡镇（街道））。")]


def test_what_is_exported_is_imported_unchanged_and_never_runs_as_a_formula(tree):
    Unit.objects.filter(pk=tree.township.pk).update(address="=1+1")
    actor = make_actor(unit=tree.prefecture)
    export = request_export(kind=LedgerKind.UNITS, actor=actor, now=NOW)

    content = files.read(write_export(export=export, actor=actor, now=NOW).file)
    ledger = checked(LedgerKind.UNITS, content, actor=actor)

    assert ledger.count(RowOutcome.SAME) == 4
    assert [row for row, _, _ in faults_of(ledger)] == [4]
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def rezipped(content, replace):
    """The same workbook with some of its parts replaced."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, replace(name, old.read(name)))
    return out.getvalue()


def far_cell(name, part):
    return part.replace(b'r="A2"', b'r="XFD1048576"') if "sheet1" in name else part


def huge_part(name, part):
    return b"0" * (65 * 1024 * 1024) if "theme" in name else part


def one_long_text_many_times(name, part):
    if "sharedStrings" in name:
        return part.replace(b"<t>", b"<t>" + b"x" * 30_000, 1)
    if "sheet1" in name:
        cells = b"".join(b'<c r="K%d" t="s"><v>0</v></c>' % n for n in range(1, 9000))
        return part.replace(b"</row></sheetData>", cells + b"</row></sheetData>")
    return part


def too_wide(name, part):
    return part.replace(b'r="A2"', b'r="BZ2"') if "sheet1" in name else part


@pytest.mark.parametrize("bomb", [far_cell, huge_part, one_long_text_many_times, too_wide])
def test_a_workbook_that_would_fill_the_memory_is_turned_away_unread(bomb):
    sound = workbook(TOWN)

    assert workbook_obstacles(sound) == []
    assert workbook_obstacles(rezipped(sound, bomb)) != []


def test_a_workbook_that_lies_about_its_length_is_turned_away():
    content = bytearray(workbook(TOWN))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    at = content.rindex(size.to_bytes(4, "little"))
    content[at : at + 4] = (10).to_bytes(4, "little")

    assert workbook_obstacles(bytes(content)) != []
    assert workbook_obstacles(b"PK\x03\x04 not a workbook") != []


def test_three_thousand_rows_take_few_queries_in_all(tree, django_assert_max_num_queries):
    rows = [
        {
            **TOWN,
            "区划代码": f"99012{2 - n % 2}{n:06d}",
            "名称": f"第{n}村工会",
            "层级": "基层",
            "类别": "企业工会",
            "上级区划代码": ["990121", "990122"][n % 2 == 0],
        }
        for n in range(3000)
    ]
    actor = make_actor(unit=tree.prefecture)

    with django_assert_max_num_queries(160):
        done = import_rows(*rows, actor=actor)

    assert done == (3000, 0)
    assert Event.objects.filter(code="organisations.unit.import").count() == 3000
