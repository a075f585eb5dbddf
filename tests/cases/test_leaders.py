"""Somebody answers for a major case, and it is watched to its end (包案领导、全程跟踪)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from gongyuan.cases.actions.major import mark_major, name_leader, track_case
from gongyuan.cases.choices import CaseState
from gongyuan.cases.choices.major import MajorTab
from gongyuan.cases.details import Leader
from gongyuan.cases.models import Case
from gongyuan.cases.queries.major import major_cases
from gongyuan.core.events import events_of
from gongyuan.core.models import Notice
from gongyuan.core.refusals import Refused
from gongyuan.people.choices import Role
from tests.cases.factories import NOW, make_case
from tests.organisations.factories import make_unit
from tests.people.factories import make_actor, make_post

pytestmark = pytest.mark.django_db
CHAIR = Leader(name="试主席", title="县总工会副主席")


@pytest.fixture
def case(db):
    row = make_case(unit=make_unit(), state=CaseState.HANDLING)
    mark_major(case=row, note="影响大。", actor=make_actor(unit=row.unit), now=NOW)
    return Case.objects.get(pk=row.pk)


@pytest.fixture
def head(case):
    return make_actor(role=Role.LEGAL_HEAD, unit=case.unit)


def test_one_leader_at_a_time_and_the_earlier_one_stays_on_record(case, head):
    name_leader(case=case, leader=CHAIR, actor=head, now=NOW)
    later = NOW + timedelta(days=3)
    name_leader(
        case=case, leader=Leader(name="试书记", title="县总党组书记"), actor=head, now=later
    )

    first, second = case.leaders.order_by("pk")
    assert (first.since, first.until) == (NOW, later)
    assert (second.name, second.until) == ("试书记", None)
    assert events_of(case).filter(code="cases.case.name_leader").count() == 2


def test_the_same_leader_named_twice_is_one_and_is_told_once(case, head):
    post = make_post(role=Role.LEGAL_HEAD, unit=case.unit)
    leader = Leader(name=post.user.name, title="负责人", user_id=post.user_id)

    rows = {name_leader(case=case, leader=leader, actor=head, now=NOW).pk for _ in range(2)}

    assert len(rows) == 1
    assert Notice.objects.filter(user_id=post.user_id).count() == 1


@pytest.mark.parametrize(("name", "title", "field"), [("", "主席", "name"), ("甲", " ", "title")])
def test_a_leader_has_a_name_and_a_title(case, head, name, title, field):
    with pytest.raises(Refused) as refusal:
        name_leader(case=case, leader=Leader(name=name, title=title), actor=head, now=NOW)

    assert refusal.value.field == field


def test_plain_cases_are_led_by_nobody_and_only_the_head_names(case, head):
    plain = make_case(unit=case.unit, state=CaseState.HANDLING)
    with pytest.raises(Refused, match="重大案件"):
        name_leader(case=plain, leader=CHAIR, actor=head, now=NOW)
    with pytest.raises(PermissionDenied):
        name_leader(case=case, leader=CHAIR, actor=make_actor(unit=case.unit), now=NOW)
    stranger = make_actor(role=Role.LEGAL_HEAD, unit=make_unit())
    with pytest.raises(Case.DoesNotExist):
        name_leader(case=case, leader=CHAIR, actor=stranger, now=NOW)


def test_a_look_starts_the_days_to_the_next(case, head):
    assert case.major.tracking_due_on == date(2026, 6, 16)
    later = NOW + timedelta(days=17)
    assert major_cases(head, MajorTab.TO_TRACK, now=later).count() == 1

    track_case(case=case, note="已约谈双方。", actor=head, now=later)

    case.major.refresh_from_db()
    assert case.major.tracked_at == later
    assert major_cases(head, MajorTab.TO_TRACK, now=later).count() == 0


def test_a_look_says_something_and_plain_cases_are_not_tracked(case, head):
    with pytest.raises(Refused):
        track_case(case=case, note=" ", actor=head, now=NOW)
    plain = make_case(unit=case.unit)
    with pytest.raises(Refused, match="重大案件"):
        track_case(case=plain, note="看过。", actor=head, now=NOW)
    clerk = make_actor(role=Role.WINDOW_CLERK, unit=case.unit)
    with pytest.raises(PermissionDenied):
        track_case(case=case, note="看过。", actor=clerk, now=NOW)


def test_the_strip_names_the_leader_and_the_head_sees_who_leads_what(client, case, head):
    client.force_login(make_post(role=Role.LEGAL_HEAD, unit=case.unit).user)
    client.post(reverse("case_leader", args=[case.pk]), {"name": CHAIR.name, "title": CHAIR.title})

    page = client.get(reverse("case_detail", args=[case.pk])).text
    strip = page.split('id="strip"')[1].split("</section>")[0]
    assert "包案领导 试主席（县总工会副主席）" in strip
    assert "试主席" in client.get(reverse("major_cases")).text
    assert case.number not in client.get(reverse("major_cases"), {"tab": "unled"}).text
