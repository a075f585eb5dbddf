"""Acceptance, supplements, the officer's opinion."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from gongyuan.cases.actions.acceptance import accept_application, sign_oral_record
from gongyuan.cases.actions.papers import (
    add_paper,
    request_supplement,
    serve_document,
    supplement,
)
from gongyuan.cases.actions.review import propose_decision, return_to_review
from gongyuan.cases.choices import CaseState, MoveOf
from gongyuan.cases.details import ClaimDetails, MissingItem, NewPaper, Opinion
from gongyuan.cases.models import Case, Review
from gongyuan.cases.queries import detail
from gongyuan.cases.queries.facts import Findings
from gongyuan.core.events import events_of
from gongyuan.core.models import Notice
from gongyuan.core.refusals import Refused
from gongyuan.people.actor import worker
from gongyuan.people.choices import Role
from gongyuan.policy.models import DecisionRecord
from gongyuan.policy.queries import replay
from tests.cases.factories import NOW, accepted, person, proposed, submitted
from tests.organisations.factories import make_unit
from tests.people.factories import make_actor

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


def snapshot(case: Case) -> tuple[object, ...]:
    """Everything a refusal must leave as it was."""
    case.refresh_from_db()
    return (
        case.state,
        case.move_of,
        case.next_due_on,
        case.case_number,
        events_of(case).count(),
        case.documents.count(),
        case.papers.count(),
        case.deadlines.count(),
        case.decisions.count(),
        case.reviews.count(),
        sorted(case.materials.values_list("code", "status")),
        Notice.objects.count(),
    )


def officer(case: Case):
    return make_actor(role=Role.LEGAL_OFFICER, unit=case.unit)


def all_missing(case: Case) -> list[MissingItem]:
    rows = detail.missing_materials(case)
    return [MissingItem(code=row.code, label=row.label, why=row.why) for row in rows]


def photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("证件.pdf", b"%PDF-1.4 test", content_type="application/pdf")


def test_accepting_issues_the_receipt_and_begins_the_review():
    case = submitted()
    codes = list(case.materials.values_list("code", flat=True))

    accept_application(case=case, received=codes, actor=officer(case), now=NOW)

    case.refresh_from_db()
    assert (case.state, case.accepted_at) == (CaseState.UNDER_REVIEW, NOW)
    assert case.documents.get().kind == "receipt"
    assert not detail.missing_materials(case)
    assert case.next_due_code == "AID_REVIEW"


def test_what_is_missing_may_be_promised_for_a_day():
    case = submitted()

    accept_application(case=case, promised_on=date(2026, 6, 10), actor=officer(case), now=NOW)

    material = case.materials.get(code="identity")
    assert (material.status, material.promised_on) == ("promised", date(2026, 6, 10))


@pytest.mark.parametrize("promised_on", [None, date(2026, 5, 31)])
def test_accepting_with_papers_missing_and_no_day_is_refused(promised_on):
    case = submitted()
    before = snapshot(case)

    with pytest.raises(Refused) as refusal:
        accept_application(case=case, promised_on=promised_on, actor=officer(case), now=NOW)

    assert refusal.value.field == "promised_on"
    assert snapshot(case) == before


def test_an_oral_application_is_accepted_once_its_record_is_signed():
    case = submitted(oral_text="本人口述：没有发工资。")
    codes = list(case.materials.values_list("code", flat=True))
    clerk = make_actor(role=Role.WINDOW_CLERK, unit=case.unit)
    with pytest.raises(Refused, match="签字"):
        accept_application(case=case, received=codes, actor=clerk, now=NOW)

    sign_oral_record(case=case, actor=clerk, now=NOW)
    accept_application(case=case, received=codes, actor=clerk, now=NOW)

    case.refresh_from_db()
    assert case.state == CaseState.UNDER_REVIEW
    with pytest.raises(Refused, match="已经签过"):
        sign_oral_record(case=case, actor=clerk, now=NOW)


def test_everything_missing_is_told_once_with_the_day_of_the_policy():
    case = submitted()
    texts = Notice.objects.count()

    told = request_supplement(case=case, items=all_missing(case), actor=officer(case), now=NOW)

    case.refresh_from_db()
    assert case.state == CaseState.SUPPLEMENTING
    assert case.move_of == MoveOf.WORKER
    assert told.due_on == date(2026, 6, 8)
    assert (case.next_due_code, case.next_due_on) == ("AID_SUPPLEMENT", date(2026, 6, 8))
    assert [item["code"] for item in told.items] == ["identity", "matter_papers", "migrant_status"]
    assert case.documents.get().kind == "supplement_notice"
    assert Notice.objects.count() == texts + 1


def test_leaving_out_a_compulsory_paper_is_refused_because_there_is_no_second_time():
    case = submitted()
    before = snapshot(case)

    with pytest.raises(Refused, match="一次性告知"):
        request_supplement(case=case, items=all_missing(case)[:1], actor=officer(case), now=NOW)
    with pytest.raises(Refused):
        request_supplement(case=case, items=[], actor=officer(case), now=NOW)

    assert snapshot(case) == before


def test_the_days_of_a_supplement_do_not_count_in_the_review():
    case = submitted(unit=make_unit(region_code="990121"))
    clerk = officer(case)
    request_supplement(case=case, items=all_missing(case), actor=clerk, now=NOW + A_DAY)

    supplement(
        case=case,
        received=[row.code for row in detail.missing_materials(case)],
        actor=clerk,
        now=NOW + 4 * A_DAY,
    )

    case.refresh_from_db()
    review = case.deadlines.get(code="AID_REVIEW")
    # Seven days from 1 June end on 8 June; 3, 4 and 5 June do not count.
    assert review.due_on == date(2026, 6, 11)
    assert (case.state, case.next_due_on) == (CaseState.UNDER_REVIEW, date(2026, 6, 11))
    assert case.deadlines.get(code="AID_SUPPLEMENT").met_at == NOW + 4 * A_DAY
    assert case.supplements.get().answered_at == NOW + 4 * A_DAY


def test_the_worker_answers_with_a_photo_and_an_explanation():
    case = submitted()
    request_supplement(case=case, items=all_missing(case), actor=officer(case), now=NOW)
    self = worker(case_ids=frozenset({case.pk}))
    paper = NewPaper(file=photo(), material_code="identity")

    with pytest.raises(Refused) as refusal:
        supplement(case=case, papers=[paper], actor=self, now=NOW)
    assert refusal.value.field == "explanation"
    assert case.papers.filter(document=None).count() == 0
    supplement(case=case, papers=[paper], explanation="单位不给。", actor=self, now=NOW)

    case.refresh_from_db()
    assert case.state == CaseState.UNDER_REVIEW
    assert case.materials.get(code="identity").status == "received"
    assert events_of(case).filter(code="cases.case.supplement").get().note == "单位不给。"


def test_a_paper_that_is_not_what_its_name_says_is_refused_beside_the_file():
    case = submitted()
    before = snapshot(case)
    fake = SimpleUploadedFile("照片.jpg", b"MZ\x90\x00 a program", content_type="image/jpeg")

    with pytest.raises(Refused) as refusal:
        add_paper(case=case, paper=NewPaper(file=fake), actor=officer(case), now=NOW)

    assert refusal.value.field == "file"
    assert snapshot(case) == before


def test_a_paper_for_a_material_never_asked_for_is_refused():
    case = submitted()

    paper = NewPaper(file=photo(), material_code="no_such")
    with pytest.raises(Refused) as refusal:
        add_paper(case=case, paper=paper, actor=officer(case), now=NOW)

    assert refusal.value.field == "material_code"


def test_an_opinion_keeps_what_the_rules_said_and_can_be_replayed():
    case = accepted(unit=make_unit(region_code="410481"))

    review = propose_decision(
        case=case,
        opinion=Opinion(outcome="grant", text="材料齐全。"),
        findings=Findings(),
        actor=officer(case),
        now=NOW,
    )

    case.refresh_from_db()
    assert (case.state, case.move_of) == (CaseState.AWAITING_DECISION, MoveOf.HEAD)
    assert review.record.result["decision"]["grounds"] == ["MIGRANT_WAGE"]
    assert review.record.region_code == "410481"
    assert replay(review.record).same
    assert review.opinion == "材料齐全。"


@pytest.mark.parametrize(
    ("opinion", "field"),
    [
        (Opinion(outcome="grant", has_conflict=True), "has_conflict"),
        (Opinion(outcome="refuse"), "overrule_reason"),
        (Opinion(outcome="grant_first", overrule_reason="  "), "overrule_reason"),
    ],
)
def test_an_opinion_is_refused_with_an_interest_or_against_the_rules_without_reason(opinion, field):
    case = accepted()
    before = snapshot(case)
    records = DecisionRecord.objects.count()

    with pytest.raises(Refused) as refusal:
        propose_decision(
            case=case, opinion=opinion, findings=Findings(), actor=officer(case), now=NOW
        )

    assert refusal.value.field == field
    assert snapshot(case) == before
    assert DecisionRecord.objects.count() == records


def test_overruling_with_a_reason_is_kept_beside_the_proposal():
    case = accepted()

    review = propose_decision(
        case=case,
        opinion=Opinion(outcome="refuse", overrule_reason="劳动关系存疑，证据不足。"),
        findings=Findings(),
        actor=officer(case),
        now=NOW,
    )

    assert (review.outcome, review.overrule_reason) == ("refuse", "劳动关系存疑，证据不足。")
    assert review.record.result["decision"]["outcome"] == "grant"


def test_compensation_of_a_migrant_worker_is_not_spared_the_check_of_hardship():
    """进城务工 asking for 经济补偿 is outside 法律援助法 第四十二条第（三）项."""
    case = accepted(claims=(ClaimDetails(kind="economic_compensation"),))
    opinion = Opinion(outcome="grant")

    with pytest.raises(Refused, match="核查"):
        propose_decision(
            case=case, opinion=opinion, findings=Findings(), actor=officer(case), now=NOW
        )
    review = propose_decision(
        case=case,
        opinion=opinion,
        findings=Findings(is_hardship_confirmed=True),
        actor=officer(case),
        now=NOW,
    )

    assert review.record.result["decision"]["grounds"] == ["HARDSHIP_STANDARD"]


def test_evidence_of_severe_infringement_opens_the_way_without_hardship():
    case = accepted(applicants=(person(is_migrant=False),), has_severe_infringement_evidence=True)

    review = propose_decision(
        case=case,
        opinion=Opinion(outcome="grant"),
        findings=Findings(is_hardship_confirmed=False),
        actor=officer(case),
        now=NOW,
    )

    assert review.record.result["decision"]["grounds"] == ["SEVERE_INFRINGEMENT"]


def test_an_opinion_goes_back_with_a_reason_and_stays_on_the_file():
    case = proposed()
    head = make_actor(role=Role.LEGAL_HEAD, unit=case.unit)
    before = snapshot(case)
    with pytest.raises(Refused):
        return_to_review(case=case, note=" ", actor=head, now=NOW)
    assert snapshot(case) == before
    with pytest.raises(PermissionDenied):
        return_to_review(case=case, note="请补查考勤。", actor=officer(case), now=NOW)

    return_to_review(case=case, note="请补查考勤。", actor=head, now=NOW)

    case.refresh_from_db()
    assert (case.state, case.move_of) == (CaseState.UNDER_REVIEW, MoveOf.OFFICE)
    assert Review.objects.filter(case=case).count() == 1


def test_a_document_is_served_once():
    case = accepted()
    document = case.documents.get()
    clerk = make_actor(role=Role.WINDOW_CLERK, unit=case.unit)
    with pytest.raises(Refused):
        serve_document(document=document, how="", actor=clerk, now=NOW)

    serve_document(document=document, how="当面", actor=clerk, now=NOW)

    document.refresh_from_db()
    assert (document.served_at, document.served_how) == (NOW, "当面")
    with pytest.raises(Refused, match="已于"):
        serve_document(document=document, how="邮寄", actor=clerk, now=NOW)


def test_a_neighbour_and_a_superior_do_not_act_on_the_case():
    case = submitted()
    stranger = make_actor(role=Role.LEGAL_OFFICER)

    with pytest.raises(Case.DoesNotExist):
        accept_application(case=case, actor=stranger, now=NOW)
