from datetime import date

import pytest
from django.core.exceptions import ObjectDoesNotExist

from gongyuan.core.events import events_of
from gongyuan.core.refusals import Refused
from gongyuan.lawyers import actions
from gongyuan.lawyers.choices import EndGround
from gongyuan.lawyers.models import Improvement, PanelTerm
from gongyuan.lawyers.queries.terms import panel_rows, stipend_of
from gongyuan.organisations.choices import UnitLevel
from gongyuan.people.choices import Role
from tests.cases.factories import make_case
from tests.lawyers.factories import NOW, TODAY, lawyer_actor, make_lawyer, make_term
from tests.organisations.factories import make_tree, make_unit
from tests.people.factories import make_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    """平顶山市: the place whose policy gives terms of a year and a stipend."""
    return make_unit(level=UnitLevel.PREFECTURE, name="平顶山市总工会", region_code="410400")


def _codes(record):
    return [event.code.rsplit(".", 1)[-1] for event in events_of(record).order_by("pk")]


def test_a_term_has_the_length_of_the_policy_of_the_place(city):
    actor, lawyer = make_actor(unit=city), make_lawyer(unit=city, has_term=False)

    term = actions.appoint(
        lawyer=lawyer, unit=city, starts_on=date(2026, 5, 20), actor=actor, now=NOW
    )

    assert term.ends_on == date(2027, 5, 19)


def test_a_term_longer_than_the_policy_gives_is_refused(city):
    actor, lawyer = make_actor(unit=city), make_lawyer(unit=city, has_term=False)

    with pytest.raises(Refused, match="最长到2027-05-19"):
        actions.appoint(
            lawyer=lawyer,
            unit=city,
            starts_on=date(2026, 5, 20),
            ends_on=date(2027, 5, 20),
            actor=actor,
            now=NOW,
        )
    assert not PanelTerm.objects.exists()


def test_where_no_policy_gives_a_length_the_last_day_must_be_said():
    tree = make_tree()
    lawyer = make_lawyer(unit=tree.county, has_term=False)

    with pytest.raises(Refused, match="没有规定聘期"):
        actions.appoint(
            lawyer=lawyer,
            unit=tree.county,
            starts_on=date(2026, 5, 20),
            actor=make_actor(unit=tree.county),
            now=NOW,
        )


def test_renewing_follows_the_term_and_asked_twice_is_one(city):
    actor = make_actor(unit=city)
    term = make_term(unit=city, starts_on=date(2025, 6, 1), ends_on=date(2026, 5, 31))

    first = actions.renew(term=term, note="考核优良", actor=actor, now=NOW)
    again = actions.renew(term=term, actor=actor, now=NOW)

    assert (first.starts_on, first.ends_on) == (date(2026, 6, 1), date(2027, 5, 31))
    assert first == again
    assert first.renews == term
    assert _codes(first) == ["renew"]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"suspended_on": date(2026, 5, 1)}, "暂停中"),
        (
            {"agreed_until": date(2026, 12, 31), "end_ground": EndGround.DISQUALIFIED},
            "提前解聘",
        ),
    ],
)
def test_a_suspended_or_ended_member_is_not_renewed(city, values, reason):
    term = make_term(unit=city, starts_on=date(2025, 6, 1), ends_on=date(2026, 5, 31), **values)

    with pytest.raises(Refused, match=reason):
        actions.renew(term=term, actor=make_actor(unit=city), now=NOW)


def test_a_renewal_does_not_begin_inside_the_term(city):
    term = make_term(unit=city, starts_on=date(2025, 7, 1), ends_on=date(2026, 6, 30))

    with pytest.raises(Refused, match="以后开始"):
        actions.renew(term=term, starts_on=date(2026, 6, 30), actor=make_actor(unit=city), now=NOW)


