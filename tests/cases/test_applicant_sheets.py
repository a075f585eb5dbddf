"""Rolls of applicants from Excel: read, refused cell by cell, imported whole and once."""

import time
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from python_calamine import CalamineWorkbook

from gongyuan.cases.actions.applicant_sheets import (
    forget_sheets,
    import_sheet,
    keep_sheet,
    register_sheet,
)
from gongyuan.cases.actions.roll import leave_case
from gongyuan.cases.choices import CaseState, StageKind
from gongyuan.cases.models import Applicant, ApplicantSheet, Case, Claim, Stage
from gongyuan.cases.queries.applicant_sheets import sheet_plan, template
from gongyuan.cases.queries.lists import cases_of_person, similar_cases
from gongyuan.cases.queries.search import find_cases
from gongyuan.cases.queries.whole import whole_case
from gongyuan.core.events import events_of
from gongyuan.core.models import File
from gongyuan.core.refusals import Refused
from gongyuan.organisations.models import Unit
from gongyuan.people.choices import Role
from gongyuan.people.models import Worker
from gongyuan.reporting.choices import Source
from gongyuan.reporting.queries import cell_text, table
from tests.cases.factories import NOW, application, make_case, submitted
from tests.cases.roll_factories import (
    HEADINGS,
    make_sheet,
    roll_row,
    roll_rows,
    roll_upload,
    roll_workbook,
)
from tests.organisations.factories import make_unit
from tests.people.factories import identity_number, make_actor, make_worker

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def _files_in_the_tests_own_folder(settings, tmp_path):
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": backend, "OPTIONS": {"location": tmp_path}},
    }


@pytest.fixture
def clerk():
    return make_actor(role=Role.WINDOW_CLERK, unit=make_unit(region_code="410481"))


def unit_of(actor):
    return Unit.objects.get(pk=actor.unit_id)


def faults(clerk, rows, *, case=None, **options):
    content = roll_workbook(rows, **options)
    plan = sheet_plan(content, unit=unit_of(clerk), case=case, today=TODAY)
    return [(f.row, f.column, f.reason) for f in plan.faults]


def registered(clerk, rows=None):
    sheet = make_sheet(actor=clerk, rows=rows)
    told = application(applicants=(), claims=())
    unit = unit_of(clerk)
    return register_sheet(sheet=sheet, application=told, unit=unit, actor=clerk, now=NOW)


def test_the_template_has_every_column_and_says_how_to_fill_it_in():
    book = CalamineWorkbook.from_filelike(BytesIO(template()))

    assert book.sheet_names == ["申请人名单", "填写说明"]
    assert book.get_sheet_by_index(0).to_python()[0] == HEADINGS
    guide = {row[0]: row[1] for row in book.get_sheet_by_index(1).to_python()}
    assert guide["姓名"] == "必填。照身份证"
    assert set(HEADINGS) <= set(guide)


def test_a_roll_becomes_one_case_of_all_its_people_with_a_claim_sheet_each(clerk):
    rows = roll_rows(12, representatives=3)
    rows[1] |= {"月数1": "", "每月金额1": "", "金额1": "1.2万", "请求2": "经济补偿", "金额2": 3000}

    case = registered(clerk, rows)

    assert case.people_count == 12
    assert case.applicant_label == "试工1等12人"
    assert case.claim_amount == Decimal("180000.00")
    assert case.is_major
    assert case.is_migrant
    assert case.claim_kinds == ["unpaid_wages", "economic_compensation"]
    people = list(case.applicants.select_related("worker"))
    assert [p.worker.name for p in people] == [f"试工{n}" for n in range(1, 13)]
    assert [p.is_representative for p in people] == [True] * 3 + [False] * 9
    first, second = (list(p.claims.order_by("pk")) for p in people[:2])
    assert [(c.amount, c.months, c.monthly_amount) for c in first] == [
        (Decimal("15000.00"), Decimal("3.00"), Decimal("5000.00"))
    ]
    assert [c.amount for c in second] == [Decimal("12000.00"), Decimal("3000.00")]
    assert case.papers.get().title == "申请人名单（名单.xlsx）"
    codes = list(events_of(case).order_by("pk").values_list("code", flat=True))
    assert "cases.case.import_applicants" in codes


