"""One union taken in by another: what goes over, what stays, what is refused."""

from datetime import UTC, date, datetime

import pytest

from gongyuan.cases.choices import CaseState
from gongyuan.cases.models import Case
from gongyuan.core.events import events_of
from gongyuan.core.refusals import Refused
from gongyuan.organisations import actions, queries
from gongyuan.organisations.choices import InstitutionKind, UnitLevel
from gongyuan.organisations.models import Unit
from gongyuan.organisations.queries.coverage import Series, coverage_on
from gongyuan.organisations.queries.still_open import still_open_in
from gongyuan.people.choices import Role
from gongyuan.people.models import AbsenceCover
from tests.cases.factories import make_case
from tests.consultations.factories import make_consultation, make_web_question
from tests.duty.factories import add_staff, make_point
from tests.lawyers.factories import make_lawyer
from tests.organisations.factories import make_institution, make_tree, make_unit
from tests.people.factories import make_actor, make_post, make_worker

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
MERGED = date(2026, 5, 1)


@pytest.fixture
def tree():
    return make_tree()


def merge(tree, unit=None, into=None, **more):
    values = {
        "unit": unit or tree.other_county,
        "into": into or tree.county,
        "merged_on": MERGED,
        "actor": make_actor(unit=tree.prefecture),
        "now": NOW,
        "note": "撤县并区",
        **more,
    }
    return actions.merge_unit(**values)


def test_what_is_open_goes_over_and_what_is_done_stays(tree):
    old, new = tree.other_county, tree.county
    town = make_unit(level=UnitLevel.TOWNSHIP, parent=old, name="槐镇总工会")
    station = make_institution(unit=old, name="石桥工作站")
    shut = make_institution(unit=old, name="旧站", closed_on=date(2020, 1, 1))
    held = make_post(unit=old, role=Role.LEGAL_OFFICER)
    left = make_post(unit=old, role=Role.WINDOW_CLERK, ends_on=date(2024, 1, 1))
    lawyer = make_lawyer(unit=old)
    case = make_case(unit=old, state=CaseState.HANDLING, lawyer=lawyer)
    done = make_case(unit=old, state=CaseState.ARCHIVED)
    worker = make_worker(unit=old)
    asked, told = make_web_question(unit=old), make_consultation(unit=old, answer="可以。")

    merge(tree)

    for row in (old, new, town, station, shut, held, left, case, done, asked, told):
        row.refresh_from_db()
    assert (old.closed_on, old.merged_into, old.parent) == (MERGED, new, new)
    assert town.parent == new
    assert (station.unit, station.unit_path) == (new, new.path)
    assert (held.unit, held.unit_path) == (new, new.path)
    for row in (case, asked):
        assert (row.unit, row.unit_path) == (new, new.path)
    assert lawyer.terms.get().unit == new
    for row in (shut, left, done, told):
        assert (row.unit, row.unit_path) == (old, old.path)
    assert old.path == f"{new.path}{old.pk}/"
    assert worker.registrations.get(unit=old).unit_path == old.path
    assert new.children_count == 3


def test_whoever_took_it_in_works_on_and_reads_the_rest(tree):
    case = make_case(unit=tree.other_county, state=CaseState.HANDLING)
    done = make_case(unit=tree.other_county, state=CaseState.ARCHIVED)

    merge(tree)

    officer = make_actor(unit=tree.county, role=Role.LEGAL_OFFICER)
    assert list(Case.objects.handled_by(officer)) == [case]
    assert set(Case.objects.visible_to(officer)) == {case, done}


def test_both_pages_say_what_happened(tree):
    make_institution(unit=tree.other_county)

    merge(tree)

    assert events_of(tree.other_county).get().data["into"] == "临河县总工会"
    assert events_of(tree.county).get().data == {
        "from": "石桥县总工会",
        "from_id": tree.other_county.pk,
        "merged_on": "2026-05-01",
        "taken": {"法律援助机构": 1},
    }


def test_the_old_name_still_answers(tree):
    merge(tree)

    actor = make_actor(unit=tree.prefecture)
    assert queries.units_found("石桥", actor=actor).units == []
    hits = queries.units_found("石桥", actor=actor, with_closed=True).units
    assert [hit.merged_into for hit in hits] == [tree.county]


def test_the_tree_and_rosters_of_the_days_before_stay(tree):
    make_institution(unit=tree.other_county, name="石桥工作站")

    merge(tree)

    def rosters(day):
        return [
            [row.name for row in queries.institutions_open_on(path=unit.path, day=day)]
            for unit in (tree.county, tree.prefecture)
        ]

    assert rosters(date(2026, 4, 30)) == [[], ["石桥工作站"]]
    assert rosters(MERGED) == [["石桥工作站"], ["石桥工作站"]]
    before = queries.units_on(path=tree.prefecture.path, day=date(2026, 4, 30))
    assert "石桥县总工会" in [row.name for row in before]
    after = queries.units_on(path=tree.prefecture.path, day=MERGED)
    assert "石桥县总工会" not in [row.name for row in after]


@pytest.mark.parametrize(
    ("unit", "into", "more", "reason"),
    [
        ("prefecture", "county", {}, "不能并掉本单位"),
        ("county", "county", {}, "不能并入本组织或其下级"),
        ("county", "township", {}, "不能并入本组织或其下级"),
        ("other_county", "township", {}, "不能并入层级更低的组织"),
        ("other_county", "county", {"merged_on": date(2026, 6, 2)}, "晚于今天"),
        ("other_county", "county", {"note": " "}, "要写明理由"),
    ],
)
def test_a_wrong_merger_is_refused_and_changes_nothing(tree, unit, into, more, reason):
    before = list(Unit.objects.order_by("pk").values())

    with pytest.raises(Refused, match=reason):
        merge(tree, getattr(tree, unit), getattr(tree, into), **more)

    assert list(Unit.objects.order_by("pk").values()) == before


