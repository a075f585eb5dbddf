"""A lawyer's questions on the phone, and what comes to the worklist by itself."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gongyuan.consultations.actions.clock import tell_of_overdue
from gongyuan.consultations.choices import Channel, ConsultationState
from gongyuan.consultations.models import Consultation
from gongyuan.consultations.queries.work import awaiting
from gongyuan.core.models import Notice
from gongyuan.core.work import work_lines
from gongyuan.people.choices import Role
from gongyuan.people.queries import actor_in
from tests.consultations.factories import (
    NOW,
    in_hand_of,
    make_consultation,
    make_online,
    make_web_question,
)
from tests.consultations.test_pages import page, typed
from tests.lawyers.factories import lawyer_actor, make_lawyer
from tests.organisations.factories import make_institution, make_tree
from tests.people.factories import make_post

pytestmark = pytest.mark.django_db
#: A name that stands nowhere else on a page.
WHO = "咨询人甲"


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def online(client, tree):
    """A lawyer of the prefecture who serves online for it and all below, signed in."""
    lawyer = make_lawyer(unit=tree.prefecture)
    make_online(lawyer, unit=tree.prefecture)
    client.force_login(lawyer.user)
    return lawyer


def test_a_lawyer_takes_answers_and_gives_back_without_reading_who_asks(client, tree, online):
    row = make_web_question(unit=tree.county, employer_name="试验食品厂")
    away = make_web_question(unit=tree.stranger)

    html = page(client, "consultation_list")
    assert reverse("consultation_taking", args=[row.pk]) in html
    assert away.number not in html
    before = page(client, "consultation_detail", row.pk)
    answer = client.post(reverse("consultation_taking", args=[row.pk]))
    assert answer.url == reverse("consultation_answer", args=[row.pk])
    opened = page(client, "consultation_answer", row.pk)
    slip = page(client, "consultation_slip", row.pk)
    for shown in (html, before, opened, slip):
        assert WHO not in shown
        assert row.phone[-4:] not in shown
        assert row.code not in shown
    assert "试验食品厂" in opened
    for closed in ("consultation_phone", "consultation_transfer"):
        assert client.post(reverse(closed, args=[row.pk]), {"note": "x"}).status_code == 403
    # A telephone is no way to find a question for who is not told whose it is.
    found = client.post(reverse("desk_search"), {"q": row.phone})
    assert found.context["consultations"] == []

    client.post(reverse("consultation_return", args=[row.pk]), {"note": "不熟悉"})
    client.post(reverse("consultation_taking", args=[row.pk]))
    client.post(reverse("consultation_answer", args=[row.pk]), {"answer": "可以。", "minutes": "9"})
    row.refresh_from_db()
    assert (row.state, row.lawyer, row.minutes) == (ConsultationState.ANSWERED, online, 9)
    assert row.number in page(client, "consultation_list")


def test_what_another_has_taken_is_gone_and_who_is_paused_is_told_why(client, tree, online):
    row, taken = make_web_question(unit=tree.county), make_web_question(unit=tree.county)
    online.terms.update(suspended_on=NOW.date())

    answer = client.post(reverse("consultation_taking", args=[row.pk]), follow=True)

    assert "没有通过核验" in answer.content.decode()
    in_hand = in_hand_of(make_lawyer(unit=tree.county), unit=tree.county)
    for name in ("consultation_detail", "consultation_answer"):
        assert client.get(reverse(name, args=[in_hand.pk])).status_code == 404
    assert client.post(reverse("consultation_taking", args=[in_hand.pk])).status_code == 404
    assert taken.number not in page(client, "consultation_detail", row.pk)


def test_a_lawyer_on_duty_writes_down_what_was_answered_without_a_name(client, tree):
    institution = make_institution(unit=tree.county)
    lawyer = make_lawyer(unit=tree.county)
    client.force_login(lawyer.user)

    html = page(client, "consultation_new")
    assert 'name="phone"' not in html
    refused = client.post(reverse("consultation_new"), typed(name="周试明", phone="13900000000"))
    assert 'id="id_answer_error"' in refused.content.decode()
    client.post(
        reverse("consultation_new"),
        typed(name="周试明", institution=institution.pk, answer="可以。", minutes="5"),
    )

    row = Consultation.objects.get()
    assert (row.lawyer, row.is_anonymous, row.institution) == (lawyer, True, institution)
    assert row.number in page(client, "consultation_list")


def test_the_worklist_names_what_is_open_and_to_a_lawyer_what_waits(tree, online):
    waiting = make_web_question(unit=tree.county)
    held = in_hand_of(online, unit=tree.county)
    make_consultation(unit=tree.county, answer="可以。")
    today = timezone.localdate()

    def lines(actor):
        return {line.pk: line for line in work_lines(awaiting(actor, today=today))}

    clerk = actor_in(make_post(role=Role.WINDOW_CLERK, unit=tree.county))
    found = lines(clerk)
    assert set(found) == {waiting.pk, held.pk} == set(lines(lawyer_actor(online)))
    assert found[waiting.pk].what == "答复网上留言"
    assert found[waiting.pk].source == f"{waiting.due_source}（待核）"
    assert found[waiting.pk].due_on == timezone.localdate(waiting.due_at)
    assert lines(actor_in(make_post(role=Role.WINDOW_CLERK, unit=tree.prefecture))) == {}
    assert lines(actor_in(make_post(role=Role.AUDITOR, unit=tree.county))) == {}


def test_the_head_is_told_once_of_what_was_to_be_answered_by_now(tree):
    head = make_post(role=Role.LEGAL_HEAD, unit=tree.county)
    clerk = make_post(role=Role.WINDOW_CLERK, unit=tree.county)
    late = make_web_question(unit=tree.county)
    letter = make_consultation(unit=tree.county, channel=Channel.BY_LETTER)
    make_consultation(unit=tree.county, answer="可以。")
    day = timedelta(days=1)

    assert tell_of_overdue(now=NOW + day / 2) == 0
    for _ in range(2):
        tell_of_overdue(now=NOW + 2 * day)
    told = Notice.objects.filter(channel=Notice.Channel.IN_APP)
    assert [(one.user_id, late.number in one.body) for one in told] == [(head.user_id, True)]
    assert clerk.user_id != head.user_id
    tell_of_overdue(now=letter.due_at + day)
    assert told.all().count() == 2
    assert not any(WHO in one.body for one in told.all())
