"""A major case is reported upwards, an application handed up from a phone."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from gongyuan.cases.actions.major import mark_major, name_leader
from gongyuan.cases.actions.red_line import report_by_lawyer, report_up
from gongyuan.cases.choices import CaseState
from gongyuan.cases.details import Leader
from gongyuan.cases.models import Case, HandUp, MajorReport
from gongyuan.organisations.choices import UnitLevel
from gongyuan.organisations.models import Unit
from gongyuan.people.choices import Role
from gongyuan.people.queries import actor_in
from tests.cases.factories import NOW, make_case
from tests.cases.handling_factories import lawyer_of
from tests.cases.major_factories import side_records
from tests.cases.test_hand_up import form as typed
from tests.e2e.conftest import PHONE, Seat
from tests.e2e.people import Town
from tests.e2e.test_pages_in_three_shells import Inspector
from tests.organisations.factories import make_unit
from tests.people.factories import make_post

pytestmark = pytest.mark.django_db(transaction=True)
Judge = Callable[[Page], None]
LONG = "很长的一句话说明情况" * 20


def below(unit: Unit) -> Unit:
    return make_unit(level=UnitLevel.TOWNSHIP, parent=unit)


def weighty(town: Town) -> Case:
    """A major case with everything that may stand beside it."""
    office = actor_in(town.users["officer"].posts.get())
    head = actor_in(town.users["head"].posts.get())
    case = make_case(unit=town.county, state=CaseState.HANDLING)
    mark_major(case=case, note=LONG, wants_discussion=True, actor=office, now=NOW)
    leader = Leader(name="名" * 20, title="分管副主席" * 6)
    name_leader(case=case, leader=leader, actor=head, now=NOW)
    report_by_lawyer(case=case, text=LONG, actor=lawyer_of(case), now=NOW)
    side_records(case)
    MajorReport.objects.filter(case=case).delete()
    report_up(case=Case.objects.get(pk=case.pk), text=LONG, actor=office, now=NOW)
    return Case.objects.get(pk=case.pk)


def test_the_level_above_acknowledges_from_its_worklist(
    town: Town, seat: Callable[..., Seat], assert_accessible: Judge
) -> None:
    case = weighty(town)
    user = make_post(role=Role.LEGAL_OFFICER, unit=town.city).user
    city = seat().is_already(user)
    page = city.open(reverse("desk_worklist"))

    page.get_by_role("link", name="签收重大案件报告").click()
    page.get_by_role("link", name="签收", exact=True).click()
    Inspector(page, assert_accessible).look()
    page.get_by_label("批示").fill("派人到场，每天报告。")
    page.get_by_role("button", name="签收报告").click()

    expect(page.get_by_text("批示：派人到场，每天报告。")).to_be_visible()
    assert case.major_reports.get().acknowledged_at


def test_an_enterprise_union_hands_up_on_the_phone(town: Town, seat: Callable[..., Seat]) -> None:
    unit = below(town.county)
    user = make_post(role=Role.ENTERPRISE_UNION_OFFICER, unit=unit).user
    union = seat(PHONE).is_already(user)
    page = union.open(reverse("hand_up_new"))
    told = typed()

    for label, name in (("姓名", "name"), ("手机号", "phone"), ("用人单位名称", "employer_name")):
        page.get_by_label(label, exact=False).first.fill(told[name])
    page.get_by_label("请求一").select_option("unpaid_wages")
    page.get_by_label("事实与理由").fill(told["facts_text"])
    page.get_by_label("已告知并同意").check()
    page.get_by_role("button", name="转交上级").click()

    expect(page.get_by_text("待接收")).to_be_visible()
    assert HandUp.objects.get().to_unit == town.county
