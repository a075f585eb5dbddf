"""Lists of cases as Excel files: what is in them, who may, what is written down, how long they
take."""

import tracemalloc
from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from python_calamine import CalamineWorkbook

from gongyuan.cases.actions import exports
from gongyuan.cases.actions.exports import forget_exports, request_export, write_export
from gongyuan.cases.choices import CaseState
from gongyuan.cases.models import CaseExport
from gongyuan.cases.queries.exports import COLUMNS
from gongyuan.cases.queries.filters import CaseFilter
from gongyuan.cases.tasks import write_case_export
from gongyuan.core import files
from gongyuan.core.events import events_of
from gongyuan.core.models import Event
from gongyuan.core.refusals import Refused
from gongyuan.core.sheets.writing import streamed
from gongyuan.people.choices import Role
from gongyuan.people.queries import actor_in
from tests.cases.factories import NOW, make_case, person, submitted
from tests.core.markup import Markup
from tests.lawyers.factories import make_lawyer
from tests.organisations.factories import make_tree
from tests.people.factories import make_actor, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def post(client, tree):
    post = make_post(role=Role.LEGAL_OFFICER, unit=tree.county)
    client.force_login(post.user)
    return post


def sheet(content, name="案件"):
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(name).to_python()
    return [list(row) for row in rows]


def exported(client, query="", **posted):
    answer = client.post(reverse("case_export_new") + query, posted)
    assert answer.headers["Content-Disposition"].startswith("attachment"), answer.content.decode()
    return answer.content


def asked(actor, **chosen):
    return request_export(chosen=CaseFilter(**chosen), words="", actor=actor, now=NOW)


def test_what_the_filter_leaves_is_exported_and_nothing_personal_with_it(client, tree, post):
    lawyer = make_lawyer(unit=tree.county, name="周试明")
    who = person(name="韩试口")
    plain = submitted(unit=tree.county, applicants=(who,))
    handled = make_case(
        unit=tree.county,
        state=CaseState.HANDLING,
        lawyer=lawyer,
        claim_kinds=["unpaid_wages", "overtime"],
        claim_amount=Decimal("46200.50"),
    )
    make_case(unit=tree.other_county)

    content = exported(client)
    head, *rows = sheet(content)

    assert head == [column.heading for column in COLUMNS]
    by_number = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert set(by_number) == {plain.application_number, handled.application_number}
    row = by_number[handled.application_number]
    assert row["请求类别"] == "拖欠劳动报酬、加班工资"
    assert row["请求金额（元）"] == 46200.5
    assert (row["状态"], row["承办律师"], row["申请日期"]) == ("办理中", "周试明", "2026-06-01")
    assert by_number[plain.application_number]["申请人"] == "韩试口"
    told = "".join(
        str(cell) for page in ("案件", "说明") for row in sheet(content, page) for cell in row
    )
    for secret in (who.identity_number, who.phone, plain.facts_text):
        assert secret not in told
    assert len(sheet(exported(client, "?state=handling"))) == 2


def test_who_exported_what_and_how_many_rows_is_written_down(client, tree, post):
    for _ in range(3):
        make_case(unit=tree.county, is_fast_track=True)

    content = exported(client, "?track=fast")

    event = Event.objects.get(code="cases.caseexport.export")
    assert event.data == {"rows": 3, "filter": "快速通道"}
    assert (event.actor_user_id, event.unit_id) == (post.user_id, tree.county.pk)
    export = CaseExport.objects.get()
    assert files.read(export.file) == content
    facts = dict(row[:2] for row in sheet(content, "说明"))
    assert facts["筛选"] == "快速通道"
    assert facts["导出人"].startswith(post.user.name)


def test_what_a_search_found_is_exported_and_the_word_kept_nowhere(client, tree, post):
    found = submitted(unit=tree.county, applicants=(person(name="单试姬"),))
    submitted(unit=tree.county)

    rows = sheet(exported(client, "?state=submitted", text="单试姬"))

    assert [row[0] for row in rows[1:]] == [found.application_number]
    export = CaseExport.objects.get()
    event = events_of(export).get()
    assert event.data == {"rows": 1, "filter": "待受理，按词查找"}
    assert export.file is None
    assert "单试姬" not in f"{export.words}{export.chosen}{event.data}{event.note}"


def test_an_empty_list_is_not_exported_but_told(client, tree, post):
    for posted in ({}, {"text": "没有这个人"}):
        answer = client.post(reverse("case_export_new") + "?track=late", posted, follow=True)
        assert "没有可以导出的" in answer.content.decode()

    assert not CaseExport.objects.exists()


