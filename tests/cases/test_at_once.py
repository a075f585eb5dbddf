"""Two at once: real threads, real transactions."""

import threading
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection

from gongyuan.cases.actions.applicant_sheets import import_sheet
from gongyuan.cases.actions.application import submit_application
from gongyuan.cases.actions.decision import grant, refuse
from gongyuan.cases.models import Case, Decision
from gongyuan.core.events import events_of
from gongyuan.core.refusals import Refused
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import visitor
from gongyuan.people.choices import Role
from gongyuan.people.models import Worker
from tests.cases.factories import NOW, application, proposed, submitted
from tests.cases.roll_factories import make_sheet, roll_rows
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


def test_a_roll_confirmed_twice_at_once_adds_its_people_once(settings, tmp_path):
    kept_in(settings, tmp_path)
    case = submitted(unit=make_unit(region_code="410481"))
    clerk = make_actor(role=Role.WINDOW_CLERK, unit=case.unit)
    sheet = make_sheet(actor=clerk, case=case, rows=roll_rows(12, representatives=3))

    results = at_once(*[lambda: import_sheet(sheet=sheet, actor=clerk, now=NOW)] * 3)

    assert results == [case] * 3
    case.refresh_from_db()
    assert (case.people_count, case.applicants.count()) == (13, 13)
    assert events_of(case).filter(code="cases.case.import_applicants").count() == 1


def test_the_same_unknown_people_at_two_windows_at_once_are_entered_once(settings, tmp_path):
    kept_in(settings, tmp_path)
    rows = roll_rows(40)
    clerks = [
        make_actor(role=Role.WINDOW_CLERK, unit=make_unit(region_code="410481")) for _ in range(2)
    ]
    cases = [submitted(unit=Unit.objects.get(pk=clerk.unit_id)) for clerk in clerks]
    sheets = [
        make_sheet(actor=clerk, case=case, rows=order)
        for clerk, case, order in zip(clerks, cases, (rows, rows[::-1]), strict=True)
    ]
    before = Worker.objects.count()

    results = at_once(
        *(
            partial(import_sheet, sheet=sheet, actor=clerk, now=NOW)
            for sheet, clerk in zip(sheets, clerks, strict=True)
        )
    )

    assert results == cases
    assert Worker.objects.count() == before + 40
    assert [case.applicants.count() for case in cases] == [41, 41]


def kept_in(settings, folder):
    """Store files in the test's own folder."""
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": backend, "OPTIONS": {"location": folder}},
    }
