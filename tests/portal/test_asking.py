"""Asking on the phone and reading the answer: with the code alone, and nothing of others."""

import logging
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gongyuan.consultations.actions import answering
from gongyuan.consultations.actions.notifying import MOST_TOLD
from gongyuan.consultations.choices import Channel, ConsultationState, Topic
from gongyuan.consultations.models import Consultation
from gongyuan.core.events import events_of
from gongyuan.core.models import Notice
from gongyuan.core.refusals import Refused
from gongyuan.lawyers.choices import OnlineState
from gongyuan.people.actor import asker, visitor
from gongyuan.people.choices import Role
from gongyuan.people.privacy import mask_phone
from gongyuan.portal.actions import ask_question, open_question
from gongyuan.portal.choices import HELPED_WORDS, QUESTION_WORDS, TOPIC_WORDS
from gongyuan.portal.consents import ASKING
from gongyuan.portal.rules import MOST_GUESSES, MOST_QUESTIONS
from tests.cases.factories import make_case
from tests.cases.test_at_once import at_once
from tests.consultations.factories import (
    NOW,
    answer_online,
    asked,
    make_consultation,
    make_online,
    make_web_question,
)
from tests.core.markup import Markup
from tests.lawyers.factories import make_lawyer
from tests.organisations.factories import make_unit
from tests.people.factories import make_actor, phone
from tests.portal.journey import Phone, make_places

pytestmark = pytest.mark.django_db
QUESTION = "干了三个月木工，老板不给工钱，怎么办？"
ANSWER = "可以先去劳动监察投诉，也可以申请仲裁。"


def typed(**values):
    return {
        "submission_key": str(uuid4()),
        "question": QUESTION,
        "topic": "wages",
        "agree": "on",
        **values,
    }


def text_of(answer):
    return answer.content.decode()


def at_a_place():
    tree = make_places()
    device = Phone(tree.county)
    assert device.pick("ask")["Location"] == reverse("portal_ask")
    return tree, device


def sent(device, **values):
    """The question that a device has just asked."""
    answer = device.post("portal_ask", **typed(**values))
    assert answer.status_code == 302, text_of(answer)
    return Consultation.objects.latest("pk")


def read_on(row):
    """Another phone, on which the question is opened with its code."""
    device = Phone(row.unit)
    answer = device.post("portal_question_track", code=row.code)
    assert answer["Location"] == reverse("portal_question", args=[row.pk])
    return device


def clerk_of(row):
    return make_actor(role=Role.WINDOW_CLERK, unit=row.unit)


def test_who_taps_asking_first_chooses_where_and_then_asks_on_one_page():
    device = Phone(make_places().county)
    assert reverse("portal_ask") in text_of(device.get("portal_home"))
    assert device.get("portal_ask")["Location"] == reverse("portal_ask_place")
    assert device.post("portal_ask", **typed())["Location"] == reverse("portal_ask_place")
    device.pick("ask")

    page = text_of(device.get("portal_ask"))

    assert Markup(page).faults() == []
    for words in (
        device.unit.name,
        "一般24小时内答复您",
        "还要核对",
        "现在没有律师在线",
        "不留名字也行",
        "律师看不到您的称呼和手机号",
    ):
        assert words in page
    assert not Consultation.objects.exists()


