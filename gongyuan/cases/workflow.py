"""States of a legal-aid case and what may follow what (法律援助法 第四十三至五十条)."""

from collections.abc import Set

from gongyuan.cases.choices import CaseState as S
from gongyuan.cases.choices.major import CollaborationState as C
from gongyuan.cases.choices.major import HandUpState as H
from gongyuan.cases.choices.major import OversightState as V
from gongyuan.core.workflow import Transition, Workflow
from gongyuan.people.capabilities import Capability

_BEFORE_DECISION = frozenset({S.SUBMITTED, S.SUPPLEMENTING, S.UNDER_REVIEW, S.AWAITING_DECISION})
_WITH_LAWYER = frozenset({S.ASSIGNED, S.MANDATING, S.HANDLING, S.SUSPENDED})
_DECIDABLE = frozenset({S.UNDER_REVIEW, S.AWAITING_DECISION})


def _row(
    name: str,
    label: str,
    sources: Set[str],
    target: str,
    capability: Capability,
) -> Transition:
    return Transition(
        name=name,
        label=label,
        sources=frozenset(sources),
        target=target,
        capability=capability,
    )


WORKFLOW = Workflow(
    "cases.case",
    dict(S.choices),
    _row("accept", "受理", {S.SUBMITTED}, S.UNDER_REVIEW, Capability.CASES_RECEIVE),
    _row(
        "request_supplement",
        "一次性告知补正",
        {S.SUBMITTED, S.UNDER_REVIEW},
        S.SUPPLEMENTING,
        Capability.CASES_RECEIVE,
    ),
    _row("supplement", "补交材料", {S.SUPPLEMENTING}, S.UNDER_REVIEW, Capability.CASES_SUPPLEMENT),
    _row(
        "lapse",
        "视为撤回",
        {S.SUPPLEMENTING},
        S.DEEMED_WITHDRAWN,
        Capability.CASES_LAPSE,
    ),
    _row(
        "withdraw",
        "撤回申请",
        _BEFORE_DECISION | {S.GRANTED},
        S.WITHDRAWN,
        Capability.CASES_WITHDRAW,
    ),
    _row("propose", "提出审查意见", {S.UNDER_REVIEW}, S.AWAITING_DECISION, Capability.CASES_REVIEW),
    _row(
        "return_to_review",
        "退回重审",
        {S.AWAITING_DECISION},
        S.UNDER_REVIEW,
        Capability.CASES_DECIDE,
    ),
    _row("grant", "给予援助", _DECIDABLE, S.GRANTED, Capability.CASES_DECIDE_SIMPLE),
    _row("grant_first", "先行援助", _DECIDABLE | {S.SUBMITTED}, S.GRANTED, Capability.CASES_DECIDE),
    _row("refuse", "不予援助", _DECIDABLE, S.REFUSED, Capability.CASES_DECIDE_SIMPLE),
    _row("transfer", "移送", _BEFORE_DECISION, S.TRANSFERRED, Capability.CASES_TRANSFER),
    _row("object", "提出异议", {S.REFUSED}, S.UNDER_OBJECTION, Capability.CASES_OBJECT),
    _row("uphold", "维持原决定", {S.UNDER_OBJECTION}, S.REFUSED, Capability.CASES_DECIDE_OBJECTION),
    _row("change", "变更为给予", {S.UNDER_OBJECTION}, S.GRANTED, Capability.CASES_DECIDE_OBJECTION),
    _row(
        "remand", "发回重审", {S.UNDER_OBJECTION}, S.UNDER_REVIEW, Capability.CASES_DECIDE_OBJECTION
    ),
    _row(
        "object_termination",
        "对终止提出异议",
        {S.TERMINATED},
        S.TERMINATION_OBJECTED,
        Capability.CASES_OBJECT,
    ),
    _row(
        "uphold_termination",
        "维持终止",
        {S.TERMINATION_OBJECTED},
        S.TERMINATED,
        Capability.CASES_DECIDE_OBJECTION,
    ),
    _row(
        "revoke_termination",
        "撤销终止",
        {S.TERMINATION_OBJECTED},
        S.GRANTED,
        Capability.CASES_DECIDE_OBJECTION,
    ),
    _row("assign", "指派律师", {S.GRANTED}, S.ASSIGNED, Capability.CASES_ASSIGN),
    _row("accept_assignment", "接受指派", {S.ASSIGNED}, S.MANDATING, Capability.CASES_HANDLE),
    _row("decline_assignment", "谢绝指派", {S.ASSIGNED}, S.GRANTED, Capability.CASES_HANDLE),
    _row(
        "pass_on",
        "逾期未答，另行指派",
        {S.ASSIGNED},
        S.GRANTED,
        Capability.CASES_ASSIGN,
    ),
    _row("replace", "更换承办律师", _WITH_LAWYER, S.GRANTED, Capability.CASES_ASSIGN),
    _row("sign_mandate", "登记委托", {S.MANDATING}, S.HANDLING, Capability.CASES_MANDATE),
    _row("suspend", "中止", {S.HANDLING}, S.SUSPENDED, Capability.CASES_SUSPEND),
    _row("resume", "恢复办理", {S.SUSPENDED}, S.HANDLING, Capability.CASES_SUSPEND),
    _row(
        "terminate", "终止援助", _WITH_LAWYER | {S.GRANTED}, S.TERMINATED, Capability.CASES_DECIDE
    ),
    _row("close", "结案", {S.HANDLING}, S.CLOSED, Capability.CASES_CLOSE),
    _row(
        "submit_file",
        "交卷",
        {S.CLOSED, S.TERMINATED},
        S.FILE_SUBMITTED,
        Capability.CASES_SUBMIT_FILE,
    ),
    _row("return_file", "退回补卷", {S.FILE_SUBMITTED}, S.CLOSED, Capability.CASES_ARCHIVE),
    _row(
        "return_terminated_file",
        "退回补卷（终止案件）",
        {S.FILE_SUBMITTED},
        S.TERMINATED,
        Capability.CASES_ARCHIVE,
    ),
    _row("archive", "归档", {S.FILE_SUBMITTED}, S.ARCHIVED, Capability.CASES_ARCHIVE),
)

