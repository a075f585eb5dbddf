"""What happens to a question, and what is refused."""

import pytest
from django.core.exceptions import PermissionDenied

from gongyuan.consultations.actions.answering import (
    answer_question,
    give_back_question,
    rate_answer,
    set_question_aside,
    take_question,
    transfer_question,
)
from gongyuan.consultations.actions.asking import register_consultation
from gongyuan.consultations.choices import Channel, ConsultationState
from gongyuan.consultations.details import Answer
from gongyuan.consultations.models import Consultation
from gongyuan.core.events import events_of
from gongyuan.core.models import Notice
from gongyuan.core.refusals import Refused
from gongyuan.lawyers.choices import OnlineState
from gongyuan.people.actor import asker, visitor
from gongyuan.people.choices import Role
from tests.consultations.factories import (
    NOW,
    answer_online,
    asked,
    make_consultation,
    make_online,
    make_web_question,
)
from tests.lawyers.factories import lawyer_actor, make_lawyer
from tests.organisations.factories import make_tree, make_unit
from tests.people.factories import make_actor

pytestmark = pytest.mark.django_db


def test_a_question_at_the_window_is_answered_on_the_spot_and_kept_once():
    unit = make_unit(document_prefix="平工援")
    clerk, lawyer = make_actor(role=Role.WINDOW_CLERK, unit=unit), make_lawyer(unit=unit)
    told = asked(answer=Answer(text="可以先去劳动监察投诉。", lawyer=lawyer, minutes=20))

    row = register_consultation(asked=told, unit=unit, actor=clerk, now=NOW)
    again = register_consultation(asked=told, unit=unit, actor=clerk, now=NOW)

    assert again.pk == row.pk
    assert Consultation.objects.count() == 1
    row.refresh_from_db()
    assert row.state == ConsultationState.ANSWERED
    assert row.number == "平工援咨〔2026〕1号"
    assert (row.lawyer, row.answered_by, row.minutes) == (lawyer, lawyer.name, 20)
    assert row.due_at is None
    assert [event.code.rsplit(".", 1)[1] for event in events_of(row)] == ["register", "answer"]


def test_a_question_from_the_web_is_due_within_a_day_and_may_be_anonymous():
    row = make_web_question(asker=None)

    assert row.is_anonymous
    assert row.state == ConsultationState.TO_ANSWER
    assert (row.due_at - row.asked_at).total_seconds() == 24 * 3600
    assert not row.due_is_verified


def test_a_letter_is_due_after_seven_working_days():
    row = make_consultation(channel=Channel.BY_LETTER)

    assert f"{row.due_at:%Y-%m-%d}" == "2026-06-10"


def test_what_is_not_a_question_is_refused_beside_its_field():
    with pytest.raises(Refused) as refused:
        make_consultation(question="？？")
    assert refused.value.field == "question"

    with pytest.raises(Refused) as refused:
        make_consultation(answer=" 。")
    assert refused.value.field == "answer"


def test_nobody_writes_a_question_down_for_another_union_or_without_the_power():
    unit, other = make_unit(), make_unit()
    with pytest.raises(PermissionDenied):
        register_consultation(
            asked=asked(),
            unit=other,
            actor=make_actor(role=Role.WINDOW_CLERK, unit=unit),
            now=NOW,
        )
    with pytest.raises(PermissionDenied):
        register_consultation(asked=asked(), unit=unit, actor=visitor(), now=NOW)


def test_a_lawyer_online_takes_a_question_which_nobody_else_then_sees_and_answers_it():
    tree = make_tree()
    mine, other = make_lawyer(unit=tree.prefecture), make_lawyer(unit=tree.prefecture)
    make_online(mine, unit=tree.prefecture), make_online(other, unit=tree.prefecture)
    row = make_web_question(unit=tree.county)
    actor, rival = lawyer_actor(mine), lawyer_actor(other)
    assert row in Consultation.objects.visible_to(rival)

    take_question(consultation=row, actor=actor, now=NOW)

    assert row not in Consultation.objects.visible_to(rival)
    with pytest.raises(Consultation.DoesNotExist):
        take_question(consultation=row, actor=rival, now=NOW)
    clerk = make_actor(role=Role.WINDOW_CLERK, unit=tree.county)
    with pytest.raises(Refused, match="别人正在答复"):
        answer_question(consultation=row, answer="可以。", actor=clerk, now=NOW)

    answer_online(row, mine)

    row.refresh_from_db()
    assert (row.state, row.lawyer) == (ConsultationState.ANSWERED, mine)
    told = Notice.objects.get(channel=Notice.Channel.SMS)
    assert row.code in told.body
    assert row.answer not in told.body


