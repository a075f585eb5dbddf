"""The roll on paper, and a document for each applicant: written by a job, once, telling how far."""

import zipfile
from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob
from python_calamine import CalamineWorkbook

from gongyuan.cases.actions.batches import (
    ask_batch,
    forget_batches,
    give_up_batch,
    take_roll,
    write_batch,
)
from gongyuan.cases.actions.roll import join_applicants, leave_case
from gongyuan.cases.choices import CaseState, RollPaper
from gongyuan.cases.models import Case, Claim, DocumentBatch
from gongyuan.cases.queries.roll_documents import TEMPLATES
from gongyuan.cases.roll_texts import ROLL_WORDINGS
from gongyuan.cases.tasks import forget_rolls, write_document_batch
from gongyuan.core import files
from gongyuan.core.documents.layout import make_template
from gongyuan.core.events import events_of
from gongyuan.core.models import File
from gongyuan.core.refusals import Refused
from gongyuan.people.choices import Role
from tests.cases.factories import NOW, make_case
from tests.cases.test_roll_actions import applicant, elect, newcomer, together
from tests.core.markup import Markup
from tests.lawyers.factories import make_lawyer
from tests.organisations.factories import make_unit
from tests.people.factories import make_actor, make_post, make_user

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


def printed(content):
    """All words of a document, those of its tables too."""
    document = docx.Document(BytesIO(content))
    cells = (c.text for t in document.tables for row in t.rows for c in row.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


@pytest.mark.parametrize("kind", RollPaper.values)
def test_the_stored_template_is_made_from_the_wording(kind, tmp_path):
    make_template(ROLL_WORDINGS[kind], tmp_path / "new.docx")

    stored = (TEMPLATES / f"{kind}.docx").read_bytes()
    assert printed((tmp_path / "new.docx").read_bytes()) == printed(stored)


def reckoned(case, name, months, monthly):
    Claim.objects.filter(applicant=applicant(case, name)).update(
        months=Decimal(months),
        monthly_amount=Decimal(monthly),
        amount=Decimal(months) * Decimal(monthly),
    )


def test_the_list_to_sign_has_everybody_and_whom_they_elected(clerk):
    case = together(clerk, 12)
    elect(case, ["甲1", "甲2", "甲3"], clerk)

    text = printed(take_roll(case=case, kind="signature_list", actor=clerk, now=NOW))

    assert "申请人签名册" in text
    assert "我们推举甲1、甲2、甲3为代表人" in text
    assert "第六十三条" in text
    for row in case.applicants.select_related("worker"):
        assert row.worker.name in text
        assert row.worker.identity_number in text


def test_the_list_of_claims_adds_up(clerk):
    case = together(clerk, 3)
    reckoned(case, "甲2", 3, 5000)
    Case.objects.filter(pk=case.pk).update(claim_amount=Decimal(17000))

    text = printed(take_roll(case=case, kind="claim_table", actor=clerk, now=NOW))

    assert "3个月×5,000.00元" in text
    assert "15,000.00" in text
    assert "17,000.00元（人民币壹万柒仟元整）" in text


def test_the_sheet_has_numbers_in_clear_amounts_to_add_up_and_no_formula(clerk):
    case = together(clerk, 2)
    case.applicants.first().worker.__class__.objects.filter(name="甲1").update(name="=1+1")

    content = take_roll(case=case, kind="workbook", actor=clerk, now=NOW)

    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert [row[1] for row in rows] == ["姓名", "=1+1", "甲2"]
    assert rows[1][7] == 1000.0
    assert rows[2][2] == applicant(case, "甲2").worker.identity_number
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_that_the_roll_was_taken_is_on_record_and_only_the_own_unit_takes_it(clerk):
    case = together(clerk, 2)

    take_roll(case=case, kind="workbook", actor=clerk, now=NOW)

    taken = events_of(case).get(code="cases.case.export_roll")
    assert taken.data["title"] == "Excel名单，2人"
    with pytest.raises(Case.DoesNotExist):
        take_roll(case=case, kind="workbook", actor=make_actor(), now=NOW)
    reader = make_actor(role=Role.AUDITOR, unit=case.unit)
    with pytest.raises(PermissionDenied):
        take_roll(case=case, kind="workbook", actor=reader, now=NOW)
    with pytest.raises(Refused, match="没有这种名单"):
        take_roll(case=case, kind="passwords", actor=clerk, now=NOW)


def archive_of(batch):
    with zipfile.ZipFile(BytesIO(files.read(batch.file))) as archive:
        return {name: printed(archive.read(name)) for name in archive.namelist()}


def written(case, kind, actor):
    batch = ask_batch(case=case, kind=kind, actor=actor, now=NOW)
    write_document_batch(batch.pk)
    batch.refresh_from_db()
    return batch


def test_each_gets_a_claim_sheet_of_the_own_claims_with_the_workings(clerk):
    case = together(clerk, 3)
    reckoned(case, "甲2", 3, 5000)
    Claim.objects.create(case=case, kind="labour_relation")

    batch = written(case, "claim_sheet", clerk)

    sheets = archive_of(batch)
    assert list(sheets) == [f"00{n} 甲{n} 个人请求表.docx" for n in (1, 2, 3)]
    second = sheets["002 甲2 个人请求表.docx"]
    assert "15,000.00" in second
    assert "3个月×" in second
    assert "劳动合同法第三十条第一款" in second
    assert "确认双方存在劳动关系" in second
    assert "甲1" not in second
    assert "甲3" not in second
    assert (batch.done, batch.total) == (3, 3)


@pytest.mark.parametrize("kind", ["arbitration_application", "power_of_attorney"])
def test_each_gets_an_application_and_a_power_of_attorney_of_the_own(clerk, kind):
    case = together(clerk, 2)

    papers = list(archive_of(written(case, kind, clerk)).values())

    for own, other, text in (("甲1", "甲2", papers[0]), ("甲2", "甲1", papers[1])):
        assert own in text
        assert other not in text
        assert applicant(case, own).worker.identity_number in text
        assert case.employer.name in text


def test_who_left_gets_nothing_and_a_strange_name_makes_no_strange_file(clerk):
    case = together(clerk, 3)
    row = applicant(case, "甲3")
    row.worker.name = "../甲/三"
    row.worker.save(update_fields=["name"])
    leave_case(case=case, applicant_id=applicant(case, "甲1").pk, note="走", actor=clerk, now=NOW)

    names = list(archive_of(written(case, "claim_sheet", clerk)))

    assert names == ["002 甲2 个人请求表.docx", "003 ..甲三 个人请求表.docx"]


def test_a_batch_asked_for_twice_is_one_job_until_it_is_written(clerk):
    case = together(clerk, 2)
    jobs = ProcrastinateJob.objects.filter(task_name="gongyuan.cases.tasks.write_document_batch")

    first = ask_batch(case=case, kind="claim_sheet", actor=clerk, now=NOW)
    again = ask_batch(case=case, kind="claim_sheet", actor=clerk, now=NOW)
    assert (first, jobs.count()) == (again, 1)

    write_document_batch(first.pk)
    write_document_batch(first.pk)
    later = ask_batch(case=case, kind="claim_sheet", actor=clerk, now=NOW)

    assert later != first
    assert File.objects.filter(content_type="application/zip").count() == 1
    assert events_of(case).filter(code="cases.case.write_batch").count() == 2


def test_a_batch_tells_how_far_it_has_come_while_it_is_written(clerk):
    case = together(clerk, 12)
    batch = ask_batch(case=case, kind="power_of_attorney", actor=clerk, now=NOW)

    with CaptureQueriesContext(connection) as seen:
        write_batch(batch=DocumentBatch.objects.select_related("case").get(pk=batch.pk), now=NOW)

    assert any('SET "done" = 10' in str(query["sql"]) for query in seen)
    batch.refresh_from_db()
    assert (batch.done, batch.total, batch.finished_at) == (12, 12, NOW)


def test_a_batch_begun_again_after_a_kill_holds_everybody_once(clerk):
    case = together(clerk, 3)
    batch = ask_batch(case=case, kind="claim_sheet", actor=clerk, now=NOW)
    DocumentBatch.objects.filter(pk=batch.pk).update(done=2)

    write_document_batch(batch.pk)

    batch.refresh_from_db()
    assert (batch.done, batch.total) == (3, 3)
    assert len(archive_of(batch)) == 3


def test_a_batch_that_cannot_be_written_is_given_up_and_can_be_asked_for_again(clerk):
    case = together(clerk, 2)
    batch = ask_batch(case=case, kind="claim_sheet", actor=clerk, now=NOW)
    Claim.objects.filter(case=case).update(kind="nonsense")

    with pytest.raises(KeyError):
        write_document_batch(batch.pk)

    batch.refresh_from_db()
    assert batch.failed_at is not None
    assert not File.objects.filter(content_type="application/zip").exists()
    assert ask_batch(case=case, kind="claim_sheet", actor=clerk, now=NOW) != batch


def test_giving_up_does_not_undo_what_is_written(clerk):
    batch = written(together(clerk, 1), "claim_sheet", clerk)

    give_up_batch(batch=batch, now=NOW)

    batch.refresh_from_db()
    assert (batch.failed_at, batch.file is not None) == (None, True)


def test_archives_and_unused_rolls_are_destroyed_after_some_days(clerk):
    batch = written(together(clerk, 1), "claim_sheet", clerk)

    assert forget_batches(asked_before=NOW) == 0
    forget_rolls(0)

    assert not DocumentBatch.objects.filter(pk=batch.pk).exists()
    assert not File.objects.filter(pk=batch.file_id).exists()
    assert forget_batches(asked_before=NOW + timedelta(days=1)) == 0


def test_an_unknown_batch_and_a_strangers_case_are_refused(clerk):
    case = together(clerk, 1)

    with pytest.raises(Refused, match="没有这种批量文书"):
        ask_batch(case=case, kind="letters", actor=clerk, now=NOW)
    with pytest.raises(Case.DoesNotExist):
        ask_batch(case=case, kind="claim_sheet", actor=make_actor(), now=NOW)


def words(answer):
    return answer.content.decode()


def test_the_page_offers_the_papers_shows_progress_and_hands_out_the_archive(client, post, clerk):
    case = together(clerk, 2)
    roll = words(client.get(reverse("case_roll", args=[case.pk])))
    asked = client.post(reverse("case_batch_new", args=[case.pk]), {"kind": "claim_sheet"})
    waiting = words(client.get(asked["Location"]))
    batch = DocumentBatch.objects.get()
    early = client.get(reverse("case_batch_file", args=[case.pk, batch.pk]))
    write_document_batch(batch.pk)
    ready = words(client.get(asked["Location"]))
    archive = client.get(reverse("case_batch_file", args=[case.pk, batch.pk]))

    assert Markup(roll).faults() == []
    assert Markup(waiting).faults() == []
    assert "申请人签名册" in roll
    assert "已做 0 份，共 2 份" in waiting
    assert early["Location"] == asked["Location"]
    assert "做好了，共 2 份" in ready
    assert archive["Content-Type"] == "application/zip"
    assert "no-store" in archive["Cache-Control"]


@pytest.mark.parametrize("kind", ["signature_list", "claim_table", "workbook"])
def test_the_roll_is_downloaded_by_a_button(client, post, clerk, kind):
    case = together(clerk, 2)

    answer = client.post(reverse("case_roll_file", args=[case.pk]), {"kind": kind})

    assert answer.status_code == 200
    assert answer.content.startswith(b"PK")
    assert "no-store" in answer["Cache-Control"]


def test_an_unknown_paper_is_told_on_the_roll(client, post, clerk):
    case = together(clerk, 1)

    for name in ("case_roll_file", "case_batch_new"):
        answer = client.post(reverse(name, args=[case.pk]), {"kind": "nonsense"}, follow=True)
        assert "没有这种" in words(answer)
    assert client.get(reverse("case_roll_file", args=[case.pk])).status_code == 405


def test_who_only_reads_is_offered_nothing_to_take(client, post, clerk):
    case = together(clerk, 2)
    client.force_login(make_post(role=Role.AUDITOR, unit=post.unit).user)

    assert "签名册" not in words(client.get(reverse("case_roll", args=[case.pk])))
    address = reverse("case_roll_file", args=[case.pk])
    assert client.post(address, {"kind": "workbook"}).status_code == 403


def test_a_lawyer_takes_the_roll_once_the_case_was_accepted_and_not_before(client):
    unit = make_unit(region_code="410481")
    lawyer = make_lawyer(unit=unit, user=make_user())
    make_post(role=Role.LAWYER, unit=unit, user=lawyer.user)
    client.force_login(lawyer.user)
    given = {"unit": unit, "lawyer": lawyer}
    offered = make_case(state=CaseState.ASSIGNED, **given)
    accepted = make_case(state=CaseState.HANDLING, **given)

    def asked(case):
        take, write = (
            client.post(reverse(name, args=[case.pk]), {"kind": kind})
            for name, kind in (("case_roll_file", "workbook"), ("case_batch_new", "claim_sheet"))
        )
        return take.status_code, write.status_code

    assert asked(offered) == (403, 403)
    assert asked(accepted) == (200, 302)
    assert "打印和导出" not in words(client.get(reverse("case_roll", args=[offered.pk])))
    assert "打印和导出" in words(client.get(reverse("case_roll", args=[accepted.pk])))
    batch = DocumentBatch.objects.get()
    Case.objects.filter(pk=accepted.pk).update(move_of="")
    assert client.get(reverse("case_batch", args=[accepted.pk, batch.pk])).status_code == 200


def test_the_lawyers_page_of_a_large_case_names_who_speaks_and_stays_light(client):
    unit = make_unit(region_code="410481")
    officer = make_actor(role=Role.LEGAL_OFFICER, unit=unit)
    lawyer = make_lawyer(unit=unit, user=make_user())
    make_post(role=Role.LAWYER, unit=unit, user=lawyer.user)
    client.force_login(lawyer.user)
    case = make_case(state=CaseState.HANDLING, unit=unit, lawyer=lawyer)
    people = [newcomer(name=f"甲{n}") for n in range(1, 60)]
    join_applicants(case=case, people=people, actor=officer, now=NOW)
    elect(case, ["甲5", "甲6", "甲7"], officer)

    page = words(client.get(reverse("lawyer_case", args=[case.pk])))

    assert "打给 甲5（代表人）" in page
    assert "甲20" not in page
    assert "共 60 项，60 人，合计 41,500.00 元" in page
    assert len(page) < 30_000
