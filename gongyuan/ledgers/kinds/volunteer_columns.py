"""The columns of a roster of volunteers and of what they did, as offices have them."""

from gongyuan.core.sheets.cells import any_hours, any_time
from gongyuan.core.sheets.columns import Column
from gongyuan.law.phones import mobile_obstacles
from gongyuan.ledgers.kinds import parsing
from gongyuan.ledgers.kinds.kind import LedgerColumn, Read
from gongyuan.people.choices import VolunteerKind, VolunteerService

_KINDS = {
    "执业律师": VolunteerKind.LAWYER,
    "公职律师": VolunteerKind.LAWYER,
    "教师": VolunteerKind.SCHOLAR,
    "教授": VolunteerKind.SCHOLAR,
    "大学生": VolunteerKind.STUDENT,
    "研究生": VolunteerKind.STUDENT,
    "专家学者": VolunteerKind.EXPERT,
}
_SERVICES = {
    "咨询": VolunteerService.CONSULTATION,
    "值班": VolunteerService.CONSULTATION,
    "宣传": VolunteerService.OUTREACH,
    "讲座": VolunteerService.OUTREACH,
    "宣讲": VolunteerService.OUTREACH,
    "代写": VolunteerService.DRAFTING,
    "代书": VolunteerService.DRAFTING,
    "调解": VolunteerService.MEDIATION,
    "办案": VolunteerService.CASE_SUPPORT,
}


def _mobile(column: Column, typed: str) -> Read:
    found = parsing.phone(column, typed)
    if found.reason or not found.value:
        return found
    return Read(value=found.value, reason="".join(mobile_obstacles(found.value)))


def _time(column: Column, typed: str) -> Read:
    value, reason = any_time(typed)
    return Read(value=value, reason=reason)


def _hours(column: Column, typed: str) -> Read:
    value, reason = any_hours(typed)
    return Read(value=value, reason=reason)


COLUMNS = (
    LedgerColumn(
        name="name",
        heading="姓名",
        how="本人姓名；几次服务各占一行",
        example="何试愿",
        longest=40,
        is_required=True,
        parse=parsing.name,
        aliases=("志愿者姓名", "志愿者", "人员姓名"),
    ),
    LedgerColumn(
        name="phone",
        heading="手机号",
        how="11位",
        example="13900000000",
        longest=20,
        is_required=True,
        is_personal=True,
        parse=_mobile,
        aliases=("手机", "联系电话", "电话", "联系方式", "手机号码"),
    ),
    LedgerColumn(
        name="kind",
        heading="类别",
        how="、".join(VolunteerKind.labels),
        example=VolunteerKind.STUDENT.label,
        is_required=True,
        choices=tuple(VolunteerKind.labels),
        parse=parsing.one_of(VolunteerKind.choices, _KINDS),
        aliases=("志愿者类别", "身份", "人员类别", "职业"),
    ),
    LedgerColumn(
        name="organisation",
        heading="所在单位",
        how="",
        example="试验大学法学院",
        width=24,
        parse=parsing.text,
        aliases=("工作单位", "单位", "学校", "所在学校"),
    ),
    LedgerColumn(
        name="skills",
        heading="擅长",
        how="能做什么",
        example="劳动法咨询",
        longest=200,
        width=20,
        is_required=True,
        parse=parsing.text,
        aliases=("特长", "专长", "专业", "擅长领域", "服务特长"),
    ),
    LedgerColumn(
        name="available",
        heading="可服务时间",
        how="",
        example="周末",
        longest=200,
        width=16,
        is_required=True,
        parse=parsing.text,
        aliases=("服务时间段", "可服务时段", "空闲时间", "可提供服务时间"),
    ),
    LedgerColumn(
        name="consented_on",
        heading="本人同意日期",
        how="签承诺书或者报名表的那天，年-月-日",
        example="2026-01-05",
        is_required=True,
        parse=parsing.day,
        aliases=("同意日期", "承诺日期", "签署日期", "报名日期", "申请日期", "报名时间"),
    ),
    LedgerColumn(
        name="joined_on",
        heading="加入日期",
        how="年-月-日",
        example="2026-01-10",
        is_required=True,
        parse=parsing.day,
        aliases=("加入时间", "注册日期", "注册时间", "登记日期", "入队时间"),
    ),
    LedgerColumn(
        name="platform_number",
        heading="志愿服务平台编号",
        how="没有就空着",
        example="",
        longest=40,
        width=20,
        parse=parsing.code,
        aliases=("志愿者编号", "平台编号", "志愿中国编号"),
    ),
    LedgerColumn(
        name="day",
        heading="服务日期",
        how="有时长的要填，年-月-日",
        example="2026-03-05",
        parse=parsing.day,
        aliases=("活动日期", "服务时间", "活动时间", "日期"),
    ),
    LedgerColumn(
        name="starts_at",
        heading="开始时间",
        how="如 9:00；不填为9:00或者接着同日前一次",
        example="9:00",
        parse=_time,
        aliases=("起始时间", "开始时刻"),
    ),
    LedgerColumn(
        name="hours",
        heading="时长（小时）",
        how="整小时或者半小时，如 2.5",
        example="3",
        parse=_hours,
        aliases=("服务时长", "时长", "小时数", "服务小时", "志愿时长", "工时"),
    ),
    LedgerColumn(
        name="service",
        heading="服务内容",
        how="、".join(VolunteerService.labels) + "；不填为" + VolunteerService.OTHER.label,
        example=VolunteerService.CONSULTATION.label,
        choices=tuple(VolunteerService.labels),
        parse=parsing.one_of(VolunteerService.choices, _SERVICES),
        aliases=("服务类别", "服务类型", "服务项目"),
    ),
    LedgerColumn(
        name="place",
        heading="地点和事项",
        how="",
        example="临河县职工法律援助中心窗口",
        longest=200,
        width=24,
        parse=parsing.text,
        aliases=("服务地点", "地点", "活动名称", "活动内容"),
    ),
    LedgerColumn(
        name="over_note",
        heading="超出说明",
        how="一天的时长比规定长的，写明为什么",
        example="",
        longest=200,
        parse=parsing.text,
        aliases=("超时说明",),
    ),
)
