"""Who may be given a case, who should be, and why: pure functions of what is known of lawyers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from gongyuan.lawyers.choices import Speciality
from gongyuan.lawyers.rules import EngagementFacts, TermFacts, service_obstacles
from gongyuan.policy.choices import ClaimKind

CONFLICT_SOURCES = {
    "counsel": "律师法第三十九条",
    "case": "律师法第三十九条",
    "arbitrator": "劳动人事争议仲裁组织规则第三十三条（八）",
}
SPECIALITY_OF = {
    ClaimKind.UNPAID_WAGES: Speciality.WAGES,
    ClaimKind.OVERTIME: Speciality.WAGES,
    ClaimKind.DOUBLE_WAGE: Speciality.WAGES,
    ClaimKind.WORK_INJURY: Speciality.INJURY,
    ClaimKind.UNLAWFUL_DISMISSAL: Speciality.DISMISSAL,
    ClaimKind.ECONOMIC_COMPENSATION: Speciality.DISMISSAL,
    ClaimKind.SOCIAL_INSURANCE: Speciality.SOCIAL_INSURANCE,
}


@dataclass(frozen=True, kw_only=True)
class Weights:
    """The points of each term: the union's own setting, kept with the policy (工会自定, 待核).

    They only order proposals; an officer may depart from the order and says why. Without a
    setting every term weighs nothing and the rotation decides.
    """

    speciality: int = 0
    wish: int = 0
    language: int = 0
    same_worker: int = 0
    own_team: int = 0
    #: For a lawyer without an open case; each open case takes `open_case` from it, never below 0.
    no_load: int = 0
    open_case: int = 0
    #: For a lawyer not given a case of late; each one given takes `given` from it, never below 0.
    not_given: int = 0
    given: int = 0
    #: Taken for each offer left unanswered of late.
    silence: int = 0
    #: How many calendar days "of late" looks back.
    rotation_days: int = 0
    #: Who set them, as people read it.
    source: str = "未设分值"


@dataclass(frozen=True, kw_only=True)
class CaseFacts:
    """What matters of a case when a lawyer is looked for."""

    employer_id: int
    unit_id: int
    claim_kinds: frozenset[str] = frozenset()
    specialities: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    #: The lawyer the workers asked for (点援).
    wished_lawyer: int | None = None
    #: Other employers against whom the same workers have an open case.
    other_opponents: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class LawyerFacts:
    """What matters of a lawyer: terms, firm's engagements, load, and the past with this case."""

    lawyer_id: int
    name: str
    firm: str
    has_account: bool = True
    terms: tuple[TermFacts, ...] = ()
    #: The unions of the running terms.
    term_units: frozenset[int] = frozenset()
    #: Bound to the case's union, or one above it, as contact point.
    is_contact: bool = False
    engagements: tuple[EngagementFacts, ...] = ()
    specialities: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    open_cases: int = 0
    #: Cases offered of late, and how many of these went unanswered.
    given: int = 0
    unanswered: int = 0
    helped_same_worker: bool = False
    declined_this_case: bool = False
    was_replaced_in_this_case: bool = False


@dataclass(frozen=True, kw_only=True)
class Term:
    """One term of a score, as people read it."""

    label: str
    points: int
    why: str

    def to_json(self) -> dict[str, object]:
        return {"label": self.label, "points": self.points, "why": self.why}


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A lawyer's place among those who could be given the case; without a rank when barred."""

    lawyer: LawyerFacts
    terms: tuple[Term, ...] = field(default=())
    obstacles: tuple[str, ...] = field(default=())
    rank: int | None = None

    @property
    def points(self) -> int:
        return sum(term.points for term in self.terms)


def assignment_obstacles(lawyer: LawyerFacts, case: CaseFacts, *, today: date) -> list[str]:
    """Say why this lawyer may not be given this case on the Beijing day `today`.

    The term (平工文〔2016〕28号 附件2 第四、五条); a firm that serves the employer, or stands
    against the same workers elsewhere (律师法 第三十九条; 组织规则 第三十三条(八)); having
    declined this case or been replaced in it (法律援助法 第五十五条).
    """
    found = service_obstacles(lawyer.terms, today=today)
    found += conflict_obstacles(lawyer, case, today=today)
    if not lawyer.has_account:
        found.append("该律师没有账号，收不到指派，请先开通。")
    if lawyer.declined_this_case:
        found.append("该律师已经谢绝本案。")
    if lawyer.was_replaced_in_this_case:
        found.append("本案已经更换过该律师。")
    return found


def conflict_obstacles(lawyer: LawyerFacts, case: CaseFacts, *, today: date) -> list[str]:
    """Say which conflicts of interest bar this lawyer's firm from the case.

    律师法 第三十九条; for an arbitrator of the body that hears it 劳动人事争议仲裁组织规则
    第三十三条(八). Only engagements that hold on `today` count.
    """
    found = []
    for engagement in lawyer.engagements:
        if not engagement.holds_on(today):
            continue
        source = CONFLICT_SOURCES.get(engagement.kind, CONFLICT_SOURCES["counsel"])
        tie = f"该律师所在的{lawyer.firm}与{engagement.employer}有“{engagement.label}”关系"
        if engagement.employer_id == case.employer_id:
            found.append(f"{tie}，该单位是本案对方，有利益冲突（{source}）。")
        elif engagement.employer_id in case.other_opponents:
            found.append(f"{tie}，该单位是同一职工另一案的对方，有利益冲突（{source}）。")
    return found


