"""The columns of a ledger of who came, called and wrote (来访来电登记台账)."""

import re
from datetime import datetime

from gongyuan.consultations.choices import Channel, Topic
from gongyuan.consultations.rules.consultation import LONGEST_QUESTION
from gongyuan.core.sheets.cells import any_count, any_day, any_time, narrowed
from gongyuan.core.sheets.columns import Column
from gongyuan.ledgers.kinds import parsing
from gongyuan.ledgers.kinds.consultation_words import CHANNELS, NAMELESS, TOPICS
from gongyuan.ledgers.kinds.kind import LedgerColumn, Read

_HALF_HOUR = 30
#: A day with the time of day behind it: 2015-03-05 10:20, 2015年3月5日上午9点.
_MOMENT = re.compile(r"(.*?\d[日号]?)[\sT]*((?:上午|下午|晚上)\s*\d{1,2}.*|\d{1,2}[:：点时].*)")
_LENGTH = re.compile(r"(\d{1,3}(?:\.\d+)?)(个?小时|分钟|分|min)?")
_topic = parsing.one_of(Topic.choices, TOPICS)


def _moment(column: Column, typed: str) -> Read:
    """A day, or the instant of it where the time is written beside it."""
    found = _MOMENT.fullmatch(narrowed(typed))
    if found:
        day, reason, _ = any_day(found[1])
        clock, wrong = any_time(found[2])
        if day and clock and not reason and not wrong:
            return Read(value=datetime.combine(day, clock))
    return parsing.day(column, typed)


def _clock(column: Column, typed: str) -> Read:
    value, reason = any_time(typed)
    return Read(value=value, reason=reason)


def _name(column: Column, typed: str) -> Read:
    return Read(value="") if typed.strip() in NAMELESS else parsing.name(column, typed)


def _said(column: Column, typed: str) -> Read:
    return Read(value="") if typed.strip() in parsing.NOTHING else parsing.text(column, typed)


def _subject(column: Column, typed: str) -> Read:
    """A topic; of words that name none the question may still tell."""
    return Read(value=_topic(column, typed).value or "")


def _length(column: Column, typed: str) -> Read:
    """Minutes: 20, 20分钟, 半小时, 1.5小时."""
    text = narrowed(typed).replace(" ", "")
    if text in parsing.NOTHING:
        return Read()
    found = _LENGTH.fullmatch(text.replace("半小时", "0.5小时").replace("半个小时", "0.5小时"))
    if found is None:
        return Read(reason="时长请写分钟数，如 20。")
    is_hours = (found[2] or "").endswith("小时")
    minutes = float(found[1]) * (2 * _HALF_HOUR if is_hours else 1)
    return Read(value=round(minutes))


def _people(column: Column, typed: str) -> Read:
    value, reason = any_count(typed)
    return Read(value=value, reason=f"{column.heading}{reason}" if reason else "")