@pytest.mark.parametrize("role", [Role.WINDOW_CLERK, Role.LAWYER, Role.AUDITOR])
def test_who_has_no_power_exports_nothing(client, tree, role):
    make_case(unit=tree.county)
    client.force_login(make_post(role=role, unit=tree.county).user)

    assert client.post(reverse("case_export_new")).status_code == 403
    assert "导出 Excel" not in client.get(reverse("case_list")).content.decode()
    with pytest.raises(Refused, match="不能导出"):
        asked(make_actor(role=role, unit=tree.county))


@pytest.fixture
def _long(monkeypatch):
    """Three rows are a long list."""
    monkeypatch.setattr(exports, "WRITTEN_AT_ONCE", 2)


@pytest.mark.usefixtures("_long")
def test_a_long_list_is_written_by_a_job_and_waited_for(client, tree, post):
    for _ in range(5):
        make_case(unit=tree.county)

    where = client.post(reverse("case_export_new")).url
    waiting = client.get(where).content.decode()
    again = client.post(reverse("case_export_new")).url
    export = CaseExport.objects.get()
    write_case_export(export.pk)
    write_case_export(export.pk)

    assert where == again == reverse("case_export", args=[export.pk])
    assert "正在写" in waiting
    assert 'hx-trigger="every 2s"' in waiting
    done = client.get(where).content.decode()
    for page in (waiting, done):
        assert Markup(page).faults() == []
    assert "写好了，共 5 件" in done
    assert "hx-trigger" not in done.partition("<main")[2]
    answer = client.get(reverse("case_export_file", args=[export.pk]))
    assert len(sheet(answer.content)) == 6
    assert Event.objects.filter(code="cases.caseexport.export").count() == 1


@pytest.mark.usefixtures("_long")
def test_a_job_sees_what_the_post_sees_when_it_runs(tree):
    for _ in range(3):
        make_case(unit=tree.county)
    post = make_post(role=Role.LEGAL_OFFICER, unit=tree.county)
    export = asked(actor_in(post))
    lost = asked(actor_in(post), track="")
    assert lost == export
    post.ends_on = NOW.date() - timedelta(days=400)
    post.starts_on = NOW.date() - timedelta(days=500)
    post.save()

    write_case_export(export.pk)

    export.refresh_from_db()
    assert export.failed_at is not None
    assert export.file is None
    assert not events_of(export).exists()


@pytest.mark.usefixtures("_long")
def test_a_longer_list_than_the_limit_is_cut_and_counts_what_is_in_it(monkeypatch, tree):
    monkeypatch.setattr(exports, "MOST_EXPORTED", 4)
    newest = [make_case(unit=tree.county).application_number for _ in range(6)][:1:-1]
    actor = actor_in(make_post(role=Role.LEGAL_OFFICER, unit=tree.county))

    done = write_export(export=asked(actor), actor=actor, now=NOW)

    assert done.total == 4
    assert [row[0] for row in sheet(files.read(done.file))[1:]] == newest
    assert events_of(done).get().data["rows"] == 4


def test_another_account_reaches_no_export(client, tree, post):
    make_case(unit=tree.county)
    exported(client)
    export = CaseExport.objects.get()
    client.force_login(make_post(role=Role.LEGAL_HEAD, unit=tree.county).user)

    for route in ("case_export", "case_export_file"):
        assert client.get(reverse(route, args=[export.pk])).status_code == 404


def test_old_files_are_destroyed_and_that_they_were_taken_stays(
    client, tree, post, django_capture_on_commit_callbacks
):
    make_case(unit=tree.county)
    exported(client)
    export = CaseExport.objects.get()
    stored = export.file.stored_as
    soon = export.asked_at + timedelta(days=exports.DAYS_KEPT)

    with django_capture_on_commit_callbacks(execute=True):
        assert forget_exports(now=soon) == 0
        assert forget_exports(now=soon + timedelta(minutes=1)) == 1

    assert not default_storage.exists(stored)
    assert "过了保留" in client.get(reverse("case_export", args=[export.pk])).content.decode()
    assert events_of(export).exists()


def test_the_memory_is_flat_however_long_the_sheet(tmp_path):
    def peak(rows):
        values = ((f"舞工援申〔2026〕{n}号", "欧阳某某等12人", Decimal(n)) for n in range(rows))
        tracemalloc.start()
        assert streamed(tmp_path / f"{rows}.xlsx", "案件", COLUMNS[:3], values) == rows
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    peak(10)

    assert peak(8000) < peak(800) * 1.3


def test_no_cell_is_run_as_a_formula(tmp_path):
    target = tmp_path / "x.xlsx"
    streamed(target, "案件", COLUMNS[:2], [("=1+1", "http://x.example")], [("筛选", "=2+2")])

    assert sheet(target.read_bytes())[1] == ["=1+1", "http://x.example"]
    assert sheet(target.read_bytes(), "说明") == [["筛选", "=2+2"]]
