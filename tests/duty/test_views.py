"""Pages of duty: what they show, that each verb redirects, and what they cost."""

import re
from datetime import datetime, time, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from gongyuan.duty.actions import presence
from gongyuan.duty.models import DutyLeave, DutyPoint, DutyRoster, DutyShift, DutySwap
from gongyuan.duty.queries.periods import next_month
from gongyuan.duty.queries.presence import with_presence
from gongyuan.people.actions import shared_desk
from gongyuan.people.choices import Role
from gongyuan.people.models import DeskSitting, Post
from gongyuan.people.queries import actor_in
from tests.core.markup import Markup
from tests.duty.factories import (
    add_lawyer,
    add_staff,
    make_listed_point,
    make_point,
    make_roster,
    make_swap,
    officer,
)
from tests.organisations.factories import make_institution, make_unit
from tests.people.factories import make_actor, make_post, make_user

pytestmark = pytest.mark.django_db
POINT = {
    "name": "来访窗口",
    "kind": "window",
    "turn": "by_shift",
    "seats": "1",
    "makeup_weekday": "0",
    "morning_starts": "8:30",
    "morning_ends": "1200",
    "afternoon_starts": "14:30",
    "afternoon_ends": "17:30",
    **{f"day_{day}": "halves" if day < 5 else "none" for day in range(7)},
}


def officer_of(client, unit):
    post = make_post(role=Role.LEGAL_OFFICER, unit=unit)
    client.force_login(post.user)
    return post


def coming(point, **more):
    now = timezone.now()
    return make_roster(point, month=next_month(timezone.localdate(now)), now=now, **more)


def text_of(answer):
    page = answer.content.decode()
    assert Markup(page).faults() == []
    return page


def test_a_point_is_set_up_filled_arranged_and_published_from_the_pages(client):
    institution = make_institution(unit=make_unit())
    officer_of(client, institution.unit)
    people = [make_post(role=Role.WINDOW_CLERK, unit=institution.unit) for _ in range(3)]
    assert f"在{institution.name}设" in text_of(client.get(reverse("duty_home")))

    client.post(reverse("duty_point_new", args=[institution.pk]), POINT)
    point = DutyPoint.objects.get()
    today = timezone.localdate().isoformat()
    for post in people:
        answer = client.post(
            reverse("duty_member_new", args=[point.pk]), {"post": post.pk, "starts_on": today}
        )
        assert answer.status_code == 302
    month = next_month(timezone.localdate())
    client.post(reverse("duty_arranging", args=[point.pk]), {"month": month.isoformat()})
    roster = DutyRoster.objects.get()
    page = text_of(client.get(reverse("duty_roster", args=[roster.pk])))
    assert "核对后公布" in page
    client.post(reverse("duty_publication", args=[roster.pk]))

    roster.refresh_from_db()
    assert roster.state == "published"
    assert "已公布" in text_of(client.get(reverse("duty_point", args=[point.pk])))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"morning_ends": "18:00"}, "一段接一段"),
        ({"morning_starts": "早上"}, "8:30 这样"),
        ({f"day_{day}": "none" for day in range(5)}, "至少有一天"),
        ({"seats": "9"}, "5"),
    ],
)
def test_what_is_typed_wrong_is_said_and_kept(client, wrong, said):
    institution = make_institution(unit=make_unit())
    officer_of(client, institution.unit)

    answer = client.post(
        reverse("duty_point_new", args=[institution.pk]), {**POINT, "name": "一楼", **wrong}
    )

    assert answer.status_code == 200
    assert said in text_of(answer)
    assert 'value="一楼"' in answer.content.decode()
    assert not DutyPoint.objects.exists()


def test_a_month_that_is_none_is_not_found_and_one_too_far_is_refused(client):
    point = make_listed_point()
    officer_of(client, point.unit)
    address = reverse("duty_arranging", args=[point.pk])

    assert client.post(address, {"month": "下月"}).status_code == 404
    page = client.post(address, {"month": "2019-01-01"}, follow=True)
    assert "只能排本月和下月" in page.content.decode()


def test_a_draft_is_seen_by_whoever_keeps_it_only(client):
    point = make_listed_point()
    roster = coming(point, is_published=False)
    address = reverse("duty_roster", args=[roster.pk])
    officer_of(client, point.unit)
    assert client.get(address).status_code == 200

    client.force_login(make_post(role=Role.WINDOW_CLERK, unit=point.unit).user)

    assert client.get(address).status_code == 404