def test_each_of_them_is_found_and_has_the_case_among_the_own(clerk):
    rows = roll_rows(12, representatives=3)
    case = registered(clerk, rows)
    last = case.applicants.last().worker
    other = make_case(unit=case.unit, worker=last)

    for text in ("试工7", last.phone[-4:], last.identity_number):
        assert case in find_cases(clerk, text)
    assert case in cases_of_person(last.identity_number, "", clerk)
    assert similar_cases(other, clerk, whole_case(other, clerk).elsewhere) == [case]


def test_the_same_roll_sent_twice_is_one_case(clerk):
    sheet = make_sheet(actor=clerk)
    unit = unit_of(clerk)
    given = {"sheet": sheet, "unit": unit, "actor": clerk, "now": NOW}

    first = register_sheet(application=application(applicants=(), claims=()), **given)
    second = register_sheet(application=application(applicants=(), claims=()), **given)

    assert first == second
    assert Case.objects.count() == 1
    assert Worker.objects.count() == 12


def test_further_people_join_a_case_that_is_open_and_it_becomes_major(clerk):
    case = submitted(unit=unit_of(clerk))
    known = case.applicants.get().worker
    assert not case.is_major
    sheet = make_sheet(actor=clerk, case=case, rows=roll_rows(11, representatives=3))

    for _ in range(2):
        import_sheet(sheet=sheet, actor=clerk, now=NOW)

    case.refresh_from_db()
    assert (case.people_count, case.is_major) == (12, True)
    assert case.applicant_label == f"{known.name}等12人"
    assert case.claim_amount == Decimal("12000.00") + 11 * Decimal("15000.00")
    assert case.applicants.last().joined_at == NOW
    assert find_cases(clerk, "试工11").get() == case
    imported = events_of(case).filter(code="cases.case.import_applicants")
    assert [event.data["title"] for event in imported] == ["11人"]


BAD_CELLS = [
    ({"姓名": ""}, "A", "要填写姓名。"),
    ({"身份证号": "41048119850312001"}, "B", "身份证号码应为18位，现为17位。"),
    ({"身份证号": 410481198503120012}, "B", "身份证号要按文本填写：数字格式会丢掉后几位。"),
    ({"手机号": "1990000000"}, "C", "11位"),
    ({"身份证号": "", "手机号": ""}, "C", "身份证号和电话至少填一项"),
    ({"农民工": "对"}, "E", "没有“对”这个农民工，可填：是、否。"),
    ({"请求1": ""}, "G", "要填写请求1。"),
    ({"请求1": "工资"}, "G", "没有“工资”这个请求1，可填：拖欠劳动报酬"),
    ({"期间起1": "2026-13-01"}, "H", "没有这一天。"),
    ({"期间起1": "2026-05-01", "期间止1": "2026-03-01"}, "H", "末日早于首日"),
    ({"期间起1": "2026-07-01"}, "H", "晚于今天"),
    ({"月数1": "三"}, "J", "月数应为数字，如3或者2.5。"),
    ({"月数1": -1}, "J", "月数应大于0"),
    ({"月数1": ""}, "J", "月数和每月金额要一起填"),
    ({"每月金额1": "五千"}, "K", "金额应为数字"),
    ({"金额1": -5}, "L", "金额不能是负数。"),
    ({"金额1": 14999}, "L", "与月数×每月金额算出的15000.00元不一致"),
    ({"金额2": 100}, "M", "请选是什么请求"),
]


@pytest.mark.parametrize(("cells", "column", "sentence"), BAD_CELLS)
def test_every_bad_cell_is_named_with_row_column_and_sentence(clerk, cells, column, sentence):
    found = faults(clerk, [roll_row(1), roll_row(2, **cells)])

    assert [(row, where) for row, where, _ in found] == [(3, column)]
    assert sentence in found[0][2]


def test_all_bad_cells_are_listed_at_once_and_nobody_is_imported(clerk):
    rows = [roll_row(1), roll_row(2, 姓名="", 手机号="12"), roll_row(3, 金额1="很多")]
    sheet = make_sheet(actor=clerk, rows=rows)

    found = faults(clerk, rows)

    assert [(row, column) for row, column, _ in found] == [(3, "A"), (3, "C"), (4, "L")]
    told = application(applicants=(), claims=())
    with pytest.raises(Refused, match="第3行A列姓名：要填写姓名。"):
        register_sheet(sheet=sheet, application=told, unit=unit_of(clerk), actor=clerk, now=NOW)
    assert not Case.objects.exists()
    assert not Worker.objects.exists()
    assert ApplicantSheet.objects.get().used_at is None


