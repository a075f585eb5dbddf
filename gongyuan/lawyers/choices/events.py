"""What can happen to firms, lawyers, their terms, rounds and nominations."""

from gongyuan.core.events import EventCode, Note

_EDIT, _MANAGE = "lawyers.edit", "rounds.manage"
_SUBMIT, _RECOMMEND = "nominations.submit", "nominations.recommend"
_REVIEW, _ONLINE = "nominations.review", "lawyers.go_online"


def _panel(code: str, label: str, capability: str = _EDIT, note: Note = Note.NONE) -> EventCode:
    return EventCode(
        code=f"lawyers.{code}", label=label, kind="panel", capability=capability, note=note
    )


def _recruiting(
    code: str, label: str, capability: str = _MANAGE, note: Note = Note.OPTIONAL
) -> EventCode:
    return EventCode(
        code=f"lawyers.{code}", label=label, kind="recruitment", capability=capability, note=note
    )


def _online(
    code: str, label: str, capability: str = _EDIT, note: Note = Note.OPTIONAL
) -> EventCode:
    return EventCode(
        code=f"lawyers.{code}", label=label, kind="online", capability=capability, note=note
    )


EVENTS = [
    _panel("firm.register", "登记律师事务所"),
    _panel("firm.edit", "修改律师事务所"),
    _panel("firm.name_contact", "确定律所联系人"),
    _panel("firmengagement.register", "登记律所业务关系"),
    _panel("lawyer.register", "登记律师"),
    _panel("lawyer.edit", "修改律师信息"),
    _panel("lawyer.move", "转所"),
    _panel("lawyer.record_discipline", "登记处分处罚"),
    _panel("lawyer.set_photo", "更换照片"),
    _panel("lawyer.mark", "记入服务评价", ""),
    _panel("panelterm.appoint", "聘任"),
    _panel("panelterm.renew", "续聘"),
    _panel("panelterm.suspend", "暂停资格", note=Note.REQUIRED),
    _panel("panelterm.resume", "恢复资格", note=Note.REQUIRED),
    _panel("panelterm.end", "提前解聘", note=Note.REQUIRED),
    _panel("panelterm.certify", "出具聘书"),
    _panel("panelterm.ask_improvement", "提出改进意见", note=Note.REQUIRED),
    _panel("panelterm.answer_improvement", "答复改进意见", ""),
    _panel("panelterm.close_improvement", "核实改进情况", note=Note.REQUIRED),
    _panel("contactpoint.bind", "确定联系点"),
    _panel("contactpoint.end", "结束联系点"),
    _panel("supervisionphone.publish", "公布监督电话", _MANAGE),
    _recruiting("recruitmentround.prepare", "起草招募"),
    _recruiting("recruitmentround.call", "发布招募"),
    _recruiting("recruitmentround.announce", "公示人选"),
    _recruiting("recruitmentround.complete", "批量聘任"),
    _recruiting("recruitmentround.cancel", "取消招募", note=Note.REQUIRED),
    _recruiting("nomination.submit", "提出人选", _SUBMIT),
    _recruiting("nomination.hand_in_again", "重新提交", _SUBMIT),
    _recruiting("nomination.check_licence", "核验执业证", _RECOMMEND),
    _recruiting("nomination.recommend_firm", "律所推荐", _RECOMMEND, Note.REQUIRED),
    _recruiting("nomination.recommend_county", "县区推荐", _RECOMMEND, Note.REQUIRED),
    _recruiting("nomination.add_opinion", "县区另一方的意见", _RECOMMEND, Note.REQUIRED),
    _recruiting("nomination.return_to_lawyer", "退回本人", _RECOMMEND, Note.REQUIRED),
    _recruiting("nomination.return_to_firm", "退回律所", _RECOMMEND, Note.REQUIRED),
    _recruiting("nomination.return_to_county", "退回县区", _REVIEW, Note.REQUIRED),
    _recruiting("nomination.review", "提出评审意见", _REVIEW),
    _recruiting("nomination.pass_review", "评审通过", _REVIEW),
    _recruiting("nomination.fail_review", "评审未通过", _REVIEW),
    _recruiting("nomination.publish", "列入公示"),
    _recruiting("nomination.object", "收到公示异议", note=Note.NONE),
    _recruiting("nomination.settle_objection", "核查公示异议", note=Note.REQUIRED),
    _recruiting("nomination.turn_down", "异议成立不予聘任", note=Note.REQUIRED),
    _recruiting("nomination.appoint", "按推荐聘任"),
    _recruiting("nomination.retract", "撤回推荐", _SUBMIT, Note.REQUIRED),
    _online("servicestandard.publish", "公布网上服务标准", _MANAGE),
    _online("onlineregistration.apply", "申请线上服务", _ONLINE),
    _online("onlineregistration.set_hours", "调整在线时段", _ONLINE),
    _online("onlineregistration.accept_standard", "接受服务标准", _ONLINE),
    _online("onlineregistration.reveal", "显示身份证号核验"),
    _online("onlineregistration.admit", "线上服务核验通过"),
    _online("onlineregistration.reject", "线上服务核验未通过", note=Note.REQUIRED),
    _online("onlineregistration.pause", "暂停线上服务", note=Note.REQUIRED),
    _online("onlineregistration.resume", "恢复线上服务", note=Note.REQUIRED),
    _online("onlineregistration.withdraw", "退出线上服务", _ONLINE),
]
