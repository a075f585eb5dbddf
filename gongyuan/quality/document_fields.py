"""The fields of the documents of quality, with what they mean and a sample of each."""

from pathlib import Path

from gongyuan.cases.template_kinds import TemplateKind
from gongyuan.core.documents.fields import Field, compulsory
from gongyuan.quality.choices import QualityDocumentKind as Kind

BUILT_IN = Path(__file__).resolve().parent / "document_templates"


def _text(name: str, meaning: str, sample: str) -> Field:
    return Field(name=name, meaning=meaning, sample=sample)


def _rows(name: str, meaning: str, *columns: tuple[str, str, str]) -> Field:
    return Field(name=name, meaning=meaning, columns=tuple(_text(*column) for column in columns))


_USUAL = (
    _text("number", "文号", "临工援诉答〔2026〕2号"),
    _text("date", "出具日期", "2026年11月23日"),
    _text("office", "出具单位", "临河县总工会"),
    _text("office_phone", "联系电话", "12351"),
)
_CASE = (
    _text("case_number", "案号", "临工援〔2026〕21号"),
    _text("applicants", "受援人", "张样例"),
    _text("employer", "用人单位", "样例制衣有限公司"),
    _text("lawyer", "承办律师", "陈样例"),
    _text("closed_on", "结案日", "2026年10月30日"),
)
_COMPLAINT = (
    _text("complainant", "投诉人", "张样例"),
    _text("complaint_number", "投诉编号", "临工援投〔2026〕3号"),
    _text("code", "投诉查询码", "26T7KQ"),
    _text("lodged_on", "投诉日期", "2026年11月3日"),
    _text("accepted_on", "受理日期", "2026年11月5日"),
    _text("about", "投诉对象", "承办律师陈样例"),
    _text("about_unit", "投诉对象所在单位", "临河县总工会"),
    _text("case_number", "案号", "临工援〔2026〕21号"),
    _text("grounds", "投诉事由", "不通报进展"),
    _text("facts", "投诉内容", "开庭以后没有人告诉我结果。"),
    _text("added", "补充内容，可以空", ""),
    _text("wish", "投诉请求", "说明情况"),
    _text("verdict", "认定", "属实"),
    _text("finding", "查明的情况", "承办律师开庭后二十日未通报。"),
    _text("measures", "处理措施，可以空", "已责令改正。"),
    _text("forwarded_to", "转给哪里", "临河县司法局"),
)

_OWN: dict[Kind, tuple[tuple[Field, ...], tuple[str, ...]]] = {
    Kind.COMPLAINT_REPLY: (_COMPLAINT, ("complainant", "verdict", "finding")),
    Kind.COMPLAINT_REFUSAL: (
        (*_COMPLAINT, _text("reason", "不予受理的理由", "不属于本单位处理的事项。")),
        ("complainant", "reason"),
    ),
    Kind.COMPLAINT_FORWARDING: (
        (*_COMPLAINT, _text("phone", "投诉人电话", "（样例不含电话）")),
        ("forwarded_to", "complainant", "facts"),
    ),
    Kind.VISIT_FORM: (
        (
            *_CASE,
            _text("outcome", "回访结果", "已回访"),
            _text("way", "回访方式", "电话"),
            _text("finished_on", "回访日期", "2026年11月20日"),
            _text("finished_by", "回访人", "周样例"),
            _text("remark", "意见和建议", "（无）"),
            _rows(
                "answers",
                "问题和回答",
                ("question", "问题", "对办理结果是否满意"),
                ("answer", "回答", "满意"),
            ),
            _rows(
                "attempts",
                "历次联系",
                ("when", "日期", "2026年11月19日"),
                ("outcome", "结果", "无人接听"),
                ("note", "说明，可以空", ""),
            ),
        ),
        ("case_number", "answers"),
    ),
    Kind.SCORE_SHEET: (
        (
            *_CASE,
            _text("firm", "律师事务所", "样例律师事务所"),
            _text("standard", "评估标准和出处", "评估标准（样例）"),
            _rows(
                "rows",
                "评估项目",
                ("label", "项目", "会见和笔录"),
                ("points", "满分", "20"),
                ("scores", "各评估人评分", "18、19"),
            ),
            _text("totals", "各评估人总分", "88、90"),
            _text("points", "得分", "89"),
            _text("grade", "等级", "良好"),
            _rows("opinions", "评语", ("text", "评语", "材料齐全。")),
        ),
        ("case_number", "rows", "points"),
    ),
}

TEMPLATE_KINDS = tuple(
    TemplateKind(
        code=kind.value,
        label=str(kind.label),
        fields=compulsory((*_USUAL, *own), "number", *needed),
        built_in=BUILT_IN / f"{kind}.docx",
    )
    for kind, (own, needed) in _OWN.items()
)
