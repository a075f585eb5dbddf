"""Vocabularies of application facts and of what a pack may answer."""

from django.db.models import TextChoices

from gongyuan.core.events import EventCode, Note

#: The powers of this domain; `people` gives them to roles.
READ = "policy.read"
EDIT = "policy.edit"
APPROVE = "policy.approve"
ENTER_CALENDAR = "policy.enter_calendar"
ENTER_FIGURES = "policy.enter_figures"


class ApplicantKind(TextChoices):
    WORKER = "worker", "职工"
    UNION_STAFF = "union_staff", "工会工作者"
    UNION_ORGANISATION = "union_organisation", "工会组织"


class MatterScope(TextChoices):
    """The five scopes of 苏工发[2012]8号 第7项, and what lies outside them."""

    LABOUR_DISPUTE = "labour_dispute", "侵犯职工合法权益的劳动争议"
    LABOUR_RELATED_RIGHTS = "labour_related_rights", "因劳动权益涉及的人身权、民主权、财产权受侵犯"
    UNION_STAFF_DUTY = "union_staff_duty", "工会工作者因履行职责权益受侵害"
    UNION_ORGANISATION_RIGHTS = "union_organisation_rights", "工会组织合法权益受侵害"
    OTHER_RECOGNISED = "other_recognised", "工会认为应当给予援助的其他事项"
    OUTSIDE = "outside", "与劳动权益、工会履职无关的事项"


class ClaimKind(TextChoices):
    UNPAID_WAGES = "unpaid_wages", "拖欠劳动报酬"
    OVERTIME = "overtime", "加班工资"
    WORK_INJURY = "work_injury", "工伤赔偿"
    LABOUR_RELATION = "labour_relation", "确认劳动关系"
    SOCIAL_INSURANCE = "social_insurance", "社会保险待遇"
    UNLAWFUL_DISMISSAL = "unlawful_dismissal", "违法解除赔偿金"
    ECONOMIC_COMPENSATION = "economic_compensation", "经济补偿"
    DOUBLE_WAGE = "double_wage", "未签合同二倍工资"
    OTHER = "other", "其他请求"


class AidForm(TextChoices):
    CONSULTATION = "consultation", "法律咨询"
    DRAFTING = "drafting", "代写法律文书"
    MEDIATION = "mediation", "参与协商调解"
    ARBITRATION = "arbitration", "代理仲裁"
    LITIGATION = "litigation", "代理诉讼"


class HardshipGround(TextChoices):
    LOW_INCOME = "low_income", "家庭经济状况符合当地工会困难标准"
    REGISTERED_HARDSHIP = "registered_hardship", "工会建档困难职工"
    SOCIAL_ASSISTANCE = "social_assistance", "社会救助对象（含低保）"
    JUDICIAL_ASSISTANCE = "judicial_assistance", "司法救助对象"
    PREFERENTIAL_TREATMENT = "preferential_treatment", "优抚对象"
    NO_FIXED_INCOME_GROUP = "no_fixed_income_group", "无固定生活来源的未成年人、老年人、残疾人等"


class EmergencyReason(TextChoices):
    LIMITATION_NEAR = "limitation_near", "时效或者法定期限即将届满"
    PRESERVATION = "preservation", "需要立即申请保全或者先予执行"
    OTHER = "other", "其他紧急情形"


class Outcome(TextChoices):
    GRANT = "grant", "给予援助"
    GRANT_FIRST = "grant_first", "先行提供援助"
    HARDSHIP_CHECK = "hardship_check", "需核查经济困难"
    REFUSE = "refuse", "不予援助"
    NEED_MORE_FACTS = "need_more_facts", "需补充事实"


