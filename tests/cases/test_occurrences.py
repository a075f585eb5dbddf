"""What happens beside the proceedings, and the legal deadlines reckoned from it by hand."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from gongyuan.cases.actions.occurrences import record_occurrence
from gongyuan.cases.actions.settling import answer_report, settle_deadline
from gongyuan.cases.choices import CaseState, OccurrenceKind, StageKind, StageResult
from gongyuan.cases.models import Case, Occurrence
from gongyuan.cases.rules.handling import Filing, PastStage, filing_obstacles
from gongyuan.cases.rules.occurrences import OccurrenceDetails, occurrence_obstacles
from gongyuan.core.events import events_of
from gongyuan.core.refusals import Refused
from gongyuan.people.choices import Role
from tests.cases.factories import make_case
from tests.cases.handling_factories import (
    LATER,
    accept,
    conclude,
    handled,
    lawyer_of,
    officer_of,
    stage,
)
from tests.people.factories import make_actor

K = OccurrenceKind
#: A Monday morning in Beijing after everything told here.
NOW = datetime(2026, 8, 3, 2, 0, tzinfo=UTC)
DAY = date(2026, 8, 3)


# --- rules ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"kind": K.ASSESSED, "happened_on": date(2026, 8, 4)}, {"happened_on"}),
        ({"kind": K.EVIDENCE_ORDERED, "happened_on": DAY}, {"until_on"}),
        ({"kind": K.HINDERED, "happened_on": DAY, "until_on": date(2026, 8, 1)}, {"until_on"}),
        ({"kind": K.ASSESSED, "happened_on": DAY, "until_on": DAY}, {"until_on"}),
        ({"kind": K.ASSESSED, "happened_on": DAY}, set()),
        ({"kind": K.EVIDENCE_ORDERED, "happened_on": DAY, "until_on": date(2026, 9, 1)}, set()),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(values, fields):
    assert set(occurrence_obstacles(OccurrenceDetails(**values), today=DAY)) == fields


def past(kind, result):
    return PastStage(
        kind=kind, filed_on=date(2026, 5, 1), concluded_on=date(2026, 6, 1), result=result
    )


@pytest.mark.parametrize(
    ("kind", "before", "field"),
    [
        (StageKind.SECOND_INSTANCE, [past("first_instance", "mediated")], "kind"),
        (StageKind.SECOND_INSTANCE, [past("first_instance", "judgment")], None),
        (StageKind.ARBITRATION, [past("arbitration", "award")], "kind"),
        (StageKind.ARBITRATION, [past("arbitration", "withdrawn")], None),
        (StageKind.ENFORCEMENT, [past("arbitration", "withdrawn")], "kind"),
        (StageKind.ENFORCEMENT, [past("arbitration", "award")], "filed_on"),
    ],
)
def test_a_stage_before_its_predecessor_is_refused(kind, before, field):
    day = date(2026, 5, 20) if field == "filed_on" else date(2026, 6, 10)

    found = filing_obstacles(Filing(kind=kind, filed_on=day), before, today=DAY)

    assert set(found) == ({field} if field else set())


# --- actions -------------------------------------------------------------------------------------

pytestmark = pytest.mark.django_db


def record(case, kind, happened_on, *, actor=None, now=NOW, **values):
    details = OccurrenceDetails(kind=kind, happened_on=happened_on, **values)
    return record_occurrence(case=case, details=details, actor=actor or lawyer_of(case), now=now)


def running(case):
    rows = case.deadlines.filter(met_at=None, cancelled_at=None)
    return dict(rows.values_list("code", "due_on"))


def test_an_assessment_received_gives_fifteen_days_to_ask_for_another():
    case = handled()

    done = record(case, K.ASSESSED, date(2026, 8, 3))

    # The 15th day after Monday the 3rd is Tuesday the 18th.
    assert running(case) == {"INJ_REEXAM": date(2026, 8, 18)}
    assert "劳动能力鉴定管理办法（2025年）第十九条" in done.warnings[0]
    case.refresh_from_db()
    assert case.next_due_code == "INJ_REEXAM"
    record(case, K.REASSESSMENT_FILED, date(2026, 8, 3))
    assert running(case) == {}


def test_an_injury_gives_the_employer_thirty_days_and_the_worker_a_year():
    case = handled()

    record(case, K.INJURED, date(2026, 7, 1))

    assert running(case) == {
        "INJ_EMPLOYER": date(2026, 7, 31),
        "INJ_WORKER": date(2027, 7, 1),
    }
    record(case, K.INJURY_FILED, date(2026, 8, 3))
    assert set(running(case)) == {"INJ_ACCEPT"}


def test_the_days_to_prove_are_those_of_the_order_and_end_with_the_proceeding():
    case = handled()
    opened = stage(case)

    record(case, K.EVIDENCE_ORDERED, date(2026, 7, 20), until_on=date(2026, 8, 10))

    row = case.deadlines.get(code="EVIDENCE")
    assert (row.due_on, row.label) == (date(2026, 8, 10), "提交证据")
    record(case, K.EVIDENCE_ORDERED, date(2026, 7, 27), until_on=date(2026, 8, 20))
    assert running(case)["EVIDENCE"] == date(2026, 8, 20)
    conclude(opened, concluded_on=date(2026, 8, 3), now=NOW)
    assert "EVIDENCE" not in running(case)


def test_what_was_secured_must_be_enforced_three_months_after_the_effect():
    case = handled()
    record(case, K.PRESERVED, date(2026, 6, 1))
    conclude(stage(case), StageResult.MEDIATED)

    # Received on 10 July; 10 October 2026 is a make-up working Saturday.
    assert running(case)["EXEC_PRESERVED"] == date(2026, 10, 10)
    assert "EXEC_APPLY" in running(case)


def test_what_was_secured_runs_from_the_effect_of_an_award_nobody_sues_over():
    case = handled()
    record(case, K.PRESERVED, date(2026, 6, 1))
    conclude(stage(case))
    assert "EXEC_PRESERVED" not in running(case)
    suit = case.deadlines.get(code="SUE_WORKER")
    how = {"how": "waived", "note": "不起诉", "now": LATER}
    settle_deadline(deadline=suit, actor=lawyer_of(case), **how)

    answer_report(deadline=suit, is_confirmed=True, note="", actor=officer_of(case), now=LATER)

    # The last day to sue was Monday 27 July.
    assert suit.due_on == date(2026, 7, 27)
    assert running(case)["EXEC_PRESERVED"] == date(2026, 10, 27)


def test_the_year_of_wages_runs_from_the_end_of_the_employment_and_anew_from_a_demand():
    case = handled(claim_kinds=["unpaid_wages", "economic_compensation"])

    record(case, K.EMPLOYMENT_ENDED, date(2025, 9, 1))
    assert running(case) == {
        "LIMIT_ARB": date(2026, 9, 1),
        "LIMIT_ARB_WAGE": date(2026, 9, 1),
    }
    record(case, K.CLAIM_RAISED, date(2026, 7, 6))
    assert set(running(case).values()) == {date(2027, 7, 6)}

    stage(case, filed_on=date(2026, 8, 3), now=NOW)
    assert not {"LIMIT_ARB", "LIMIT_ARB_WAGE"} & set(running(case))
    record(case, K.CLAIM_RAISED, date(2026, 7, 7))
    assert not {"LIMIT_ARB", "LIMIT_ARB_WAGE"} & set(running(case))


def test_a_lawyer_who_accepts_finds_the_year_running_when_the_employment_has_ended():
    ended = {"employed_to": date(2026, 3, 31), "claim_kinds": ["unpaid_wages", "work_injury"]}
    case = make_case(state=CaseState.ASSIGNED, **ended)
    still = make_case(state=CaseState.ASSIGNED)

    accept(case)
    accept(still)

    # The end says nothing of when the other wrong was known.
    assert running(case) == {"LIMIT_ARB_WAGE": date(2027, 3, 31)}
    assert running(still) == {}


def test_days_on_which_nobody_could_apply_do_not_count():
    case = handled()
    record(case, K.WRONG_KNOWN, date(2025, 9, 1))

    record(case, K.HINDERED, date(2026, 7, 1), until_on=date(2026, 7, 10))

    # From the 1st to the 10th are nine days, as every pause is counted: the earlier day is safe.
    assert running(case) == {"LIMIT_ARB": date(2026, 9, 10)}


def test_a_court_has_seven_days_to_file_and_three_months_to_judge_an_appeal():
    case = handled()
    conclude(stage(case))
    filed = stage(case, StageKind.FIRST_INSTANCE, filed_on=date(2026, 7, 20), now=NOW)
    assert running(case) == {"COURT_FILE": date(2026, 7, 27)}

    conclude(filed, StageResult.JUDGMENT, concluded_on=date(2026, 7, 31), now=NOW)
    stage(
        case,
        StageKind.SECOND_INSTANCE,
        filed_on=date(2026, 8, 3),
        accepted_on=date(2026, 8, 3),
        now=NOW,
    )

    assert running(case)["APPEAL_TRIAL"] == date(2026, 11, 3)


def test_the_same_day_once_more_changes_nothing():
    case = handled()

    record(case, K.ASSESSED, date(2026, 8, 3))
    again = record(case, K.ASSESSED, date(2026, 8, 3))

    assert again.deadlines == ()
    assert Occurrence.objects.count() == 1
    assert events_of(case).filter(code="cases.case.record_occurrence").count() == 1


def test_only_who_may_records_and_only_while_the_case_is_open():
    case = handled()

    with pytest.raises(PermissionDenied):
        record(case, K.ASSESSED, DAY, actor=make_actor(role=Role.AUDITOR, unit=case.unit))
    with pytest.raises(Case.DoesNotExist):
        record(case, K.ASSESSED, DAY, actor=make_actor(role=Role.LEGAL_OFFICER))
    over = make_case(state=CaseState.ARCHIVED)
    with pytest.raises(Refused, match="不再登记"):
        record(over, K.ASSESSED, DAY, actor=officer_of(over))


def test_on_the_phone_the_day_reckoned_and_its_article_are_read_at_once(client):
    case = handled()
    client.force_login(case.assignments.get().lawyer.user)

    wrong = client.post(
        reverse("lawyer_occurrence_new", args=[case.pk]),
        {"kind": K.EVIDENCE_ORDERED, "happened_on": "20260601"},
    )
    page = client.post(
        reverse("lawyer_occurrence_new", args=[case.pk]),
        {"kind": K.ASSESSED, "happened_on": "20260601"},
        follow=True,
    )

    assert "请写明到哪一天" in wrong.text
    assert "申请再次鉴定：最迟2026-06-16" in page.text
    assert "劳动能力鉴定管理办法（2025年）第十九条" in page.text
