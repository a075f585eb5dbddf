"""Volunteers: consent, hours in halves, leaving in working days, cancelling on grounds."""

from datetime import date, time, timedelta
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from gongyuan.core.events import events_of
from gongyuan.core.refusals import Refused
from gongyuan.core.work import work_lines
from gongyuan.duty.models import DutyMember
from gongyuan.duty.queries.periods import next_month
from gongyuan.people import rules
from gongyuan.people.actions import hours, volunteers
from gongyuan.people.choices import CancelGround, LapseKind, Role, VolunteerEnding
from gongyuan.people.details import HoursDetails, VolunteerDetails
from gongyuan.people.models import User, Volunteer, VolunteerHours
from gongyuan.people.queries.volunteers import sums_of
from gongyuan.people.queries.volunteers import volunteers as listed
from gongyuan.people.queries.work import awaiting
from tests.core.markup import Markup
from tests.duty.factories import make_point, make_roster
from tests.organisations.factories import make_tree, make_unit
from tests.people.factories import (
    NOW,
    make_actor,
    make_certificate,
    make_hours,
    make_post,
    make_volunteer,
    phone,
)

TODAY = timezone.localdate(NOW)
TOLD = VolunteerDetails(
    name="单小雨", kind="student", phone="19900005678", skills="普法宣讲", available="周三下午",
    consented_on=TODAY, joined_on=TODAY,
)  # fmt: skip


@given(halves=st.integers(min_value=1, max_value=48))
def test_whole_and_half_hours_are_counted_exactly(halves):
    assert rules.half_hours(Decimal(halves) / 2) == halves


@given(hours=st.decimals(min_value=-3, max_value=60, places=2))
def test_what_is_no_number_of_half_hours_within_a_day_is_refused(hours):
    expected = hours % Decimal("0.5") == 0 and Decimal(0) < hours <= 24

    assert (rules.half_hours(hours) is not None) == expected


@given(
    starts=st.lists(st.integers(min_value=0, max_value=40), min_size=2, max_size=2),
    lengths=st.lists(st.integers(min_value=1, max_value=7), min_size=2, max_size=2),
)
def test_stretches_meet_exactly_when_they_share_a_half_hour(starts, lengths):
    def clock(half):
        return time(half // 2, half % 2 * 30)

    covered = [set(range(s, s + n)) for s, n in zip(starts, lengths, strict=True)]

    met = rules.overlaps(clock(starts[0]), lengths[0], [(clock(starts[1]), lengths[1])])

    assert met == bool(covered[0] & covered[1])


@pytest.fixture
def unit(db):
    return make_unit()


@pytest.fixture
def officer(unit):
    return make_actor(role=Role.LEGAL_OFFICER, unit=unit)


def entry(**values):
    given = {
        "day": date(2026, 5, 20), "starts_at": time(9, 0), "hours": Decimal("2.5"),
        "service": "consultation", **values,
    }  # fmt: skip
    return HoursDetails(**given)


def record(volunteer, actor, **values):
    return hours.record_hours(volunteer=volunteer, hours=entry(**values), actor=actor, now=NOW)


class TestJoining:
    def test_a_volunteer_is_taken_in_once_and_found_by_letters(self, officer):
        row = volunteers.register_volunteer(volunteer=TOLD, actor=officer, now=NOW)

        assert row.initials == "sxy"
        assert row.unit_id == officer.unit_id
        with pytest.raises(Refused, match="已经是本单位的志愿者"):
            volunteers.register_volunteer(volunteer=TOLD, actor=officer, now=NOW)

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"name": " "}, "name"),
            ({"phone": "123"}, "phone"),
            ({"skills": ""}, "skills"),
            ({"available": " "}, "available"),
            ({"joined_on": TODAY + timedelta(days=1)}, "joined_on"),
            ({"joined_on": TODAY - timedelta(days=1)}, "consented_on"),
        ],
    )
    def test_nobody_is_taken_in_without_consent_and_the_particulars(self, officer, change, field):
        told = VolunteerDetails(**{**vars(TOLD), **change})

        with pytest.raises(Refused) as refused:
            volunteers.register_volunteer(volunteer=told, actor=officer, now=NOW)

        assert refused.value.field == field

    def test_the_telephone_lies_sealed_and_stays_when_left_empty(self, officer):
        row = volunteers.register_volunteer(volunteer=TOLD, actor=officer, now=NOW)
        told = VolunteerDetails(**{**vars(TOLD), "phone": "", "skills": "工伤"})

        volunteers.edit_volunteer(row=row, volunteer=told, actor=officer, now=NOW)
        row.refresh_from_db()
        with connection.cursor() as cursor:
            cursor.execute("SELECT phone::text FROM people_volunteer")
            (stored,) = cursor.fetchone()

        assert row.phone == TOLD.phone
        assert row.skills == "工伤"
        assert TOLD.phone not in stored
        assert TOLD.phone.encode().hex() not in stored

    def test_the_volunteers_of_a_unit_below_are_seen_and_not_changed(self, db):
        tree = make_tree()
        above = make_actor(role=Role.LEGAL_OFFICER, unit=tree.prefecture)
        row = make_volunteer(unit=tree.county)

        assert list(Volunteer.objects.visible_to(above)) == [row]
        with pytest.raises(ObjectDoesNotExist):
            record(row, above)


