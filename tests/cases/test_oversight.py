"""An upper union puts a case of a union below under its eyes, and is answered (重点督办)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from gongyuan.cases.actions.oversight import (
    escalate_oversight,
    feed_back,
    lift_oversight,
    order_oversight,
    repeat_oversight,
    revoke_oversight,
)
from gongyuan.cases.choices import CaseState
from gongyuan.cases.choices.major import OversightState
from gongyuan.cases.details import NewPaper
from gongyuan.cases.models import Case, OversightOrder, SentBack
from gongyuan.cases.queries.oversight import orders_shown
from gongyuan.cases.tasks import escalate_late_oversight
from gongyuan.cases.workflow import OVERSIGHT
from gongyuan.core.events import events_of
from gongyuan.core.models import Notice
from gongyuan.core.refusals import Refused
from gongyuan.people.actor import system
from gongyuan.people.choices import Role
from tests.cases.factories import NOW, make_case
from tests.cases.handling_factories import PDF, lawyer_of
from tests.cases.test_at_once import at_once
from tests.organisations.factories import make_tree
from tests.people.factories import make_actor, make_post

pytestmark = pytest.mark.django_db
DUE = date(2026, 6, 8)


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def case(tree):
    return make_case(unit=tree.county, state=CaseState.HANDLING)


@pytest.fixture
def upper(tree):
    return make_actor(role=Role.LEGAL_OFFICER, unit=tree.prefecture)


@pytest.fixture
def lower(tree):
    return make_actor(role=Role.LEGAL_OFFICER, unit=tree.county)


def ordered(case, upper, **values):
    values.setdefault("demand", "查明拖欠人数和数额，报告处理方案。")
    values.setdefault("due_on", DUE)
    return order_oversight(case=case, actor=upper, now=NOW, **values)


def answered(case, upper, lower, **values):
    order = ordered(case, upper)
    values.setdefault("text", "已与单位约谈，7日内付清。")
    feed_back(order=order, actor=lower, now=NOW, **values)
    return OversightOrder.objects.get(pk=order.pk)


def paper():
    return NewPaper(file=SimpleUploadedFile("约谈.pdf", PDF), title="约谈笔录")


def test_an_order_has_a_notice_in_the_name_and_number_of_the_union_that_gives_it(
    case, upper, lower, tree
):
    order = ordered(case, upper)

    assert order.state == OversightState.AWAITING_FEEDBACK
    assert order.document.number.startswith(f"{tree.prefecture.document_prefix}督〔2026〕1号")
    assert order.document.paper.is_inner
    assert Notice.objects.filter(user_id=lower.user_id).count() == 1
    assert events_of(case).get(code="cases.case.oversight").data["title"].startswith("下达督办")
    assert order.move_of == "office"


def test_feedback_with_its_papers_goes_into_the_inner_file_and_awaits_the_upper_union(
    case, upper, lower
):
    order = answered(case, upper, lower, papers=[paper()])

    assert order.state == OversightState.FED_BACK
    assert order.move_of == "upper"
    feedback = order.feedbacks.get()
    assert [one.title for one in feedback.papers.all()] == ["约谈笔录"]
    assert all(one.is_inner for one in feedback.papers.all())
    assert Notice.objects.filter(user_id=upper.user_id).exists()


def test_a_repeated_order_keeps_what_was_said_and_counts_its_reason(case, upper, lower):
    order = answered(case, upper, lower)

    repeat_oversight(
        order=order,
        reason="demand_unanswered",
        note="没有写明涉及多少人。",
        due_on=date(2026, 6, 12),
        actor=upper,
        now=NOW,
    )

    order.refresh_from_db()
    assert (order.state, order.due_on) == (OversightState.AWAITING_FEEDBACK, date(2026, 6, 12))
    assert order.feedbacks.count() == 1
    kept = SentBack.objects.get()
    assert (kept.reason, kept.case, kept.to_unit) == ("demand_unanswered", case, case.unit)


def test_a_lifted_order_is_over_and_another_may_be_given(case, upper, lower):
    order = answered(case, upper, lower)

    lift_oversight(order=order, actor=upper, now=NOW)

    order.refresh_from_db()
    assert (order.state, order.ended_at) == (OversightState.LIFTED, NOW)
    assert ordered(case, upper).pk != order.pk


def test_an_order_is_revoked_with_a_reason_while_nobody_answered(case, upper):
    order = ordered(case, upper)

    with pytest.raises(Refused):
        revoke_oversight(order=order, note=" ", actor=upper, now=NOW)
    revoke_oversight(order=order, note="已由省总督办。", actor=upper, now=NOW)

    order.refresh_from_db()
    assert order.state == OversightState.REVOKED


@pytest.mark.parametrize(
    ("values", "field"),
    [({"demand": "  "}, "demand"), ({"due_on": date(2026, 5, 31)}, "due_on")],
)
def test_an_order_without_demand_or_for_a_past_day_is_refused(case, upper, values, field):
    with pytest.raises(Refused) as refusal:
        ordered(case, upper, **values)

    assert refusal.value.field == field
    assert not case.oversights.exists()


def test_a_case_that_is_over_and_a_second_open_order_are_refused(tree, case, upper):
    over = make_case(unit=tree.county, state=CaseState.ARCHIVED)
    with pytest.raises(Refused, match="已经办完"):
        ordered(over, upper)

    ordered(case, upper)
    with pytest.raises(Refused, match="还没有了结"):
        ordered(case, upper)


def test_nobody_orders_on_the_own_case_and_a_clerk_orders_nothing(case, lower, tree):
    with pytest.raises(Case.DoesNotExist):
        ordered(case, lower)
    with pytest.raises(PermissionDenied):
        ordered(case, make_actor(role=Role.WINDOW_CLERK, unit=tree.prefecture))


def test_only_the_union_below_answers_and_only_who_ordered_judges(case, upper, lower, tree):
    order = ordered(case, upper)
    stranger = make_actor(role=Role.LEGAL_OFFICER, unit=tree.other_county)

    for other in (upper, stranger):
        with pytest.raises(OversightOrder.DoesNotExist):
            feed_back(order=order, text="办了。", actor=other, now=NOW)
    feed_back(order=order, text="办了。", actor=lower, now=NOW)
    with pytest.raises(OversightOrder.DoesNotExist):
        lift_oversight(order=order, actor=lower, now=NOW)
    province = make_actor(role=Role.LEGAL_HEAD, unit=tree.province)
    with pytest.raises(OversightOrder.DoesNotExist):
        lift_oversight(order=order, actor=province, now=NOW)


def test_an_empty_answer_and_a_second_one_are_refused(case, upper, lower):
    order = ordered(case, upper)
    with pytest.raises(Refused) as refusal:
        feed_back(order=order, text=" ", actor=lower, now=NOW)
    assert refusal.value.field == "text"

    feed_back(order=order, text="办了。", actor=lower, now=NOW)
    with pytest.raises(Refused, match="已反馈"):
        feed_back(order=order, text="办了。", actor=lower, now=NOW)
    assert order.feedbacks.count() == 1


@pytest.mark.parametrize(
    ("reason", "note", "field"),
    [("no_capacity", "不行。", "reason"), ("", "不行。", "reason"), ("other_reason", " ", "note")],
)
def test_a_return_needs_a_reason_that_fits_and_a_sentence(case, upper, lower, reason, note, field):
    order = answered(case, upper, lower)

    with pytest.raises(Refused) as refusal:
        repeat_oversight(order=order, reason=reason, note=note, due_on=DUE, actor=upper, now=NOW)

    assert refusal.value.field == field
    assert not SentBack.objects.exists()


def test_a_late_order_is_told_upwards_once_and_an_answered_one_never(tree, upper, lower):
    head = make_actor(role=Role.LEGAL_HEAD, unit=tree.province)
    now = timezone.now()
    today = timezone.localdate(now)
    late, done, early = (
        order_oversight(
            case=make_case(unit=tree.county, state=CaseState.HANDLING),
            demand="报告。",
            due_on=today,
            actor=upper,
            now=now,
        )
        for _ in range(3)
    )
    OversightOrder.objects.filter(pk__in=[late.pk, done.pk]).update(
        due_on=today - timedelta(days=1)
    )
    feed_back(order=done, text="办了。", actor=lower, now=now)
    before = Notice.objects.filter(user_id=head.user_id).count()

    escalate_late_oversight(timestamp=0)
    escalate_late_oversight(timestamp=1)

    assert Notice.objects.filter(user_id=head.user_id).count() == before + 1
    escalated = OversightOrder.objects.exclude(escalated_at=None)
    assert set(escalated) == {late}
    assert not escalate_oversight(order=early, actor=system(), now=now)


def test_each_sees_exactly_the_orders_of_the_subtree(tree, case, upper, lower):
    order = ordered(case, upper)
    elsewhere = ordered(make_case(unit=tree.other_county, state=CaseState.GRANTED), upper)
    seen = {
        "province": make_actor(role=Role.LEGAL_OFFICER, unit=tree.province),
        "prefecture": upper,
        "county": lower,
        "other": make_actor(role=Role.LEGAL_OFFICER, unit=tree.other_county),
        "township": make_actor(role=Role.LEGAL_OFFICER, unit=tree.township),
        "stranger": make_actor(role=Role.LEGAL_HEAD, unit=tree.stranger),
        "lawyer": lawyer_of(case),
        "finance": make_actor(role=Role.FINANCE_OFFICER, unit=tree.county),
    }
    found = {name: set(OversightOrder.objects.visible_to(actor)) for name, actor in seen.items()}

    assert found["province"] == found["prefecture"] == {order, elsewhere}
    assert found["county"] == {order}
    assert found["other"] == {elsewhere}
    assert not any(found[name] for name in ("township", "stranger", "lawyer", "finance"))


def test_the_page_offers_each_side_what_it_may_do(client, tree, case, upper, lower):
    order = ordered(case, upper)

    client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=tree.county).user)
    text = client.get(reverse("case_detail", args=[case.pk])).text
    assert reverse("case_oversight_feedback", args=[case.pk, order.pk]) in text
    assert reverse("case_oversight_new", args=[case.pk]) not in text
    client.post(
        reverse("case_oversight_feedback", args=[case.pk, order.pk]),
        {"text": "已约谈。", "papers": SimpleUploadedFile("a.pdf", PDF)},
    )

    client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=tree.prefecture).user)
    text = client.get(reverse("case_detail", args=[case.pk])).text
    assert reverse("case_oversight_settlement", args=[case.pk, order.pk]) in text
    assert "已约谈。" in text


def test_a_refused_feedback_keeps_what_was_typed(client, tree, case, upper):
    order = ordered(case, upper)
    client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=tree.county).user)
    url = reverse("case_oversight_feedback", args=[case.pk, order.pk])

    answer = client.post(
        url, {"text": "已经约谈过。", "papers": SimpleUploadedFile("a.pdf", b"no pdf")}
    )

    assert answer.status_code == 200
    assert "已经约谈过。" in answer.text
    assert "不是它名字所说的类型" in answer.text
    order.refresh_from_db()
    assert order.state == OversightState.AWAITING_FEEDBACK


def test_the_lawyer_sees_neither_order_nor_notice(client, case, upper):
    order = ordered(case, upper)
    client.force_login(case.assignments.get().lawyer.user)

    text = client.get(reverse("case_detail", args=[case.pk])).text

    assert order.demand not in text
    assert order.document.number not in text
    assert not orders_shown(case, lawyer_of(case))


@pytest.mark.django_db(transaction=True)
def test_of_two_who_answer_at_once_one_does():
    tree = make_tree()
    case = make_case(unit=tree.county, state=CaseState.HANDLING)
    order = ordered(case, make_actor(role=Role.LEGAL_OFFICER, unit=tree.prefecture))
    first, second = (make_actor(role=Role.LEGAL_OFFICER, unit=tree.county) for _ in range(2))

    results = at_once(
        lambda: feed_back(order=order, text="一", actor=first, now=NOW),
        lambda: feed_back(order=order, text="二", actor=second, now=NOW),
    )

    assert sum(isinstance(result, Refused) for result in results) == 1
    assert order.feedbacks.count() == 1


def test_every_state_of_an_order_is_reached_and_the_open_ones_are_left():
    reached = {OversightState.AWAITING_FEEDBACK, *(t.target for t in OVERSIGHT.transitions)}
    left = {source for t in OVERSIGHT.transitions for source in t.sources}

    assert reached == set(OversightState)
    assert left == {OversightState.AWAITING_FEEDBACK, OversightState.FED_BACK}
