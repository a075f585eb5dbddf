"""Why things are sent back is counted, and each number is a list (退回原因)."""

from datetime import UTC, datetime

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from gongyuan.cases.actions.hand_up import return_to_sender
from gongyuan.cases.actions.returns import send_back
from gongyuan.cases.actions.review import return_to_review
from gongyuan.cases.choices.major import REASONS_OF, ReturnedThing, ReturnReason
from gongyuan.cases.models import SentBack
from gongyuan.cases.queries.returns import reason_counts, sent_back
from gongyuan.cases.queries.work import awaiting
from gongyuan.core.refusals import Refused
from gongyuan.core.work import work_lines
from gongyuan.people.choices import Role
from tests.cases.factories import NOW, make_case, proposed
from tests.cases.major_factories import collaborating, handed_up, side_records
from tests.organisations.factories import make_tree
from tests.people.factories import make_actor, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


def returned(tree, reason="papers_lacking", now=NOW):
    row = handed_up(tree.township)
    clerk = make_actor(role=Role.WINDOW_CLERK, unit=tree.county)
    return_to_sender(handed=row, reason=reason, note="请补。", actor=clerk, now=now)
    return SentBack.objects.last()


def test_every_reason_has_a_thing_and_every_thing_its_reasons():
    assert set(REASONS_OF) == set(ReturnedThing)
    assert {reason for reasons in REASONS_OF.values() for reason in reasons} == set(ReturnReason)


def test_each_number_is_the_list_behind_it(client, tree):
    for reason in ("papers_lacking", "papers_lacking", "contact_wrong"):
        returned(tree, reason)
    actor = make_actor(role=Role.LEGAL_OFFICER, unit=tree.prefecture)

    counts = reason_counts(actor, year=2026)

    assert [times for _, _, times in counts] == [2, 1]
    for thing, reason, times in counts:
        assert sent_back(actor, year=2026, thing=thing, reason=reason).count() == times
    client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=tree.prefecture).user)
    page = client.get(
        reverse("sent_back_list"),
        {"year": "2026", "thing": "hand_up", "reason": "contact_wrong"},
    ).text
    assert "联系方式有误 1" in page
    assert page.count('data-label="时间"') == 1


def test_a_year_begins_at_midnight_in_beijing(tree):
    returned(tree, now=datetime(2025, 12, 31, 16, 30, tzinfo=UTC))
    actor = make_actor(role=Role.LEGAL_OFFICER, unit=tree.county)

    assert sent_back(actor, year=2026).count() == 1
    assert sent_back(actor, year=2025).count() == 0


def test_each_sees_exactly_what_was_sent_back_in_the_subtree(tree):
    row = returned(tree)
    seen = {tree.county: {row}, tree.prefecture: {row}, tree.township: set()}
    seen |= {tree.other_county: set(), tree.stranger: set()}
    for unit, wanted in seen.items():
        actor = make_actor(role=Role.LEGAL_OFFICER, unit=unit)
        assert set(SentBack.objects.visible_to(actor)) == wanted


def test_an_opinion_sent_back_is_counted_and_nobody_changes_the_record(client, tree):
    case = proposed(unit=tree.county)
    client.force_login(make_post(role=Role.LEGAL_HEAD, unit=tree.county).user)
    url = reverse("case_note_verb", args=[case.pk, "return_to_review"])
    refused = client.post(url, {"note": "再查工资条。"})
    assert "再查工资条。" in refused.text
    client.post(url, {"note": "再查工资条。", "reason": "facts_unclear"})

    row = SentBack.objects.get()
    assert (row.thing, row.reason, row.case) == ("review_opinion", "facts_unclear", case)
    with pytest.raises(ProgrammingError), transaction.atomic():
        SentBack.objects.update(reason="other_reason")


def test_an_opinion_is_not_sent_back_for_a_reason_that_does_not_fit(tree):
    case = proposed(unit=tree.county)
    head = make_actor(role=Role.LEGAL_HEAD, unit=tree.county)

    with pytest.raises(Refused) as refusal:
        return_to_review(case=case, note="不行。", reason="no_capacity", actor=head, now=NOW)

    assert refusal.value.field == "reason"
    case.refresh_from_db()
    assert case.state == "awaiting_decision"


def test_too_long_a_sentence_is_refused(tree):
    case = proposed(unit=tree.county)
    with pytest.raises(Refused, match="最多300个字"):
        send_back(
            thing=ReturnedThing.REVIEW_OPINION,
            reason="other_reason",
            note="长" * 301,
            about=case,
            actor=make_actor(unit=tree.county),
            now=NOW,
        )


def test_what_waits_between_unions_stands_on_the_worklists_of_both(client, tree):
    case = make_case(unit=tree.county)
    side_records(case)
    collaborating(make_case(unit=tree.stranger), tree.county)
    handed_up(tree.township)
    lower = make_actor(role=Role.LEGAL_OFFICER, unit=tree.county)
    upper = make_actor(role=Role.LEGAL_OFFICER, unit=tree.prefecture)

    today = timezone.localdate(NOW)
    assert {line.what for line in work_lines(awaiting(lower, today=today))} == {
        "反馈督办",
        "接收转交",
        "答复协作",
    }
    assert {line.what for line in work_lines(awaiting(upper, today=today))} == {
        "签收重大案件报告",
        "接收转交",
    }
    client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=tree.county).user)
    page = client.get(reverse("desk_worklist")).text
    assert "案件以外要办的" in page
    assert "反馈督办" in page
