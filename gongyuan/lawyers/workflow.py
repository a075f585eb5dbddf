"""States of a recruitment round and of a nomination, and what may follow what.

平工文〔2016〕28号 附件2 第二条: lawyers come forward, are recommended level by level, and are
selected by union and justice bureau together.
"""

from collections.abc import Set

from gongyuan.core.workflow import Transition, Workflow
from gongyuan.lawyers.choices import NominationState as N
from gongyuan.lawyers.choices import OnlineState as O
from gongyuan.lawyers.choices import RoundState as R
from gongyuan.people.capabilities import Capability

_MANAGE, _RECOMMEND = Capability.ROUNDS_MANAGE, Capability.NOMINATIONS_RECOMMEND
_REVIEW, _RETRACT = Capability.NOMINATIONS_REVIEW, Capability.NOMINATIONS_SUBMIT
#: Before the reviewers have spoken the nomination can be taken back.
_ON_THE_WAY = frozenset({N.AT_FIRM, N.AT_COUNTY, N.AT_REVIEW, N.RETURNED})


def _row(
    name: str, label: str, sources: Set[str], target: str, capability: Capability
) -> Transition:
    return Transition(
        name=name, label=label, sources=frozenset(sources), target=target, capability=capability
    )


ROUNDS = Workflow(
    "lawyers.recruitmentround",
    dict(R.choices),
    _row("call", "发布招募", {R.PREPARED}, R.CALLED, _MANAGE),
    _row("announce", "公示人选", {R.CALLED}, R.ANNOUNCED, _MANAGE),
    _row("complete", "批量聘任", {R.ANNOUNCED}, R.COMPLETED, _MANAGE),
    _row("cancel", "取消招募", {R.PREPARED, R.CALLED}, R.CANCELLED, _MANAGE),
)

NOMINATIONS = Workflow(
    "lawyers.nomination",
    dict(N.choices),
    _row("recommend_firm", "律所推荐", {N.AT_FIRM}, N.AT_COUNTY, _RECOMMEND),
    _row("recommend_county", "县区推荐", {N.AT_COUNTY}, N.AT_REVIEW, _RECOMMEND),
    _row("return_to_lawyer", "退回本人", {N.AT_FIRM}, N.RETURNED, _RECOMMEND),
    _row("return_to_firm", "退回律所", {N.AT_COUNTY}, N.AT_FIRM, _RECOMMEND),
    _row("return_to_county", "退回县区", {N.AT_REVIEW}, N.AT_COUNTY, _REVIEW),
    _row("hand_in_again", "重新提交", {N.RETURNED}, N.AT_FIRM, _RETRACT),
    _row("pass_review", "评审通过", {N.AT_REVIEW}, N.PASSED, _REVIEW),
    _row("fail_review", "评审未通过", {N.AT_REVIEW}, N.NOT_PASSED, _REVIEW),
    _row("publish", "列入公示", {N.PASSED}, N.IN_NOTICE, _MANAGE),
    _row("turn_down", "异议成立不予聘任", {N.IN_NOTICE}, N.TURNED_DOWN, _MANAGE),
    _row("appoint", "聘任", {N.IN_NOTICE}, N.APPOINTED, _MANAGE),
    _row("retract", "撤回推荐", _ON_THE_WAY, N.RETRACTED, _RETRACT),
)

_EDIT, _OWN = Capability.LAWYERS_EDIT, Capability.LAWYERS_GO_ONLINE

ONLINE = Workflow(
    "lawyers.onlineregistration",
    dict(O.choices),
    _row("admit", "核验通过", {O.APPLIED_FOR}, O.ACTIVE, _EDIT),
    _row("reject", "核验未通过", {O.APPLIED_FOR}, O.NOT_ADMITTED, _EDIT),
    _row("pause", "暂停线上服务", {O.ACTIVE}, O.PAUSED, _EDIT),
    _row("resume", "恢复线上服务", {O.PAUSED}, O.ACTIVE, _EDIT),
    _row(
        "withdraw",
        "退出线上服务",
        {O.APPLIED_FOR, O.ACTIVE, O.PAUSED},
        O.WITHDRAWN_ONLINE,
        _OWN,
    ),
)
