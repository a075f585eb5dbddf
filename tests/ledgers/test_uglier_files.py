"""More of what offices upload: locked files, pages called Excel, grouped headings, cells that say
nothing, the same row many times; and a job that breaks off lets nobody wait."""

from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from django.core.files.storage import default_storage
from django.urls import reverse

from gongyuan.core.sheets.cells import any_day
from gongyuan.ledgers.actions.importing import ask_import
from gongyuan.ledgers.actions.keeping import match_columns
from gongyuan.ledgers.choices import BROKEN, LedgerKind, RowOutcome, Standing
from gongyuan.ledgers.kinds import KINDS, kind_of, parsing
from gongyuan.ledgers.models import Ledger, LedgerRow
from gongyuan.ledgers.queries.rows import alike_faults, doubles, widespread
from gongyuan.ledgers.tasks import check_ledger_rows, import_ledger_rows, lay_out_ledger
from gongyuan.people.choices import Role
from gongyuan.people.queries import actor_in
from tests.core.markup import Markup
from tests.ledgers.factories import checked, faults_of, imported, kept, upload, workbook
from tests.ledgers.test_in_one_go import licence
from tests.organisations.factories import make_tree
from tests.people.factories import NOW, make_post

pytestmark = pytest.mark.django_db
FOLDER = Path(__file__).parent
#: A password stands before the one of today; of the old one a record says so.
LOCKED = (FOLDER / "locked.xlsx").read_bytes()
CODE_PAGE, PASSWORD = b"\x42\x00\x02\x00\xb0\x04", b"\x2f\x00\x02\x00\xb0\x04"
LOCKED_OLD = (FOLDER / "hidden.xls").read_bytes().replace(CODE_PAGE, PASSWORD, 1)
TABLE = "<table><tr><td>姓名</td><td>执业证号</td><td>律所</td></tr></table>"
HEADING = ["姓名", "执业证号", "律所", "手机"]


@pytest.fixture
def post(client, settings):
    settings.SECOND_FACTOR_COMPULSORY = False
    post = make_post(role=Role.LEGAL_OFFICER, unit=make_tree().county)
    client.force_login(post.user)
    return post


@pytest.fixture
def officer(post):
    return actor_in(post)


def roster(*rows):
    return workbook([HEADING, *rows])


def lawyer(number, phone=""):
    return [f"律试{number}", licence(number), "试验律师事务所", phone]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (LOCKED, "文件设了打开密码"),
        (LOCKED_OLD, "文件设了打开密码"),
        (f"<html><head></head><body>{TABLE}</body></html>".encode("gb18030"), "其实是网页"),
        (f'\n<?xml version="1.0"?><Workbook>{TABLE}</Workbook>'.encode(), "其实是网页"),
        (f"MIME-Version: 1.0\nContent-Type: text/html\n\n{TABLE}".encode(), "其实是网页"),
        (roster(), "表头下面没有内容"),
        (workbook([["甲", "乙"], ["1", "2"]]), "没有找到表头"),
        (workbook([]), "没有找到表头"),
    ],
)
def test_why_a_file_cannot_be_read_is_said_in_words_of_an_office(client, post, content, words):
    answer = client.post(
        reverse("ledger_new", args=["lawyers"]), {"file": upload(content)}, follow=True
    )

    page = answer.content.decode()
    assert words in page
    assert Markup(page).faults() == []
    assert Ledger.objects.get().standing == Standing.UNREADABLE
    assert "换一份文件" in page


@pytest.mark.parametrize("code", sorted(KINDS))
def test_headings_under_a_word_that_groups_them_are_known_in_every_kind(code):
    from gongyuan.core.sheets.layout import find_layout
    from gongyuan.core.sheets.opening import open_sheets

    columns = kind_of(code).columns
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.merge_range(0, 0, 0, len(columns) - 1, "某某总工会")
        page.merge_range(1, 0, 1, len(columns) - 1, "工作台账（2015年）")
        for place, column in enumerate(columns):
            if place in (1, 2):
                page.write(3, place, column.heading)
            else:
                page.merge_range(2, place, 3, place, column.heading)
        page.merge_range(2, 1, 2, 2, "办理情况")
        page.write_row(4, 0, ["一"] * len(columns))
    (sheet,) = open_sheets(out.getvalue())

    layout = find_layout(sheet, columns)

    assert layout is not None
    assert (layout.first_row, layout.last_row) == (3, 4)
    assert layout.known == [column.name for column in columns]


