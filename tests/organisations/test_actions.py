from datetime import UTC, date, datetime

import pytest

from gongyuan.cases.models import Case, OversightOrder
from gongyuan.consultations.models import Consultation
from gongyuan.core.events import events_of
from gongyuan.core.models import Event
from gongyuan.core.refusals import Refused
from gongyuan.organisations import actions, queries
from gongyuan.organisations.actions.paths import filed_paths
from gongyuan.organisations.choices import InstitutionForm, InstitutionKind, UnitKind, UnitLevel
from gongyuan.organisations.models import AidInstitution, Unit
from gongyuan.organisations.queries.units import details_of
from gongyuan.organisations.rules import InstitutionDetails, UnitDetails
from gongyuan.people.actor import Actor
from gongyuan.people.models import Post
from tests.organisations.factories import make_institution, make_tree, make_unit
from tests.people.factories import make_actor, make_post, make_worker

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
#: Half past seven in the morning of the second of June in Beijing, still the first in UTC.
EARLY = datetime(2026, 6, 1, 23, 30, tzinfo=UTC)
CONSOLE = Actor(name="安装")


@pytest.fixture
def tree():
    return make_tree()


def unit_details(**more):
    values = {
        "name": "新镇总工会",
        "short_name": "新镇",
        "level": UnitLevel.TOWNSHIP,
        "region_code": "990121102",
    }
    return UnitDetails(**{**values, **more})


def institution_details(**more):
    values = {
        "name": "临河县职工法律援助中心",
        "kind": InstitutionKind.CENTRE,
        "form": InstitutionForm.CO_LOCATED,
        "head_name": "试某",
        "phone": "0990-2000001",
        "opened_on": date(2012, 1, 1),
    }
    return InstitutionDetails(**{**values, **more})


def snapshot():
    return (
        list(Unit.objects.order_by("pk").values()),
        list(AidInstitution.objects.order_by("pk").values()),
        Event.objects.count(),
    )


def assert_refused(part, action, **arguments):
    before = snapshot()
    with pytest.raises(Refused) as refusal:
        action(**arguments)
    assert part in "".join(refusal.value.reasons)
    assert snapshot() == before


def test_a_new_union_stands_below_its_superior_and_is_found_by_name_and_initials(tree):
    actor = make_actor(unit=tree.county)

    unit = actions.create_unit(details=unit_details(), parent=tree.county, actor=actor, now=NOW)

    unit.refresh_from_db()
    tree.county.refresh_from_db()
    assert unit.path == f"{tree.county.path}{unit.pk}/"
    assert unit.initials == "XZZGH"
    assert tree.county.children_count == 3
    assert [event.code for event in events_of(unit)] == ["organisations.unit.create"]
    assert queries.units_found("新镇", actor=actor).units == [unit]


@pytest.mark.parametrize(
    ("details", "reason"),
    [
        ({"region_code": "22240"}, "6位、9位或12位"),
        ({"region_code": "02240A"}, "6位、9位或12位"),
        ({"level": UnitLevel.COUNTY}, "层级应低于上级"),
        ({"phone": "7211234"}, "电话号码应为"),
        ({"level": "village"}, "没有“village”这个层级"),
        ({"opened_on": date(2026, 6, 2)}, "晚于今天"),
        ({"name": "=cmd|'/c calc'!A1"}, "不能以"),
        ({"name": "柳镇总工会"}, "已有同名组织"),
        ({"name": " "}, "要写明名称"),
    ],
)
def test_a_wrongly_described_union_is_refused(tree, details, reason):
    assert_refused(
        reason,
        actions.create_unit,
        details=unit_details(**details),
        parent=tree.county,
        actor=make_actor(unit=tree.county),
        now=NOW,
    )


def test_today_is_that_of_beijing_not_of_utc(tree):
    details = unit_details(opened_on=date(2026, 6, 2))

    unit = actions.create_unit(
        details=details, parent=tree.county, actor=make_actor(unit=tree.county), now=EARLY
    )

    assert unit.opened_on == date(2026, 6, 2)


def test_an_industrial_union_may_have_the_level_of_the_federation_that_leads_it(tree):
    details = unit_details(
        kind=UnitKind.INDUSTRIAL,
        level=UnitLevel.COUNTY,
        region_code="990121",
        name="临河县教育工会",
    )

    unit = actions.create_unit(
        details=details, parent=tree.county, actor=make_actor(unit=tree.county), now=NOW
    )

    assert unit.level == tree.county.level


@pytest.mark.parametrize("where", ["prefecture", "other_county", "stranger"])
def test_nobody_plants_outside_the_own_subtree(tree, where):
    before = snapshot()
    actor = make_actor(unit=tree.county)

    with pytest.raises(Unit.DoesNotExist):
        actions.create_unit(
            details=unit_details(), parent=getattr(tree, where), actor=actor, now=NOW
        )

    assert snapshot() == before


def test_only_the_console_founds_the_top_of_a_tree(tree):
    details = unit_details(level=UnitLevel.PROVINCE, region_code="970000")

    assert_refused(
        "安装时",
        actions.found_root,
        details=details,
        actor=make_actor(unit=tree.province),
        now=NOW,
    )
    assert actions.found_root(details=details, actor=CONSOLE, now=NOW).parent is None


