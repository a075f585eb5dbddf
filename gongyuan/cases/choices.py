from django.db.models import TextChoices

from gongyuan.core.events import EventCode, Note
from gongyuan.people.capabilities import Capability


class CaseState(TextChoices):
    SUBMITTED = "submitted", "待受理"
    SUPPLEMENTING = "supplementing", "待补正"
    UNDER_REVIEW = "under_review", "审查中"
    AWAITING_DECISION = "awaiting_decision", "待审批"
    GRANTED = "granted", "待指派"
    REFUSED = "refused", "不予援助"
    UNDER_OBJECTION = "under_objection", "异议复核中"
    TRANSFERRED = "transferred", "已移送"
    DEEMED_WITHDRAWN = "deemed_withdrawn", "视为撤回"
    WITHDRAWN = "withdrawn", "已撤回"
    ASSIGNED = "assigned", "待律师接受"
    MANDATING = "mandating", "待签委托"
    HANDLING = "handling", "办理中"
    SUSPENDED = "suspended", "中止"
    TERMINATED = "terminated", "已终止"
    TERMINATION_OBJECTED = "termination_objected", "终止异议复核中"
    CLOSED = "closed", "已结案"
    FILE_SUBMITTED = "file_submitted", "待验卷"
    ARCHIVED = "archived", "已归档"


#: States in which nothing more is awaited of anybody.
FINAL_STATES = frozenset(
    {
        CaseState.TRANSFERRED,
        CaseState.DEEMED_WITHDRAWN,
        CaseState.WITHDRAWN,
        CaseState.ARCHIVED,
    }
)

#: States that have a date of closing (结案日): the file is being made or is made.
CLOSED_STATES = frozenset(
    {
        CaseState.CLOSED,
        CaseState.TERMINATED,
        CaseState.TERMINATION_OBJECTED,
        CaseState.FILE_SUBMITTED,
        CaseState.ARCHIVED,
    }
)


class MoveOf(TextChoices):
    """Whose move it is."""

    WORKER = "worker", "职工"
    OFFICE = "office", "经办"
    HEAD = "head", "负责人"
    LAWYER = "lawyer", "承办律师"
    UPPER = "upper", "上级工会"
    OUTSIDE = "outside", "外部机关"
    NOBODY = "nobody", "无"


class Source(TextChoices):
    """Where an application came in."""

    PORTAL = "portal", "网上申请"
    WINDOW = "window", "窗口来访"
    STATION = "station", "站点转交"
    HOTLINE = "hotline", "12351"
    ENTERPRISE_UNION = "enterprise_union", "企业工会"
    OTHER_REGION = "other_region", "外地协作"


class MaterialState(TextChoices):
    MISSING = "missing", "缺"
    RECEIVED = "received", "齐"
    PROMISED = "promised", "容缺"
    DECLARED = "declared", "本人承诺"
    NOT_NEEDED = "not_needed", "不需要"


class DecisionOutcome(TextChoices):
    GRANT = "grant", "给予援助"
    GRANT_FIRST = "grant_first", "先行援助"
    REFUSE = "refuse", "不予援助"


class StageKind(TextChoices):
    NEGOTIATION = "negotiation", "协商"
    MEDIATION = "mediation", "调解"
    ARBITRATION = "arbitration", "仲裁"
    FIRST_INSTANCE = "first_instance", "一审"
    SECOND_INSTANCE = "second_instance", "二审"
    ENFORCEMENT = "enforcement", "执行"


#: Stages counted as "taking part in litigation" in the table of 吉会法字〔2015〕1号.
LITIGATION_STAGES = frozenset({StageKind.FIRST_INSTANCE, StageKind.SECOND_INSTANCE})


class StageResult(TextChoices):
    AWARD = "award", "裁决"
    JUDGMENT = "judgment", "判决"
    RULING = "ruling", "裁定"
    MEDIATED = "mediated", "调解书"
    SETTLED = "settled", "和解协议"
    PERFORMED = "performed", "对方履行"
    WITHDRAWN = "withdrawn", "撤回"
    FAILED = "failed", "未达成"


