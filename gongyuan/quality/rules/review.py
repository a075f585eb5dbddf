"""Peer review of cases (同行评估, SF/T 0085-2020): score sheet, reviewers, result.

The standard's indicators and lines were not read (dossier 3.05, 3.06): an office sets its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

#: Two score every case; a third only where they differ too much.
REVIEWERS = 2
MOST_ITEMS = 40


@dataclass(frozen=True, kw_only=True)
class Item:
    """One item of the score sheet and its full points."""

    code: str
    label: str
    points: int


@dataclass(frozen=True, kw_only=True)
class Line:
    """A grade and the points it begins at."""

    label: str
    least: int


@dataclass(frozen=True, kw_only=True)
class ReviewerFacts:
    """What ties a reviewer to a case."""

    had_the_case: bool
    is_of_its_firm: bool
    serves_the_employer: bool
    scores_it_already: bool
    has_account: bool


def item_obstacles(items: Sequence[Item]) -> list[str]:
    """Why these are no score sheet: one to forty items, each named once, with points."""
    found = []
    if not items:
        found.append("请写评分项目，一行一项。")
    if len(items) > MOST_ITEMS:
        found.append(f"最多{MOST_ITEMS}项。")
    labels = [item.label for item in items]
    found += [f"“{label}”写了两次。" for label in dict.fromkeys(labels) if labels.count(label) > 1]
    found += [
        f"“{item.label}”的分值要在1和100之间。" for item in items if not 1 <= item.points <= 100
    ]
    return found


def line_obstacles(lines: Sequence[Line], items: Sequence[Item]) -> list[str]:
    """Why these are no lines of grades: none is allowed (then there is no grade); else one begins
    at 0, none above the full points, no two at the same."""
    if not lines:
        return []
    full = sum(item.points for item in items)
    found = []
    least = [line.least for line in lines]
    if len(set(least)) < len(least) or len({line.label for line in lines}) < len(lines):
        found.append("等级和分数线不能重复。")
    if 0 not in least:
        found.append("最低的一个等级从 0 分起，比如“不合格 0”。")
    if max(least) > full:
        found.append(f"分数线不能高于满分{full}分。")
    return found


def score_obstacles(scores: Mapping[str, int | None], items: Sequence[Item]) -> dict[str, str]:
    """What is wrong with one reviewer's scores, by item: each between 0 and its full points."""
    found = {}
    for item in items:
        given = scores.get(item.code)
        if given is None:
            found[item.code] = "请打分。"
        elif not 0 <= given <= item.points:
            found[item.code] = f"在0和{item.points}之间。"
    return found


def reviewer_obstacles(facts: ReviewerFacts) -> list[str]:
    """Why somebody may not review a case (同行评估: independent of the case; 律师法 第三十九条)."""
    checks = (
        (facts.had_the_case, "办过这个案件，不能评估。"),
        (facts.is_of_its_firm, "和承办律师同在一个律师事务所，不能评估。"),
        (facts.serves_the_employer, "所在律师事务所为对方单位服务，不能评估。"),
        (facts.scores_it_already, "已经是这个案件的评估人。"),
        (not facts.has_account, "没有账号，不能在线评分。"),
    )
    return [sentence for is_so, sentence in checks if is_so]


def needs_third(totals: Sequence[int], difference: int | None) -> bool:
    """Whether two scores lie further apart than the office's standard allows; never without one."""
    if difference is None or len(totals) != REVIEWERS:
        return False
    return abs(totals[0] - totals[1]) > difference


def result_points(totals: Sequence[int]) -> Decimal:
    """The result in points, one decimal: the mean of two; of three, that of the two nearest.

    Where both pairs lie equally near, the higher. The union's own rule (待核), as the standard's
    was not read.
    """
    pairs = sorted(combinations(totals, 2), key=lambda p: (abs(p[0] - p[1]), -sum(p)))
    chosen = pairs[0]
    return (Decimal(sum(chosen)) / 2).quantize(Decimal("0.1"), ROUND_HALF_UP)


def grade_of(points: Decimal, lines: Sequence[Line]) -> str:
    """The grade of a result by the office's lines; empty where it has set none (3.06)."""
    reached = [line for line in lines if points >= line.least]
    return max(reached, key=lambda line: line.least).label if reached else ""
