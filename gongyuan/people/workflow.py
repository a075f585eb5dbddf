"""States of a merge and of a request for an account, and what may follow what."""

from gongyuan.core.workflow import Transition, Workflow
from gongyuan.people.capabilities import Capability
from gongyuan.people.choices import AccountRequestState, MergeState


def _row(name: str, label: str, source: str, target: str, capability: Capability) -> Transition:
    return Transition(
        name=name, label=label, sources=frozenset({source}), target=target, capability=capability
    )


_M, _R = MergeState, AccountRequestState
_ACCOUNTS = Capability.PEOPLE_MANAGE_ACCOUNTS

MERGING = Workflow(
    "people.merge",
    dict(MergeState.choices),
    _row("confirm", "确认合并", _M.SUGGESTED, _M.UNITED, Capability.PEOPLE_MERGE),
    _row("set_apart", "不是同一个", _M.SUGGESTED, _M.DISTINCT, Capability.PEOPLE_MERGE),
    _row("withdraw", "撤回提议", _M.SUGGESTED, _M.RECALLED, Capability.PEOPLE_MERGE),
    _row("undo", "恢复到合并前", _M.UNITED, _M.PARTED, Capability.PEOPLE_MERGE),
)

REQUESTS = Workflow(
    "people.accountrequest",
    dict(AccountRequestState.choices),
    _row("grant", "批准开通", _R.APPLIED_FOR, _R.PROVIDED, _ACCOUNTS),
    _row("refuse", "不同意", _R.APPLIED_FOR, _R.DENIED, _ACCOUNTS),
    _row("withdraw", "撤回申请", _R.APPLIED_FOR, _R.RETRACTED, Capability.PEOPLE_ASK_ACCOUNTS),
)