class ClaimOutcome(TextChoices):
    SUPPORTED = "supported", "支持"
    PARTLY = "partly", "部分支持"
    REJECTED = "rejected", "不支持"
    WITHDRAWN = "withdrawn", "撤回"
    PENDING = "pending", "未决"


class AssignmentEnd(TextChoices):
    DECLINED = "declined", "律师谢绝"
    UNANSWERED = "unanswered", "逾期未答"
    REPLACED = "replaced", "更换"
    FINISHED = "finished", "办结"
    TERMINATED = "terminated", "终止援助"


class MandateKind(TextChoices):
    GENERAL = "general", "一般代理"
    SPECIAL = "special", "特别授权"


class TerminationGround(TextChoices):
    """The eight grounds of 法律援助法 第四十八条."""

    FRAUD = "fraud", "以欺骗或者其他不正当手段获得法律援助"
    CONCEALED = "concealed", "故意隐瞒与案件有关的重要事实或者提供虚假证据"
    UNLAWFUL_USE = "unlawful_use", "利用法律援助从事违法活动"
    NO_LONGER_ELIGIBLE = "no_longer_eligible", "经济状况发生变化，不再符合法律援助条件"
    CASE_ENDED = "case_ended", "案件终止审理或者已经被撤销"
    OWN_LAWYER = "own_lawyer", "自行委托律师或者其他代理人"
    ASKED_TO_END = "asked_to_end", "有正当理由要求终止法律援助"
    OTHER = "other", "法律法规规定的其他情形"


class DocumentKind(TextChoices):
    RECEIPT = "receipt", "受理通知及材料凭证"
    SUPPLEMENT_NOTICE = "supplement_notice", "补充材料通知书"
    ORAL_RECORD = "oral_record", "口头申请笔录"
    GRANT_DECISION = "grant_decision", "给予法律援助决定书"
    REFUSAL_DECISION = "refusal_decision", "不予法律援助决定书"
    ASSIGNMENT_LETTER = "assignment_letter", "指派通知书"
    POWER_OF_ATTORNEY = "power_of_attorney", "授权委托书"
    TERMINATION_DECISION = "termination_decision", "终止法律援助决定书"
    CLOSING_REPORT = "closing_report", "结案报告表"
    FILE_CATALOGUE = "file_catalogue", "卷内目录"


def _case(verb: str, label: str, kind: str, capability: str, **more: object) -> EventCode:
    return EventCode(
        code=f"cases.case.{verb}",
        label=label,
        kind=kind,
        capability=capability,
        **more,  # type: ignore[arg-type] # move_of, note, worker_label
    )