def test_a_worker_asks_keeps_the_code_and_reads_the_lawyers_answer():
    tree, device = at_a_place()
    lawyer = make_lawyer(unit=tree.prefecture)
    make_online(lawyer, unit=tree.prefecture)
    assert "现在有1位律师在线" in text_of(device.get("portal_ask"))

    answer = device.client.post(
        reverse("portal_ask"), typed(name="试职工", phone=device.number), follow=True
    )

    row = Consultation.objects.get()
    assert answer.redirect_chain == [(reverse("portal_question_receipt", args=[row.pk]), 302)]
    assert (row.unit, row.channel, row.topic, row.region_code) == (
        tree.county,
        Channel.WEB,
        Topic.WAGES,
        tree.county.region_code,
    )
    assert (row.question, row.asker_name, row.phone) == (QUESTION, "试职工", device.number)
    assert not row.is_anonymous
    assert events_of(row).get().data == {"agreed_to": ASKING.text}
    receipt = text_of(answer)
    assert Markup(receipt).faults() == []
    for words in (row.code, "短信里也有查询码", f"{timezone.localtime(row.due_at):%H:%M}答复您"):
        assert words in receipt
    picture = device.get("portal_question_picture", row.pk)
    assert picture["Content-Type"] == "image/svg+xml"
    waiting = text_of(device.get("portal_question", row.pk))
    assert "您的问题收到了" in waiting
    assert reverse("portal_ask_more", args=[row.pk]) not in waiting

    answer_online(row, lawyer, text=ANSWER)

    page = text_of(device.get("portal_question", row.pk))
    assert Markup(page).faults() == []
    for words in (ANSWER, f"{lawyer.name}律师，{lawyer.firm.name}", row.code, "我还要问"):
        assert words in page
    for words in ("试职工", device.number, mask_phone(device.number)):
        assert words not in receipt + page
    assert row.code in Notice.objects.get(channel=Notice.Channel.SMS).body


def test_the_pages_cost_a_dozen_statements_however_many_lawyers_are_online(
    django_assert_max_num_queries,
):
    tree, device = at_a_place()
    for unit in (tree.province, tree.prefecture, tree.county):
        for _ in range(2):
            make_online(make_lawyer(unit=unit), unit=unit)
    row = sent(device)
    device.get("portal_question", row.pk)

    with django_assert_max_num_queries(12):
        assert "现在有6位律师在线" in text_of(device.get("portal_ask"))
    with django_assert_max_num_queries(12):
        device.get("portal_question", row.pk)
    with django_assert_max_num_queries(12):
        device.get("portal_question_receipt", row.pk)


def test_nobody_need_say_who_he_is():
    _, device = at_a_place()

    row = sent(device)

    assert row.is_anonymous
    assert (row.asker_name, row.phone, row.phone_index) == ("", "", None)
    assert "没有留手机号，请记好查询码" in text_of(device.get("portal_question_receipt", row.pk))
    answering.answer_question(consultation=row, answer=ANSWER, actor=clerk_of(row), now=NOW)
    page = text_of(read_on(row).get("portal_question", row.pk))
    assert ANSWER in page
    assert f"{row.unit.name} · " in page
    assert not Notice.objects.filter(channel=Notice.Channel.SMS).exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"question": " "}, "question"),
        ({"question": "？？"}, "question"),
        ({"question": "问" * 5001}, "question"),
        ({"topic": ""}, "topic"),
        ({"topic": "strike"}, "topic"),
        ({"phone": "1990"}, "phone"),
        ({"agree": ""}, "agree"),
    ],
)
def test_what_cannot_be_is_named_beside_its_field_and_what_was_typed_stays(wrong, field):
    _, device = at_a_place()

    page = text_of(device.post("portal_ask", **typed(name="试职工") | wrong))

    assert f'id="id_{field}_error"' in page
    assert "试职工" in page
    assert not Consultation.objects.exists()


def test_a_second_tap_leads_to_the_same_receipt_and_a_second_phone_to_its_own():
    tree, device = at_a_place()
    other = Phone(tree.county)
    other.pick("ask")
    form = typed()

    places = {device.post("portal_ask", **form)["Location"] for _ in range(2)}
    row = Consultation.objects.get()
    mine = sent(other)

    assert places == {reverse("portal_question_receipt", args=[row.pk])}
    assert mine.pk != row.pk
    for name in ("portal_question", "portal_question_receipt", "portal_ask_more"):
        assert device.get(name, row.pk).status_code == 200
        assert other.get(name, row.pk).status_code == 404
        assert Phone(tree.county).get(name, row.pk)["Location"] == reverse("portal_question_track")
    assert other.get("portal_question_picture", row.pk).status_code == 404
    assert other.post("portal_question", row.pk, rating="helped").status_code == 404
    assert other.post("portal_ask_more", row.pk, **typed()).status_code == 404


