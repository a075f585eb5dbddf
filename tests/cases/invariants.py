"""What holds of every case at every moment, however it came there."""

import re
from collections import defaultdict
from typing import Any

from django.apps import apps
from django.db import connection
from django.utils import timezone

from gongyuan.cases.choices import (
    CLOSED_STATES,
    FINAL_STATES,
    LITIGATION_STAGES,
    MoveOf,
    StageKind,
)
from gongyuan.cases.choices import CaseState as S
from gongyuan.cases.models import Archive, Case, Closing, Deadline, OfficialDocument, Stage
from gongyuan.cases.queries.closing import archive_faults
from gongyuan.cases.rules.closing import SERVICE_CLOCKS
from gongyuan.cases.workflow import WORKFLOW
from gongyuan.core.events import events_of
from gongyuan.core.models import Counter
from gongyuan.organisations.choices import UnitLevel
from gongyuan.policy.choices import AidForm
from gongyuan.reporting.choices import Group
from gongyuan.reporting.queries import cell_records, table
from tests.cases.handling_of_a_walk import outcomes_missing
from tests.cases.walking import Walk

_REVIEWING = frozenset({"AID_REVIEW"})
#: The clocks of the aid that may run in each state; the worker's own rights are beside them.
CLOCKS: dict[str, frozenset[str]] = {
    S.SUBMITTED: _REVIEWING,
    S.SUPPLEMENTING: _REVIEWING | {"AID_SUPPLEMENT"},
    S.UNDER_REVIEW: _REVIEWING,
    S.AWAITING_DECISION: _REVIEWING,
    S.GRANTED: frozenset({"AID_ASSIGN"}),
    S.REFUSED: frozenset({"UNION_OBJECTION"}),
    S.UNDER_OBJECTION: frozenset({"AID_OBJECTION"}),
    S.ASSIGNED: frozenset({"LAWYER_ANSWER", "AID_RETAINER"}),
    S.MANDATING: frozenset({"AID_RETAINER"}),
    S.HANDLING: frozenset({"PROGRESS"}),
    S.SUSPENDED: frozenset(),
    S.TERMINATED: frozenset({"AID_DOSSIER", "UNION_OBJECTION"}),
    S.TERMINATION_OBJECTED: frozenset({"AID_DOSSIER", "AID_OBJECTION"}),
    S.CLOSED: frozenset({"AID_DOSSIER"}),
    S.FILE_SUBMITTED: frozenset({"AID_SUBSIDY"}),
}
#: States in which the deadlines of the worker's rights are watched.
WATCHED = {S.GRANTED, S.ASSIGNED, S.MANDATING, S.HANDLING, S.SUSPENDED}
#: States in which a lawyer has the case or is asked.
WITH_LAWYER = {S.ASSIGNED, S.MANDATING, S.HANDLING, S.SUSPENDED, S.CLOSED}
NUMBERED = {"application": "application_number", "case": "case_number"}
_NUMBER = re.compile(r"〔(\d{4})〕(\d+)号")


def check_case(walk: Walk, case: Case) -> None:
    """Everything that holds of one case."""
    _the_table_led_here(case)
    current = case.assignments.filter(ended_at=None).count()
    assert current <= 1
    if case.state in WITH_LAWYER:
        assert current == 1, case.state
    if case.state in FINAL_STATES:
        assert current == 0, case.state
        assert case.move_of == MoveOf.NOBODY
    _open_deadlines_fit(case)
    if case.state in CLOSED_STATES:
        _is_closed_for_good(walk, case)
    else:
        assert case.closed_on is None
        walk.stages_at_closing.pop(case.pk, None)
    if case.state == S.ARCHIVED:
        _is_sealed(walk, case)


def _the_table_led_here(case: Case) -> None:
    """The events, in their order, are a way through the table that ends where the case stands."""
    codes = [event.code for event in events_of(case).order_by("pk")]

    assert "cases.case.submit" in codes
    verbs = {WORKFLOW.event_code(verb.name): verb for verb in WORKFLOW.transitions}
    state = S.SUBMITTED
    for code in codes:
        if code in verbs:
            assert state in verbs[code].sources, (state, code)
            state = verbs[code].target
    assert case.state == state


def _open_deadlines_fit(case: Case) -> None:
    rows = list(Deadline.objects.filter(case=case, met_at=None, cancelled_at=None))
    clocks = {row.code for row in rows if row.code.startswith(SERVICE_CLOCKS)}
    assert clocks <= CLOCKS.get(case.state, frozenset()), (case.state, clocks)
    if case.state not in WATCHED:
        assert {row.code for row in rows} == clocks, case.state
    shown = [row for row in rows if case.state != S.SUPPLEMENTING or row.code != "AID_REVIEW"]
    assert case.next_due_on == min((row.due_on for row in shown), default=None)
    keepers = {row.kept_by for row in rows}
    if case.state not in WITH_LAWYER | {S.TERMINATED, S.TERMINATION_OBJECTED}:
        assert MoveOf.LAWYER not in keepers, case.state


