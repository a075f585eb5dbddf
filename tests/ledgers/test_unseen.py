"""Rows filtered away, folded or hidden, hidden columns and sheets: nobody imports them unasked."""

from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from django.urls import reverse

from gongyuan.core.refusals import Refused
from gongyuan.core.sheets.opening import all_sheets
from gongyuan.core.sheets.unseen import told
from gongyuan.ledgers.actions.checking import check_ledger
from gongyuan.ledgers.actions.importing import ask_import
from gongyuan.ledgers.actions.keeping import is_as_before, match_columns
from gongyuan.ledgers.choices import LedgerKind, RowOutcome, Standing
from gongyuan.ledgers.details import Wanted
from gongyuan.ledgers.models import Ledger, LedgerHeadings
from gongyuan.people.choices import Role
from gongyuan.people.queries import actor_in
from tests.core.markup import Markup
from tests.ledgers.factories import faults_of, imported, kept, upload, workbook
from tests.ledgers.test_in_one_go import licence
from tests.organisations.factories import make_tree
from tests.people.factories import NOW, make_post

pytestmark = pytest.mark.django_db
HEADING = ["姓名", "执业证号", "律所", "手机"]
#: Rows 3 and 4 and the second column of the first sheet are hidden, and the second sheet.
OLD_EXCEL = Path(__file__).with_name("hidden.xls").read_bytes()
#: What of the sheet is not shown, as Excel writes it: by the filter, by a fold, by hand, by height.
UNSEEN_ROWS = {4: {"hidden": True}, 5: {"hidden": True, "level": 1}}


