"""Orders, discussions, reports and collaborations for tests, written directly."""

from datetime import date
from typing import Any
from uuid import uuid4

from gongyuan.cases.models import (
    Case,
    Collaboration,
    CollaborationPaper,
    Discussion,
    DiscussionMember,
    HandUp,
    MajorReport,
    OversightOrder,
    Paper,
)
from gongyuan.core import files
from gongyuan.organisations.models import Unit
from tests.cases.factories import NOW
from tests.organisations.factories import make_unit


def handed_up(unit: Unit) -> HandUp:
    """An application written in a unit for the one above it, or for another where none is."""
    return HandUp.objects.create(
        unit=unit,
        unit_path=unit.path,
        to_unit=unit.parent or make_unit(),
        source="station",
        answers='{"phone": ["19900000001"]}',
        applicant_label="试某",
        employer_name="某公司",
        submission_key=uuid4(),
        sent_at=NOW,
        sent_by="站点",
    )


def collaborating(case: Case, to_unit: Unit | None = None, **values: Any) -> Collaboration:
    """Help asked of another union, with one paper of the case's file."""
    helper = to_unit or make_unit()
    row = Collaboration.objects.create(
        case=case,
        unit=case.unit,
        unit_path=case.unit_path,
        to_unit=helper,
        to_path=helper.path,
        task="送达文书。",
        contact="试经办",
        asked_at=NOW,
        asked_by="试经办",
        **values,
    )
    stored = files.store_bytes(b"%PDF-1.4", name="a.pdf", kind=files.PDF, by="", now=NOW)
    paper = Paper.objects.create(
        case=case, file=stored, title="授权书", catalogue_code="12", added_at=NOW, added_by="经办"
    )
    CollaborationPaper.objects.create(collaboration=row, paper=paper)
    return row


def side_records(case: Case) -> dict[str, int]:
    """One record of each kind that stands beside a case, by the name its id has in addresses."""
    order = OversightOrder.objects.create(
        case=case,
        unit=case.unit.parent or case.unit,
        to_unit=case.unit,
        to_path=case.unit_path,
        demand="报告情况。",
        due_on=date(2026, 6, 8),
        ordered_at=NOW,
        ordered_by="上级",
    )
    discussion = Discussion.objects.create(
        case=case,
        topic="是否给予援助",
        held_on=date(2026, 6, 1),
        chair="试甲",
        convened_at=NOW,
        convened_by="经办",
    )
    member = DiscussionMember.objects.create(discussion=discussion, name="试甲", office="县总")
    report = MajorReport.objects.create(
        case=case,
        from_unit=case.unit,
        from_path=case.unit_path,
        to_unit=case.unit.parent or case.unit,
        text="十人以上。",
        sent_at=NOW,
        sent_by="经办",
    )
    collaboration = collaborating(case)
    return {
        "hand_up_id": handed_up(case.unit).pk,
        "collaboration_id": collaboration.pk,
        "shared_paper_id": collaboration.papers.get().pk,
        "report_id": report.pk,
        "order_id": order.pk,
        "discussion_id": discussion.pk,
        "member_id": member.pk,
    }
