"""How dates and codes are read as people type them."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from gongyuan.cases.actions.drafts import save_draft
from gongyuan.cases.models import ApplicationDraft
from gongyuan.portal import rules
from gongyuan.portal.tasks import forget_stale_drafts

DATES = [
    ("20240315", date(2024, 3, 15), True),
    ("2024-3-15", date(2024, 3, 15), True),
    ("2024年3月15日", date(2024, 3, 15), True),
    ("２０２４．３．１５", date(2024, 3, 15), True),
    (" 2024 / 03 / 15 ", date(2024, 3, 15), True),
    ("202403", date(2024, 3, 1), False),
    ("2024年3月", date(2024, 3, 1), False),
    ("2024.3", date(2024, 3, 1), False),
]


@pytest.mark.parametrize(("typed", "day", "has_day"), DATES)
def test_a_date_is_read_as_people_type_it(typed, day, has_day):
    assert rules.typed_date(typed) == (day, has_day)


@pytest.mark.parametrize("typed", ["", "去年", "2024", "20240230", "2024-13-1", "3月15日"])
def test_what_is_no_date_is_not_guessed(typed):
    assert rules.typed_date(typed) is None


@pytest.mark.parametrize(
    "typed", ["4104-26-0Q7K9X", "410426oq7k9x", " 4104 26 ０Ｑ７Ｋ９Ｘ", "4l04–26–OQ7K9X"]
)
def test_a_tracking_code_has_one_form(typed):
    assert rules.tracking_code(typed) == "4104-26-0Q7K9X"


def test_the_twentieth_wrong_guess_is_the_last():
    assert rules.guess_obstacles(19) == []
    assert rules.guess_obstacles(20)


def test_ten_people_apply_on_a_phone_and_eleven_do_not():
    assert rules.group_obstacles(10) == []
    assert "请到窗口" in rules.group_obstacles(11)[0]


@pytest.mark.django_db
def test_the_nightly_job_forgets_the_drafts_as_the_consent_promises():
    now = datetime(2026, 6, 10, 3, 17, tzinfo=UTC)
    for days in (6, 8):
        save_draft(key=uuid4(), changes={}, now=now - timedelta(days=days))

    forget_stale_drafts(int(now.timestamp()))

    assert ApplicationDraft.objects.get().updated_at == now - timedelta(days=6)
