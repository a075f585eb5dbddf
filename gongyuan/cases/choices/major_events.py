"""What can happen around a major case, an order, a collaboration and what is handed up."""

from dataclasses import replace

from gongyuan.cases.choices.vocabulary import MoveOf
from gongyuan.core.events import EventCode, Note
from gongyuan.people.capabilities import Capability

_LOOK = Capability.CASES_OVERSEE
_HELP = Capability.CASES_COLLABORATE
_SEND, _TAKE = Capability.CASES_HAND_UP, Capability.CASES_RECEIVE


def _of_case(
    verb: str,
    label: str,
    capability: str = "",
    note: Note = Note.OPTIONAL,
    worker_label: str = "",
) -> EventCode:
    return EventCode(
        code=f"cases.case.{verb}",
        label=label,
        kind="major",
        capability=capability,
        note=note,
        worker_label=worker_label,
    )


def _of(
    subject: str,
    verb: str,
    label: str,
    capability: str,
    move_of: MoveOf | None = None,
) -> EventCode:
    return EventCode(
        code=f"cases.{subject}.{verb}",
        label=label,
        kind={"oversightorder": "oversight", "handup": "hand_up"}.get(subject, subject),
        capability=capability,
        move_of=move_of,
    )


def _with_reason(code: EventCode) -> EventCode:
    """The same, to be chosen only with a written reason."""
    return replace(code, note=Note.REQUIRED)


_CASE_EVENTS = [
    _of_case("mark_major", "认定为重大案件", Capability.CASES_REVIEW),
    _of_case("lift_major", "不再作为重大案件", Capability.CASES_DECIDE, Note.REQUIRED),
    _of_case("report_up", "向上级报告", Capability.CASES_REPORT_UP),
    _of_case("acknowledge_report", "签收重大案件报告", _LOOK),
    _of_case("escalate_report", "逾期未签收，自动上报"),
    _of_case("miss_report", "逾期未报告，已提醒上级"),
    _of_case("report_by_lawyer", "律师报告重大情况", Capability.CASES_HANDLE, Note.REQUIRED),
    _of_case("name_leader", "确定包案领导", Capability.CASES_LEAD),
    _of_case("track", "跟踪", Capability.CASES_REPORT_UP, Note.REQUIRED),
    _of_case("convene_discussion", "召集集体讨论", Capability.CASES_DISCUSS),
    _of_case("give_opinion", "发表讨论意见", Capability.CASES_DISCUSS),
    _of_case("recuse_member", "讨论人员回避", Capability.CASES_DISCUSS, Note.REQUIRED),
    _of_case("conclude_discussion", "形成讨论结论", Capability.CASES_DISCUSS),
    _of_case("oversight", "督办"),
    _of_case("collaboration", "异地协作"),
    _of_case("join_hands", "外地工会接受协作", worker_label="外地的工会也在一起办您的事"),
    _of_case("part_hands", "异地协作结束", worker_label="外地工会帮的那部分办完了"),
]

MAJOR_EVENTS = [
    *_CASE_EVENTS,
    _of("oversightorder", "order", "下达督办", _LOOK, MoveOf.OFFICE),
    _of(
        "oversightorder",
        "feed_back",
        "反馈督办",
        Capability.CASES_ANSWER_OVERSIGHT,
        MoveOf.UPPER,
    ),
    _with_reason(_of("oversightorder", "repeat", "再次督办", _LOOK, MoveOf.OFFICE)),
    _of("oversightorder", "lift", "了结督办", _LOOK, MoveOf.NOBODY),
    _with_reason(_of("oversightorder", "revoke", "撤销督办", _LOOK, MoveOf.NOBODY)),
    _of("oversightorder", "escalate", "督办逾期未反馈", ""),
    _of("handup", "send", "转交上级", _SEND, MoveOf.UPPER),
    _with_reason(_of("handup", "return_to_sender", "退回转交", _TAKE, MoveOf.OFFICE)),
    _of("handup", "resend", "修改后再交", _SEND, MoveOf.UPPER),
    _with_reason(_of("handup", "take_back", "撤回转交", _SEND, MoveOf.NOBODY)),
    _of("handup", "take_over", "接收转交", _TAKE, MoveOf.NOBODY),
    _of("collaboration", "ask", "发出委托", _HELP, MoveOf.OUTSIDE),
    _of("collaboration", "accept", "接受协作", _HELP, MoveOf.OUTSIDE),
    _with_reason(_of("collaboration", "turn_down", "谢绝协作", _HELP, MoveOf.NOBODY)),
    _with_reason(_of("collaboration", "call_back", "收回委托", _HELP, MoveOf.NOBODY)),
    _with_reason(_of("collaboration", "report", "报告协作进展", _HELP)),
    _of("collaboration", "propose_cost", "提出费用", _HELP),
    _of("collaboration", "agree_cost", "商定费用", _HELP),
    _with_reason(_of("collaboration", "report_done", "报告办结", _HELP, MoveOf.OFFICE)),
    _with_reason(_of("collaboration", "send_on", "退回继续协作", _HELP, MoveOf.OUTSIDE)),
    _of("collaboration", "confirm", "确认协作了结", _HELP, MoveOf.NOBODY),
    _with_reason(_of("collaboration", "cut_short", "中断协作", _HELP, MoveOf.NOBODY)),
]
