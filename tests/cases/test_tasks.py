"""What happens at night by itself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gongyuan.cases.actions.papers import request_supplement, supplement
from gongyuan.cases.choices import CaseState
from gongyuan.cases.queries import detail
from gongyuan.cases.tasks import lapse_supplements
from gongyuan.core.events import events_of
from tests.cases.factories import submitted
from tests.cases.test_review import all_missing, officer

pytestmark = pytest.mark.django_db


def told(days_ago: int):
    now = timezone.now() - timedelta(days=days_ago)
    case = submitted(now=now)
    request_supplement(case=case, items=all_missing(case), actor=officer(case), now=now)
    case.refresh_from_db()
    return case


def test_at_night_only_what_stayed_unanswered_past_its_day_lapses():
    late, early, answered = told(30), told(1), told(30)
    supplement(
        case=answered,
        received=[row.code for row in detail.missing_materials(answered)],
        actor=officer(answered),
        now=timezone.now(),
    )

    lapse_supplements(timestamp=0)
    lapse_supplements(timestamp=1)

    for case in (late, early, answered):
        case.refresh_from_db()
    assert late.state == CaseState.DEEMED_WITHDRAWN
    assert early.state == CaseState.SUPPLEMENTING
    assert answered.state == CaseState.UNDER_REVIEW
    lapsed = events_of(late).get(code="cases.case.lapse")
    assert lapsed.actor_name == "系统"
