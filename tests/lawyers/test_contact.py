from datetime import date

import pytest
from django.core.exceptions import ObjectDoesNotExist

from gongyuan.cases.queries.assignment import proposals
from gongyuan.core.refusals import Refused
from gongyuan.lawyers.actions import contact as actions
from gongyuan.lawyers.choices import SupervisingBody
from gongyuan.lawyers.models import ContactPoint, SupervisionPhone
from gongyuan.lawyers.queries.contact import bound_lawyers, service_table
from tests.cases.factories import make_case
from tests.lawyers.factories import NOW, TODAY, make_lawyer, make_term
from tests.organisations.factories import make_tree
from tests.people.factories import make_actor

pytestmark = pytest.mark.django_db


def _bound(lawyer, unit, actor, **values):
    values.setdefault("starts_on", TODAY)
    return actions.bind_contact(lawyer=lawyer, unit=unit, **values, actor=actor, now=NOW)


def test_a_member_of_the_citys_team_serves_a_county():
    tree = make_tree()
    lawyer, city = make_lawyer(unit=tree.prefecture), make_actor(unit=tree.prefecture)

    point = _bound(lawyer, tree.county, city, asked_on=date(2026, 5, 25))

    assert (point.unit_path, point.asked_on) == (tree.county.path, date(2026, 5, 25))
    with pytest.raises(Refused, match="已经是"):
        _bound(lawyer, tree.county, city)
    assert ContactPoint.objects.count() == 1


def test_whoever_has_no_term_above_the_union_does_not_serve_it():
    tree = make_tree()
    city = make_actor(unit=tree.prefecture)
    other = make_lawyer(unit=tree.other_county)
    later = make_lawyer(unit=tree.prefecture, has_term=False)
    make_term(
        lawyer=later,
        unit=tree.prefecture,
        starts_on=date(2026, 7, 1),
        ends_on=date(2027, 6, 30),
    )

    for lawyer in (other, later):
        with pytest.raises(Refused, match="不在这个单位或者它上级工会的团队里") as refused:
            _bound(lawyer, tree.county, city)
        assert refused.value.field == "lawyer"


def test_a_county_binds_nobody_to_its_neighbour():
    tree = make_tree()
    lawyer = make_lawyer(unit=tree.county)

    with pytest.raises(Refused, match="本级或者下级"):
        _bound(lawyer, tree.other_county, make_actor(unit=tree.county))


def test_a_binding_ends_with_its_last_day_and_once():
    tree = make_tree()
    actor = make_actor(unit=tree.county)
    point = _bound(make_lawyer(unit=tree.county), tree.county, actor)

    with pytest.raises(Refused, match="早于"):
        actions.end_contact(point=point, ends_on=date(2026, 5, 31), actor=actor, now=NOW)
    actions.end_contact(point=point, ends_on=TODAY, actor=actor, now=NOW)
    with pytest.raises(Refused, match="已经结束"):
        actions.end_contact(point=point, ends_on=TODAY, actor=actor, now=NOW)

    assert bound_lawyers(tree.county.path, [point.lawyer_id], on=TODAY) == {point.lawyer_id}
    assert not bound_lawyers(tree.county.path, [point.lawyer_id], on=date(2026, 6, 2))


def test_a_stranger_ends_no_binding():
    tree = make_tree()
    point = _bound(make_lawyer(unit=tree.county), tree.county, make_actor(unit=tree.county))

    with pytest.raises(ObjectDoesNotExist):
        actions.end_contact(
            point=point, ends_on=TODAY, actor=make_actor(unit=tree.other_county), now=NOW
        )


def test_the_table_says_who_serves_whom_and_whom_nobody_serves():
    tree = make_tree()
    city = make_actor(unit=tree.prefecture)
    serving, suspended = (make_lawyer(unit=tree.prefecture) for _ in range(2))
    _bound(serving, tree.county, city)
    _bound(suspended, tree.other_county, city)
    suspended.terms.update(suspended_on=TODAY)

    rows = {row.unit: row for row in service_table(city, on=TODAY)}

    assert [point.lawyer for point in rows[tree.county].points] == [serving]
    assert rows[tree.other_county].has_nobody
    assert tree.stranger not in rows


def test_the_table_takes_the_same_queries_for_one_and_thirty(django_assert_num_queries):
    tree = make_tree()
    city = make_actor(unit=tree.prefecture)
    for _ in range(30):
        _bound(make_lawyer(unit=tree.prefecture), tree.county, city)

    with django_assert_num_queries(2):
        rows = service_table(city, on=TODAY)
    assert sum(len(row.points) for row in rows) == 30


def test_the_contact_point_of_the_workers_county_is_proposed_as_near():
    tree = make_tree()
    near, far = (make_lawyer(unit=tree.prefecture) for _ in range(2))
    _bound(near, tree.county, make_actor(unit=tree.prefecture))
    case = make_case(unit=tree.township, state="granted")

    found = {
        row.lawyer.lawyer_id: {term.label: term for term in row.terms}
        for row in proposals(case, make_actor(unit=tree.township), now=NOW)
    }

    assert found[near.pk]["就近"].why == "本单位的联系点律师"
    assert "就近" not in found[far.pk]


def test_a_new_supervision_phone_follows_the_last_one():
    tree = make_tree()
    actor = make_actor(unit=tree.prefecture)
    known = {"body": SupervisingBody.UNION_BODY, "name": "东山市总工会", "actor": actor, "now": NOW}

    first = actions.publish_phone(phone="0990-1111111", starts_on=date(2026, 1, 1), **known)
    again = actions.publish_phone(phone="0990-1111111", starts_on=TODAY, **known)
    assert again == first
    with pytest.raises(Refused, match="以后的日子"):
        actions.publish_phone(phone="0990-2222222", starts_on=date(2026, 1, 1), **known)
    second = actions.publish_phone(phone="0990-2222222", starts_on=TODAY, **known)

    first.refresh_from_db()
    assert first.ends_on == date(2026, 5, 31)
    assert list(SupervisionPhone.objects.holding_on(TODAY)) == [second]
