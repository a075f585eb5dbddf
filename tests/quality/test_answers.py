"""Online answers: drawn once a month by lawyer, checked, told, and what follows from wrong ones."""

import csv
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from gongyuan.consultations.choices import Channel
from gongyuan.core.events import events_of
from gongyuan.core.models import Notice
from gongyuan.core.refusals import Refused
from gongyuan.desk.beside import work_lines
from gongyuan.lawyers.actions.online import pause_online, resume_online
from gongyuan.lawyers.choices import MarkKind, OnlineState
from gongyuan.lawyers.models import OnlineRegistration
from gongyuan.people.choices import Role
from gongyuan.people.queries import actor_in
from gongyuan.quality.actions.answers import (
    check_answer,
    decline_pause,
    draw_answers,
    state_side,
)
from gongyuan.quality.choices import AnswerGrade
from gongyuan.quality.models import AnswerCheck, AnswerDraw, PauseProposal
from gongyuan.quality.queries import answers as queries
from gongyuan.quality.rules import answer as rules
from gongyuan.quality.rules.sample import digest
from gongyuan.quality.tasks import draw_online_answers
from tests.consultations.factories import make_consultation, make_web_question
from tests.core.markup import Markup
from tests.lawyers.factories import lawyer_actor
from tests.organisations.factories import make_tree, make_unit
from tests.people.factories import make_actor, make_post
from tests.quality.answer_factories import (
    ANSWERED_AT,
    DRAWN_AT,
    JUNE,
    REMARK,
    answered,
    checked,
    checker,
    drawn_answers,
    online_lawyer,
    wrong_months,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


def told(user_id):
    return list(Notice.objects.filter(user_id=user_id).values_list("body", flat=True))


def work(actor):
    return {line.what: line for line in work_lines(actor, today=date(2026, 7, 2))}


# --- the method ----------------------------------------------------------------------------------


@given(
    st.lists(st.tuples(st.integers(1, 300), st.integers(1, 4)), unique_by=lambda one: one[0]),
    st.integers(0, 3),
    st.integers(0, 100),
)
def test_every_lawyer_is_drawn_whatever_the_order_of_the_population(rows, least, share):
    answers = [
        rules.Answered(
            consultation_id=pk, number=f"咨{pk % 50}号", lawyer_id=who, registration_id=1
        )
        for pk, who in rows
    ]

    found = rules.placed("种子", answers, least=least, share_percent=share)

    assert found == rules.placed("种子", reversed(answers), least=least, share_percent=share)
    for who in {one.lawyer_id for one in answers}:
        mine = [one for one in found if one.answer.lawyer_id == who]
        wanted = rules.sample_of(len(mine), least=least, share_percent=share)
        assert [one.is_drawn for one in mine] == [place < wanted for place in range(len(mine))]
        by_hand = [(digest("种子", one.answer.number), one.answer.consultation_id) for one in mine]
        assert by_hand == sorted(by_hand)


@pytest.mark.parametrize(
    ("count", "least", "share", "wanted"),
    [(1, 1, 10, 1), (20, 1, 10, 2), (21, 1, 10, 3), (5, 3, 10, 3), (2, 3, 10, 2), (9, 0, 0, 0)],
)
def test_a_share_is_rounded_up_at_least_so_many_and_never_more_than_all(
    count, least, share, wanted
):
    assert rules.sample_of(count, least=least, share_percent=share) == wanted


# --- the draw ------------------------------------------------------------------------------------


def test_a_union_draws_its_own_lawyers_answers_of_the_month_once(tree):
    own, of_city = online_lawyer(tree.county), online_lawyer(tree.prefecture)
    mine = {answered(tree.county, own).pk, answered(tree.township, own).pk}
    by_city = answered(tree.county, of_city)
    answered(tree.county, own, now=datetime(2026, 5, 31, 2, 0, tzinfo=UTC))
    make_consultation(unit=tree.county, channel=Channel.WINDOW, lawyer=own, answer="去仲裁。")
    make_web_question(unit=tree.county, now=ANSWERED_AT)
    other = online_lawyer(tree.other_county)
    answered(tree.other_county, other)

    draw = drawn_answers(tree.county)
    again = draw_answers(month=JUNE, actor=checker(tree.county), now=DRAWN_AT)

    assert again == draw
    assert {row[0] for row in draw.population} == mine
    assert (draw.population_count, draw.drawn_count) == (2, 1)
    assert "待核" in draw.source
    assert draw.seed == f"2026-06 {draw.population_sha256}"
    assert queries.repetition_faults(draw) == []
    above = drawn_answers(tree.prefecture)
    assert {row[2] for row in above.population} == {of_city.pk, other.pk}
    assert by_city.pk in {row[0] for row in above.population}
    assert AnswerCheck.objects.count() == 3
    with pytest.raises(Refused, match="没有可以抽查"):
        drawn_answers(tree.other_county)


def test_no_draw_is_ever_changed_and_none_is_made_of_a_month_that_runs(tree):
    answered(tree.county, online_lawyer(tree.county))
    officer = checker(tree.county)
    with pytest.raises(Refused, match="还没有过完"):
        draw_answers(month=JUNE, actor=officer, now=datetime(2026, 6, 30, 2, 0, tzinfo=UTC))
    with pytest.raises(PermissionDenied):
        draw_answers(
            month=JUNE, actor=make_actor(role=Role.WINDOW_CLERK, unit=tree.county), now=DRAWN_AT
        )
    draw = draw_answers(month=JUNE, actor=officer, now=DRAWN_AT)

    for change in (
        lambda: AnswerDraw.objects.filter(pk=draw.pk).update(seed="别的"),
        lambda: AnswerDraw.objects.filter(pk=draw.pk)._raw_delete(draw._state.db),
    ):
        with pytest.raises(ProgrammingError), transaction.atomic():
            change()
    assert [event.code for event in events_of(draw)] == ["quality.answerdraw.draw"]


def test_the_job_draws_the_month_before_for_every_union_once_from_below(tree):
    month = rules.earlier_months(timezone.localdate(), 1)[0]
    then = datetime(month.year, month.month, 5, 2, tzinfo=UTC)
    for unit in (tree.prefecture, tree.county, tree.other_county):
        lawyer = online_lawyer(unit)
        if unit != tree.other_county:
            answered(tree.county, lawyer, now=then)

    draw_online_answers(timestamp=0)
    draw_online_answers(timestamp=0)

    drawn = dict(AnswerDraw.objects.values_list("unit_id", "population_count"))
    assert drawn == {tree.prefecture.pk: 1, tree.county.pk: 1}


# --- the check -----------------------------------------------------------------------------------


def test_a_fault_needs_a_remark_is_told_and_may_be_answered_once(tree):
    lawyer = online_lawyer(tree.county)
    answered(tree.county, lawyer)
    check = drawn_answers(tree.county).checks.get()
    officer = checker(tree.county)
    assert work(officer)["检查抽中的线上答复"].who == "2026年6月"
    assert queries.own_checks(lawyer_actor(lawyer)) == []

    with pytest.raises(Refused, match="哪里不对"):
        check_answer(check=check, grade=AnswerGrade.FLAWED, actor=officer, now=DRAWN_AT)
    for _ in range(2):
        check_answer(
            check=check, grade=AnswerGrade.FLAWED, remark=REMARK, actor=officer, now=DRAWN_AT
        )
    with pytest.raises(Refused, match="已经检查过"):
        check_answer(check=check, grade=AnswerGrade.SOUND, actor=officer, now=DRAWN_AT)

    assert len([body for body in told(lawyer.user_id) if "有瑕疵" in body]) == 1
    assert [mark.kind for mark in lawyer.marks.all()] == [MarkKind.ANSWER_FAULT]
    assert "检查抽中的线上答复" not in work(officer)
    actor = lawyer_actor(lawyer)
    for _ in range(2):
        state_side(check=check, text="问的是工伤，时效不同。", actor=actor, now=DRAWN_AT)
    with pytest.raises(Refused, match="已经说明过"):
        state_side(check=check, text="再说一句。", actor=actor, now=DRAWN_AT)
    assert len([body for body in told(officer.user_id) if "作了说明" in body]) == 1
    assert len(events_of(check)) == 2


def test_a_sound_answer_is_nobodys_mark_and_nobody_checks_the_own_answer(tree):
    lawyer = online_lawyer(tree.county)
    answered(tree.county, lawyer)
    check = drawn_answers(tree.county).checks.get()
    both = make_post(role=Role.LEGAL_OFFICER, unit=tree.county, user=lawyer.user)

    with pytest.raises(AnswerCheck.DoesNotExist):
        check_answer(check=check, grade=AnswerGrade.SOUND, actor=actor_in(both), now=DRAWN_AT)
    with pytest.raises(AnswerCheck.DoesNotExist):
        check_answer(
            check=check, grade=AnswerGrade.SOUND, actor=checker(tree.prefecture), now=DRAWN_AT
        )
    checked(check, AnswerGrade.SOUND)

    assert not lawyer.marks.exists()
    assert not any("抽查" in body for body in told(lawyer.user_id))
    with pytest.raises(Refused, match="不用说明"):
        state_side(check=check, text="谢谢。", actor=lawyer_actor(lawyer), now=DRAWN_AT)


# --- what follows --------------------------------------------------------------------------------


def test_so_many_wrong_answers_ask_the_union_to_decide_and_suspend_nobody(tree):
    lawyer = online_lawyer(tree.county)
    wrong_months(tree.county, lawyer, 2)
    assert not PauseProposal.objects.exists()
    answered(tree.county, lawyer, now=datetime(2026, 4, 6, 2, 0, tzinfo=UTC))
    draw = drawn_answers(tree.county, month=date(2026, 4, 1))
    checked(draw.checks.get())

    head = make_actor(role=Role.LEGAL_HEAD, unit=tree.county)
    line = work(head)["线上答复多次不合格，请决定是否暂停线上服务"]
    proposal = PauseProposal.objects.get()
    assert (line.route, line.pk) == ("pause_proposal", proposal.pk)
    assert (proposal.wrong_count, "待核" in proposal.source) == (3, True)
    registration = OnlineRegistration.objects.get(lawyer=lawyer)
    assert registration.state == OnlineState.ACTIVE
    later = DRAWN_AT.replace(hour=5)
    pause_online(registration=registration, note="三次答错时效。", actor=head, now=later)
    assert not PauseProposal.objects.open().exists()
    resume_online(registration=registration, note="已经整改。", actor=head, now=later)
    assert not PauseProposal.objects.open().exists()


def test_who_does_not_suspend_says_why_and_is_asked_again_after_another(tree):
    lawyer = online_lawyer(tree.county)
    wrong_months(tree.county, lawyer, 3)
    proposal = PauseProposal.objects.get()
    head = make_actor(role=Role.LEGAL_HEAD, unit=tree.county)

    with pytest.raises(PauseProposal.DoesNotExist):
        decline_pause(
            proposal=proposal, note="再看看。", actor=checker(tree.prefecture), now=DRAWN_AT
        )
    with pytest.raises(Refused, match="理由"):
        decline_pause(proposal=proposal, note=" ", actor=head, now=DRAWN_AT)
    for _ in range(2):
        decline_pause(proposal=proposal, note="三份是同一个问题。", actor=head, now=DRAWN_AT)
    assert not PauseProposal.objects.open().exists()

    answered(tree.county, lawyer, now=datetime(2026, 3, 2, 2, 0, tzinfo=UTC))
    checked(drawn_answers(tree.county, month=date(2026, 3, 1)).checks.get())
    assert PauseProposal.objects.open().get().wrong_count == 4


# --- the pages -----------------------------------------------------------------------------------


def test_who_checks_reads_question_and_answer_but_not_who_asked(client, tree):
    lawyer = online_lawyer(tree.county)
    first = answered(tree.county, lawyer)
    draw = drawn_answers(tree.county)
    check = draw.checks.get()
    client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=tree.county).user)

    page = client.get(reverse("answer_check", args=[check.pk])).content.decode()
    assert first.question in page
    assert first.answer in page
    assert first.asker_name not in page
    assert first.phone not in page
    assert Markup(page).faults() == []
    wrong = client.post(reverse("answer_check", args=[check.pk]), {"grade": "wrong"})
    assert (wrong.status_code, "应当怎样答复" in wrong.content.decode()) == (200, True)
    sent = {"grade": "wrong", "remark": REMARK}
    done = client.post(reverse("answer_check", args=[check.pk]), sent)
    assert done.url == reverse("answer_draw_detail", args=[draw.pk])
    shown = client.get(done.url).content.decode()
    assert "重抽相符" in shown
    rows = client.get(reverse("answer_draw_population", args=[draw.pk])).content.decode("utf-8-sig")
    assert list(csv.reader(StringIO(rows)))[1][0] == first.number
    figures = client.get(reverse("quality_home"))
    assert "grade=wrong" in figures.content.decode()

    client.force_login(lawyer.user)
    mine = client.get(reverse("quality_mine")).content.decode()
    own = reverse("answer_check_own", args=[check.pk])
    assert own in mine
    answer = client.post(own, {"text": "问的是工伤。"})
    assert answer.status_code == 302
    assert "问的是工伤。" in client.get(own).content.decode()
    assert client.get(reverse("answer_check", args=[check.pk])).status_code == 403


