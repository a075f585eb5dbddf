"""The wording of the forms that are printed for signing and of letters between offices.

What nobody knows yet is a line to be filled in by hand. The two of a change of lawyer follow
formats 16 and 17 of 《法律援助文书格式》 (司法部, 2023); the others are the union's own.
"""

from gongyuan.cases.choices import DocumentKind
from gongyuan.core.documents.layout import Column, Table, Wording

DAY = "　　年　　月　　日"
SIGNED = "（签名）：　　　　　　　　"
_CASE = "{{ applicants }}因与{{ employer }}{{ claims }}一案（{{ case_number }}）"
_BY_LAW = "依据：法律援助法"

FORM_WORDINGS: dict[str, Wording] = {
    DocumentKind.REGISTRATION_SHEET: Wording(
        title="接待登记表",
        organ="",
        facts=(
            ("登记日期", "{{ applied_on }}"),
            ("来访途径", "{{ source }}"),
            ("来访人", "{{ applicants }}，共{{ people_count }}人"),
            ("身份证号", "{{ identity_numbers }}"),
            ("联系电话", "{{ phones }}"),
            ("住址", "{{ addresses }}"),
            ("用人单位", "{{ employer }}"),
            ("事项", "{{ claims }}"),
            ("请求金额", "{{ claim_amount }}"),
            ("情况", "{{ facts_text }}"),
            ("处理", "{{ handling_words }}"),
        ),
        signed=(f"接待人{SIGNED}", DAY),
    ),
    DocumentKind.APPLICATION_FORM: Wording(
        title="法律援助申请表",
        organ="",
        facts=(
            ("申请编号", "{{ application_number }}"),
            ("申请人", "{{ applicants }}，共{{ people_count }}人"),
            ("性别、民族", "{{ sexes }}"),
            ("身份证号", "{{ identity_numbers }}"),
            ("户籍、住址", "{{ addresses }}"),
            ("联系电话", "{{ phones }}"),
            ("文化程度", "{{ line }}"),
            ("身体状况", "{{ line }}"),
            ("人群类别", "{{ groups }}"),
            ("用人单位", "{{ employer }}"),
            ("入职、离职", "{{ employed }}"),
            ("申请事项", "{{ claims }}，请求金额{{ claim_amount }}"),
            ("援助形式", "{{ aid_form }}"),
            ("是否曾经申请", "{{ line }}"),
            ("经济状况", "{{ hardship }}"),
            ("案情概述", "{{ facts_text }}"),
        ),
        body=("本人承诺所填内容和提交的材料真实；知道不如实说明的，援助会被终止并承担法律责任。",),
        signed=("申请人（签名或者捺印）：　　　　　　", DAY),
    ),
    DocumentKind.APPROVAL_SHEET: Wording(
        title="法律援助审批表",
        organ="",
        facts=(
            ("申请编号", "{{ application_number }}"),
            ("申请人", "{{ applicants }}，共{{ people_count }}人"),
            ("用人单位", "{{ employer }}"),
            ("申请事项", "{{ claims }}，请求金额{{ claim_amount }}"),
            ("援助形式", "{{ aid_form }}"),
            ("审查意见", "{{ review_words }}"),
            ("审查人", "{{ reviewed_by }}"),
            ("负责人意见", "{{ decision_words }}"),
            ("负责人", "{{ decided_by }}"),
        ),
        body=(
            "审查依据：",
            "{%p for reason in reasons %}",
            "{{ loop.index }}．{{ reason.text }}{{ reason.clause }}",
            "{%p endfor %}",
        ),
        signed=(f"负责人{SIGNED}", DAY),
    ),
    DocumentKind.SERVICE_RECEIPT: Wording(
        title="送达回证",
        facts=(
            ("案件", "{{ case_number }}"),
            ("受送达人", "{{ applicants }}"),
            ("送达地点", "{{ line }}"),
            ("送达方式", "{{ line }}"),
            ("受送达人签名", "{{ line }}　收到日期" + DAY),
            ("代收人、与受送达人的关系", "{{ line }}"),
            ("拒收事由、见证人", "{{ line }}"),
        ),
        body=("送达下列文书：",),
        table=Table(
            rows="served",
            columns=(
                Column(heading="序号", cell="{{ row.position }}", width_mm=16),
                Column(heading="文书名称", cell="{{ row.title }}", width_mm=64),
                Column(heading="文号", cell="{{ row.number }}", width_mm=56),
                Column(heading="份数", cell="1", width_mm=20),
            ),
        ),
        signed=(f"送达人{SIGNED}", DAY),
    ),
    DocumentKind.ENTRUSTMENT_AGREEMENT: Wording(
        title="委托代理协议",
        organ="",
        facts=(
            ("甲方（受援人）", "{{ applicants }}"),
            ("身份证号", "{{ identity_numbers }}"),
            ("联系电话", "{{ phones }}"),
            ("乙方（承办单位）", "{{ firm }}"),
            ("承办律师", "{{ lawyer }}，执业证号{{ licence_number }}"),
            ("指派单位", "{{ office }}"),
            ("代理权限", "{{ mandate_words }}"),
        ),
        body=(
            f"经{{{{ office }}}}决定，甲方的{_CASE}获得法律援助，甲乙双方议定：",
            "一、代理事项",
            "乙方指派承办律师担任甲方的代理人，办理上述案件。",
            "二、费用",
            f"法律援助不收费。乙方和承办律师不得向甲方收取任何财物（{_BY_LAW}第二十条）。",
            "三、乙方的义务",
            "依法、勤勉办理；为甲方保守秘密；及时向甲方通报进展；没有正当理由，不拒绝、不拖延、"
            f"不终止办理（{_BY_LAW}第二十一条、第四十六条）。",
            "四、甲方的权利和义务",
            "甲方可以了解办理情况，可以请求更换承办律师，可以投诉；应当如实陈述、提供证据，"
            f"情况有变化及时告知（{_BY_LAW}第五十五条）。",
            "五、另外议定",
            "{{ agreed_words }}",
        ),
        signed=(
            "甲方（签名或者捺印）：　　　　　　",
            "乙方（盖章）：　　　　　　　　　　",
            f"承办律师{SIGNED}",
            DAY,
        ),
    ),
    DocumentKind.INTERVIEW_RECORD: Wording(
        title="谈话笔录",
        organ="",
        facts=(
            ("时间", "{{ line }}"),
            ("地点", "{{ line }}"),
            ("谈话人", "{{ lawyer }}（{{ firm }}）"),
            ("记录人", "{{ line }}"),
            ("受援人", "{{ applicants }}"),
            ("联系电话", "{{ phones }}"),
            ("案件", f"{_CASE}"),
        ),
        body=(
            "一、告知",
            "已告知承办人员的职责，受援人的权利和义务，本案的主要诉讼风险和法律后果，"
            "以及可以申请司法救助的情形。",
            "二、受援人陈述",
            "{{ interview_text }}",
            "三、受援人的要求",
            "{{ interview_wish }}",
            "以上记录已经看过（听过宣读），与所说一致。",
        ),
        signed=("受援人（签名或者捺印）：　　　　　　", f"谈话人{SIGNED}", DAY),
    ),
    DocumentKind.RISK_NOTICE: Wording(
        title="风险告知书",
        organ="",
        facts=(
            ("受援人", "{{ applicants }}"),
            ("案件", _CASE),
            ("承办律师", "{{ lawyer }}（{{ firm }}）"),
        ),
        body=(
            "承办律师现将办理本案可能遇到的主要风险告知如下：",
            "{%p for risk in risks %}",
            "{{ loop.index }}．{{ risk.text }}",
            "{%p endfor %}",
            "以上内容已经看过（听过宣读），知道并理解。",
        ),
        signed=("受援人（签名或者捺印）：　　　　　　", f"承办律师{SIGNED}", DAY),
    ),
    DocumentKind.PROGRESS_NOTICE: Wording(
        title="办理进展通报",
        addressee="{{ applicants }}：",
        body=(
            "现将" + _CASE + "的办理进展通报如下：",
            "{%p for row in progress %}",
            "{{ row.happened_on }}：{{ row.text }}",
            "{%p endfor %}",
            "{%p if dates %}",
            "请记住下列日期：",
            "{%p for row in dates %}",
            "{{ row.due_on }}前，{{ row.label }}（{{ row.source }}）。",
            "{%p endfor %}",
            "{%p endif %}",
            "承办律师：{{ lawyer }}（{{ firm }}）。有疑问可以拨打{{ office_phone }}，"
            "或者凭查询码{{ tracking_code }}和手机号查询。",
        ),
    ),
    DocumentKind.TRANSFER_LETTER: Wording(
        title="移送函",
        addressee="{{ transferred_to }}：",
        body=(
            "本单位收到{{ applicants }}的法律援助申请（申请编号：{{ application_number }}），"
            "对方当事人为{{ employer }}，申请事项为{{ claims }}。",
            "{{ transfer_reason }}",
            f"现移送你单位办理（{_BY_LAW}第三十八条）。"
            "申请人的查询码不变：{{ tracking_code }}。"
            "随函移送下列材料：",
        ),
        table=Table(
            rows="sent_papers",
            columns=(
                Column(heading="序号", cell="{{ row.position }}", width_mm=16),
                Column(heading="材料名称", cell="{{ row.title }}", width_mm=140),
            ),
        ),
        closing=("收到后请告知本单位。联系电话：{{ office_phone }}。",),
    ),
    DocumentKind.REPLACEMENT_APPROVAL: Wording(
        title="更换法律援助人员审批表",
        organ="",
        facts=(
            ("案号", "{{ case_number }}"),
            ("受援人", "{{ applicants }}"),
            ("案件", "与{{ employer }}，{{ claims }}"),
            ("现承办人员", "{{ lawyer }}（{{ firm }}）"),
            ("申请更换的理由", "{{ replacement_reason }}"),
            ("所附证据", "{{ line }}"),
            ("受援人签名", "{{ line }}" + DAY),
            ("工作人员审核意见", "{{ officer_words }}　签名：{{ line }}" + DAY),
            ("负责人审批意见", "{{ line }}　签名：{{ line }}" + DAY),
        ),
        signed=(),
    ),
    DocumentKind.REPLACEMENT_NOTICE: Wording(
        title="更换法律援助人员通知书",
        addressee="{{ firm }}：",
        body=(
            f"你单位{{{{ lawyer }}}}承办的{_CASE}，因{{{{ replacement_reason }}}}，"
            "本单位决定更换法律援助人员。请按下列第＿＿种情形办理：",
            "1．自收到本通知之日起＿＿日内更换承办人员，＿＿日内将新承办人员的姓名和联系电话"
            "告知本单位和受援人，变更委托协议和授权委托书，并办理移交。",
            "2．不再由你单位承办，自收到本通知之日起＿＿日内解除委托协议，"
            "将案卷材料移交{{ office }}。",
            f"收到日期：{DAY}　收件人（签名）：",
        ),
    ),
    DocumentKind.SUBSIDY_SHEET: Wording(
        title="补贴审批与发放单",
        organ="",
        facts=(
            ("案号", "{{ case_number }}"),
            ("受援人", "{{ applicants }}，共{{ people_count }}人"),
            ("承办人", "{{ lawyer }}（{{ firm }}）"),
            ("援助形式", "{{ aid_form }}"),
            ("经过的程序", "{{ stages_words }}"),
            ("结案日", "{{ closed_on }}"),
            ("验卷", "{{ file_check_words }}"),
            ("补贴标准及依据", "{{ line }}"),
            ("补贴金额（元）", "{{ line }}"),
            ("减发或者不发的理由", "{{ line }}"),
            ("经办人意见", "{{ line }}　签名：{{ line }}"),
            ("财务审核", "{{ line }}　签名：{{ line }}"),
            ("负责人审批", "{{ line }}　签名：{{ line }}"),
            ("收款账户", "{{ line }}"),
            ("发放日期、凭证号", "{{ line }}"),
            ("领款人签名", "{{ line }}"),
        ),
        signed=(),
    ),
}