def _is_closed_for_good(walk: Walk, case: Case) -> None:
    assert case.closed_on is not None
    stages = list(Stage.objects.filter(case=case).order_by("pk").values())
    assert walk.stages_at_closing.setdefault(case.pk, stages) == stages
    is_closed_by_lawyer = Closing.objects.filter(case=case).exists()
    assert is_closed_by_lawyer or case.terminations.exists()
    if case.state == S.CLOSED:
        assert is_closed_by_lawyer
    if is_closed_by_lawyer:
        assert stages
        assert all(stage["concluded_on"] for stage in stages)
        assert outcomes_missing(case) == []


def _is_sealed(walk: Walk, case: Case) -> None:
    archive = Archive.objects.select_related("package").get(case=case)
    assert case.archived_at == archive.sealed_at
    known = (
        list(case.papers.order_by("pk").values()),
        list(case.documents.order_by("pk").values()),
        archive.manifest_sha256,
    )
    if case.pk not in walk.sealed:
        assert archive_faults(archive) == []
    assert walk.sealed.setdefault(case.pk, known) == known


def check_numbers() -> None:
    """Every counter has given exactly the numbers from 1 to its last, each to one document."""
    given: dict[tuple[int, str, int], list[int]] = defaultdict(list)
    for kind, column in NUMBERED.items():
        for unit_id, number in Case.objects.exclude(**{column: None}).values_list(
            "unit_id", column
        ):
            _note(given, unit_id, kind, number)
    for unit_id, number in Archive.objects.values_list("case__unit_id", "number"):
        _note(given, unit_id, "archive", number)
    for unit_id, kind, number in OfficialDocument.objects.values_list(
        "case__unit_id", "kind", "number"
    ):
        _note(given, unit_id, kind, number)
    counters = {(row.unit_id, row.kind, row.year): row.value for row in Counter.objects.all()}
    assert {key: sorted(numbers) for key, numbers in given.items()} == {
        key: list(range(1, value + 1)) for key, value in counters.items()
    }


def _note(given: Any, unit_id: int, kind: str, number: str) -> None:
    found = _NUMBER.search(number)
    assert found, number
    given[unit_id, kind, int(found[1])].append(int(found[2]))


def check_table(walk: Walk) -> None:
    """Each cell of cases in the year's table is its list, and what plain counting gives.

    Only after a step that changed what is counted, and of the units that it can concern.
    """
    today = timezone.localdate(walk.now)
    plain = _counted_plainly(today.year)
    if plain == walk.counted.get(today.year):
        return
    walk.counted[today.year] = plain
    above = walk.offices[0].unit.parent
    for unit in (above, walk.office_of(walk.case(walk.cases[-1])).unit):
        for cell in table(unit=unit, year=today.year, today=today).cells:
            if cell.indicator.group != Group.CASES or cell.level != UnitLevel.COUNTY:
                continue
            # What is counted beside the cases is none of theirs: nobody asks in these walks.
            listed, *beside = cell_records(cell).lists
            assert not any(one.records.exists() for one in beside)
            ids = set(listed.records.values_list("pk", flat=True))
            assert len(ids) == (cell.value or 0), (unit, cell.indicator.code)
            counted = plain.get(cell.indicator.code, set())
            below = {pk for pk, path in counted if path.startswith(unit.path)}
            assert ids == below, (unit, cell.indicator.code)


def _counted_plainly(year: int) -> dict[str, set[tuple[int, str]]]:
    found: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for case in Case.objects.all():
        is_advice = case.aid_form in {AidForm.CONSULTATION, AidForm.DRAFTING}
        is_of_year = timezone.localdate(case.applied_at).year == year
        if is_advice and is_of_year and case.state != S.TRANSFERRED:
            found["consultations"].add((case.pk, case.unit_path))
    for stage in Stage.objects.filter(filed_on__year=year).select_related("case"):
        if stage.kind == StageKind.ARBITRATION:
            found["arbitrations"].add((stage.case_id, stage.case.unit_path))
        if stage.kind in LITIGATION_STAGES:
            found["litigations"].add((stage.case_id, stage.case.unit_path))
    return found


def everything() -> dict[str, str]:
    """All that is kept of cases and what hangs on them, by table; equal when nothing changed."""
    labels = ("cases", "core", "matters", "procrastinate")
    tables = [
        model._meta.db_table
        for label in labels
        for model in apps.get_app_config(label).get_models()
        if model._meta.managed or label == "procrastinate"
    ]
    parts = [
        f"SELECT '{name}', md5(string_agg(row::text, '|' ORDER BY row::text)) FROM {name} row"
        for name in tables
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return dict(cursor.fetchall())