def test_a_question_closes_after_half_an_hour_and_at_one_touch():
    _, device = at_a_place()
    row = sent(device)
    session = device.client.session
    assert set(session.keys()) == {"questions", "questions_until"}
    assert 29 * 60 < session["questions_until"] - timezone.now().timestamp() <= 30 * 60
    session["questions_until"] = timezone.now().timestamp() - 1
    session.save()
    closed = reverse("portal_question_track")
    assert device.get("portal_question", row.pk)["Location"] == closed

    device = read_on(row)
    device.get("portal_leave")

    assert device.get("portal_question", row.pk)["Location"] == closed
    assert not device.client.session.keys()


def test_the_code_alone_opens_the_answer_however_it_is_typed_on_either_page():
    row, case = make_web_question(), make_case()
    code = row.code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    here = reverse("portal_question", args=[row.pk])

    for page in ("portal_question_track", "portal_track"):
        device = Phone(row.unit)
        assert device.post(page, code=code)["Location"] == here
        assert device.get("portal_question", row.pk).status_code == 200

    wrong = text_of(Phone(row.unit).post("portal_track", code="0000-26-0000000000", phone="x"))
    assert "没有这个查询码" in wrong
    number = case.applicants.get().worker.phone
    answer = Phone(row.unit).post("portal_track", code=case.matter.code, phone=number)
    assert answer["Location"] == reverse("portal_matters")
    page = text_of(Phone(row.unit).post("portal_question_track", code=case.matter.code))
    assert "没有这个查询码" in page
    assert reverse("portal_track") in page


def test_guessing_is_counted_with_that_of_cases_and_locked_for_an_hour():
    row, now = make_web_question(), datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
    address = "203.0.113.9"
    for tried in range(MOST_GUESSES):
        with pytest.raises(Refused, match="没有这个查询码"):
            open_question(code=f"0000-26-00000000{tried:02d}", address=address, now=now)

    with pytest.raises(Refused, match="锁一小时"):
        open_question(code=row.code, address=address, now=now)
    assert open_question(code=row.code, address="198.51.100.2", now=now) == {row.pk}
    later = now + timedelta(minutes=61)
    assert open_question(code=row.code, address=address, now=later) == {row.pk}

    device = Phone(row.unit)
    for _ in range(MOST_GUESSES):
        device.post("portal_track", code="0000-26-000000", phone=phone())
    assert "锁一小时" in text_of(device.post("portal_question_track", code=row.code))


def test_one_address_asks_no_more_than_the_bound_in_an_hour_but_may_tap_twice():
    unit, now = make_unit(), datetime(2026, 6, 1, 2, 0, tzinfo=UTC)

    def ask(question, at=now, address="203.0.113.10"):
        known = {"unit": unit, "address": address, "actor": visitor(), "now": at}
        return ask_question(asked=question, **known)

    questions = [asked(channel=Channel.WEB, asker=None) for _ in range(MOST_QUESTIONS)]
    rows = [ask(one) for one in questions]

    one_more = asked(channel=Channel.WEB)
    with pytest.raises(Refused, match="问得太多"):
        ask(one_more)
    assert ask(questions[0]).pk == rows[0].pk
    assert ask(one_more, address="198.51.100.3").pk
    assert ask(asked(channel=Channel.WEB), at=now + timedelta(minutes=61)).pk
    assert Consultation.objects.count() == MOST_QUESTIONS + 2


