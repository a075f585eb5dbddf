"""What can happen to accounts, posts, workers and employers."""

from gongyuan.core.events import EventCode, Note

EVENTS = [
    EventCode(
        code="people.worker.register", label="登记职工", kind="person", capability="people.edit"
    ),
    EventCode(
        code="people.worker.edit", label="修改职工信息", kind="person", capability="people.edit"
    ),
    EventCode(
        code="people.worker.reveal",
        label="显示个人信息",
        kind="privacy",
        capability="people.reveal",
        note=Note.REQUIRED,
    ),
    EventCode(
        code="people.worker.viewed",
        label="查看职工",
        kind="privacy",
        capability="people.read",
        note=Note.NONE,
    ),
    EventCode(
        code="people.employer.register",
        label="登记用人单位",
        kind="person",
        capability="people.edit",
    ),
    EventCode(
        code="people.employer.edit",
        label="修改用人单位",
        kind="person",
        capability="people.edit",
    ),
    EventCode(
        code="people.post.appoint",
        label="任命岗位",
        kind="account",
        capability="people.manage_accounts",
    ),
    EventCode(
        code="people.post.end",
        label="免去岗位",
        kind="account",
        capability="people.manage_accounts",
        note=Note.REQUIRED,
    ),
    EventCode(
        code="people.user.create",
        label="开立账号",
        kind="account",
        capability="people.manage_accounts",
    ),
    EventCode(
        code="people.user.edit",
        label="修改账号",
        kind="account",
        capability="people.manage_accounts",
    ),
    EventCode(
        code="people.user.renew_password",
        label="重设密码",
        kind="account",
        capability="people.manage_accounts",
        note=Note.REQUIRED,
    ),
    EventCode(code="people.user.switch_post", label="切换岗位", kind="account", note=Note.NONE),
    EventCode(code="people.user.sign_in", label="登录", kind="account", note=Note.NONE),
    EventCode(code="people.user.change_password", label="改密码", kind="account", note=Note.NONE),
    EventCode(code="people.user.end_session", label="退出其他设备", kind="account", note=Note.NONE),
]


def _code(
    code: str, label: str, kind: str, capability: str, note: Note = Note.OPTIONAL
) -> EventCode:
    return EventCode(
        code=f"people.{code}", label=label, kind=kind, capability=capability, note=note
    )


_STAFF, _ACCOUNTS = "people.keep_certificates", "people.manage_accounts"
_VOLUNTEERS, _HOURS = "people.keep_volunteers", "people.confirm_hours"
_MERGE, _ASK = "people.merge", "people.ask_accounts"

EVENTS += [
    _code("employer.add_alias", "登记单位别名", "person", "people.edit"),
    _code("certificate.enter", "登记证书", "certificate", _STAFF),
    _code("certificate.edit", "修改证书", "certificate", _STAFF),
    _code("certificate.withdraw", "注销证书", "certificate", _STAFF, Note.REQUIRED),
    _code("volunteer.register", "登记志愿者", "volunteer", _VOLUNTEERS),
    _code("volunteer.edit", "修改志愿者信息", "volunteer", _VOLUNTEERS),
    _code("volunteer.reveal", "显示志愿者手机号", "privacy", "people.reveal", Note.REQUIRED),
    _code("volunteer.record_hours", "登记服务时长", "volunteer", _VOLUNTEERS),
    _code("volunteer.confirm_hours", "确认服务时长", "volunteer", _HOURS),
    _code("volunteer.strike_hours", "划去服务时长", "volunteer", _HOURS, Note.REQUIRED),
    _code("volunteer.note_lapse", "登记失信情况", "volunteer", _VOLUNTEERS),
    _code("volunteer.ask_leave", "志愿者申请退出", "volunteer", _VOLUNTEERS),
    _code("volunteer.finish_leave", "办结志愿者退出", "volunteer", _HOURS),
    _code("volunteer.unite", "随工会合并合成一个", "volunteer", ""),
    _code("volunteer.cancel", "取消志愿者资格", "volunteer", _HOURS, Note.REQUIRED),
    _code("user.export", "导出人员和证书", "privacy", _STAFF, Note.NONE),
    _code("volunteer.export", "导出志愿者时长", "privacy", _VOLUNTEERS, Note.NONE),
    _code("worker.merge", "并入另一份登记", "merge", _MERGE),
    _code("worker.part", "登记恢复到合并前", "merge", _MERGE),
    _code("employer.merge", "并入另一单位登记", "merge", _MERGE),
    _code("employer.part", "单位登记恢复到合并前", "merge", _MERGE),
    _code("merge.propose", "提议合并", "merge", _MERGE, Note.REQUIRED),
    _code("merge.confirm", "确认合并", "merge", _MERGE),
    _code("merge.set_apart", "认定不是同一个", "merge", _MERGE, Note.REQUIRED),
    _code("merge.withdraw", "撤回合并提议", "merge", _MERGE),
    _code("merge.undo", "恢复合并前", "merge", _MERGE, Note.REQUIRED),
    _code("accountrequest.ask", "申请开通账号", "account", _ASK),
    _code("accountrequest.grant", "批准开通账号", "account", _ACCOUNTS),
    _code("accountrequest.refuse", "不同意开通账号", "account", _ACCOUNTS, Note.REQUIRED),
    _code("accountrequest.withdraw", "撤回账号申请", "account", _ASK),
    _code("user.close_sessions", "任职结束，退出登录", "account", ""),
]
