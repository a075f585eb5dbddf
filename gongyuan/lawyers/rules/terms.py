"""Who may serve in a union's volunteer team, and on which days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class TermFacts:
    """One appointment: both days are in it; suspended from `suspended_on` on, when given."""

    starts_on: date
    ends_on: date
    suspended_on: date | None = None

    def runs_on(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on

    def is_suspended_on(self, day: date) -> bool:
        return self.suspended_on is not None and self.suspended_on <= day


def service_obstacles(terms: Iterable[TermFacts], *, today: date) -> list[str]:
    """Say why a lawyer may not be given a case on the Beijing day `today`; empty when he may.

    A term serves through its last day (平工文〔2016〕28号 附件2 第四条, 聘期); a suspended one does
    not (第五条).
    """
    known = sorted(terms, key=lambda term: term.ends_on)
    running = [term for term in known if term.runs_on(today)]
    if any(not term.is_suspended_on(today) for term in running):
        return []
    if running:
        return ["该律师已被暂停资格。"]
    if not known:
        return ["该律师没有被本级或者上级工会聘任。"]
    last = known[-1]
    if last.ends_on < today:
        return [f"该律师聘期已于{last.ends_on:%Y-%m-%d}届满。"]
    return [f"该律师聘期自{known[0].starts_on:%Y-%m-%d}起，尚未开始。"]


def term_obstacles(starts_on: date, ends_on: date, terms: Iterable[TermFacts]) -> list[str]:
    """Say why a union may not appoint a lawyer for these days (平工文〔2016〕28号 附件1 二).

    `terms` are those of the same lawyer in the same union; two may not run on one day.
    """
    if ends_on < starts_on:
        return ["聘期的最后一日早于第一日。"]
    return [
        f"与已有聘期{term.starts_on:%Y-%m-%d}至{term.ends_on:%Y-%m-%d}重叠。"
        for term in terms
        if term.starts_on <= ends_on and starts_on <= term.ends_on
    ]


def length_obstacles(ends_on: date, longest: date | None) -> list[str]:
    """Say that a term is longer than the policy of the place gives (附件2 第四条, 聘用期限为一年).

    `longest` is the last day the policy allows; None where it gives no length.
    """
    if longest is None or ends_on <= longest:
        return []
    return [f"聘期最长到{longest:%Y-%m-%d}（当地政策规定的聘期）。"]


def renewal_obstacles(
    *, ended_early: bool, is_suspended: bool, ends_on: date, starts_on: date | None
) -> list[str]:
    """Say why a member may not be appointed again after a term (平工文〔2016〕28号 附件1 六)."""
    found = []
    if ended_early:
        found.append("这个聘期已经提前解聘，不能续聘；重新聘任请走招募。")
    if is_suspended:
        found.append("资格暂停中，恢复以后才能续聘。")
    if starts_on is not None and starts_on <= ends_on:
        found.append(f"续聘应当在{ends_on:%Y-%m-%d}以后开始。")
    return found


def early_end_obstacles(
    term: TermFacts, day: date, *, has_ended_early: bool, today: date
) -> list[str]:
    """Say why a membership cannot end so that from `day` on there is none (附件1 六、附件2 第五条).

    Not backwards in time: what was done as a member was done as one.
    """
    if has_ended_early:
        return ["已经提前解聘。"]
    if term.ends_on < today:
        return ["聘期已满，不必解聘。"]
    if day < today:
        return ["解聘不能早于今天生效。"]
    if not term.starts_on < day <= term.ends_on:
        return [f"应当在聘期内，即{term.starts_on:%Y-%m-%d}以后、{term.ends_on:%Y-%m-%d}以前。"]
    return []


def hand_over_obstacles(in_hand: int) -> list[str]:
    """Say that cases must be handed over before a seat is vacated (法律援助法 第五十五条)."""
    if not in_hand:
        return []
    return [f"还有{in_hand}件在办案件，请先更换承办律师。"]
