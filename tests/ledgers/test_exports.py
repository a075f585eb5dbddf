"""Ledgers going out: the office's own columns, nothing personal without the power, on record."""

from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from gongyuan.core import files
from gongyuan.core.models import Event
from gongyuan.core.refusals import Refused
from gongyuan.ledgers.actions import exporting
from gongyuan.ledgers.actions.exporting import forget_exports, request_export, write_export
from gongyuan.ledgers.choices import LedgerKind, RowOutcome
from gongyuan.ledgers.models import LedgerExport
from gongyuan.ledgers.tasks import write_ledger_export
from gongyuan.people.choices import Role
from tests.ledgers.factories import checked, imported, workbook
from tests.ledgers.test_in_one_go import licence
from tests.ledgers.test_past_cases import ADVICE, COURT, HEAD, UNFILED, WAGES
from tests.organisations.factories import make_institution, make_tree
from tests.people.factories import NOW, make_actor, make_post

pytestmark = pytest.mark.django_db
HEADING = ["序号", "律师姓名", "所在律所", "执业证号码", "联系电话", "聘任时间", "到期日期"]
ROW = [1, "周试明", "试验律师事务所", licence(1), "13900000001", "2026-01-01", "2026-12-31"]


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def head(tree):
    return make_actor(role=Role.LEGAL_HEAD, unit=tree.county)


def written(kind, actor):
    export = request_export(kind=kind, actor=actor, now=NOW)
    return write_export(export=export, actor=actor, now=NOW)


def sheet(export, page=0):
    book = CalamineWorkbook.from_filelike(BytesIO(files.read(export.file)))
    return [list(row) for row in book.get_sheet_by_index(page).to_python()]


def test_it_goes_out_in_the_columns_it_came_in_and_comes_back_unchanged(tree, head):
    imported(LedgerKind.LAWYERS, workbook([HEADING, ROW]), actor=head)

    export = written(LedgerKind.LAWYERS, head)

    first, row = sheet(export)
    # The own column that means nothing here stays, empty; what the office does not keep follows.
    assert first[:7] == HEADING
    assert row[:7] == ["", *ROW[1:]]
    assert "首次执业日期" in first[7:]
    again = checked(LedgerKind.LAWYERS, files.read(export.file), actor=head)
    assert (again.count(RowOutcome.SAME), again.count(RowOutcome.BAD)) == (1, 0)


def test_numbers_of_persons_go_out_only_with_the_power_to_see_them(tree, head):
    imported(LedgerKind.LAWYERS, workbook([HEADING, ROW]), actor=head)
    without = make_actor(role=Role.LEGAL_OFFICER, unit=tree.county)
    without = type(without)(
        **{**vars(without), "capabilities": without.capabilities - {"people.reveal"}}
    )

    bare = written(LedgerKind.LAWYERS, without)
    whole = written(LedgerKind.LAWYERS, head)

    assert "联系电话" not in sheet(bare)[0]
    assert "13900000001" not in str(sheet(bare))
    assert "13900000001" in str(sheet(whole))
    told = list(Event.objects.filter(code="ledgers.ledgerexport.export").order_by("pk"))
    assert [event.data for event in told] == [
        {"kind": "lawyers", "rows": 1, "has_personal": False},
        {"kind": "lawyers", "rows": 1, "has_personal": True},
    ]
    assert "不含身份证号" in str(sheet(bare, 1))


def test_past_cases_go_out_with_their_figures_and_only_those_in_sight(tree, head):
    imported(LedgerKind.PAST_CASES, workbook([HEAD, WAGES, ADVICE, COURT, UNFILED]), actor=head)
    upper = make_actor(role=Role.LEGAL_HEAD, unit=tree.prefecture)

    rows = sheet(written(LedgerKind.PAST_CASES, head))

    row = dict(zip(rows[0], rows[1], strict=True))
    assert (row["案号"], row["申请人姓名"], row["裁决金额"]) == (
        "平工援〔2014〕1号",
        "王试工",
        8000.0,
    )
    assert (row["受理时间"], row["援助方式"]) == ("2014-03-05", "代理仲裁")
    assert (row["审级"], row["立案时间"], row["结案方式"]) == ("仲裁", "2014-03-12", "裁决")
    assert len(rows) == 5
    assert len(sheet(written(LedgerKind.PAST_CASES, upper))) == 5
    with pytest.raises(Refused, match="没有可以导出"):
        written(LedgerKind.PAST_CASES, make_actor(role=Role.LEGAL_HEAD, unit=tree.other_county))


def test_institutions_and_unions_go_out_in_the_columns_of_the_template(tree, head):
    make_institution(unit=tree.township, name="柳镇工作站")

    assert sheet(written(LedgerKind.INSTITUTIONS, head))[1][0] == "柳镇工作站"
    unions = sheet(written(LedgerKind.UNITS, head))
    assert [row[1] for row in unions[1:]] == ["临河县总工会", "柳镇总工会", "杨镇总工会"]


def test_a_long_one_is_a_jobs_and_is_waited_for(client, tree, monkeypatch, settings):
    settings.SECOND_FACTOR_COMPULSORY = False
    monkeypatch.setattr(exporting, "WRITTEN_AT_ONCE", 0)
    make_institution(unit=tree.county)
    post = make_post(role=Role.LEGAL_OFFICER, unit=tree.county)
    client.force_login(post.user)

    sent = client.post(reverse("ledger_export_new", args=["institutions"]))

    export = LedgerExport.objects.get()
    assert sent.url == reverse("ledger_export", args=[export.pk])
    assert "正在写" in client.get(sent.url).content.decode()
    assert client.post(reverse("ledger_export_new", args=["institutions"])).url == sent.url
    write_ledger_export(export_id=export.pk)
    assert "下载 Excel" in client.get(sent.url).content.decode()
    got = client.get(reverse("ledger_export_file", args=[export.pk]))
    assert got.headers["Content-Disposition"].startswith("attachment")
    client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=tree.county).user)
    assert client.get(sent.url).status_code == 404


def test_files_of_ledgers_are_not_kept_for_ever(tree, head):
    make_institution(unit=tree.county)
    export = written(LedgerKind.INSTITUTIONS, head)
    assert forget_exports(now=NOW) == 0
    LedgerExport.objects.update(asked_at=NOW.replace(year=2020))

    assert forget_exports(now=NOW) == 1

    export.refresh_from_db()
    assert export.file is None
