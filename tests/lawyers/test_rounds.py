"""平工文〔2016〕28号 附件2 第二条: 律师自愿、逐级推荐，总工会与司法局联合选聘."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.urls import reverse

from gongyuan.core.events import events_of
from gongyuan.core.refusals import Refused
from gongyuan.core.transitions import advance
from gongyuan.lawyers import workflow
from gongyuan.lawyers.actions import nominations as steps
from gongyuan.lawyers.actions import reviews, rounds
from gongyuan.lawyers.choices import NominationState as S
from gongyuan.lawyers.choices import NominationWay, NoticeWay, OpinionStep, RoundState
from gongyuan.lawyers.details import Call, Candidate, Word
from gongyuan.lawyers.models import Lawyer, Nomination, PanelTerm, RecruitmentRound
from gongyuan.lawyers.tasks import certify_round
from gongyuan.organisations.choices import UnitLevel
from gongyuan.people.actor import visitor
from gongyuan.people.choices import Role
from gongyuan.people.models import User
from tests.lawyers.factories import (
    NOW,
    lawyer_actor,
    make_contact,
    make_firm,
    make_lawyer,
    make_nomination,
    make_round,
    make_term,
)
from tests.organisations.factories import make_unit
from tests.people.factories import make_actor

pytestmark = pytest.mark.django_db

AFTER = datetime(2026, 6, 2, 2, 0, tzinfo=UTC)
NOTICE_OVER = datetime(2026, 6, 10, 2, 0, tzinfo=UTC)
CALL = Call(
    year=2026,
    title="2026年度招募",
    quota=60,
    call="自愿为职工服务。",
    opens_on=date(2026, 5, 1),
    closes_on=date(2026, 6, 1),
    serves_from=date(2026, 7, 1),
)
WORD = Word(text="同意推荐")


@pytest.fixture
def city():
    return make_unit(level=UnitLevel.PREFECTURE, name="平顶山市总工会", region_code="410400")


@pytest.fixture
def county(city):
    return make_unit(level=UnitLevel.COUNTY, parent=city, name="舞钢市总工会", region_code="410481")


@pytest.fixture
def round(city):
    return make_round(unit=city)


def _candidate(county, firm=None, **values):
    known = {"name": "试人选", "licence_number": "14104201510123456", "county": county}
    return Candidate(firm=firm or make_firm(), **{**known, **values})


def _submitted(round, county, actor=None, **values):
    return steps.submit_nomination(
        round=round,
        candidate=_candidate(county, **values),
        has_consented=True,
        actor=actor or visitor(),
        now=NOW,
    )


def _reviewed(nomination, city, *, votes=(True, True), scores=(90, 80)):
    roles = (Role.LEGAL_HEAD, Role.JUSTICE_OFFICER)
    for role, is_pass, score in zip(roles, votes, scores, strict=True):
        reviews.review_nomination(
            nomination=nomination,
            score=score,
            is_pass=is_pass,
            is_free=True,
            actor=make_actor(unit=city, role=role),
            now=NOW,
        )
    nomination.refresh_from_db()


def test_a_lawyer_goes_from_coming_forward_to_the_certificate(city, county):
    """律师自愿 → 律所 → 县区 → 联合评审 → 公示 → 聘任一年 → 聘书."""
    head = make_actor(unit=city, role=Role.LEGAL_HEAD)
    round = rounds.prepare_round(call=CALL, actor=head, now=NOW)
    rounds.call_round(round=round, actor=head, now=NOW)
    firm = make_firm()
    nomination = _submitted(round, county, firm=firm)
    assert nomination.state == S.AT_FIRM

    steps.recommend(
        nomination=nomination, word=WORD, actor=make_contact(firm, unit=county), now=NOW
    )
    justice = make_actor(unit=county, role=Role.JUSTICE_OFFICER)
    steps.check_licence(nomination=nomination, actor=justice, now=NOW)
    steps.recommend(nomination=nomination, word=WORD, actor=justice, now=NOW)
    steps.add_opinion(
        nomination=nomination,
        word=WORD,
        is_in_favour=True,
        actor=make_actor(unit=county),
        now=NOW,
    )
    _reviewed(nomination, city)
    assert nomination.state == S.PASSED

    rounds.announce_round(
        round=round, chosen=[nomination], notice_from=date(2026, 6, 2), actor=head, now=AFTER
    )
    round.refresh_from_db()
    assert (round.state, round.notice_until) == (RoundState.ANNOUNCED, date(2026, 6, 9))
    assert "待核" in round.notice_source
    rounds.complete_round(round=round, actor=head, now=NOTICE_OVER)
    certify_round(round_id=round.pk)

    nomination.refresh_from_db()
    term = PanelTerm.objects.get()
    assert nomination.state == S.APPOINTED
    assert (nomination.term, term.round) == (term, round)
    assert (term.starts_on, term.ends_on) == (date(2026, 7, 1), date(2027, 6, 30))
    assert term.certificate is not None
    assert (term.lawyer.home_unit, term.lawyer.firm) == (county, firm)
    assert [one.step for one in nomination.opinions.order_by("pk")] == [
        OpinionStep.FIRM,
        OpinionStep.COUNTY_JUSTICE,
        OpinionStep.COUNTY_UNION,
    ]
    assert [event.code.rsplit(".", 1)[-1] for event in events_of(nomination).order_by("pk")] == [
        "submit",
        "recommend_firm",
        "check_licence",
        "recommend_county",
        "add_opinion",
        "review",
        "review",
        "pass_review",
        "publish",
        "appoint",
    ]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"quota": 0}, "至少一名"),
        ({"closes_on": date(2026, 4, 30)}, "早于开始"),
        ({"serves_from": date(2026, 6, 1)}, "截止以后"),
    ],
)
def test_a_round_with_days_out_of_order_is_refused(city, changes, reason):
    with pytest.raises(Refused, match=reason):
        rounds.prepare_round(call=replace(CALL, **changes), actor=make_actor(unit=city), now=NOW)
    assert not RecruitmentRound.objects.exists()


def test_a_round_is_changed_before_its_call_and_not_after(city):
    head = make_actor(unit=city)
    round = rounds.prepare_round(call=CALL, actor=head, now=NOW)
    rounds.edit_round(round=round, call=replace(CALL, quota=50), actor=head, now=NOW)
    rounds.call_round(round=round, actor=head, now=NOW)

    with pytest.raises(Refused, match="不能再改"):
        rounds.edit_round(round=round, call=CALL, actor=head, now=NOW)
    assert RecruitmentRound.objects.get().quota == 50


def test_a_round_whose_days_are_over_is_not_called(city):
    head = make_actor(unit=city)
    round = rounds.prepare_round(call=CALL, actor=head, now=NOW)

    with pytest.raises(Refused, match="已经过去"):
        rounds.call_round(round=round, actor=head, now=AFTER)


def test_a_cancelled_round_needs_a_reason_and_takes_nobody(city, county, round):
    head = make_actor(unit=city)
    with pytest.raises(Refused, match="理由"):
        rounds.cancel_round(round=round, note=" ", actor=head, now=NOW)
    rounds.cancel_round(round=round, note="名额调整", actor=head, now=NOW)

    with pytest.raises(Refused, match="还没有开始"):
        _submitted(round, county)


def test_another_union_does_not_run_the_round(county, round):
    with pytest.raises(ObjectDoesNotExist):
        rounds.cancel_round(round=round, note="x", actor=make_actor(unit=county), now=NOW)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"state": RoundState.PREPARED}, "还没有开始"),
        ({"opens_on": date(2026, 6, 2), "closes_on": date(2026, 6, 9)}, "还没有开始"),
        ({"closes_on": date(2026, 5, 31)}, "截止"),
    ],
)
def test_nobody_is_put_forward_outside_the_days(city, county, values, reason):
    with pytest.raises(Refused, match=reason):
        _submitted(make_round(unit=city, **values), county)
    assert not Nomination.objects.exists()


def test_nobody_is_put_forward_unasked_or_with_no_licence_number(round, county):
    with pytest.raises(Refused, match="自愿"):
        steps.submit_nomination(
            round=round,
            candidate=_candidate(county),
            has_consented=False,
            actor=visitor(),
            now=NOW,
        )
    with pytest.raises(Refused, match="17位"):
        _submitted(round, county, licence_number="123")


def test_a_county_outside_the_round_is_refused(round):
    with pytest.raises(Refused, match="不在本次招募的范围"):
        _submitted(round, make_unit())


def test_a_nomination_sent_twice_is_one_and_a_different_one_is_refused(round, county):
    firm = make_firm()
    first, second = (_submitted(round, county, firm=firm) for _ in range(2))

    assert first == second
    with pytest.raises(Refused, match="已经在本次招募中提出"):
        _submitted(round, county, firm=firm, name="另一人")


def test_a_firm_puts_forward_its_own_lawyers_only_and_they_go_up_at_once(round, county):
    firm = make_firm()
    contact = make_contact(firm, unit=county)

    nomination = _submitted(round, county, actor=contact, firm=firm, statement="业务精")
    assert nomination.state == S.AT_COUNTY
    assert nomination.opinions.get().text == "业务精"
    assert nomination.way == NominationWay.BY_FIRM
    own = _submitted(round, county, licence_number="14104201510129999")
    assert own.way == NominationWay.SELF_NAMED
    with pytest.raises(Refused, match="只能推荐本所"):
        _submitted(round, county, actor=contact, licence_number="14104201510123457")


def test_a_firm_does_not_check_its_own_licence_nor_speak_for_the_county(round, county):
    firm = make_firm()
    contact = make_contact(firm, unit=county)
    nomination = make_nomination(round=round, county=county, firm=firm)

    with pytest.raises(Refused, match="不由律所"):
        steps.check_licence(nomination=nomination, actor=contact, now=NOW)
    with pytest.raises(Refused, match="不是由本级推荐"):
        steps.recommend(nomination=nomination, word=WORD, actor=contact, now=NOW)


def test_the_county_checks_the_licence_before_it_recommends(round, county):
    nomination = make_nomination(round=round, county=county)
    actor = make_actor(unit=county)

    with pytest.raises(Refused, match="先核验执业证"):
        steps.recommend(nomination=nomination, word=WORD, actor=actor, now=NOW)
    for _ in range(2):
        steps.check_licence(nomination=nomination, actor=actor, now=NOW)
    steps.recommend(nomination=nomination, word=WORD, actor=actor, now=NOW)

    nomination.refresh_from_db()
    assert nomination.state == S.AT_REVIEW


def test_a_recommendation_needs_words(round, county):
    nomination = make_nomination(round=round, county=county, licence_checked_at=NOW)

    with pytest.raises(Refused, match="理由"):
        steps.recommend(
            nomination=nomination, word=Word(text=" "), actor=make_actor(unit=county), now=NOW
        )


def test_another_county_and_the_city_do_not_speak_for_the_county(city, round, county):
    other = make_unit(level=UnitLevel.COUNTY, parent=city)
    nomination = make_nomination(round=round, county=county, licence_checked_at=NOW)

    with pytest.raises(ObjectDoesNotExist):
        steps.recommend(nomination=nomination, word=WORD, actor=make_actor(unit=other), now=NOW)
    with pytest.raises(Refused, match="不是由本级"):
        steps.recommend(nomination=nomination, word=WORD, actor=make_actor(unit=city), now=NOW)


@pytest.mark.parametrize(
    ("state", "role", "at_city", "after"),
    [
        (S.AT_FIRM, Role.LEGAL_OFFICER, False, S.RETURNED),
        (S.AT_COUNTY, Role.JUSTICE_OFFICER, False, S.AT_FIRM),
        (S.AT_REVIEW, Role.JUSTICE_OFFICER, True, S.AT_COUNTY),
    ],
)
def test_each_level_sends_back_one_level_with_a_reason(
    city, round, county, state, role, at_city, after
):
    nomination = make_nomination(round=round, county=county, state=state)
    actor = make_actor(unit=city if at_city else county, role=role)

    with pytest.raises(Refused, match="理由"):
        steps.send_back(nomination=nomination, note="", actor=actor, now=NOW)
    sent = steps.send_back(nomination=nomination, note="材料不全", actor=actor, now=NOW)

    assert sent.state == after
    assert not sent.opinions.get().is_in_favour


def test_what_came_back_to_the_lawyer_is_handed_in_again(round, county):
    lawyer = make_lawyer(unit=county)
    nomination = make_nomination(round=round, county=county, state=S.RETURNED, lawyer=lawyer)

    again = steps.hand_in_again(
        nomination=nomination, statement="补齐了", actor=lawyer_actor(lawyer), now=NOW
    )

    assert (again.state, again.statement) == (S.AT_FIRM, "补齐了")
    late = make_nomination(round=round, county=county, state=S.RETURNED, lawyer=lawyer)
    with pytest.raises(Refused, match="截止"):
        steps.hand_in_again(nomination=late, statement="", actor=lawyer_actor(lawyer), now=AFTER)


def test_a_nomination_is_taken_back_before_the_review_is_over(round, county):
    actor = make_actor(unit=county)
    standing = make_nomination(round=round, county=county)
    passed = make_nomination(round=round, county=county, state=S.PASSED)

    assert (
        steps.retract_nomination(nomination=standing, note="本人不去", actor=actor, now=NOW).state
        == S.RETRACTED
    )
    with pytest.raises(Refused, match="评审通过"):
        steps.retract_nomination(nomination=passed, note="x", actor=actor, now=NOW)


@pytest.mark.parametrize(
    ("votes", "state"),
    [((True, True), S.PASSED), ((True, False), S.NOT_PASSED), ((False, True), S.NOT_PASSED)],
)
def test_both_sides_must_pass_a_nomination(city, round, county, votes, state):
    nomination = make_nomination(round=round, county=county, state=S.AT_REVIEW)

    _reviewed(nomination, city, votes=votes)

    assert nomination.state == state


def test_one_side_alone_decides_nothing_and_speaks_once(city, round, county):
    nomination = make_nomination(round=round, county=county, state=S.AT_REVIEW)
    review = {"nomination": nomination, "score": 90, "is_pass": True, "is_free": True, "now": NOW}

    reviews.review_nomination(actor=make_actor(unit=city), **review)

    nomination.refresh_from_db()
    assert nomination.state == S.AT_REVIEW
    with pytest.raises(Refused, match="已经评审"):
        reviews.review_nomination(actor=make_actor(unit=city), **review)


@pytest.mark.parametrize(
    ("score", "is_free", "reason"), [(101, True, "100分"), (90, False, "利害")]
)
def test_a_score_beyond_the_full_mark_and_an_interest_are_refused(
    city, round, county, score, is_free, reason
):
    nomination = make_nomination(round=round, county=county, state=S.AT_REVIEW)

    with pytest.raises(Refused, match=reason):
        reviews.review_nomination(
            nomination=nomination,
            score=score,
            is_pass=True,
            is_free=is_free,
            actor=make_actor(unit=city),
            now=NOW,
        )


def test_the_county_does_not_review(round, county):
    nomination = make_nomination(round=round, county=county, state=S.AT_REVIEW)

    with pytest.raises(Refused, match="招募的工会"):
        reviews.review_nomination(
            nomination=nomination,
            score=90,
            is_pass=True,
            is_free=True,
            actor=make_actor(unit=county),
            now=NOW,
        )


def test_whoever_recommended_before_does_not_review(city, round):
    nomination = make_nomination(round=round, county=city, licence_checked_at=NOW)
    actor = make_actor(unit=city)
    steps.recommend(nomination=nomination, word=WORD, actor=actor, now=NOW)

    with pytest.raises(Refused, match="已经发表意见"):
        reviews.review_nomination(
            nomination=nomination, score=90, is_pass=True, is_free=True, actor=actor, now=NOW
        )


def test_a_nomination_sent_back_from_review_is_reviewed_anew(city, round, county):
    nomination = make_nomination(round=round, county=county, state=S.AT_REVIEW)
    reviews.review_nomination(
        nomination=nomination,
        score=90,
        is_pass=True,
        is_free=True,
        actor=make_actor(unit=city),
        now=NOW,
    )
    justice = make_actor(unit=city, role=Role.JUSTICE_OFFICER)
    steps.send_back(nomination=nomination, note="缺证明", actor=justice, now=NOW)

    assert not nomination.reviews.exists()


@pytest.mark.parametrize(
    ("quota", "state", "day", "now", "reason"),
    [
        (1, S.PASSED, date(2026, 6, 2), AFTER, "名额只有1名"),
        (2, S.PASSED, date(2026, 6, 2), NOW, "截止以后才能公示"),
        (2, S.PASSED, date(2026, 6, 1), AFTER, "过去的日子"),
        (2, S.AT_REVIEW, date(2026, 6, 2), AFTER, "不能“列入公示”"),
    ],
)
def test_an_announcement_out_of_order_is_refused(city, county, quota, state, day, now, reason):
    round = make_round(unit=city, quota=quota)
    chosen = [make_nomination(round=round, county=county, state=state) for _ in range(2)]

    with pytest.raises(Refused, match=reason):
        rounds.announce_round(
            round=round, chosen=chosen, notice_from=day, actor=make_actor(unit=city), now=now
        )
    assert {row.state for row in Nomination.objects.all()} == {state}


def test_an_announcement_without_anybody_is_refused(city, round):
    with pytest.raises(Refused, match="选出"):
        rounds.announce_round(
            round=round,
            chosen=[],
            notice_from=date(2026, 6, 2),
            actor=make_actor(unit=city),
            now=AFTER,
        )


def _in_notice(city, county, **values):
    round = make_round(
        unit=city,
        state=RoundState.ANNOUNCED,
        notice_from=date(2026, 6, 2),
        notice_until=date(2026, 6, 9),
    )
    return round, make_nomination(round=round, county=county, state=S.IN_NOTICE, **values)


def _objection(nomination, actor, **values):
    told = {"way": NoticeWay.WRITTEN, "received_on": date(2026, 6, 3), "text": "正在受调查"}
    return reviews.record_objection(
        nomination=nomination, **{**told, **values}, actor=actor, now=AFTER
    )


def test_nobody_is_appointed_before_the_notice_is_over(city, county):
    round, _ = _in_notice(city, county)
    last_day = datetime(2026, 6, 9, 2, 0, tzinfo=UTC)

    with pytest.raises(Refused, match="期满以后"):
        rounds.complete_round(round=round, actor=make_actor(unit=city), now=last_day)


def test_an_objection_is_looked_into_before_anybody_is_appointed(city, county):
    round, nomination = _in_notice(city, county)
    head = make_actor(unit=city)
    first, second = (_objection(nomination, head) for _ in range(2))
    assert first == second

    with pytest.raises(Refused, match="1件公示异议没有核查"):
        rounds.complete_round(round=round, actor=head, now=NOTICE_OVER)
    reviews.settle_objection(
        objection=first, is_upheld=False, finding="没有这回事", actor=head, now=AFTER
    )
    with pytest.raises(Refused, match="已经核查"):
        reviews.settle_objection(
            objection=first, is_upheld=True, finding="改口", actor=head, now=AFTER
        )
    rounds.complete_round(round=round, actor=head, now=NOTICE_OVER)

    assert PanelTerm.objects.count() == 1


def test_an_objection_that_is_upheld_takes_the_candidate_out(city, county):
    round, nomination = _in_notice(city, county)
    head = make_actor(unit=city)
    objection = _objection(nomination, head)

    reviews.settle_objection(
        objection=objection, is_upheld=True, finding="属实", actor=head, now=AFTER
    )

    nomination.refresh_from_db()
    assert nomination.state == S.TURNED_DOWN
    with pytest.raises(Refused, match="没有可以聘任的人选"):
        rounds.complete_round(round=round, actor=head, now=NOTICE_OVER)


def test_an_objection_comes_in_the_days_of_the_notice(city, county):
    _, nomination = _in_notice(city, county)

    with pytest.raises(Refused, match="公示期内"):
        _objection(nomination, make_actor(unit=city), received_on=date(2026, 6, 10))
    other = make_nomination(round=nomination.round, county=county, state=S.PASSED)
    with pytest.raises(Refused, match="只有公示中"):
        _objection(other, make_actor(unit=city))


def test_whoever_cannot_be_appointed_is_named_and_then_nobody_is(city, county):
    lawyer = make_lawyer(unit=city, has_term=False, name="试重聘")
    make_term(lawyer=lawyer, unit=city, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
    round, _ = _in_notice(city, county)
    known = {"lawyer": lawyer, "licence_number": lawyer.licence_number, "name": "试重聘"}
    make_nomination(round=round, county=county, state=S.IN_NOTICE, **known)

    with pytest.raises(Refused, match="试重聘：与已有聘期"):
        rounds.complete_round(round=round, actor=make_actor(unit=city), now=NOTICE_OVER)
    assert PanelTerm.objects.count() == 1
    round.refresh_from_db()
    assert round.state == RoundState.ANNOUNCED


def test_appointing_twice_is_one_and_a_known_lawyer_is_not_doubled(city, county):
    lawyer = make_lawyer(unit=city, has_term=False)
    round, _ = _in_notice(
        city, county, lawyer=lawyer, licence_number=lawyer.licence_number, name=lawyer.name
    )
    for _ in range(2):
        rounds.complete_round(round=round, actor=make_actor(unit=city), now=NOTICE_OVER)

    assert Lawyer.objects.count() == 1
    assert PanelTerm.objects.get().lawyer == lawyer


def test_a_finance_officer_runs_no_round(city):
    with pytest.raises(ObjectDoesNotExist):
        rounds.call_round(
            round=make_round(unit=city, state=RoundState.PREPARED),
            actor=make_actor(unit=city, role=Role.FINANCE_OFFICER),
            now=NOW,
        )


def test_a_side_is_not_taken_without_the_power(city, round, county):
    nomination = make_nomination(round=round, county=county, state=S.AT_REVIEW)
    clerk = make_actor(unit=city, role=Role.WINDOW_CLERK)

    with pytest.raises(ObjectDoesNotExist):
        reviews.review_nomination(
            nomination=nomination, score=90, is_pass=True, is_free=True, actor=clerk, now=NOW
        )


@pytest.mark.parametrize(
    "table", [workflow.ROUNDS, workflow.NOMINATIONS, workflow.ONLINE], ids=lambda one: one.subject
)
def test_every_state_is_reached_and_the_verbs_of_the_end_are_none(table):
    reached = {str(one.target) for one in table.transitions}
    begun = {"prepared", "at_firm", "applied_for"}

    assert set(map(str, table.labels)) - reached - begun == set()


@pytest.mark.parametrize("verb", [one.name for one in workflow.NOMINATIONS.transitions])
@pytest.mark.parametrize("state", [str(state) for state in S])
def test_a_nomination_goes_where_the_table_lets_it_and_nowhere_else(round, county, verb, state):
    nomination = make_nomination(round=round, county=county, state=state)
    head = make_actor(unit=round.unit, role=Role.LEGAL_HEAD)
    allowed = workflow.NOMINATIONS.allows(state, verb)

    if not allowed:
        with pytest.raises(Refused):
            advance(nomination, workflow.NOMINATIONS, verb, actor=head, now=NOW, note="x")
        return
    advance(nomination, workflow.NOMINATIONS, verb, actor=head, now=NOW, note="x")
    nomination.refresh_from_db()
    assert nomination.state == workflow.NOMINATIONS.find(verb).target


def test_a_lawyer_does_not_recommend_oneself(round, county):
    lawyer = make_lawyer(unit=county)
    nomination = make_nomination(round=round, county=county, state=S.AT_FIRM, lawyer=lawyer)

    with pytest.raises((Refused, PermissionDenied)):
        steps.recommend(nomination=nomination, word=WORD, actor=lawyer_actor(lawyer), now=NOW)


def test_firms_and_lawyers_find_the_calls_of_the_unions_above_them(client, city, county, round):
    firm = make_firm()
    contact = make_contact(firm, unit=county)
    lawyer = make_lawyer(unit=county, firm=firm)
    hidden = make_round(unit=city, state=RoundState.PREPARED, title="还没有发布")
    elsewhere = make_round(title="别的市招募")
    RecruitmentRound.objects.filter(pk=round.pk).update(closes_on=date(2099, 1, 1))
    for user_id in (contact.user_id, lawyer.user_id):
        client.force_login(User.objects.get(pk=user_id))
        page = client.get(reverse("round_list")).text
        assert round.title in page
        assert hidden.title not in page
        assert elsewhere.title not in page
        shown = client.get(reverse("round_detail", args=[round.pk])).text
        is_firm = user_id == contact.user_id
        step = "nomination_new" if is_firm else "portal_come_forward"
        assert reverse(step, args=[round.pk]) in shown