def specialities_for(claim_kinds: Iterable[str], *, is_collective: bool) -> frozenset[str]:
    """Name the specialities a case asks for (办理法律援助案件程序规定 第二十五条, 专业特长)."""
    wanted = {
        str(SPECIALITY_OF[kind]) for kind in map(ClaimKind, claim_kinds) if kind in SPECIALITY_OF
    }
    if is_collective:
        wanted.add(str(Speciality.COLLECTIVE))
    return frozenset(wanted)


def rank_lawyers(
    lawyers: Iterable[LawyerFacts], case: CaseFacts, weights: Weights, *, today: date
) -> list[Proposal]:
    """Order the lawyers: those who may be given the case by points, then those barred.

    What is weighed is what 办理法律援助案件程序规定 第二十五条 names: numbers, speciality,
    experience, the workers' wish; language, the rotation among members and the workers' own
    lawyer before. A wish weighs, it does not decide: it never lifts a bar.
    """
    judged = [
        Proposal(
            lawyer=lawyer,
            terms=_terms(lawyer, case, weights),
            obstacles=tuple(assignment_obstacles(lawyer, case, today=today)),
        )
        for lawyer in lawyers
    ]
    free = sorted(
        (p for p in judged if not p.obstacles),
        key=lambda p: (-p.points, p.lawyer.given, p.lawyer.lawyer_id),
    )
    barred = sorted((p for p in judged if p.obstacles), key=lambda p: p.lawyer.name)
    ranked = [
        Proposal(lawyer=p.lawyer, terms=p.terms, rank=rank) for rank, p in enumerate(free, start=1)
    ]
    return ranked + barred


def passing_over_obstacles(chosen: Proposal, *, note: str) -> list[str]:
    """Ask why when the lawyer chosen is not the first proposed (程序规定 第二十五条).

    The reason stays with the assignment, so that who was passed over can be explained.
    """
    if chosen.rank in (None, 1) or note.strip():
        return []
    return ["没有选排在第一位的律师，请写明原因，例如职工点名、路途更近。"]


def replacement_obstacles(*, seen: int | None, latest: int | None) -> list[str]:
    """Say why an old page may not assign: a colleague has assigned since (法律援助法 第四十三条).

    `seen` is the last assignment the page showed, `latest` the one there is now.
    """
    if seen == latest:
        return []
    return ["打开这一页以后，同事已经作了新的指派，请看过再定。"]


def score_record(
    ranking: Sequence[Proposal], chosen: Proposal, *, note: str, weights_from: str
) -> dict[str, object]:
    """Write down why this lawyer and who was passed over and why (程序规定 第二十五条).

    `weights_from` says whose setting the points were.
    """
    above = [p for p in ranking if p.rank and chosen.rank and p.rank < chosen.rank]
    barred = [p for p in ranking if p.obstacles]
    return {
        "points": chosen.points,
        "weights_from": weights_from,
        "rank": chosen.rank,
        "of": sum(p.rank is not None for p in ranking),
        "terms": [term.to_json() for term in chosen.terms],
        "passed_over": [_passed(p, note.strip()) for p in above]
        + [_passed(p, "".join(p.obstacles)) for p in barred],
    }


def _passed(proposal: Proposal, why: str) -> dict[str, object]:
    lawyer = proposal.lawyer
    return {
        "lawyer": lawyer.lawyer_id,
        "name": lawyer.name,
        "points": proposal.points,
        "why": why,
    }


def _terms(lawyer: LawyerFacts, case: CaseFacts, weights: Weights) -> tuple[Term, ...]:
    found = [
        _speciality(lawyer, case, weights),
        _load(lawyer, weights),
        _rotation(lawyer, weights),
    ]
    spoken = lawyer.languages & case.languages
    is_near = lawyer.is_contact or case.unit_id in lawyer.term_units
    near = "本单位的联系点律师" if lawyer.is_contact else "本级团队成员"
    for holds, label, points, why in (
        (lawyer.lawyer_id == case.wished_lawyer, "点名", weights.wish, "职工点名要这位律师"),
        (bool(spoken), "语言", weights.language, f"会{'、'.join(sorted(spoken))}"),
        (lawyer.helped_same_worker, "熟悉", weights.same_worker, "办过同一职工的案件"),
        (is_near, "就近", weights.own_team, near),
    ):
        if holds:
            found.append(Term(label=label, points=points, why=why))
    if lawyer.unanswered:
        lost = -weights.silence * lawyer.unanswered
        why = f"{_of_late(weights)}{lawyer.unanswered}次逾期未答"
        found.append(Term(label="答复", points=lost, why=why))
    return tuple(found)


def _of_late(weights: Weights) -> str:
    return f"{weights.rotation_days}天内"


def _speciality(lawyer: LawyerFacts, case: CaseFacts, weights: Weights) -> Term:
    matching = lawyer.specialities & case.specialities
    if not matching:
        return Term(label="专长", points=0, why="没有对口的专长")
    names = "、".join(sorted(str(Speciality(code).label) for code in matching))
    share = len(matching) / len(case.specialities)
    return Term(label="专长", points=round(weights.speciality * share), why=f"对口：{names}")


def _load(lawyer: LawyerFacts, weights: Weights) -> Term:
    points = max(0, weights.no_load - weights.open_case * lawyer.open_cases)
    return Term(label="在办", points=points, why=f"在办{lawyer.open_cases}件")


def _rotation(lawyer: LawyerFacts, weights: Weights) -> Term:
    points = max(0, weights.not_given - weights.given * lawyer.given)
    return Term(label="轮流", points=points, why=f"{_of_late(weights)}已指派{lawyer.given}件")


def place_in_turn(given: Mapping[int, int], lawyer_id: int) -> int:
    """The place in the rotation (工会自定, 待核): 1 who was given least; equals share it."""
    return 1 + sum(count < given[lawyer_id] for count in given.values())
