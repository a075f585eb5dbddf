"""What can happen in the volunteer team's year."""

from gongyuan.core.events import EventCode, Note
from gongyuan.people.capabilities import Capability

_OWN, _CONFIRM = Capability.PANEL_OWN, Capability.PANEL_CONFIRM
_ASK, _MANAGE, _DECIDE = (
    Capability.PANEL_REQUEST,
    Capability.PANEL_MANAGE,
    Capability.PANEL_DECIDE,
)
_TRAIN, _PAY = Capability.PANEL_TRAIN, Capability.PANEL_PAY


def _code(
    code: str, label: str, kind: str, capability: str = "", note: Note = Note.OPTIONAL
) -> EventCode:
    return EventCode(code=f"panel.{code}", label=label, kind=kind, capability=capability, note=note)


EVENTS = [
    _code("activity.enter", "登记活动", "panel_activity", _OWN, Note.NONE),
    _code("activity.confirm", "联系点工会确认活动", "panel_activity", _CONFIRM),
    _code("activity.strike", "划去活动", "panel_activity", "", Note.REQUIRED),
    _code("servicerequest.file", "书面申请法律服务", "service_request", _ASK),
    _code("servicerequest.offer", "请律师服务", "service_request", _MANAGE),
    _code("servicerequest.take", "律师接受服务申请", "service_request", _OWN),
    _code("servicerequest.decline", "律师谢绝服务申请", "service_request", _OWN, Note.REQUIRED),
    _code("servicerequest.finish", "完成申请的服务", "service_request", _OWN, Note.REQUIRED),
    _code("servicerequest.turn_down", "答复不能安排", "service_request", _MANAGE, Note.REQUIRED),
    _code("servicerequest.call_off", "撤回服务申请", "service_request", _ASK),
    _code("servicerequest.rate", "评价所申请的服务", "service_request", _ASK),
    _code("yearlyledger.open", "建立年度台账", "year_ledger"),
    _code("yearlyledger.remark", "补充台账说明", "year_ledger", _OWN, Note.NONE),
    _code("yearlyledger.sign", "签署年度台账", "year_ledger", _OWN),
    _code("conduct.open", "立案审查成员资格", "conduct", "", Note.REQUIRED),
    _code("conduct.add_evidence", "收入取消资格的证据", "conduct", _MANAGE),
    _code("conduct.notify", "告知取消资格的事由", "conduct", _MANAGE),
    _code("conduct.state", "律师陈述申辩", "conduct", _OWN, Note.REQUIRED),
    _code("conduct.hear", "当面听取陈述", "conduct", _MANAGE),
    _code("conduct.propose", "提出取消资格的意见", "conduct", _MANAGE, Note.REQUIRED),
    _code("conduct.send_back", "退回重提意见", "conduct", _DECIDE, Note.REQUIRED),
    _code("conduct.keep_case", "说明不换承办律师的理由", "conduct", "", Note.REQUIRED),
    _code("conduct.hand_over", "移交在办案件", "conduct", "", Note.REQUIRED),
    _code("conduct.remove", "决定取消成员资格", "conduct", _DECIDE, Note.REQUIRED),
    _code("conduct.keep", "决定不取消成员资格", "conduct", _DECIDE, Note.REQUIRED),
    _code("conduct.object", "申请复核", "conduct", _OWN, Note.REQUIRED),
    _code("conduct.uphold", "复核维持", "conduct", _DECIDE, Note.REQUIRED),
    _code("conduct.revoke", "复核撤销", "conduct", _DECIDE, Note.REQUIRED),
    _code("appraisal.draw_up", "开始年度考核", "appraisal", _MANAGE),
    _code("appraisal.give_opinion", "提出考核意见", "appraisal"),
    _code("appraisal.renew", "考核后续聘", "appraisal", _DECIDE),
    _code("appraisal.improve", "提出改进意见", "appraisal", _DECIDE, Note.REQUIRED),
    _code("appraisal.end", "考核后提前解聘", "appraisal", _DECIDE, Note.REQUIRED),
    _code("appraisal.cancel", "没有开展服务取消资格", "appraisal", _DECIDE, Note.REQUIRED),
    _code("honourround.begin", "开始推荐表彰", "honour", _MANAGE),
    _code("honourround.pick", "推荐表彰人选", "honour", _MANAGE, Note.REQUIRED),
    _code("honourround.drop", "撤下表彰人选", "honour", _MANAGE, Note.REQUIRED),
    _code("honourround.show", "公示表彰人选", "honour", _MANAGE),
    _code("honourround.award", "决定表彰", "honour", _DECIDE),
    _code("course.announce", "发布培训", "course", _TRAIN),
    _code("course.change", "更改培训安排", "course", _TRAIN, Note.REQUIRED),
    _code("course.call_off", "取消培训", "course", _TRAIN, Note.REQUIRED),
    _code("course.sign_up", "报名培训", "course"),
    _code("course.withdraw", "退出培训", "course"),
    _code("course.attend", "登记到场", "course", _TRAIN),
    _code("payment.record", "登记发放", "payment", _PAY),
    _code("payment.withdraw", "撤销发放登记", "payment", _PAY, Note.REQUIRED),
    _code("countysummary.send", "报送工作总结", "county_summary", _MANAGE),
]
