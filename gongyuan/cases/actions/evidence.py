"""Evidence is tied to the facts that it shows (举证)."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongyuan.cases.actions.papers import attach
from gongyuan.cases.details import NewEvidence, NewPaper
from gongyuan.cases.models import Case, EvidenceTie, Paper
from gongyuan.cases.queries.detail import papers_in_sight
from gongyuan.cases.rules import evidence as rules
from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability

TYING = {Capability.CASES_SUPPLEMENT, Capability.CASES_HANDLE}


@transaction.atomic
def tie_evidence(
    *, case: Case, evidence: NewEvidence, actor: Actor, now: datetime
) -> list[EvidenceTie]:
    """Lay down what a paper shows; an upload goes into the file first, hashed and dated.

    What it was already known to show stays as it is: the same form sent twice ties once. Refuses
    what `tie_obstacles` names, a paper out of sight, and a file that is not what it says.
    """
    case = _open_case(case, actor)
    facts = tuple(dict.fromkeys(fact.strip() for fact in evidence.facts if fact.strip()))
    has_paper = evidence.paper_id is not None or evidence.file is not None
    found = rules.tie_obstacles(facts, has_paper=has_paper, is_open=case.is_open)
    for field, reasons in found.items():
        refuse_if(reasons, field=field or None)
    paper = _paper(case, evidence, actor, now)
    known = set(paper.ties.values_list("fact", flat=True))
    new = [fact for fact in facts if fact not in known]
    ties = EvidenceTie.objects.bulk_create(
        EvidenceTie(
            case=case,
            paper=paper,
            fact=fact,
            is_original=evidence.is_original,
            tied_at=now,
            tied_by=(actor.office or actor.name)[:200],
        )
        for fact in new
    )
    if ties:
        told = {"title": paper.title, "facts": new}
        record_event(case, "cases.case.tie_evidence", actor=actor, now=now, data=told)
    return ties


@transaction.atomic
def untie_evidence(*, tie: EvidenceTie, actor: Actor, now: datetime) -> None:
    """Take back that a paper shows a fact; the paper stays. A worker leaves that to the office."""
    if actor.is_worker:
        raise PermissionDenied(Capability.CASES_HANDLE)
    case = _open_case(tie.case, actor)
    refuse_if(["案件已经结束，不能再改证据。"] if not case.is_open else [])
    row = (
        case.ties.select_for_update(of=("self",)).select_related("paper").filter(pk=tie.pk).first()
    )
    if row is None:
        raise Refused("这一条已经去掉了。")
    told = {"title": row.paper.title, "facts": [row.fact]}
    row.delete()
    record_event(case, "cases.case.untie_evidence", actor=actor, now=now, data=told)


def _open_case(case: Case, actor: Actor) -> Case:
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    if not actor.capabilities & TYING:
        raise PermissionDenied(Capability.CASES_SUPPLEMENT)
    return case


def _paper(case: Case, evidence: NewEvidence, actor: Actor, now: datetime) -> Paper:
    if evidence.file is not None:
        new = NewPaper(file=evidence.file, title=evidence.title.strip())
        return attach(case, [new], actor=actor, now=now)[0]
    papers = papers_in_sight(case, actor)
    paper = papers.filter(pk=evidence.paper_id).first() if evidence.paper_id else None
    if paper is None:
        raise Refused("卷内没有这份材料。", field="paper_id")
    return paper
