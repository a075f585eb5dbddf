"""A station writes an application, the union above takes it over or sends it back (转交)."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from gongyuan.cases.actions.hand_up import (
    hand_up,
    resend,
    return_to_sender,
    take_back,
    take_over,
)
from gongyuan.cases.choices import CaseState, Source
from gongyuan.cases.choices.major import HandUpState
from gongyuan.cases.details import Typed
from gongyuan.cases.models import Case, HandUp, SentBack
from gongyuan.cases.queries.hand_up import to_amend, to_receive, typed_fields
from gongyuan.cases.workflow import HAND_UP
from gongyuan.core.models import Notice
from gongyuan.core.refusals import Refused
from gongyuan.people.choices import Role
from tests.cases.factories import NOW, application
from tests.cases.test_at_once import at_once
from tests.organisations.factories import make_tree, make_unit
from tests.people.factories import identity_number, make_actor, make_post, phone

pytestmark = pytest.mark.django_db
TYPED = Typed(fields={"name": ["试某"], "phone": ["19900001234"]})


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def station(tree):
    return make_actor(role=Role.WINDOW_CLERK, unit=tree.township)


@pytest.fixture
def county(tree):
    return make_actor(role=Role.WINDOW_CLERK, unit=tree.county)


def handed(station, **values):
    values.setdefault("application", application())
    return hand_up(typed=TYPED, actor=station, now=NOW, **values)


def taken(row, actor, **values):
    values.setdefault("seen", row.sent_at.isoformat())
    values.setdefault("application", application())
    return take_over(handed=row, actor=actor, now=NOW, **values)


def form(**values):
    """What a clerk types into the application form."""
    return {
        "submission_key": str(uuid4()),
        "source": "station",
        "name": "试某某",
        "identity_number": identity_number(),
        "phone": phone(),
        "is_migrant": "on",
        "employer_name": "试验建筑劳务有限公司",
        "claim1_kind": "unpaid_wages",
        "claim1_amount": "12000",
        "facts_text": "2026年3月起在工地做木工，工资一直没有发。",
        "applicant_kind": "worker",
        "matter_scope": "labour_dispute",
        "aid_form": "arbitration",
        "consent": "on",
    } | values


def test_what_a_station_writes_waits_for_the_union_above_with_its_day(tree, station, county):
    row = handed(station)

    assert (row.unit, row.to_unit, row.source) == (tree.township, tree.county, Source.STATION)
    assert row.due_on == date(2026, 6, 2)
    assert not row.due_is_verified
    assert set(to_receive(county)) == {row}
    assert Notice.objects.filter(user_id=county.user_id).count() == 1
    text = Notice.objects.filter(channel="sms").get().body
    assert "由柳镇总工会转交临河县总工会，等对方接收" in text
    assert row.move_of == "upper"


def test_an_enterprise_union_hands_up_as_such(tree):
    actor = make_actor(role=Role.ENTERPRISE_UNION_OFFICER, unit=tree.township)

    assert handed(actor).source == Source.ENTERPRISE_UNION


def test_taken_over_it_is_a_case_of_the_union_above_and_the_worker_gets_the_code(
    tree, station, county
):
    told = application()
    row = handed(station, application=told)

    case = taken(row, county, application=told)

    row.refresh_from_db()
    assert (row.state, row.case) == (HandUpState.TAKEN_OVER, case)
    assert (case.unit, case.source, case.state) == (
        tree.county,
        Source.STATION,
        CaseState.SUBMITTED,
    )
    assert case.matter.code in Notice.objects.filter(channel="sms").last().body
    assert case.matter.code in Notice.objects.get(user_id=station.user_id).body


def test_a_return_has_a_code_and_a_sentence_and_empties_nothing(tree, station, county):
    row = handed(station)

    return_to_sender(
        handed=row, reason="papers_lacking", note="请附身份证。", actor=county, now=NOW
    )

    row.refresh_from_db()
    assert (row.state, row.return_sentence) == (HandUpState.TO_AMEND, "请附身份证。")
    assert typed_fields(row) == TYPED.fields
    assert set(to_amend(station)) == {row}
    kept = SentBack.objects.get()
    assert (kept.reason, kept.unit, kept.to_unit) == (
        "papers_lacking",
        tree.county,
        tree.township,
    )
    assert "请附身份证。" in Notice.objects.get(user_id=station.user_id).body
    resend(handed=row, application=application(), typed=TYPED, actor=station, now=NOW)
    row.refresh_from_db()
    assert (row.state, row.return_sentence) == (HandUpState.HANDED_UP, "")


@pytest.mark.parametrize(
    ("reason", "note", "field"),
    [("papers_lacking", " ", "note"), ("result_unproven", "不行。", "reason")],
)
def test_a_return_without_fitting_reason_or_sentence_is_refused(
    station, county, reason, note, field
):
    row = handed(station)

    with pytest.raises(Refused) as refusal:
        return_to_sender(handed=row, reason=reason, note=note, actor=county, now=NOW)

    assert refusal.value.field == field


def test_what_was_amended_meanwhile_is_not_taken_over_unseen(station, county):
    row = handed(station)

    with pytest.raises(Refused, match="改过申请"):
        taken(row, county, seen="2026-05-01T00:00:00+00:00")
    assert not Case.objects.exists()


def test_the_same_form_sent_twice_is_one_and_no_union_above_is_refused(station):
    told = application()
    assert handed(station, application=told) == handed(station, application=told)
    top = make_actor(role=Role.WINDOW_CLERK, unit=make_unit())
    with pytest.raises(Refused, match="没有上级工会"):
        handed(top)


def test_it_is_taken_back_with_a_reason_until_it_is_taken_over(station, county):
    row, other = handed(station), handed(station)
    with pytest.raises(Refused):
        take_back(handed=row, note=" ", actor=station, now=NOW)
    take_back(handed=row, note="职工不办了。", actor=station, now=NOW)
    with pytest.raises(Refused, match="转交方撤回"):
        taken(row, county)
    taken(other, county)
    with pytest.raises(Refused, match="已接收"):
        take_back(handed=other, note="晚了。", actor=station, now=NOW)


def test_only_the_station_amends_and_only_the_union_above_receives(tree, station, county):
    row = handed(station)

    for unit in (tree.township, tree.other_township, tree.other_county, tree.prefecture):
        actor = make_actor(role=Role.WINDOW_CLERK, unit=unit)
        with pytest.raises(HandUp.DoesNotExist):
            taken(row, actor)
    with pytest.raises(HandUp.DoesNotExist):
        take_back(handed=row, note="不。", actor=county, now=NOW)
    with pytest.raises(PermissionDenied):
        taken(row, make_actor(role=Role.AUDITOR, unit=tree.county))
    with pytest.raises(PermissionDenied):
        handed(make_actor(role=Role.AUDITOR, unit=tree.township))


def test_each_sees_exactly_what_was_handed_up_below(tree, station):
    near = handed(station)
    far = handed(make_actor(role=Role.WINDOW_CLERK, unit=tree.other_township))
    seen = {
        (tree.township, Role.WINDOW_CLERK): {near},
        (tree.township, Role.ENTERPRISE_UNION_OFFICER): {near},
        (tree.other_township, Role.ENTERPRISE_UNION_OFFICER): {far},
        (tree.county, Role.LEGAL_OFFICER): {near, far},
        (tree.prefecture, Role.LEGAL_OFFICER): {near, far},
        (tree.other_county, Role.LEGAL_OFFICER): set(),
        (tree.stranger, Role.LEGAL_HEAD): set(),
        (tree.county, Role.FINANCE_OFFICER): set(),
        (tree.county, Role.ENTERPRISE_UNION_OFFICER): set(),
    }
    for (unit, role), wanted in seen.items():
        assert set(HandUp.objects.visible_to(make_actor(role=role, unit=unit))) == wanted


def test_through_the_pages_a_return_brings_the_form_back_as_it_was_typed(client, tree):
    sender = make_post(role=Role.ENTERPRISE_UNION_OFFICER, unit=tree.township).user
    receiver = make_post(role=Role.WINDOW_CLERK, unit=tree.county).user
    client.force_login(sender)
    typed = form(hand_up_note="职工今天就要离开。")
    refused = client.post(reverse("hand_up_new"), typed | {"phone": "12"})
    assert "试某某" in refused.text
    assert not HandUp.objects.exists()
    client.post(reverse("hand_up_new"), typed)
    row = HandUp.objects.get()
    assert row.note == "职工今天就要离开。"

    client.force_login(receiver)
    page = client.get(reverse("hand_up_detail", args=[row.pk])).text
    assert typed["phone"] not in page
    assert typed["identity_number"] not in page
    client.post(
        reverse("hand_up_return", args=[row.pk]),
        {"reason": "facts_unclear", "note": "写明在哪个工地。"},
    )

    client.force_login(sender)
    amend = reverse("hand_up_amendment", args=[row.pk])
    text = client.get(amend).text
    assert "写明在哪个工地。" in text
    for value in (typed["phone"], typed["identity_number"], typed["facts_text"]):
        assert value in text
    client.post(amend, typed | {"facts_text": "2026年3月起在东山工地做木工，没有发工资。"})

    client.force_login(receiver)
    over = reverse("hand_up_takeover", args=[row.pk])
    row.refresh_from_db()
    answer = client.post(over, {"seen": row.sent_at.isoformat()})
    case = Case.objects.get()
    assert answer.url == reverse("case_detail", args=[case.pk])
    assert "东山工地" in case.facts_text
    assert case.source == Source.ENTERPRISE_UNION


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_over_at_once_one_does_and_there_is_one_case():
    tree = make_tree()
    told = application()
    row = handed(make_actor(role=Role.WINDOW_CLERK, unit=tree.township), application=told)
    first, second = (make_actor(role=Role.WINDOW_CLERK, unit=tree.county) for _ in range(2))

    results = at_once(
        lambda: taken(row, first, application=told),
        lambda: taken(row, second, application=told),
    )

    assert sum(isinstance(result, Case) for result in results) == 1
    assert Case.objects.count() == 1


def test_every_state_of_a_hand_up_is_reached_and_the_open_ones_are_left():
    reached = {HandUpState.HANDED_UP, *(t.target for t in HAND_UP.transitions)}
    left = {source for t in HAND_UP.transitions for source in t.sources}

    assert reached == set(HandUpState)
    assert left == {HandUpState.HANDED_UP, HandUpState.TO_AMEND}