@pytest.mark.parametrize(
    ("parse", "typed", "value"),
    [
        (parsing.phone, "无", ""),
        (parsing.phone, " — ", ""),
        (parsing.phone, "13900000009（本人）", "13900000009"),
        (parsing.phone, "86-13900000011", "13900000011"),
        (parsing.phone, "１３９ 0000 0012", "13900000012"),
        (parsing.phone, "(0375)7000001", "03757000001"),
        (parsing.identity, "不详", ""),
        (parsing.code, "/", ""),
        (parsing.day, "无", None),
        (parsing.last_day, "-", None),
    ],
)
def test_a_cell_that_says_nothing_is_empty_and_a_remark_is_no_part_of_a_number(parse, typed, value):
    column = kind_of("lawyers").column("phone")

    found = parse(column, typed)

    assert (found.value, found.reason) == (value, "")


def test_a_needed_cell_that_says_nothing_is_still_missing(officer):
    content = roster(["律试一", "无", "试验律师事务所", "无"], lawyer(2, "无"))

    ledger = checked(LedgerKind.LAWYERS, content, actor=officer)

    assert faults_of(ledger) == [(2, "licence_number", "要填写执业证号。")]
    assert ledger.count(RowOutcome.NEW) == 1


@pytest.mark.parametrize("typed", ["0215-03-05", "0001-1-1", "0215年3月", "18990101"])
def test_a_year_of_long_ago_is_a_slip_of_the_pen(typed):
    assert any_day(typed) == (None, "年份不对，请照原件重新填写。", False)


def test_rows_that_stand_twice_are_left_out_at_once_and_the_first_of_each_stays(
    client, post, officer
):
    rows = [lawyer(1 + number % 3) for number in range(30)]
    ledger = checked(LedgerKind.LAWYERS, roster(*rows, lawyer(9, "12")), actor=officer)
    url = reverse("ledger_mending", args=[ledger.pk])
    assert len(doubles(ledger)) == 27

    page = client.get(url).content.decode()
    assert "重复的 27 行都不导入" in page
    assert Markup(page).faults() == []
    assert client.post(url, {"doubles": "1"}).status_code == 302

    ledger.refresh_from_db()
    counted = {one: ledger.count(one) for one in RowOutcome if ledger.count(one)}
    assert counted == {RowOutcome.NEW: 3, RowOutcome.LEFT_OUT: 27, RowOutcome.BAD: 1}
    assert "都不导入" not in client.get(url).content.decode()
    assert client.post(url, {"doubles": "1"}).status_code == 302
    ledger.refresh_from_db()
    assert ledger.count(RowOutcome.LEFT_OUT) == 27


def test_what_needs_words_of_its_own_is_not_offered_to_be_mended_together(officer):
    lost, heading = 1.410420151e16, [*HEADING, "聘期起", "聘期止"]
    days = ["2026-01-01", "2026-12-31"]
    rows = [[f"律试{n}", lost, "试验律师事务所", "7000012", *days] for n in (1, 2, 3)]
    twice = [[*lawyer(7), *days], [*lawyer(7), *days]]

    ledger = checked(LedgerKind.LAWYERS, workbook([heading, *rows, *twice]), actor=officer)

    assert alike_faults(ledger, kind_of("lawyers")) == []
    # Of rows without a number nobody can say that they are the same lawyer's.
    assert [(row, name) for row, name, _ in faults_of(ledger)] == [
        *((row, name) for row in (2, 3, 4) for name in ("licence_number", "phone")),
        (6, "name"),
        (6, "starts_on"),
    ]


