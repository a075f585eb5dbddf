"""Values of packs in Chinese words, for the reader of a pack, `explain` and `diff`."""

from collections.abc import Mapping
from typing import Any

from gongyuan.law.deadline_table import deadline_table
from gongyuan.policy import choices, conditions
from gongyuan.policy import facts as application
from gongyuan.policy.pack import ClauseRef, Pack

SECTIONS = {
    "applicants": "申请主体",
    "scopes": "事项范围",
    "forms": "援助形式",
    "claims": "请求",
    "exemptions": "免予核查",
    "conditions": "代理条件",
    "emergencies": "先行提供",
    "advice": "不予援助时的建议",
    "materials": "材料",
    "tracks": "快速通道",
    "gravity": "重大案件",
    "measures": "重大案件的措施",
    "coverage": "组建率目标",
    "station_items": "站点达标项目",
    "deadlines": "期限",
    "parameters": "参数",
    "approvals": "审批",
    "consequences": "程序后果",
    "terminations": "终止情形",
    "duties": "持证上岗",
}
NAMES = {
    "applicants": choices.ApplicantKind,
    "scopes": choices.MatterScope,
    "forms": choices.AidForm,
    "claims": choices.ClaimKind,
    "approvals": choices.AidForm,
    "duties": choices.Duty,
}
FIELDS = {
    "covered": "属于援助对象",
    "label": "名称",
    "applicants": "适用主体",
    "by_recognition": "须由工会认定",
    "check": "审查",
    "any_matter": "不限事项",
    "reason": "理由",
    "state_aid": "属于政府法律援助事项",
    "ground": "依据码",
    "when": "条件",
    "why": "为什么要",
    "required": "必须提交",
    "self_declaration": "可以用承诺代替",
    "deadline_set": "期限",
    "priority": "优先级",
    "offered_by": "由参数决定是否实行",
    "length": "长度",
    "unit": "单位",
    "law_leaves_room": "法律留有余地",
    "value": "数值",
    "levels": "审批层级",
    "level": "层级",
    "kind": "机构",
    "due": "到期日",
    "percent": "组建率",
    "result": "结果",
    "may_object": "可以提出异议",
    "may_reapply": "可以重新申请",
    "certificates": "须持证书之一",
}
UNITS = {
    "minute": "分钟",
    "hour": "小时",
    "natural_day": "日（自然日）",
    "working_day": "个工作日",
    "month": "个月",
    "person": "人",
    "times": "次",
    "yes_no": "（1为是，0为否）",
    "point": "分",
    "percent": "%",
    "yuan": "元",
    "month_day": "（月日，如 520 为5月20日）",
}
CHECKS = {"none": "不审查", "conditions": "按代理条件审查"}
DEADLINE_SETS = {"normal": "一般", "same_day": "当日办理"}
DERIVED = {
    "needs_hardship_proof": "按经济困难条件申请",
    "state_aid": "请求属于政府法律援助事项",
    "refusal": "不予援助的情形",
    "grounds": "依据码",
}


#: What the words of a coverage target mean; `organisations`, which stands above, has the same.
LEVELS = {
    "province": "省级工会",
    "prefecture": "市州级工会",
    "county": "县（区）级工会",
    "township": "乡镇（街道）工会",
}
KINDS = {
    "centre": "法律援助中心",
    "branch": "分中心",
    "station": "法律援助工作站",
    "point": "法律援助联系点",
    "window": "法律援助窗口",
}


def key_in_words(section: str, name: str, value: Mapping[str, Any]) -> str:
    """A key of the packs as people call it: 免予核查：农民工申请支付劳动报酬…"""
    known = NAMES.get(section)
    if known is not None and name in known.values:
        return f"{SECTIONS[section]}：{known(name).label}"
    if section == "deadlines":
        group, _, code = name.partition(".")
        return f"{SECTIONS[section]}：{deadline_label(code)}（{DEADLINE_SETS.get(group, group)}）"
    if section == "coverage":
        target = f"{LEVELS[value['level']]}{KINDS[value['kind']]}（{value['due']}）"
        return f"{SECTIONS[section]}：{target}"
    called = str(value.get("label") or value.get("reason") or name)
    return f"{SECTIONS[section]}：{called.removesuffix('。')}"


def deadline_label(code: str) -> str:
    """What a deadline is called in the table of law; the code itself where it is not there."""
    return next((row.label for row in deadline_table().rows if row.code == code), code)