def test_a_person_twice_or_already_in_the_case_is_named(clerk):
    number = identity_number()
    twice = [roll_row(1, 身份证号=number), roll_row(2), roll_row(3, 身份证号=number.lower())]
    case = submitted(unit=unit_of(clerk))
    there = case.applicants.get().worker

    in_sheet = faults(clerk, twice)
    already = faults(
        clerk, [roll_row(1, 姓名=there.name, 身份证号=there.identity_number)], case=case
    )

    assert in_sheet == [(4, "B", "与第2行试工1是同一个人，名单里只能有一行。")]
    assert already == [(2, "B", f"{there.name}已经是本案申请人，请从名单里删去。")]


def test_without_number_the_same_name_and_phone_are_one_person(clerk):
    rows = [roll_row(1, 身份证号="", 手机号="19900000001") for _ in range(2)]

    assert faults(clerk, rows) == [(3, "A", "与第2行试工1是同一个人，名单里只能有一行。")]


def test_a_number_registered_under_another_name_is_named_without_telling_the_name(clerk):
    known = make_worker(name="张三丰", unit=unit_of(clerk))

    found = faults(clerk, [roll_row(1, 身份证号=known.identity_number)])

    assert found[0][:2] == (2, "B")
    assert "已经登记在“张" in found[0][2]
    assert "张三丰" not in found[0][2]


@pytest.mark.parametrize(("elected", "is_right"), [(0, True), (2, False), (3, True), (6, False)])
def test_a_collective_has_three_to_five_representatives_or_none_yet(clerk, elected, is_right):
    found = faults(clerk, roll_rows(12, representatives=elected))

    assert (found == []) is is_right
    if not is_right:
        assert "劳动人事争议仲裁办案规则" in found[0][2]
        assert "第六十三条" in found[0][2]


def test_months_come_from_a_period_of_whole_months(clerk):
    row = roll_row(1, 月数1="", 期间起1="2026-03-01", 期间止1="20260531")

    plan = sheet_plan(roll_workbook([row]), unit=unit_of(clerk), today=TODAY)

    claim = plan.people[0].claims[0]
    assert (claim.months, claim.amount) == (3, Decimal("15000.00"))
    assert claim.period_to == date(2026, 5, 31)


def test_a_day_and_a_number_may_be_typed_as_excel_types_them(clerk):
    row = roll_row(1, 手机号=19900000001, 每月金额1=0.1 + 0.2, 月数1=10)
    content = roll_workbook([row])

    plan = sheet_plan(content, unit=unit_of(clerk), today=TODAY)

    assert plan.people[0].person.phone == "19900000001"
    assert plan.total == Decimal("3.00")


def test_five_hundred_at_a_time_and_not_one_more(clerk):
    rows = [roll_row(n, 身份证号=f"x{n}") for n in range(501)]
    for n, row in enumerate(rows):
        row["身份证号"], row["手机号"] = "", f"199{n:08d}"

    found = faults(clerk, rows)

    assert found == [(0, "", "一次最多导入500人，这份名单有501人，请分几次。")]


@pytest.mark.parametrize(
    ("headings", "sentence"),
    [(["姓名", "手机号"], "第一行缺少：请求1。"), (["谁", "多少"], "没有找到可导入的行")],
)
def test_a_sheet_with_other_headings_is_told_what_is_missing(clerk, headings, sentence):
    content = roll_workbook([dict.fromkeys(headings, "试")], headings=headings)

    plan = sheet_plan(content, unit=unit_of(clerk), today=TODAY)

    assert sentence in plan.faults[0].reason


def test_what_was_uploaded_wrong_is_kept_and_right_once_the_register_is_mended(clerk):
    unit = unit_of(clerk)
    known = make_worker(name="登记错", unit=unit)
    sheet = make_sheet(actor=clerk, rows=[roll_row(1, 身份证号=known.identity_number)])
    told = application(applicants=(), claims=())
    with pytest.raises(Refused):
        register_sheet(sheet=sheet, application=told, unit=unit, actor=clerk, now=NOW)

    Worker.objects.filter(pk=known.pk).update(name="试工1")

    case = register_sheet(sheet=sheet, application=told, unit=unit, actor=clerk, now=NOW)
    assert case.applicants.get().worker == known