class TestHours:
    def test_hours_count_once_an_officer_confirms_them(self, unit, officer):
        row = make_volunteer(unit=unit)
        one = record(row, officer)
        again = record(row, officer)
        record(row, officer, day=date(2025, 12, 31), hours=Decimal(3))
        waiting = list(VolunteerHours.objects.values_list("pk", flat=True))

        assert again == one
        assert sums_of(row.hours.all()) == []
        assert hours.confirm_hours(ids=waiting, actor=officer, now=NOW) == 2
        assert hours.confirm_hours(ids=waiting, actor=officer, now=NOW) == 0

        found = {(one.year, one.hours, one.times) for one in sums_of(row.hours.all())}
        assert found == {(2026, Decimal("2.5"), 1), (2025, Decimal(3), 1)}
        assert listed(officer, year=2026).get().halves == 5

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"hours": Decimal("2.25")}, "hours"),
            ({"hours": Decimal(0)}, "hours"),
            ({"starts_at": time(22, 0), "hours": Decimal("2.5")}, "hours"),
            ({"day": TODAY + timedelta(days=1)}, "day"),
            ({"day": date(2024, 12, 31)}, "day"),
            ({"starts_at": time(10, 30), "hours": Decimal(1)}, "starts_at"),
        ],
    )
    def test_what_cannot_have_been_is_refused_beside_its_field(self, unit, officer, change, field):
        row = make_volunteer(unit=unit)
        make_hours(volunteer=row)

        with pytest.raises(Refused) as refused:
            record(row, officer, **change)

        assert refused.value.field == field

    def test_a_day_above_eight_hours_needs_a_note_of_its_own_by_its_clause(self, unit, officer):
        row = make_volunteer(unit=unit)
        record(row, officer, starts_at=time(8, 0), hours=Decimal(4))
        record(row, officer, starts_at=time(13, 0), hours=Decimal(4))
        late = {"starts_at": time(19, 0), "hours": Decimal("0.5")}

        with pytest.raises(Refused, match="一般不超过8小时（法律援助志愿者管理办法"):
            record(row, officer, **late)
        kept = record(row, officer, **late, over_note="欠薪集体来访，接待到晚上")

        assert kept.over_note == "欠薪集体来访，接待到晚上"

    def test_nobody_confirms_the_own_hours_nor_those_of_another_unit(self, unit, officer):
        own = make_volunteer(unit=unit, user=User.objects.get(pk=officer.user_id))
        mine, foreign = (
            make_hours(volunteer=own),
            make_hours(volunteer=make_volunteer(unit=make_unit())),
        )

        with pytest.raises(Refused, match="由同事确认"):
            hours.confirm_hours(ids=[mine.pk], actor=officer, now=NOW)
        assert hours.confirm_hours(ids=[foreign.pk], actor=officer, now=NOW) == 0
        with pytest.raises(Refused, match="请先选择"):
            hours.confirm_hours(ids=[], actor=officer, now=NOW)

    def test_struck_hours_count_no_longer_and_the_time_is_free_again(self, unit, officer):
        row = make_volunteer(unit=unit)
        wrong = make_hours(volunteer=row, confirmed_at=NOW)

        with pytest.raises(Refused, match="理由"):
            hours.strike_hours(row=wrong, note="", actor=officer, now=NOW)
        hours.strike_hours(row=wrong, note="登记错了人", actor=officer, now=NOW)

        assert sums_of(row.hours.all()) == []
        assert record(row, officer).pk != wrong.pk


