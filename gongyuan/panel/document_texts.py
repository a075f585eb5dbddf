"""The wording of the documents of the team's year, from which their templates are made.

`{{ }}` is a field of `queries/documents.py`. No form was issued for them: they are the union's own.
"""

from gongyuan.core.documents.layout import Column, Table, Wording
from gongyuan.panel.choices import PanelDocumentKind as Kind

_MEMBER = (
    ("姓名", "{{ lawyer }}"),
    ("律师事务所", "{{ firm }}"),
)

WORDINGS: dict[Kind, Wording] = {
    Kind.YEARLY_LEDGER: Wording(
        title="职工法律服务志愿者年度工作台账",
        organ="",
        facts=(
            *_MEMBER,
            ("执业证号", "{{ licence }}"),
            ("聘期", "{{ term }}"),
            ("版本", "{{ version }}，签署于{{ signed_on }}"),
            ("提交期限", "{{ due_on }}"),
            ("合计", "{{ totals }}"),
            ("有记录的时长", "{{ hours }}小时"),
            ("补充说明", "{{ remarks }}"),
            ("校验值", "{{ sha256 }}"),
        ),
        table=Table(
            rows="rows",
            columns=(
                Column(heading="日期", cell="{{ row.day }}", width_mm=26),
                Column(heading="活动", cell="{{ row.kind }}", width_mm=34),
                Column(heading="内容", cell="{{ row.text }}", width_mm=66),
                Column(heading="分钟", cell="{{ row.minutes }}", width_mm=16),
                Column(heading="备注", cell="{{ row.confirmed }}", width_mm=16),
            ),
        ),
        signed=("签名：{{ lawyer }}", "{{ signed_on }}"),
    ),
    Kind.CONDUCT_NOTICE: Wording(
        title="取消志愿团成员资格事先告知书",
        addressee="{{ lawyer }}律师：",
        body=(
            "本会对你的志愿团成员资格立案审查，情形是：{{ ground }}（依据：{{ source }}）。",
            "一、事实",
            "{{ facts }}",
            "二、证据",
            "{{ evidence }}",
            "你可以在{{ statement_due_on }}以前陈述、申辩（依据：{{ statement_source }}），"
            "也可以来本会当面陈述。逾期不陈述的，不影响审查。联系电话：{{ office_phone }}。",
        ),
    ),
    Kind.CONDUCT_DECISION: Wording(
        title="志愿团成员资格处理决定书",
        addressee="{{ lawyer }}律师：",
        body=(
            "经审查，你的情形是：{{ ground }}（依据：{{ source }}）。",
            "一、事实",
            "{{ facts }}",
            "二、你的陈述",
            "{{ statement }}",
            "三、决定",
            "{{ outcome }}。理由：{{ decision }}",
            "{%p if objection_due_on != '（未填）' %}",
            "不服本决定的，可以在{{ objection_due_on }}以前申请复核"
            "（依据：{{ objection_source }}）。",
            "{%p endif %}",
        ),
    ),
    Kind.CONDUCT_REVIEW: Wording(
        title="志愿团成员资格复核决定书",
        addressee="{{ lawyer }}律师：",
        body=(
            "你对取消成员资格的决定申请复核，申请的理由是：{{ objection }}",
            "经复核：{{ outcome }}。理由：{{ review }}",
        ),
    ),
    Kind.IMPROVEMENT_NOTICE: Wording(
        title="职工法律服务志愿者改进意见书",
        addressee="{{ lawyer }}律师：",
        body=(
            "经共同考核，你在{{ term }}的聘期内没有按工作职责要求完成任务（依据：{{ clause }}）。",
            "改进意见：{{ reason }}",
            "请在{{ improve_by }}以前改进。届时仍不改进的，将提前解聘。",
        ),
    ),
    Kind.APPRAISAL_SHEET: Wording(
        title="职工法律服务志愿者年度考核表",
        organ="",
        facts=(
            *_MEMBER,
            ("聘期", "{{ term }}"),
            ("工会意见", "{{ union_opinion }}"),
            ("司法局意见", "{{ justice_opinion }}"),
            ("结论", "{{ outcome }}"),
            ("说明", "{{ reason }}"),
            ("依据", "{{ clause }}"),
        ),
        table=Table(
            rows="rows",
            columns=(
                Column(heading="考核内容", cell="{{ row.label }}", width_mm=90),
                Column(heading="情况", cell="{{ row.value }}", width_mm=66),
            ),
        ),
    ),
    Kind.COMMENDATION: Wording(
        title="关于表彰优秀职工法律服务志愿者的通报",
        body=(
            "在{{ years }}的志愿服务中，下列律师工作成绩突出、成效明显、勤勉尽责。"
            "经{{ shown }}公示，决定予以表彰（依据：{{ source }}）。",
        ),
        table=Table(
            rows="rows",
            columns=(
                Column(heading="姓名", cell="{{ row.lawyer }}", width_mm=24),
                Column(heading="律师事务所", cell="{{ row.firm }}", width_mm=48),
                Column(heading="表彰", cell="{{ row.honour }}", width_mm=30),
                Column(heading="事迹", cell="{{ row.reason }}", width_mm=54),
            ),
        ),
    ),
}
