"""The wording of the documents of a case, from which their templates are made; `{{ }}` is a field.

Fields are those of `queries/documents.py: document_facts`. Names and places of the forms follow
《法律援助文书格式》 (司法部, 2023) where that was read, and the unions' habit elsewhere.
"""

from dataclasses import replace

from gongyuan.cases.choices import DocumentKind
from gongyuan.cases.form_texts import FORM_WORDINGS
from gongyuan.cases.major_texts import MAJOR_WORDINGS
from gongyuan.cases.rules.document_parts import REPLACEABLE
from gongyuan.core.documents.layout import Column, Table, Wording

_PARTIES = "{{ applicants }}因与{{ employer }}{{ claims }}一案"
_ASK = "如对办理情况有疑问，可拨打{{ office_phone }}，或者凭查询码{{ tracking_code }}和手机号查询。"
#: What the officer put in before the number was given.
FACTS = ("{%p if facts_words %}", "{{ facts_words }}", "{%p endif %}")
_TAIL = (
    "{%p if closing_words %}",
    "{{ closing_words }}",
    "{%p endif %}",
    "{%p if replaces %}",
    "本文书替代{{ replaces }}。",
    "{%p endif %}",
)

WORDINGS: dict[str, Wording] = {
    DocumentKind.RECEIPT: Wording(
        title="法律援助申请受理通知书",
        addressee="{{ applicants }}：",
        body=(
            "你{{ plural }}于{{ applied_on }}向本单位提出的法律援助申请（申请编号："
            "{{ application_number }}）已收到。收到下列材料：",
        ),
        table=Table(
            rows="papers",
            columns=(
                Column(heading="序号", cell="{{ row.position }}", width_mm=16),
                Column(heading="材料名称", cell="{{ row.title }}", width_mm=84),
                Column(heading="页数", cell="{{ row.pages }}", width_mm=18),
                Column(heading="收到日期", cell="{{ row.received_on }}", width_mm=38),
            ),
        ),
        closing=(
            "本单位将于{{ review_due }}前作出是否给予法律援助的决定（依据：{{ review_source }}）。",
            _ASK,
        ),
    ),
    DocumentKind.SUPPLEMENT_NOTICE: Wording(
        title="补充材料通知书",
        addressee="{{ applicants }}：",
        body=(
            "你{{ plural }}的法律援助申请（申请编号：{{ application_number }}）需要补充下列材料，"
            "现一次性告知：",
            "{%p for item in missing %}",
            "{{ loop.index }}．{{ item.label }}。{{ item.why }}",
            "{%p endfor %}",
            "请于{{ supplement_due }}前补交，可以用手机拍照上传。补充材料的时间不计入审查期限；"
            "逾期没有补交的，视为撤回申请，以后可以重新申请（依据：法律援助法第四十三条）。",
            _ASK,
        ),
    ),
    DocumentKind.ORAL_RECORD: Wording(
        title="口头申请笔录",
        organ="",
        facts=(
            ("记录时间", "{{ oral_taken_at }}"),
            ("记录人", "{{ oral_taken_by }}"),
            ("申请人", "{{ applicants }}"),
            ("身份证号", "{{ identity_numbers }}"),
            ("联系电话", "{{ phones }}"),
            ("用人单位", "{{ employer }}"),
            ("申请事项", "{{ claims }}，请求金额{{ claim_amount }}"),
        ),
        body=("{{ oral_text }}",),
        closing=("以上记录已向我宣读，与我所说一致。",),
        signed=("申请人（签名或者捺印）：　　　　　　", "　　年　　月　　日"),
    ),
    DocumentKind.GRANT_DECISION: Wording(
        title="给予法律援助决定书",
        addressee="{{ applicants }}：",
        body=(
            _PARTIES + "向本单位申请法律援助（申请编号：{{ application_number }}）。",
            *FACTS,
            "经审查，理由如下：",
            "{%p for reason in reasons %}",
            "{{ loop.index }}．{{ reason.text }}{{ reason.clause }}",
            "{%p endfor %}",
            "本单位决定给予{{ aid_form }}的法律援助，并将于{{ assign_due }}前指派承办律师。"
            "法律援助不收取任何费用。",
            _ASK,
        ),
    ),
    DocumentKind.REFUSAL_DECISION: Wording(
        title="不予法律援助决定书",
        addressee="{{ applicants }}：",
        body=(
            _PARTIES + "向本单位申请法律援助（申请编号：{{ application_number }}）。",
            *FACTS,
            "经审查，理由如下：",
            "{%p for reason in reasons %}",
            "{{ loop.index }}．{{ reason.text }}{{ reason.clause }}",
            "{%p endfor %}",
            "{{ decision_note }}",
            "本单位决定不予法律援助。",
            "对本决定有异议的，可以{{ objection_until }}向{{ upper_office }}提出。",
            "{%p if remedies %}",
            "你还可以：",
            "{%p for remedy in remedies %}",
            "{{ loop.index }}．{{ remedy.text }}{{ remedy.clause }}",
            "{%p endfor %}",
            "{%p endif %}",
            "你仍可以拨打12351或者到工会窗口免费咨询，也可以向司法行政机关的法律援助中心（12348）申请。",
        ),
    ),
    DocumentKind.ASSIGNMENT_LETTER: Wording(
        title="指派通知书",
        addressee="{{ firm }}{{ lawyer }}律师：",
        body=(
            "本单位已决定对" + _PARTIES + "给予法律援助（案号：{{ case_number }}）。"
            "现指派你承办，援助形式为{{ aid_form }}。",
            "请于{{ answer_due }}前答复是否接受，并声明与对方当事人有无利益冲突。"
            "接受后请及时约见受援人，签订委托协议和授权委托书，按规定报告进展，"
            "结案后提交结案报告和案卷材料。不得向受援人收取任何财物。",
        ),
    ),
    DocumentKind.POWER_OF_ATTORNEY: Wording(
        title="授权委托书",
        organ="",
        facts=(
            ("委托人", "{{ applicants }}"),
            ("身份证号", "{{ identity_numbers }}"),
            ("受委托人", "{{ lawyer }}，{{ firm }}，执业证号{{ licence_number }}"),
            ("对方当事人", "{{ employer }}"),
            ("案号", "{{ case_number }}"),
            ("代理权限", "{{ mandate_kind }}"),
        ),
        body=(
            "现委托上述受委托人在" + _PARTIES + "中作为委托人的代理人。",
            "{{ mandate_text }}",
        ),
        signed=("委托人（签名或者捺印）：　　　　　　", "{{ signed_on }}"),
    ),
    DocumentKind.TERMINATION_DECISION: Wording(
        title="终止法律援助决定书",
        addressee="{{ applicants }}：",
        body=(
            "本单位于{{ decided_on }}决定对"
            + _PARTIES
            + "给予法律援助（案号：{{ case_number }}）。"
            "现因{{ termination_ground }}，决定终止法律援助（依据：法律援助法第四十八条）。",
            *FACTS,
            "{{ termination_reason }}",
            "对本决定有异议的，可以向{{ upper_office }}提出。",
        ),
    ),
    DocumentKind.CLOSING_REPORT: Wording(
        title="结案报告表",
        organ="",
        facts=(
            ("案号", "{{ case_number }}"),
            ("受援人", "{{ applicants }}"),
            ("对方当事人", "{{ employer }}"),
            ("请求", "{{ claims }}"),
            ("承办律师", "{{ lawyer }}（{{ firm }}）"),
            ("受理、决定、结案", "{{ applied_on }}、{{ decided_on }}、{{ closed_on }}"),
            ("请求金额", "{{ claim_amount }}"),
            ("支持金额", "{{ awarded_amount }}"),
            ("到位金额", "{{ recovered_amount }}"),
            ("办理结果", "{{ closing_summary }}"),
        ),
        table=Table(
            rows="stages",
            columns=(
                Column(heading="程序", cell="{{ row.kind }}", width_mm=22),
                Column(heading="机关", cell="{{ row.body }}", width_mm=48),
                Column(heading="案号", cell="{{ row.number }}", width_mm=40),
                Column(heading="收到文书", cell="{{ row.concluded_on }}", width_mm=26),
                Column(heading="结果", cell="{{ row.result }}", width_mm=20),
            ),
        ),
        signed=("承办人：{{ lawyer }}", "{{ date }}"),
    ),
    DocumentKind.FILE_CATALOGUE: Wording(
        title="卷内目录",
        organ="",
        number="{{ case_number }}",
        table=Table(
            rows="catalogue",
            columns=(
                Column(heading="序号", cell="{{ row.position }}", width_mm=16),
                Column(heading="材料名称", cell="{{ row.title }}", width_mm=84),
                Column(heading="起止页码", cell="{{ row.pages }}", width_mm=28),
                Column(heading="备注", cell="{{ row.note }}", width_mm=28),
            ),
        ),
        signed=(),
    ),
    **FORM_WORDINGS,
    **MAJOR_WORDINGS,
}


def finished(kind: str) -> Wording:
    """The wording with what every document may end with: words put in, and what it replaces."""
    wording = WORDINGS[kind]
    if kind not in REPLACEABLE:
        return wording
    return replace(wording, closing=(*wording.closing, *_TAIL))
