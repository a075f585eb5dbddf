"""Two at once: real threads, real transactions."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from gongyuan.cases.actions.application import submit_application
from gongyuan.cases.actions.decision import grant, refuse
from gongyuan.cases.models import Case, Decision
from gongyuan.core.events import events_of
from gongyuan.core.refusals import Refused
from gongyuan.people.actor import visitor
from gongyuan.people.choices import Role
from tests.cases.factories import NOW, application, proposed, submitted
from tests.organisations.factories import make_unit
from tests.people.factories import make_actor

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """Run deeds in threads that start together; what each returned or was refused with."""
    barrier = threading.Barrier(len(deeds))
    results: list[object] = [None] * len(deeds)

    def run(place: int, deed: Callable[[], object]) -> None:
        try:
            barrier.wait(timeout=10)
            results[place] = deed()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


def test_of_two_who_decide_at_once_one_decides_and_the_other_is_told():
    case = proposed()
    first = make_actor(role=Role.LEGAL_HEAD, unit=case.unit)
    second = make_actor(role=Role.LEGAL_HEAD, unit=case.unit)

    results = at_once(
        lambda: grant(case=case, actor=first, now=NOW),
        lambda: refuse(case=case, note="不行。", overrule_reason="不是。", actor=second, now=NOW),
    )

    done = [result for result in results if isinstance(result, Decision)]
    told = [result for result in results if isinstance(result, Refused)]
    assert (len(done), len(told)) == (1, 1)
    assert done[0].decided_by in told[0].reasons[0]
    assert Decision.objects.filter(case=case).count() == 1
    codes = events_of(case).values_list("code", flat=True)
    assert len([c for c in codes if c in ("cases.case.grant", "cases.case.refuse")]) == 1


def test_the_same_form_sent_twice_at_once_is_one_case():
    told = application()
    unit = make_unit()

    results = at_once(
        *[
            lambda: submit_application(application=told, unit=unit, actor=visitor(), now=NOW)
            for _ in range(3)
        ]
    )

    assert [type(result) for result in results] == [Case] * 3
    assert len({result.pk for result in results}) == 1
    assert Case.objects.count() == 1


def test_applications_at_once_get_numbers_without_gap_or_double():
    unit = make_unit(document_prefix="试并援")

    results = at_once(*[lambda: submitted(unit=unit) for _ in range(6)])

    numbers = sorted(result.application_number for result in results)
    assert numbers == [f"试并援申〔2026〕{number}号" for number in range(1, 7)]
