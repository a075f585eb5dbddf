from datetime import UTC, date, datetime

import pytest

from gongyuan.core.events import events_of
from gongyuan.core.refusals import Refused
from gongyuan.lawyers import actions
from gongyuan.lawyers.choices import EngagementKind
from gongyuan.lawyers.details import FirmDetails
from gongyuan.lawyers.models import Firm, FirmEngagement, Lawyer, PanelTerm
from gongyuan.people.choices import Role
from tests.lawyers.factories import lawyer_actor, make_firm, make_lawyer, make_term
from tests.organisations.factories import make_tree
from tests.people.factories import make_actor, make_employer

NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def _lawyer(**values):
    values = {"name": "试律师甲", "licence_number": "19901200000000001", **values}
    return Lawyer(firm=values.pop("firm", None) or make_firm(), **values)


def test_a_firm_is_registered_once_with_its_event():
    actor = make_actor()

    firm = actions.register_firm(details=FirmDetails(name=" 试验律师事务所 "), actor=actor, now=NOW)

    assert firm.name == "试验律师事务所"
    assert [event.code for event in events_of(firm)] == ["lawyers.firm.register"]
    with pytest.raises(Refused, match="同名"):
        actions.register_firm(details=FirmDetails(name="试验律师事务所"), actor=actor, now=NOW)
    assert Firm.objects.count() == 1


@pytest.mark.parametrize("number", ["1990120000000000", "199012000000000012", "1990120000000000X"])
def test_a_licence_number_that_is_not_seventeen_digits_is_refused(number):
    with pytest.raises(Refused, match="17位"):
        actions.register_lawyer(lawyer=_lawyer(licence_number=number), actor=make_actor(), now=NOW)
    assert not Lawyer.objects.exists()


def test_a_licence_number_is_entered_once():
    actor = make_actor()
    actions.register_lawyer(lawyer=_lawyer(), actor=actor, now=NOW)

    with pytest.raises(Refused, match="已经登记"):
        actions.register_lawyer(lawyer=_lawyer(), actor=actor, now=NOW)


def test_a_term_may_not_overlap_another_of_the_same_union():
    tree = make_tree()
    actor = make_actor(unit=tree.county)
    term = make_term(unit=tree.county, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))

    with pytest.raises(Refused, match="重叠"):
        actions.appoint(
            lawyer=term.lawyer,
            unit=tree.county,
            starts_on=date(2026, 12, 31),
            ends_on=date(2027, 12, 30),
            actor=actor,
            now=NOW,
        )
    renewed = actions.appoint(
        lawyer=term.lawyer,
        unit=tree.county,
        starts_on=date(2027, 1, 1),
        ends_on=date(2027, 12, 31),
        actor=actor,
        now=NOW,
    )
    assert renewed.unit_path == tree.county.path


def test_a_union_does_not_appoint_for_another():
    tree = make_tree()
    lawyer = make_lawyer(unit=tree.county, has_term=False)

    with pytest.raises(Refused, match="本级或者下级"):
        actions.appoint(
            lawyer=lawyer,
            unit=tree.other_county,
            starts_on=date(2026, 1, 1),
            ends_on=date(2026, 12, 31),
            actor=make_actor(unit=tree.county),
            now=NOW,
        )
    assert not PanelTerm.objects.exists()


def test_suspending_takes_effect_today_and_needs_a_reason():
    tree = make_tree()
    actor = make_actor(unit=tree.county)
    term = make_term(unit=tree.county)

    with pytest.raises(Refused, match="理由"):
        actions.suspend(term=term, note=" ", actor=actor, now=NOW)
    suspended = actions.suspend(term=term, note="行业纪律处分", actor=actor, now=NOW)

    assert suspended.suspended_on == date(2026, 6, 1)
    with pytest.raises(Refused, match="已经暂停"):
        actions.suspend(term=term, note="再来一次", actor=actor, now=NOW)


def test_an_engagement_entered_twice_is_one():
    firm, employer, actor = make_firm(), make_employer(), make_actor()

    for _ in range(2):
        actions.register_engagement(
            firm=firm,
            employer=employer,
            kind=EngagementKind.COUNSEL,
            starts_on=date(2026, 1, 1),
            actor=actor,
            now=NOW,
        )

    assert FirmEngagement.objects.count() == 1


def test_an_engagement_does_not_end_before_it_begins():
    with pytest.raises(Refused, match="早于"):
        actions.register_engagement(
            firm=make_firm(),
            employer=make_employer(),
            kind=EngagementKind.CASE,
            starts_on=date(2026, 2, 1),
            ends_on=date(2026, 1, 31),
            actor=make_actor(),
            now=NOW,
        )


def test_a_union_sees_the_lawyers_of_its_subtree_and_a_lawyer_only_oneself():
    tree = make_tree()
    ours, theirs = make_lawyer(unit=tree.county), make_lawyer(unit=tree.other_county)

    county = make_actor(unit=tree.county, role=Role.WINDOW_CLERK)
    city = make_actor(unit=tree.prefecture, role=Role.WINDOW_CLERK)

    assert list(Lawyer.objects.visible_to(county)) == [ours]
    assert set(Lawyer.objects.visible_to(city)) == {ours, theirs}
    assert list(Lawyer.objects.visible_to(lawyer_actor(theirs))) == [theirs]
