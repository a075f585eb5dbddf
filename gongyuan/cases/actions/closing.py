"""Ending the handling of a case: closing, handing in the file, its way back."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from gongyuan.cases.actions import deadlines
from gongyuan.cases.actions.assignment import tell_lawyer
from gongyuan.cases.actions.documents import issue_document
from gongyuan.cases.actions.papers import tell_applicants
from gongyuan.cases.actions.returns import send_back
from gongyuan.cases.choices import DocumentKind, MoveOf
from gongyuan.cases.choices.major import ReturnedThing, ReturnReason
from gongyuan.cases.models import Case, ClaimResult, Closing, FileCheck, Paper
from gongyuan.cases.queries import closing as queries
from gongyuan.cases.queries import handling as money
from gongyuan.cases.queries.assignment import current_assignment
from gongyuan.cases.rules import catalogue
from gongyuan.cases.rules import closing as rules
from gongyuan.cases.workflow import WORKFLOW
from gongyuan.core.events import record_event
from gongyuan.core.files import store_upload
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.core.transitions import advance
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability

REVIEW_FILE = "AID_SUBSIDY"


@transaction.atomic
def close_case(
    *,
    case: Case,
    summary: str,
    recovered_amount: Decimal | None,
    left_outcome: str = "",
    actor: Actor,
    now: datetime,
) -> Closing:
    """Close a case on the day of its last document, with the money and the closing report.

    法律援助法 第五十条; the file is due 30 days after that day (AID_DOSSIER, 待核).
    Amounts in yuan: claimed and awarded are summed from the claims. `left_outcome` is what became
    of the claims that no proceeding has answered. Refuses while a proceeding, a deadline of the
    worker's rights, a promised paper or a claim is open, and says which.
    """
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    refuse_if(WORKFLOW.obstacles(case.state, "close"))
    if not summary.strip():
        raise Refused("请写明办理结果。", field="summary")
    refuse_if(rules.amount_obstacles(recovered_amount), field="recovered_amount")
    rows = money.claim_rows(case)
    awarded = money.awarded_amount(rows)
    if rules.is_performed(recovered_amount, awarded):
        deadlines.meet_deadlines(case=case, codes=["EXEC_APPLY"], now=now)
    closed_on = _closing_day(case)
    _answer_what_is_left(case, rows, left_outcome)
    closing = Closing(case=case, summary=summary.strip(), recovered_amount=recovered_amount)
    closing.claimed_amount, closing.awarded_amount = money.claimed_amount(case, rows), awarded
    closing.closed_by, closing.closed_at = actor.signature, now
    closing.save()
    advance(case, WORKFLOW, "close", actor=actor, now=now, closed_on=closed_on)
    deadlines.cancel_deadlines(case=case, now=now)
    deadlines.set_deadline(
        case=case, code=deadlines.DOSSIER, starts_on=closed_on, kept_by=MoveOf.LAWYER, now=now
    )
    issue_document(case=case, kind=DocumentKind.CLOSING_REPORT, actor=actor, now=now)
    tell_applicants(case, "您的案件办完了，结果请查看。", now=now)
    return closing


def _closing_day(case: Case) -> date:
    """The day the case counts as closed; refuses while something is open."""
    facts = queries.closing_facts(case)
    refuse_if(rules.closing_obstacles(facts))
    closed_on = rules.closing_day(facts.stages)
    if closed_on is None:
        raise Refused("还没有一个程序有结果，定不出结案日。")
    return closed_on


def _answer_what_is_left(case: Case, rows: Sequence[money.ClaimRow], outcome: str) -> None:
    """Keep what became of the claims that no proceeding answered, beside the last one's results."""
    left = money.unanswered_claims(rows)
    labels = list(dict.fromkeys(row.label for row in left))
    refuse_if(rules.outcome_obstacles(labels, outcome), field="left_outcome")
    if left:
        last = case.stages.order_by("-pk")[0]
        claims = [row.claim for row in left]
        ClaimResult.objects.filter(stage=last, claim__in=claims).delete()
        ClaimResult.objects.bulk_create(
            ClaimResult(stage=last, claim=claim, outcome=outcome) for claim in claims
        )


