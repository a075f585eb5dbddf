from django.db.models import TextChoices

from gongyuan.core.events import EventCode, Note


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
