from django.db.models import TextChoices

from gongyuan.core.events import EventCode, Note

#: The power to bring ledgers in and take them out at all; each kind asks for its own besides.
USE = "ledgers.use"
#: What is said of a job that broke off by no fault of the ledger.
BROKEN = "系统出错，没有做成，什么都没有写。请再试一次；还是不行的，请告诉系统管理员。"


class LedgerKind(TextChoices):
    """What the rows of a ledger (台账) are."""

    UNITS = "units", "工会组织"
    INSTITUTIONS = "institutions", "法律援助机构"
    STAFF = "staff", "工作人员"
    LAWYERS = "lawyers", "律师和律所"
    VOLUNTEERS = "volunteers", "志愿者"
    PAST_CASES = "past_cases", "历年案件"
    CONSULTATIONS = "consultations", "咨询"


class RowOutcome(TextChoices):
    """What importing a row would do, found out without doing it."""

    NEW = "new", "新增"
    CHANGED = "changed", "修改"
    SAME = "same", "不变"
    BAD = "bad", "要改"
    LEFT_OUT = "left_out", "不导入"
    SKIPPED = "skipped", "不是记录"


class Standing(TextChoices):
    """How far a ledger has come; told from its times, never written."""

    READING = "reading", "正在读"
    UNREADABLE = "unreadable", "读不了"
    TO_MATCH = "to_match", "待认列"
    CHECKING = "checking", "正在检查"
    TO_MEND = "to_mend", "有要改的"
    READY = "ready", "可以导入"
    IMPORTING = "importing", "正在导入"
    IMPORTED = "imported", "已导入"
    UNDOING = "undoing", "正在撤销"
    UNDONE = "undone", "已撤销"
    DISCARDED = "discarded", "已作废"


#: While one of these, a job is at work and the page looks again by itself.
AT_WORK = frozenset({Standing.READING, Standing.CHECKING, Standing.IMPORTING, Standing.UNDOING})

EVENTS = [
    EventCode(
        code="ledgers.ledger.keep",
        label="上传台账",
        kind="ledger",
        capability=USE,
        note=Note.NONE,
    ),
    EventCode(
        code="ledgers.ledger.import",
        label="导入台账",
        kind="ledger",
        capability=USE,
        note=Note.NONE,
    ),
    EventCode(
        code="ledgers.ledger.undo",
        label="撤销导入",
        kind="ledger",
        capability=USE,
        note=Note.REQUIRED,
    ),
    EventCode(
        code="ledgers.ledger.discard",
        label="作废台账",
        kind="ledger",
        capability=USE,
        note=Note.NONE,
    ),
    EventCode(
        code="ledgers.ledgerexport.export",
        label="导出台账",
        kind="ledger",
        capability=USE,
        note=Note.NONE,
    ),
]
