"""The wording of the documents of quality, from which their templates are made; `{{ }}` is a field.

Fields are those of `queries/documents.py`. The forms of the ministry for complaints (2025) were not
read; these are the union's own.
"""

from gongyuan.core.documents.layout import Column, Table, Wording
from gongyuan.quality.choices import QualityDocumentKind as Kind

WORDINGS: dict[Kind, Wording] = {
    Kind.COMPLAINT_REPLY: Wording(
        title="法律援助投诉处理答复书",
        addressee="{{ complainant }}：",
        body=(
            "你于{{ lodged_on }}对{{ about }}的投诉（投诉编号：{{ complaint_number }}，"
            "投诉事由：{{ grounds }}）已经调查，认定：{{ verdict }}。",
            "一、查明的情况",
            "{{ finding }}",
            "{%p if measures %}",
            "二、处理措施",
            "{{ measures }}",
            "{%p endif %}",
            "对本答复不服的，可以向同级司法行政机关反映"
            "（依据：《法律援助投诉处理办法》，司法部令第149号）。",
            "如有疑问，可拨打{{ office_phone }}，或者凭投诉查询码{{ code }}和手机号查询。",
        ),
    ),
    Kind.COMPLAINT_REFUSAL: Wording(
        title="法律援助投诉不予受理告知书",
        addressee="{{ complainant }}：",
        body=(
            "你于{{ lodged_on }}对{{ about }}的投诉（投诉编号：{{ complaint_number }}）收悉。",
            "本单位不予受理，理由是：{{ reason }}",
            "你可以向同级司法行政机关投诉（依据：《法律援助投诉处理办法》，司法部令第149号）。",
            "如有疑问，可拨打{{ office_phone }}。",
        ),
    ),
    Kind.COMPLAINT_FORWARDING: Wording(
        title="法律援助投诉转办函",
        addressee="{{ forwarded_to }}：",
        body=(
            "根据《法律援助投诉处理办法》（司法部令第149号，2025年6月15日起施行），"
            "工会组织实施法律援助产生的投诉由同级司法行政机关处理。现将下列投诉转送你机关：",
            "投诉编号：{{ complaint_number }}；收到日期：{{ lodged_on }}；"
            "投诉人：{{ complainant }}，联系电话：{{ phone }}；"
            "投诉对象：{{ about }}（{{ about_unit }}）；案件：{{ case_number }}；"
            "投诉事由：{{ grounds }}；投诉请求：{{ wish }}。",
            "投诉内容：",
            "{{ facts }}",
            "{%p if added %}",
            "补充内容：{{ added }}",
            "{%p endif %}",
            "请在收到后出具回执，并将处理结果告知本单位。联系电话：{{ office_phone }}。",
        ),
    ),
    Kind.VISIT_FORM: Wording(
        title="法律援助案件回访登记表",
        organ="",
        facts=(
            ("案号", "{{ case_number }}"),
            ("受援人", "{{ applicants }}"),
            ("用人单位", "{{ employer }}"),
            ("承办律师", "{{ lawyer }}"),
            ("结案日", "{{ closed_on }}"),
            ("回访结果", "{{ outcome }}"),
            ("回访方式", "{{ way }}"),
            ("回访日期", "{{ finished_on }}"),
            ("意见和建议", "{{ remark }}"),
        ),
        table=Table(
            rows="answers",
            columns=(
                Column(heading="问题", cell="{{ row.question }}", width_mm=100),
                Column(heading="回答", cell="{{ row.answer }}", width_mm=56),
            ),
        ),
        closing=(
            "{%p for row in attempts %}",
            "{{ row.when }}联系：{{ row.outcome }}{{ row.note }}。",
            "{%p endfor %}",
        ),
        signed=("回访人：{{ finished_by }}", "{{ date }}"),
    ),
    Kind.SCORE_SHEET: Wording(
        title="法律援助案件质量评估表",
        organ="",
        facts=(
            ("案号", "{{ case_number }}"),
            ("受援人", "{{ applicants }}"),
            ("用人单位", "{{ employer }}"),
            ("承办律师", "{{ lawyer }}（{{ firm }}）"),
            ("结案日", "{{ closed_on }}"),
            ("评估标准", "{{ standard }}"),
            ("各评估人总分", "{{ totals }}"),
            ("得分", "{{ points }}"),
            ("等级", "{{ grade }}"),
        ),
        table=Table(
            rows="rows",
            columns=(
                Column(heading="评估项目", cell="{{ row.label }}", width_mm=90),
                Column(heading="满分", cell="{{ row.points }}", width_mm=22),
                Column(heading="各评估人评分", cell="{{ row.scores }}", width_mm=44),
            ),
        ),
        closing=(
            "{%p for row in opinions %}",
            "评语{{ loop.index }}：{{ row.text }}",
            "{%p endfor %}",
        ),
        signed=("{{ office }}", "{{ date }}"),
    ),
}