def test_an_early_end_keeps_what_was_agreed_and_its_ground(city):
    actor = make_actor(unit=city)
    term = make_term(unit=city, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
    end = {"ground": EndGround.STEPPED_DOWN, "day": date(2026, 7, 1), "note": "本人申请"}

    ended = actions.end_term(term=term, **end, actor=actor, now=NOW)
    again = actions.end_term(term=term, **end, actor=actor, now=NOW)

    assert (ended.ends_on, ended.agreed_until) == (date(2026, 6, 30), date(2026, 12, 31))
    assert ended.end_ground == EndGround.STEPPED_DOWN
    assert again == ended
    assert _codes(ended) == ["end"]


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 5, 31), "不能早于今天"),
        (date(2027, 1, 1), "应当在聘期内"),
    ],
)
def test_an_early_end_lies_in_what_is_left_of_the_term(city, day, reason):
    term = make_term(unit=city, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))

    with pytest.raises(Refused, match=reason):
        actions.end_term(
            term=term,
            ground=EndGround.INACTIVE,
            day=day,
            note="一次也没有参加",
            actor=make_actor(unit=city),
            now=NOW,
        )
    term.refresh_from_db()
    assert term.ends_on == date(2026, 12, 31)


def test_an_early_end_needs_a_reason(city):
    term = make_term(unit=city, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))

    with pytest.raises(Refused, match="理由"):
        actions.end_term(
            term=term,
            ground=EndGround.INACTIVE,
            day=date(2026, 7, 1),
            note=" ",
            actor=make_actor(unit=city),
            now=NOW,
        )


def test_a_seat_is_not_vacated_while_cases_are_in_hand():
    tree = make_tree()
    lawyer = make_lawyer(unit=tree.county)
    make_case(unit=tree.county, state="handling", lawyer=lawyer)

    with pytest.raises(Refused, match="还有1件在办案件"):
        actions.end_term(
            term=lawyer.terms.get(),
            ground=EndGround.DISQUALIFIED,
            day=date(2026, 7, 1),
            note="投诉属实两次",
            actor=make_actor(unit=tree.county),
            now=NOW,
        )


def test_a_suspended_member_may_resume_with_a_reason(city):
    actor = make_actor(unit=city)
    term = make_term(unit=city)
    with pytest.raises(Refused, match="没有暂停"):
        actions.resume(term=term, note="x", actor=actor, now=NOW)
    actions.suspend(term=term, note="核查投诉", actor=actor, now=NOW)

    resumed = actions.resume(term=term, note="投诉不属实", actor=actor, now=NOW)

    assert resumed.suspended_on is None
    assert _codes(term) == ["suspend", "resume"]


def test_a_term_that_is_over_is_neither_resumed_nor_ended(city):
    actor = make_actor(unit=city)
    over = {"starts_on": date(2025, 1, 1), "ends_on": date(2025, 12, 31)}
    suspended = make_term(unit=city, suspended_on=date(2025, 6, 1), **over)
    term = make_term(unit=city, **over)

    with pytest.raises(Refused, match="聘期已满"):
        actions.resume(term=suspended, note="x", actor=actor, now=NOW)
    with pytest.raises(Refused, match="聘期已满"):
        actions.end_term(
            term=term,
            ground=EndGround.INACTIVE,
            day=TODAY,
            note="x",
            actor=actor,
            now=NOW,
        )


def test_a_union_does_not_end_the_term_of_its_superior():
    tree = make_tree()
    term = make_term(unit=tree.prefecture)

    with pytest.raises(ObjectDoesNotExist):
        actions.suspend(term=term, note="x", actor=make_actor(unit=tree.county), now=NOW)


def test_improvement_is_asked_answered_and_looked_at(city):
    officer, lawyer = make_actor(unit=city), make_lawyer(unit=city)
    term = lawyer.terms.get()

    asked = actions.ask_improvement(
        term=term, text="按时提交台账", due_on=date(2026, 6, 30), actor=officer, now=NOW
    )
    actions.answer_improvement(
        improvement=asked, answer="已经补交", actor=lawyer_actor(lawyer), now=NOW
    )
    actions.close_improvement(
        improvement=asked, is_met=True, note="台账已收到", actor=officer, now=NOW
    )

    asked.refresh_from_db()
    assert (asked.answer, asked.is_met, asked.closed_on) == ("已经补交", True, TODAY)
    assert _codes(term) == ["ask_improvement", "answer_improvement", "close_improvement"]
    with pytest.raises(Refused, match="已经核实"):
        actions.answer_improvement(
            improvement=asked, answer="再改", actor=lawyer_actor(lawyer), now=NOW
        )
    with pytest.raises(Refused, match="已经核实"):
        actions.close_improvement(
            improvement=asked, is_met=False, note="再核", actor=officer, now=NOW
        )


