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
