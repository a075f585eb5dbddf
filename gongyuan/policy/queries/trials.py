"""Two packs tried on the same stored facts: what would have been decided otherwise."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from gongyuan.policy import regions, rules, wording
from gongyuan.policy.answers import DeadlineOverride, Evaluation
from gongyuan.policy.choices import ApprovalLevel, Ground, Outcome, Refusal, TrackKind
from gongyuan.policy.facts import ApplicationFacts, FactsError
from gongyuan.policy.models import DecisionRecord
from gongyuan.policy.pack import Pack, PackSet
from gongyuan.policy.resolution import PackRef, Resolved, resolve

KINDS = {
    "outcome": "结论",
    "grounds": "依据",
    "track": "程序",
    "deadlines": "期限",
    "materials": "材料",
    "gravity": "重大案件",
    "approval": "审批",
}


@dataclass(frozen=True, kw_only=True)
class TriedDifference:
    """One part of the answer that the two packs give differently."""

    kind: str
    left: str
    right: str

    @property
    def label(self) -> str:
        return KINDS[self.kind]


@dataclass(frozen=True, kw_only=True)
class Tried:
    """A record whose answer differs, and in what."""

    record: DecisionRecord
    differences: tuple[TriedDifference, ...]


@dataclass(kw_only=True)
class Trial:
    """What came out: how many were the same, which were not, which the packs do not concern."""

    same: int = 0
    elsewhere: int = 0
    unreadable: int = 0
    different: list[Tried] = field(default_factory=list)

    @property
    def compared(self) -> int:
        return self.same + len(self.different)

    @property
    def by_kind(self) -> list[tuple[str, int]]:
        """How many records differ in each part of the answer, in the order of the parts."""
        counted = Counter(found.kind for tried in self.different for found in tried.differences)
        return [(label, counted[kind]) for kind, label in KINDS.items() if counted[kind]]


def tried(records: Iterable[DecisionRecord], *, left: Pack, right: Pack, packs: PackSet) -> Trial:
    """Answer each record's facts once with either pack, all other packs being the same.

    Both stand at the region of the left one and count as in force on the day of the application,
    whatever their own first day; records from elsewhere are only counted.
    """
    stage = _Stage(packs, left, right)
    trial = Trial()
    for record in records:
        if left.region not in regions.chain(record.region_code):
            trial.elsewhere += 1
            continue
        try:
            facts = ApplicationFacts.from_json(record.facts)
        except FactsError:
            trial.unreadable += 1
            continue
        found = stage.differences(facts, record.region_code, record.on)
        if found:
            trial.different.append(Tried(record=record, differences=found))
        else:
            trial.same += 1
    return trial


class _Stage:
    """The two sets of packs, and what they have already answered: most facts come many times."""

    def __init__(self, packs: PackSet, left: Pack, right: Pack) -> None:
        taken = {left.id, right.id}
        self._others = tuple(pack for pack in packs.packs if pack.id not in taken)
        self._sides = (left, replace(right, region=left.region))
        self._policies: dict[tuple[object, ...], Resolved] = {}
        self._answers: dict[tuple[ApplicationFacts, tuple[PackRef, ...]], Evaluation] = {}

    def differences(
        self, facts: ApplicationFacts, region_code: str, on: date
    ) -> tuple[TriedDifference, ...]:
        holding = tuple(pack.source.sha256 for pack in self._others if pack.is_in_force(on))
        policies = [self._policy(side, region_code[:6], on, holding) for side in self._sides]
        before, after = (self._answer(facts, policy) for policy in policies)
        return () if before is after else answer_differences(before, after)

    def _policy(self, pack: Pack, county: str, on: date, holding: tuple[str, ...]) -> Resolved:
        # A place has the same policy on all days on which the same packs hold in the same order.
        key = (pack.source.sha256, county, holding, pack.effective_from <= on)
        if key not in self._policies:
            held = replace(pack, effective_from=min(pack.effective_from, on), effective_to=None)
            self._policies[key] = resolve(PackSet(packs=(*self._others, held)), county, on)
        return self._policies[key]

    def _answer(self, facts: ApplicationFacts, policy: Resolved) -> Evaluation:
        asked = (facts, policy.packs)
        if asked not in self._answers:
            self._answers[asked] = rules.evaluate(facts, policy)
        return self._answers[asked]


def answer_differences(before: Evaluation, after: Evaluation) -> tuple[TriedDifference, ...]:
    """Where two answers say otherwise, part by part; which clause they cite does not count.

    Of lists only what is not on both is shown.
    """
    old, new = _parts(before), _parts(after)
    return tuple(
        TriedDifference(
            kind=kind,
            left=_only(old[kind], without=new[kind]),
            right=_only(new[kind], without=old[kind]),
        )
        for kind in KINDS
        if old[kind] != new[kind]
    )


def _only(words: Sequence[str], *, without: Sequence[str]) -> str:
    own = [word for word in words if word not in without]
    # The same words in another order: then all of them are what differs.
    return "、".join(own or (words if set(words) == set(without) else ())) or "无"


def _parts(answer: Evaluation) -> dict[str, list[str]]:
    decision, gravity = answer.decision, answer.gravity
    refusal = f"（{Refusal(decision.refusal).label}）" if decision.refusal else ""
    levels = answer.approval.levels if answer.approval else ()
    return {
        "outcome": [f"{Outcome(decision.outcome).label}{refusal}"],
        "grounds": [Ground(code).label for code in decision.grounds],
        "track": [TrackKind(answer.track.kind).label],
        "deadlines": [
            f"{wording.deadline_label(code)}{wording.length_in_words(_length(given))}"
            for code, given in sorted(answer.deadlines.items())
        ],
        "materials": [
            paper.label + ("（可以承诺）" if paper.may_be_declared else "")
            for paper in answer.materials
        ],
        "gravity": [
            "属于重大案件" if gravity.is_major else "不属于重大案件",
            *(measure.label for measure in gravity.measures),
        ],
        "approval": [ApprovalLevel(level).label for level in levels],
    }


def _length(given: DeadlineOverride) -> dict[str, Any]:
    return {"length": given.length, "unit": given.unit}
