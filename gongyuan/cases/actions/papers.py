"""Papers handed in, what is still missing, and what the office hands out."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from gongyuan.cases.actions import deadlines
from gongyuan.cases.actions.documents import issue_document
from gongyuan.cases.choices import (
    CaseState,
    DecisionOutcome,
    DocumentKind,
    MaterialState,
    MoveOf,
)
from gongyuan.cases.details import MissingItem, NewPaper
from gongyuan.cases.models import Applicant, Case, Material, OfficialDocument, Paper, Supplement
from gongyuan.cases.queries import detail
from gongyuan.cases.rules import application as rules
from gongyuan.cases.workflow import WORKFLOW
from gongyuan.core.events import record_event
from gongyuan.core.files import store_upload
from gongyuan.core.notices import send_text
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.core.transitions import advance
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability

#: Where a paper lies in the file (卷内目录), by the material it answers; evidence otherwise.
CATALOGUE = {
    "written_application": "04",
    "identity": "05",
    "union_legal_person": "05",
    "union_post": "06",
    "hardship_certificate": "07",
    "migrant_status": "07",
    "exempt_group": "07",
}
EVIDENCE = "17"


@transaction.atomic
def add_paper(*, case: Case, paper: NewPaper, actor: Actor, now: datetime) -> Paper:
    """Lay one paper into the file of an open case; the material it answers is then there.

    Refuses a file that is not what it says (beside `file`), a material that the case does not
    ask for, and a case that is over: its file is closed.
    """
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    if not actor.capabilities & {Capability.CASES_SUPPLEMENT, Capability.CASES_HANDLE}:
        raise PermissionDenied(Capability.CASES_SUPPLEMENT)
    if not case.is_open:
        raise Refused(f"案件“{case.get_state_display()}”，不能再添加材料。")
    added = attach(case, [paper], actor=actor, now=now)[0]
    record_event(case, "cases.case.add_paper", actor=actor, now=now, data={"title": added.title})
    return added


def attach(case: Case, papers: Sequence[NewPaper], *, actor: Actor, now: datetime) -> list[Paper]:
    """Lay papers into the file of a case that the caller has locked or just made.

    Returns them in order; uploads are checked and stored. Refuses an unknown material code.
    """
    materials = {material.code: material for material in case.materials.all()}
    added = []
    for paper in papers:
        if paper.material_code and paper.material_code not in materials:
            raise Refused("这个案件不要求这种材料。", field="material_code")
        material = materials.get(paper.material_code)
        file = paper.file
        if isinstance(file, UploadedFile):
            file = store_upload(file, by=actor.name, now=now)
        added.append(
            Paper.objects.create(
                case=case,
                file=file,
                title=(paper.title or (material.label if material else file.name))[:120],
                catalogue_code=CATALOGUE.get(paper.material_code, EVIDENCE),
                material=material,
                added_at=now,
                added_by=(actor.office or actor.name)[:200],
            )
        )
        if material and material.status != MaterialState.RECEIVED:
            material.status = MaterialState.RECEIVED
            material.save(update_fields=["status"])
    return added


@transaction.atomic
def request_supplement(
    *, case: Case, items: Sequence[MissingItem], actor: Actor, now: datetime
) -> Supplement:
    """Tell everything that is missing at once, with the day by which to hand it in.

    法律援助法 第四十三条第二款; the number of days is the policy's (supplement_days). The clock of
    the review stands still until the answer. Issues the notice and writes to the worker's phone.
    Refuses an empty list, and one that leaves out a compulsory material: there is no second time.
    """
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    told = {item.code for item in items}
    missing = detail.missing_materials(case)
    untold = [material.label for material in missing if material.code not in told]
    refuse_if(rules.supplement_obstacles(items, untold=untold), field="items")
    advance(case, WORKFLOW, "request_supplement", actor=actor, now=now)
    today = timezone.localdate(now)
    due = deadlines.set_deadline(
        case=case, code=deadlines.SUPPLEMENT, starts_on=today, kept_by=MoveOf.WORKER, now=now
    )
    if due is None:
        raise Refused("本地政策没有写明补正天数，请先在政策参数里填写。")
    supplement = Supplement.objects.create(
        case=case,
        told_at=now,
        due_on=due.due_on,
        items=[item.to_json() for item in items],
    )
    issue_document(case=case, kind=DocumentKind.SUPPLEMENT_NOTICE, actor=actor, now=now)
    day = f"{due.due_on.month}月{due.due_on.day}日"
    tell_applicants(
        case,
        f"您的申请还需要补充{len(items)}项材料，请在{day}前补交，可以用手机拍照上传。",
        now=now,
    )
    return supplement


@transaction.atomic
def supplement(
    *,
    case: Case,
    papers: Sequence[NewPaper] = (),
    received: Collection[str] = (),
    explanation: str = "",
    actor: Actor,
    now: datetime,
) -> None:
    """Answer a supplement: papers, materials seen at the counter (`received`, by code), or why not.

    The review begins or goes on, the days of waiting not counted. Refuses while something told is
    missing and nothing explains it (法律援助法 第四十三条第二款: 补充材料或者作出说明).
    """
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    refuse_if(WORKFLOW.obstacles(case.state, "supplement"))
    attach(case, papers, actor=actor, now=now)
    mark_received(case, received)
    missing = [material.label for material in detail.missing_materials(case)]
    refuse_if(rules.answer_obstacles(missing, explanation=explanation), field="explanation")
    Supplement.objects.filter(case=case, answered_at=None).update(answered_at=now)
    accepted_at = case.accepted_at or now
    advance(
        case,
        WORKFLOW,
        "supplement",
        actor=actor,
        now=now,
        note=explanation,
        accepted_at=accepted_at,
    )
    deadlines.meet_deadlines(case=case, codes=[deadlines.SUPPLEMENT], now=now)
    deadlines.resume_review(case=case, now=now)


def mark_received(case: Case, codes: Collection[str]) -> None:
    """Note materials as seen at the counter; refuses a code the case does not ask for."""
    if not codes:
        return
    known = set(case.materials.values_list("code", flat=True))
    if not set(codes) <= known:
        raise Refused("这个案件不要求这种材料。", field="received")
    Material.objects.filter(case=case, code__in=codes).update(
        status=MaterialState.RECEIVED, promised_on=None
    )


@transaction.atomic
def serve_document(
    *, document: OfficialDocument, how: str, actor: Actor, now: datetime
) -> OfficialDocument:
    """Record that a document was handed over, and how (送达回证).

    The days for an objection to a refusal run from the service. Refuses a document already served,
    and one of a sealed file.
    """
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=document.case_id)
    if not actor.can(Capability.CASES_SERVE):
        raise PermissionDenied(Capability.CASES_SERVE)
    if case.state == CaseState.ARCHIVED:
        raise Refused("案件已经归档封卷，不能再登记送达。")
    document = OfficialDocument.objects.select_for_update().get(pk=document.pk, case=case)
    if document.served_at:
        at = timezone.localtime(document.served_at)
        raise Refused(f"这份文书已于{at:%Y-%m-%d %H:%M}送达（{document.served_how}）。")
    if not how.strip():
        raise Refused("要写明怎样送达。", field="how")
    document.served_at, document.served_how = now, how.strip()[:40]
    document.save(update_fields=["served_at", "served_how"])
    record_event(
        case, "cases.case.serve", actor=actor, now=now, data={"title": document.title, "how": how}
    )
    kind_of_open = {
        CaseState.REFUSED: DocumentKind.REFUSAL_DECISION,
        CaseState.TERMINATED: DocumentKind.TERMINATION_DECISION,
    }
    if kind_of_open.get(CaseState(case.state)) == document.kind:
        deadlines.restart_objection_window(case=case, served_on=timezone.localdate(now), now=now)
    return document


def tell_applicants(
    case: Case,
    sentence: str,
    *,
    now: datetime,
    once_key: str = "",
    applicants: Sequence[Applicant] | None = None,
) -> None:
    """Write to the phones of those who speak for the applicants: code and what to do, no facts.

    Neither names nor what the dispute is about: the employer may see the phone. `applicants` are
    all of the case's, where they are at hand.
    """
    told = detail.applicants_of(case) if applicants is None else applicants
    for applicant in detail.spokespeople(told):
        if applicant.worker.phone:
            send_text(
                phone=applicant.worker.phone,
                body=f"【工会法律援助】{sentence}查询码{case.matter.code}，凭查询码和手机号查进度。",
                now=now,
                once_key=f"{once_key}-{applicant.pk}" if once_key else None,
            )


#: Which decision each official letter of decision carries.
DECISION_LETTERS = {
    DecisionOutcome.GRANT: DocumentKind.GRANT_DECISION,
    DecisionOutcome.GRANT_FIRST: DocumentKind.GRANT_DECISION,
    DecisionOutcome.REFUSE: DocumentKind.REFUSAL_DECISION,
}
