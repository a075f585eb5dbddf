"""Who may serve in a union's volunteer team, and on which days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

LICENCE_DIGITS = 17


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


@dataclass(frozen=True, kw_only=True)
class EngagementFacts:
    """What a firm does for one employer, from a day, to a day or without end."""

    kind: str
    label: str
    employer: str
    employer_id: int
    starts_on: date
    ends_on: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


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


def licence_obstacles(number: str) -> list[str]:
    """Say why this is not a lawyer's licence number: it has seventeen digits (执业证号)."""
    if len(number) == LICENCE_DIGITS and number.isascii() and number.isdigit():
        return []
    return [f"执业证号是{LICENCE_DIGITS}位数字，现在是{len(number)}位。"]


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


def engagement_obstacles(starts_on: date, ends_on: date | None) -> list[str]:
    """Say why these days of an engagement are impossible (律师法 第三十九条, 利益冲突的登记)."""
    if ends_on is not None and ends_on < starts_on:
        return ["业务关系的最后一日早于第一日。"]
    return []


def dismissal_reasons(verified: int, limit: int | None) -> list[str]:
    """Say that a lawyer's membership is to be ended for verified complaints, and why.

    平工文〔2016〕28号 附件2 第五条（六）: so many verified complaints (`limit`, of the policy of
    the place) end it. Empty below the limit, and where no policy gives one.
    """
    if limit is None or verified < limit:
        return []
    return [f"属实的投诉已有{verified}次，达到取消成员资格的{limit}次。"]