def test_an_edit_records_what_changed_and_nothing_when_nothing_did(tree):
    actor = make_actor(unit=tree.county)
    before = details_of(tree.township)
    after = UnitDetails(**{**before.__dict__, "phone": "0990-2000002", "name": "柳湾镇总工会"})

    actions.edit_unit(unit=tree.township, details=after, actor=actor, now=NOW)
    actions.edit_unit(unit=tree.township, details=after, actor=actor, now=NOW)

    event = events_of(tree.township).get()
    assert event.data == {
        "name": ["柳镇总工会", "柳湾镇总工会"],
        "phone": ["", "0990-2000002"],
        "changed_on": "2026-06-01",
    }
    assert queries.units_found("lwz", actor=actor).units == [tree.township]


def test_a_union_does_not_sink_to_the_level_of_those_it_leads(tree):
    sunk = UnitDetails(**{**details_of(tree.county).__dict__, "level": UnitLevel.TOWNSHIP})

    assert_refused(
        "下级有乡镇（街道）",
        actions.edit_unit,
        unit=tree.county,
        details=sunk,
        actor=make_actor(unit=tree.prefecture),
        now=NOW,
    )


def test_a_move_takes_along_the_subtree_and_all_that_is_filed_under_it(tree):
    village = make_unit(level=UnitLevel.PRIMARY, parent=tree.township)
    institution = make_institution(unit=village)
    post = make_post(unit=tree.township)
    worker = make_worker(unit=village)
    stays = make_post(unit=tree.other_township)
    actor = make_actor(unit=tree.prefecture)

    actions.move_unit(
        unit=tree.township, parent=tree.other_county, actor=actor, now=NOW, note="区划调整"
    )

    for row in (tree.township, village, institution, post, stays, tree.county, tree.other_county):
        row.refresh_from_db()
    assert tree.township.parent == tree.other_county
    assert tree.township.path == f"{tree.other_county.path}{tree.township.pk}/"
    assert village.path == institution.unit_path == f"{tree.township.path}{village.pk}/"
    assert post.unit_path == tree.township.path
    assert worker.registrations.get().unit_path == village.path
    assert stays.unit_path == tree.other_township.path
    assert (tree.county.children_count, tree.other_county.children_count) == (1, 1)
    assert events_of(tree.township).get().data["to"] == "石桥县总工会"


def test_a_move_reaches_every_table_that_copies_the_path():
    tables = {model for model, _ in filed_paths()}

    assert {AidInstitution, Post, Case, Consultation} <= tables
    assert (OversightOrder, "to_path") in filed_paths()
    assert not [model for model in tables if model.__name__.endswith("Event")]


def test_what_was_filed_under_the_old_path_meanwhile_is_swept_along(tree):
    actor, old_path = make_actor(unit=tree.prefecture), tree.township.path
    actions.move_unit(
        unit=tree.township, parent=tree.other_county, actor=actor, now=NOW, note="区划调整"
    )
    late = make_institution(unit=tree.township, unit_path=old_path)

    swept = actions.sweep_moved_paths(
        unit_id=tree.township.pk, old_path=old_path, moved_on=NOW.date()
    )

    late.refresh_from_db()
    tree.township.refresh_from_db()
    assert swept == 1
    assert late.unit_path == tree.township.path


@pytest.mark.parametrize(
    ("unit", "parent", "note", "reason"),
    [
        ("county", "township", "误", "不能调整到本组织或其下级之下"),
        ("county", "county", "误", "不能调整到本组织或其下级之下"),
        ("township", "county", "误", "没有变化"),
        ("county", "other_county", "误", "层级应低于上级"),
        ("township", "other_county", " ", "要写明理由"),
        ("prefecture", "county", "误", "不能调整本单位的隶属"),
    ],
)
def test_a_wrong_move_is_refused(tree, unit, parent, note, reason):
    assert_refused(
        reason,
        actions.move_unit,
        unit=getattr(tree, unit),
        parent=getattr(tree, parent),
        actor=make_actor(unit=tree.prefecture),
        now=NOW,
        note=note,
    )


@pytest.mark.parametrize(
    ("unit", "parent"),
    [("township", "stranger"), ("stranger", "county"), ("township", "province")],
)
def test_neither_end_of_a_move_lies_outside_the_own_subtree(tree, unit, parent):
    before = snapshot()

    with pytest.raises(Unit.DoesNotExist):
        actions.move_unit(
            unit=getattr(tree, unit),
            parent=getattr(tree, parent),
            actor=make_actor(unit=tree.prefecture),
            now=NOW,
            note="误",
        )

    assert snapshot() == before


def test_a_closed_union_is_still_there_on_the_days_before(tree):
    actor = make_actor(unit=tree.county)

    actions.close_unit(
        unit=tree.township, closed_on=date(2026, 5, 1), actor=actor, now=NOW, note="并入杨镇"
    )

    tree.county.refresh_from_db()
    assert tree.county.children_count == 1
    assert tree.township in Unit.objects.open_on(date(2026, 4, 30))
    assert tree.township not in Unit.objects.open_on(date(2026, 5, 1))
    assert tree.township not in queries.children_page(tree.county).units


