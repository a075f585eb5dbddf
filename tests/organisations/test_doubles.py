"""What two unions both hold when one takes the other in: shown first, made one, nothing lost."""

from datetime import UTC, date, datetime, time
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.urls import reverse

from gongyuan.cases.choices import CaseState
from gongyuan.cases.models import Case
from gongyuan.core.events import events_of
from gongyuan.core.refusals import Refused
from gongyuan.duty.models import DutyMember
from gongyuan.lawyers.choices import EndGround, OnlineState
from gongyuan.lawyers.models import ContactPoint, OnlineRegistration, PanelTerm, SupervisionPhone
from gongyuan.lawyers.queries.roster import changes
from gongyuan.organisations import actions, queries
from gongyuan.panel.actions.appraisal import draw_up
from gongyuan.panel.models import Appraisal, Conduct
from gongyuan.people.choices import Role, VolunteerEnding
from gongyuan.people.models import Worker
from gongyuan.quality.choices import ComplaintAbout
from gongyuan.quality.models import PauseProposal
from tests.cases.factories import make_case
from tests.cases.major_factories import collaborating
from tests.core.markup import Markup
from tests.duty.factories import make_point
from tests.lawyers.factories import make_lawyer, make_standard, make_term
from tests.organisations.factories import make_institution, make_tree
from tests.panel.factories import told_proceeding
from tests.people.factories import (
    make_actor,
    make_hours,
    make_post,
    make_user,
    make_volunteer,
    make_worker,
)
from tests.quality.answer_factories import raised
from tests.quality.factories import lodged

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
MERGED, EVE = date(2026, 5, 1), date(2026, 4, 30)


@pytest.fixture
def tree():
    return make_tree()


def merge(tree, agreed=None, unit=None, into=None):
    return actions.merge_unit(
        unit=unit or tree.other_county,
        into=into or tree.county,
        merged_on=MERGED,
        actor=make_actor(unit=tree.prefecture, role=Role.SYSTEM_ADMIN),
        now=NOW,
        note="撤县并区",
        agreed=agreed,
    )


def shown(tree):
    """What the page lists, by kind."""
    plan = queries.Plan(unit=tree.other_county, into=tree.county, on=MERGED)
    return {one.kind: one for one in queries.doubles(plan)}


def both_terms(tree, own=None, other=None):
    """Terms of one lawyer in both unions; the days of each may be told."""
    lawyer = make_lawyer(has_term=False, has_account=False)
    days = {"starts_on": date(2025, 5, 20), "ends_on": date(2026, 12, 31)}
    return (
        make_term(lawyer=lawyer, unit=tree.other_county, **{**days, **(own or {})}),
        make_term(lawyer=lawyer, unit=tree.county, **{**days, **(other or {})}),
    )


def in_team(day):
    """Who was appointed by whom on a day."""
    rows = PanelTerm.objects.running_on(day)
    return sorted(rows.values_list("lawyer__name", "unit__name"))


def test_the_term_that_runs_longer_goes_on_and_the_other_ends_on_the_eve(tree):
    own, other = both_terms(tree, own={"ends_on": date(2027, 5, 19)})
    double = shown(tree)["聘期"]
    assert (double.proposed, double.of_unit) == ("own", "2025-05-20至2027-05-19")
    assert "满期晚的" in double.outcome
    assert "石桥县的，到2027-05-19；临河县的到2026-04-30止" in dict(double.choices)["own"]

    merge(tree)

    for row in (own, other):
        row.refresh_from_db()
    assert (own.unit, own.ends_on, own.end_ground) == (tree.county, date(2027, 5, 19), "")
    assert (other.ends_on, other.agreed_until) == (EVE, date(2026, 12, 31))
    assert other.end_ground == EndGround.BY_MERGER
    told = events_of(other).get()
    assert told.code == "lawyers.panelterm.end"
    assert told.note.startswith("单位合并：石桥县总工会并入临河县总工会。")
    # Who was appointed on day X: both until the eve, one from the day on.
    name = own.lawyer.name
    assert len(in_team(EVE)) == 2
    assert in_team(MERGED) == [(name, "临河县总工会")]
    # The roster says that nobody came or left.
    assert changes(tree.county, on=date(2026, 6, 1)) == []


def test_of_two_terms_another_may_be_chosen_and_an_unknown_choice_is_refused(tree):
    own, other = both_terms(tree)
    key = shown(tree)["聘期"].key
    assert shown(tree)["聘期"].proposed == "other"
    with pytest.raises(Refused, match="要选一项"):
        merge(tree, agreed={key: "neither"})

    merge(tree, agreed={key: "own"})

    own.refresh_from_db()
    other.refresh_from_db()
    # Both began on one day: what has ended and what goes on stand side by side.
    assert (own.unit, own.ends_on) == (tree.county, date(2026, 12, 31))
    assert (other.unit, other.ends_on) == (tree.county, EVE)


