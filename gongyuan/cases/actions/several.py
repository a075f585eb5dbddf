"""What is done to several cases at once, to each in a transaction of its own."""

import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from django.db import transaction
from django.utils import timezone

from gongyuan.cases.actions.assignment import tell_lawyer
from gongyuan.cases.choices import CaseState, MoveOf
from gongyuan.cases.models import Assignment, Case, OfficialDocument
from gongyuan.cases.rules.urging import urging_obstacles
from gongyuan.core import files
from gongyuan.core.events import events_of, record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability

#: A page of the list; more are not chosen at a time.
MOST_AT_ONCE = 50
UNFIT = re.compile(r'[\\/:*?"<>|\s]+')


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one of several cases: done, or not and why."""

    case: Case
    reasons: Sequence[str] = ()

    @property
    def is_done(self) -> bool:
        return not self.reasons


@transaction.atomic
def urge_lawyer(*, case: Case, actor: Actor, now: datetime) -> Case:
    """Ask the lawyer whose move it is to go on, by a notice that opens the case.

    Refuses who may not assign cases, a case that waits for somebody else or has no lawyer with an
    account, and to ask twice on one day.
    """
    refuse_if([] if actor.can(Capability.CASES_ASSIGN) else ["现在的岗位不能催办律师。"])
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    running = Assignment.objects.filter(case=case, ended_at=None).select_related("lawyer")
    current = running.first()
    day = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    urged = events_of(case).filter(code="cases.case.urge", at__gte=day)
    obstacles = urging_obstacles(
        has_lawyer=current is not None,
        has_account=current is not None and current.lawyer.user_id is not None,
        is_lawyers_move=case.move_of == MoveOf.LAWYER,
        is_urged_today=urged.exists(),
    )
    refuse_if(obstacles)
    due = f"，期限 {case.next_due_on}" if case.next_due_on else ""
    page = "lawyer_offer" if case.state == CaseState.ASSIGNED else "lawyer_case"
    tell_lawyer(current, f"{case.number} 工会请您尽快办理{due}。", page, now)
    record_event(case, "cases.case.urge", actor=actor, now=now)
    return case


@transaction.atomic
def take_documents(
    *, case: Case, actor: Actor, now: datetime
) -> list[tuple[OfficialDocument, bytes]]:
    """The documents issued on a case, to be printed; that they were taken is written down.

    Refuses who may not serve documents, and a case on which none was issued.
    """
    refuse_if([] if actor.can(Capability.CASES_SERVE) else ["现在的岗位不能批量取文书。"])
    case = Case.objects.handled_by(actor).get(pk=case.pk)
    rows = case.documents.filter(replaced_by=None).select_related("file").order_by("pk")
    documents = list(rows)
    refuse_if([] if documents else ["没有出具过文书。"])
    told = {"documents": len(documents)}
    record_event(case, "cases.case.take_documents", actor=actor, now=now, data=told)
    return [(document, files.read(document.file)) for document in documents]


def each(cases: Sequence[Case], deed: Callable[[Case], object]) -> list[Outcome]:
    """Do one thing to several cases, each by itself: what one refuses stops no other."""
    outcomes = []
    for case in cases:
        try:
            deed(case)
        except Refused as refusal:
            outcomes.append(Outcome(case=case, reasons=refusal.reasons))
        else:
            outcomes.append(Outcome(case=case))
    return outcomes


def documents_of(
    cases: Sequence[Case], *, actor: Actor, now: datetime
) -> tuple[bytes, list[Outcome]]:
    """The documents of several cases in one archive, a folder for each case, and what became of
    each; the archive lists both. No bytes when there is nothing to put in."""
    packed = BytesIO()
    taken = 0
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:

        def pack(case: Case) -> None:
            nonlocal taken
            for document, content in take_documents(case=case, actor=actor, now=now):
                taken += 1
                name = f"{taken:03d}-{document.title}-{document.file.name}"
                archive.writestr(f"{_fit(case.number)}/{_fit(name)}", content)

        outcomes = each(cases, pack)
        archive.writestr("清单.txt", _list_of(outcomes))
    return (packed.getvalue() if taken else b""), outcomes


def _fit(name: str) -> str:
    return UNFIT.sub("-", name)[-120:]


def _list_of(outcomes: Sequence[Outcome]) -> str:
    lines = [
        f"{one.case.number}　{'；'.join(one.reasons) if one.reasons else '已放入'}"
        for one in outcomes
    ]
    return "\ufeff" + "\r\n".join(lines) + "\r\n"
