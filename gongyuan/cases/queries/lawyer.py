"""What a lawyer's own pages show."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Prefetch, Q

from gongyuan.cases.choices import CaseState, MoveOf
from gongyuan.cases.models import Applicant, Case, Deadline
from gongyuan.people.actor import Actor


@dataclass(frozen=True, kw_only=True)
class LawyerCase:
    """A case in the lawyer's list, with the soonest deadline and the worker's unread words."""

    case: Case
    next_deadline: Deadline | None
    unread: int
    is_offer: bool


def lawyer_cases(actor: Actor) -> list[LawyerCase]:
    """The cases assigned to the lawyer now, offers first, then by deadline; three queries."""
    open_ones = Deadline.objects.filter(met_at=None, cancelled_at=None).order_by("due_on", "pk")
    seen = (
        Case.objects.visible_to(actor)
        .select_related("employer", "unit")
        .annotate(
            unread=Count(
                "messages", filter=Q(messages__is_from_worker=True, messages__read_at=None)
            )
        )
        .prefetch_related(Prefetch("deadlines", queryset=open_ones, to_attr="open_deadlines"))
        .order_by(F("next_due_on").asc(nulls_last=True), "pk")
    )
    rows = [
        LawyerCase(
            case=case,
            next_deadline=_soonest(case.open_deadlines),
            unread=case.unread,
            is_offer=case.state == CaseState.ASSIGNED,
        )
        for case in seen
    ]
    return sorted(rows, key=lambda row: not row.is_offer)


def _soonest(deadlines: list[Deadline]) -> Deadline | None:
    """The lawyer's own soonest deadline; without any, the soonest of others."""
    own = [row for row in deadlines if row.kept_by == MoveOf.LAWYER]
    return next(iter(own or deadlines), None)


@dataclass(frozen=True, kw_only=True)
class Client:
    """A worker as the lawyer who took the case must reach them."""

    name: str
    phone: str
    is_representative: bool


def clients(applicants: Iterable[Applicant]) -> list[Client]:
    """These applicants with their whole phone numbers: only for the lawyer who took the case.

    律师须约见受援人 (办理法律援助案件程序规定); reading the page is written down.
    """
    return [
        Client(
            name=row.worker.name, phone=row.worker.phone, is_representative=row.is_representative
        )
        for row in applicants
    ]


@dataclass(frozen=True, kw_only=True)
class LawyerStep:
    """What a lawyer may do next with a case: the page's name, its words, whether it comes first."""

    route: str
    label: str
    hint: str = ""
    is_primary: bool = False


_PROGRESS = LawyerStep(route="lawyer_progress", label="报告进展", hint="半分钟，职工能看到")
_MESSAGE = LawyerStep(route="lawyer_message", label="给职工留言")
_PAPER = LawyerStep(route="lawyer_paper", label="上传材料", hint="文书、笔录、证据")


def lawyer_steps(case: Case, *, has_open_stage: bool, has_stage: bool) -> list[LawyerStep]:
    """The pages that lead on from the state of a case, the one it waits for first."""
    if case.state == CaseState.MANDATING:
        first = LawyerStep(
            route="lawyer_mandate", label="登记委托手续", hint="签好委托协议后", is_primary=True
        )
        return [first, _PROGRESS, _MESSAGE]
    if case.state == CaseState.HANDLING:
        return _handling_steps(has_open_stage=has_open_stage, has_stage=has_stage)
    if case.state in {CaseState.CLOSED, CaseState.TERMINATED}:
        hand_in = LawyerStep(
            route="lawyer_file", label="交卷", hint="材料齐了就交", is_primary=True
        )
        return [hand_in, _PAPER, _MESSAGE]
    if case.state == CaseState.SUSPENDED:
        return [_PROGRESS, _MESSAGE]
    return [_MESSAGE]


def _handling_steps(*, has_open_stage: bool, has_stage: bool) -> list[LawyerStep]:
    found = [
        LawyerStep(route="lawyer_progress", label="报告进展", hint=_PROGRESS.hint, is_primary=True),
        _MESSAGE,
        _PAPER,
    ]
    if not has_open_stage:
        found.insert(
            1, LawyerStep(route="lawyer_stage_new", label="进入程序", hint="协商、调解、仲裁、诉讼")
        )
    if has_stage and not has_open_stage:
        found.insert(2, LawyerStep(route="lawyer_closing", label="结案"))
    return found
