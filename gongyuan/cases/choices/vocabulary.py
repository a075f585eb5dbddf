from django.db.models import TextChoices


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


#: Labels by value: Django's own lookup makes a dictionary each time, and lists ask fifty times.
STATE_LABELS: dict[str, str] = {state.value: str(state.label) for state in CaseState}
MOVE_LABELS: dict[str, str] = {move.value: str(move.label) for move in MoveOf}


class Source(TextChoices):
    """Where an application came in."""

    PORTAL = "portal", "网上申请"
    WINDOW = "window", "窗口来访"
    STATION = "station", "站点转交"
    HOTLINE = "hotline", "12351"
    ENTERPRISE_UNION = "enterprise_union", "企业工会"
    OTHER_REGION = "other_region", "外地协作"
    #: A case of past years, entered from the ledger it was kept in: nobody applies so.
    LEDGER = "ledger", "台账导入"


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


class AwardFinality(TextChoices):
    """Whether an award is final for the employer (劳动争议调解仲裁法 第四十七条).

    One that mixes both kinds counts as not final (法释〔2020〕26号 第二十条).
    """

    FINAL = "final", "终局裁决"
    NOT_FINAL = "not_final", "非终局裁决"
    MIXED = "mixed", "终局与非终局写在一份裁决书里"


class DeadlineEnd(TextChoices):
    """How an open deadline is settled without the step that it guards."""

    DONE = "done", "已经办了"
    WAIVED = "waived", "职工表示不办"


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
    REGISTRATION_SHEET = "registration_sheet", "接待登记表"
    APPLICATION_FORM = "application_form", "法律援助申请表"
    APPROVAL_SHEET = "approval_sheet", "法律援助审批表"
    SERVICE_RECEIPT = "service_receipt", "送达回证"
    ENTRUSTMENT_AGREEMENT = "entrustment_agreement", "委托代理协议"
    INTERVIEW_RECORD = "interview_record", "谈话笔录"
    RISK_NOTICE = "risk_notice", "风险告知书"
    PROGRESS_NOTICE = "progress_notice", "办理进展通报"
    TRANSFER_LETTER = "transfer_letter", "移送函"
    REPLACEMENT_APPROVAL = "replacement_approval", "更换法律援助人员审批表"
    REPLACEMENT_NOTICE = "replacement_notice", "更换法律援助人员通知书"
    SUBSIDY_SHEET = "subsidy_sheet", "补贴审批与发放单"
    DISCUSSION_MINUTES = "discussion_minutes", "集体讨论记录"
    OVERSIGHT_NOTICE = "oversight_notice", "督办通知书"
    MAJOR_REPORT = "major_report", "重大案件报告"
    LAWYER_REPORT = "lawyer_report", "律师报告"
    COLLABORATION_LETTER = "collaboration_letter", "委托协作函"
    # What is drafted for the worker (代书): the kinds of `drafting`.
    ARBITRATION_APPLICATION = "arbitration_application", "仲裁申请书"
    PAYMENT_ORDER = "payment_order", "支付令申请书"
    WAGE_COMPLAINT = "wage_complaint", "拖欠工资投诉书"
    CLAIM_LIST = "claim_list", "请求事项清单"
    EVIDENCE_LIST = "evidence_list", "证据清单"


class AgentKind(TextChoices):
    """By what right somebody acts for an applicant (法律援助法 第四十条)."""

    STATUTORY = "statutory", "法定代理人"
    ENTRUSTED = "entrusted", "委托代理人"


class BatchKind(TextChoices):
    """What is written for every applicant of a case at once."""

    CLAIM_SHEET = "claim_sheet", "个人请求表"
    ARBITRATION_APPLICATION = "arbitration_application", "仲裁申请书"
    POWER_OF_ATTORNEY = "power_of_attorney", "授权委托书"


class RollPaper(TextChoices):
    """What is printed of the list of applicants as a whole."""

    SIGNATURE_LIST = "signature_list", "申请人签名册"
    CLAIM_TABLE = "claim_table", "申请人请求一览表"


#: Documents of the office's own deliberations: they lie in the inner file (副卷).
INNER_DOCUMENTS = frozenset(
    {
        DocumentKind.DISCUSSION_MINUTES,
        DocumentKind.OVERSIGHT_NOTICE,
        DocumentKind.MAJOR_REPORT,
        DocumentKind.APPROVAL_SHEET,
        DocumentKind.REPLACEMENT_APPROVAL,
        DocumentKind.SUBSIDY_SHEET,
    }
)