def test_where_one_term_is_suspended_a_person_chooses(tree):
    own, other = both_terms(tree, own={"suspended_on": date(2026, 3, 1)})
    double = shown(tree)["聘期"]
    assert (double.proposed, len(double.choices)) == ("", 2)
    with pytest.raises(Refused, match=f"聘期“{own.lawyer.name}律师”两边都有，要选一项"):
        merge(tree)
    with pytest.raises(Refused, match="刚才又有了两边都有的聘期"):
        merge(tree, agreed={})

    merge(tree, agreed={double.key: "own"})

    own.refresh_from_db()
    assert own.suspended_on == date(2026, 3, 1)
    assert own.unit == tree.county


def test_a_term_to_come_follows_the_one_that_runs(tree):
    own, other = both_terms(
        tree, other={"starts_on": date(2026, 7, 1), "ends_on": date(2027, 6, 30)}
    )

    merge(tree)

    own.refresh_from_db()
    other.refresh_from_db()
    assert (own.unit, own.ends_on) == (tree.county, date(2026, 6, 30))
    assert (other.starts_on, other.ends_on) == (date(2026, 7, 1), date(2027, 6, 30))


def test_a_proceeding_and_an_appraisal_follow_the_term_that_goes_on(tree):
    own, other = both_terms(tree)
    officer = make_actor(unit=tree.other_county, role=Role.LEGAL_OFFICER)
    conduct = Conduct.objects.create(
        term=own,
        lawyer=own.lawyer,
        unit=own.unit,
        unit_path=own.unit_path,
        ground=told_proceeding().ground,
        facts="2026年3月受到公开谴责。",
        opened_at=NOW,
    )
    appraisal = draw_up(term=own, actor=officer, now=NOW)

    merge(tree)

    for row in (conduct, appraisal):
        row.refresh_from_db()
        assert (row.term, row.unit) == (other, tree.county)
    successor = make_actor(unit=tree.county, role=Role.LEGAL_OFFICER)
    assert list(Conduct.objects.handled_by(successor)) == [conduct]
    assert list(Appraisal.objects.handled_by(successor)) == [appraisal]


def test_contact_points_become_one_and_of_the_phones_one_stays(tree):
    lawyer = make_lawyer(unit=tree.county)
    own, other = (
        ContactPoint.objects.create(
            lawyer=lawyer, unit=unit, unit_path=unit.path, starts_on=date(2025, 1, 1)
        )
        for unit in (tree.other_county, tree.county)
    )
    phones = [
        SupervisionPhone.objects.create(
            unit=unit, body=body, name="办公室", phone="0432-1", starts_on=date(2025, 1, 1)
        )
        for unit, body in (
            (tree.other_county, "union_body"),
            (tree.county, "union_body"),
            (tree.other_county, "justice_body"),
        )
    ]
    assert {"联系点", "监督电话"} <= shown(tree).keys()

    merge(tree)

    for row in (own, other, *phones):
        row.refresh_from_db()
    assert (own.unit, own.ends_on, other.ends_on) == (tree.other_county, EVE, None)
    assert events_of(own).get().code == "lawyers.contactpoint.end"
    assert [(one.unit.name, one.ends_on) for one in phones] == [
        ("石桥县总工会", EVE),
        ("临河县总工会", None),
        ("临河县总工会", None),
    ]


@pytest.fixture
def served_twice(tree):
    """One person who is a volunteer of both unions, under hours of both and one counted twice."""
    user = make_user(name="试志愿")
    own = make_volunteer(unit=tree.other_county, name="试志愿", user=user)
    other = make_volunteer(
        unit=tree.county, name="试志愿", phone=own.phone, phone_index=own.phone_index
    )
    alone, twice = make_hours(volunteer=own), make_hours(volunteer=own, starts_at=time(14))
    theirs = make_hours(volunteer=other, starts_at=time(14))
    point = make_point(institution=make_institution(unit=tree.other_county))
    seat = DutyMember.objects.create(
        point=point, volunteer=own, name=own.name, starts_on=date(2026, 1, 1)
    )
    return SimpleNamespace(
        own=own, other=other, alone=alone, twice=twice, theirs=theirs, seat=seat, user=user
    )


def test_a_volunteer_of_both_goes_on_in_one_place_with_the_hours_of_both(tree, served_twice):
    one = served_twice
    assert "同一时间登记了两次的 1 条只算一次" in shown(tree)["志愿者"].outcome

    merge(tree)

    for row in (one.own, one.other, one.alone, one.twice, one.theirs, one.seat):
        row.refresh_from_db()
    assert (one.own.left_on, one.own.ending) == (MERGED, VolunteerEnding.BY_MERGER)
    assert one.own.unit == tree.other_county
    assert (one.other.left_on, one.other.user) == (None, one.user)
    assert [row.volunteer for row in (one.alone, one.theirs)] == [one.other, one.other]
    assert (one.twice.volunteer, bool(one.twice.struck_at)) == (one.own, True)
    assert one.seat.volunteer == one.other
    for row in (one.own, one.other):
        assert events_of(row).get().code == "people.volunteer.unite"


