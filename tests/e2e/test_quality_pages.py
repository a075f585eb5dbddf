"""A worker rates the aid and complains, on the phone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from gongyuan.cases.models import Case
from gongyuan.quality.models import Complaint, ReturnVisit
from tests.e2e.conftest import Seat
from tests.e2e.finding import every
from tests.e2e.people import Town
from tests.e2e.test_pages_in_three_shells import Inspector
from tests.quality.factories import (
    closed_case,
    visit_of,
)

pytestmark = pytest.mark.django_db(transaction=True)
Judge = Callable[[Page], None]


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
    for answer in every(page.get_by_label("满意", exact=True)):
        answer.check()
    page.get_by_label("没有收过").check()
    page.get_by_role("button", name="交", exact=True).click()
    expect(page.get_by_text("您已经评价过了")).to_be_visible()
    page.get_by_role("link", name="我要投诉").click()
    page.get_by_label("帮我的律师").check()
    page.get_by_label("一直拖着").check()
    page.get_by_label("发生了什么？").fill("三个月没有消息。")
    page.get_by_role("button", name="交投诉").click()

    expect(page.get_by_text("您的投诉收到了")).to_be_visible()
    Inspector(page, assert_accessible).look()
    assert ReturnVisit.objects.get().overall == "satisfied"
    assert Complaint.objects.get().lawyer is not None