def test_after_the_answer_one_more_question_follows_and_one_code_opens_both():
    _, device = at_a_place()
    row = sent(device, name="试职工", phone=device.number)
    too_early = text_of(device.post("portal_ask_more", row.pk, **typed()))
    assert "请等答复了再接着问" in too_early
    answering.answer_question(consultation=row, answer=ANSWER, actor=clerk_of(row), now=NOW)
    form = typed(question="要交多少钱？")
    empty = device.post("portal_ask_more", row.pk, **form | {"question": ""})
    assert "id_question_error" in text_of(empty)

    places = {device.post("portal_ask_more", row.pk, **form)["Location"] for _ in range(2)}

    more = Consultation.objects.get(follows=row)
    assert places == {reverse("portal_question_receipt", args=[more.pk])}
    assert (more.unit, more.topic, more.asker_name, more.phone) == (
        row.unit,
        row.topic,
        "试职工",
        device.number,
    )
    assert [event.actor_name for event in events_of(more)] == ["咨询人"]
    again = text_of(device.post("portal_ask_more", row.pk, **typed()))
    assert "已经接着问过了" in again
    for code in (row.code, more.code):
        opened = Phone(row.unit)
        answer = opened.post("portal_question_track", code=code)
        assert answer["Location"] == reverse("portal_question", args=[more.pk])
        first = text_of(opened.get("portal_question", row.pk))
        assert reverse("portal_question", args=[more.pk]) in first
        assert reverse("portal_question", args=[row.pk]) in text_of(
            opened.get("portal_question", more.pk)
        )


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_one_moment_are_one_question_and_two_phones_ask_on_once():
    unit = make_unit()
    lawyer = make_lawyer(unit=unit)
    make_online(lawyer, unit=unit)
    form = asked(channel=Channel.WEB)

    def ask(what, address, **more):
        known = {"unit": unit, "actor": visitor(), "now": NOW, **more}
        return ask_question(asked=what, address=address, **known)

    taps = at_once(*(partial(ask, form, f"203.0.113.{n // 2}") for n in range(4)))
    row = Consultation.objects.get()
    assert {one.pk for one in taps} == {row.pk}
    assert Notice.objects.filter(channel=Notice.Channel.IN_APP).count() == 1

    answer_online(row, lawyer)
    more = {"follows": row, "actor": asker(consultation_ids=frozenset({row.pk}))}
    forms = [asked(channel=Channel.WEB) for _ in range(2)]
    both = at_once(*(partial(ask, one, f"198.51.100.{n}", **more) for n, one in enumerate(forms)))

    assert Consultation.objects.get(follows=row) in both
    assert [type(one) for one in both].count(Refused) == 1


def test_whether_it_helped_is_said_once():
    row = make_web_question()
    device = read_on(row)
    assert "还没有答复" in text_of(device.post("portal_question", row.pk, rating="helped"))
    answering.answer_question(consultation=row, answer=ANSWER, actor=clerk_of(row), now=NOW)
    assert "id_rating_error" in text_of(device.post("portal_question", row.pk, rating=""))

    device.post("portal_question", row.pk, rating="no_help")
    device.post("portal_question", row.pk, rating="helped")

    row.refresh_from_db()
    assert row.rating == "no_help"
    assert 'name="rating"' not in text_of(device.get("portal_question", row.pk))


def test_whoever_asked_reads_where_it_was_sent_and_why_there_is_no_answer():
    tree = make_places()
    row = make_web_question(unit=tree.county)
    device = read_on(row)
    to = {"to": tree.prefecture, "note": "只在单位里看的话", "actor": clerk_of(row), "now": NOW}
    answering.transfer_question(consultation=row, **to)
    page = text_of(device.get("portal_question", row.pk))
    assert "转给了该管的工会" in page
    assert tree.prefecture.name in page
    assert "只在单位里看的话" not in page
    assert "说好的时间已经过了" in page

    row.refresh_from_db()
    answering.set_question_aside(
        consultation=row, note="没有写清是哪个单位", actor=clerk_of(row), now=NOW
    )

    page = text_of(device.get("portal_question", row.pk))
    for words in ("为什么没有答复", "没有写清是哪个单位", "我还要问"):
        assert words in page
    assert 'name="rating"' not in page


