"""What the documents of the team's year say: the facts their templates ask for."""

from datetime import date
from pathlib import Path
from typing import Any

from gongyuan.cases.queries.document_templates import template_source
from gongyuan.organisations.models import Unit
from gongyuan.panel.choices import AppraisalSide
from gongyuan.panel.document_fields import CERTIFICATE
from gongyuan.panel.models import Appraisal, Conduct, HonourRound, LedgerVersion
from gongyuan.panel.queries.lines import counts_of
from gongyuan.quality.queries.documents import NOT_KNOWN, printed_day, printed_moment


def certificate_template(unit: Unit, on: date) -> Path | bytes:
    """What the certificate of appointment is made from: the nearest union's own, else built-in."""
    return template_source(unit, CERTIFICATE, today=on)[0]


def ledger_facts(version: LedgerVersion) -> dict[str, Any]:
    """The fields of a signed ledger: who, which term, every line, how many of each kind."""
    ledger = version.ledger
    term, lawyer = ledger.term, ledger.lawyer
    lines = list(version.lines.order_by("happened_on", "pk"))
    return {
        "lawyer": lawyer.name,
        "firm": lawyer.firm.name,
        "licence": lawyer.licence_number,
        "term": f"{printed_day(term.starts_on)}至{printed_day(term.ends_on)}",
        "version": f"第{version.number}版",
        "totals": "；".join(f"{label}{count}次" for label, count in counts_of(lines)) or "无",
        "hours": f"{version.minutes / 60:.1f}",
        "remarks": version.remarks or "无",
        "signed_on": printed_moment(version.signed_at),
        "due_on": printed_day(ledger.due_on),
        "sha256": version.sha256,
        "rows": [
            {
                "day": f"{line.happened_on:%Y-%m-%d}",
                "kind": line.get_kind_display(),
                "text": line.text,
                "minutes": line.minutes or "",
                "confirmed": "" if line.is_confirmed else "待确认",
            }
            for line in lines
        ],
    }


def conduct_facts(conduct: Conduct) -> dict[str, Any]:
    """The fields of notice, decision and review of a proceeding (附件2 第五条)."""
    lawyer = conduct.lawyer
    return {
        "lawyer": lawyer.name,
        "firm": lawyer.firm.name,
        "licence": lawyer.licence_number,
        "ground": conduct.get_ground_display(),
        "source": conduct.ground_source,
        "facts": conduct.facts,
        "evidence": "、".join(one.title for one in conduct.evidence.order_by("pk")) or "无",
        "statement": conduct.statement or "没有提出陈述",
        "statement_due_on": printed_day(conduct.statement_due_on),
        "statement_source": conduct.statement_source,
        "decision": conduct.decision or NOT_KNOWN,
        "outcome": conduct.get_state_display(),
        "objection_due_on": printed_day(conduct.objection_due_on),
        "objection_source": conduct.objection_source,
        "objection": conduct.objection or NOT_KNOWN,
        "review": conduct.review or NOT_KNOWN,
    }


def appraisal_facts(appraisal: Appraisal) -> dict[str, Any]:
    """The fields of appraisal sheet and improvement notice (附件1 六)."""
    term, lawyer = appraisal.term, appraisal.lawyer
    said = {opinion.side: opinion for opinion in appraisal.opinions.all()}
    return {
        "lawyer": lawyer.name,
        "firm": lawyer.firm.name,
        "term": f"{printed_day(term.starts_on)}至{printed_day(term.ends_on)}",
        "rows": [
            {"label": label, "value": value} for label, value in appraisal.figures.get("rows", [])
        ],
        "union_opinion": _opinion(said.get(AppraisalSide.UNIONS)),
        "justice_opinion": _opinion(said.get(AppraisalSide.JUSTICE)),
        "outcome": appraisal.get_state_display(),
        "reason": appraisal.reason or "无",
        "clause": appraisal.clause or NOT_KNOWN,
        "improve_by": printed_day(appraisal.improve_by),
    }


def _opinion(opinion: Any) -> str:
    if opinion is None:
        return "未提出"
    said = "完成了任务" if opinion.is_done else "没有完成任务"
    return f"{said}。{opinion.text}（{opinion.given_by}，{printed_moment(opinion.given_at)}）"


def honour_facts(round: HonourRound) -> dict[str, Any]:
    """The fields of a circular of commendation (附件1 五(二)、六)."""
    rows = round.candidates.filter(dropped_at=None).select_related("lawyer__firm")
    return {
        "years": f"{printed_day(round.years_from)}至{printed_day(round.years_to)}",
        "source": round.source,
        "shown": f"{printed_day(round.shown_from)}至{printed_day(round.shown_to)}",
        "rows": [
            {
                "lawyer": row.lawyer.name,
                "firm": row.lawyer.firm.name,
                "honour": row.get_kind_display(),
                "reason": row.reason,
            }
            for row in rows.order_by("kind", "pk")
        ],
    }
