"""Lists, months, leave, swaps and presence: what each verb does and what it refuses."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from gongyuan.core.events import events_of
from gongyuan.core.models import Notice
from gongyuan.core.refusals import Refused
from gongyuan.duty.actions import clock, leave, points, presence, rosters
from gongyuan.duty.actions.refilling import Refilled
from gongyuan.duty.choices import DayPattern, DutyKind, DutyPart, RosterState
from gongyuan.duty.details import MemberDetails, PointDetails
from gongyuan.duty.models import DutyMember, DutyPoint, DutyShift
from gongyuan.duty.queries.rosters import duty_of_institution, on_duty, public_duty
from gongyuan.law.workdays import mainland_calendar
from gongyuan.lawyers.models import PanelTerm
from gongyuan.people.actor import system
from gongyuan.people.choices import Role
from tests.duty.factories import (
    HALVES,
    MONTH,
    NOW,
    actor_for,
    add_lawyer,
    add_staff,
    make_listed_point,
    make_point,
    make_roster,
    officer,
)
from tests.lawyers.factories import make_lawyer
from tests.organisations.factories import make_institution, make_unit
from tests.people.factories import make_actor, make_certificate, make_post, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 20)


def details(**values):
    return PointDetails(
        **{
            "name": "来访窗口",
            "kind": "window",
            "week": tuple(HALVES),
            "makeup_weekday": 0,
            "seats": 1,
            "morning_starts": time(8, 30),
            "morning_ends": time(12),
            "afternoon_starts": time(14, 30),
            "afternoon_ends": time(17, 30),
            **values,
        }
    )


def counts(roster):
    found = {}
    for shift in roster.shifts.all():
        found[shift.member_id] = found.get(shift.member_id, 0) + 1
    return found


def texts(member):
    return [n.body for n in Notice.objects.filter(user_id=member.user_id).order_by("pk")]


def test_a_point_is_opened_at_the_own_institution_and_the_event_names_who_did():
    institution = make_institution()
    actor = make_actor(unit=institution.unit)

    point = points.open_point(institution=institution, details=details(), actor=actor, now=NOW)

    assert DutyPoint.objects.handled_by(actor).get() == point
    assert [e.code for e in events_of(point)] == ["duty.dutypoint.open"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"week": (DayPattern.NONE,) * 7}, "至少有一天"),
        ({"seats": 0}, "1到5人"),
        ({"seats": 6}, "1到5人"),
        ({"morning_ends": time(15)}, "一段接一段"),
    ],
)
def test_a_point_without_shifts_seats_or_sense_is_refused(wrong, said):
    institution = make_institution()
    actor = make_actor(unit=institution.unit)

    with pytest.raises(Refused, match=said):
        points.open_point(institution=institution, details=details(**wrong), actor=actor, now=NOW)

    assert not DutyPoint.objects.exists()


def test_a_point_is_refused_elsewhere_at_a_closed_institution_and_twice_under_one_name():
    institution = make_institution()
    actor = make_actor(unit=institution.unit)
    closed = make_institution(unit=institution.unit, closed_on=TODAY)
    points.open_point(institution=institution, details=details(), actor=actor, now=NOW)

    for place, said in (
        (make_institution(), "本单位"),
        (closed, "已经撤销"),
        (institution, "同名"),
    ):
        with pytest.raises(Refused, match=said):
            points.open_point(institution=place, details=details(), actor=actor, now=NOW)


def test_staff_and_serving_lawyers_come_on_the_list_others_are_refused_with_the_reason():
    point = make_point()
    actor = officer(point)
    clerk = make_post(role=Role.WINDOW_CLERK, unit=point.unit)
    serving, ended = make_lawyer(unit=point.unit), make_lawyer(unit=point.unit)
    PanelTerm.objects.filter(lawyer=ended).update(ends_on=date(2025, 12, 31))

    def add(**who):
        return points.add_member(
            point=point,
            details=MemberDetails(starts_on=TODAY, **who),
            actor=actor,
            now=NOW,
        )

    assert add(post=clerk).user == clerk.user
    assert add(lawyer=serving).name == serving.name
    for who, said in (
        ({}, "请选一位"),
        ({"post": clerk, "lawyer": serving}, "请选一位"),
        ({"post": make_post(role=Role.WINDOW_CLERK)}, "本单位"),
        ({"post": make_post(role=Role.SYSTEM_ADMIN, unit=point.unit)}, "本单位"),
        ({"lawyer": ended}, "届满"),
        ({"lawyer": make_lawyer()}, "没有被本级"),
        ({"post": clerk}, "已经在名单上"),
    ):
        with pytest.raises(Refused, match=said):
            add(**who)
    with pytest.raises(Refused, match="不能早于今天"):
        points.add_member(
            point=point,
            details=MemberDetails(post=make_post(unit=point.unit), starts_on=date(2026, 3, 1)),
            actor=actor,
            now=NOW,
        )


def test_a_month_is_arranged_evenly_over_its_working_days():
    point = make_listed_point()

    roster = make_roster(point, is_published=False)

    shifts = list(roster.shifts.all())
    assert {shift.day for shift in shifts} == {
        day
        for day in (MONTH + timedelta(days=step) for step in range(30))
        if mainland_calendar().is_working_day(day)
    }
    # The sixth of April is the day off of Qingming.
    assert date(2026, 4, 6) not in {shift.day for shift in shifts}
    assert max(counts(roster).values()) - min(counts(roster).values()) <= 1
    assert roster.due_on == date(2026, 3, 25)
    first = roster.shifts.get(day=date(2026, 4, 1), part=DutyPart.MORNING)
    assert first.starts_at == datetime(2026, 4, 1, 0, 30, tzinfo=UTC)


def test_arranging_again_changes_nothing_and_doubles_nothing():
    point = make_listed_point()
    roster = make_roster(point, is_published=False)
    before = list(roster.shifts.order_by("pk").values_list("day", "part", "member"))

    again = rosters.arrange_month(point=point, month=MONTH, actor=officer(point), now=NOW)

    assert again == roster
    assert list(roster.shifts.order_by("pk").values_list("day", "part", "member")) == before


def test_the_running_month_is_arranged_from_tomorrow_on():
    roster = make_roster(make_listed_point(), month=date(2026, 3, 1), is_published=False)

    assert min(shift.day for shift in roster.shifts.all()) == date(2026, 3, 23)


def test_the_balance_of_the_month_before_is_carried_on():
    point = make_listed_point(names="甲乙")
    one, other = point.members.order_by("pk")
    april = make_roster(point, is_published=False)
    DutyShift.objects.filter(roster=april).update(member=one)
    sat = april.shifts.count()
    later = datetime(2026, 4, 20, 2, 0, tzinfo=UTC)

    may = rosters.arrange_month(
        point=point, month=date(2026, 5, 1), actor=officer(point), now=later
    )

    assert sat > 30
    # At most four half days are caught up in one month.
    assert counts(may)[other.pk] - counts(may)[one.pk] in (4, 5)


def test_a_new_person_on_the_list_is_not_made_to_catch_up():
    point = make_listed_point(names="甲乙")
    make_roster(point, is_published=False)
    post = make_post(role=Role.WINDOW_CLERK, unit=point.unit)
    starts = MemberDetails(post=post, starts_on=date(2026, 5, 1))
    new = points.add_member(point=point, details=starts, actor=officer(point), now=NOW)

    later = datetime(2026, 4, 20, 2, 0, tzinfo=UTC)
    may = rosters.arrange_month(
        point=point, month=date(2026, 5, 1), actor=officer(point), now=later
    )

    assert counts(may)[new.pk] <= min(counts(may).values()) + 1


def test_a_lawyer_whose_term_ends_is_not_put_down_after_it():
    point = make_listed_point(names="甲")
    lawyer = add_lawyer(point, name="律师")
    PanelTerm.objects.filter(lawyer=lawyer.lawyer).update(ends_on=date(2026, 4, 10))

    roster = make_roster(point)

    assert max(s.day for s in roster.shifts.filter(member=lawyer)) <= date(2026, 4, 10)


def test_nobody_is_put_down_at_two_points_at_once():
    first = make_listed_point(names="甲")
    second = make_point(institution=first.institution, name="热线")
    add_staff(second, name="甲", post=first.members.get().post)
    make_roster(first)

    roster = make_roster(second, is_published=False)

    assert set(counts(roster)) == {None}


@pytest.mark.parametrize(
    ("month", "said"),
    [(date(2026, 2, 1), "只能排"), (date(2026, 5, 1), "只能排")],
)
def test_only_this_month_and_the_next_are_arranged(month, said):
    point = make_listed_point()
    with pytest.raises(Refused, match=said):
        rosters.arrange_month(point=point, month=month, actor=officer(point), now=NOW)


def test_an_empty_list_a_closed_point_and_a_published_month_are_not_arranged():
    empty, point = make_point(), make_listed_point()
    actor = officer(point)
    make_roster(point)

    with pytest.raises(Refused, match="名单上还没有人"):
        rosters.arrange_month(point=empty, month=MONTH, actor=officer(empty), now=NOW)
    with pytest.raises(Refused, match="已经公布"):
        rosters.arrange_month(point=point, month=MONTH, actor=actor, now=NOW)
    points.close_point(point=point, note="窗口合并", actor=actor, now=NOW)
    with pytest.raises(Refused, match="已经撤销"):
        rosters.arrange_month(point=point, month=date(2026, 3, 1), actor=actor, now=NOW)
    assert not DutyShift.objects.filter(point=point, day__gt=TODAY).exists()


def test_publishing_tells_everybody_once_how_often_they_sit():
    point = make_listed_point(names="甲乙")

    roster = make_roster(point)

    assert roster.state == RosterState.PUBLISHED
    for member in point.members.all():
        assert len(texts(member)) == 1
        assert f"你有{counts(roster)[member.pk]}班" in texts(member)[0]
    with pytest.raises(Refused, match="已公布"):
        rosters.publish_roster(roster=roster, actor=officer(point), now=NOW)


def test_a_month_without_anybody_is_not_published():
    point = make_listed_point(names="甲")
    roster = make_roster(point, is_published=False)
    roster.shifts.update(member=None)

    with pytest.raises(Refused, match="还没有一个人"):
        rosters.publish_roster(roster=roster, actor=officer(point), now=NOW)


def test_a_clerk_publishes_nothing():
    point = make_listed_point()
    roster = make_roster(point, is_published=False)
    clerk = make_actor(role=Role.WINDOW_CLERK, unit=point.unit)

    with pytest.raises((PermissionDenied, type(roster).DoesNotExist)):
        rosters.publish_roster(roster=roster, actor=clerk, now=NOW)


def test_a_change_by_hand_needs_a_reason_tells_both_and_outlives_the_rotation():
    point = make_listed_point()
    actor = officer(point)
    roster = make_roster(point, is_published=False)
    shift = roster.shifts.order_by("day", "starts_at").first()
    other = point.members.exclude(pk=shift.member_id).last()

    with pytest.raises(Refused, match="理由"):
        rosters.change_shift(shift=shift, member=other, note=" ", actor=actor, now=NOW)
    rosters.change_shift(shift=shift, member=other, note="开庭", actor=actor, now=NOW)
    rosters.arrange_month(point=point, month=MONTH, actor=actor, now=NOW)

    shift.refresh_from_db()
    assert (shift.member, shift.is_fixed) == (other, True)
    rosters.publish_roster(roster=roster, actor=actor, now=NOW)
    rosters.change_shift(shift=shift, member=None, note="改日", actor=actor, now=NOW)
    assert "不再由你值班" in texts(other)[-1]


def test_a_change_is_refused_for_who_is_away_sitting_elsewhere_listed_or_too_late():
    point = make_listed_point(names="甲乙")
    actor = officer(point)
    roster = make_roster(point)
    one, other = point.members.order_by("pk")
    shift = roster.shifts.filter(member=one).order_by("starts_at").first()
    stranger = add_staff(make_point(unit=point.unit, name="热线"), name="外")

    def change(member, now=NOW):
        rosters.change_shift(shift=shift, member=member, note="换", actor=actor, now=now)

    with pytest.raises(Refused, match="本来就是"):
        change(one)
    with pytest.raises(Refused, match="不在这个值班点的名单上"):
        change(stranger)
    with pytest.raises(Refused, match="已经开始"):
        change(other, now=shift.starts_at)
    leave.take_leave(member=other, first_day=shift.day, last_day=shift.day, actor=actor, now=NOW)
    with pytest.raises(Refused, match="请假"):
        change(other)
    third = add_staff(point, name="丙")
    elsewhere = make_point(institution=point.institution, name="调解室")
    add_staff(elsewhere, name="丙", post=third.post)
    make_roster(elsewhere)
    with pytest.raises(Refused, match="丙这个时段已经值班"):
        change(third)


def test_leave_hands_the_shifts_of_those_days_to_the_others_and_is_caught_up_by_the_rotation():
    point = make_listed_point()
    roster = make_roster(point)
    member = point.members.first()

    leave.take_leave(
        member=member,
        first_day=date(2026, 4, 1),
        last_day=date(2026, 4, 10),
        reason="年休假",
        actor=actor_for(member),
        now=NOW,
    )

    days = {shift.day for shift in roster.shifts.filter(member=member)}
    assert min(days) > date(2026, 4, 10)
    assert not roster.shifts.filter(member=None).exists()
    told = [one for one in point.members.exclude(pk=member.pk) if len(texts(one)) > 1]
    assert told
    may = make_roster(point, month=date(2026, 5, 1), now=datetime(2026, 4, 20, 2, 0, tzinfo=UTC))
    assert counts(may)[member.pk] == max(counts(may).values())


def test_leave_at_one_point_holds_at_every_point_of_the_unit():
    point = make_listed_point(names="甲乙")
    member = point.members.first()
    second = make_point(institution=point.institution, name="热线")
    add_staff(second, name="甲", post=member.post)

    taken = leave.take_leave(
        member=member, first_day=TODAY, last_day=TODAY, actor=actor_for(member), now=NOW
    )

    assert {one.member.point for one in taken.leaves} == {point, second}


def test_leave_is_refused_for_days_gone_by_the_wrong_way_round_twice_and_for_others():
    point = make_listed_point(names="甲乙")
    member, other = point.members.order_by("pk")

    def take(first, last, who=member):
        return leave.take_leave(
            member=member, first_day=first, last_day=last, actor=actor_for(who), now=NOW
        )

    with pytest.raises(Refused, match="早于第一日"):
        take(date(2026, 4, 2), date(2026, 4, 1))
    with pytest.raises(Refused, match="已经过去"):
        take(date(2026, 3, 1), date(2026, 3, 2))
    [taken] = take(date(2026, 4, 1), date(2026, 4, 2)).leaves
    with pytest.raises(Refused, match="4月1日至2日已经请过假"):
        take(date(2026, 4, 2), date(2026, 4, 3))
    with pytest.raises(DutyMember.DoesNotExist):
        take(date(2026, 4, 7), date(2026, 4, 7), who=other)
    leave.cancel_leave(leave=taken, actor=actor_for(member), now=NOW)
    with pytest.raises(Refused, match="已经销假"):
        leave.cancel_leave(leave=taken, actor=actor_for(member), now=NOW)
    [again] = take(date(2026, 4, 2), date(2026, 4, 3)).leaves
    with pytest.raises(Refused, match="已经过去"):
        leave.cancel_leave(
            leave=again, actor=actor_for(member), now=datetime(2026, 4, 5, 2, tzinfo=UTC)
        )


def test_when_nobody_else_can_come_the_seat_stays_empty_and_waits_on_the_worklist():
    from gongyuan.core.work import by_name, work_lines
    from gongyuan.duty.queries.work import awaiting

    point = make_listed_point(names="甲")
    member = point.members.get()
    make_roster(point)

    taken = leave.take_leave(
        member=member,
        first_day=date(2026, 4, 1),
        last_day=date(2026, 4, 1),
        actor=actor_for(member),
        now=NOW,
    )

    assert taken.refilled == Refilled(handed_on=0, vacant=2)
    actor = officer(point)
    lines = work_lines(awaiting(actor, today=TODAY))
    assert [line.what for line in lines] == ["补上值班的人", "补上值班的人"]
    assert by_name(awaiting(actor, today=TODAY))["duty_vacant_beside"].rows().count() == 2
    stranger = make_actor(unit=make_unit())
    assert work_lines(awaiting(stranger, today=TODAY)) == []


def test_presence_is_entered_on_the_day_by_the_person_once():
    point = make_listed_point()
    shift = make_roster(point).shifts.order_by("starts_at").first()
    me = actor_for(shift.member)
    came = shift.starts_at - timedelta(minutes=5)

    with pytest.raises(Refused, match="当天"):
        presence.arrive(shift=shift, actor=me, now=NOW)
    with pytest.raises(Refused, match="还没有签到"):
        presence.depart(shift=shift, actor=me, now=came)
    presence.arrive(shift=shift, actor=me, now=came)
    presence.arrive(shift=shift, actor=me, now=came + timedelta(minutes=9))
    presence.depart(shift=shift, actor=me, now=shift.ends_at)
    presence.depart(shift=shift, actor=me, now=shift.ends_at + timedelta(hours=1))

    shift.refresh_from_db()
    assert (shift.came_at, shift.left_at) == (came, shift.ends_at)
    other = point.members.exclude(pk=shift.member_id).first()
    with pytest.raises(DutyShift.DoesNotExist):
        presence.arrive(shift=shift, actor=actor_for(other), now=came)
    late = shift.roster.shifts.filter(member=other).first()
    with pytest.raises(Refused, match="已经结束"):
        presence.arrive(shift=late, actor=actor_for(other), now=late.ends_at)
    DutyShift.objects.filter(pk=late.pk).update(came_at=late.starts_at)
    with pytest.raises(Refused, match="当天"):
        presence.depart(shift=late, actor=actor_for(other), now=late.ends_at + timedelta(days=1))


def test_who_sits_now_is_told_with_names_inside_and_without_names_outside():
    point = make_listed_point()
    lawyer = add_lawyer(point, name="律师")
    roster = make_roster(point)
    shift = roster.shifts.filter(member=lawyer).first()

    now = shift.starts_at
    assert on_duty([point.pk], now=now)[point.pk] == [shift]
    assert on_duty([point.pk], now=shift.ends_at).get(point.pk) is None
    outside = public_duty([point.institution_id], now=now)[point.institution_id]
    assert [(one.lawyers, one.staff) for one in outside] == [(1, 0)]
    assert duty_of_institution(point.institution_id, now=now) == [shift]
    following = duty_of_institution(point.institution_id, now=shift.ends_at)
    assert following[0].starts_at > shift.ends_at


def test_nobody_is_told_of_a_draft():
    point = make_listed_point()
    roster = make_roster(point, is_published=False)
    shift = roster.shifts.order_by("starts_at").first()

    assert not on_duty([point.pk], now=shift.starts_at)
    assert not DutyShift.objects.served_by(actor_for(shift.member)).exists()


def test_people_are_reminded_the_working_day_before_once_and_never_on_a_rest_day():
    point = make_point()
    lawyer = add_lawyer(point, name="律师")
    roster = make_roster(point)
    # The first of April is a Wednesday.
    tuesday = datetime(2026, 3, 31, 1, 15, tzinfo=UTC)

    assert clock.remind_of_duty(actor=system(), now=tuesday) == 2
    clock.remind_of_duty(actor=system(), now=tuesday)

    told = [text for text in texts(lawyer) if text.startswith("提醒")]
    assert len(told) == 2
    assert Notice.objects.filter(channel=Notice.Channel.SMS).count() == 2
    # Friday before the days off of Qingming: the next working day is Tuesday.
    friday = datetime(2026, 4, 3, 1, 15, tzinfo=UTC)
    assert clock.remind_of_duty(actor=system(), now=friday) == 2
    assert any("4月7日" in text for text in texts(lawyer))
    assert clock.remind_of_duty(actor=system(), now=friday + timedelta(days=1)) == 0
    assert roster.shifts.count() > 30


def test_next_months_draft_is_made_by_itself_in_time_and_once():
    point = make_listed_point()
    make_point(unit=point.unit, name="没有名单")
    too_early = datetime(2026, 3, 16, 17, 10, tzinfo=UTC)
    in_time = datetime(2026, 3, 17, 17, 10, tzinfo=UTC)

    assert clock.draft_next_months(actor=system(), now=too_early) == 0
    assert clock.draft_next_months(actor=system(), now=in_time) == 1
    assert clock.draft_next_months(actor=system(), now=in_time) == 0

    roster = point.rosters.get()
    assert (roster.month, roster.state) == (MONTH, RosterState.DRAFT)
    assert events_of(roster).get().actor_name == "系统"


def test_whoever_leaves_the_list_hands_on_the_shifts_after_the_last_day():
    point = make_listed_point()
    actor = officer(point)
    roster = make_roster(point)
    member = point.members.first()

    with pytest.raises(Refused, match="不能早于今天"):
        points.end_member(
            member=member, ends_on=date(2026, 3, 1), note="调离", actor=actor, now=NOW
        )
    points.end_member(member=member, ends_on=date(2026, 4, 15), note="调离", actor=actor, now=NOW)

    assert not roster.shifts.filter(member=member, day__gt=date(2026, 4, 15)).exists()
    assert roster.shifts.filter(member=member).exists()
    with pytest.raises(Refused, match="已经不在名单上"):
        points.end_member(member=member, ends_on=MONTH, note="调离", actor=actor, now=NOW)


def test_days_of_the_week_are_kept_and_their_change_owes_nothing():
    point = make_listed_point()
    actor = officer(point)
    member = point.members.first()

    points.edit_member(member=member, weekdays=(0, 4), actor=actor, now=NOW)
    roster = make_roster(point)

    assert {s.day.weekday() for s in roster.shifts.filter(member=member)} <= {0, 4}
    points.edit_member(member=member, weekdays=(), actor=actor, now=NOW)
    later = datetime(2026, 4, 20, 2, 0, tzinfo=UTC)
    may = rosters.arrange_month(point=point, month=date(2026, 5, 1), actor=actor, now=later)
    assert max(counts(may).values()) - min(counts(may).values()) <= 1


def test_a_changed_point_keeps_its_months_until_they_are_arranged_again():
    point = make_listed_point()
    actor = officer(point)
    roster = make_roster(point, is_published=False)
    before = roster.shifts.count()
    week = (DayPattern.WHOLE,) * 5 + (DayPattern.NONE,) * 2

    points.edit_point(point=point, details=details(week=week), actor=actor, now=NOW)
    assert roster.shifts.count() == before
    rosters.arrange_month(point=point, month=MONTH, actor=actor, now=NOW)

    assert roster.shifts.count() == before // 2
    assert set(roster.shifts.values_list("part", flat=True)) == {DutyPart.WHOLE_DAY}


def test_in_a_mediation_room_sits_only_who_holds_a_valid_certificate():
    point = make_point(kind=DutyKind.MEDIATING)
    keeper = officer(point)
    mediator, without, ending = (
        make_post(role=Role.MEDIATOR, unit=point.unit, user=make_user(name=name))
        for name in ("甲", "乙", "丙")
    )
    make_certificate(user=mediator.user)
    make_certificate(user=ending.user, valid_until=date(2026, 4, 15))
    today = TODAY

    with pytest.raises(Refused) as refused:
        points.add_member(
            point=point, details=MemberDetails(post=without, starts_on=today), actor=keeper, now=NOW
        )
    assert "持劳动争议调解员证上岗" in str(refused.value)
    members = [
        points.add_member(
            point=point, details=MemberDetails(post=post, starts_on=today), actor=keeper, now=NOW
        )
        for post in (mediator, ending)
    ]
    roster = make_roster(point)

    sat = {member: [s.day for s in roster.shifts.filter(member=member)] for member in members}
    assert max(sat[members[1]]) <= date(2026, 4, 15) < max(sat[members[0]])
    late = roster.shifts.filter(day__gt=date(2026, 4, 15)).first()
    with pytest.raises(Refused, match="证书"):
        rosters.change_shift(shift=late, member=members[1], note="换人", actor=keeper, now=NOW)


def test_a_mediator_sits_in_a_mediation_room_only():
    point = make_point()
    post = make_post(role=Role.MEDIATOR, unit=point.unit)
    told = MemberDetails(post=post, starts_on=TODAY)

    with pytest.raises(Refused, match="只能选本单位"):
        points.add_member(point=point, details=told, actor=officer(point), now=NOW)
