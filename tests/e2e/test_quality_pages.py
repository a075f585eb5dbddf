"""The pages of complaints, return visits and reviews, in every size, and a complaint by phone."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from gongyuan.cases.models import Case
from gongyuan.quality.models import Complaint, ReturnVisit
from tests.e2e.conftest import Seat
from tests.e2e.people import Town
from tests.e2e.test_pages_in_three_shells import Inspector, see
from tests.lawyers.factories import make_lawyer
from tests.quality.factories import (
    asked,
    closed_case,
    decided,
    drawn_review,
    investigated,
    lodged,
    visit_of,
)

pytestmark = pytest.mark.django_db(transaction=True)
Judge = Callable[[Page], None]


def test_the_pages_of_quality_fit_and_are_accessible(
    town: Town, seat: Callable[..., Seat], assert_accessible: Judge
) -> None:
    county, lawyer = town.county, make_lawyer(unit=town.county)
    head = seat().is_already(town.users["head"])
    inspector = Inspector(head.page, assert_accessible)
    open_one = investigated(unit=county, lawyer=lawyer, facts="很长的一句话" * 60, name="名" * 40)
    decided(unit=county, lawyer=lawyer)
    visit = visit_of(closed_case(unit=county, contact_note="晚上8点以后，老板看得到手机"))
    review = drawn_review(unit=county)
    asked(review)

    this_year = f"?first={date(2026, 1, 1)}"
    see(head, inspector, "quality_home", query=this_year)
    for name in ("desk_worklist", "complaint_list", "complaint_new", "visit_list", "draw_list"):
        see(head, inspector, name)
    see(head, inspector, "complaint_detail", open_one.pk)
    see(head, inspector, "complaint_verdict", open_one.pk)
    see(head, inspector, "visit_answers", visit.pk)
    see(head, inspector, "draw_detail", review.draw_id)
    see(head, inspector, "draw_new")
    see(head, inspector, "review_reviewer", review.pk)
    see(head, inspector, "lawyer_detail", lawyer.pk)
    assert head.complaints == []


def test_a_lawyers_pages_of_quality_fit_and_are_accessible(
    town: Town, seat: Callable[..., Seat], assert_accessible: Judge
) -> None:
    sheet = asked(drawn_review(unit=town.county))
    lawyer = seat().is_already(sheet.reviewer.user)  # type: ignore[arg-type] # has an account
    inspector = Inspector(lawyer.page, assert_accessible)

    see(lawyer, inspector, "quality_mine")
    see(lawyer, inspector, "review_sheet", sheet.pk)


def test_a_worker_rates_and_complains_on_the_phone(
    town: Town, seat: Callable[..., Seat], assert_accessible: Judge
) -> None:
    case = closed_case(unit=town.county)
    Case.objects.filter(pk=case.pk).update(closed_on=timezone.localdate() - timedelta(days=2))
    visit_of(Case.objects.get(pk=case.pk), now=timezone.now())
    worker = seat()
    page = worker.open(reverse("portal_track"))
    page.get_by_label("查询码").fill(case.matter.code)
    page.get_by_label("申请时留的手机号").fill(case.applicants.get().worker.phone)
    page.get_by_role("button", name="查", exact=True).click()

    page.get_by_role("link", name="评价").click()
    Inspector(page, assert_accessible).look()
    for answer in page.get_by_label("满意", exact=True).all():
        answer.check()
    page.get_by_label("没有收过").check()
    page.get_by_role("button", name="交", exact=True).click()
    expect(page.get_by_text("您已经评价过了")).to_be_visible()
    page.get_by_role("link", name="我要投诉").click()
    Inspector(page, assert_accessible).look()
    page.get_by_label("帮我的律师").check()
    page.get_by_label("一直拖着").check()
    page.get_by_label("发生了什么？").fill("三个月没有消息。")
    page.get_by_role("button", name="交投诉").click()

    expect(page.get_by_text("您的投诉收到了")).to_be_visible()
    Inspector(page, assert_accessible).look()
    assert ReturnVisit.objects.get().overall == "satisfied"
    assert Complaint.objects.get().lawyer is not None


def test_anybody_finds_the_way_to_complain(
    town: Town, seat: Callable[..., Seat], assert_accessible: Judge
) -> None:
    lodged(unit=town.county)
    anybody: Any = seat()
    page = anybody.open(reverse("portal_home"))

    page.get_by_role("link", name="我要投诉").click()
    Inspector(page, assert_accessible).look()
    page.get_by_role("link", name="看办得怎么样").click()
    Inspector(page, assert_accessible).look()
    assert anybody.complaints == []