def file_with(*, rows=8, hidden_column=None, sheets=()):
    """A roster with row 5 filtered away, row 6 folded, row 8 no higher than nothing, a blank hidden
    row below; perhaps a hidden column, and hidden sheets."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet("名册&<一>")
        page.write_row(0, 0, HEADING)
        for number in range(1, rows + 1):
            page.write_row(number, 0, [f"律试{number}", licence(number), "试验律师事务所", ""])
        for place, options in UNSEEN_ROWS.items():
            page.set_row(place, None, None, options)
        page.set_row(7, 0)
        page.set_row(rows + 1, None, None, {"hidden": True})
        if hidden_column is not None:
            page.set_column(hidden_column, hidden_column, None, None, {"hidden": True})
        for name, table in sheets:
            hidden = book.add_worksheet(name)
            for number, row in enumerate(table):
                hidden.write_row(number, 0, row)
            hidden.hide()
    return out.getvalue()


@pytest.fixture
def post(client, settings):
    settings.SECOND_FACTOR_COMPULSORY = False
    post = make_post(role=Role.LEGAL_OFFICER, unit=make_tree().county)
    client.force_login(post.user)
    return post


@pytest.fixture
def officer(post):
    return actor_in(post)


def settled(ledger, actor, *wanted, used=None):
    """A ledger whose columns mean what was proposed, with what was said of what is not shown."""
    meant = [
        {index: name for index, _, name in one["headings"]}
        if (one["is_used"] if used is None else one["sheet"] in used)
        else None
        for one in ledger.layout
    ]
    ledger = match_columns(
        ledger=ledger, meant=meant, defaults={}, wanted=wanted, actor=actor, now=NOW
    )
    return check_ledger(ledger=ledger, actor=actor, now=NOW)


def test_hidden_rows_come_in_only_after_somebody_said_so(officer):
    ledger = kept(LedgerKind.LAWYERS, file_with(), actor=officer)

    (said,) = ledger.layout
    assert (said["unseen_rows"], said["unseen_told"]) == (3, "第5–6行、第8行")
    for nothing_said in ((), (Wanted(),), (Wanted(columns=True),)):
        with pytest.raises(Refused, match="“名册&<一>”：有3行没有显示出来（第5–6行、第8行）"):
            settled(ledger, officer, *nothing_said)
    ledger.refresh_from_db()
    assert (ledger.standing, ledger.rows.count()) == (Standing.TO_MATCH, 0)

    seen = settled(ledger, officer, Wanted(rows=False))
    assert (seen.count(RowOutcome.NEW), seen.count(RowOutcome.LEFT_OUT)) == (5, 3)
    left = seen.rows.filter(outcome=RowOutcome.LEFT_OUT).order_by("position")
    assert [(row.number, row.hints) for row in left] == [
        (number, ["表里没有显示出来的行"]) for number in (5, 6, 8)
    ]
    # Thought of again, before anything is imported.
    whole = settled(seen, officer, Wanted(rows=True))
    assert (whole.count(RowOutcome.NEW), whole.count(RowOutcome.LEFT_OUT)) == (8, 0)


def test_hidden_columns_are_left_where_they_are_not_wanted_and_what_they_mean_is_remembered(
    officer,
):
    content = file_with(hidden_column=2)
    ledger = kept(LedgerKind.LAWYERS, content, actor=officer)
    assert ledger.layout[0]["unseen_columns"] == [2]
    with pytest.raises(Refused, match="有1列没有显示出来"):
        settled(ledger, officer, Wanted(rows=True))

    # The firm stands in no other column, and a row cannot do without it.
    with pytest.raises(Refused, match="还没有认出：律师事务所"):
        settled(ledger, officer, Wanted(rows=True, columns=False))
    given = {index: name for index, _, name in ledger.layout[0]["headings"]}
    ledger = match_columns(
        ledger=ledger,
        meant=[given],
        defaults={"firm": "另外的律师事务所"},
        wanted=[Wanted(rows=True, columns=False)],
        actor=officer,
        now=NOW,
    )
    ledger = check_ledger(ledger=ledger, actor=officer, now=NOW)

    assert ledger.standing == Standing.READY, faults_of(ledger)
    assert "另外的律师事务所" in ledger.rows.first().cells
    assert dict(LedgerHeadings.objects.get().headings)["律所"] == "firm"


def test_hidden_sheets_are_named_and_not_proposed(officer):
    table = [HEADING, ["律试九", licence(9), "试验律师事务所", ""]]
    content = file_with(sheets=[("去年", table), ("代码", [["甲"], ["乙"]])])

    ledger = kept(LedgerKind.LAWYERS, content, actor=officer)

    assert [(one["sheet"], one["is_hidden"], one["is_used"]) for one in ledger.layout] == [
        ("名册&<一>", False, True),
        ("去年", True, False),
    ]
    only = settled(ledger, officer, used={"去年"})
    assert only.count(RowOutcome.NEW) == 1
    # A workbook of hidden sheets alone proposes none, and says so on the page.
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet("封面").write(0, 0, "名册")
        hidden = book.add_worksheet("名册")
        for number, row in enumerate(table):
            hidden.write_row(number, 0, row)
        hidden.hide()
    ledger = kept(LedgerKind.LAWYERS, out.getvalue(), actor=officer)
    assert [one["is_used"] for one in ledger.layout] == [False, False]


def test_what_was_settled_before_is_asked_again_where_something_is_not_shown(officer):
    row = ["律试一", licence(1), "试验律师事务所", ""]
    imported(LedgerKind.LAWYERS, workbook([HEADING, row]), actor=officer)

    assert is_as_before(kept(LedgerKind.LAWYERS, workbook([HEADING, row]), actor=officer))
    hidden = kept(LedgerKind.LAWYERS, file_with(), actor=officer)
    assert not is_as_before(hidden)
    with pytest.raises(Refused, match="检查完以后"):
        ask_import(ledger=hidden, actor=officer, now=NOW)


def test_the_page_asks_and_keeps_what_was_chosen(client, post):
    answer = client.post(
        reverse("ledger_new", args=["lawyers"]), {"file": upload(file_with(hidden_column=3))}
    )
    ledger = Ledger.objects.get()
    url = reverse("ledger_columns", args=[ledger.pk])
    assert client.get(answer.url).url == url
    page = client.get(url).content.decode()
    for words in ("有 3 行没有显示出来", "第5–6行、第8行", "有 1 列没有显示出来", "是手机。"):
        assert words in page
    radios = Markup(page).all("input", name="sheet0-takes_rows")
    assert [one.attrs.get("value") for one in radios] == ["yes", "no"]
    assert not [one for one in radios if "checked" in one.attrs]
    assert Markup(page).faults() == []

    said = {f"sheet0-column{index}": name for index, _, name in ledger.layout[0]["headings"]}
    said |= {"sheet0-is_used": "on", "sheet0-takes_columns": "no"}
    refused = client.post(url, said)
    assert "请选是不是一并导入" in refused.content.decode()
    assert Ledger.objects.get().matched_at is None
    for odd in ("perhaps", ""):
        assert client.post(url, said | {"sheet0-takes_rows": odd}).status_code == 200
    assert client.post(url, said | {"sheet0-takes_rows": "no"}).status_code == 302
    ledger.refresh_from_db()
    assert (ledger.count(RowOutcome.NEW), ledger.count(RowOutcome.LEFT_OUT)) == (5, 3)
    left = client.get(reverse("ledger_rows", args=[ledger.pk, "left_out"])).content.decode()
    assert "律试4" in left
    assert "表里没有显示出来的行" in left
    again = Markup(client.get(url).content.decode())
    radios = [*again.all("input", name="sheet0-takes_rows")]
    assert [one.attrs["value"] for one in radios if "checked" in one.attrs] == ["no"]


def test_old_excel_tells_what_it_does_not_show_too():
    sheet, hidden = all_sheets(OLD_EXCEL)

    assert (hidden.is_hidden, sheet.is_hidden) == (True, False)
    assert (told(sheet.unseen().rows), set(sheet.unseen().columns)) == ("第3–4行", {1})


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], ""),
        ([7], "第7行"),
        ([9, 5, 6, 7], "第5–7行、第9行"),
        (range(1, 40, 3), "第1行、第4行、第7行、第10行、第13行、第16行等"),
    ],
)
def test_rows_that_follow_each_other_are_told_together(rows, words):
    assert told(rows) == words
