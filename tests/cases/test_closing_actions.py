from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from gongyuan.cases.actions.closing import close_case, hand_in_paper, return_file, submit_file
from gongyuan.cases.choices import CaseState, DocumentKind, MaterialState, MoveOf
from gongyuan.cases.models import Case
from gongyuan.cases.queries.closing import closing_facts, file_check_rows
from gongyuan.cases.rules.closing import closing_obstacles
from gongyuan.core.models import Notice
from gongyuan.core.refusals import Refused
from tests.cases.handling_factories import (
    LATER,
    answers,
    closed,
    conclude,
    hand_in,
    handled,
    lawyer_of,
    officer_of,
    stage,
    submitted_file,
    upload,
)

pytestmark = pytest.mark.django_db


def _close(case, recovered="12000", summary="办完了"):
    return close_case(
        case=case,
        summary=summary,
        recovered_amount=None if recovered is None else Decimal(recovered),
        actor=lawyer_of(case),
        now=LATER,
    )


def _open(case):
    rows = case.deadlines.filter(met_at=None, cancelled_at=None)
    return {row.code: row.due_on for row in rows}


def test_closing_refuses_and_names_the_open_stage_the_deadline_and_the_paper():
    case = handled()
    case.materials.update(status=MaterialState.PROMISED)
    conclude(stage(case))
    stage(case, "enforcement", filed_on=date(2026, 7, 20), now=LATER)

    with pytest.raises(Refused) as refusal:
        _close(case)

    said = "".join(refusal.value.reasons)
    assert "“执行”还没有结果" in said
    assert "不服仲裁裁决起诉" in said
    assert "身份证" in said
    assert Case.objects.get(pk=case.pk).state == CaseState.HANDLING
    assert not hasattr(Case.objects.get(pk=case.pk), "closing")


def test_a_case_without_any_proceeding_is_not_closed():
    with pytest.raises(Refused, match="还没有登记任何程序"):
        _close(handled())


def test_the_employers_days_to_annul_do_not_keep_a_case_open():
    case = handled()
    conclude(stage(case), finality="final")
    case.deadlines.exclude(code="REVOKE_EMPLOYER").filter(met_at=None).update(met_at=LATER)

    assert closing_obstacles(closing_facts(case)) == []


def test_closing_takes_the_day_of_the_last_document_and_sums_the_money():
    case = handled()
    conclude(stage(case), "mediated", concluded_on=date(2026, 7, 10))

    closing = _close(case)

    case.refresh_from_db()
    assert (case.state, case.closed_on) == (CaseState.CLOSED, date(2026, 7, 10))
    assert (closing.claimed_amount, closing.awarded_amount, closing.recovered_amount) == (
        Decimal("12000.00"),
        Decimal("12000.00"),
        Decimal("12000"),
    )
    assert case.documents.get().kind == DocumentKind.CLOSING_REPORT
    assert _open(case) == {"AID_DOSSIER": date(2026, 8, 10)}
    assert case.deadlines.get(code="EXEC_APPLY").met_at == LATER


def test_money_still_to_come_keeps_enforcement_and_so_the_case_open():
    case = handled()
    conclude(stage(case), "mediated")

    with pytest.raises(Refused, match="申请执行"):
        _close(case, recovered="5000")


@pytest.mark.parametrize(
    ("values", "field"), [({"recovered": "-1"}, "recovered_amount"), ({"summary": " "}, "summary")]
)
def test_a_negative_sum_and_an_empty_summary_are_refused_beside_their_field(values, field):
    case = handled()
    conclude(stage(case), "performed")

    with pytest.raises(Refused) as refusal:
        _close(case, **values)

    assert refusal.value.field == field


def test_a_later_stage_answers_a_claim_in_place_of_the_earlier():
    case = handled()
    conclude(stage(case))
    opened = stage(case, "first_instance", filed_on=date(2026, 7, 20), now=LATER)
    conclude(
        opened,
        "mediated",
        concluded_on=date(2026, 7, 20),
        answers=answers(case, "partly", "9000"),
    )

    assert _close(case, recovered="9000").awarded_amount == Decimal("9000.00")


def test_an_officer_does_not_close_for_the_lawyer():
    case = handled()
    conclude(stage(case), "performed")
    with pytest.raises(PermissionDenied):
        close_case(
            case=case, summary="完", recovered_amount=None, actor=officer_of(case), now=LATER
        )


def test_the_file_is_handed_in_with_what_is_missing_named():
    case = closed()
    hand_in(case, "05", "15")

    missing = submit_file(case=case, actor=lawyer_of(case), now=LATER)

    case.refresh_from_db()
    assert (case.state, case.move_of) == (CaseState.FILE_SUBMITTED, MoveOf.OFFICE)
    assert any("调解书" in sentence for sentence in missing)
    assert not any("仲裁申请书" in sentence for sentence in missing)
    assert set(_open(case)) == {"AID_SUBSIDY"}


def test_the_check_list_asks_for_what_this_cases_way_brought_about():
    case = closed()

    rows = {row.item.code: row for row in file_check_rows(case)}

    assert rows["15"].is_missing
    assert rows["21"].is_missing
    assert not rows["22"].is_required
    assert not rows["04"].is_required
    assert not rows["25"].is_missing


def test_a_file_goes_back_with_the_list_and_the_lawyer_is_told():
    case = submitted_file()

    check = return_file(
        case=case, missing=["13"], note="缺谈话笔录", actor=officer_of(case), now=LATER
    )

    case.refresh_from_db()
    assert (case.state, case.move_of) == (CaseState.CLOSED, MoveOf.LAWYER)
    assert check.remarks == ["谈话笔录、风险告知书", "缺谈话笔录"]
    told = Notice.objects.get(channel="in_app", user_id=lawyer_of(case).user_id)
    assert "谈话笔录" in told.body
    assert _open(case) == {"AID_DOSSIER": date(2026, 8, 19)}


def test_sending_back_says_what_is_missing():
    case = submitted_file()
    with pytest.raises(Refused, match="理由"):
        return_file(case=case, missing=[], note="", actor=officer_of(case), now=LATER)
    assert Case.objects.get(pk=case.pk).state == CaseState.FILE_SUBMITTED


def test_a_paper_that_is_not_what_its_name_says_is_refused():
    case = closed()
    before = case.papers.count()

    with pytest.raises(Refused) as refusal:
        hand_in_paper(
            case=case,
            file=upload("裁决书.pdf", b"MZ\x90 not a pdf"),
            catalogue_code="21",
            actor=lawyer_of(case),
            now=LATER,
        )

    assert refusal.value.field == "file"
    assert case.papers.count() == before


def test_a_paper_needs_an_item_of_the_catalogue():
    case = closed()
    for code in ("99", "02"):
        with pytest.raises(Refused, match="卷内目录"):
            hand_in_paper(
                case=case, file=upload(), catalogue_code=code, actor=lawyer_of(case), now=LATER
            )