@pytest.mark.parametrize(
    ("unit", "closed_on", "note", "reason"),
    [
        ("county", date(2026, 5, 1), "误", "还有2个下级组织未撤销"),
        ("other_county", date(2026, 6, 2), "误", "晚于今天"),
        ("other_county", date(2026, 5, 1), "", "要写明理由"),
        ("prefecture", date(2026, 5, 1), "误", "不能撤销本单位"),
    ],
)
def test_a_wrong_closing_is_refused(tree, unit, closed_on, note, reason):
    assert_refused(
        reason,
        actions.close_unit,
        unit=getattr(tree, unit),
        closed_on=closed_on,
        actor=make_actor(unit=tree.prefecture),
        now=NOW,
        note=note,
    )


def test_a_union_with_an_open_institution_is_not_closed(tree):
    make_institution(unit=tree.township)

    assert_refused(
        "还有1个法律援助机构未撤销",
        actions.close_unit,
        unit=tree.township,
        closed_on=date(2026, 5, 1),
        actor=make_actor(unit=tree.county),
        now=NOW,
        note="误",
    )


def test_an_institution_is_registered_under_its_union(tree):
    actor = make_actor(unit=tree.county)

    institution = actions.register_institution(
        unit=tree.county,
        details=institution_details(functions=("consultation", "aid")),
        actor=actor,
        now=NOW,
    )

    institution.refresh_from_db()
    assert institution.unit_path == tree.county.path
    assert institution.functions == ["consultation", "aid"]
    assert events_of(institution).get().code == "organisations.aidinstitution.register"


@pytest.mark.parametrize(
    ("unit", "details", "reason"),
    [
        ("township", {}, "县级以上工会设立"),
        ("county", {"opened_on": date(2026, 6, 2)}, "晚于今天"),
        ("county", {"longitude": 1}, "一起填写"),
        ("county", {"phone": "123"}, "电话号码应为"),
        ("county", {"name": "@SUM(A1)"}, "不能以"),
        ("county", {"name": "旧中心"}, "已有同名机构"),
    ],
)
def test_a_wrongly_described_institution_is_refused(tree, unit, details, reason):
    make_institution(unit=tree.county, name="旧中心")

    assert_refused(
        reason,
        actions.register_institution,
        unit=getattr(tree, unit),
        details=institution_details(**details),
        actor=make_actor(unit=tree.county),
        now=NOW,
    )


def test_an_institution_is_edited_once_and_closed_once(tree):
    actor = make_actor(unit=tree.county)
    institution = make_institution(unit=tree.county)
    details = institution_details(form=InstitutionForm.PURCHASED)

    for _ in range(2):
        actions.edit_institution(institution=institution, details=details, actor=actor, now=NOW)
    actions.close_institution(
        institution=institution, closed_on=date(2026, 5, 1), actor=actor, now=NOW, note="合并"
    )

    codes = [event.code.rpartition(".")[2] for event in events_of(institution).order_by("pk")]
    assert codes == ["edit", "close"]
    assert_refused(
        "已于2026-05-01撤销",
        actions.close_institution,
        institution=institution,
        closed_on=date(2026, 5, 2),
        actor=actor,
        now=NOW,
        note="再撤",
    )
    assert_refused(
        "已撤销，不能修改",
        actions.edit_institution,
        institution=institution,
        details=institution_details(),
        actor=actor,
        now=NOW,
    )


@pytest.mark.parametrize(
    ("closed_on", "reason"), [(date(2009, 12, 31), "早于"), (date(2026, 6, 2), "晚于今天")]
)
def test_an_institution_closes_between_its_opening_and_today(tree, closed_on, reason):
    assert_refused(
        reason,
        actions.close_institution,
        institution=make_institution(unit=tree.county),
        closed_on=closed_on,
        actor=make_actor(unit=tree.county),
        now=NOW,
        note="误",
    )


def test_a_siblings_institution_is_out_of_reach(tree):
    institution = make_institution(unit=tree.other_county)
    before = snapshot()

    with pytest.raises(AidInstitution.DoesNotExist):
        actions.close_institution(
            institution=institution,
            closed_on=date(2026, 5, 1),
            actor=make_actor(unit=tree.county),
            now=NOW,
            note="误",
        )

    assert snapshot() == before


def test_the_unions_of_the_divisions_are_founded_once():
    unions = queries.unions_of_divisions()

    found = actions.found_unions(unions=unions, actor=CONSOLE, now=NOW)
    again = actions.found_unions(unions=unions, actor=CONSOLE, now=NOW)

    assert Unit.objects.count() == len(unions) == len(found) == len(again)
    street = found["222406002"]
    assert street.name == "光明街道总工会"
    assert [u.name for u in queries.ancestors(street)] == [
        "吉林省总工会",
        "延边朝鲜族自治州总工会",
        "和龙市总工会",
    ]
    assert Unit.objects.get(region_code="222400").children_count == 8
    assert Unit.objects.get(region_code="222400").document_prefix == "延工援"
