"""The pages of a roll: template, upload, preview, registration, and a case of hundreds."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongyuan.cases.choices import CaseState
from gongyuan.cases.models import Applicant, ApplicantSheet, Case, Claim
from gongyuan.core.files import XLSX
from gongyuan.people.choices import Role
from gongyuan.people.queries import actor_in
from tests.cases.factories import make_case
from tests.cases.roll_factories import make_sheet, roll_row, roll_rows, roll_upload
from tests.cases.test_case_views import typed
from tests.core.markup import Markup
from tests.organisations.factories import make_unit
from tests.people.factories import identity_number, make_post, make_worker

pytestmark = pytest.mark.django_db
NOT_TYPED = ("name", "identity_number", "phone", "others", "claim1_kind", "claim1_amount")


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


def words(answer):
    return answer.content.decode()


def uploaded(client, rows, *, to=None):
    """The address of the page of a roll just uploaded."""
    address = (
        reverse("case_applicant_sheet", args=[to.pk]) if to else reverse("applicant_sheet_new")
    )
    answer = client.post(address, {"file": roll_upload(rows)})
    assert answer.status_code == 302
    return answer["Location"]


def rest_of_the_form(**values):
    return {name: value for name, value in typed(**values).items() if name not in NOT_TYPED}


def test_the_window_offers_the_template_and_the_upload(client, post):
    page = words(client.get(reverse("case_registration")))
    upload = words(client.get(reverse("applicant_sheet_new")))
    template = client.get(reverse("applicant_sheet_template"))

    assert reverse("applicant_sheet_new") in page
    assert reverse("applicant_sheet_template") in upload
    assert template["Content-Type"] == XLSX
    assert Markup(upload).faults() == []


def test_a_right_roll_is_shown_with_counts_and_sum_before_anybody_is_registered(client, post):
    page = words(client.get(uploaded(client, roll_rows(60, representatives=3))))

    assert "60 人，请求合计 900,000.00 元" in page
    assert "试工1、试工2、试工3" in page
    assert "先列出前 50 人" in page
    assert "试工51" not in page
    assert "3个月×5,000.00元" in page
    assert Markup(page).faults() == []
    assert not Case.objects.exists()


def test_a_wrong_roll_lists_its_cells_and_is_kept(client, post):
    address = uploaded(client, [roll_row(1, 姓名="<b>" * 20, 手机号="12"), roll_row(2, 姓名="")])

    page = words(client.get(address))

    assert "有 3 处要改，谁都没有导入" in page
    assert "要填写姓名。" in page
    assert "&lt;b&gt;" in page
    assert ApplicantSheet.objects.count() == 1
    assert "有 3 处要改" in words(client.get(address))
    assert Markup(page).faults() == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "空"), (b"%PDF-1.4", "请传 .xlsx 文件"), (b"MZ\x90", "不是它名字所说的类型")],
)
def test_what_is_no_workbook_is_refused_beside_the_field(client, post, content, sentence):
    answer = client.post(
        reverse("applicant_sheet_new"), {"file": SimpleUploadedFile("名单.xlsx", content)}
    )

    assert answer.status_code == 200
    beside = words(answer).partition('id="id_file_error"')[2].split("</ul>")[0]
    assert sentence in beside
    assert not ApplicantSheet.objects.exists()


def test_the_rest_is_asked_for_once_and_a_mistake_keeps_roll_and_words(client, post):
    sheet = uploaded(client, roll_rows(12, representatives=3))
    address = f"{sheet}application/"
    page = words(client.get(address))
    wrong = client.post(address, rest_of_the_form(uscc="91410481000000000X"))

    assert "12 人，请求合计 180,000.00 元" in page
    assert 'name="claim1_kind"' not in page
    assert Markup(page).faults() == []
    assert wrong.status_code == 200
    assert "12 人，请求合计" in words(wrong)
    assert "91410481000000000X" in words(wrong)
    assert not Case.objects.exists()

    form = rest_of_the_form()
    places = {client.post(address, form)["Location"] for _ in range(2)}

    case = Case.objects.get()
    assert places == {reverse("case_detail", args=[case.pk])}
    assert case.people_count == 12
    assert client.get(sheet)["Location"] == reverse("case_detail", args=[case.pk])


def test_a_roll_with_a_bad_cell_cannot_be_registered(client, post):
    address = uploaded(client, [roll_row(1, 姓名="")]) + "application/"

    page = words(client.get(address))
    answer = client.post(address, rest_of_the_form())

    assert "名单有 1 处要改，不能登记。" in page
    assert answer.status_code == 200
    assert "第2行A列姓名：要填写姓名。" in words(answer)
    assert not Case.objects.exists()


def test_people_are_added_to_a_case_after_they_were_shown(client, post):
    case = make_case(unit=post.unit)
    address = uploaded(client, roll_rows(11, representatives=3), to=case)

    preview = words(client.get(address))
    for _ in range(2):
        answer = client.post(address)
    page = words(client.get(answer["Location"]))

    assert "11 人，请求合计 165,000.00 元" in preview
    assert "申请人名单已导入，现有 12 名申请人。" in page
    assert "重大案件" in page
    assert Applicant.objects.filter(case=case).count() == 12


def test_a_refusal_is_told_on_the_page_of_the_roll(client, post):
    case = make_case(unit=post.unit, state=CaseState.CLOSED)
    address = uploaded(client, [roll_row(1)], to=case)

    answer = client.post(address)

    assert answer.status_code == 200
    assert "申请人名单不能再改" in words(answer)


def number(born_on, serial):
    return identity_number(born_on=born_on, serial=serial)


def large_case(post, count):
    """A case with so many applicants, written directly."""
    born_on = date(1950, 1, 1) + timedelta(days=count)
    case = make_case(unit=post.unit, state=CaseState.HANDLING)
    workers = [
        make_worker(
            unit=post.unit,
            name=f"众{n}",
            identity_number=identity_number(born_on=born_on, serial=n),
        )
        for n in range(count - 1)
    ]
    rows = Applicant.objects.bulk_create(
        Applicant(case=case, worker=worker, position=n, is_representative=n < 4)
        for n, worker in enumerate(workers, 2)
    )
    Claim.objects.bulk_create(
        Claim(case=case, applicant=row, kind="overtime", amount=100) for row in rows
    )
    case.people_count, case.applicant_label = count, f"众0等{count}人"
    case.save(update_fields=["people_count", "applicant_label"])
    return case


def test_the_page_is_as_heavy_with_forty_as_with_five_hundred(client, post):
    sizes, queries = [], []
    for count in (40, 500):
        address = reverse("case_detail", args=[large_case(post, count).pk])
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            sizes.append(len(client.get(address).content))
        queries.append(len(seen))

    assert queries[0] == queries[1]
    assert abs(sizes[0] - sizes[1]) < 200
    assert sizes[1] < 60_000


def test_the_page_of_a_large_case_shows_who_speaks_and_the_sums(client, post):
    case = large_case(post, 100)

    page = words(client.get(reverse("case_detail", args=[case.pk])))

    assert "众0等100人" in page
    assert "众0" in page
    assert "众50" not in page
    assert "99人" in page
    assert "9,900.00" in page
    assert "全部 100 名申请人" in page
    assert Markup(page).faults() == []


def test_the_roll_shows_fifty_a_page_in_as_many_queries_as_five(client, post):
    counts = []
    for count in (5, 120):
        address = reverse("case_roll", args=[large_case(post, count).pk])
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            page = words(client.get(address))
        counts.append(len(seen))
    last = words(client.get(f"{address}?page=3"))
    wild = client.get(f"{address}?page=99999999999999999999")

    assert counts[0] == counts[1]
    assert "众48" in page
    assert "众50" not in page
    assert "众118" in last
    assert wild.status_code == 200
    assert len(page) < 60_000
    assert Markup(page).faults() == []


def test_numbers_on_the_roll_are_masked(client, post):
    case = make_case(unit=post.unit)
    worker = case.applicants.get().worker

    page = words(client.get(reverse("case_roll", args=[case.pk])))

    assert worker.identity_number not in page
    assert worker.phone not in page


def test_a_sheet_of_another_unit_is_not_there(client, post):
    stranger = actor_in(make_post(role=Role.WINDOW_CLERK))
    sheet = make_sheet(actor=stranger)

    for name in ("applicant_sheet", "case_roll_registration"):
        assert client.get(reverse(name, args=[sheet.pk])).status_code == 404
