"""Days as people type them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from gongyuan.core.fields import DayField


@pytest.mark.parametrize(
    "typed", ["20261103", "2026-11-3", "2026.11.03", "2026/11/3", "2026年11月3日"]
)
def test_a_day_is_read_with_any_of_the_usual_marks(typed):
    assert DayField().clean(typed) == date(2026, 11, 3)


@pytest.mark.parametrize("typed", ["2026113", "202611", "20261131", "明天"])
def test_digits_of_which_nobody_knows_the_day_are_sent_back(typed):
    with pytest.raises(ValidationError, match="请写成 20261122"):
        DayField().clean(typed)