def test_pages_ask_the_same_of_one_answer_and_of_thirty(client, tree):
    lawyer = online_lawyer(tree.county)
    answered(tree.county, lawyer)
    few = drawn_answers(tree.county)
    for _ in range(30):
        answered(tree.other_county, online_lawyer(tree.other_county))
    many = drawn_answers(tree.other_county)
    for unit, draw in ((tree.county, few), (tree.other_county, many)):
        client.force_login(make_post(role=Role.LEGAL_HEAD, unit=unit).user)
        counts = []
        for url in (
            reverse("answer_draw_detail", args=[draw.pk]),
            reverse("answer_check_list"),
            reverse("answer_draw_list"),
        ):
            client.get(url)
            with CaptureQueriesContext(connection) as sent:
                assert client.get(url).status_code == 200
            counts.append(len(sent))
        if draw == few:
            of_one = counts
    assert counts == of_one
    assert max(counts) <= 12


def test_an_office_draws_by_hand_and_decides_on_the_page(client, tree):
    client.force_login(make_post(role=Role.LEGAL_HEAD, unit=make_unit()).user)
    assert "没有可以抽的月份" in client.get(reverse("answer_draw_new")).content.decode()
    assert (
        reverse("answer_draw_new") not in client.get(reverse("answer_draw_list")).content.decode()
    )
    month = rules.earlier_months(timezone.localdate(), 1)[0]
    unit = make_unit()
    then = datetime(month.year, month.month, 5, 2, tzinfo=UTC)
    answered(unit, online_lawyer(unit), now=then)
    client.force_login(make_post(role=Role.LEGAL_HEAD, unit=unit).user)
    assert client.post(reverse("answer_draw_new"), {"month": "2020-01-01"}).status_code == 200
    sent = client.post(reverse("answer_draw_new"), {"month": month.isoformat()})
    assert sent.url == reverse("answer_draw_detail", args=[AnswerDraw.objects.get().pk])

    lawyer = online_lawyer(tree.county)
    wrong_months(tree.county, lawyer, 3)
    url = reverse("pause_proposal", args=[PauseProposal.objects.get().pk])
    assert client.get(url).status_code == 404
    client.force_login(make_post(role=Role.LEGAL_HEAD, unit=tree.county).user)
    shown = client.get(url).content.decode()
    registration = OnlineRegistration.objects.get(lawyer=lawyer)
    assert reverse("online_pause", args=[registration.pk]) in shown
    assert shown.count(REMARK) == 3
    assert client.post(url, {"note": ""}).status_code == 200
    assert client.post(url, {"note": "同一个问题。"}).status_code == 302
    assert "同一个问题。" in client.get(url).content.decode()