def test_what_was_asked_at_a_window_is_read_with_its_code_too():
    row = make_consultation(answer=ANSWER)

    page = text_of(read_on(row).get("portal_question", row.pk))

    assert ANSWER in page
    assert row.asker_name not in page


def test_every_state_and_topic_and_view_has_plain_words():
    assert set(QUESTION_WORDS) == set(ConsultationState)
    assert {topic for topic, _ in TOPIC_WORDS} == set(Topic)
    assert [view for view, _ in HELPED_WORDS] == ["helped", "partly_helped", "no_help"]


def test_a_question_from_the_web_is_told_to_the_lawyers_online_above_and_to_nobody_else():
    tree = make_places()
    serving, above = make_lawyer(unit=tree.county), make_lawyer(unit=tree.prefecture)
    paused, beside = make_lawyer(unit=tree.county), make_lawyer(unit=tree.other_county)
    asleep = make_lawyer(unit=tree.county)
    for lawyer, unit in (
        (serving, tree.county),
        (serving, tree.prefecture),
        (above, tree.prefecture),
        (beside, tree.other_county),
    ):
        make_online(lawyer, unit=unit)
    stopped = make_online(paused, unit=tree.county)
    stopped.state = OnlineState.PAUSED
    stopped.save(update_fields=["state"])
    sleeping = make_online(asleep, unit=tree.county)
    sleeping.hours = {"7": [["00:00", "00:01"]]}
    sleeping.save(update_fields=["hours"])
    make_actor(role=Role.WINDOW_CLERK, unit=tree.county)

    row = make_web_question(unit=tree.county, question="王某某欠我工钱", topic=Topic.WAGES)
    make_consultation(unit=tree.county)

    told = Notice.objects.filter(channel=Notice.Channel.IN_APP)
    assert {one.user_id for one in told} == {serving.user_id, above.user_id}
    assert told.count() == 2
    for one in told:
        assert tree.county.name in one.body
        for words in (row.question, row.asker_name, row.phone):
            assert words not in one.body + one.link
    reader = Client()
    reader.force_login(above.user)
    assert "王某某欠我工钱" in text_of(reader.get(told[0].link))


def test_no_more_lawyers_are_told_than_the_bound_and_who_answered_before_is_among_them():
    unit = make_unit()
    lawyers = [make_lawyer(unit=unit) for _ in range(MOST_TOLD + 2)]
    for lawyer in lawyers:
        make_online(lawyer, unit=unit)
    first = make_web_question(unit=unit)
    assert Notice.objects.filter(channel=Notice.Channel.IN_APP).count() == MOST_TOLD
    answer_online(first, lawyers[-1])
    Notice.objects.all().delete()

    ask_question(
        asked=asked(channel=Channel.WEB),
        unit=unit,
        address="203.0.113.11",
        actor=asker(consultation_ids=frozenset({first.pk})),
        now=NOW,
        follows=first,
    )

    told = Notice.objects.filter(channel=Notice.Channel.IN_APP)
    assert told.count() == MOST_TOLD
    assert lawyers[-1].user_id in {one.user_id for one in told}


def test_nothing_of_a_person_is_in_an_address_or_in_the_log(caplog, capsys):
    caplog.set_level(logging.DEBUG)
    _, device = at_a_place()
    seen = []

    row = sent(device, name="试职工", phone=device.number)
    opened = Phone(row.unit)
    for name in ("portal_question_track", "portal_track"):
        answer = opened.client.post(reverse(name), {"code": row.code}, follow=True)
        seen += [address for address, _ in answer.redirect_chain]
    opened.post("portal_ask_more", row.pk, **typed())

    written = capsys.readouterr()
    told = "\n".join([*seen, *(r.getMessage() for r in caplog.records), written.out, written.err])
    assert reverse("portal_question", args=[row.pk]) in told
    for words in (row.code, device.number, "试职工", QUESTION):
        assert words not in told
    assert "no-store" in opened.get("portal_question", row.pk)["Cache-Control"]
