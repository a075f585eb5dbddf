"""What an appraisal goes by, for one term or for many at once: figures by query, opinions."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from gongyuan.lawyers.choices import MarkKind
from gongyuan.lawyers.models import LawyerMark, PanelTerm
from gongyuan.panel.choices import AppraisalSide, AppraisalState, RequestState, Satisfaction
from gongyuan.panel.details import Line
from gongyuan.panel.models import Appraisal, ServiceRequest
from gongyuan.panel.queries import policy
from gongyuan.panel.queries.conduct import removed_terms
from gongyuan.panel.queries.lines import counts_of, lines_of, minutes_of
from gongyuan.panel.rules.appraisal import AppraisalFacts
from gongyuan.panel.rules.ledger import served
from gongyuan.people.actor import Actor
from gongyuan.quality.choices import AnswerGrade, VisitAnswer, VisitOutcome
from gongyuan.quality.models import AnswerCheck, ReturnVisit

PAGE = 60
#: How long before its end a term stands among those to be appraised; a bound of the product.
SOON = timedelta(days=60)
STATES = (
    ("", "到期要考核的"),
    ("all", "全部"),
    ("none", "还没有开始"),
    ("drawn_up", "待评议"),
    ("improving", "待改进"),
    ("decided", "已有结论"),
)
OPEN = (AppraisalState.DRAWN_UP, AppraisalState.IMPROVING)
PLEASED = {VisitAnswer.SATISFIED, VisitAnswer.FAIRLY_SATISFIED}


@dataclass(frozen=True, kw_only=True)
class YearFigures:
    """What a member's year came to; the same figures stand in list, sheet and decision."""

    lines: tuple[Line, ...]
    is_signed: bool
    #: Return visits answered and, of these, satisfied (工会、职工意见).
    answered: int
    satisfied: int
    #: Services rated by enterprise unions and, of these, well.
    rated: int
    rated_well: int
    complaints: int
    reviews: tuple[str, ...]
    #: Online answers that were drawn and checked and, of these, sound (答复质量抽查).
    sampled: int = 0
    sound: int = 0

    @property
    def services(self) -> int:
        return served([line.kind for line in self.lines])

    @property
    def minutes(self) -> int:
        return minutes_of(self.lines)

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Label and value, as sheet and page show them."""
        found = [(label, f"{count}次") for label, count in counts_of(self.lines)]
        ledger = "已签署" if self.is_signed else "没有签署"
        found = [("年度台账", ledger), ("服务", f"{self.services}次"), *found]
        found += [
            ("有记录的时长", f"{self.minutes / 60:.1f}小时"),
            ("职工回访", f"{self.answered}人评价，{self.satisfied}人满意或者基本满意"),
            ("企业工会评价", f"{self.rated}次，{self.rated_well}次满意或者基本满意"),
            ("投诉属实", f"{self.complaints}次"),
            ("同行评估", "；".join(self.reviews) or "没有"),
            ("线上答复抽查", f"检查{self.sampled}份，{self.sound}份合格"),
        ]
        return found


def figures_of(terms: Sequence[PanelTerm], *, until: date) -> dict[int, YearFigures]:
    """The figures of these terms through a day; a fixed number of queries.

    附件1 六: 检查工作台账，听取工会、企业和职工意见. Terms come with their ledger selected.
    """
    lines = lines_of(terms, until=until)
    lawyers = {term.lawyer_id for term in terms}
    visits, rated, marks = _visits(lawyers), _ratings(lawyers), _marks(lawyers)
    checks = _checks(lawyers)
    found = {}
    for term in terms:
        answers = [a for day, a in visits[term.lawyer_id] if term.starts_on <= day <= term.ends_on]
        given = [r for day, r in rated[term.lawyer_id] if term.starts_on <= day <= term.ends_on]
        mine = [m for m in marks[term.lawyer_id] if _is_of(m, term)]
        seen = [g for day, g in checks[term.lawyer_id] if term.starts_on <= day <= term.ends_on]
        ledger = getattr(term, "ledger", None)
        found[term.pk] = YearFigures(
            lines=tuple(lines[term.pk]),
            is_signed=ledger is not None and ledger.signed_on is not None,
            answered=len(answers),
            satisfied=sum(answer in PLEASED for answer in answers),
            rated=len(given),
            rated_well=sum(one != Satisfaction.DISPLEASED for one in given),
            complaints=sum(m.kind == MarkKind.VERIFIED_COMPLAINT for m in mine),
            reviews=tuple(m.text for m in mine if m.kind == MarkKind.PEER_REVIEW),
            sampled=len(seen),
            sound=seen.count(AnswerGrade.SOUND),
        )
    return found


def facts_of(appraisal: Appraisal, figures: YearFigures) -> AppraisalFacts:
    """An appraisal as the rules read it, by the policy of the union's place."""
    said = {one.side: one.is_done for one in appraisal.opinions.all()}
    on = appraisal.term.ends_on
    return AppraisalFacts(
        services=figures.services,
        is_signed=figures.is_signed,
        union_done=said.get(AppraisalSide.UNIONS),
        justice_done=said.get(AppraisalSide.JUSTICE),
        is_joint=bool(policy.number(appraisal.unit, policy.JOINT, on=on)),
        idle_ends=bool(policy.number(appraisal.unit, policy.IDLE_ENDS, on=on)),
    )