class TestLeaving:
    def test_a_leave_is_due_fifteen_working_days_after_it_was_asked(self, unit, officer):
        row = make_volunteer(unit=unit)

        volunteers.ask_leave(row=row, asked_on=date(2026, 5, 25), actor=officer, now=NOW)
        row.refresh_from_db()
        (line,) = work_lines(awaiting(officer, today=TODAY))

        # Monday; three weeks of five working days, one of them the Dragon Boat holiday or not.
        assert row.leave_due_on == date(2026, 6, 15)
        assert "法律援助志愿者管理办法" in row.leave_source
        assert (line.route, line.due_on) == ("volunteer_detail", row.leave_due_on)
        with pytest.raises(Refused, match="正在办理"):
            volunteers.ask_leave(row=row, asked_on=TODAY, actor=officer, now=NOW)

    def test_nobody_leaves_without_asking_or_with_hours_open(self, unit, officer):
        row = make_volunteer(unit=unit)
        made = make_hours(volunteer=row)

        def finish(day=TODAY):
            return volunteers.finish_leave(row=row, left_on=day, actor=officer, now=NOW)

        with pytest.raises(Refused, match="还没有申请"):
            finish()
        volunteers.ask_leave(row=row, asked_on=TODAY, actor=officer, now=NOW)
        with pytest.raises(Refused, match="1条服务时长没有确认"):
            finish()
        hours.confirm_hours(ids=[made.pk], actor=officer, now=NOW)
        with pytest.raises(Refused, match="不能早于申请"):
            finish(TODAY - timedelta(days=1))
        finish()

        row.refresh_from_db()
        assert (row.left_on, row.ending) == (TODAY, VolunteerEnding.OWN_REQUEST)
        with pytest.raises(Refused, match="已经离开"):
            finish()

    def test_three_misses_in_a_year_cancel_a_place_and_two_do_not(self, unit, officer):
        row = make_volunteer(unit=unit)

        def miss(day):
            volunteers.note_lapse(
                row=row, kind=LapseKind.MISSED, day=day, note="没有来", actor=officer, now=NOW
            )

        def cancel(ground=CancelGround.MISSES, note="三次爽约，记录在案"):
            return volunteers.cancel_volunteer(
                row=row, ground=ground, note=note, actor=officer, now=NOW
            )

        for day in (date(2025, 12, 30), date(2026, 1, 5), date(2026, 1, 5), date(2026, 2, 5)):
            miss(day)
        with pytest.raises(Refused, match="今年爽约2次，满3次"):
            cancel()
        with pytest.raises(Refused, match="质量投诉0次"):
            cancel(CancelGround.COMPLAINTS)
        with pytest.raises(Refused, match="理由"):
            cancel(CancelGround.PROFIT, note=" ")
        miss(date(2026, 3, 5))
        cancel()

        row.refresh_from_db()
        assert (row.ending, row.cancel_ground) == ("cancelled", CancelGround.MISSES)
        assert "people.volunteer.cancel" in {e.code for e in events_of(row)}

    @pytest.mark.parametrize(
        ("day", "note", "field"),
        [(TODAY + timedelta(days=1), "没有来", "day"), (date(2020, 1, 1), "没有来", "day"),
         (TODAY, " ", "note")],
    )  # fmt: skip
    def test_a_lapse_has_a_day_that_fits_and_words(self, unit, officer, day, note, field):
        with pytest.raises(Refused) as refused:
            volunteers.note_lapse(
                row=make_volunteer(unit=unit), kind="missed", day=day, note=note,
                actor=officer, now=NOW,
            )  # fmt: skip

        assert refused.value.field == field