def value_in_words(value: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The fields of a value with their contents in words, in the order of the pack."""
    if "length" in value:
        rest = {name: item for name, item in value.items() if name not in ("length", "unit")}
        return [(FIELDS["length"], length_in_words(value)), *value_in_words(rest)]
    if "value" in value:
        number = f"{value['value']}{UNITS[value['unit']]}"
        rest = {name: item for name, item in value.items() if name not in ("value", "unit")}
        return [*value_in_words(rest), (FIELDS["value"], number)]
    return [(FIELDS[name], _item(name, item)) for name, item in value.items() if name != "clauses"]


def length_in_words(value: Mapping[str, Any]) -> str:
    """The length of a deadline: 7日（自然日），5个工作日，or 当日 for none at all."""
    return "当日" if value["length"] == 0 else f"{value['length']}{UNITS[value['unit']]}"


def title_of(answer: Mapping[str, Any]) -> str:
    """An answer in one line: 给予援助，农民工请求支付劳动报酬，快速通道 (from its JSON form)."""
    words = [choices.Outcome(answer["decision"]["outcome"]).label]
    words += [choices.Ground(code).label for code in answer["decision"]["grounds"]]
    if answer["track"]["kind"] == choices.TrackKind.FAST:
        words.append(choices.TrackKind.FAST.label)
    return "，".join(dict.fromkeys(words))


def in_one_line(value: Mapping[str, Any]) -> str:
    """A value in one line: 名称 …；条件 …"""
    fields = value_in_words(value)
    return "；".join(f"{field} {text.removesuffix('。')}" for field, text in fields)


def _item(name: str, item: Any) -> str:
    if name == "when":
        return condition_in_words(item)
    if isinstance(item, bool):
        return "是" if item else "否"
    if name == "level":
        return LEVELS[item]
    if name == "kind":
        return KINDS[item]
    if name == "percent":
        return f"{item}%"
    if name == "check":
        return CHECKS[item]
    if name == "deadline_set":
        return DEADLINE_SETS[item]
    if name == "ground":
        return f"{item} {choices.Ground(item).label}"
    if name == "applicants":
        return "、".join(choices.ApplicantKind(kind).label for kind in item)
    if name == "certificates":
        kinds = [choices.CertificateKind(kind).label for kind in item]
        return "、".join(kinds) or "不要求证书"
    if name == "levels":
        return "、".join(choices.ApprovalLevel(level).label for level in item) or "不须审批"
    return str(item)


def condition_in_words(when: Any) -> str:
    """A `when` in words: 是农民工，且请求为拖欠劳动报酬、加班工资之一"""
    alternatives = when if isinstance(when, list | tuple) else [when]
    return "；或者".join(
        "，且".join(_test(name, test) for name, test in wanted.items()) for wanted in alternatives
    )


def _test(name: str, test: Any) -> str:
    asked = DERIVED.get(name) or application.QUESTIONS[name]
    if isinstance(test, bool):
        return f"“{asked}”为{'是' if test else '否'}"
    if isinstance(test, list | tuple):
        listed = {**application.CHOICES, **application.LISTS}
        labels = {choice.value: choice.label for choice in listed.get(name, ())}  # type: ignore[attr-defined] # all are Choices
        if name in conditions.DERIVED_LISTS:
            kind = choices.Refusal if name == "refusal" else choices.Ground
            labels = dict(kind.choices)
        return f"“{asked}”为{'、'.join(labels[value] for value in test)}" + (
            "之一" if len(test) > 1 else ""
        )
    limits = {"at_least": "不少于", "below": "少于"}
    return f"“{asked}”" + "且".join(f"{limits[name]} {limit}" for name, limit in test.items())


def confidence_in_words(clause: ClauseRef) -> str:
    """How well the source was read: F 已读全文; with 待核 where it is not verified."""
    label = f"{clause.confidence} {choices.Confidence(clause.confidence).label}"
    return label if clause.is_verified else f"{label}，待核"


def days_in_words(pack: Pack) -> str:
    """The days on which a pack is in force: 2015-11-10起；2016-05-20至2019-05-19"""
    if pack.effective_to is None:
        return f"{pack.effective_from}起"
    if pack.effective_to < pack.effective_from:
        return "没有生效，已由新版本代替"
    return f"{pack.effective_from}至{pack.effective_to}"
