"""An import is taken back as a whole, while nothing hangs on what it wrote."""

import pytest

from gongyuan.cases.choices import CaseState
from gongyuan.cases.models import Case, Claim, Closing, Stage
from gongyuan.core.events import events_of
from gongyuan.core.refusals import Refused
from gongyuan.lawyers.models import Firm, FirmMembership, Lawyer, PanelTerm
from gongyuan.ledgers.actions.keeping import discard_ledger, forget_ledgers
from gongyuan.ledgers.actions.undoing import ask_undo
from gongyuan.ledgers.choices import LedgerKind, RowOutcome, Standing
from gongyuan.ledgers.models import Ledger
from gongyuan.matters.models import Matter
from gongyuan.organisations.models import AidInstitution, Unit
from gongyuan.people.choices import Role
from gongyuan.people.models import Employer, Post, User, Worker
from tests.cases.factories import make_case
from tests.ledgers.factories import checked, imported, workbook
from tests.ledgers.test_in_one_go import licence
from tests.ledgers.test_past_cases import ADVICE, COURT, HEAD, WAGES
from tests.organisations.factories import make_institution, make_tree
from tests.people.factories import NOW, identity_number, make_actor, make_employer

pytestmark = pytest.mark.django_db
ROSTER = ["姓名", "执业证号", "律所", "手机", "聘期起", "聘期止"]
ROWS = [
    ["周试明", licence(1), "试验甲律师事务所", "13900000001", "2026-01-01", "2026-12-31"],
    ["吴试清", licence(2), "试验乙律师事务所", "13900000002", "2026-01-01", "2026-12-31"],
]
PLACES = ["机构名称", "组建形式", "负责人姓名", "联系方式", "类别", "成立时间", "所属工会"]


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def head(tree):
    return make_actor(role=Role.LEGAL_HEAD, unit=tree.county)


def undone(ledger, actor, note="传错了文件"):
    ask_undo(ledger=ledger, note=note, actor=actor, now=NOW)
    return Ledger.objects.get(pk=ledger.pk)


def test_lawyers_firms_and_terms_go_again_and_what_was_changed_is_as_before(tree, head):
    firm = Firm.objects.create(name="试验甲律师事务所")
    known = Lawyer.objects.create(
        name="周试名", licence_number=licence(1), firm=firm, home_unit=tree.county,
        home_path=tree.county.path, phone="13911112222",
    )  # fmt: skip
    ledger = imported(LedgerKind.LAWYERS, workbook([ROSTER, *ROWS]), actor=head)
    known.refresh_from_db()
    assert (known.name, known.phone) == ("周试明", "13900000001")
    assert PanelTerm.objects.count() == Firm.objects.count() == 2

    ledger = undone(ledger, head)

    assert ledger.standing == Standing.UNDONE
    known.refresh_from_db()
    assert (known.name, known.phone) == ("周试名", "13911112222")
    assert Lawyer.objects.get() == known
    assert not PanelTerm.objects.exists()
    assert not FirmMembership.objects.exists()
    assert Firm.objects.get() == firm
    assert events_of(ledger).filter(code="ledgers.ledger.undo").get().note == "传错了文件"
    assert undone(ledger, head).undone_at == ledger.undone_at


def test_rows_in_use_are_named_and_nothing_is_taken_back(tree, head):
    ledger = imported(LedgerKind.LAWYERS, workbook([ROSTER, *ROWS]), actor=head)
    lawyer = Lawyer.objects.get(licence_number=licence(2))
    make_case(unit=tree.county, state=CaseState.HANDLING, lawyer=lawyer)

    with pytest.raises(Refused) as refusal:
        undone(ledger, head)

    assert refusal.value.reasons == ["“台账”第3行不能撤销：有指派。"]
    assert PanelTerm.objects.count() == 2
    assert Ledger.objects.get(pk=ledger.pk).standing == Standing.IMPORTED


def test_a_record_changed_since_is_named(tree, head):
    place = make_institution(unit=tree.county, name="临河县工作站", head_name="旧人")
    row = ["临河县工作站", "单独设立", "新人", "0990-2000000", "工作站", "2015-05-01", ""]
    ledger = imported(LedgerKind.INSTITUTIONS, workbook([PLACES, row]), actor=head)
    assert ledger.count(RowOutcome.CHANGED) == 1
    AidInstitution.objects.filter(pk=place.pk).update(head_name="又一人")

    with pytest.raises(Refused, match="第2行不能撤销：导入以后又改过"):
        undone(ledger, head)
    AidInstitution.objects.filter(pk=place.pk).update(head_name="新人")
    undone(ledger, head)

    place.refresh_from_db()
    assert (place.head_name, place.opened_on.year) == ("旧人", 2010)