class TestPages:
    @pytest.fixture
    def browser(self, client, officer):
        client.force_login(User.objects.get(pk=officer.user_id))
        return client

    def test_the_life_of_a_volunteer_on_the_pages(self, browser, unit):
        number = phone()
        today = timezone.localdate().isoformat()
        answer = browser.post(
            reverse("volunteer_new"),
            {"name": "何小满", "kind": "lawyer", "phone": number, "skills": "工伤",
             "available": "周末", "joined_on": today, "consented_on": today},
        )  # fmt: skip
        row = Volunteer.objects.get()
        address = answer["Location"]
        page = browser.get(address).content.decode()
        browser.post(
            reverse("volunteer_hours_new", args=[row.pk]),
            {"day": today, "starts_at": "9:00", "hours": "2.5", "service": "consultation"},
        )
        made = row.hours.get()
        waiting = browser.get(reverse("volunteer_hours_list")).content.decode()
        browser.post(reverse("volunteer_hours_list"), {"hours": [made.pk]})
        after = browser.get(address).content.decode()
        browser.post(reverse("volunteer_reveal", args=[row.pk]), {"note": "通知排班"})
        revealed = browser.get(address).content.decode()
        book = browser.post(reverse("volunteer_export"), {"year": timezone.localdate().year})

        assert number not in page
        assert "何小满" in waiting
        assert "已确认" in after
        assert number in revealed
        assert number not in browser.get(address).content.decode()
        cells = [
            c.value for line in openpyxl.load_workbook(BytesIO(book.content)).active for c in line
        ]
        assert "2.5" in cells
        assert number not in cells
        assert "people.volunteer.export" in {e.code for e in events_of(unit)}

    def test_what_waits_is_confirmed_where_the_worklist_leads(self, browser, unit):
        row = make_volunteer(unit=unit)
        records = [make_hours(volunteer=row, day=TODAY - timedelta(days=n)) for n in (1, 2)]
        page = browser.get(reverse("volunteer_detail", args=[row.pk])).content.decode()

        answer = browser.post(
            reverse("volunteer_hours_list"),
            {"hours": [one.pk for one in records], "volunteer": row.pk},
        )

        assert "确认待确认的 2 条" in page
        assert answer.url == reverse("volunteer_detail", args=[row.pk])
        assert row.hours.filter(confirmed_at=None).count() == 0
        assert "确认待确认的" not in browser.get(answer.url).content.decode()

    def test_the_list_asks_as_much_for_thirty_volunteers_as_for_one(self, browser, unit):
        def count(name):
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(reverse(name)).status_code == 200
            return len(asked)

        names = ("volunteer_list", "volunteer_hours_list")
        make_hours(volunteer=make_volunteer(unit=unit))
        before = [count(name) for name in names]
        for _ in range(29):
            make_hours(volunteer=make_volunteer(unit=unit))

        assert [count(name) for name in names] == before

    def test_a_clerk_records_and_does_not_confirm(self, client, unit):
        client.force_login(make_post(role=Role.WINDOW_CLERK, unit=unit).user)
        row = make_volunteer(unit=unit)

        assert client.get(reverse("volunteer_hours_new", args=[row.pk])).status_code == 200
        assert client.post(reverse("volunteer_hours_list"), {}).status_code == 403
        assert client.get(reverse("volunteer_cancellation", args=[row.pk])).status_code == 403


