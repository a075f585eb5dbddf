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
