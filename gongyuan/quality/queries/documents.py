"""What the documents of quality say: the facts their templates ask for, worded for print."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from gongyuan.quality.models import CaseReview, Complaint, ReturnVisit
from gongyuan.quality.queries.complaints import ground_labels
from gongyuan.quality.queries.reviews import items_of
from gongyuan.quality.queries.visits import answers_shown

NOT_KNOWN = "（未填）"


def printed_day(day: date | None) -> str:
    """A day as documents write it: 2026年11月22日."""
    return f"{day.year}年{day.month}月{day.day}日" if day else NOT_KNOWN


def printed_moment(moment: datetime | None) -> str:
    """The Beijing day of a moment as documents write it."""
    return printed_day(timezone.localdate(moment)) if moment else NOT_KNOWN


def complaint_facts(complaint: Complaint) -> dict[str, Any]:
    """The fields of the documents of a complaint (《法律援助投诉处理办法》)."""
    about = complaint.lawyer.name if complaint.lawyer else complaint.about_name
    return {
        "complainant": complaint.complainant_name,
        "complaint_number": complaint.number,
        "code": complaint.code,
        "lodged_on": printed_moment(complaint.lodged_at),
        "accepted_on": printed_moment(complaint.accepted_at),
        "about": f"{complaint.get_about_display()}{about}",
        "about_unit": complaint.about_unit.name,
        "case_number": complaint.case.number if complaint.case else "（未指明案件）",
        "grounds": "、".join(ground_labels(complaint)),
        "facts": complaint.facts,
        "added": complaint.added,
        "wish": complaint.wish or "（未提出）",
        "verdict": {True: "属实", False: "不属实", None: NOT_KNOWN}[complaint.is_verified],
        "finding": complaint.finding,
        "measures": complaint.measures,
        "forwarded_to": complaint.forwarded_to,
    }


def visit_facts(visit: ReturnVisit) -> dict[str, Any]:
    """The fields of the return-visit form."""
    case = visit.case
    return {
        "case_number": case.number,
        "applicants": case.applicant_label,
        "employer": case.employer.name,
        "lawyer": visit.lawyer.name if visit.lawyer else NOT_KNOWN,
        "closed_on": printed_day(case.closed_on),
        "outcome": visit.get_outcome_display(),
        "way": visit.get_way_display() or NOT_KNOWN,
        "finished_on": printed_day(visit.finished_on),
        "finished_by": visit.finished_by,
        "remark": visit.remark or "（无）",
        "answers": answers_shown(visit),
        "attempts": [
            {
                "when": printed_moment(row.tried_at),
                "outcome": row.get_outcome_display(),
                "note": f"，{row.note}" if row.note else "",
            }
            for row in visit.attempts.order_by("pk")
        ],
    }


def review_facts(review: CaseReview) -> dict[str, Any]:
    """The fields of the score sheet: every reviewer's points by item, none of them named."""
    standard = review.draw.standard
    sheets = list(review.sheets.order_by("position"))
    items = items_of(standard)
    return {
        "case_number": review.case.number,
        "applicants": review.case.applicant_label,
        "employer": review.case.employer.name,
        "lawyer": review.lawyer.name if review.lawyer else NOT_KNOWN,
        "firm": review.lawyer.firm.name if review.lawyer else NOT_KNOWN,
        "closed_on": printed_day(review.case.closed_on),
        "standard": f"{standard.title}（{standard.source}）",
        "rows": [
            {
                "label": item.label,
                "points": item.points,
                "scores": "、".join(str(sheet.scores.get(item.code, "")) for sheet in sheets),
            }
            for item in items
        ],
        "totals": "、".join(str(sheet.total) for sheet in sheets),
        "points": str(review.points),
        "grade": review.grade or "本单位没有定等级线，不评等级",
        "opinions": [{"text": sheet.opinion} for sheet in sheets],
    }