def test_past_cases_go_with_all_that_came_with_them_and_shared_records_stay_where_used(tree, head):
    used = make_employer(name="某某酒店")
    wages = [WAGES[0], WAGES[1], identity_number(), *WAGES[3:]]
    ledger = imported(LedgerKind.PAST_CASES, workbook([HEAD, wages, ADVICE, COURT]), actor=head)
    other = make_case(unit=tree.county, employer=Employer.objects.get(name="某某机械厂"))

    undone(ledger, head)

    assert list(Case.objects.all()) == [other]
    assert Matter.objects.count() == 1
    assert not Stage.objects.exists()
    assert not Closing.objects.exists()
    assert not Claim.objects.filter(case__application_number__startswith="平工援").exists()
    assert not Worker.objects.filter(name="王试工").exists()
    assert set(Employer.objects.values_list("name", flat=True)) >= {used.name, "某某机械厂"}


def test_unions_go_again_and_those_that_were_moved_stand_where_they_stood(tree, head):
    heading = ["区划代码", "名称", "层级", "上级区划代码"]
    rows = [
        ["990121105", "桃镇总工会", "乡镇", "990121"],
        ["990121100", "柳镇街道总工会", "乡镇", "990121"],
    ]
    ledger = imported(LedgerKind.UNITS, workbook([heading, *rows]), actor=head)
    assert ledger.standing == Standing.IMPORTED, ledger.fault
    assert Unit.objects.get(pk=tree.county.pk).children_count == 3

    undone(ledger, head)

    assert not Unit.objects.filter(region_code="990121105").exists()
    tree.township.refresh_from_db()
    assert tree.township.name == "柳镇总工会"
    assert Unit.objects.get(pk=tree.county.pk).children_count == 2


def test_a_union_with_a_station_since_is_named(tree, head):
    heading = ["区划代码", "名称", "层级", "上级区划代码"]
    row = ["990121105", "桃镇总工会", "乡镇", "990121"]
    ledger = imported(LedgerKind.UNITS, workbook([heading, row]), actor=head)
    make_institution(unit=Unit.objects.get(region_code="990121105"))

    with pytest.raises(Refused, match="第2行不能撤销：有法律援助机构"):
        undone(ledger, head)


def test_accounts_of_a_ledger_go_again(tree):
    admin = make_actor(role=Role.SYSTEM_ADMIN, unit=tree.county)
    heading = ["姓名", "账号", "单位", "岗位", "专兼职", "任职时间"]
    row = ["林试员", "Lin.Shiyuan", "柳镇总工会", "窗口", "兼职", "2026年1月"]
    ledger = imported(LedgerKind.STAFF, workbook([heading, row]), actor=admin)
    post = Post.objects.get(user__username="lin.shiyuan")
    assert (post.unit, post.role, post.employment) == (
        tree.township,
        Role.WINDOW_CLERK,
        "part_time",
    )
    assert not post.user.has_usable_password()
    assert checked(LedgerKind.STAFF, workbook([heading, row]), actor=admin).count("same") == 1

    undone(ledger, admin)

    assert not User.objects.filter(username="lin.shiyuan").exists()


def test_undo_needs_a_reason_and_an_import_and_the_rows_it_was_made_of(tree, head):
    ledger = checked(LedgerKind.LAWYERS, workbook([ROSTER, *ROWS]), actor=head)
    with pytest.raises(Refused, match="还没有导入"):
        undone(ledger, head)
    ledger = imported(LedgerKind.LAWYERS, workbook([ROSTER, *ROWS]), actor=head)
    with pytest.raises(Refused, match="要写明理由"):
        undone(ledger, head, note=" ")
    with pytest.raises(Refused, match="不能作废"):
        discard_ledger(ledger=ledger, actor=head, now=NOW)
    Ledger.objects.filter(pk=ledger.pk).update(uploaded_at=NOW.replace(year=2020))

    assert forget_ledgers(now=NOW) == 1
    assert forget_ledgers(now=NOW) == 0

    ledger = Ledger.objects.get(pk=ledger.pk)
    assert (ledger.file, ledger.rows.count(), ledger.entries.count()) == (None, 0, 0)
    with pytest.raises(Refused, match="不能再撤销"):
        undone(ledger, head)
    assert Lawyer.objects.count() == 2


def test_a_discarded_ledger_keeps_neither_file_nor_rows(tree, head):
    ledger = checked(LedgerKind.LAWYERS, workbook([ROSTER, *ROWS]), actor=head)

    discard_ledger(ledger=ledger, actor=head, now=NOW)
    discard_ledger(ledger=ledger, actor=head, now=NOW)

    ledger = Ledger.objects.get(pk=ledger.pk)
    assert (ledger.standing, ledger.file, ledger.rows.count()) == (Standing.DISCARDED, None, 0)
    assert events_of(ledger).filter(code="ledgers.ledger.discard").count() == 1
