"""The joint appraisal and its outcomes, requests for service, commendation, summaries."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from gongyuan.core.models import Event, Notice
from gongyuan.core.refusals import Refused
from gongyuan.lawyers.choices import EndGround
from gongyuan.lawyers.models import PanelTerm
from gongyuan.panel.actions.appraisal import (
    ask_improvement,
    decide_end,
    decide_renewal,
    draw_up,
    draw_up_all,
    give_opinion,
)
from gongyuan.panel.actions.honours import (
    award_round,
    begin_round,
    drop_candidate,
    pick_candidate,
    show_round,
)
from gongyuan.panel.actions.removal import decide_removal
from gongyuan.panel.actions.requests import (
    answer_offer,
    call_off_request,
    file_request,
    finish_request,
    offer_request,
    rate_request,
    turn_down_request,
)
from gongyuan.panel.actions.summaries import open_summaries, send_summary
from gongyuan.panel.choices import (
    ActivityKind,
    AppraisalSide,
    AppraisalState,
    HonourKind,
    RequestState,
    Satisfaction,
)
from gongyuan.panel.details import ServiceDone, Summary
from gongyuan.panel.models import Appraisal, CountySummary, ServiceRequest
from gongyuan.panel.queries.lines import lines_of
from gongyuan.panel.rules.appraisal import AppraisalFacts, proposed_outcome
from tests.lawyers.factories import make_lawyer, make_term
from tests.panel.factories import (
    NOW,
    acting,
    activity,
    enterprise,
    make_city,
    member,
    proposed,
    signed,
    told_request,
    upload,
    verified,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return make_city()


def judged(city, term, *, union=True, justice=True):
    """An appraisal with both opinions."""
    row = draw_up(term=term, actor=city.officer, now=NOW)
    for side, is_done, actor in (
        (AppraisalSide.UNIONS, union, city.officer),
        (AppraisalSide.JUSTICE, justice, city.justice),
    ):
        give_opinion(
            appraisal=row, side=side, is_done=is_done, text="已核对。", actor=actor, now=NOW
        )
    return row


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"services": 0}, AppraisalState.STRUCK_OFF),
        ({"services": 0, "idle_ends": False}, None),
        ({"services": 3}, None),
        ({"services": 3, "union_done": True}, None),
        ({"services": 3, "union_done": True, "justice_done": True}, AppraisalState.RENEWED),
        ({"services": 3, "union_done": True, "is_joint": False}, AppraisalState.RENEWED),
        ({"services": 3, "union_done": True, "justice_done": False}, AppraisalState.IMPROVING),
    ],
)
def test_what_the_notice_makes_of_the_facts(facts, outcome):
    assert proposed_outcome(AppraisalFacts(is_signed=True, **facts)) == outcome


def test_all_that_are_due_are_begun_in_one_step_and_the_bureau_is_asked_once(city):
    soon = [member(city) for _ in range(3)]
    running = member(city, ends_on=NOW.date() + timedelta(days=61))
    begun = member(city)
    row = draw_up(term=begun, actor=city.officer, now=NOW)
    removed = member(city)
    decided = proposed(city, removed)
    decide_removal(conduct=decided, note="属实", actor=city.head, now=NOW)
    elsewhere = make_term(lawyer=make_lawyer(unit=city.county, has_term=False), unit=city.county)
    Notice.objects.all().delete()

    number = draw_up_all(actor=city.officer, now=NOW)
    again = draw_up_all(actor=city.officer, now=NOW)

    assert (number, again) == (3, 0)
    assert set(Appraisal.objects.exclude(pk=row.pk).values_list("term", flat=True)) == {
        term.pk for term in soon
    }
    assert not Appraisal.objects.filter(term__in=[running, removed, elsewhere]).exists()
    assert [one.body for one in Notice.objects.all()] == ["请对3位律师的年度考核提出意见。"]
    assert Event.objects.filter(code="panel.appraisal.draw_up").count() == 4
    with pytest.raises(PermissionDenied):
        draw_up_all(actor=city.justice, now=NOW)


def test_duties_completed_are_renewed_for_one_more_year(city):
    term = member(city)
    activity(term)
    signed(term)
    row = judged(city, term)
    decide_renewal(appraisal=row, actor=city.head, now=NOW)

    new = PanelTerm.objects.get(renews=term)
    assert (new.starts_on, new.ends_on) == (date(2026, 5, 20), date(2027, 5, 19))
    kept = Appraisal.objects.get(pk=row.pk)
    assert kept.state == AppraisalState.RENEWED
    assert "附件1六" in kept.clause
    assert kept.figures["services"] == 1
    assert kept.documents.count() == 1
    with pytest.raises(Refused):
        decide_renewal(appraisal=row, actor=city.head, now=NOW)


def test_without_ledger_service_or_both_opinions_nobody_is_renewed(city):
    unsigned, half = member(city), member(city)
    activity(unsigned)
    with pytest.raises(Refused, match="台账还没有签署"):
        decide_renewal(appraisal=judged(city, unsigned), actor=city.head, now=NOW)
    activity(half)
    signed(half)
    row = draw_up(term=half, actor=city.officer, now=NOW)
    with pytest.raises(Refused, match="还缺工会意见、司法局意见"):
        decide_renewal(appraisal=row, actor=city.head, now=NOW)
    with pytest.raises(PermissionDenied):
        decide_renewal(appraisal=row, actor=city.officer, now=NOW)


def test_each_side_speaks_for_itself_only(city):
    row = draw_up(term=member(city), actor=city.officer, now=NOW)
    said = {"appraisal": row, "is_done": True, "text": "好。", "now": NOW}
    with pytest.raises(PermissionDenied):
        give_opinion(side=AppraisalSide.JUSTICE, actor=city.officer, **said)
    with pytest.raises(PermissionDenied):
        give_opinion(side=AppraisalSide.UNIONS, actor=city.justice, **said)
    with pytest.raises(Refused):
        give_opinion(side=AppraisalSide.UNIONS, actor=city.officer, **{**said, "text": " "})
    for _ in range(2):
        give_opinion(side=AppraisalSide.UNIONS, actor=city.officer, **said)
    assert row.opinions.count() == 1


def test_duties_not_completed_get_an_improvement_notice_then_renewal_or_end(city):
    term = member(city)
    activity(term)
    signed(term)
    row = judged(city, term, justice=False)
    with pytest.raises(Refused, match="没有完成任务"):
        decide_renewal(appraisal=row, actor=city.head, now=NOW)
    words = {"appraisal": row, "note": "每月至少到联系点一次。", "actor": city.head, "now": NOW}
    with pytest.raises(Refused):
        ask_improvement(improve_by=date(2026, 4, 27), **words)
    ask_improvement(improve_by=date(2026, 5, 15), **words)
    assert Appraisal.objects.get(pk=row.pk).improve_by == date(2026, 5, 15)
    with pytest.raises(Refused, match="改进的情况"):
        decide_renewal(appraisal=row, actor=city.head, now=NOW)
    decide_renewal(appraisal=row, note="已补足。", actor=city.head, now=NOW)
    assert PanelTerm.objects.filter(renews=term).exists()


def test_duties_not_completed_may_end_early_and_completed_may_not(city):
    lazy, good = member(city), member(city)
    for term in (lazy, good):
        activity(term)
        signed(term)
    with pytest.raises(Refused, match="应当继续聘用"):
        decide_end(
            appraisal=judged(city, good),
            outcome=AppraisalState.ENDED,
            note="换人。",
            actor=city.head,
            now=NOW,
        )
    row = judged(city, lazy, union=False)
    end = {"appraisal": row, "outcome": AppraisalState.ENDED, "actor": city.head, "now": NOW}
    with pytest.raises(Refused):
        decide_end(note="", **end)
    decide_end(note="全年只服务一次。", **end)
    assert PanelTerm.objects.get(pk=lazy.pk).end_ground == EndGround.DUTIES_NOT_DONE


def test_no_service_at_all_cancels_and_training_is_none(city):
    idle, busy = member(city), member(city)
    activity(idle, kind=ActivityKind.TRAINING_ATTENDED)
    activity(busy)
    cancel = {"outcome": AppraisalState.STRUCK_OFF, "note": "没有开展。", "actor": city.head}
    row = draw_up(term=busy, actor=city.officer, now=NOW)
    with pytest.raises(Refused, match="有1项服务"):
        decide_end(appraisal=row, now=NOW, **cancel)
    decide_end(appraisal=draw_up(term=idle, actor=city.officer, now=NOW), now=NOW, **cancel)

    assert PanelTerm.objects.get(pk=idle.pk).end_ground == EndGround.INACTIVE
    assert "附件2第四条" in Appraisal.objects.get(term=idle).clause


def test_an_enterprise_union_asks_in_writing_and_the_service_stands_in_the_log_once(city):
    term = member(city)
    unit, asker = enterprise(city)
    told = told_request(upload=upload())
    row = file_request(request=told, actor=asker, now=NOW)
    assert file_request(request=told, actor=asker, now=NOW).pk == row.pk
    assert (row.asker, row.unit) == (unit, city.county)
    office = {"request": row, "actor": city.county_officer, "now": NOW}
    offer_request(lawyer=term.lawyer, **office)
    lawyer = acting(term)
    with pytest.raises(Refused):
        answer_offer(request=row, takes=False, note="", actor=lawyer, now=NOW)
    answer_offer(request=row, takes=False, note="当天开庭。", actor=lawyer, now=NOW)
    offer_request(lawyer=term.lawyer, **office)
    answer_offer(request=row, takes=True, actor=lawyer, now=NOW)
    done = ServiceDone(done_on=date(2026, 4, 27), answer="讲了两小时。", minutes=120)
    finish_request(request=row, done=done, actor=lawyer, now=NOW)
    rate = {"request": row, "rating": Satisfaction.PLEASED, "actor": asker, "now": NOW}
    rate_request(**rate)
    with pytest.raises(Refused):
        rate_request(**rate)

    lines = lines_of([term], until=date(2026, 5, 1))[term.pk]
    assert [(line.kind, line.minutes) for line in lines] == [(ActivityKind.UNION_SERVICE, 120)]


def test_a_request_is_turned_down_with_an_answer_or_called_off(city):
    _, asker = enterprise(city)
    first, second = (file_request(request=told_request(), actor=asker, now=NOW) for _ in "ab")
    turn_down_request(request=first, note="请先拨打12351。", actor=city.county_officer, now=NOW)
    call_off_request(request=second, actor=asker, now=NOW)

    states = list(ServiceRequest.objects.order_by("pk").values_list("state", flat=True))
    assert states == [RequestState.NOT_ARRANGED, RequestState.CALLED_OFF]
    with pytest.raises(Refused):
        call_off_request(request=first, actor=asker, now=NOW)
    with pytest.raises(PermissionDenied):
        file_request(request=told_request(), actor=city.officer, now=NOW)


def honour(city):
    now = datetime(2026, 5, 21, 2, 0, tzinfo=UTC)
    return begin_round(years_from=date(2024, 5, 20), actor=city.officer, now=now), now


def test_every_two_years_the_outstanding_are_shown_and_then_commended(city):
    term = member(city)
    activity(term)
    with pytest.raises(Refused, match="还没有满"):
        begin_round(years_from=date(2024, 5, 20), actor=city.officer, now=NOW)
    round, now = honour(city)
    assert round.years_to == date(2026, 5, 19)
    named = {"round": round, "lawyer": term.lawyer, "kind": HonourKind.MAY_DAY_MEDAL}
    acts = {"actor": city.officer, "now": now}
    with pytest.raises(Refused):
        show_round(round=round, **acts)
    for _ in range(2):
        pick_candidate(note="讲法最多。", **named, **acts)
    assert round.candidates.count() == 1
    show_round(round=round, **acts)
    with pytest.raises(Refused, match="公示到2026-05-28"):
        award_round(round=round, actor=city.head, now=now)
    after = datetime(2026, 5, 29, 2, 0, tzinfo=UTC)
    with pytest.raises(PermissionDenied):
        award_round(round=round, actor=city.officer, now=after)
    award_round(round=round, actor=city.head, now=after)

    round.refresh_from_db()
    assert round.awarded_on == date(2026, 5, 29)
    assert round.documents.count() == 1


def test_who_is_no_candidate(city):
    idle, accused = member(city), member(city)
    activity(accused)
    verified(accused.lawyer, city.unit)
    round, now = honour(city)
    for lawyer in (idle.lawyer, accused.lawyer):
        with pytest.raises(Refused):
            pick_candidate(
                round=round,
                lawyer=lawyer,
                kind=HonourKind.CIRCULAR,
                note="好。",
                actor=city.officer,
                now=now,
            )


def test_a_candidate_is_taken_off_while_shown_and_then_there_is_none(city):
    term = member(city)
    activity(term)
    round, now = honour(city)
    acts = {"actor": city.officer, "now": now}
    one = pick_candidate(
        round=round, lawyer=term.lawyer, kind=HonourKind.CIRCULAR, note="好。", **acts
    )
    show_round(round=round, **acts)
    drop_candidate(candidate=one, note="有人反映，查实。", **acts)
    with pytest.raises(Refused, match="没有人选"):
        award_round(round=round, actor=city.head, now=datetime(2026, 6, 1, 2, 0, tzinfo=UTC))


def test_counties_owe_summaries_on_20_may_and_20_december_and_send_them_once(city):
    member(city, ends_on=date(2026, 12, 31))
    assert open_summaries(now=datetime(2026, 4, 1, 2, 0, tzinfo=UTC)) == 0
    for _ in range(2):
        open_summaries(now=NOW)
    open_summaries(now=datetime(2026, 12, 1, 2, 0, tzinfo=UTC))
    owed = list(CountySummary.objects.order_by("due_on"))
    assert [row.due_on for row in owed] == [date(2026, 5, 20), date(2026, 12, 20)]
    assert {row.unit for row in owed} == {city.county}
    assert "附件1四(三)" in owed[0].due_source
    told = Summary(text="讲法十二场。", typical_cases="讨薪案。", uploads=(upload("照片.pdf"),))
    send = {"summary": owed[0], "actor": city.county_officer, "now": NOW}
    with pytest.raises(Refused):
        send_summary(told=Summary(text=" "), **send)
    for _ in range(2):
        send_summary(told=told, **send)
    assert owed[0].files.count() == 1
    with pytest.raises(CountySummary.DoesNotExist):
        send_summary(told=told, summary=owed[1], actor=city.officer, now=NOW)