COLUMNS = (
    LedgerColumn(
        name="asked_on",
        heading="咨询日期",
        how="年-月-日，后面可以带时刻",
        example="2015-03-05",
        is_required=True,
        parse=_moment,
        aliases=(
            *("登记日期", "来访日期", "来电日期", "接待日期", "咨询时间", "登记时间", "来访时间"),
            *("来电时间", "接待时间", "日期", "时间", "受理日期", "接访日期", "接访时间"),
        ),
    ),
    LedgerColumn(
        name="asked_time",
        heading="时刻",
        how="如 9:20；没有就空着",
        example="9:20",
        width=8,
        parse=_clock,
        aliases=("几点", "具体时间", "来访时刻", "来电时刻", "咨询时刻"),
    ),
    LedgerColumn(
        name="name",
        heading="咨询人",
        how="姓名；不留姓名的空着或者写匿名",
        example="王试工",
        longest=40,
        parse=_name,
        aliases=(
            *("来访人", "来访人姓名", "姓名", "咨询人姓名", "来电人", "来电人姓名", "职工姓名"),
            *("来访职工", "咨询者", "当事人", "来信人", "来访者"),
        ),
    ),
    LedgerColumn(
        name="phone",
        heading="电话",
        how="没有就空着",
        example="",
        longest=20,
        is_personal=True,
        parse=parsing.phone,
        aliases=("联系电话", "联系方式", "手机号", "手机", "来电号码", "电话号码", "手机号码"),
    ),
    LedgerColumn(
        name="channel",
        heading="咨询方式",
        how="、".join(Channel.labels) + "；来访、来电、来信、网络也认得",
        example=Channel.WINDOW.label,
        is_required=True,
        choices=tuple(Channel.labels),
        parse=parsing.one_of(Channel.choices, CHANNELS),
        aliases=(
            "方式",
            "来访方式",
            "接待方式",
            "来访来电",
            "途径",
            "渠道",
            "咨询途径",
            "咨询形式",
        ),
    ),
    LedgerColumn(
        name="employer_name",
        heading="用人单位",
        how="",
        example="临河某某有限公司",
        width=24,
        parse=_said,
        aliases=("工作单位", "所在单位", "单位名称", "单位", "企业名称", "涉及单位", "用工单位"),
    ),
    LedgerColumn(
        name="region_code",
        heading="所在地区",
        how="单位在哪里：名称或者区划代码",
        example="临河县",
        longest=60,
        parse=_said,
        aliases=("单位所在地", "地区", "所属地区", "县区", "县市区", "区县"),
    ),
    LedgerColumn(
        name="topic",
        heading="咨询类别",
        how="、".join(Topic.labels) + "；不填的从咨询内容里认",
        example=Topic.WAGES.label,
        choices=tuple(Topic.labels),
        parse=_subject,
        aliases=("咨询事项", "类别", "事项", "事项类别", "问题类别", "咨询类型", "类型", "案由"),
    ),
    LedgerColumn(
        name="question",
        heading="咨询内容",
        how="问的是什么；台账里只有一列事项的，用事项的话",
        example="老板三个月没有发工资，怎么办？",
        longest=LONGEST_QUESTION,
        width=40,
        parse=parsing.text,
        aliases=(
            *("咨询问题", "内容", "问题", "反映问题", "反映的问题", "主要内容", "来访事由", "事由"),
            *(
                "主要诉求",
                "诉求",
                "基本情况",
                "情况",
                "咨询事由",
                "来访内容",
                "来电内容",
            ),
        ),
    ),
    LedgerColumn(
        name="answer",
        heading="答复情况",
        how="怎样答复的",
        example="告知可以向劳动监察投诉，也可以申请仲裁",
        longest=2000,
        width=40,
        parse=_said,
        aliases=(
            *("处理结果", "答复", "答复内容", "解答情况", "处理情况", "办理情况", "处理意见"),
            *("办理结果", "解答", "接待情况", "答复意见", "结果", "解答内容"),
        ),
    ),
    LedgerColumn(
        name="answered_on",
        heading="答复日期",
        how="不填为咨询当天",
        example="",
        parse=parsing.day,
        aliases=("答复时间", "处理日期", "办结日期", "回复日期", "回复时间"),
    ),
    LedgerColumn(
        name="answered_by",
        heading="答复人",
        how="工作人员姓名",
        example="李试窗",
        longest=60,
        parse=parsing.name,
        aliases=(
            "接待人",
            "接待人员",
            "经办人",
            "解答人",
            "值班人员",
            "接访人",
            "接听人",
            "承办人",
        ),
    ),
    LedgerColumn(
        name="lawyer",
        heading="接待律师",
        how="本单位律师团的律师：姓名或者执业证号",
        example="周试明",
        longest=60,
        parse=_said,
        aliases=("值班律师", "答复律师", "律师", "解答律师", "律师姓名", "志愿律师"),
    ),
    LedgerColumn(
        name="people_count",
        heading="人数",
        how="不填为1",
        example="1",
        width=8,
        parse=_people,
        aliases=("来访人数", "涉及人数", "人次", "咨询人数"),
    ),
    LedgerColumn(
        name="minutes",
        heading="时长（分钟）",
        how="如 20；半小时、1小时也认得",
        example="20",
        width=10,
        parse=_length,
        aliases=("时长", "接待时长", "咨询时长", "通话时长", "用时"),
    ),
    LedgerColumn(
        name="institution",
        heading="接待机构",
        how="在本单位哪个法律援助机构问的；没有就空着",
        example="",
        width=24,
        parse=_said,
        aliases=("接待地点", "站点", "工作站", "接待窗口", "机构名称", "接待单位", "咨询地点"),
    ),
    LedgerColumn(
        name="number",
        heading="咨询编号",
        how="系统导出的才有，凭它认出是同一条",
        example="",
        longest=60,
        width=20,
        parse=parsing.text,
    ),
    LedgerColumn(
        name="unit",
        heading="答复单位",
        how="导出时用；导入的只能是本单位的，可以空着",
        example="",
        width=24,
        parse=parsing.text,
        aliases=("答复工会",),
    ),
)
