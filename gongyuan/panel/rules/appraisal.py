"""The joint yearly appraisal and what follows from it.

平工文〔2016〕28号 附件1 六, 附件2 第四条.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongyuan.panel.choices import AppraisalState


@dataclass(frozen=True, kw_only=True)
class AppraisalFacts:
    """What an appraisal goes by; an opinion is None until it is given.

    `services`: how many things done were service to workers. `is_joint`: whether the justice
    bureau appraises too. `idle_ends`: whether the policy cancels a member without any service.
    """

    services: int
    is_signed: bool
    union_done: bool | None = None
    justice_done: bool | None = None
    is_joint: bool = True
    idle_ends: bool = True

    @property
    def lacks(self) -> list[str]:
        """Which opinions are still missing, as words."""
        found = []
        if self.union_done is None:
            found.append("工会意见")
        if self.is_joint and self.justice_done is None:
            found.append("司法局意见")
        return found

    @property
    def is_done(self) -> bool:
        """Whether all who appraise say that the duties were completed."""
        return self.union_done is True and (not self.is_joint or self.justice_done is True)


def proposed_outcome(facts: AppraisalFacts) -> AppraisalState | None:
    """What the notice makes of the facts; None while opinions are missing.

    附件2 第四条: no service at all cancels the membership. 附件1 六: duties completed, renewed;
    not completed, an improvement notice (or early end, which the union may choose instead).
    """
    if facts.idle_ends and facts.services == 0:
        return AppraisalState.STRUCK_OFF
    if facts.lacks:
        return None
    if facts.is_done and facts.is_signed:
        return AppraisalState.RENEWED
    return AppraisalState.IMPROVING


def outcome_reasons(facts: AppraisalFacts) -> list[str]:
    """What the proposed outcome rests on, as sentences with their clauses; empty without one."""
    outcome = proposed_outcome(facts)
    if outcome is None:
        return []
    if outcome == AppraisalState.STRUCK_OFF:
        return ["这一年没有服务记录；没有开展服务的取消资格（附件2第四条）。"]
    done = "完成了任务" if facts.is_done else "没有都认为完成了任务"
    signed = "已经签署" if facts.is_signed else "没有签署"
    what = "予以继续聘用" if outcome == AppraisalState.RENEWED else "提出改进意见或者提前解聘"
    return [
        f"这一年服务{facts.services}次，年度台账{signed}。",
        f"评议{done}；{what}（附件1六）。",
    ]


def outcome_obstacles(outcome: str, facts: AppraisalFacts, *, has_improved: bool) -> list[str]:
    """Why an appraisal may not end so (附件1 六, 附件2 第四条).

    `has_improved`: an improvement notice was served and the union finds it heeded; then opinions
    and ledger of the year do not stand against a renewal any more.
    """
    if outcome == AppraisalState.STRUCK_OFF:
        if not facts.idle_ends:
            return ["本地政策没有规定没有开展服务的取消资格。"]
        return [] if facts.services == 0 else [f"这一年有{facts.services}项服务，不是没有开展。"]
    if facts.lacks:
        return [f"还缺{'、'.join(facts.lacks)}。"]
    if outcome == AppraisalState.RENEWED:
        return [] if has_improved else _renewal_obstacles(facts)
    if facts.is_done and facts.is_signed and not has_improved:
        return ["双方都认为完成了任务，台账也已签署，应当继续聘用。"]
    return []


def _renewal_obstacles(facts: AppraisalFacts) -> list[str]:
    found = []
    if facts.services == 0:
        found.append("这一年没有开展服务，不能继续聘用。")
    if not facts.is_signed:
        found.append("年度台账还没有签署。")
    if not facts.is_done:
        found.append("考核意见认为没有完成任务，请提出改进意见或者提前解聘。")
    return found


def improvement_obstacles(*, improve_by: date, today: date) -> list[str]:
    """Why this is no day to improve by: it must lie ahead."""
    return [] if improve_by > today else ["改进期限要在今天以后。"]


def honour_years(begins: date, months: int) -> tuple[date, date]:
    """The first and last day of the years that a round commends, from their first day."""
    year, month = divmod(begins.month - 1 + months, 12)
    last = date(begins.year + year, month + 1, min(begins.day, 28))
    return begins, date.fromordinal(last.toordinal() - 1)


def honour_spans(begins: date, months: int, *, until: date) -> Iterator[tuple[date, date]]:
    """The spans of so many months from a day on that are over on a day, the oldest first."""
    first, last = honour_years(begins, months)
    while last < until:
        yield first, last
        first, last = honour_years(date.fromordinal(last.toordinal() + 1), months)


def candidate_obstacles(*, services: int, verified: int, has_been_removed: bool) -> list[str]:
    """Why a member is no candidate for an honour (附件1 五(二): 成绩突出、成效明显、勤勉尽责)."""
    found = []
    if services == 0:
        found.append("评选期内没有服务记录。")
    if verified:
        found.append(f"评选期内有{verified}次属实的投诉。")
    if has_been_removed:
        found.append("已被取消成员资格。")
    return found


def award_obstacles(*, shown_to: date | None, standing: int, today: date) -> list[str]:
    """Why a round cannot be awarded yet: it is shown to the public through its last day first."""
    if not standing:
        return ["没有人选。"]
    if shown_to is None or today <= shown_to:
        return [
            f"公示到{shown_to:%Y-%m-%d}，期满以后才能决定表彰。" if shown_to else "还没有公示。"
        ]
    return []
