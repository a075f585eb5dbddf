"""What can happen to complaints, return visits, samples and reviews."""

from gongyuan.cases.choices import MoveOf
from gongyuan.core.events import EventCode, Note
from gongyuan.people.capabilities import Capability

#: What whoever complained reads on the phone.
COMPLAINANT_WORDS = {
    "lodge": "收到您的投诉",
    "ask_more": "请您补充",
    "add": "收到您补充的内容",
    "accept": "受理了您的投诉，正在调查",
    "turn_away": "不受理您的投诉",
    "forward": "转给司法行政机关处理",
    "hand_up": "转给上级工会处理",
    "merge": "和您前一次的投诉一起处理",
    "decide": "调查完了，正在写答复",
    "reply": "答复您",
    "record_answer": "司法行政机关已经处理",
    "drop": "您撤回了投诉",
}


def _complaint(
    verb: str,
    label: str,
    capability: str,
    move_of: MoveOf | None = None,
    note: Note = Note.OPTIONAL,
) -> EventCode:
    return EventCode(
        code=f"quality.complaint.{verb}",
        label=label,
        kind="complaint",
        capability=capability,
        move_of=move_of,
        note=note,
        worker_label=COMPLAINANT_WORDS.get(verb, ""),
    )


def _visit(verb: str, label: str, capability: str, note: Note = Note.OPTIONAL) -> EventCode:
    return EventCode(
        code=f"quality.returnvisit.{verb}",
        label=label,
        kind="visit",
        capability=capability,
        note=note,
    )


_VISIT = Capability.VISITS_RECORD
_HANDLE, _DECIDE = Capability.COMPLAINTS_HANDLE, Capability.COMPLAINTS_DECIDE

EVENTS = [
    _complaint("lodge", "收到投诉", "", MoveOf.OFFICE),
    _complaint("ask_more", "告知补充投诉内容", _HANDLE, MoveOf.WORKER, Note.REQUIRED),
    _complaint("add", "补充投诉内容", Capability.COMPLAINTS_ADD, MoveOf.OFFICE, Note.REQUIRED),
    _complaint("accept", "受理投诉", _HANDLE, MoveOf.OFFICE),
    _complaint("turn_away", "不予受理投诉", _HANDLE, MoveOf.NOBODY, Note.REQUIRED),
    _complaint("identify", "确认被投诉人", _HANDLE),
    _complaint("look_into", "记录调查情况", _HANDLE, None, Note.REQUIRED),
    _complaint("ask", "向被投诉人了解情况", _HANDLE),
    _complaint("state", "被投诉人陈述", Capability.QUALITY_ANSWER),
    _complaint("decide", "认定投诉", _DECIDE, MoveOf.OFFICE, Note.REQUIRED),
    _complaint("reply", "答复投诉", _HANDLE, MoveOf.NOBODY),
    _complaint("forward", "转司法行政机关", _HANDLE, MoveOf.OUTSIDE),
    _complaint("hand_up", "随工会合并转上级处理", "", MoveOf.OFFICE),
    _complaint("record_receipt", "登记转办回执", _HANDLE),
    _complaint("record_answer", "登记司法行政机关的处理", _HANDLE, MoveOf.NOBODY, Note.REQUIRED),
    _complaint("merge", "并入前一投诉", _HANDLE, MoveOf.NOBODY),
    _complaint("drop", "投诉人撤回", _HANDLE, MoveOf.NOBODY, Note.REQUIRED),
    _complaint("reveal", "显示投诉人电话", _HANDLE, None, Note.REQUIRED),
    _complaint("issue_document", "出具投诉文书", _HANDLE, None, Note.NONE),
    _visit("open", "应当回访", ""),
    _visit("try", "联系未成", _VISIT),
    _visit("record", "登记回访", _VISIT),
    _visit("refuse", "不愿接受回访", _VISIT, Note.REQUIRED),
    _visit("give_up", "多次联系不上", _VISIT),
    _visit("answer", "本人网上评价", ""),
    _visit("issue_document", "出具回访登记表", _VISIT, Note.NONE),
]

_REVIEWS = Capability.REVIEWS_MANAGE


def _review(code: str, label: str, capability: str, note: Note = Note.OPTIONAL) -> EventCode:
    return EventCode(
        code=f"quality.{code}", label=label, kind="review", capability=capability, note=note
    )


EVENTS += [
    _review("reviewstandard.enter", "确定评估标准", _REVIEWS),
    _review("sampledraw.draw", "抽取样本", _REVIEWS),
    _review("casereview.assign", "安排评估人", _REVIEWS),
    _review("casereview.submit", "提交评分", Capability.QUALITY_ANSWER),
    _review("casereview.serve", "送达评估结果", _REVIEWS),
    _review("casereview.issue_document", "出具质量评估表", _REVIEWS, Note.NONE),
]

_CHECK = Capability.CONSULTATIONS_CHECK


def _answers(code: str, label: str, capability: str, note: Note = Note.OPTIONAL) -> EventCode:
    return EventCode(
        code=f"quality.{code}", label=label, kind="answer_check", capability=capability, note=note
    )


EVENTS += [
    _answers("answerdraw.draw", "抽查线上答复", _CHECK, Note.NONE),
    _answers("answercheck.check", "检查线上答复", _CHECK, Note.NONE),
    _answers("answercheck.state", "律师说明答复", Capability.QUALITY_ANSWER, Note.NONE),
    _answers("pauseproposal.raise", "提出暂停建议", "", Note.NONE),
    _answers("pauseproposal.decline", "决定不暂停线上服务", _CHECK, Note.REQUIRED),
]
