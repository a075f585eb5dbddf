"""What the forms for signing and the letters between offices say of a case, worded for print.

What the case does not know is a line to be filled in by hand; nothing is put in its place.
"""

from collections.abc import Callable, Iterable
from typing import Any

from gongyuan.cases.choices import DecisionOutcome, DocumentKind, MandateKind, Source
from gongyuan.cases.models import Assignment, Case
from gongyuan.cases.queries.closing import latest_check
from gongyuan.cases.queries.detail import latest_decision, latest_review, open_deadlines
from gongyuan.cases.queries.documents import MANDATE_TEXTS, printed_day, printed_moment, reason_row
from gongyuan.core.events import events_of
from gongyuan.people.models import Worker
from gongyuan.policy.choices import HardshipGround

LINE = "＿＿＿＿＿＿＿＿"
#: More people than this are on the roll, not on the form.
MOST_NAMED = 5
ON_THE_ROLL = "见申请人名册"
MOST_PROGRESS = 10
#: What may go wrong in any labour dispute; the lawyer puts in what this one adds.
USUAL_RISKS = (
    "证据不足或者不被采纳，请求可能得不到全部支持。",
    "超过申请仲裁的时效、起诉或者上诉的期限，可能失去相应的权利。",
    "请求的项目、金额不当或者遗漏，可能不被支持，或者不能再补。",
    "不按时到庭或者中途退庭，可能按撤回处理。",
    "对方没有可供执行的财产的，裁决、判决可能一时不能兑现。",
    "陈述不实、提交虚假证据的，要承担法律责任，援助会被终止。",
)


def form_facts(case: Case, kind: DocumentKind) -> dict[str, Any]:
    """The fields of a form or letter beyond those every document of a case has."""
    known = _BY_KIND.get(kind)
    return {"line": LINE} | known(case) if known else {}


def _people(case: Case) -> dict[str, Any]:
    """Who applies; of more than five the forms name nobody: they are on the roll."""
    if case.people_count > MOST_NAMED:
        told = dict.fromkeys(
            ("identity_numbers", "phones", "addresses", "sexes", "groups"), ON_THE_ROLL
        )
        return told | {"people_count": case.people_count}
    rows = case.applicants.select_related("worker")
    workers = [applicant.worker for applicant in rows]
    return {
        "people_count": case.people_count,
        "identity_numbers": _joined(worker.identity_number for worker in workers),
        "phones": _joined(worker.phone for worker in workers),
        "addresses": _joined(worker.address for worker in workers),
        "sexes": _joined(_sex(worker) for worker in workers),
        "groups": _joined(_groups(worker) for worker in workers),
    }


def _sex(worker: Worker) -> str:
    return "，".join(part for part in (worker.get_sex_display(), worker.ethnic_group) if part)


def _groups(worker: Worker) -> str:
    told = ["农民工"] if worker.is_migrant else []
    return "、".join([*told, *worker.special_group_labels])


def _joined(parts: Iterable[str]) -> str:
    return "；".join(part for part in parts if part) or LINE


def _application(case: Case) -> dict[str, Any]:
    grounds = [str(HardshipGround(code).label) for code in case.hardship_grounds]
    days = [printed_day(day) or LINE for day in (case.employed_from, case.employed_to)]
    return _people(case) | {
        "source": str(Source(case.source).label),
        "facts_text": case.facts_text,
        "handling_words": case.get_state_display(),
        "hardship": "、".join(grounds) or LINE,
        "employed": "至".join(days),
    }


def _approval(case: Case) -> dict[str, Any]:
    review, decision = latest_review(case), latest_decision(case)
    told = (decision.reasons if decision else []) or []
    return _people(case) | {
        "review_words": _opinion(review.outcome, review.opinion) if review else LINE,
        "reviewed_by": f"{review.reviewed_by}，{printed_moment(review.reviewed_at)}"
        if review
        else LINE,
        "decision_words": _opinion(decision.outcome, decision.note) if decision else LINE,
        "decided_by": f"{decision.decided_by}，{printed_moment(decision.decided_at)}"
        if decision
        else LINE,
        "reasons": [reason_row(row) for row in told if not row.get("is_remedy")],
    }


def _opinion(outcome: str, words: str) -> str:
    return f"{DecisionOutcome(outcome).label}。{words}".strip()


