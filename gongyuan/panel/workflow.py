"""States and what may follow what: requests for service, conduct, appraisal, commendation.

平工文〔2016〕28号 附件1 四(四)、六, 附件2 第五条.
"""

from gongyuan.core.workflow import Transition, Workflow
from gongyuan.panel.choices import AppraisalState as A
from gongyuan.panel.choices import ConductState as C
from gongyuan.panel.choices import HonourState as H
from gongyuan.panel.choices import RequestState as R
from gongyuan.people.capabilities import Capability

_OWN, _ASK = Capability.PANEL_OWN, Capability.PANEL_REQUEST
_MANAGE, _DECIDE = Capability.PANEL_MANAGE, Capability.PANEL_DECIDE


def _row(
    name: str, label: str, sources: set[str], target: str, capability: Capability
) -> Transition:
    return Transition(
        name=name, label=label, sources=frozenset(sources), target=target, capability=capability
    )


REQUESTS = Workflow(
    "panel.servicerequest",
    dict(R.choices),
    _row("offer", "请律师服务", {R.FILED, R.OFFERED}, R.OFFERED, _MANAGE),
    _row("take", "接受服务申请", {R.OFFERED}, R.TAKEN, _OWN),
    _row("decline", "谢绝服务申请", {R.OFFERED}, R.FILED, _OWN),
    _row("finish", "填写服务结果", {R.TAKEN}, R.SERVED, _OWN),
    _row("turn_down", "答复不能安排", {R.FILED, R.OFFERED}, R.NOT_ARRANGED, _MANAGE),
    _row("call_off", "撤回服务申请", {R.FILED, R.OFFERED}, R.CALLED_OFF, _ASK),
)

CONDUCT = Workflow(
    "panel.conduct",
    dict(C.choices),
    _row("notify", "告知律师", {C.OPENED}, C.NOTIFIED, _MANAGE),
    _row("state", "陈述申辩", {C.NOTIFIED}, C.HEARD, _OWN),
    _row("hear", "记录陈述", {C.NOTIFIED}, C.HEARD, _MANAGE),
    _row("propose", "提出取消的意见", {C.HEARD}, C.PUT_FORWARD, _MANAGE),
    _row("send_back", "退回重提意见", {C.PUT_FORWARD}, C.HEARD, _DECIDE),
    _row("remove", "取消成员资格", {C.PUT_FORWARD}, C.REMOVED, _DECIDE),
    _row("keep", "不取消资格", {C.OPENED, C.NOTIFIED, C.HEARD, C.PUT_FORWARD}, C.KEPT, _DECIDE),
    _row("object", "申请复核", {C.REMOVED}, C.OBJECTED, _OWN),
    _row("uphold", "复核维持", {C.OBJECTED}, C.UPHELD, _DECIDE),
    _row("revoke", "复核撤销", {C.OBJECTED}, C.OVERTURNED, _DECIDE),
)

APPRAISALS = Workflow(
    "panel.appraisal",
    dict(A.choices),
    _row("renew", "继续聘用", {A.DRAWN_UP, A.IMPROVING}, A.RENEWED, _DECIDE),
    _row("improve", "提出改进意见", {A.DRAWN_UP}, A.IMPROVING, _DECIDE),
    _row("end", "提前解聘", {A.DRAWN_UP, A.IMPROVING}, A.ENDED, _DECIDE),
    _row("cancel", "取消资格", {A.DRAWN_UP}, A.STRUCK_OFF, _DECIDE),
)

HONOURS = Workflow(
    "panel.honourround",
    dict(H.choices),
    _row("show", "公示人选", {H.PICKING}, H.SHOWN, _MANAGE),
    _row("award", "决定表彰", {H.SHOWN}, H.AWARDED, _DECIDE),
)
