from django.db.models import TextChoices


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
    WORKER = "worker", "职工"


#: Roles that must sign in with a second factor (spec 13, Login).
SECOND_FACTOR_ROLES = frozenset({Role.LEGAL_HEAD, Role.FINANCE_OFFICER, Role.SYSTEM_ADMIN})

#: Roles counted as staff of legal aid in the table of 吉会法字〔2015〕1号.
STAFF_ROLES = frozenset(
    {Role.LEGAL_HEAD, Role.LEGAL_OFFICER, Role.WINDOW_CLERK, Role.HOTLINE_AGENT}
)


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