#: An order from above on a case below (豫工办〔2015〕28号 二（三）: 重点督办).
OVERSIGHT = Workflow(
    "cases.oversightorder",
    dict(V.choices),
    _row(
        "feed_back",
        "反馈督办",
        {V.AWAITING_FEEDBACK},
        V.FED_BACK,
        Capability.CASES_ANSWER_OVERSIGHT,
    ),
    _row("repeat", "再次督办", {V.FED_BACK}, V.AWAITING_FEEDBACK, Capability.CASES_OVERSEE),
    _row("lift", "了结督办", {V.FED_BACK}, V.LIFTED, Capability.CASES_OVERSEE),
    _row("revoke", "撤销督办", {V.AWAITING_FEEDBACK}, V.REVOKED, Capability.CASES_OVERSEE),
)

#: An application written at a station or an enterprise's union for the union above.
HAND_UP = Workflow(
    "cases.handup",
    dict(H.choices),
    _row("take_over", "接收转交", {H.HANDED_UP}, H.TAKEN_OVER, Capability.CASES_RECEIVE),
    _row("return_to_sender", "退回转交", {H.HANDED_UP}, H.TO_AMEND, Capability.CASES_RECEIVE),
    _row("resend", "修改后再交", {H.TO_AMEND}, H.HANDED_UP, Capability.CASES_HAND_UP),
    _row(
        "take_back",
        "撤回转交",
        {H.HANDED_UP, H.TO_AMEND},
        H.TAKEN_BACK,
        Capability.CASES_HAND_UP,
    ),
)

_COLLABORATE = Capability.CASES_COLLABORATE
#: Help from a union of another region (工会法律援助办法 第三条).
COLLABORATION = Workflow(
    "cases.collaboration",
    dict(C.choices),
    _row("accept", "接受协作", {C.ASKED}, C.AT_WORK, _COLLABORATE),
    _row("turn_down", "谢绝协作", {C.ASKED}, C.TURNED_DOWN, _COLLABORATE),
    _row("call_back", "收回委托", {C.ASKED}, C.CALLED_BACK, _COLLABORATE),
    _row("report_done", "报告办结", {C.AT_WORK}, C.REPORTED_DONE, _COLLABORATE),
    _row("send_on", "退回继续协作", {C.REPORTED_DONE}, C.AT_WORK, _COLLABORATE),
    _row("confirm", "确认协作了结", {C.REPORTED_DONE}, C.CONFIRMED_DONE, _COLLABORATE),
    _row("cut_short", "中断协作", {C.AT_WORK}, C.CUT_SHORT, _COLLABORATE),
)