def make_online(lawyer, unit, state=OnlineState.ACTIVE):
    return OnlineRegistration.objects.create(
        lawyer=lawyer,
        unit=unit,
        state=state,
        standard=make_standard(unit=unit),
        accepted_at=NOW,
        applied_at=NOW,
        pause_reason="答复有错" if state == OnlineState.PAUSED else "",
    )


def test_a_question_of_pause_has_somebody_to_decide_it_afterwards(tree):
    alone, both = make_lawyer(unit=tree.other_county), make_lawyer(unit=tree.county)
    carried = make_online(alone, tree.other_county)
    ended = OnlineRegistration.objects.create(
        lawyer=both,
        unit=tree.other_county,
        state=OnlineState.ACTIVE,
        standard=carried.standard,
        accepted_at=NOW,
        applied_at=NOW,
    )
    kept = make_online(both, tree.county)
    questions = [raised(carried), raised(ended)]

    merge(tree)

    for row in (carried, ended, *questions):
        row.refresh_from_db()
    assert (carried.unit, carried.state) == (tree.county, OnlineState.ACTIVE)
    assert ended.state == OnlineState.WITHDRAWN_ONLINE
    assert "临河县总工会的注册继续" in events_of(ended).get().note
    successor = make_actor(unit=tree.county, role=Role.LEGAL_OFFICER)
    found = PauseProposal.objects.handled_by(successor).open()
    assert sorted(found.values_list("registration", flat=True)) == sorted([carried.pk, kept.pk])


def test_of_two_registrations_of_which_one_is_suspended_a_person_chooses(tree):
    lawyer = make_lawyer(unit=tree.county)
    paused = make_online(lawyer, tree.other_county, OnlineState.PAUSED)
    active = make_online(lawyer, tree.county)
    double = shown(tree)["线上服务注册"]
    assert "答复有错" in double.of_unit
    with pytest.raises(Refused, match="要选一项"):
        merge(tree)

    merge(tree, agreed={double.key: "own"})

    paused.refresh_from_db()
    active.refresh_from_db()
    assert (paused.state, paused.unit) == (OnlineState.PAUSED, tree.county)
    assert active.state == OnlineState.WITHDRAWN_ONLINE


@pytest.fixture
def centres(tree):
    """A centre of one name in both, each with a window; a clerk and a case at the own one."""
    own, other = (
        make_institution(unit=unit, name="法律援助中心")
        for unit in (tree.other_county, tree.county)
    )
    return SimpleNamespace(
        own=own,
        other=other,
        points=[make_point(institution=one) for one in (own, other)],
        post=make_post(unit=own.unit, role=Role.WINDOW_CLERK, institution=own),
        case=make_case(unit=own.unit, state=CaseState.HANDLING, institution=own),
        done=make_case(unit=own.unit, state=CaseState.ARCHIVED, institution=own),
    )


def test_institutions_of_one_name_are_told_apart(tree, centres):
    merge(tree)

    centres.own.refresh_from_db()
    assert (centres.own.name, centres.own.unit) == ("石桥县法律援助中心", tree.county)
    named = [
        sorted(row.name for row in queries.institutions_open_on(path=tree.prefecture.path, day=day))
        for day in (EVE, MERGED)
    ]
    assert named == [["法律援助中心", "法律援助中心"], ["法律援助中心", "石桥县法律援助中心"]]


def test_institutions_of_one_name_may_become_one(tree, centres):
    merge(tree, agreed={shown(tree)["法律援助机构"].key: "united"})

    rows = (centres.own, centres.post, centres.case, centres.done, *centres.points)
    for row in rows:
        row.refresh_from_db()
    assert (centres.own.closed_on, centres.own.unit) == (MERGED, tree.other_county)
    for row in (centres.post, centres.case, *centres.points):
        assert (row.institution, row.unit) == (centres.other, tree.county)
    assert centres.done.institution == centres.own
    assert [point.name for point in centres.points] == ["来访窗口（原石桥县）", "来访窗口"]
    day = queries.institutions_open_on(path=tree.prefecture.path, day=EVE)
    assert day.count() == 2


def test_a_number_both_have_given_is_told_apart(tree):
    own, other = (
        make_case(
            unit=unit,
            state=CaseState.HANDLING,
            application_number="援申〔2026〕3号",
            case_number=None,
        )
        for unit in (tree.other_county, tree.county)
    )

    merge(tree)

    numbers = Case.objects.filter(unit=tree.county).values_list("application_number", flat=True)
    assert set(numbers) == {"援申〔2026〕3号", "援申〔2026〕3号（原石桥县）"}


