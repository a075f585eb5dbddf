"""豫工文〔2020〕40号 三（三）3: 加强在线律师注册管理，规范网上服务标准."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied

from gongyuan.core.refusals import Refused
from gongyuan.lawyers.actions import online as actions
from gongyuan.lawyers.choices import OnlineState
from gongyuan.lawyers.models import OnlineRegistration, ServiceStandard
from gongyuan.lawyers.queries.online import hours_shown, online_now
from gongyuan.lawyers.rules.online import hours_obstacles, spans_typed
from tests.lawyers.factories import NOW, TODAY, lawyer_actor, make_lawyer, make_standard
from tests.organisations.factories import make_tree
from tests.people.factories import identity_number, make_actor

pytestmark = pytest.mark.django_db

HOURS = {"1": [["09:00", "11:30"], ["14:00", "17:00"]]}


@pytest.fixture
def tree():
    return make_tree()


def _applied(lawyer, unit, **values):
    known = {"identity_number": identity_number(), "hours": HOURS, "accepts": True, **values}
    return actions.apply_online(unit=unit, **known, actor=lawyer_actor(lawyer), now=NOW)


def _admitted(row, unit, **values):
    known = {"identity_checked": True, "licence_checked": True, **values}
    return actions.admit_online(registration=row, **known, actor=make_actor(unit=unit), now=NOW)


def test_a_lawyer_is_online_once_identity_and_licence_are_verified(tree):
    lawyer = make_lawyer(unit=tree.county)
    make_standard(unit=tree.county)
    row = _applied(lawyer, tree.county)
    assert row == _applied(lawyer, tree.county)
    monday = datetime(2026, 6, 1, 1, 30, tzinfo=UTC)
    assert online_now(tree.county, now=monday) == []

    admitted = _admitted(row, tree.county)

    assert admitted.state == OnlineState.ACTIVE
    assert OnlineRegistration.objects.get().identity_number == ""
    assert online_now(tree.county, now=monday) == [row]


@pytest.mark.parametrize(
    ("moment", "is_online"),
    [
        (datetime(2026, 6, 1, 0, 59, tzinfo=UTC), False),
        (datetime(2026, 6, 1, 1, 0, tzinfo=UTC), True),
        (datetime(2026, 6, 1, 3, 30, tzinfo=UTC), False),
        (datetime(2026, 6, 2, 1, 0, tzinfo=UTC), False),
    ],
)
def test_a_lawyer_is_online_in_the_hours_of_the_place(tree, moment, is_online):
    lawyer = make_lawyer(unit=tree.county)
    make_standard(unit=tree.county)
    _admitted(_applied(lawyer, tree.county), tree.county)

    assert bool(online_now(tree.county, now=moment)) == is_online


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"accepts": False}, "接受网上服务标准"),
        ({"identity_number": "123"}, "18"),
        ({"hours": {}}, "至少写一个"),
        ({"hours": {"1": [["11:00", "09:00"]]}}, "结束早于开始"),
        ({"hours": {"1": [["09:00", "11:00"], ["10:00", "12:00"]]}}, "重叠"),
    ],
)
def test_an_application_that_lacks_something_is_refused(tree, values, reason):
    lawyer = make_lawyer(unit=tree.county)
    make_standard(unit=tree.county)

    with pytest.raises(Refused, match=reason):
        _applied(lawyer, tree.county, **values)
    assert not OnlineRegistration.objects.exists()


def test_nobody_applies_where_there_is_no_standard_or_no_term(tree):
    lawyer = make_lawyer(unit=tree.county)
    with pytest.raises(Refused, match="还没有公布"):
        _applied(lawyer, tree.county)
    make_standard(unit=tree.other_county)
    with pytest.raises(Refused, match="不是这个工会"):
        _applied(lawyer, tree.other_county)


@pytest.mark.parametrize("missing", ["identity_checked", "licence_checked"])
def test_nobody_is_admitted_before_both_are_verified(tree, missing):
    make_standard(unit=tree.county)
    row = _applied(make_lawyer(unit=tree.county), tree.county)

    with pytest.raises(Refused, match="都核验"):
        _admitted(row, tree.county, **{missing: False})


def test_a_service_is_suspended_and_resumed_with_reasons(tree):
    make_standard(unit=tree.county)
    row = _admitted(_applied(make_lawyer(unit=tree.county), tree.county), tree.county)
    actor = make_actor(unit=tree.county)

    with pytest.raises(Refused, match="理由"):
        actions.pause_online(registration=row, note="", actor=actor, now=NOW)
    paused = actions.pause_online(registration=row, note="答复不及时", actor=actor, now=NOW)
    assert (paused.state, paused.paused_on) == (OnlineState.PAUSED, TODAY)
    resumed = actions.resume_online(registration=row, note="已经改进", actor=actor, now=NOW)
    assert (resumed.state, resumed.paused_on) == (OnlineState.ACTIVE, None)


def test_an_application_turned_down_keeps_no_identity_number(tree):
    make_standard(unit=tree.county)
    row = _applied(make_lawyer(unit=tree.county), tree.county)

    turned = actions.reject_online(
        registration=row, note="证号不符", actor=make_actor(unit=tree.county), now=NOW
    )

    assert (turned.state, turned.identity_number) == (OnlineState.NOT_ADMITTED, "")


def test_a_new_standard_is_accepted_before_the_service_goes_on(tree):
    lawyer = make_lawyer(unit=tree.county)
    make_standard(unit=tree.county)
    row = _admitted(_applied(lawyer, tree.county), tree.county)
    officer, monday = make_actor(unit=tree.county), datetime(2026, 6, 1, 1, 30, tzinfo=UTC)
    told = {"title": "网上服务标准", "text": "两小时内答复。", "effective_on": TODAY}

    for _ in range(2):
        second = actions.publish_standard(**told, actor=officer, now=NOW)
    assert (second.version, ServiceStandard.objects.count()) == (2, 2)
    assert online_now(tree.county, now=monday) == []
    actions.accept_standard(registration=row, actor=lawyer_actor(lawyer), now=NOW)

    assert online_now(tree.county, now=monday) == [row]


def test_a_standard_does_not_begin_before_the_last(tree):
    make_standard(unit=tree.county, effective_on=date(2026, 5, 1))

    with pytest.raises(Refused, match="上一版"):
        actions.publish_standard(
            title="新",
            text="新",
            effective_on=date(2026, 4, 1),
            actor=make_actor(unit=tree.county),
            now=NOW,
        )


def test_a_lawyer_changes_the_hours_and_leaves_and_nobody_else_does(tree):
    lawyer, other = (make_lawyer(unit=tree.county) for _ in range(2))
    make_standard(unit=tree.county)
    row = _applied(lawyer, tree.county)
    own = {"registration": row, "actor": lawyer_actor(lawyer), "now": NOW}

    with pytest.raises(ObjectDoesNotExist):
        actions.withdraw_online(registration=row, actor=lawyer_actor(other), now=NOW)
    with pytest.raises(PermissionDenied):
        actions.withdraw_online(registration=row, actor=make_actor(unit=tree.county), now=NOW)
    actions.set_online_hours(hours={"2": [["09:00", "10:00"]]}, **own)
    gone = actions.withdraw_online(**own)

    assert gone.state == OnlineState.WITHDRAWN_ONLINE
    assert hours_shown(gone.hours) == [("周二", "09:00—10:00")]


def test_a_member_suspended_from_the_team_is_not_online(tree):
    lawyer = make_lawyer(unit=tree.county)
    make_standard(unit=tree.county)
    _admitted(_applied(lawyer, tree.county), tree.county)
    lawyer.terms.update(suspended_on=TODAY)

    assert online_now(tree.county, now=datetime(2026, 6, 1, 1, 30, tzinfo=UTC)) == []


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("9:00-11:30、14:00-17:00", [["09:00", "11:30"], ["14:00", "17:00"]]),
        ("9：00—11：30，14：00至17：00", [["09:00", "11:30"], ["14:00", "17:00"]]),
        ("", []),
        ("上午", None),
        ("25:00-26:00", None),
    ],
)
def test_hours_are_read_as_people_type_them(text, spans):
    assert spans_typed(text) == spans


def test_a_day_that_is_none_is_refused():
    assert hours_obstacles({"8": [["09:00", "10:00"]]}) == ["没有这一天。"]
