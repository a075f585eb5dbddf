"""Changing shifts: one or a run of days, one request, one answer, all or nothing."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from gongyuan.core.events import events_of
from gongyuan.core.models import Notice
from gongyuan.core.refusals import Refused
from gongyuan.core.work import work_lines
from gongyuan.duty.actions import leave, points, swaps
from gongyuan.duty.choices import SwapState
from gongyuan.duty.details import RunDetails
from gongyuan.duty.models import DutyLeave, DutyMember, DutyShift, DutySwap
from gongyuan.duty.queries.periods import next_month
from gongyuan.duty.queries.work import awaiting
from gongyuan.duty.rules.words import run_words
from gongyuan.people.choices import Role
from tests.duty.factories import (
    NOW,
    actor_for,
    add_lawyer,
    add_staff,
    make_listed_point,
    make_point,
    make_roster,
    officer,
)
from tests.people.factories import make_post

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 4, 1), date(2026, 4, 10)
BACK = date(2026, 4, 20), date(2026, 4, 24)


def texts(member):
    return [n.body for n in Notice.objects.filter(user_id=member.user_id).order_by("pk")]


def swap_pair(point, roster):
    one, other = point.members.order_by("pk")[:2]
    own = roster.shifts.filter(member=one).order_by("starts_at").first()
    back = roster.shifts.filter(member=other).exclude(day=own.day).order_by("starts_at").first()
    return one, other, own, back


def test_a_swap_is_proposed_accepted_and_both_shifts_change_hands():
    point = make_listed_point()
    one, other, own, back = swap_pair(point, make_roster(point))

    swap = swaps.propose_swap(shift=own, taker=other, in_return=back, actor=actor_for(one), now=NOW)
    assert "请答复" in texts(other)[-1]
    swaps.accept_swap(swap=swap, actor=actor_for(other), now=NOW)

    own.refresh_from_db()
    back.refresh_from_db()
    assert (own.member, back.member) == (other, one)
    swap.refresh_from_db()
    assert swap.state == SwapState.ACCEPTED
    assert "同意换班" in texts(one)[-1]
    assert events_of(own).filter(code="duty.dutyshift.swap").count() == 1
    with pytest.raises(Refused):
        swaps.accept_swap(swap=swap, actor=actor_for(other), now=NOW)


def test_a_swap_is_answered_by_the_other_only_and_taken_back_by_the_proposer_only():
    point = make_listed_point()
    one, other, own, _ = swap_pair(point, make_roster(point))
    swap = swaps.propose_swap(shift=own, taker=other, actor=actor_for(one), now=NOW)

    with pytest.raises(Refused, match="对方"):
        swaps.accept_swap(swap=swap, actor=actor_for(one), now=NOW)
    with pytest.raises(Refused, match="对方"):
        swaps.turn_down_swap(swap=swap, actor=actor_for(one), now=NOW)
    with pytest.raises(Refused, match="对方"):
        swaps.take_back_swap(swap=swap, actor=actor_for(other), now=NOW)
    with pytest.raises(type(swap).DoesNotExist):
        swaps.accept_swap(swap=swap, actor=officer(point), now=NOW)
    with pytest.raises(Refused, match="已经提出换班"):
        swaps.propose_swap(shift=own, taker=other, actor=actor_for(one), now=NOW)
    swaps.turn_down_swap(swap=swap, note="要开庭", actor=actor_for(other), now=NOW)
    assert "要开庭" in texts(one)[-1]
    again = swaps.propose_swap(shift=own, taker=other, actor=actor_for(one), now=NOW)
    swaps.take_back_swap(swap=again, actor=actor_for(one), now=NOW)
    own.refresh_from_db()
    assert own.member == one


def test_a_swap_is_refused_with_oneself_with_who_is_away_or_there_already_and_too_late():
    point = make_listed_point()
    roster = make_roster(point)
    one, other, own, back = swap_pair(point, roster)
    third = point.members.order_by("pk")[2]

    def propose(taker=other, in_return=None, now=NOW, shift=own):
        return swaps.propose_swap(
            shift=shift, taker=taker, in_return=in_return, actor=actor_for(one), now=now
        )

    with pytest.raises(Refused, match="自己"):
        propose(taker=one)
    with pytest.raises(Refused, match="不是丙的班"):
        propose(taker=third, in_return=back)
    with pytest.raises(Refused, match="已经开始"):
        propose(now=own.starts_at)
    with pytest.raises(DutyShift.DoesNotExist):
        propose(shift=back)
    leave.take_leave(
        member=other, first_day=own.day, last_day=own.day, actor=actor_for(other), now=NOW
    )
    with pytest.raises(Refused, match="请假"):
        propose()
    elsewhere = make_point(institution=point.institution, name="热线")
    add_staff(elsewhere, name="丙", post=third.post)
    beside = make_roster(elsewhere)
    beside.shifts.filter(day=own.day, part=own.part).update(member=elsewhere.members.get())
    with pytest.raises(Refused, match="已经值班"):
        propose(taker=third)


def test_what_became_impossible_since_it_was_proposed_is_not_accepted():
    point = make_listed_point()
    one, other, own, back = swap_pair(point, make_roster(point))
    swap = swaps.propose_swap(shift=own, taker=other, in_return=back, actor=actor_for(one), now=NOW)

    with pytest.raises(Refused, match="已经开始"):
        swaps.accept_swap(swap=swap, actor=actor_for(other), now=own.starts_at)
    leave.take_leave(member=one, first_day=own.day, last_day=own.day, actor=actor_for(one), now=NOW)

    swap.refresh_from_db()
    assert swap.state == SwapState.TAKEN_BACK


def held(roster, member, first, last):
    return set(roster.shifts.filter(member=member, day__gte=first, day__lte=last))


def run(one, other, *, now=NOW, **values):
    details = RunDetails(**values)
    return swaps.propose_run(
        member=one, taker=other, details=details, actor=actor_for(one), now=now
    )


def free(roster, member, *spans):
    """Let somebody else than this person sit on these days, as if it had been arranged so."""
    other = roster.point.members.order_by("pk").last()
    for first, last in spans:
        rows = roster.shifts.filter(member=member, day__gte=first, day__lte=last)
        rows.update(member=other)


@pytest.fixture
def three():
    """Two who sit in runs of their own, and a third who sits in the rest."""
    point = make_listed_point()
    roster = make_roster(point)
    one, other, _ = point.members.order_by("pk")
    free(roster, other, (FIRST, LAST))
    free(roster, one, BACK)
    return roster, one, other


def test_a_run_of_days_changes_hands_at_once_by_one_request_and_one_answer(three):
    roster, one, other = three
    own, theirs = held(roster, one, FIRST, LAST), held(roster, other, *BACK)
    assert len(own) > 2
    assert len(theirs) > 2

    swap = run(one, other, given=(FIRST, LAST), returned=BACK)

    assert swap.subject == f"甲用{swap.given}换乙的{swap.returned}"
    assert f"的{len(own)}班" in swap.given
    assert not work_lines(awaiting(actor_for(other), today=LAST))
    [line] = work_lines(awaiting(actor_for(other), today=NOW.date()))
    assert (line.who, line.due_on) == (swap.subject, min(shift.day for shift in own))
    assert held(roster, one, FIRST, LAST) == own
    with pytest.raises(Refused) as refusal:
        run(one, other, given=(FIRST, LAST))
    assert len(refusal.value.reasons) == len(own)

    swaps.accept_swap(swap=swap, actor=actor_for(other), now=NOW)

    assert own <= held(roster, other, FIRST, LAST)
    assert not held(roster, one, FIRST, LAST)
    assert theirs <= held(roster, one, *BACK)
    assert texts(one)[-1] == f"乙同意换班：{swap.subject}。"
    assert all(shift.is_fixed for shift in held(roster, one, *BACK))


def test_one_day_in_the_way_refuses_the_whole_run_and_each_is_named(three):
    roster, one, other = three
    own = sorted(held(roster, one, FIRST, LAST), key=lambda shift: shift.starts_at)
    leave.take_leave(
        member=other,
        first_day=own[0].day,
        last_day=own[0].day,
        actor=actor_for(other),
        now=NOW,
    )
    DutyMember.objects.filter(pk=other.pk).update(
        weekdays=[day for day in range(5) if day != own[1].day.weekday()]
    )
    hotline = make_point(institution=roster.point.institution, name="热线")
    beside = make_roster(add_staff(hotline, name="乙", post=other.post).point)
    beside.shifts.exclude(day=own[2].day, part=own[2].part).delete()

    other.refresh_from_db()

    with pytest.raises(Refused) as refusal:
        run(one, other, given=(FIRST, LAST))

    said = refusal.value.reasons
    assert f"{own[0].when}：乙请假。" in said
    assert f"{own[1].when}：乙周{'一二三四五'[own[1].day.weekday()]}不值班。" in said
    assert f"{own[2].when}：乙这个时段已经值班。" in said
    assert not DutySwap.objects.exists()
    days = [text.partition("：")[0] for text in said]
    assert days == sorted(days, key=[shift.when for shift in own].index)


def test_a_run_that_became_impossible_is_not_accepted_and_nothing_has_moved(three):
    roster, one, other = three
    own = held(roster, one, FIRST, LAST)
    swap = run(one, other, given=(FIRST, LAST))
    begun = min(shift.starts_at for shift in own)

    with pytest.raises(Refused, match="已经开始"):
        swaps.accept_swap(swap=swap, actor=actor_for(other), now=begun)

    assert held(roster, one, FIRST, LAST) == own
    swap.refresh_from_db()
    assert swap.state == SwapState.PROPOSED


def test_somebody_offers_to_sit_anothers_week_for_nothing(three):
    roster, one, other = three
    theirs = held(roster, other, *BACK)

    swap = run(one, other, returned=BACK)
    assert swap.subject.startswith("甲愿意替乙值4月")
    with pytest.raises(Refused, match="已经提出换班"):
        run(one, other, returned=BACK)
    swaps.accept_swap(swap=swap, actor=actor_for(other), now=NOW)

    assert theirs <= held(roster, one, *BACK)


def test_leave_of_several_days_is_taken_once_another_takes_every_shift(three):
    roster, one, other = three
    own = held(roster, one, FIRST, LAST)

    swap = run(one, other, given=(FIRST, LAST), is_leave=True, reason="外出培训")
    assert not DutyLeave.objects.exists()
    assert "外出培训" not in "".join(texts(other))
    swaps.turn_down_swap(swap=swap, actor=actor_for(other), now=NOW)
    assert "假也没有请" in texts(one)[-1]
    again = run(one, other, given=(FIRST, LAST), is_leave=True, reason="外出培训")
    swaps.accept_swap(swap=again, actor=actor_for(other), now=NOW)

    taken = DutyLeave.objects.get()
    assert (taken.member, taken.first_day, taken.last_day, taken.reason) == (
        one,
        FIRST,
        LAST,
        "外出培训",
    )
    assert own <= held(roster, other, FIRST, LAST)
    later = date(2026, 4, 17)
    free(roster, other, (date(2026, 4, 11), later))
    assert held(roster, one, FIRST, later)
    with pytest.raises(Refused, match="4月1日至10日已经请过假"):
        run(one, other, given=(FIRST, later), is_leave=True)


def test_nothing_chosen_days_without_a_shift_and_who_cannot_answer_are_refused(three):
    roster, one, other = three
    mute = add_lawyer(roster.point, name="丁")
    DutyMember.objects.filter(pk=mute.pk).update(user=None)
    mute.refresh_from_db()

    for taker, values, said in (
        (other, {}, "请选让出"),
        (other, {"given": BACK, "is_leave": True}, "直接请假就行"),
        (other, {"given": (LAST, FIRST)}, "最后一天早于第一天"),
        (other, {"given": BACK}, "没有你的班"),
        (other, {"returned": (FIRST, LAST)}, "没有乙的班"),
        (mute, {"given": (FIRST, LAST)}, "没有账号"),
        (one, {"given": (FIRST, LAST)}, "自己"),
    ):
        with pytest.raises(Refused, match=said):
            run(one, taker, **values)
    with pytest.raises(DutyMember.DoesNotExist):
        swaps.propose_run(
            member=one,
            taker=other,
            details=RunDetails(given=(FIRST, LAST)),
            actor=actor_for(other),
            now=NOW,
        )


def test_a_run_falls_when_one_of_its_shifts_goes_elsewhere_and_both_are_told(three):
    roster, one, other = three
    swap = run(one, other, given=(FIRST, LAST), returned=BACK)
    day = min(shift.day for shift in held(roster, other, *BACK))

    leave.take_leave(member=other, first_day=day, last_day=day, actor=actor_for(other), now=NOW)

    swap.refresh_from_db()
    assert swap.state == SwapState.TAKEN_BACK
    assert any("换班作废" in text for text in texts(one))
    assert events_of(swap).filter(code="duty.dutyswap.fall").count() == 1
    kept = run(one, other, given=(FIRST, LAST))
    points.close_point(point=roster.point, note="搬迁", actor=officer(roster.point), now=NOW)
    kept.refresh_from_db()
    assert kept.state == SwapState.TAKEN_BACK


@pytest.mark.parametrize(
    ("shifts", "said"),
    [
        ([], ""),
        ([(FIRST, "上午")], "4月1日（周三）上午"),
        ([(FIRST, "上午"), (FIRST, "下午")], "4月1日（周三）上午、下午"),
        ([(FIRST, "上午"), (LAST, "下午")], "4月1日至10日的2班"),
        ([(LAST, "上午"), (date(2026, 5, 8), "上午")], "4月10日至5月8日的2班"),
    ],
)
def test_shifts_are_said_in_few_words(shifts, said):
    assert run_words(shifts) == said


def test_a_run_is_asked_for_and_answered_from_the_pages(client):
    now = timezone.now()
    point = make_listed_point(names="甲丙")
    lawyer = add_lawyer(point, name="值班律师")
    roster = make_roster(point, month=next_month(timezone.localdate(now)), now=now)
    one = point.members.order_by("pk").first()
    address = reverse("duty_run_new", args=[lawyer.pk])
    days = sorted({shift.day for shift in roster.shifts.filter(member=lawyer)})
    first, last = days[0], days[2]
    roster.shifts.filter(member=one, day__gte=first, day__lte=last).update(
        member=point.members.get(name="丙")
    )
    client.force_login(lawyer.user)

    assert address in client.get(reverse("duty_mine")).text
    assert f"?with={one.pk}" in client.get(address).text
    empty = client.post(f"{address}?with={one.pk}").text
    assert "请选让出哪些天的班" in empty
    backwards = client.post(f"{address}?with={one.pk}", {"last_day": last.isoformat()})
    assert "也要选自哪一天" in backwards.text
    client.post(
        f"{address}?with={one.pk}",
        {"first_day": first.isoformat(), "last_day": last.isoformat()},
    )
    swap = DutySwap.objects.get()
    page = reverse("duty_swap", args=[swap.pk])
    assert swap.subject in client.get(reverse("duty_mine")).text
    client.force_login(one.user)
    assert Notice.objects.filter(user_id=one.user_id, link=page).exists()
    shown = client.get(page).text
    assert "同意换班" in shown
    for shift in roster.shifts.filter(member=lawyer, day__gte=first, day__lte=last):
        assert shift.when in shown
    client.post(reverse("duty_swap_answer", args=[swap.pk]), {"answer": "accept"})
    moved = roster.shifts.filter(day__gte=first, day__lte=last, swap_lines__swap=swap)
    assert {shift.member for shift in moved} == {one}
    assert moved.count() >= 3


def test_a_seat_that_nobody_can_take_says_who_cannot_and_what_to_do(client):
    now = timezone.now()
    point = make_listed_point(names="甲乙")
    roster = make_roster(point, month=next_month(timezone.localdate(now)), now=now)
    actor = officer(point)
    day = roster.shifts.order_by("day").first().day
    for member in point.members.order_by("pk"):
        taken = leave.take_leave(member=member, first_day=day, last_day=day, actor=actor, now=now)
    assert taken.refilled.vacant == 2
    shift = roster.shifts.filter(day=day).order_by("pk").first()
    client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=point.unit).user)

    page = client.get(reverse("duty_shift_change", args=[shift.pk])).text

    assert "名单上没有别人能来" in page
    assert "甲请假。乙请假。" in page
    assert "<select" not in page
    told = client.get(reverse("duty_shift", args=[shift.pk])).text
    assert "请假后补排：乙换成空着" in told
    assert "安排值班人" in told
    # Somebody can come again: the others' reasons still stand beside the choice.
    DutyLeave.objects.filter(member__name="甲").update(cancelled_at=now)
    page = client.get(reverse("duty_shift_change", args=[shift.pk])).text
    assert "乙请假。" in page
    assert "<select" in page


def test_what_stands_in_the_way_is_said_before_anybody_agrees(client, three):
    roster, one, other = three
    swap = run(one, other, given=(FIRST, LAST))
    client.force_login(other.user)

    page = client.get(reverse("duty_swap", args=[swap.pk])).text

    # The days of the story lie behind the day on which the page is asked for.
    assert page.count("这一班已经开始") == swap.lines.count()
    assert 'value="accept"' not in page
    assert 'value="turn_down"' in page


def test_leave_asks_a_colleague_for_all_shifts_from_its_page(client):
    now = timezone.now()
    point = make_listed_point(names="甲乙")
    roster = make_roster(point, month=next_month(timezone.localdate(now)), now=now)
    one, other = point.members.order_by("pk")
    shift = roster.shifts.filter(member=one).order_by("starts_at").first()
    roster.shifts.filter(day=shift.day).exclude(pk=shift.pk).update(member=None)
    day = shift.day.isoformat()
    address = reverse("duty_leave_new", args=[one.pk])
    client.force_login(one.user)

    assert "请谁替这几天的班" in client.get(address).text
    client.post(address, {"first_day": day, "last_day": day, "taker": other.pk, "reason": "看病"})

    swap = DutySwap.objects.get()
    assert swap.is_leave
    client.force_login(other.user)
    shown = client.get(reverse("duty_swap", args=[swap.pk])).text
    assert "同意以后，甲这几天请假" in shown
    assert "看病" not in shown
    client.post(reverse("duty_swap_answer", args=[swap.pk]), {"answer": "accept"})
    shift.refresh_from_db()
    assert shift.member == other
    assert DutyLeave.objects.get().reason == "看病"
    # Whoever keeps the roster enters it without asking.
    client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=point.unit).user)
    assert "请谁替这几天的班" not in client.get(address).text