def test_nobody_helps_oneself_and_nobody_judges_the_own_office(tree):
    case = make_case(unit=tree.other_county, state=CaseState.HANDLING)
    help_ = collaborating(case, tree.county)
    complaint = lodged(unit=tree.other_county, about=ComplaintAbout.UNION, now=NOW)
    assert complaint.unit == tree.prefecture
    into = {"unit": tree.other_county, "into": tree.county}

    merge(tree)

    help_.refresh_from_db()
    assert help_.ended_at == NOW
    complaint.refresh_from_db()
    assert complaint.unit == tree.prefecture
    assert into["unit"].pk != complaint.unit_id


def test_a_complaint_about_a_union_that_its_judge_takes_in_goes_up(tree):
    complaint = lodged(unit=tree.other_county, about=ComplaintAbout.UNION, now=NOW)
    number = complaint.number

    actions.merge_unit(
        unit=tree.other_county,
        into=tree.prefecture,
        merged_on=MERGED,
        actor=make_actor(unit=tree.province, role=Role.SYSTEM_ADMIN),
        now=NOW,
        note="撤县设区",
    )

    complaint.refresh_from_db()
    assert (complaint.unit, complaint.unit_path) == (tree.province, tree.province.path)
    assert complaint.number == number
    assert events_of(complaint).last().code == "quality.complaint.hand_up"


def test_the_union_that_takes_in_may_change_what_is_known_of_the_workers(tree):
    known, new = (make_worker(unit=tree.other_county) for _ in range(2))
    known.registrations.create(unit=tree.county, unit_path=tree.county.path, since=NOW)

    merge(tree)

    successor = make_actor(unit=tree.county, role=Role.LEGAL_OFFICER)
    assert set(Worker.objects.handled_by(successor)) == {known, new}
    assert new.registrations.count() == 2


@pytest.fixture
def clerk(client, tree):
    post = make_post(role=Role.SYSTEM_ADMIN, unit=tree.prefecture)
    client.force_login(post.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def asked_page(clerk, tree, **asked):
    url = reverse("unit_merger", args=[tree.other_county.pk])
    query = {"q": "临河", "into": tree.county.pk, "merged_on": "2026-05-01", **asked}
    answer = clerk.get(url, query)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert Markup(text).faults() == []
    return answer.request["PATH_INFO"] + "?" + answer.request["QUERY_STRING"], text


def test_the_page_shows_every_double_first_and_does_what_was_chosen(clerk, tree, centres):
    own, other = both_terms(tree, own={"suspended_on": date(2026, 3, 1)})
    post = make_post(unit=tree.other_county, role=Role.LEGAL_OFFICER)
    make_post(unit=tree.county, role=Role.LEGAL_OFFICER, user=post.user)
    online = [make_online(own.lawyer, unit) for unit in (tree.other_county, tree.county)]
    found = shown(tree)

    address, text = asked_page(clerk, tree)

    for words in ("自2026年5月1日起", "法律援助案件 1 条", "两边都有的 4", "有 1 处要选一项"):
        assert words in text, words
    for one in found.values():
        assert one.name in text
        assert one.outcome in text
    sent = {one.key: one.proposed if one.choices else "" for one in found.values()}
    again = clerk.post(address, {**sent, "note": "撤县并区"}).content.decode()
    assert "请选一项。" in again
    assert Markup(again).faults() == []
    unseen = {key: value for key, value in sent.items() if not key.startswith("post-")}
    chosen = {found["聘期"].key: "other"}
    again = clerk.post(address, {**unseen, **chosen, "note": "撤县并区"}).content.decode()
    assert "刚才又有了两边都有的岗位" in again

    answer = clerk.post(address, {**sent, **chosen, "note": "撤县并区"})

    assert answer.status_code == 302
    own.refresh_from_db()
    assert own.end_ground == EndGround.BY_MERGER
    online[0].refresh_from_db()
    assert online[0].state == OnlineState.WITHDRAWN_ONLINE
    text = clerk.get(answer["Location"]).content.decode()
    assert "石桥县总工会已并入临河县总工会。" in text
    assert "重复的聘期 1 条" in text


def test_a_day_to_come_is_said_before_anything_is_shown(clerk, tree):
    _, text = asked_page(clerk, tree, merged_on="2126-05-01")

    assert "日期晚于今天" in text
    assert "转过去的</h2>" not in text


def test_two_counties_without_anything_are_merged_all_the_same(clerk, tree):
    address, text = asked_page(clerk, tree)
    assert "没有两边都有的。" in text
    assert "没有要转过去的。" in text

    clerk.post(address, {"note": "撤县并区"})

    tree.other_county.refresh_from_db()
    assert tree.other_county.merged_into == tree.county
