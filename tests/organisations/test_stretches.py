"""How the tree and the institutions were on a day before today."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from gongyuan.core.refusals import Refused
from gongyuan.organisations import actions, queries
from gongyuan.organisations.actions.institutions import details_of
from gongyuan.organisations.choices import InstitutionForm, UnitLevel
from gongyuan.organisations.models import (
    AidInstitution,
    InstitutionStretch,
    Unit,
    UnitStretch,
)
from gongyuan.organisations.queries.units import details_of as unit_details_of
from tests.organisations.factories import make_institution, make_tree, make_unit
from tests.people.factories import make_actor

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
THEN, LATER = date(2012, 12, 31), date(2020, 7, 1)


@pytest.fixture
def tree():
    return make_tree()


def names_on(unit, day):
    return [row.name for row in queries.institutions_open_on(path=unit.path, day=day)]


def units_below(unit, day):
    then = queries.unit_on(unit, day=day)
    return [row.name for row in queries.units_on(path=then.path, day=day)] if then else []


def test_a_move_leaves_the_tree_of_the_days_before(tree):
    other = make_unit(level=UnitLevel.PREFECTURE, parent=tree.province, name="西山市总工会")
    make_institution(unit=tree.township, name="柳镇工作站")

    actions.move_unit(
        unit=tree.county,
        parent=other,
        actor=make_actor(unit=tree.province),
        now=NOW,
        note="区划调整",
        moved_on=LATER,
    )

    other.refresh_from_db()
    eve = LATER - timedelta(days=1)
    assert "柳镇总工会" in units_below(tree.prefecture, eve)
    assert "柳镇总工会" not in units_below(tree.prefecture, LATER)
    assert "柳镇总工会" in units_below(other, LATER)
    assert units_below(other, eve) == ["西山市总工会"]
    assert names_on(tree.prefecture, eve) == ["柳镇工作站"] == names_on(other, LATER)
    assert names_on(tree.prefecture, LATER) == [] == names_on(other, eve)


def test_the_superior_is_named_as_it_was_called_then(tree):
    actions.edit_unit(
        unit=tree.county,
        details=replace(unit_details_of(tree.county), name="临河区总工会"),
        actor=make_actor(unit=tree.prefecture),
        now=NOW,
        changed_on=LATER,
    )

    rows = {
        day: {row.name: row.superior for row in queries.units_on(path=tree.county.path, day=day)}
        for day in (THEN, LATER)
    }
    assert rows[THEN]["柳镇总工会"] == "临河县总工会"
    assert rows[LATER]["柳镇总工会"] == "临河区总工会"


def test_a_former_name_still_finds_the_union(tree):
    actor = make_actor(unit=tree.prefecture)
    renamed = replace(unit_details_of(tree.county), name="滨江区总工会", short_name="滨江")

    actions.edit_unit(unit=tree.county, details=renamed, actor=actor, now=NOW)

    tree.county.refresh_from_db()
    assert tree.county.former_names == ["临河县总工会"]
    assert queries.units_found("临河", actor=actor).units == [tree.county]


def test_a_form_changed_on_a_day_leaves_the_roster_before_with_the_old_one(tree):
    institution = make_institution(unit=tree.county, form=InstitutionForm.STAND_ALONE)

    actions.edit_institution(
        institution=institution,
        details=replace(details_of(institution), form=InstitutionForm.PURCHASED),
        actor=make_actor(unit=tree.county),
        now=NOW,
        changed_on=LATER,
    )

    def form_on(day):
        return queries.institutions_open_on(path=tree.county.path, day=day).get().form

    assert form_on(LATER - timedelta(days=1)) == InstitutionForm.STAND_ALONE
    assert form_on(LATER) == InstitutionForm.PURCHASED


def test_a_correction_was_never_otherwise(tree):
    institution = make_institution(unit=tree.county, head_name="张写错")

    actions.edit_institution(
        institution=institution,
        details=replace(details_of(institution), head_name="张改正"),
        actor=make_actor(unit=tree.county),
        now=NOW,
        is_correction=True,
    )

    assert [row.head_name for row in institution.stretches.all()] == ["张改正"]


@pytest.mark.parametrize(
    ("changed_on", "reason"),
    [
        (date(2026, 6, 2), "晚于今天"),
        (date(2009, 12, 31), "早于设立日期"),
        (LATER - timedelta(days=1), "2020-07-01已有变更"),
    ],
)
def test_a_change_on_a_wrong_day_is_refused(tree, changed_on, reason):
    institution = make_institution(unit=tree.county)
    actor = make_actor(unit=tree.county)

    def change(form, day):
        actions.edit_institution(
            institution=institution,
            details=replace(details_of(institution), form=form),
            actor=actor,
            now=NOW,
            changed_on=day,
        )

    change(InstitutionForm.PURCHASED, LATER)
    with pytest.raises(Refused, match=reason):
        change(InstitutionForm.CO_LOCATED, changed_on)
    assert institution.stretches.count() == 2


def test_an_opening_after_what_is_known_to_have_changed_is_refused(tree):
    institution = make_institution(unit=tree.county)
    actor = make_actor(unit=tree.county)
    changed = replace(details_of(institution), head_name="李某某")
    actions.edit_institution(
        institution=institution, details=changed, actor=actor, now=NOW, changed_on=LATER
    )

    with pytest.raises(Refused, match="设立日期要在这一天之前"):
        actions.edit_institution(
            institution=institution,
            details=replace(changed, opened_on=LATER),
            actor=actor,
            now=NOW,
            is_correction=True,
        )


def test_between_closing_and_reopening_there_was_none(tree):
    institution = make_institution(unit=tree.county, name="县中心")
    actor = make_actor(unit=tree.county)
    closed, opened = date(2015, 3, 1), date(2018, 9, 1)

    actions.close_institution(
        institution=institution, closed_on=closed, actor=actor, now=NOW, note="撤并"
    )
    actions.reopen_institution(
        institution=institution, reopened_on=opened, actor=actor, now=NOW, note="恢复设立"
    )

    assert names_on(tree.county, closed - timedelta(days=1)) == ["县中心"]
    assert names_on(tree.county, closed) == []
    assert names_on(tree.county, opened - timedelta(days=1)) == []
    assert names_on(tree.county, opened) == ["县中心"]


def test_reopened_on_the_day_it_closed_it_was_never_closed(tree):
    institution = make_institution(unit=tree.county)
    actor = make_actor(unit=tree.county)

    actions.close_institution(
        institution=institution, closed_on=LATER, actor=actor, now=NOW, note="误"
    )
    actions.reopen_institution(
        institution=institution, reopened_on=LATER, actor=actor, now=NOW, note="撤销有误"
    )

    row = institution.stretches.get()
    assert (row.starts_on, row.ends_on) == (institution.opened_on, None)


@pytest.mark.parametrize(
    ("closed_on", "reopened_on", "note", "reason"),
    [
        (None, LATER, "误", "没有撤销"),
        (LATER, date(2020, 6, 30), "误", "早于撤销日期"),
        (LATER, date(2026, 6, 2), "误", "晚于今天"),
        (LATER, LATER, "", "要写明理由"),
    ],
)
def test_a_wrong_reopening_is_refused(tree, closed_on, reopened_on, note, reason):
    institution = make_institution(unit=tree.county, closed_on=closed_on)

    with pytest.raises(Refused, match=reason):
        actions.reopen_institution(
            institution=institution,
            reopened_on=reopened_on,
            actor=make_actor(unit=tree.county),
            now=NOW,
            note=note,
        )


def test_nothing_reopens_under_a_closed_union_or_beside_a_namesake(tree):
    actor = make_actor(unit=tree.county)
    shut = make_unit(level=UnitLevel.TOWNSHIP, parent=tree.county, closed_on=LATER)
    orphan = make_institution(unit=shut, closed_on=LATER)
    old = make_institution(unit=tree.county, name="县中心", closed_on=LATER)
    make_institution(unit=tree.county, name="县中心", opened_on=LATER)

    for institution, reason in [(orphan, "所属工会已撤销"), (old, "已有同名机构")]:
        with pytest.raises(Refused, match=reason):
            actions.reopen_institution(
                institution=institution, reopened_on=LATER, actor=actor, now=NOW, note="误"
            )


def test_what_was_to_change_after_a_closing_never_did(tree):
    institution = make_institution(unit=tree.county)
    actor = make_actor(unit=tree.county)
    changed = replace(details_of(institution), head_name="李某某")
    actions.edit_institution(institution=institution, details=changed, actor=actor, now=NOW)

    actions.close_institution(
        institution=institution, closed_on=LATER, actor=actor, now=NOW, note="撤并"
    )

    assert institution.stretches.get().ends_on == LATER


def test_a_move_before_a_known_change_below_is_refused(tree):
    actions.edit_unit(
        unit=tree.township,
        details=replace(unit_details_of(tree.township), name="柳湾镇总工会"),
        actor=make_actor(unit=tree.county),
        now=NOW,
        changed_on=LATER,
    )

    with pytest.raises(Refused, match="2020-07-01已有变更"):
        actions.move_unit(
            unit=tree.township,
            parent=tree.other_county,
            actor=make_actor(unit=tree.prefecture),
            now=NOW,
            note="区划调整",
            moved_on=LATER - timedelta(days=1),
        )


def test_a_union_founded_after_the_move_it_takes_part_in_was_never_elsewhere(tree):
    late = make_institution(unit=tree.township, opened_on=date(2024, 1, 1), name="新站")

    actions.move_unit(
        unit=tree.township,
        parent=tree.other_county,
        actor=make_actor(unit=tree.prefecture),
        now=NOW,
        note="区划调整",
        moved_on=LATER,
    )

    late.refresh_from_db()
    assert late.stretches.get().path == late.unit_path


def test_a_row_written_without_any_action_has_its_stretch(tree):
    AidInstitution.objects.bulk_create(
        [
            AidInstitution(
                unit=tree.county,
                unit_path=tree.county.path,
                name="直接写入",
                kind="station",
                form="purchased",
                head_name="某",
                phone="1",
                opened_on=THEN,
            )
        ]
    )
    Unit.objects.filter(pk=tree.township.pk).update(name="改名镇总工会")

    assert names_on(tree.county, THEN) == ["直接写入"]
    today = UnitStretch.objects.filter(unit=tree.township, ends_on=None).get()
    assert today.name == "改名镇总工会"


class StretchesOfRandomLives(TestCase):
    """Whatever happens to an institution, every day has one answer, and today's is the row."""

    @settings(max_examples=40, deadline=None)
    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["form", "head", "correct", "close", "reopen"]),
                st.dates(date(2009, 1, 1), date(2026, 6, 1)),
            ),
            max_size=8,
        )
    )
    def test_every_day_has_one_answer_and_todays_is_the_row(self, happenings):
        county = make_unit()
        actor = make_actor(unit=county)
        institution = make_institution(unit=county)
        for number, (what, day) in enumerate(happenings):
            institution.refresh_from_db()
            try:
                self._do(what, day, institution, actor, number)
            except Refused:
                continue
        institution.refresh_from_db()
        rows = list(InstitutionStretch.objects.filter(institution=institution))
        assert all(
            sum(r.starts_on <= day and (r.ends_on is None or r.ends_on > day) for r in rows) <= 1
            for r in rows
            for day in (r.starts_on, r.starts_on - timedelta(days=1))
        )
        now = InstitutionStretch.objects.on(date(2026, 6, 1)).filter(institution=institution)
        if institution.closed_on is None:
            row = now.get()
            assert (row.form, row.head_name) == (institution.form, institution.head_name)
        else:
            assert not now.exists()

    def _do(self, what, day, institution, actor, number):
        details = details_of(institution)
        shared = {"institution": institution, "actor": actor, "now": NOW}
        if what == "form":
            other = [form for form in InstitutionForm if form != institution.form][number % 3]
            actions.edit_institution(details=replace(details, form=other), changed_on=day, **shared)
        elif what in {"head", "correct"}:
            actions.edit_institution(
                details=replace(details, head_name=f"第{number}任"),
                changed_on=day,
                is_correction=what == "correct",
                **shared,
            )
        elif what == "close":
            actions.close_institution(closed_on=day, note="撤", **shared)
        else:
            actions.reopen_institution(reopened_on=day, note="恢复", **shared)