def test_no_closed_union_takes_part(tree):
    shut = make_unit(level=UnitLevel.COUNTY, parent=tree.prefecture, closed_on=date(2020, 1, 1))

    with pytest.raises(Refused, match="要并入的组织已撤销"):
        merge(tree, into=shut)
    with pytest.raises(Refused, match="该组织已撤销，不能并入"):
        merge(tree, unit=shut)


def test_a_centre_does_not_go_to_a_union_that_can_have_none(tree):
    make_institution(unit=tree.township, name="柳镇中心")

    with pytest.raises(Refused, match="“柳镇中心”是中心"):
        merge(tree, unit=tree.township, into=tree.other_township)


def test_of_a_post_held_in_both_one_goes_on_and_the_other_ends_the_day_before(tree):
    post = make_post(unit=tree.other_county, role=Role.LEGAL_OFFICER)
    other = make_post(unit=tree.county, role=Role.LEGAL_OFFICER, user=post.user)
    head = make_post(unit=tree.other_county, role=Role.LEGAL_HEAD, user=post.user)
    cover = AbsenceCover.objects.create(
        post=post, cover=head.user, starts_on=MERGED, ends_on=date(2026, 7, 1), named_at=NOW
    )

    merge(tree)

    for row in (post, other, head, cover):
        row.refresh_from_db()
    assert (post.unit, post.ends_on) == (tree.other_county, date(2026, 4, 30))
    assert (other.unit, other.ends_on) == (tree.county, None)
    assert head.unit == tree.county
    assert cover.post == other
    ended = events_of(post.user).get()
    assert (ended.code, ended.data["post_id"]) == ("people.post.end", post.pk)
    assert "石桥县总工会并入临河县总工会" in ended.note
    assert events_of(tree.county).get().data["taken"] == {"岗位": 1, "重复的岗位": 1}


def test_whose_post_ended_with_the_merger_sits_on_at_the_window(tree):
    station = make_institution(unit=tree.other_county)
    point = make_point(institution=station)
    post = make_post(unit=tree.other_county, role=Role.WINDOW_CLERK)
    other = make_post(unit=tree.county, role=Role.WINDOW_CLERK, user=post.user)
    member = add_staff(point, name="甲", post=post)

    merge(tree)

    member.refresh_from_db()
    assert member.post == other
    assert member.point.unit == tree.county


@pytest.mark.parametrize(("unit", "into"), [("stranger", "county"), ("county", "stranger")])
def test_neither_lies_outside_the_own_subtree(tree, unit, into):
    with pytest.raises(Unit.DoesNotExist):
        merge(tree, getattr(tree, unit), getattr(tree, into))


def test_a_union_with_a_post_or_an_open_case_is_not_closed(tree):
    make_post(unit=tree.township, role=Role.LEGAL_OFFICER)
    make_case(unit=tree.township, state=CaseState.HANDLING)
    make_case(unit=tree.township, state=CaseState.ARCHIVED)
    make_web_question(unit=tree.township)
    make_consultation(unit=tree.township, answer="可以。")

    with pytest.raises(Refused) as refusal:
        actions.close_unit(
            unit=tree.township,
            closed_on=MERGED,
            actor=make_actor(unit=tree.county),
            now=NOW,
            note="撤销",
        )

    said = "".join(refusal.value.reasons)
    assert "条“岗位”没有了结" in said
    assert "还有1条“法律援助案件”没有了结" in said
    assert "还有1条“咨询”没有了结" in said


def test_an_institution_with_a_post_is_not_closed(tree):
    station = make_institution(unit=tree.county)
    make_post(unit=tree.county, role=Role.WINDOW_CLERK, institution=station)

    with pytest.raises(Refused, match="还有1条“岗位”没有了结"):
        actions.close_institution(
            institution=station,
            closed_on=MERGED,
            actor=make_actor(unit=tree.county),
            now=NOW,
            note="撤销",
        )
    assert still_open_in(station, on=MERGED) == {"岗位": 1}


def test_what_was_asked_of_days_before_is_answered_the_same_after_two_mergers(tree):
    """Stations on 2012-12-31, the coverage of that day and the rosters stay as they were."""
    then, series = date(2012, 12, 31), Series(level=UnitLevel.COUNTY, kind=InstitutionKind.CENTRE)
    for unit, name in ((tree.county, "临河县法律援助中心"), (tree.other_county, "法律援助中心")):
        make_institution(unit=unit, name=name, opened_on=date(2010, 1, 1))
    make_institution(
        unit=tree.township,
        kind=InstitutionKind.STATION,
        name="柳镇工作站",
        opened_on=date(2011, 1, 1),
    )
    whole = (tree.prefecture, tree.county, tree.other_county)
    heir = make_unit(level=UnitLevel.COUNTY, parent=tree.prefecture, name="新河区总工会")

    def answers(day):
        for unit in whole:
            path = queries.unit_on(unit, day=day).path
            roster = queries.roster_lines(queries.roster_on(unit=unit, day=day))
            yield (
                sorted(row.name for row in queries.institutions_open_on(path=unit.path, day=day)),
                sorted(row.name for row in queries.units_on(path=path, day=day)),
                coverage_on(path=path, series=series, on=day),
                [(row["name"], row["union"]) for row in roster],
            )

    days = (then, date(2026, 4, 30))
    before = {day: list(answers(day)) for day in days}
    assert (before[then][0][2].covered, before[then][0][2].total) == (2, 3)

    merge(tree)
    merge(tree, unit=tree.county, into=heir)

    for unit in whole:
        unit.refresh_from_db()
    assert {day: list(answers(day)) for day in days} == before
