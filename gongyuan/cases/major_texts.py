"""The wording of the documents around major cases and collaboration; `{{ }}` is a field."""

from gongyuan.cases.choices import DocumentKind
from gongyuan.core.documents.layout import Column, Table, Wording

_CASE = "{{ applicants }}因与{{ employer }}{{ claims }}一案（{{ case_number }}）"

MAJOR_WORDINGS: dict[str, Wording] = {
    DocumentKind.DISCUSSION_MINUTES: Wording(
        title="集体讨论记录",
        facts=(
            ("案件", "{{ applicants }}与{{ employer }}，{{ case_number }}"),
            ("议题", "{{ topic }}"),
            ("时间、地点", "{{ held_on }}，{{ place }}"),
            ("主持人", "{{ chair }}"),
            ("记录人", "{{ recorder }}"),
            ("回避人员", "{{ recused }}"),
        ),
        table=Table(
            rows="members",
            columns=(
                Column(heading="姓名", cell="{{ row.name }}", width_mm=22),
                Column(heading="单位职务", cell="{{ row.office }}", width_mm=38),
                Column(heading="主张", cell="{{ row.stance }}", width_mm=30),
                Column(heading="意见", cell="{{ row.opinion }}", width_mm=66),
            ),
        ),
        closing=("讨论结果：{{ outcome }}。", "讨论结论：{{ conclusion }}"),
        signed=("参加人员（签名）：　　　　　　　　　　", "{{ date }}"),
    ),
    DocumentKind.OVERSIGHT_NOTICE: Wording(
        title="督办通知书",
        addressee="{{ addressee }}：",
        body=(
            "你单位办理的" + _CASE + "，由本单位重点督办。要求如下：",
            "{{ demand }}",
            "请于{{ feedback_due }}前书面反馈办理情况，并附有关材料。"
            "逾期未反馈的，将向上一级报告。",
        ),
    ),
    DocumentKind.MAJOR_REPORT: Wording(
        title="重大案件报告",
        addressee="{{ addressee }}：",
        body=(
            "现将" + _CASE + "的情况报告如下：",
            "涉及职工{{ people_count }}人，请求金额{{ claim_amount }}，目前{{ state }}。",
            "{%p for reason in reasons %}",
            "{{ loop.index }}．{{ reason.text }}",
            "{%p endfor %}",
            "{{ report_text }}",
            "请签收并予指导。",
        ),
    ),
    DocumentKind.LAWYER_REPORT: Wording(
        title="律师报告",
        facts=(
            ("报告人", "{{ reported_by }}"),
            ("报告时间", "{{ reported_at }}"),
            ("案件", "{{ applicants }}与{{ employer }}，{{ case_number }}"),
            ("附件校验值", "{{ papers }}"),
            ("报告校验值", "{{ sha256 }}"),
        ),
        body=("{{ report_text }}",),
        closing=(
            "以上报告由承办律师提交，系统于报告时间收到并保存，内容和附件未经改动。",
            "依据：平工文〔2016〕28号附件2第五条（五）。",
        ),
    ),
    DocumentKind.COLLABORATION_LETTER: Wording(
        title="委托协作函",
        addressee="{{ addressee }}：",
        body=(
            "本单位正在办理" + _CASE + "，因有关事项在你地，现委托协作：",
            "{{ task }}",
            "请于{{ answer_due }}前答复是否接受，并告知联系人。"
            "办理中的进展和所需费用，请随时函告商定。",
            "随函材料：{{ papers }}。",
            "本单位联系人：{{ contact }}，电话{{ office_phone }}。",
        ),
    ),
}
