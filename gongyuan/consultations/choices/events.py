"""What can happen to a consultation."""

from gongyuan.core.events import EventCode, Note
from gongyuan.people.capabilities import Capability

_READ, _SORT = Capability.CONSULTATIONS_READ, Capability.CONSULTATIONS_TRANSFER
_ANSWER = Capability.CONSULTATIONS_ANSWER
_REGISTER = Capability.CONSULTATIONS_REGISTER


def _event(
    verb: str, label: str, capability: str, note: Note = Note.OPTIONAL, worker_label: str = ""
) -> EventCode:
    return EventCode(
        code=f"consultations.consultation.{verb}",
        label=label,
        kind="consultation",
        capability=capability,
        note=note,
        worker_label=worker_label,
    )


EVENTS = [
    _event("register", "登记咨询", "", Note.NONE, "收到您的问题"),
    _event("import", "由台账导入", _REGISTER, Note.NONE),
    _event("correct", "按台账更正", _REGISTER, Note.NONE),
    _event("take", "接手答复", _ANSWER, Note.NONE, "有人正在看您的问题"),
    _event("give_back", "退回待答复", _ANSWER, Note.OPTIONAL),
    _event("answer", "答复咨询", _ANSWER, Note.NONE, "答复了您"),
    _event("transfer", "转其他单位", _SORT, Note.REQUIRED, "转给了该管的工会"),
    _event("apply", "转为法律援助申请", _SORT, Note.NONE, "帮您登记了法律援助申请"),
    _event("set_aside", "不予答复", _SORT, Note.REQUIRED, "没有答复您"),
    _event("rate", "咨询人评价", "", Note.NONE),
    _event("reveal", "显示咨询人电话", _READ, Note.REQUIRED),
]