def test_who_gives_a_question_back_leaves_it_to_all():
    unit = make_unit()
    lawyer = make_lawyer(unit=unit)
    make_online(lawyer, unit=unit)
    row = make_web_question(unit=unit)
    take_question(consultation=row, actor=lawyer_actor(lawyer), now=NOW)

    give_back_question(consultation=row, actor=lawyer_actor(lawyer), now=NOW)

    row.refresh_from_db()
    assert (row.state, row.taken_by, row.lawyer) == (ConsultationState.TO_ANSWER, None, None)


def test_a_lawyer_who_is_paused_or_out_of_the_team_takes_no_question():
    unit = make_unit()
    paused, gone = make_lawyer(unit=unit), make_lawyer(unit=unit)
    row = make_web_question(unit=unit)
    registration = make_online(paused, unit=unit)
    registration.state = OnlineState.PAUSED
    registration.save(update_fields=["state"])
    with pytest.raises(Consultation.DoesNotExist):
        take_question(consultation=row, actor=lawyer_actor(paused), now=NOW)

    make_online(gone, unit=unit)
    actor = lawyer_actor(gone)
    gone.terms.update(suspended_on=NOW.date())
    with pytest.raises(Refused, match="没有通过核验"):
        take_question(consultation=row, actor=actor, now=NOW)


def test_a_question_of_another_union_is_sent_there_with_its_trail():
    tree = make_tree()
    row = make_web_question(unit=tree.county)
    clerk = make_actor(role=Role.WINDOW_CLERK, unit=tree.county)
    with pytest.raises(Refused, match="已经在这个单位"):
        transfer_question(consultation=row, to=tree.county, note="x", actor=clerk, now=NOW)
    with pytest.raises(Refused) as refused:
        transfer_question(consultation=row, to=tree.prefecture, note="", actor=clerk, now=NOW)
    assert refused.value.field == "note"

    transfer_question(consultation=row, to=tree.prefecture, note="单位在市区", actor=clerk, now=NOW)

    row.refresh_from_db()
    assert (row.unit, row.unit_path) == (tree.prefecture, tree.prefecture.path)
    assert row.state == ConsultationState.TO_ANSWER
    assert row.due_at == row.asked_at.replace(day=2)
    last = list(events_of(row))[-1]
    assert (last.note, last.data["from"]) == ("单位在市区", tree.county.name)


def test_a_question_is_set_aside_with_a_reason_that_is_shown():
    row = make_web_question()
    clerk = make_actor(role=Role.WINDOW_CLERK, unit=row.unit)
    with pytest.raises(Refused):
        set_question_aside(consultation=row, note=" ", actor=clerk, now=NOW)

    set_question_aside(consultation=row, note="不是问题", actor=clerk, now=NOW)

    row.refresh_from_db()
    assert (row.state, row.set_aside_why) == (ConsultationState.SET_ASIDE, "不是问题")
    with pytest.raises(Refused):
        answer_question(consultation=row, answer="可以。", actor=clerk, now=NOW)


def test_whoever_asked_says_once_whether_it_helped():
    row, other = make_consultation(answer="可以。"), make_consultation(answer="可以。")
    who = asker(consultation_ids=frozenset({row.pk}))

    rate_answer(consultation=row, rating="helped", actor=who, now=NOW)
    rate_answer(consultation=row, rating="no_help", actor=who, now=NOW)

    row.refresh_from_db()
    assert row.rating == "helped"
    with pytest.raises(Consultation.DoesNotExist):
        rate_answer(consultation=other, rating="helped", actor=who, now=NOW)
    waiting = make_web_question()
    with pytest.raises(Refused, match="还没有答复"):
        rate_answer(
            consultation=waiting,
            rating="helped",
            actor=asker(consultation_ids=frozenset({waiting.pk})),
            now=NOW,
        )


def test_who_sees_which_questions():
    tree = make_tree()
    below, here, away = (
        make_web_question(unit=tree.county),
        make_consultation(unit=tree.prefecture, answer="可以。"),
        make_web_question(),
    )
    lawyer = make_lawyer(unit=tree.prefecture)
    make_online(lawyer, unit=tree.prefecture)

    def seen(actor):
        return set(Consultation.objects.visible_to(actor))

    assert seen(make_actor(role=Role.WINDOW_CLERK, unit=tree.prefecture)) == {below, here}
    assert seen(make_actor(role=Role.WINDOW_CLERK, unit=tree.county)) == {below}
    assert seen(make_actor(role=Role.FINANCE_OFFICER, unit=tree.prefecture)) == set()
    assert seen(lawyer_actor(lawyer)) == {below}
    assert seen(visitor()) == set()
    assert seen(asker(consultation_ids=frozenset({away.pk}))) == {away}