def test_a_lawyer_sees_the_published_month_of_the_own_points_and_swaps_in_it(client):
    point = make_listed_point(names="甲")
    lawyer = add_lawyer(point, name="值班律师")
    other = make_listed_point(unit=point.unit, names="乙")
    roster = coming(point)
    client.force_login(lawyer.user)

    assert point.name in text_of(client.get(reverse("duty_home")))
    assert client.get(reverse("duty_point", args=[other.pk])).status_code == 404
    page = text_of(client.get(reverse("duty_mine")))
    shift = roster.shifts.filter(member=lawyer).order_by("starts_at").first()
    assert shift.when in page
    form = text_of(client.get(reverse("duty_swap_new", args=[shift.pk])))
    assert "甲" in form
    answer = client.post(
        reverse("duty_swap_new", args=[shift.pk]), {"taker": point.members.first().pk}
    )
    assert answer.url == reverse("duty_mine")
    assert DutySwap.objects.get().giver == lawyer


def test_a_swap_is_answered_on_its_page(client):
    point = make_listed_point(names="甲乙")
    roster = coming(point)
    one, other = point.members.order_by("pk")
    shift = roster.shifts.filter(member=one).first()
    swap = make_swap(shift, other, now=timezone.now())
    address = reverse("duty_swap", args=[swap.pk])
    client.force_login(one.user)
    assert "撤回" in text_of(client.get(address))
    client.force_login(other.user)
    assert "同意换班" in text_of(client.get(address))

    assert client.post(reverse("duty_swap_answer", args=[swap.pk])).status_code == 404
    client.post(reverse("duty_swap_answer", args=[swap.pk]), {"answer": "accept"})

    shift.refresh_from_db()
    assert shift.member == other
    again = client.post(
        reverse("duty_swap_answer", args=[swap.pk]), {"answer": "accept"}, follow=True
    )
    assert "不能“同意换班”" in again.content.decode() or "已经不是" in again.content.decode()


def test_leave_is_taken_and_cancelled_on_the_own_page(client):
    point = make_listed_point()
    member = point.members.first()
    client.force_login(member.user)
    day = (timezone.localdate() + timedelta(days=3)).isoformat()
    address = reverse("duty_leave_new", args=[member.pk])

    wrong = client.post(address, {"first_day": day, "last_day": "20200101"})
    assert "早于第一日" in text_of(wrong)
    client.post(address, {"first_day": day, "last_day": day, "reason": "看病"})
    leave = DutyLeave.objects.get()
    assert "看病" in text_of(client.get(reverse("duty_mine")))
    client.post(reverse("duty_leave_end", args=[leave.pk]))

    leave.refresh_from_db()
    assert leave.cancelled_at is not None


def test_a_shift_is_changed_with_a_reason_on_its_page(client):
    point = make_listed_point()
    officer_of(client, point.unit)
    shift = coming(point).shifts.order_by("starts_at").first()
    other = point.members.exclude(pk=shift.member_id).first()
    address = reverse("duty_shift_change", args=[shift.pk])

    assert "这一项还没有填" in text_of(client.post(address, {"member": other.pk}))
    client.post(address, {"member": other.pk, "note": "开会"})

    shift.refresh_from_db()
    assert shift.member == other
    assert "人工排定" in text_of(client.get(reverse("duty_shift", args=[shift.pk])))


def test_presence_is_a_button_on_the_day(client):
    point = make_listed_point(names="甲")
    member = point.members.get()
    roster = coming(point)
    now = timezone.now()
    shift = roster.shifts.first()
    DutyShift.objects.filter(pk=shift.pk).update(
        day=timezone.localdate(now), starts_at=now, ends_at=now + timedelta(hours=2)
    )
    client.force_login(member.user)
    assert "到岗" in text_of(client.get(reverse("duty_mine")))

    client.post(reverse("duty_presence", args=[shift.pk]), {"is": "here"})
    client.post(reverse("duty_presence", args=[shift.pk]), {"is": "gone"})

    shift.refresh_from_db()
    assert shift.came_at
    assert shift.left_at


