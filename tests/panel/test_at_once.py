"""Two at once in the team's year: real threads, real transactions."""

from datetime import date
from uuid import uuid4

import pytest

from gongyuan.core.models import Notice
from gongyuan.core.refusals import Refused
from gongyuan.panel.actions.ledgers import sign_ledger
from gongyuan.panel.actions.opening import open_all_for_complaints
from gongyuan.panel.actions.payments import record_stipends, withdraw_payment
from gongyuan.panel.actions.reminders import remind_all
from gongyuan.panel.actions.removal import decide_removal, decide_to_keep
from gongyuan.panel.details import NewStipends
from gongyuan.panel.models import Conduct, LedgerReminder, LedgerVersion, Payment
from gongyuan.people.actor import system
from tests.cases.test_at_once import at_once
from tests.panel.factories import NOW, acting, activity, make_city, member, proposed, verified

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_heads_who_decide_at_once_one_decides_and_the_other_is_told():
    city = make_city()
    row = proposed(city, member(city))

    results = at_once(
        lambda: decide_removal(conduct=row, note="取消。", actor=city.head, now=NOW),
        lambda: decide_to_keep(conduct=row, note="保留。", actor=city.other_head, now=NOW),
    )

    assert sum(isinstance(result, Conduct) for result in results) == 1
    assert sum(isinstance(result, Refused) for result in results) == 1


def test_two_jobs_at_once_open_one_proceeding():
    city = make_city()
    term = member(city)
    for _ in range(2):
        verified(term.lawyer, city.unit)

    results = at_once(*[lambda: open_all_for_complaints(now=NOW)] * 2)

    assert sorted(results) == [0, 1]
    assert Conduct.objects.count() == 1


def test_two_jobs_at_once_remind_once():
    city = make_city()
    member(city)

    results = at_once(*[lambda: remind_all(actor=system(), now=NOW)] * 2)

    assert sorted(results) == [0, 1]
    assert LedgerReminder.objects.count() == 1


def test_signed_twice_at_once_is_one_version():
    city = make_city()
    term = member(city)
    activity(term)
    actor = acting(term)

    results = at_once(*[lambda: sign_ledger(term=term, actor=actor, now=NOW)] * 2)

    assert {type(result) for result in results} == {LedgerVersion}
    assert LedgerVersion.objects.count() == 1


def test_stipends_written_down_by_two_at_once_are_paid_once_and_one_is_told():
    city = make_city()
    terms = [member(city), member(city)]
    forms = [
        NewStipends(
            submission_key=uuid4(),
            yuan=dict.fromkeys(term.pk for term in terms),
            paid_on=date(2026, 4, 20),
            voucher=f"记-{number}",
        )
        for number in (1, 1, 2)
    ]

    def pays(paid, actor):
        return lambda: record_stipends(paid=paid, actor=actor, now=NOW)

    same = at_once(pays(forms[0], city.officer), pays(forms[0], city.officer))
    assert same[0] == same[1]
    results = at_once(pays(forms[1], city.officer), pays(forms[2], city.head))

    assert [type(result) for result in results] == [Refused, Refused]
    assert Payment.objects.count() == Notice.objects.count() == 2
    for row in Payment.objects.all():
        withdraw_payment(payment=row, note="重新登记", actor=city.head, now=NOW)
    results = at_once(pays(forms[1], city.officer), pays(forms[2], city.head))
    assert sorted(isinstance(result, Refused) for result in results) == [False, True]
    assert Payment.objects.standing().count() == 2