def appraised_terms(actor: Actor, *, state: str, today: date) -> QuerySet[PanelTerm]:
    """Terms in sight whose appraisal is in a state, the latest to end first.

    Without a state: those that end soon or are over and have no outcome yet (每年…总结评估).
    """
    rows = PanelTerm.objects.visible_to(actor).filter(starts_on__lte=today)
    if not state:
        undecided = Q(appraisal=None) | Q(appraisal__state__in=OPEN)
        rows = rows.filter(undecided, ends_on__lte=today + SOON)
    elif state == "none":
        rows = rows.filter(appraisal=None)
    elif state == "decided":
        rows = rows.filter(appraisal__decided_at__isnull=False).exclude(
            appraisal__state="improving"
        )
    elif state != "all":
        rows = rows.filter(appraisal__state=state)
    found = rows.select_related("lawyer__firm", "unit", "ledger", "appraisal")
    return found.order_by("-ends_on", "lawyer__name", "pk")


def terms_to_begin(actor: Actor, *, today: date) -> QuerySet[PanelTerm]:
    """Terms of the own union that end soon or are over and whose appraisal has not begun; not of
    those whose membership was taken away."""
    rows = PanelTerm.objects.visible_to(actor).filter(unit_id=actor.unit_id or 0, appraisal=None)
    return rows.filter(starts_on__lte=today, ends_on__lte=today + SOON).exclude(removed_terms())


def _is_of(mark: LawyerMark, term: PanelTerm) -> bool:
    return term.starts_on <= mark.happened_on <= term.ends_on


def _visits(lawyers: Iterable[int]) -> dict[int, list[tuple[date, str]]]:
    rows = ReturnVisit.objects.filter(
        lawyer_id__in=lawyers, outcome=VisitOutcome.VISITED, finished_on__isnull=False
    )
    return _by_lawyer(rows.values_list("lawyer_id", "finished_on", "overall"))


def _ratings(lawyers: Iterable[int]) -> dict[int, list[tuple[date, str]]]:
    rows = ServiceRequest.objects.filter(lawyer_id__in=lawyers, state=RequestState.SERVED).exclude(
        rating=""
    )
    return _by_lawyer(rows.values_list("lawyer_id", "done_on", "rating"))


def _by_lawyer(rows: Iterable[tuple[Any, Any, str]]) -> dict[int, list[tuple[date, str]]]:
    found: dict[int, list[tuple[date, str]]] = defaultdict(list)
    for lawyer, day, said in rows:
        found[lawyer].append((day, said))
    return found


def _marks(lawyers: Iterable[int]) -> dict[int, list[LawyerMark]]:
    found: dict[int, list[LawyerMark]] = defaultdict(list)
    for mark in LawyerMark.objects.filter(lawyer_id__in=lawyers).order_by("happened_on", "pk"):
        found[mark.lawyer_id].append(mark)
    return found


def _checks(lawyers: Iterable[int]) -> dict[int, list[tuple[date, str]]]:
    """The grades of checked online answers, with the day of the answer."""
    rows = AnswerCheck.objects.filter(lawyer_id__in=lawyers).exclude(grade="")
    found: dict[int, list[tuple[date, str]]] = defaultdict(list)
    for lawyer, day, grade in rows.values_list("lawyer_id", "consultation__answered_on", "grade"):
        if day is not None:
            found[lawyer].append((day, grade))
    return found