def test_signatures_at_the_shared_desk_are_the_presence_record(client):
    point = make_listed_point(names="甲")
    member = point.members.get()
    desk_post = make_post(
        role=Role.WINDOW_CLERK,
        unit=point.unit,
        institution=point.institution,
        user=make_user(name="一号窗口"),
    )
    now = timezone.now()
    admin = make_actor(role=Role.SYSTEM_ADMIN, unit=point.unit)
    desk = shared_desk.open_desk(post=desk_post, name="一号", actor=admin, now=now)
    shift = coming(point).shifts.order_by("starts_at").first()
    for minutes, lasts in ((-10, 60), (90, 60), (24 * 60, 5)):
        signed = shift.starts_at + timedelta(minutes=minutes)
        DeskSitting.objects.create(
            desk=desk,
            post=member.post,
            user=member.user,
            signed_at=signed,
            seen_at=signed + timedelta(minutes=lasts),
        )
    officer_of(client, point.unit)

    page = text_of(client.get(reverse("duty_shift", args=[shift.pk])))

    came, left = (shift.starts_at + timedelta(minutes=m) for m in (-10, 150))
    assert f"<dd>{timezone.localtime(came):%H:%M}</dd>" in page
    assert f"<dd>{timezone.localtime(left):%H:%M}</dd>" in page
    shift.refresh_from_db()
    assert shift.came_at is None
    # Whoever keeps the roster knows better: nobody came, whatever was signed.
    now = shift.ends_at + timedelta(days=1)
    presence.correct_presence(
        shift=shift, came=None, left=None, note="窗口是别人代签的。", actor=officer(point), now=now
    )
    [shown] = with_presence([DutyShift.objects.select_related("point", "member").get(pk=shift.pk)])
    assert (shown.came_at, shown.left_at) == (None, None)


def test_presence_is_set_right_afterwards_with_a_reason_and_the_old_record_stays(client):
    point = make_listed_point(names="甲")
    shift = coming(point).shifts.order_by("starts_at").first()
    yesterday = timezone.localdate() - timedelta(days=1)
    begins = timezone.make_aware(datetime.combine(yesterday, time(8, 30)))
    DutyShift.objects.filter(pk=shift.pk).update(
        day=yesterday,
        starts_at=begins,
        ends_at=begins + timedelta(hours=3),
        came_at=begins + timedelta(hours=1),
    )
    officer_of(client, point.unit)
    address = reverse("duty_presence_correction", args=[shift.pk])
    assert 'value="09:30"' in text_of(client.get(address))

    without_reason = client.post(address, {"came": "8:25", "left": "11:40", "note": ""})
    wrong_order = client.post(address, {"came": "11:40", "left": "8:25", "note": "忘了点"})
    said = {"came": "8:25", "left": "11:40", "note": "忘了点，同事证明。"}
    assert client.post(address, said).status_code == 302

    assert "没有填" in text_of(without_reason)
    assert "离岗早于到岗" in text_of(wrong_order)
    shift.refresh_from_db()
    assert timezone.localtime(shift.came_at).time() == time(8, 25)
    assert timezone.localtime(shift.left_at).time() == time(11, 40)
    page = text_of(client.get(reverse("duty_shift", args=[shift.pk])))
    assert "到岗09:30改为08:25，离岗没有改为11:40" in page
    assert "忘了点，同事证明。" in page
    again = client.post(address, said)
    assert "本来就是这样" in text_of(again)


def test_presence_of_a_shift_to_come_and_of_anothers_unit_is_not_set_right(client):
    point = make_listed_point(names="甲")
    shift = coming(point).shifts.order_by("starts_at").first()
    address = reverse("duty_presence_correction", args=[shift.pk])
    said = {"came": "8:25", "left": "", "note": "忘了点"}

    officer_of(client, make_unit())
    assert client.post(address, said).status_code == 404
    officer_of(client, point.unit)
    assert "还没有开始" in text_of(client.post(address, said))
    assert "更正到岗记录" not in text_of(client.get(reverse("duty_shift", args=[shift.pk])))
    client.force_login(point.members.get().user)
    assert client.post(address, said).status_code == 403


def test_a_point_may_turn_by_the_week(client):
    institution = make_institution(unit=make_unit())
    officer_of(client, institution.unit)

    client.post(reverse("duty_point_new", args=[institution.pk]), {**POINT, "turn": "by_week"})

    point = DutyPoint.objects.get()
    assert point.turn == "by_week"
    page = text_of(client.get(reverse("duty_point", args=[point.pk])))
    assert "一周一轮换，同一人值一周" in page
    assert "一人值一周，谁值得少谁先排" in page


def test_the_sheet_for_the_wall_names_everybody_and_links_nowhere_inside(client):
    point = make_listed_point()
    officer_of(client, point.unit)
    roster = coming(point)

    page = text_of(client.get(reverse("duty_sheet", args=[roster.pk])))

    assert f"{roster.title}值班表" in page
    assert "<strong>甲</strong>" in page
    assert "/duty/shifts/" not in page