class Ground(TextChoices):
    """Grounds of a grant (依据码); the case of the codes is that of the field's own list."""

    HARDSHIP_STANDARD = "HARDSHIP_STANDARD", "符合经济困难标准"
    SEVERE_INFRINGEMENT = "SEVERE_INFRINGEMENT", "合法权益被严重侵害"
    MIGRANT_WAGE = "MIGRANT_WAGE", "农民工请求支付劳动报酬"
    MIGRANT_INJURY = "MIGRANT_INJURY", "农民工请求工伤赔偿"
    UNION_STAFF_DUTY = "UNION_STAFF_DUTY", "工会工作者因履职受侵害"
    UNION_ORG = "UNION_ORG", "工会组织合法权益受侵害"
    EXEMPT_LAW42 = "EXEMPT_LAW42", "法定免予核查"
    EMERGENCY_FIRST = "EMERGENCY_FIRST", "紧急先行提供"
    NO_CHECK_FORM = "NO_CHECK_FORM", "该形式不审查经济困难"


class Refusal(TextChoices):
    APPLICANT_NOT_COVERED = "APPLICANT_NOT_COVERED", "申请人不属于援助对象"
    MATTER_OUT_OF_SCOPE = "MATTER_OUT_OF_SCOPE", "事项不属于援助范围"
    SCOPE_NOT_OF_APPLICANT = "SCOPE_NOT_OF_APPLICANT", "事项与申请人身份不符"
    FORM_NOT_COVERED = "FORM_NOT_COVERED", "不提供该援助形式"
    CONDITIONS_NOT_MET = "CONDITIONS_NOT_MET", "不符合代理援助条件"


class TrackKind(TextChoices):
    NORMAL = "normal", "普通程序"
    FAST = "fast", "快速通道"


class ApprovalLevel(TextChoices):
    CLERK = "clerk", "窗口人员"
    OFFICER = "officer", "审查人员"
    HEAD = "head", "机构负责人"
    VICE_CHAIR = "vice_chair", "分管主席"


class Confidence(TextChoices):
    """How well the source of a clause was read; only F and P count as verified."""

    FULL_TEXT = "F", "已读全文"
    PARTIAL_TEXT = "P", "已读原文节选"
    SECONDARY = "S", "转述"
    MEMORY = "M", "未见原文"
    OWN_DESIGN = "D", "工会自定或者推断"


class CertificateKind(TextChoices):
    """Certificates of people who work for a union's legal service."""

    MEDIATOR = "mediator", "劳动争议调解员证"
    LABOUR_LAW_SUPERVISOR = "labour_law_supervisor", "工会劳动法律监督员证"
    LABOUR_RELATIONS_COORDINATOR = "labour_relations_coordinator", "劳动关系协调员（师）证"
    PART_TIME_ARBITRATOR = "part_time_arbitrator", "兼职仲裁员证"
    PUBLIC_LAWYER = "public_lawyer", "公职律师证"


class Duty(TextChoices):
    """Work that one may be asked to hold a certificate for (持证上岗)."""

    MEDIATION = "mediation", "劳动争议调解"
    SUPERVISION = "supervision", "劳动法律监督"
    ARBITRATION = "arbitration", "兼职仲裁"


class RevisionState(TextChoices):
    """How far a union's own new version of a pack has come."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "待批准"
    APPROVED = "approved", "已批准"
    DISCARDED = "discarded", "已作废"


EVENTS = [
    EventCode(code="policy.packrevision.draft", label="起草政策包", kind="pack", capability=EDIT),
    EventCode(code="policy.packrevision.edit", label="修改草稿", kind="pack", capability=EDIT),
    EventCode(code="policy.packrevision.submit", label="提交批准", kind="pack", capability=EDIT),
    EventCode(
        code="policy.packrevision.discard",
        label="作废草稿",
        kind="pack",
        capability=EDIT,
        note=Note.REQUIRED,
    ),
    EventCode(
        code="policy.packrevision.send_back",
        label="退回修改",
        kind="pack",
        capability=APPROVE,
        note=Note.REQUIRED,
    ),
    EventCode(
        code="policy.packrevision.approve", label="批准政策包", kind="pack", capability=APPROVE
    ),
    EventCode(
        code="policy.holidayarrangement.enter",
        label="录入放假安排",
        kind="entry",
        capability=ENTER_CALENDAR,
    ),
    EventCode(
        code="policy.regionalfigure.enter",
        label="录入地区参数",
        kind="entry",
        capability=ENTER_FIGURES,
        note=Note.REQUIRED,
    ),
]
