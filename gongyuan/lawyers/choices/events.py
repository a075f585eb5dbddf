"""What can happen to firms, lawyers and their terms."""

from gongyuan.core.events import EventCode, Note

EVENTS = [
    EventCode(
        code="lawyers.firm.register",
        label="登记律师事务所",
        kind="panel",
        capability="lawyers.edit",
        note=Note.NONE,
    ),
    EventCode(
        code="lawyers.firmengagement.register",
        label="登记律所业务关系",
        kind="panel",
        capability="lawyers.edit",
        note=Note.NONE,
    ),
    EventCode(
        code="lawyers.lawyer.register",
        label="登记律师",
        kind="panel",
        capability="lawyers.edit",
        note=Note.NONE,
    ),
    EventCode(
        code="lawyers.panelterm.appoint",
        label="聘任",
        kind="panel",
        capability="lawyers.edit",
        note=Note.NONE,
    ),
    EventCode(
        code="lawyers.panelterm.suspend",
        label="暂停资格",
        kind="panel",
        capability="lawyers.edit",
        note=Note.REQUIRED,
    ),
    EventCode(code="lawyers.lawyer.mark", label="记入服务评价", kind="panel", note=Note.NONE),
]
