"""What a document of a case says: the facts its template asks for, worded for print."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from gongyuan.cases.choices import DocumentKind, MandateKind
from gongyuan.cases.models import Case, Deadline
from gongyuan.cases.rules import catalogue
from gongyuan.law.amounts import capital_amount, formatted_amount
from gongyuan.organisations.models import Unit
from gongyuan.policy.choices import AidForm, ClaimKind

NOT_YET = "（未填）"
MANDATE_TEXTS = {
    MandateKind.GENERAL: "代理权限为一般代理：代为立案、提交证据、参加庭审、签收文书。",
    MandateKind.SPECIAL: "代理权限为特别授权：除一般代理事项外，代为承认、放弃、变更请求，"
    "进行和解，提起反诉或者上诉（依据：民事诉讼法第六十二条）。",
}


def document_facts(case: Case, kind: DocumentKind, *, now: datetime) -> dict[str, Any]:
    """All the fields of a document of this kind on this case, as text ready to print.

    Dates are written 2026年11月22日, amounts in yuan with capitals (人民币大写).
    """
    return _common(case, now) | _BY_KIND.get(kind, _nothing)(case)


def _common(case: Case, now: datetime) -> dict[str, Any]:
    office = case.institution or case.unit
    return {
        "office": office.name,
        "office_phone": office.phone or "12351",
        "upper_office": case.unit.parent.name if case.unit.parent else case.unit.name,
        "date": printed_day(timezone.localdate(now)),
        "applicants": _names(case),
        "plural": "们" if case.people_count > 1 else "",
        "employer": case.employer.name,
        "claims": "、".join(ClaimKind(code).label for code in case.claim_kinds) or "劳动争议",
        "claim_amount": _yuan(case.claim_amount),
        "aid_form": AidForm(case.aid_form).label,
        "application_number": case.application_number,
        "case_number": case.case_number or case.application_number,
        "tracking_code": case.matter.code,
        "applied_on": printed_moment(case.applied_at),
        "decided_on": printed_moment(case.decided_at),
        "closed_on": printed_day(case.closed_on),
        "facts_words": "",
        "closing_words": "",
        "replaces": "",
    }


def _names(case: Case) -> str:
    names = [applicant.worker.name for applicant in case.applicants.select_related("worker")]
    if len(names) <= 5:
        return "、".join(names)
    return f"{'、'.join(names[:3])}等{len(names)}人"


def _nothing(case: Case) -> dict[str, Any]:
    return {}


def _receipt(case: Case) -> dict[str, Any]:
    due = _deadline(case, "AID_REVIEW")
    papers = case.papers.filter(document=None).order_by("pk")
    return {
        "papers": [
            {
                "position": position,
                "title": paper.title,
                "pages": paper.pages or "—",
                "received_on": printed_moment(paper.added_at),
            }
            for position, paper in enumerate(papers, 1)
        ],
        "review_due": printed_day(due.due_on) if due else NOT_YET,
        "review_source": due.source if due else NOT_YET,
    }


def _supplement(case: Case) -> dict[str, Any]:
    supplement = case.supplements.order_by("-pk").first()
    return {
        "missing": supplement.items if supplement else [],
        "supplement_due": printed_day(supplement.due_on) if supplement else NOT_YET,
    }


def _oral(case: Case) -> dict[str, Any]:
    record = getattr(case, "oral_record", None)
    return _identity(case) | {
        "oral_taken_at": printed_moment(record.taken_at) if record else NOT_YET,
        "oral_taken_by": record.taken_by if record else NOT_YET,
        "oral_text": record.text if record else case.facts_text,
    }


def _decision(case: Case) -> dict[str, Any]:
    decision = case.decisions.order_by("-pk").first()
    assign = _deadline(case, "AID_ASSIGN")
    told = decision.reasons if decision else []
    objection = _deadline(case, "UNION_OBJECTION") or _deadline(case, "AID_OBJECTION")
    return {
        "reasons": [reason_row(row) for row in told if not row.get("is_remedy")],
        "remedies": [reason_row(row) for row in told if row.get("is_remedy")],
        "decision_note": decision.note if decision else "",
        "assign_due": printed_day(assign.due_on) if assign else NOT_YET,
        "objection_until": f"在{printed_day(objection.due_on)}前" if objection else "及时",
    }


def reason_row(reason: dict[str, Any]) -> dict[str, str]:
    """A reason of a decision as documents print it, with its clauses in brackets."""
    clauses = "；".join(str(clause["citation"]) for clause in reason.get("clauses", []))
    return {"text": str(reason.get("text", "")), "clause": f"（{clauses}）" if clauses else ""}


def _assignment(case: Case) -> dict[str, Any]:
    assignment = (
        case.assignments.filter(ended_at=None).select_related("lawyer__firm").order_by("pk").last()
    )
    if assignment is None:
        return {"lawyer": NOT_YET, "firm": "", "licence_number": "", "answer_due": NOT_YET}
    return {
        "lawyer": assignment.lawyer.name,
        "firm": assignment.lawyer.firm.name,
        "licence_number": assignment.lawyer.licence_number,
        "answer_due": printed_day(assignment.answer_due_on),
    }


def _power_of_attorney(case: Case) -> dict[str, Any]:
    mandate = case.mandates.order_by("-pk").first()
    kind = MandateKind(mandate.kind) if mandate else MandateKind.GENERAL
    return (
        _assignment(case)
        | _identity(case)
        | {
            "mandate_kind": kind.label,
            "mandate_text": MANDATE_TEXTS[kind],
            "signed_on": printed_day(mandate.signed_on) if mandate else "　　年　　月　　日",
        }
    )


def _termination(case: Case) -> dict[str, Any]:
    termination = case.terminations.order_by("-pk").first()
    return {
        "termination_ground": termination.get_ground_display() if termination else NOT_YET,
        "termination_reason": termination.reason if termination else "",
    }


def _closing(case: Case) -> dict[str, Any]:
    closing = getattr(case, "closing", None)
    last = case.assignments.select_related("lawyer__firm").order_by("pk").last()
    return {
        "lawyer": last.lawyer.name if last else NOT_YET,
        "firm": last.lawyer.firm.name if last else NOT_YET,
        "awarded_amount": _yuan(closing.awarded_amount if closing else None),
        "recovered_amount": _yuan(closing.recovered_amount if closing else None),
        "closing_summary": closing.summary if closing else "",
        "stages": [
            {
                "kind": stage.get_kind_display(),
                "body": stage.body,
                "number": stage.number,
                "concluded_on": printed_day(stage.concluded_on),
                "result": stage.get_result_display(),
            }
            for stage in case.stages.order_by("pk")
        ],
    }


def _catalogue(case: Case) -> dict[str, Any]:
    """The papers of the file in order; the catalogue itself bears no page number."""
    papers = case.papers.exclude(catalogue_code=catalogue.CATALOGUE)
    rows = list(papers.order_by("catalogue_code", "pk"))
    ranges = catalogue.page_ranges([paper.pages for paper in rows])
    return {
        "catalogue": [
            {
                "position": position,
                "title": paper.title,
                "pages": catalogue.printed_range(pages),
                "note": "副卷" if paper.is_inner else "",
            }
            for position, (paper, pages) in enumerate(zip(rows, ranges, strict=True), 1)
        ]
    }


def _identity(case: Case) -> dict[str, Any]:
    workers = [applicant.worker for applicant in case.applicants.select_related("worker")]
    return {
        "identity_numbers": "、".join(w.identity_number for w in workers if w.identity_number)
        or NOT_YET,
        "phones": "、".join(w.phone for w in workers if w.phone) or NOT_YET,
    }


_BY_KIND: dict[DocumentKind, Callable[[Case], dict[str, Any]]] = {
    DocumentKind.RECEIPT: _receipt,
    DocumentKind.SUPPLEMENT_NOTICE: _supplement,
    DocumentKind.ORAL_RECORD: _oral,
    DocumentKind.GRANT_DECISION: _decision,
    DocumentKind.REFUSAL_DECISION: _decision,
    DocumentKind.ASSIGNMENT_LETTER: _assignment,
    DocumentKind.POWER_OF_ATTORNEY: _power_of_attorney,
    DocumentKind.TERMINATION_DECISION: _termination,
    DocumentKind.CLOSING_REPORT: _closing,
    DocumentKind.FILE_CATALOGUE: _catalogue,
}


def _deadline(case: Case, code: str) -> Deadline | None:
    return case.deadlines.filter(code=code).order_by("-pk").first()


def common_facts(unit: Unit) -> dict[str, Any]:
    """The fields of every document: who issues it and by which phone one asks."""
    return {"office": unit.name, "office_phone": unit.phone or "12351"}


def printed_day(day: date | None) -> str:
    """A day as documents write it: 2026年11月22日; empty for none."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def printed_moment(moment: datetime | None) -> str:
    """The Beijing day of a moment, as documents write it; empty for none."""
    return printed_day(timezone.localdate(moment)) if moment else ""


def _yuan(amount: Decimal | None) -> str:
    if amount is None:
        return "无金额请求"
    return f"{formatted_amount(amount)}元（人民币{capital_amount(amount)}）"