def _served(case: Case) -> dict[str, Any]:
    """The documents not served yet; all that people are served with when none is left."""
    rows = [
        row
        for row in case.documents.filter(paper__is_inner=False).order_by("pk")
        if not row.is_drafted and row.kind in _SERVED
    ]
    listed = [row for row in rows if row.served_at is None] or rows
    return {
        "served": [
            {"position": place, "title": row.title, "number": row.number}
            for place, row in enumerate(listed, 1)
        ]
    }


def _with_lawyer(case: Case) -> dict[str, Any]:
    last = _last_assignment(case)
    return {
        "lawyer": last.lawyer.name if last else LINE,
        "firm": last.lawyer.firm.name if last else LINE,
        "licence_number": last.lawyer.licence_number if last else LINE,
    }


def _last_assignment(case: Case) -> Assignment | None:
    return case.assignments.select_related("lawyer__firm").order_by("pk").last()


def _agreement(case: Case) -> dict[str, Any]:
    mandate = case.mandates.order_by("-pk").first()
    words = MANDATE_TEXTS[MandateKind(mandate.kind)] if mandate else LINE
    return _people(case) | _with_lawyer(case) | {"mandate_words": words, "agreed_words": "无。"}


def _interview(case: Case) -> dict[str, Any]:
    told = {"interview_text": case.facts_text, "interview_wish": LINE}
    return _people(case) | _with_lawyer(case) | told


def _risks(case: Case) -> dict[str, Any]:
    return _with_lawyer(case) | {"risks": [{"text": text, "clause": ""} for text in USUAL_RISKS]}


def _progress(case: Case) -> dict[str, Any]:
    reports = case.progress_reports.order_by("-pk")[:MOST_PROGRESS]
    return _with_lawyer(case) | {
        "progress": [
            {"happened_on": printed_day(row.happened_on), "text": row.text}
            for row in reversed(reports)
        ],
        "dates": [
            {"label": row.label, "due_on": printed_day(row.due_on), "source": row.source}
            for row in open_deadlines(case)
            if row.kept_by in ("worker", "lawyer")
        ],
    }


def _transfer(case: Case) -> dict[str, Any]:
    sent = events_of(case).filter(code="cases.case.transfer").order_by("-pk").first()
    papers = case.papers.filter(document=None, is_inner=False).order_by("pk")
    return {
        "transferred_to": str(sent.data.get("title", LINE)) if sent else LINE,
        "transfer_reason": sent.note if sent else LINE,
        "sent_papers": [
            {"position": place, "title": paper.title} for place, paper in enumerate(papers, 1)
        ],
    }


def _replacement(case: Case) -> dict[str, Any]:
    last = _last_assignment(case)
    return _with_lawyer(case) | {
        "replacement_reason": (last.end_reason if last else "") or LINE,
        "officer_words": LINE,
    }


def _subsidy(case: Case) -> dict[str, Any]:
    check = latest_check(case)
    stages = [str(stage.get_kind_display()) for stage in case.stages.order_by("pk")]
    passed = f"合格，{check.checked_by}，{printed_moment(check.checked_at)}" if check else LINE
    return (
        _people(case)
        | _with_lawyer(case)
        | {
            "stages_words": "、".join(stages) or LINE,
            "file_check_words": passed if check and check.is_accepted else LINE,
        }
    )


#: What people are served with; forms they sign themselves are not.
_SERVED = frozenset(
    {
        DocumentKind.RECEIPT,
        DocumentKind.SUPPLEMENT_NOTICE,
        DocumentKind.GRANT_DECISION,
        DocumentKind.REFUSAL_DECISION,
        DocumentKind.TERMINATION_DECISION,
        DocumentKind.PROGRESS_NOTICE,
        DocumentKind.RISK_NOTICE,
    }
)
_BY_KIND: dict[DocumentKind, Callable[[Case], dict[str, Any]]] = {
    DocumentKind.REGISTRATION_SHEET: _application,
    DocumentKind.APPLICATION_FORM: _application,
    DocumentKind.APPROVAL_SHEET: _approval,
    DocumentKind.SERVICE_RECEIPT: _served,
    DocumentKind.ENTRUSTMENT_AGREEMENT: _agreement,
    DocumentKind.INTERVIEW_RECORD: _interview,
    DocumentKind.RISK_NOTICE: _risks,
    DocumentKind.PROGRESS_NOTICE: _progress,
    DocumentKind.TRANSFER_LETTER: _transfer,
    DocumentKind.REPLACEMENT_APPROVAL: _replacement,
    DocumentKind.REPLACEMENT_NOTICE: _replacement,
    DocumentKind.SUBSIDY_SHEET: _subsidy,
}
