from django.db.models import TextChoices

from gongyuan.policy.choices import Duty


class Role(TextChoices):
    LEGAL_HEAD = "legal_head", "法律部负责人"
    LEGAL_OFFICER = "legal_officer", "法律部工作人员"
    WINDOW_CLERK = "window_clerk", "窗口工作人员"
    HOTLINE_AGENT = "hotline_agent", "12351坐席"
    FINANCE_OFFICER = "finance_officer", "财务"
    STATISTICIAN = "statistician", "统计"
    SYSTEM_ADMIN = "system_admin", "系统管理员"
    AUDITOR = "auditor", "审计"
    LAWYER = "lawyer", "志愿律师"
    LAW_FIRM_CONTACT = "law_firm_contact", "律所联系人"
    JUSTICE_OFFICER = "justice_officer", "司法局"
    ENTERPRISE_UNION_OFFICER = "enterprise_union_officer", "企业工会"
    MEDIATOR = "mediator", "调解员"
    SUPERVISOR = "supervisor", "监督员"
    VOLUNTEER = "volunteer", "志愿者"
    WORKER = "worker", "职工"


#: Roles that must sign in with a second factor (spec 13, Login).
SECOND_FACTOR_ROLES = frozenset({Role.LEGAL_HEAD, Role.FINANCE_OFFICER, Role.SYSTEM_ADMIN})

#: Roles counted as staff of legal aid in the table of 吉会法字〔2015〕1号.
STAFF_ROLES = frozenset(
    {Role.LEGAL_HEAD, Role.LEGAL_OFFICER, Role.WINDOW_CLERK, Role.HOTLINE_AGENT}
)

#: Roles that one holds with a union as its own people, full-time or part-time.
EMPLOYED_ROLES = STAFF_ROLES | {
    Role.FINANCE_OFFICER,
    Role.STATISTICIAN,
    Role.SYSTEM_ADMIN,
    Role.AUDITOR,
    Role.ENTERPRISE_UNION_OFFICER,
    Role.MEDIATOR,
    Role.SUPERVISOR,
}

#: The duty that a role is for, where one may be asked to hold a certificate for it.
DUTY_OF_ROLE: dict[str, str] = {
    Role.MEDIATOR: Duty.MEDIATION,
    Role.SUPERVISOR: Duty.SUPERVISION,
}

#: Roles that only a superior's administrator gives: who keeps the accounts, who looks over it.
ROLES_FROM_ABOVE = frozenset({Role.SYSTEM_ADMIN, Role.AUDITOR})


class Employment(TextChoices):
    FULL_TIME = "full_time", "专职"
    PART_TIME = "part_time", "兼职"


class Sex(TextChoices):
    MALE = "male", "男"
    FEMALE = "female", "女"


class HouseholdKind(TextChoices):
    RURAL = "rural", "农村"
    URBAN = "urban", "城镇"


class SpecialGroup(TextChoices):
    HARDSHIP = "hardship", "困难职工"
    DISABILITY = "disability", "残疾"
    MINOR = "minor", "未成年"
    OVER_AGE = "over_age", "超龄"
    PLATFORM = "platform", "新就业形态"
    PROTECTED_WOMAN = "protected_woman", "孕期产期哺乳期"
    MODEL_WORKER = "model_worker", "劳模"


class WorkerStanding(TextChoices):
    """What workers are listed by besides the special groups."""

    MIGRANT = "is_migrant", "农民工"
    MEMBER = "is_union_member", "工会会员"
    NO_MEMBER = "is_no_union_member", "不是工会会员"


class EmployerSize(TextChoices):
    MICRO = "micro", "微型"
    SMALL = "small", "小型"
    MEDIUM = "medium", "中型"
    LARGE = "large", "大型"


class PersonalItem(TextChoices):
    """What may be revealed of a worker, one item at a time, with a reason."""

    IDENTITY_NUMBER = "identity_number", "身份证号"
    PHONE = "phone", "手机号"
    ADDRESS = "address", "住址"


class VolunteerKind(TextChoices):
    LAWYER = "lawyer", "律师"
    SCHOLAR = "scholar", "学者"
    EXPERT = "expert", "专家"
    STUDENT = "student", "学生"


class VolunteerService(TextChoices):
    CONSULTATION = "consultation", "法律咨询"
    OUTREACH = "outreach", "普法宣传"
    DRAFTING = "document_help", "帮写文书"
    MEDIATION = "mediation", "参与调解"
    CASE_SUPPORT = "case_support", "协助办案"
    OTHER = "other", "其他服务"


class VolunteerEnding(TextChoices):
    OWN_REQUEST = "own_request", "本人申请退出"
    CANCELLED = "cancelled", "取消资格"
    #: Only by a merger: who served both unions goes on in one place.
    BY_MERGER = "by_merger", "单位合并"


class CancelGround(TextChoices):
    """Why a volunteer's place is cancelled (法律援助志愿者管理办法)."""

    PROFIT = "profit", "营利或者收取财物"
    MISSES = "misses", "同一年度多次爽约"
    COMPLAINTS = "complaints", "因质量多次被投诉"
    VIOLATION = "violation", "违反规定"


class LapseKind(TextChoices):
    MISSED = "missed", "爽约"
    COMPLAINT = "quality_complaint", "质量投诉"


class MergeOf(TextChoices):
    WORKER = "worker", "职工"
    EMPLOYER = "employer", "用人单位"


class MergeState(TextChoices):
    SUGGESTED = "suggested", "待确认合并"
    UNITED = "united", "已合并"
    DISTINCT = "distinct", "不是同一个"
    RECALLED = "recalled", "提议已撤回"
    PARTED = "parted", "合并已恢复"


class AccountRequestState(TextChoices):
    APPLIED_FOR = "account_applied", "待审批开通"
    PROVIDED = "account_provided", "已开通"
    DENIED = "account_denied", "未同意开通"
    RETRACTED = "account_retracted", "开通申请已撤回"
