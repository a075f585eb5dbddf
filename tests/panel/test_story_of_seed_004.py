"""平工文〔2016〕28号 played over its three years of trial, with sixty lawyers."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from gongyuan.cases.actions.closing import close_case
from gongyuan.cases.actions.handling import report_progress
from gongyuan.cases.choices import CaseState
from gongyuan.cases.models import Case
from gongyuan.core.models import Notice
from gongyuan.core.refusals import Refused
from gongyuan.lawyers.actions.contact import bind_contact, publish_phone
from gongyuan.lawyers.actions.terms import renew
from gongyuan.lawyers.choices import EndGround, SupervisingBody
from gongyuan.lawyers.models import Lawyer, PanelTerm
from gongyuan.lawyers.queries.roster import changes, members, public_phones
from gongyuan.lawyers.queries.terms import stipend_of
from gongyuan.panel.actions.activity import confirm_activity, enter_activity
from gongyuan.panel.actions.appraisal import (
    ask_improvement,
    decide_end,
    decide_renewal,
    draw_up,
)
from gongyuan.panel.actions.conduct import notify_lawyer, propose_removal, state_side
from gongyuan.panel.actions.honours import (
    award_round,
    begin_round,
    pick_candidate,
    show_round,
)
from gongyuan.panel.actions.opening import open_all_for_complaints
from gongyuan.panel.actions.payments import record_stipends
from gongyuan.panel.actions.reminders import remind_all
from gongyuan.panel.actions.removal import decide_removal, hand_over_case
from gongyuan.panel.actions.requests import (
    answer_offer,
    file_request,
    finish_request,
    offer_request,
    rate_request,
)
from gongyuan.panel.actions.summaries import open_summaries, send_summary
from gongyuan.panel.choices import (
    ActivityKind,
    AppraisalState,
    ConductGround,
    ConductState,
    HonourKind,
    Satisfaction,
)
from gongyuan.panel.details import NewStipends, ServiceDone, Summary
from gongyuan.panel.models import CaseHandOver, Conduct, CountySummary, HonourRound, YearlyLedger
from gongyuan.panel.queries import policy
from gongyuan.panel.queries.appraisal import figures_of
from gongyuan.panel.queries.ledgers import ledger_terms
from gongyuan.people.actor import Actor, system
from gongyuan.people.choices import Role
from tests.cases.factories import make_case
from tests.cases.handling_factories import conclude, stage
from tests.panel import story
from tests.panel.factories import City, enterprise, told_activity, told_request, upload, verified
from tests.panel.story import (
    SENTENCES,
    Cast,
    acting,
    at,
    judged,
    renewed_all,
    renews,
    served_by_all,
    serves,
    signed_by_all,
    signs,
)
from tests.people.factories import make_actor

pytestmark = pytest.mark.django_db
#: By their place among the sixty.
BUSY, ACCUSED, IDLE, SLACK, HEIR = 0, 1, 2, 3, 4
#: So many go every step by themselves; what the others do is written down at once.
NAMED = 6
#: Served through 14 May 2017: 360 of 365 days.
IDLE_PAID = Decimal("986.30")


def test_three_years_of_the_volunteer_team():
    play = story.cast()
    story.appoint_sixty(play)
    the_team_begins(play)
    the_first_year_of_one_member(play)
    an_enterprise_union_asks(play)
    counties_report(play)
    the_second_verified_complaint(play)
    ledgers_by_20_may(play)
    the_first_joint_appraisal(play)
    the_city_pays_the_first_year(play)
    the_second_and_the_third_year(play)
    commendation_after_two_years(play)

    assert set(SENTENCES) - play.shown == set()


def the_team_begins(play: Cast):
    terms = play.terms(2016)
    assert len(terms) == 60
    assert {term.lawyer.firm_id for term in terms} == {one.firm_id for one in play.lawyers}
    play.shows("第二条")
    assert {term.starts_on for term in terms} == {date(2016, 5, 20)}
    assert {term.ends_on for term in terms} == {date(2017, 5, 19)}
    play.shows("第四条 聘用期限为一年")
    yuan = [stipend_of(term) for term in terms]
    assert sum(amount for amount, _ in yuan) == Decimal("60000.00")
    assert {source for _, source in yuan} == {"平工文〔2016〕28号附件1二"}
    play.shows("二 律师工作补贴")
    for body, phone in (("union_body", "0375-0000001"), ("justice_body", "0375-0000002")):
        publish_phone(
            body=SupervisingBody(body),
            name="监督电话",
            phone=phone,
            starts_on=date(2016, 5, 20),
            actor=play.officer,
            now=at(2016, 5, 20),
        )
    assert len(public_phones(play.city, on=date(2016, 5, 21))) == 2
    play.shows("第六条 监督电话")
    grounds = policy.grounds(play.city, on=date(2016, 6, 1))
    for place, ground in zip("一二三四五六", ConductGround, strict=True):
        assert grounds[ground].source == f"平工文〔2016〕28号附件2第五条（{place}）"
        if ground != ConductGround.COMPLAINED_OF:
            play.shows(f"第五条({place})")


def the_first_year_of_one_member(play: Cast):
    lawyer, now, county = play.lawyers[BUSY], at(2016, 9, 1), play.counties[0]
    me = acting(lawyer, now)
    elsewhere = told_activity(county, happened_on=date(2016, 9, 1))
    with pytest.raises(Refused):
        enter_activity(activity=elsewhere, actor=me, now=now)
    bind_contact(
        lawyer=lawyer, unit=county, starts_on=date(2016, 9, 1), actor=play.officer, now=now
    )
    for kind in (ActivityKind.PHONE_ADVICE, ActivityKind.LECTURE):
        told = told_activity(county, kind=kind, happened_on=date(2016, 9, 1))
        row = enter_activity(activity=told, actor=me, now=now)
        confirm_activity(activity=row, actor=play.county_officer, now=now)
    for kind in (ActivityKind.TRAINING_ATTENDED, ActivityKind.OTHER_SERVICE):
        serves(play, lawyer, now, kind)
    case = make_case(state=CaseState.HANDLING, unit=county, lawyer=lawyer, now=now)
    assert case.unit == county
    play.shows("二 法律援助案件费用，按照区属原则")
    assert case.mandates.exists()
    play.shows("三(一)2")
    report_progress(case=case, text="已经约见职工。", happened_on=now.date(), actor=me, now=now)
    kinds = [line.kind for line in year_of(play, BUSY).lines]
    assert kinds.count(ActivityKind.PHONE_ADVICE) == 1
    play.shows("三(一)1")
    play.shows("第三条(一)")
    assert {ActivityKind.CASE_TAKEN, ActivityKind.CASE_REPORT} <= set(kinds)
    play.shows("三(一)3")
    play.shows("三(二)")
    play.shows("第三条(二)")
    assert all(line.is_confirmed for line in year_of(play, BUSY).lines)
    play.shows("三(三)")
    play.shows("第三条 按照市总工会的安排")
    play.shows("第三条(三)")
    assert ActivityKind.OTHER_SERVICE in kinds
    play.shows("第三条(四)")
    assert ActivityKind.TRAINING_ATTENDED in kinds
    assert year_of(play, BUSY).services == len(kinds) - 1
    play.shows("四(一)(二)")
    closed(case, me)
    assert ActivityKind.CASE_CLOSED in [line.kind for line in year_of(play, BUSY).lines]
    play.shows("三(一)4")


def closed(case: Case, lawyer: Actor):
    """The case closed by its lawyer after a mediated arbitration."""
    begun = stage(case, filed_on=date(2016, 10, 10), now=at(2016, 10, 10))
    conclude(begun, "mediated", concluded_on=date(2016, 11, 10), now=at(2016, 11, 10))
    close_case(
        case=case,
        summary="仲裁调解，工资已经付清。",
        recovered_amount=Decimal("12000"),
        actor=lawyer,
        now=at(2016, 11, 10),
    )


def year_of(play: Cast, place: int, year: int = 2016):
    term = PanelTerm.objects.select_related("ledger", "unit").get(
        lawyer=play.lawyers[place], starts_on__year=year
    )
    return figures_of([term], until=date(year + 1, 5, 19))[term.pk]


def an_enterprise_union_asks(play: Cast):
    place = City(
        play.city, play.counties[0], play.officer, play.head, play.head, play.justice, play.justice
    )
    _, asker = enterprise(place)
    lawyer, now = play.lawyers[BUSY], at(2016, 12, 1)
    row = file_request(request=told_request(upload=upload()), actor=asker, now=now)
    assert row.file is not None
    assert Notice.objects.filter(user_id=play.county_officer.user_id).exists()
    play.shows("四(四)")
    offer_request(request=row, lawyer=lawyer, actor=play.county_officer, now=now)
    answer_offer(request=row, takes=True, actor=acting(lawyer, now), now=now)
    done = ServiceDone(done_on=now.date(), answer="讲了劳动合同。", minutes=120)
    finish_request(request=row, done=done, actor=acting(lawyer, now), now=now)
    rate_request(request=row, rating=Satisfaction.PLEASED, actor=asker, now=now)
    year = year_of(play, BUSY)
    assert ActivityKind.UNION_SERVICE in [line.kind for line in year.lines]
    assert (year.rated, year.rated_well) == (1, 1)
    play.shows("一 发挥律师法律专业知识")


def counties_report(play: Cast):
    for now in (at(2016, 12, 1), at(2017, 5, 1)):
        open_summaries(now=now)
    days = set(CountySummary.objects.values_list("due_on", flat=True))
    assert days == {date(2016, 12, 20), date(2017, 5, 20)}
    assert set(CountySummary.objects.values_list("unit_id", flat=True)) == {
        county.pk for county in play.counties
    }
    row = CountySummary.objects.get(unit=play.counties[0], due_on=date(2016, 12, 20))
    told = Summary(
        text="讲法十二场。",
        typical_cases="讨薪案。",
        suggestions="多办培训。",
        uploads=(upload("照片.pdf"),),
    )
    send_summary(summary=row, told=told, actor=play.county_officer, now=at(2016, 12, 15))
    row.refresh_from_db()
    assert row.files.count() == 1
    play.shows("四(三) 每年5月20日")
    assert (row.typical_cases, row.suggestions) == ("讨薪案。", "多办培训。")
    play.shows("四(三) 及时报送")


def the_second_verified_complaint(play: Cast):
    lawyer, heir, now = play.lawyers[ACCUSED], play.lawyers[HEIR], at(2017, 2, 20)
    serves(play, lawyer, at(2016, 9, 1))
    cases = [
        make_case(state=CaseState.HANDLING, unit=play.counties[0], lawyer=lawyer, now=now)
        for _ in range(2)
    ]
    verified(lawyer, play.city, now=at(2016, 11, 1))
    assert open_all_for_complaints(now=at(2016, 11, 2)) == 0
    verified(lawyer, play.city, now=now)
    assert open_all_for_complaints(now=now) == 1
    row = Conduct.objects.get()
    assert row.ground_source == "平工文〔2016〕28号附件2第五条（六）"
    play.shows("第五条(六)")
    notify_lawyer(conduct=row, actor=play.officer, now=now)
    state_side(conduct=row, note="当时在住院。", actor=acting(lawyer, now), now=now)
    propose_removal(conduct=row, note="两次投诉属实。", actor=play.officer, now=now)
    decision = {"conduct": row, "note": "取消资格。", "actor": play.head, "now": at(2017, 3, 1)}
    with pytest.raises(Refused, match="还有2件案件没有移交"):
        decide_removal(**decision)
    for waiting in CaseHandOver.objects.all():
        hand_over_case(
            hand_over=waiting,
            lawyer=heir,
            note="承办律师取消资格。",
            actor=play.county_officer,
            now=at(2017, 2, 28),
        )
    decide_removal(**decision)
    for case in cases:
        assert case.assignments.get(ended_at=None).lawyer_id == heir.pk
    term = PanelTerm.objects.get(lawyer=lawyer)
    assert (term.ends_on, term.end_ground) == (date(2017, 2, 28), EndGround.DISQUALIFIED)
    assert Conduct.objects.get().state == ConductState.REMOVED
    assert stipend_of(term)[0] == Decimal("780.82")
    gone = [one for one in changes(play.city, on=date(2017, 3, 2)) if not one.is_addition]
    assert [(one.name, one.day) for one in gone] == [(lawyer.name, date(2017, 3, 1))]
    assert members(play.city, county=None, on=date(2017, 3, 2)).count() == 59
    play.shows("第六条 成员的信息")


def ledgers_by_20_may(play: Cast):
    remind_all(actor=system(), now=at(2017, 4, 20))
    assert YearlyLedger.objects.filter(due_on=date(2017, 5, 20)).count() == 60
    for place, term in enumerate(play.terms(2016)[:NAMED]):
        if place not in (ACCUSED, IDLE):
            if place != BUSY:
                serves(play, term.lawyer, at(2017, 3, 10))
            signs(term, at(2017, 5, 10))
    others = play.terms(2016)[NAMED:]
    served_by_all(play, others, at(2017, 3, 10))
    signed_by_all(others, at(2017, 5, 10))
    years = figures_of(play.terms(2016)[NAMED:], until=date(2017, 5, 10)).values()
    assert {(year.services, year.is_signed) for year in years} == {(1, True)}
    remind_all(actor=system(), now=at(2017, 5, 22))
    late = ledger_terms(play.officer, state="late", today=date(2017, 5, 22))
    assert {term.lawyer_id for term in late} == {
        play.lawyers[ACCUSED].pk,
        play.lawyers[IDLE].pk,
    }
    assert year_of(play, BUSY).is_signed
    play.shows("四(五)")


def the_first_joint_appraisal(play: Cast):
    terms, now = play.terms(2016), at(2017, 5, 15)
    one_sided = draw_up(term=terms[BUSY], actor=play.officer, now=now)
    with pytest.raises(Refused, match="还缺工会意见、司法局意见"):
        decide_renewal(appraisal=one_sided, actor=play.head, now=now)
    play.shows("六 市总工会、市司法局每年")
    labels = [label for label, _ in year_of(play, BUSY).rows]
    assert {"年度台账", "职工回访", "企业工会评价", "投诉属实"} <= set(labels)
    play.shows("六 通过检查工作台账")
    with pytest.raises(Refused, match="已经取消"):
        draw_up(term=terms[ACCUSED], actor=play.officer, now=now)
    idle = draw_up(term=terms[IDLE], actor=play.officer, now=now)
    decide_end(
        appraisal=idle,
        outcome=AppraisalState.STRUCK_OFF,
        note="一年没有服务。",
        actor=play.head,
        now=now,
    )
    assert PanelTerm.objects.get(pk=terms[IDLE].pk).end_ground == EndGround.INACTIVE
    play.shows("第四条 对没有开展")
    slack = judged(play, terms[SLACK], now, is_done=False)
    with pytest.raises(Refused, match="没有完成任务"):
        decide_renewal(appraisal=slack, actor=play.head, now=now)
    ask_improvement(
        appraisal=slack,
        note="每月到联系点一次。",
        improve_by=date(2017, 5, 19),
        actor=play.head,
        now=now,
    )
    decide_renewal(appraisal=slack, note="已补足。", actor=play.head, now=at(2017, 5, 19))
    play.shows("六 对没有完成任务的律师")
    rest = [t for place, t in enumerate(terms) if place not in (ACCUSED, IDLE, SLACK)]
    renews(play, rest[:NAMED], now)
    renewed_all(play, rest[NAMED:], now)
    renewed = play.terms(2017)
    assert len(renewed) == 58
    assert {term.ends_on for term in renewed} == {date(2018, 5, 19)}
    play.shows("六 对按工作职责要求完成任务的律师")


def the_city_pays_the_first_year(play: Cast):
    finance = make_actor(role=Role.FINANCE_OFFICER, unit=play.city)
    terms = {term.pk: term for term in play.terms(2016)}
    paid = NewStipends(
        submission_key=uuid4(),
        yuan=dict.fromkeys(terms),
        paid_on=date(2017, 6, 12),
        voucher="2017-06-031",
    )
    made = record_stipends(paid=paid, actor=finance, now=at(2017, 6, 12))
    assert {row.term_id for row in made} == set(terms)
    assert {row.unit_id for row in made} == {play.city.pk}
    given = {row.lawyer_id: row.yuan for row in made}
    assert given[play.lawyers[ACCUSED].pk] == Decimal("780.82")
    assert given[play.lawyers[IDLE].pk] == IDLE_PAID
    assert sum(given.values()) == 58 * 1000 + Decimal("780.82") + IDLE_PAID
    play.shows("四(一) 统筹律师的委派工作")


def the_second_and_the_third_year(play: Cast):
    second = play.terms(2017)
    for term in second[:3]:
        serves(play, term.lawyer, at(2017, 9, 1))
        signs(term, at(2018, 5, 10))
    renews(play, second[:3], at(2018, 5, 12))
    for term in second[3:]:
        renew(term=term, actor=play.head, now=at(2018, 5, 12))
    third = play.terms(2018)
    assert len(third) == 58
    assert {(term.starts_on, term.ends_on) for term in third} == {
        (date(2018, 5, 20), date(2019, 5, 19))
    }
    play.shows("二 从2016年5月20日起")
    came = [one for one in changes(play.city, on=date(2018, 6, 1)) if one.is_addition]
    assert came == []
    paid = sum(stipend_of(term)[0] for term in PanelTerm.objects.select_related("unit"))
    assert paid == Decimal("60000") - 1000 - 1000 + Decimal("780.82") + IDLE_PAID + 116000
    assert Lawyer.objects.count() == 60


def commendation_after_two_years(play: Cast):
    now = at(2018, 6, 1)
    known = {"actor": play.officer, "now": now}
    round = begin_round(years_from=date(2016, 5, 20), **known)
    assert (round.years_to, round.source) == (date(2018, 5, 19), "平工文〔2016〕28号附件1六")
    for kind in HonourKind:
        pick_candidate(round=round, lawyer=play.lawyers[BUSY], kind=kind, note="讲法多。", **known)
    with pytest.raises(Refused):
        pick_candidate(
            round=round,
            lawyer=play.lawyers[ACCUSED],
            kind=HonourKind.CIRCULAR,
            note="好。",
            **known,
        )
    show_round(round=round, **known)
    award_round(round=round, actor=play.head, now=at(2018, 6, 20))
    honours = set(HonourRound.objects.get().candidates.values_list("kind", flat=True))
    assert HonourKind.CIRCULAR in honours
    play.shows("五(二)")
    assert HonourKind.MAY_DAY_MEDAL in honours
    play.shows("六 每两年")
    assert HonourKind.HIGHER_HONOUR in honours
    play.shows("第四条 对表现优良")