def test_the_same_row_of_two_sheets_is_seen_in_both(officer):
    out, heading = BytesIO(), [*HEADING, "聘期起", "聘期止"]
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for sheet, day in (("上半年", "2026-01-01"), ("下半年", "2026-03-01")):
            page = book.add_worksheet(sheet)
            page.write_row(0, 0, heading)
            page.write_row(1, 0, [*lawyer(1), day, "2026-12-31"])

    ledger = checked(LedgerKind.LAWYERS, out.getvalue(), actor=officer)

    assert [reason for *_, reason in faults_of(ledger)] == ["与“上半年”第2行的聘期重叠。"]


def test_a_column_that_is_wrong_from_top_to_bottom_may_be_left_out(client, post, officer):
    rows = [lawyer(number, f"12{number}") for number in range(1, 22)]
    ledger = checked(LedgerKind.LAWYERS, roster(*rows), actor=officer)

    assert widespread(ledger, kind_of("lawyers")) == [("手机号", 21)]
    page = client.get(reverse("ledger_mending", args=[ledger.pk])).content.decode()
    assert "“手机号”有 21 行要改" in page
    meant = [{0: "name", 1: "licence_number", 2: "firm"}]
    match_columns(ledger=ledger, meant=meant, defaults={}, actor=officer, now=NOW)
    check_ledger_rows(ledger.pk)
    ledger.refresh_from_db()
    assert (ledger.count(RowOutcome.NEW), ledger.standing) == (21, Standing.READY)


def test_where_there_is_nothing_new_the_page_offers_no_import(client, post, officer):
    imported(LedgerKind.LAWYERS, roster(lawyer(1)), actor=officer)
    again = checked(LedgerKind.LAWYERS, roster(lawyer(1)), actor=officer)

    page = client.get(reverse("ledger_detail", args=[again.pk])).content.decode()

    assert "没有新增和修改，不用导入" in page
    assert reverse("ledger_import", args=[again.pk]) not in page
    assert Markup(page).faults() == []


def test_a_job_that_breaks_off_says_so_and_can_be_asked_for_again(client, post, officer):
    ledger = kept(LedgerKind.LAWYERS, roster(lawyer(1)), actor=officer)
    stored = ledger.file.stored_as
    with default_storage.open(stored) as file:
        content = file.read()
    default_storage.delete(stored)
    Ledger.objects.update(read_at=None)
    with pytest.raises(FileNotFoundError):
        lay_out_ledger(ledger.pk)
    ledger.refresh_from_db()
    assert (ledger.standing, ledger.fault) == (Standing.UNREADABLE, BROKEN)

    Ledger.objects.update(read_at=NOW, fault="")
    meant = [{0: "name", 1: "licence_number", 2: "firm"}]
    match_columns(ledger=ledger, meant=meant, defaults={}, actor=officer, now=NOW)
    with pytest.raises(FileNotFoundError):
        check_ledger_rows(ledger.pk)
    ledger.refresh_from_db()
    assert (ledger.standing, ledger.fault) == (Standing.TO_MATCH, BROKEN)

    default_storage.save(stored, BytesIO(content))
    match_columns(ledger=ledger, meant=meant, defaults={}, actor=officer, now=NOW)
    check_ledger_rows(ledger.pk)
    ledger.refresh_from_db()
    ask_import(ledger=ledger, actor=officer, now=NOW)
    cells = LedgerRow.objects.get().cells
    LedgerRow.objects.update(cells="{")
    with pytest.raises(ValueError, match="Expecting"):
        import_ledger_rows(ledger.pk)
    ledger.refresh_from_db()
    assert (ledger.standing, ledger.fault) == (Standing.READY, BROKEN)
    assert BROKEN in client.get(reverse("ledger_detail", args=[ledger.pk])).content.decode()
    LedgerRow.objects.update(cells=cells)
    ask_import(ledger=ledger, actor=officer, now=NOW)
    import_ledger_rows(ledger.pk)
    ledger.refresh_from_db()
    assert (ledger.standing, ledger.fault) == (Standing.IMPORTED, "")
