"""Two at once among the checks of online answers: real threads, real transactions."""

import pytest

from gongyuan.core.refusals import Refused
from gongyuan.people.actor import system
from gongyuan.quality.actions.answers import check_answer, draw_answers, draw_for
from gongyuan.quality.choices import AnswerGrade
from gongyuan.quality.models import AnswerCheck, AnswerDraw, PauseProposal
from tests.cases.test_at_once import at_once
from tests.organisations.factories import make_tree
from tests.quality.answer_factories import (
    DRAWN_AT,
    JUNE,
    REMARK,
    answered,
    checker,
    drawn_answers,
    online_lawyer,
    wrong_months,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_month_drawn_by_the_job_by_hand_and_from_above_at_once_is_drawn_from_once():
    tree = make_tree()
    answered(tree.county, online_lawyer(tree.county))
    officer = checker(tree.county)

    results = at_once(
        lambda: draw_for(unit=tree.county, month=JUNE, actor=system(), now=DRAWN_AT),
        lambda: draw_answers(month=JUNE, actor=officer, now=DRAWN_AT),
        lambda: draw_for(unit=tree.prefecture, month=JUNE, actor=system(), now=DRAWN_AT),
    )

    assert all(isinstance(one, AnswerDraw | Refused) for one in results)
    assert AnswerDraw.objects.count() == AnswerCheck.objects.count() == 1


def test_of_two_who_check_at_once_one_is_told_and_the_union_is_asked_once():
    tree = make_tree()
    lawyer = online_lawyer(tree.county)
    wrong_months(tree.county, lawyer, 2)
    for _ in range(11):
        answered(tree.county, lawyer, now=DRAWN_AT.replace(month=4))
    checks = list(drawn_answers(tree.county, month=JUNE.replace(month=4)).checks.all())
    officers = [checker(tree.county), checker(tree.county)]

    def wrong(check, officer, remark):
        return lambda: check_answer(
            check=check, grade=AnswerGrade.WRONG, remark=remark, actor=officer, now=DRAWN_AT
        )

    results = at_once(
        wrong(checks[0], officers[0], REMARK),
        wrong(checks[0], officers[1], "另一种意见。"),
        wrong(checks[1], officers[1], REMARK),
    )

    assert sum(isinstance(one, Refused) for one in results) == 1
    assert PauseProposal.objects.count() == 1