def test_only_who_registers_keeps_a_roll_and_only_the_own_unit_sees_it(clerk):
    sheet = make_sheet(actor=clerk)
    colleague = make_actor(role=Role.LEGAL_OFFICER, unit=unit_of(clerk))
    stranger = make_actor(role=Role.WINDOW_CLERK)
    auditor = make_actor(role=Role.AUDITOR, unit=unit_of(clerk))

    assert ApplicantSheet.objects.visible_to(colleague).get() == sheet
    for actor in (stranger, auditor):
        assert not ApplicantSheet.objects.visible_to(actor).exists()
    with pytest.raises(PermissionDenied):
        keep_sheet(file=roll_upload([roll_row()]), actor=auditor, now=NOW)
    with pytest.raises(ApplicantSheet.DoesNotExist):
        import_sheet(sheet=sheet, actor=stranger, now=NOW)


def test_a_roll_nobody_used_is_destroyed_with_its_file_and_a_used_one_stays(clerk):
    registered(clerk)
    unused = make_sheet(actor=clerk)

    assert forget_sheets(unused_since=NOW) == 0
    assert forget_sheets(unused_since=NOW + timedelta(seconds=1)) == 1

    assert not ApplicantSheet.objects.filter(pk=unused.pk).exists()
    assert ApplicantSheet.objects.count() == 1
    assert File.objects.filter(pk=unused.file_id).count() == 0


@pytest.mark.parametrize("state", [CaseState.CLOSED, CaseState.REFUSED, CaseState.WITHDRAWN])
def test_nobody_joins_a_case_that_is_over(clerk, state):
    case = make_case(unit=unit_of(clerk), state=state)
    sheet = make_sheet(actor=clerk, case=case, rows=[roll_row(1)])

    with pytest.raises(Refused, match="申请人名单不能再改"):
        import_sheet(sheet=sheet, actor=clerk, now=NOW)
    assert Applicant.objects.filter(case=case).count() == 1


def test_after_the_decision_only_who_reviews_adds_people(clerk):
    case = make_case(unit=unit_of(clerk), state=CaseState.HANDLING)
    sheet = make_sheet(actor=clerk, case=case, rows=[roll_row(1)])
    officer = make_actor(role=Role.LEGAL_OFFICER, unit=case.unit)

    with pytest.raises(Refused, match="由审查人员办理"):
        import_sheet(sheet=sheet, actor=clerk, now=NOW)
    import_sheet(sheet=sheet, actor=officer, now=NOW)

    assert case.applicants.count() == 2


@pytest.mark.parametrize("count", [50, 500])
def test_hundreds_are_registered_in_as_many_statements_as_dozens(
    clerk, django_assert_max_num_queries, count
):
    sheet = make_sheet(actor=clerk, rows=roll_rows(count, representatives=5))
    told = application(applicants=(), claims=())
    unit = unit_of(clerk)

    began = time.perf_counter()
    with django_assert_max_num_queries(60):
        case = register_sheet(sheet=sheet, application=told, unit=unit, actor=clerk, now=NOW)
    took = time.perf_counter() - began

    assert case.people_count == Claim.objects.filter(case=case).count() == count
    print(f"{count} applicants registered in {took:.2f} s")


def test_a_collective_is_one_case_in_the_table_and_a_number_of_people_on_the_case(clerk):
    unit = unit_of(clerk)
    case = registered(clerk)
    Case.objects.filter(pk=case.pk).update(case_number="舞工援〔2026〕1号")
    Stage.objects.create(
        case=case, unit_path=unit.path, kind=StageKind.ARBITRATION, filed_on=date(2026, 6, 3)
    )

    def counted():
        found = table(unit=unit, year=2026, today=date(2026, 7, 1))
        own = (cell for cell in found.cells if cell.level == unit.level)
        cell = next(cell for cell in own if cell.indicator.source == Source.ARBITRATIONS)
        case.refresh_from_db()
        return cell_text(cell), case.people_count, case.applicant_label

    first = counted()
    leave_case(
        case=case,
        applicant_id=case.applicants.first().pk,
        note="已和解",
        actor=clerk,
        now=NOW,
    )

    assert first[1:] == (12, "试工1等12人")
    assert counted()[1:] == (11, "试工2等11人")
    assert first[0] == counted()[0] == "1"