def test_one_week_is_printed_alone_and_a_week_elsewhere_is_not_found(client):
    point = make_listed_point()
    officer_of(client, point.unit)
    roster = coming(point)
    address = reverse("duty_sheet", args=[roster.pk])
    month = text_of(client.get(reverse("duty_roster", args=[roster.pk])))
    weeks = re.findall(rf"{address}\?week=([0-9-]+)", month)
    assert len(weeks) >= 4

    page = text_of(client.get(address, {"week": weeks[1]}))

    assert page.count("<tr>") == 2
    assert "起一周值班表" in page
    assert client.get(address, {"week": "1999-01-04"}).status_code == 404


def test_the_month_is_exported_line_by_line(client):
    point = make_listed_point()
    officer_of(client, point.unit)
    roster = coming(point)

    answer = client.get(reverse("duty_table", args=[roster.pk]))

    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0)
    lines = rows.to_python()
    assert lines[0][:5] == ["日期", "星期", "时段", "时间", "值班人"]
    assert len(lines) == roster.shifts.count() + 1
    assert lines[1][3] == "08:30—12:00"


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as counted:
        text_of(client.get(address))
    return len(counted)


def test_lists_cost_the_same_with_one_row_and_with_thirty(client):
    unit = make_unit()
    first = make_listed_point(unit=unit, names="甲")
    roster = coming(first)
    post = Post.objects.get(pk=officer_of(client, unit).pk)
    me = add_staff(first, name="我", post=post)
    DutyShift.objects.filter(pk=roster.shifts.first().pk).update(member=me)
    take_leave(me)
    home, point = reverse("duty_home"), reverse("duty_point", args=[first.pk])
    month, mine = reverse("duty_roster", args=[roster.pk]), reverse("duty_mine")
    few = [queries_of(client, address) for address in (home, point, month, mine)]

    for number in range(29):
        other = make_point(unit=unit, name=f"窗口{number}", institution=first.institution)
        take_leave(add_staff(other, name="我", post=post))
        take_leave(add_staff(first, name=f"人{number}"))
    DutyShift.objects.filter(roster=roster).update(member=me)

    assert [queries_of(client, address) for address in (home, point, month, mine)] == few


def take_leave(member):
    now = timezone.now()
    today = timezone.localdate(now)
    DutyLeave.objects.create(member=member, first_day=today, last_day=today, taken_at=now)


def test_the_worklist_has_lines_of_duty(client):
    point = make_listed_point()
    roster = coming(point, is_published=False)
    officer_of(client, point.unit)

    page = client.get(reverse("desk_worklist")).content.decode()

    assert "核对并公布值班表" in page
    assert reverse("duty_roster", args=[roster.pk]) in page
    client.force_login(make_post(role=Role.LEGAL_OFFICER).user)
    assert "核对并公布值班表" not in client.get(reverse("desk_worklist")).content.decode()


def test_a_colleague_enters_no_leave_for_another(client):
    point = make_listed_point(names="甲乙")
    one, other = point.members.order_by("pk")
    client.force_login(one.user)

    assert client.get(reverse("duty_leave_new", args=[other.pk])).status_code == 404
    assert actor_in(one.post).can("duty.serve")


def test_the_page_of_the_institution_says_who_sits_there(client):
    point = make_listed_point(names="甲")
    roster = coming(point)
    now = timezone.now()
    DutyShift.objects.filter(pk=roster.shifts.first().pk).update(
        starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=1)
    )
    officer_of(client, point.unit)

    page = text_of(client.get(reverse("institution_detail", args=[point.institution_id])))

    assert "工作人员甲" in page
    assert "现在，到" in page


def test_the_public_reads_that_somebody_sits_there_and_no_name(client):
    point = make_listed_point(names="赵")
    roster = coming(point)
    now = timezone.now()
    shift = roster.shifts.first()
    DutyShift.objects.filter(pk=shift.pk).update(
        starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=1)
    )
    above = f"{reverse('portal_place')}?at={point.unit_id}"
    client.post(above, {"unit": point.unit_id})

    page = text_of(client.get(reverse("portal_home")))

    until = timezone.localtime(now + timedelta(hours=1))
    assert f"来访窗口现在有工作人员值班，到{until:%H:%M}。" in page
    assert "赵" not in page