def test_improvement_is_due_within_the_term(city):
    term = make_term(unit=city, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
    for day in (date(2026, 5, 31), date(2027, 1, 1)):
        with pytest.raises(Refused, match="聘期以内"):
            actions.ask_improvement(
                term=term, text="x", due_on=day, actor=make_actor(unit=city), now=NOW
            )
    assert not Improvement.objects.exists()


def test_another_lawyer_does_not_answer(city):
    asked = actions.ask_improvement(
        term=make_lawyer(unit=city).terms.get(),
        text="改进",
        due_on=date(2026, 7, 1),
        actor=make_actor(unit=city),
        now=NOW,
    )

    with pytest.raises(ObjectDoesNotExist):
        actions.answer_improvement(
            improvement=asked,
            answer="冒名",
            actor=lawyer_actor(make_lawyer(unit=city)),
            now=NOW,
        )


def test_a_certificate_is_issued_once_with_number_and_code(city):
    actor = make_actor(unit=city)
    terms = [make_lawyer(unit=city, name="试聘").terms.get() for _ in range(2)]

    for term in [*terms, terms[0]]:
        actions.certify(term=term, actor=actor, now=NOW)

    first, second = [PanelTerm.objects.get(pk=term.pk) for term in terms]
    assert first.number.endswith("聘〔2026〕1号")
    assert second.number.endswith("聘〔2026〕2号")
    assert first.check_code != second.check_code
    assert len(first.check_code) == 14
    assert _codes(first) == ["certify"]


def test_the_stipend_of_a_full_year_and_of_one_ended_early(city):
    full = make_term(unit=city, starts_on=date(2026, 5, 20), ends_on=date(2027, 5, 19))
    early = make_term(
        unit=city,
        starts_on=date(2026, 5, 20),
        ends_on=date(2026, 6, 18),
        agreed_until=date(2027, 5, 19),
        end_ground=EndGround.STEPPED_DOWN,
    )

    assert stipend_of(full)[0] == 1000
    assert "平工文〔2016〕28号" in stipend_of(full)[1]
    yuan, source = stipend_of(early)
    assert str(yuan) == "82.19"
    assert "待核" in source


def test_where_no_policy_gives_a_stipend_there_is_none():
    assert stipend_of(make_term(unit=make_unit())) == (None, "当地政策没有规定")


def test_a_term_under_a_union_that_appointed_for_the_same_days_has_no_stipend_of_its_own(city):
    days = {"starts_on": date(2026, 5, 20), "ends_on": date(2027, 5, 19)}
    above = make_term(unit=city, **days)
    below = make_term(
        unit=make_unit(parent=city, region_code="410481"), lawyer=above.lawyer, **days
    )
    before = make_term(
        unit=below.unit,
        lawyer=above.lawyer,
        starts_on=date(2025, 5, 20),
        ends_on=date(2026, 5, 19),
    )

    rows = panel_rows([above, below, before], on=TODAY, with_stipend=True)

    assert [row.stipend for row in rows] == [1000, None, 1000]
    assert "一人一份" in rows[1].stipend_source


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2025, 12, 31), "未开始"),
        (date(2026, 1, 1), "在聘"),
        (date(2026, 6, 30), "在聘"),
        (date(2026, 7, 1), "提前解聘"),
    ],
)
def test_the_state_of_a_term_ended_early_by_day(city, day, state):
    term = make_term(
        unit=city,
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 6, 30),
        agreed_until=date(2026, 12, 31),
        end_ground=EndGround.INACTIVE,
    )

    assert panel_rows([term], on=day)[0].state == state


def test_terms_are_seen_by_the_region_the_lawyer_and_nobody_else(city):
    tree = make_tree()
    ours, theirs = make_lawyer(unit=tree.county), make_lawyer(unit=tree.other_county)

    def seen(actor):
        return {term.lawyer for term in PanelTerm.objects.visible_to(actor)}

    assert seen(make_actor(unit=tree.county, role=Role.JUSTICE_OFFICER)) == {ours}
    assert seen(make_actor(unit=tree.prefecture, role=Role.JUSTICE_OFFICER)) == {ours, theirs}
    assert seen(lawyer_actor(theirs)) == {theirs}
    assert seen(make_actor(unit=tree.county, role=Role.MEDIATOR)) == set()