EVENTS = [
    _case(
        "submit",
        "提交申请",
        "application",
        "",
        move_of=MoveOf.OFFICE,
        worker_label="您提交了申请",
    ),
    _case(
        "accept",
        "受理申请",
        "application",
        Capability.CASES_RECEIVE,
        move_of=MoveOf.OFFICE,
        worker_label="工会受理了您的申请",
    ),
    _case(
        "request_supplement",
        "一次性告知补正",
        "application",
        Capability.CASES_RECEIVE,
        move_of=MoveOf.WORKER,
        worker_label="请您补充材料",
    ),
    _case(
        "supplement",
        "补交材料",
        "application",
        Capability.CASES_SUPPLEMENT,
        move_of=MoveOf.OFFICE,
        worker_label="您补交了材料",
    ),
    _case(
        "add_paper",
        "添加材料",
        "application",
        Capability.CASES_SUPPLEMENT,
        worker_label="收到一份材料",
    ),
    _case(
        "lapse",
        "逾期未补正，视为撤回",
        "application",
        Capability.CASES_LAPSE,
        move_of=MoveOf.NOBODY,
        worker_label="材料没有按时补齐，申请视为撤回；您可以重新申请",
    ),
    _case(
        "withdraw",
        "撤回申请",
        "application",
        Capability.CASES_WITHDRAW,
        move_of=MoveOf.NOBODY,
        note=Note.REQUIRED,
        worker_label="您撤回了申请",
    ),
    _case("propose", "提出审查意见", "decision", Capability.CASES_REVIEW, move_of=MoveOf.HEAD),
    _case(
        "return_to_review",
        "退回重审",
        "decision",
        Capability.CASES_DECIDE,
        move_of=MoveOf.OFFICE,
        note=Note.REQUIRED,
    ),
    _case(
        "grant",
        "给予援助",
        "decision",
        Capability.CASES_DECIDE,
        move_of=MoveOf.OFFICE,
        worker_label="工会决定帮助您",
    ),
    _case(
        "grant_first",
        "先行援助",
        "decision",
        Capability.CASES_DECIDE,
        move_of=MoveOf.OFFICE,
        worker_label="情况紧急，工会先帮助您，材料以后再补",
    ),
    _case(
        "refuse",
        "不予援助",
        "decision",
        Capability.CASES_DECIDE,
        move_of=MoveOf.WORKER,
        note=Note.REQUIRED,
        worker_label="这次申请没有通过，决定书里写明了理由和可以怎么办",
    ),
    _case(
        "transfer",
        "移送有管辖权的单位",
        "decision",
        Capability.CASES_TRANSFER,
        move_of=MoveOf.NOBODY,
        note=Note.REQUIRED,
        worker_label="您的申请转给了应当办理的单位",
    ),
    _case(
        "serve",
        "送达文书",
        "decision",
        Capability.CASES_SERVE,
        worker_label="决定书已送到您手里",
    ),
    _case(
        "object",
        "提出异议",
        "objection",
        Capability.CASES_OBJECT,
        move_of=MoveOf.UPPER,
        note=Note.REQUIRED,
        worker_label="您对决定提出了异议，由上一级工会复核",
    ),
    _case(
        "uphold",
        "维持不予援助决定",
        "objection",
        Capability.CASES_DECIDE_OBJECTION,
        move_of=MoveOf.NOBODY,
        note=Note.REQUIRED,
        worker_label="上一级工会复核后维持原决定",
    ),
    _case(
        "change",
        "变更为给予援助",
        "objection",
        Capability.CASES_DECIDE_OBJECTION,
        move_of=MoveOf.OFFICE,
        note=Note.REQUIRED,
        worker_label="上一级工会改为帮助您",
    ),
    _case(
        "remand",
        "发回重新审查",
        "objection",
        Capability.CASES_DECIDE_OBJECTION,
        move_of=MoveOf.OFFICE,
        note=Note.REQUIRED,
        worker_label="上一级工会要求重新审查您的申请",
    ),
    _case(
        "object_termination",
        "对终止提出异议",
        "objection",
        Capability.CASES_OBJECT,
        move_of=MoveOf.UPPER,
        note=Note.REQUIRED,
        worker_label="您对终止提出了异议，由上一级工会复核",
    ),
    _case(
        "uphold_termination",
        "维持终止决定",
        "objection",
        Capability.CASES_DECIDE_OBJECTION,
        move_of=MoveOf.LAWYER,
        note=Note.REQUIRED,
        worker_label="上一级工会复核后维持终止",
    ),
    _case(
        "revoke_termination",
        "撤销终止决定",
        "objection",
        Capability.CASES_DECIDE_OBJECTION,
        move_of=MoveOf.OFFICE,
        note=Note.REQUIRED,
        worker_label="上一级工会要求继续帮助您",
    ),
    _case(
        "assign",
        "指派律师",
        "assignment",
        Capability.CASES_ASSIGN,
        move_of=MoveOf.LAWYER,
        worker_label="工会为您安排了律师",
    ),
    _case(
        "accept_assignment",
        "接受指派",
        "assignment",
        Capability.CASES_HANDLE,
        move_of=MoveOf.LAWYER,
        worker_label="律师接手了您的案件",
    ),
    _case(
        "decline_assignment",
        "谢绝指派",
        "assignment",
        Capability.CASES_HANDLE,
        move_of=MoveOf.OFFICE,
        note=Note.REQUIRED,
        worker_label="这位律师不能承办，正在另行安排",
    ),
    _case(
        "pass_on",
        "逾期未答，另行指派",
        "assignment",
        Capability.CASES_ASSIGN,
        move_of=MoveOf.OFFICE,
        worker_label="正在另行安排律师",
    ),
    _case(
        "replace",
        "更换承办律师",
        "assignment",
        Capability.CASES_ASSIGN,
        move_of=MoveOf.OFFICE,
        note=Note.REQUIRED,
        worker_label="正在为您更换律师",
    ),
    _case(
        "sign_mandate",
        "签订委托",
        "handling",
        Capability.CASES_MANDATE,
        move_of=MoveOf.LAWYER,
        worker_label="委托手续办好了，律师开始办理",
    ),
    _case(
        "progress",
        "报告进展",
        "handling",
        Capability.CASES_HANDLE,
        move_of=MoveOf.LAWYER,
        worker_label="律师报告了进展",
    ),
    _case(
        "open_stage",
        "进入程序",
        "handling",
        Capability.CASES_HANDLE,
        move_of=MoveOf.LAWYER,
        worker_label="案件进入新的程序",
    ),
    _case("update_stage", "更新程序", "handling", Capability.CASES_HANDLE, move_of=MoveOf.LAWYER),
    _case(
        "conclude_stage",
        "程序终结",
        "handling",
        Capability.CASES_HANDLE,
        move_of=MoveOf.LAWYER,
        worker_label="这一程序有了结果",
    ),
    _case(
        "write_worker",
        "给职工留言",
        "handling",
        Capability.CASES_WRITE_WORKER,
        note=Note.REQUIRED,
        worker_label="您有一条新留言",
    ),
    _case("write_office", "职工留言", "handling", "", worker_label="您留了言"),
    _case(
        "suspend",
        "中止办理",
        "handling",
        Capability.CASES_SUSPEND,
        move_of=MoveOf.OFFICE,
        note=Note.REQUIRED,
        worker_label="案件暂停办理",
    ),
    _case(
        "resume",
        "恢复办理",
        "handling",
        Capability.CASES_SUSPEND,
        move_of=MoveOf.LAWYER,
        worker_label="案件恢复办理",
    ),
    _case(
        "terminate",
        "终止援助",
        "closing",
        Capability.CASES_DECIDE,
        move_of=MoveOf.LAWYER,
        note=Note.REQUIRED,
        worker_label="援助终止了，决定书里写明了理由和可以怎么办",
    ),
    _case(
        "close",
        "结案",
        "closing",
        Capability.CASES_CLOSE,
        move_of=MoveOf.LAWYER,
        worker_label="案件办完了",
    ),
    _case(
        "submit_file",
        "交卷",
        "closing",
        Capability.CASES_SUBMIT_FILE,
        move_of=MoveOf.OFFICE,
    ),
    _case(
        "return_file",
        "退回补卷",
        "closing",
        Capability.CASES_ARCHIVE,
        move_of=MoveOf.LAWYER,
        note=Note.REQUIRED,
    ),
    _case("archive", "归档", "closing", Capability.CASES_ARCHIVE, move_of=MoveOf.NOBODY),
    _case("issue_document", "出具文书", "document", Capability.CASES_READ, note=Note.NONE),
    _case("viewed", "查看案件", "privacy", Capability.CASES_READ, note=Note.NONE),
    _case("opened_file", "打开材料", "privacy", Capability.CASES_READ, note=Note.NONE),
]
