"""Which member may be bound to which union, and whom nobody serves."""

from collections.abc import Iterable
from datetime import date

from gongyuan.lawyers.rules.terms import TermFacts


def binding_obstacles(terms: Iterable[TermFacts], *, starts_on: date, is_bound: bool) -> list[str]:
    """Say why a lawyer cannot serve a union from a day on (平工文〔2016〕28号 附件2第三条).

    `terms` are the lawyer's in the union's own team or one above it; one of them must run on the
    day. One open binding per lawyer and union.
    """
    if is_bound:
        return ["已经是这个单位的联系点律师。"]
    if not any(term.runs_on(starts_on) for term in terms):
        return [f"{starts_on:%Y-%m-%d}该律师不在这个单位或者它上级工会的团队里，不能确定。"]
    return []


def unbinding_obstacles(*, starts_on: date, ends_on: date, is_over: bool) -> list[str]:
    """Say why a binding cannot end on this last day."""
    if is_over:
        return ["这个联系点已经结束。"]
    if ends_on < starts_on:
        return ["最后一日早于第一日。"]
    return []
