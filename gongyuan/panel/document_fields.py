"""The fields of the team's documents, with what they mean and a sample of each.

The certificate of appointment is of the domain of lawyers, which stands below the one that keeps
offices' templates; its fields are told here.
"""

from pathlib import Path

from gongyuan.cases.template_kinds import TemplateKind
from gongyuan.core.documents.fields import Field, compulsory
from gongyuan.lawyers.certificate_source import BUILT_IN as CERTIFICATE_BUILT_IN
from gongyuan.panel.choices import PanelDocumentKind as Kind

BUILT_IN = Path(__file__).resolve().parent / "document_templates"
#: The code of the certificate of appointment among the kinds of documents.
CERTIFICATE = "panel_certificate"


def _text(name: str, meaning: str, sample: str) -> Field:
    return Field(name=name, meaning=meaning, sample=sample)


def _rows(name: str, meaning: str, *columns: tuple[str, str, str]) -> Field:
    return Field(name=name, meaning=meaning, columns=tuple(_text(*column) for column in columns))


_OFFICE = (
    _text("number", "文号", "河阳工援志台〔2026〕2号"),
    _text("date", "出具日期", "2026年11月23日"),
    _text("office", "出具单位", "河阳市总工会"),
)
_USUAL = (*_OFFICE, _text("office_phone", "联系电话", "12351"))
_MEMBER = (_text("lawyer", "律师", "陈样例"), _text("firm", "律师事务所", "样例律师事务所"))
_TERM = _text("term", "聘期", "2025年5月20日至2026年5月19日")
_LICENCE = "14100000000000000"
_CONDUCT = (
    *_MEMBER,
    _text("licence", "执业证号", _LICENCE),
    _text("ground", "情形", "受到行业行政处分或者行业纪律惩戒处分"),
    _text("source", "依据", "（样例条款）"),
    _text("facts", "事实", "2026年3月受到公开谴责，已经生效。"),
    _text("evidence", "证据", "处分决定书"),
    _text("statement", "律师的陈述", "处分正在复议。"),
    _text("statement_due_on", "陈述期限", "2026年12月3日"),
    _text("statement_source", "陈述期限的依据", "工会自定（待核）"),
    _text("decision", "决定的理由", "事实清楚。"),
    _text("outcome", "结果", "已取消成员资格"),
    _text("objection_due_on", "申请复核的期限", "2026年12月20日"),
    _text("objection_source", "复核期限的依据", "工会自定（待核）"),
    _text("objection", "申请复核的理由", "处分已经撤销。"),
    _text("review", "复核的理由", "原决定正确。"),
)
_APPRAISAL = (
    *_MEMBER,
    _TERM,
    _rows("rows", "考核内容", ("label", "项目", "年度台账"), ("value", "情况", "已签署")),
    _text("union_opinion", "工会意见", "完成了任务。"),
    _text("justice_opinion", "司法局意见", "完成了任务。"),
    _text("outcome", "结论", "考核继续聘用"),
    _text("reason", "说明", "无"),
    _text("clause", "依据", "（样例条款）"),
    _text("improve_by", "改进期限", "2026年12月31日"),
)
_LEDGER = (
    *_MEMBER,
    _text("licence", "执业证号", _LICENCE),
    _TERM,
    _text("version", "第几版", "第1版"),
    _text("totals", "各类合计", "电话答复咨询12次；法制宣传教育培训3次"),
    _text("hours", "有记录的时长，小时", "36.5"),
    _text("remarks", "律师补充说明", "无"),
    _text("signed_on", "签署时间", "2026年5月10日10时0分"),
    _text("due_on", "提交期限", "2026年5月20日"),
    _text("sha256", "校验值", "（样例不含校验值）"),
    _rows(
        "rows",
        "各项活动",
        ("day", "日期", "2026-04-20"),
        ("kind", "活动", "法制宣传教育培训"),
        ("text", "内容", "样例厂工会：讲劳动合同"),
        ("minutes", "分钟", "120"),
        ("confirmed", "备注，可以空", ""),
    ),
)
_HONOUR = (
    _text("years", "评选期", "2024年5月20日至2026年5月19日"),
    _text("shown", "公示期", "2026年6月1日至2026年6月5日"),
    _text("source", "依据", "（样例条款）"),
    _rows(
        "rows",
        "表彰名单",
        ("lawyer", "姓名", "陈样例"),
        ("firm", "律师事务所", "样例律师事务所"),
        ("honour", "表彰", "通报表彰"),
        ("reason", "事迹", "办案认真，职工满意。"),
    ),
)
_CERTIFICATE = (
    *_OFFICE,
    *_MEMBER,
    _text("licence_number", "执业证号", _LICENCE),
    _text("starts_on", "聘期自", "2026年5月20日"),
    _text("ends_on", "聘期至", "2027年5月19日"),
    _text("check_code", "验证码", "26T7-KQ9M-3HXA"),
)

_OWN: dict[Kind, tuple[tuple[Field, ...], tuple[str, ...]]] = {
    Kind.YEARLY_LEDGER: (_LEDGER, ("lawyer", "term", "rows", "signed_on")),
    Kind.CONDUCT_NOTICE: (
        _CONDUCT,
        ("number", "lawyer", "ground", "source", "facts", "statement_due_on"),
    ),
    Kind.CONDUCT_DECISION: (_CONDUCT, ("number", "lawyer", "ground", "source", "facts", "outcome")),
    Kind.CONDUCT_REVIEW: (_CONDUCT, ("number", "lawyer", "outcome", "review")),
    Kind.IMPROVEMENT_NOTICE: (_APPRAISAL, ("number", "lawyer", "reason", "improve_by")),
    Kind.APPRAISAL_SHEET: (
        _APPRAISAL,
        ("lawyer", "union_opinion", "justice_opinion", "outcome", "rows"),
    ),
    Kind.COMMENDATION: (_HONOUR, ("number", "rows", "source")),
}

TEMPLATE_KINDS = (
    *(
        TemplateKind(
            code=kind.value,
            label=str(kind.label),
            fields=compulsory((*_USUAL, *own), *needed),
            built_in=BUILT_IN / f"{kind}.docx",
        )
        for kind, (own, needed) in _OWN.items()
    ),
    TemplateKind(
        code=CERTIFICATE,
        label="志愿团成员聘书",
        fields=compulsory(_CERTIFICATE, "number", "lawyer", "ends_on", "check_code"),
        built_in=CERTIFICATE_BUILT_IN,
    ),
)
