"""What the documents around a major case say: minutes, orders, reports and letters."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils import timezone

from gongyuan.cases.choices import DecisionOutcome, DocumentKind
from gongyuan.cases.choices.major import DiscussionStance
from gongyuan.cases.major_fields import MAJOR_FIELDS
from gongyuan.cases.models import Case, Discussion
from gongyuan.cases.queries.documents import NOT_YET, printed_day, printed_moment


def major_facts(case: Case, kind: DocumentKind) -> dict[str, Any]:
    """The fields of a document of this kind beyond the usual ones; none for other kinds.

    Each tells of the latest row of its case: the order just given, the discussion just concluded.
    """
    found = _BY_KIND.get(kind)
    return (found(case) or _not_yet(kind)) if found else {}


def _not_yet(kind: DocumentKind) -> dict[str, Any]:
    """The fields while there is nothing to tell, for looking at the words beforehand."""
    own, _ = MAJOR_FIELDS[kind]
    return {field.name: [] if field.is_list else NOT_YET for field in own}


def _minutes(case: Case) -> dict[str, Any]:
    row = case.discussions.exclude(concluded_at=None).order_by("-pk").first()
    if row is None:
        return {}
    members = list(row.members.all())
    return {
        "topic": row.topic,
        "held_on": printed_day(row.held_on),
        "place": row.place or NOT_YET,
        "chair": row.chair,
        "recorder": row.convened_by,
        "members": [
            {
                "name": one.name,
                "office": one.office,
                "stance": DiscussionStance(one.stance).label,
                "opinion": one.opinion,
            }
            for one in members
            if one.given_at
        ],
        "recused": "；".join(
            f"{one.name}（{one.recusal_note}）" for one in members if one.recused_at
        )
        or "无",
        "outcome": _outcome(row),
        "conclusion": row.conclusion,
    }


def _outcome(row: Discussion) -> str:
    return DecisionOutcome(row.outcome).label if row.outcome else "另作处理"


def _order(case: Case) -> dict[str, Any]:
    row = case.oversights.select_related("unit", "to_unit").order_by("-pk").first()
    if row is None:
        return {}
    return {
        "office": row.unit.name,
        "office_phone": row.unit.phone or "12351",
        "addressee": row.to_unit.name,
        "demand": row.demand,
        "feedback_due": printed_day(row.due_on),
    }


def _report(case: Case) -> dict[str, Any]:
    rows = case.major_reports.select_related("from_unit", "to_unit")
    row = rows.order_by("-pk").first()
    if row is None:
        return {}
    found = getattr(case, "major", None)
    return {
        "office": row.from_unit.name,
        "addressee": row.to_unit.name,
        "reasons": [{"text": reason["text"]} for reason in found.reasons] if found else [],
        "report_text": row.text,
        "state": case.get_state_display(),
        "people_count": case.people_count,
    }


def _lawyer_report(case: Case) -> dict[str, Any]:
    row = case.lawyer_reports.order_by("-pk").first()
    if row is None:
        return {}
    return {
        "reported_by": row.reported_by,
        "reported_at": _to_the_minute(row.reported_at),
        "report_text": row.text,
        "sha256": row.sha256,
        "papers": "；".join(row.paper_hashes) or "无",
    }


def _to_the_minute(moment: datetime) -> str:
    return f"{printed_moment(moment)}{timezone.localtime(moment):%H时%M分}"


def _letter(case: Case) -> dict[str, Any]:
    rows = case.collaborations.select_related("unit", "to_unit")
    row = rows.order_by("-pk").first()
    if row is None:
        return {}
    return {
        "office": row.unit.name,
        "addressee": row.to_unit.name,
        "task": row.task,
        "contact": row.contact,
        "answer_due": printed_day(row.due_on) or "尽快",
        "papers": "；".join(paper.title for paper in row.papers.order_by("pk")) or "无",
    }


_BY_KIND: dict[DocumentKind, Callable[[Case], dict[str, Any]]] = {
    DocumentKind.DISCUSSION_MINUTES: _minutes,
    DocumentKind.OVERSIGHT_NOTICE: _order,
    DocumentKind.MAJOR_REPORT: _report,
    DocumentKind.LAWYER_REPORT: _lawyer_report,
    DocumentKind.COLLABORATION_LETTER: _letter,
}
