"""The page of a case: thirteen statements at the most, however much hangs on the case."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongyuan.cases.choices import (
    AppointmentKind,
    AssignmentEnd,
    CaseState,
    ClaimOutcome,
    MoveOf,
    StageKind,
    StageResult,
)
from gongyuan.cases.models import (
    Applicant,
    Appointment,
    ArchiveAppraisal,
    Assignment,
    Case,
    Claim,
    ClaimResult,
    Closing,
    Deadline,
    DeadlineReport,
    DiscussionMember,
    FileCheck,
    LatePaper,
    LawyerReport,
    LeaderInCharge,
    MajorCase,
    Material,
    Message,
    OversightFeedback,
    OversightOrder,
    Paper,
    ProgressReport,
    Stage,
    Supplement,
)
from gongyuan.cases.queries.sight import case_in_sight
from gongyuan.cases.queries.whole import whole_case
from gongyuan.people.choices import Role
from gongyuan.policy.choices import ClaimKind
from tests.cases.factories import NOW, make_case
from tests.cases.keeping_factories import keeping_records
from tests.cases.major_factories import collaborating, side_records
from tests.cases.roll_factories import roll_records
from tests.lawyers.factories import lawyer_actor, make_lawyer
from tests.organisations.factories import make_tree
from tests.people.factories import make_actor, make_post, make_worker
from tests.quality.factories import visit_of

pytestmark = pytest.mark.django_db

MOST = 13
TODAY = date(2026, 6, 1)


@pytest.fixture
def tree(settings):
    settings.SECOND_FACTOR_COMPULSORY = False
    return make_tree()


def filled(case, rows):
    """So many rows of everything that a case may have many of, and one of what it has one of."""
    day, who = TODAY, "试经办"
    people = [
        Applicant(case=case, worker=make_worker(), position=n + 2) for n in range(min(rows, 8))
    ]
    Applicant.objects.bulk_create(people)
    Case.objects.filter(pk=case.pk).update(people_count=len(people) + 1, is_major=True)
    first = case.applicants.order_by("position").first()
    claims = [Claim(case=case, applicant=first, kind="overtime", amount=n) for n in range(rows)]
    Claim.objects.bulk_create(claims)
    kinds = [StageKind.NEGOTIATION, StageKind.MEDIATION, StageKind.ARBITRATION]
    stages = [
        Stage(
            case=case, unit_path=case.unit_path, kind=kind, filed_on=day, concluded_on=day,
            result=StageResult.AWARD,
        )
        for kind in kinds[:rows]
    ]  # fmt: skip
    Stage.objects.bulk_create(stages)
    ClaimResult.objects.bulk_create(
        ClaimResult(stage=stage, claim=claim, outcome=ClaimOutcome.SUPPORTED)
        for stage in stages
        for claim in claims
    )
    for number in range(rows):
        Material.objects.create(case=case, code=f"m{number}", label=f"材料{number}")
        ProgressReport.objects.create(
            case=case, happened_on=day, text="去了。", reported_at=NOW, reported_by=who
        )
        Message.objects.create(
            case=case, is_from_worker=True, text="问", written_at=NOW, written_by="职工"
        )
        deadline = Deadline.objects.create(
            case=case, code=f"D{number}", label="期限", kept_by=MoveOf.LAWYER, starts_on=day,
            due_on=day + timedelta(days=number), source="自定",
        )  # fmt: skip
        DeadlineReport.objects.create(
            case=case, deadline=deadline, how="done", note="已办", reported_at=NOW, reported_by=who,
            reporter_id=1,
        )  # fmt: skip
        Appointment.objects.create(
            case=case, unit=case.unit, unit_path=case.unit_path, kind=AppointmentKind.MEETING,
            starts_at=NOW + timedelta(days=number), made_at=NOW, made_by=who, changed_at=NOW,
        )  # fmt: skip
        Assignment.objects.create(
            case=case, lawyer=make_lawyer(unit=case.unit), offered_at=NOW, offered_by=who,
            ended_at=NOW, end_kind=AssignmentEnd.DECLINED,
        )  # fmt: skip
        make_case(unit=case.unit, worker=first.worker)
        collaborating(case)
    with_weight(case, rows)


def with_weight(case, rows):
    """Orders with feedback and papers, talks with members, reports, a leader."""
    major = {"unit": case.unit, "unit_path": case.unit_path, "since": NOW}
    MajorCase.objects.create(case=case, reasons=[{"text": "十人以上"}], **major)
    LeaderInCharge.objects.create(
        case=case, unit=case.unit, name="试领导", title="副主席", since=NOW, named_by="试"
    )
    known = side_records(case)
    order = OversightOrder.objects.get(pk=known["order_id"])
    for number in range(rows):
        feedback = OversightFeedback.objects.create(
            order=order, text=f"反馈{number}", given_at=NOW, given_by="试"
        )
        feedback.papers.set(Paper.objects.filter(case=case)[:3])
        DiscussionMember.objects.create(
            discussion_id=known["discussion_id"], name=f"成员{number}", office="县总"
        )
        LawyerReport.objects.create(
            case=case, user=make_post(role=Role.LAWYER, unit=case.unit).user, text="重大。",
            reported_at=NOW, reported_by="试律师", sha256="0" * 64,
        )  # fmt: skip


def sealed(case, rows):
    """Closed, checked and archived, with supplements, their papers and appraisals."""
    Closing.objects.create(case=case, summary="调解。", closed_by="试律师", closed_at=NOW)
    supplement = keeping_records(case)["supplement_id"]
    for number in range(rows):
        FileCheck.objects.create(case=case, is_accepted=False, checked_at=NOW, checked_by="试")
        LatePaper.objects.create(
            supplement_id=supplement, file=Paper.objects.filter(case=case)[0].file,
            title=f"后来{number}", catalogue_code="17",
        )  # fmt: skip
        ArchiveAppraisal.objects.create(
            archive=case.archive, outcome="keep_longer", keep_until=date(2040, 1, 1), note="重大",
            appraised_at=NOW, appraised_by="试",
        )  # fmt: skip
    visit_of(case)


def statements(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as sent:
        answer = client.get(url)
    assert answer.status_code == 200
    print(f"{url}: {len(sent)} statements, {len(answer.content) / 1024:.0f} KB")
    return len(sent), answer.text


STATES = [CaseState.AWAITING_DECISION, CaseState.HANDLING, CaseState.CLOSED, CaseState.ARCHIVED]


@pytest.mark.parametrize("state", STATES)
def test_an_office_asks_few_statements_however_much_hangs_on_a_case(client, tree, state):
    client.force_login(make_post(role=Role.LEGAL_HEAD, unit=tree.county).user)
    counts, page = [], ""
    for rows in (1, 30):
        is_kept = state == CaseState.ARCHIVED
        begun = CaseState.CLOSED if is_kept else state
        case = make_case(unit=tree.county, state=begun, lawyer=make_lawyer(unit=tree.county))
        roll_records(case)
        filled(case, rows)
        if state in (CaseState.CLOSED, CaseState.ARCHIVED):
            sealed(case, rows)
        # Once a file is sealed nothing is added to it.
        if is_kept:
            row = Case.objects.filter(pk=case.pk)
            row.update(state=CaseState.FILE_SUBMITTED)
            row.update(state=CaseState.ARCHIVED, archived_at=NOW)
        count, page = statements(client, reverse("case_detail", args=[case.pk]))
        counts.append(count)

    assert counts[0] == counts[1] <= MOST
    assert "反馈29" in page
    assert "成员29" in page
    assert "材料29" in page
    assert ("后来29" in page) == (state in (CaseState.CLOSED, CaseState.ARCHIVED))


@pytest.mark.parametrize("route", ["lawyer_case", "case_detail"])
def test_a_lawyer_asks_few_statements_however_much_hangs_on_a_case(client, tree, route):
    lawyer = make_lawyer(unit=tree.county)
    client.force_login(lawyer.user)
    counts, page = [], ""
    for rows in (1, 30):
        case = make_case(unit=tree.county, state=CaseState.HANDLING, lawyer=lawyer)
        filled(case, rows)
        count, page = statements(client, reverse(route, args=[case.pk]))
        counts.append(count)

    assert counts[0] == counts[1] <= MOST
    assert str(ClaimKind.OVERTIME.label) in page
    assert "反馈29" not in page


def test_an_offer_is_shown_with_few_statements(client, tree):
    lawyer = make_lawyer(unit=tree.county)
    client.force_login(lawyer.user)
    case = make_case(unit=tree.county, state=CaseState.ASSIGNED, lawyer=lawyer)

    assert statements(client, reverse("lawyer_offer", args=[case.pk]))[0] <= MOST


@pytest.mark.parametrize("role", list(Role))
def test_the_prepared_statement_finds_what_the_scope_finds(tree, role):
    lawyer = make_lawyer(unit=tree.county)
    places = (tree.county, tree.other_county, tree.prefecture, tree.stranger)
    cases = [make_case(unit=unit) for unit in places]
    cases.append(make_case(unit=tree.stranger, state=CaseState.HANDLING, lawyer=lawyer))
    actors = [make_actor(role=role, unit=unit) for unit in (*places, tree.province)]
    actors += [lawyer_actor(lawyer)] if role == Role.LAWYER else []

    for actor in actors:
        seen = {row.pk for row in Case.objects.visible_to(actor)}
        found = {case.pk for case in cases if case_in_sight(actor, case.pk)}
        assert found == seen & {case.pk for case in cases}


def test_a_case_in_sight_comes_with_what_its_page_names(tree):
    case = make_case(unit=tree.county)
    found = case_in_sight(make_actor(unit=tree.county), case.pk)

    with CaptureQueriesContext(connection) as sent:
        assert found == case
        assert found.unit.parent == tree.prefecture
        assert (found.employer, found.matter) == (case.employer, case.matter)
        assert found.institution is None or found.institution.name
    assert len(sent) == 0


def test_what_was_read_together_knows_its_case_and_its_own(tree):
    case = make_case(unit=tree.county, state=CaseState.HANDLING)
    filled(case, 2)
    Supplement.objects.create(case=case, told_at=NOW, due_on=TODAY, items=[])
    whole = whole_case(Case.objects.get(pk=case.pk), make_actor(unit=tree.county))

    with CaptureQueriesContext(connection) as sent:
        assert whole.first(Supplement).case == case
        assert [row.case for row in whole.materials] == [case] * len(whole.materials)
        assert {claim.applicant for claim in whole.claims if claim.applicant} <= {*whole.applicants}
        assert [len(stage.results.all()) for stage in whole.stages] == [2, 2]
        assert whole.case.major.reasons == [{"text": "十人以上"}]
    assert len(sent) == 0
    assert whole.claims[-1].amount == Decimal(1)
    assert len(whole.elsewhere) == 2
