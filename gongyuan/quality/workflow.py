"""States of a complaint and what may follow what (《法律援助投诉处理办法》, 司法部令第149号)."""

from gongyuan.core.workflow import Transition, Workflow
from gongyuan.people.capabilities import Capability
from gongyuan.quality.choices import ComplaintState as S

_HANDLE, _DECIDE = Capability.COMPLAINTS_HANDLE, Capability.COMPLAINTS_DECIDE
_OPEN = frozenset({S.LODGED, S.INCOMPLETE, S.INVESTIGATING})


def _row(
    name: str, label: str, sources: set[S] | frozenset[S], target: S, capability: Capability
) -> Transition:
    return Transition(
        name=name, label=label, sources=frozenset(sources), target=target, capability=capability
    )


WORKFLOW = Workflow(
    "quality.complaint",
    dict(S.choices),
    _row("ask_more", "一次性告知补充", {S.LODGED}, S.INCOMPLETE, _HANDLE),
    _row("add", "登记补充内容", {S.INCOMPLETE}, S.LODGED, Capability.COMPLAINTS_ADD),
    _row("accept", "受理投诉", {S.LODGED}, S.INVESTIGATING, _HANDLE),
    _row("turn_away", "不予受理", {S.LODGED, S.INCOMPLETE}, S.TURNED_AWAY, _HANDLE),
    _row("decide", "认定是否属实", {S.INVESTIGATING}, S.ANSWER_DUE, _DECIDE),
    _row("reply", "答复投诉人", {S.ANSWER_DUE}, S.ANSWERED, _HANDLE),
    _row("forward", "转司法行政机关", _OPEN, S.FORWARDED, _HANDLE),
    _row("record_answer", "登记处理结果", {S.FORWARDED}, S.ANSWERED_OUTSIDE, _HANDLE),
    _row("merge", "并入前一投诉", _OPEN, S.MERGED, _HANDLE),
    _row("drop", "投诉人撤回", _OPEN, S.DROPPED, _HANDLE),
)
