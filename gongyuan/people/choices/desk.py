"""Shared desks and absence: who may take part, and what can happen."""

from gongyuan.core.events import EventCode, Note
from gongyuan.people.choices.vocabulary import STAFF_ROLES, Role

#: What the account of a shared desk may be: the counter or the hotline, nothing that decides.
DESK_ROLES = frozenset({Role.WINDOW_CLERK, Role.HOTLINE_AGENT})
#: Who may sign at one.
SIGNING_ROLES = STAFF_ROLES | {Role.LAWYER}
#: Whose work a colleague may do in their absence, and who may do it. Not those who keep accounts
#: or money or look into the records of others: what they may is not for a colleague to hold too.
COVERABLE_ROLES = STAFF_ROLES | {Role.STATISTICIAN}


def _desk(
    code: str, label: str, capability: str = "", note: Note = Note.NONE, kind: str = "desk"
) -> EventCode:
    return EventCode(
        code=f"people.{code}", label=label, kind=kind, capability=capability, note=note
    )


_ACCOUNTS = "people.manage_accounts"

DESK_EVENTS = [
    _desk("shareddesk.open", "设共用窗口", _ACCOUNTS),
    _desk("shareddesk.close", "停用共用窗口", _ACCOUNTS, Note.REQUIRED),
    _desk("shareddesk.sign", "窗口签到"),
    _desk("shareddesk.fail", "签到码不对"),
    _desk("shareddesk.lock", "锁定窗口"),
    _desk("user.give_signing_code", "发给签到码", _ACCOUNTS),
    _desk("user.set_signing_code", "设签到码"),
    _desk("absencecover.name", "请人代班", kind="cover"),
    _desk("absencecover.end", "提前结束代班", kind="cover"),
]