@transaction.atomic
def hand_in_paper(
    *,
    case: Case,
    file: UploadedFile,
    catalogue_code: str,
    title: str = "",
    pages: int | None = None,
    actor: Actor,
    now: datetime,
) -> Paper:
    """Lay a paper of the handling into the file, under its item of the catalogue (第五十条).

    Refuses a file that is not what its name says, an unknown item, and a case that is archived or
    otherwise over.
    """
    if not actor.capabilities & {Capability.CASES_HANDLE, Capability.CASES_SUBMIT_FILE}:
        raise PermissionDenied(Capability.CASES_SUBMIT_FILE)
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    if not case.is_open:
        raise Refused(f"案件“{case.get_state_display()}”，不能再添加材料。")
    item = catalogue.BY_CODE.get(catalogue_code)
    if item is None or catalogue_code in {catalogue.COVER, catalogue.CATALOGUE}:
        raise Refused("请选材料在卷内目录里的项目。", field="catalogue_code")
    stored = store_upload(file, by=actor.office or actor.name, now=now)
    paper = Paper.objects.create(
        case=case,
        file=stored,
        title=(title.strip() or item.label)[:120],
        catalogue_code=item.code,
        is_inner=item.is_inner,
        pages=pages or None,
        added_at=now,
        added_by=(actor.office or actor.name)[:200],
    )
    record_event(case, "cases.case.add_paper", actor=actor, now=now, data={"title": paper.title})
    return paper


@transaction.atomic
def submit_file(*, case: Case, note: str = "", actor: Actor, now: datetime) -> list[str]:
    """Hand the file in to be checked; what is missing is returned in words, not refused.

    Keeps the 30 days for the file and starts the office's 30 to check it (AID_SUBSIDY, 待核).
    Refuses while the worker may still object to the end of the aid (法律援助法 第四十九条).
    """
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    refuse_if(WORKFLOW.obstacles(case.state, "submit_file"))
    window = queries.open_objection_window(case)
    until = window.due_on if window else None
    refuse_if(rules.handing_in_obstacles(until, today=timezone.localdate(now)))
    advance(case, WORKFLOW, "submit_file", actor=actor, now=now, note=note)
    deadlines.meet_deadlines(
        case=case, codes=[deadlines.DOSSIER, deadlines.OBJECTION_WINDOW], now=now
    )
    deadlines.set_deadline(
        case=case,
        code=REVIEW_FILE,
        starts_on=timezone.localdate(now),
        kept_by=MoveOf.OFFICE,
        now=now,
    )
    rows = queries.file_check_rows(case)
    return [f"还缺“{row.item.label}”（{row.why}）。" for row in rows if row.is_missing]


@transaction.atomic
def return_file(
    *, case: Case, missing: Sequence[str], note: str, actor: Actor, now: datetime
) -> FileCheck:
    """Send a file back with the list of what is missing (codes of the catalogue) and a sentence.

    Refuses when neither an item is named nor a reason given. The days for the file begin anew
    (AID_DOSSIER, 待核); a case that was ended is ended again, not closed.
    """
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    unknown = [code for code in missing if code not in catalogue.BY_CODE]
    if unknown:
        raise Refused("卷内目录里没有这一项。", field="missing")
    labels = [catalogue.BY_CODE[code].label for code in missing]
    said = "；".join(part for part in ("、".join(labels), note.strip()) if part)
    verb = queries.returning_verb(case)
    advance(case, WORKFLOW, verb, actor=actor, now=now, note=said)
    keeper = give_file_to_its_keeper(case=case)
    reason = ReturnReason.PAPERS_LACKING if labels else ReturnReason.OTHER_REASON
    thing = ReturnedThing.CASE_FILE
    send_back(thing=thing, reason=reason, note=said[:300], about=case, actor=actor, now=now)
    check = FileCheck.objects.create(
        case=case,
        is_accepted=False,
        remarks=[*labels, *([note.strip()] if note.strip() else [])],
        checked_at=now,
        checked_by=actor.signature,
    )
    deadlines.cancel_deadlines(case=case, codes=[REVIEW_FILE], now=now)
    deadlines.set_deadline(
        case=case,
        code=deadlines.DOSSIER,
        starts_on=timezone.localdate(now),
        kept_by=keeper,
        now=now,
    )
    tell_lawyer(
        current_assignment(case), f"{case.number} 的案卷退回补卷：{said}", "lawyer_case", now
    )
    return check


def give_file_to_its_keeper(*, case: Case) -> MoveOf:
    """Let a case without a lawyer wait for the office, not for nobody; says whose the file is."""
    keeper = queries.file_keeper(case)
    if keeper == MoveOf.OFFICE and case.move_of != MoveOf.OFFICE:
        case.move_of = MoveOf.OFFICE
        case.save(update_fields=["move_of"])
    return keeper