class TestOwnPage:
    @pytest.fixture
    def post(self, unit):
        return make_post(role=Role.VOLUNTEER, unit=unit)

    def test_a_volunteer_sees_the_own_duty_hours_and_certificates_on_one_page(self, client, post):
        row = make_volunteer(unit=post.unit, user=post.user)
        make_hours(volunteer=row, confirmed_at=NOW, confirmed_by="甲", half_hours=5)
        stranger = make_volunteer(unit=post.unit)
        make_hours(volunteer=stranger, place="别人的事")
        make_certificate(user=post.user, number="试0001号")
        client.force_login(post.user)

        page = client.get(reverse("own_service")).content.decode()

        assert Markup(page).faults() == []
        assert "2.5 小时" in page
        assert "试0001号" in page
        assert "近期没有排班" in page
        assert "别人的事" not in page
        assert reverse("own_service") in client.get(reverse("desk_worklist")).content.decode()

    def test_a_volunteer_enters_own_hours_which_count_once_the_office_confirms(
        self, client, post, officer
    ):
        row = make_volunteer(unit=post.unit, user=post.user)
        told = {
            "day": timezone.localdate().isoformat(), "starts_at": "0:00", "hours": "1.5",
            "service": "outreach", "place": "夜校", "over_note": "",
        }  # fmt: skip
        client.force_login(post.user)

        assert client.post(reverse("own_hours", args=[row.pk]), told).status_code == 302
        kept = VolunteerHours.objects.get(volunteer=row)
        assert kept.confirmed_at is None
        assert sums_of(row.hours.all()) == []
        hours.confirm_hours(ids=[kept.pk], actor=officer, now=timezone.now())
        assert [year.hours for year in sums_of(row.hours.all())] == [Decimal("1.5")]

    def test_nobody_enters_hours_of_another_volunteer(self, client, post):
        other = make_volunteer(unit=post.unit, user=make_post(role=Role.VOLUNTEER).user)
        client.force_login(post.user)

        assert client.get(reverse("own_hours", args=[other.pk])).status_code == 404
        for name in ("case_list", "worker_list", "volunteer_list", "member_list"):
            assert client.get(reverse(name)).status_code == 403, name

    def test_an_account_given_later_takes_over_the_places_on_lists_of_duty(
        self, client, unit, officer
    ):
        user = make_post(role=Role.VOLUNTEER, unit=unit).user
        row = volunteers.register_volunteer(volunteer=TOLD, actor=officer, now=NOW)
        point = make_point(unit=unit)
        member = DutyMember.objects.create(
            point=point, volunteer=row, name=row.name, starts_on=TODAY
        )
        told = VolunteerDetails(**{**vars(TOLD), "phone": ""})

        volunteers.edit_volunteer(row=row, volunteer=told, user=user, actor=officer, now=NOW)

        member.refresh_from_db()
        row.refresh_from_db()
        assert member.user == row.user == user
        client.force_login(user)
        assert client.get(reverse("duty_point", args=[point.pk])).status_code == 200
        other = make_point(unit=unit, name="热线")
        assert client.get(reverse("duty_point", args=[other.pk])).status_code == 404

    def test_the_office_sees_on_a_volunteers_page_when_the_volunteer_sits(self, client, unit):
        row = make_volunteer(unit=unit)
        point = make_point(unit=unit)
        DutyMember.objects.create(point=point, volunteer=row, name=row.name, starts_on=TODAY)
        now = timezone.now()
        roster = make_roster(point, month=next_month(timezone.localdate(now)), now=now)
        client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=unit).user)

        page = client.get(reverse("volunteer_detail", args=[row.pk])).content.decode()

        assert roster.shifts.order_by("starts_at").first().when in page
