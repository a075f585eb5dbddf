"""The fields of each kind of document, with what they mean and a sample: what an office's own
template may name, and what the built-in ones are made of."""

from gongyuan.cases.choices import DocumentKind as Kind
from gongyuan.cases.major_fields import MAJOR_FIELDS
from gongyuan.core.documents.fields import Field, compulsory

_LINE = "＿＿＿＿＿＿＿＿"


def _text(name: str, meaning: str, sample: str) -> Field:
    return Field(name=name, meaning=meaning, sample=sample)


def _rows(name: str, meaning: str, *columns: tuple[str, str, str]) -> Field:
    return Field(name=name, meaning=meaning, columns=tuple(_text(*column) for column in columns))


#: What every document of a case knows.
USUAL: tuple[Field, ...] = (
    _text("number", "文号", "临工援决〔2026〕12号"),
    _text("date", "出具日期", "2026年11月23日"),
    _text("office", "出具单位", "临河县总工会"),
    _text("office_phone", "联系电话", "12351"),
    _text("upper_office", "上级工会", "河阳市总工会"),
    _text("applicants", "申请人（受援人）", "张样例、李样例"),
    _text("plural", "几个人时的“们”字", "们"),
    _text("employer", "用人单位", "样例制衣有限公司"),
    _text("claims", "请求事项", "拖欠工资、经济补偿"),
    _text("claim_amount", "请求金额，带大写", "12,000.00元（人民币壹万贰仟元整）"),
    _text("aid_form", "援助形式", "仲裁代理"),
    _text("application_number", "申请编号", "临工援申〔2026〕30号"),
    _text("case_number", "案号，没有时是申请编号", "临工援〔2026〕21号"),
    _text("tracking_code", "查询码", "26A7KQ"),
    _text("applied_on", "申请日期", "2026年11月16日"),
    _text("decided_on", "决定日期", "2026年11月18日"),
    _text("closed_on", "结案日", "2026年12月30日"),
    _text("facts_words", "经办补写的事实，可以空", "经核实，劳动合同已经签订。"),
    _text("closing_words", "经办加写的话，可以空", "请携带本通知书。"),
    _text("replaces", "所替代文书的文号，可以空", "临工援决〔2026〕11号"),
)
_POSITION = ("position", "序号", "1")
_PEOPLE = (
    _text("people_count", "人数", "2"),
    _text("identity_numbers", "身份证号", "（样例不含身份证号）"),
    _text("phones", "联系电话", "（样例不含电话）"),
)
_PERSON = (
    *_PEOPLE,
    _text("addresses", "住址", "临河县样例路1号"),
    _text("sexes", "性别、民族", "女，汉族"),
    _text("groups", "人群类别", "农民工"),
)
_LAWYER = (_text("lawyer", "承办律师", "陈样例"), _text("firm", "律师事务所", "样例律师事务所"))
_LICENCE = _text("licence_number", "执业证号", "14100000000000000")
_REASONS = _rows(
    "reasons", "理由", ("text", "理由", "请求支付劳动报酬"), ("clause", "依据", "（样例条款）")
)
_BLANK = _text("line", "供手写的横线", _LINE)
_FACTS = _text("facts_text", "案情", "样例制衣有限公司拖欠2026年7月至9月工资。")
_REPLACEMENT = (_BLANK, *_LAWYER, _LICENCE, _text("replacement_reason", "更换的理由", "原律师患病"))
_APPLICATION = (
    _BLANK,
    *_PERSON,
    _FACTS,
    _text("source", "来源", "窗口来访"),
    _text("handling_words", "现在的状态", "审查中"),
    _text("hardship", "困难情形", "低收入家庭"),
    _text("employed", "入职、离职日期", "2024年3月1日至2026年9月30日"),
)

_OWN: dict[Kind, tuple[tuple[Field, ...], tuple[str, ...]]] = {
    Kind.RECEIPT: (
        (
            _rows(
                "papers",
                "收到的材料",
                _POSITION,
                ("title", "材料名称", "工资条"),
                ("pages", "页数", "3"),
                ("received_on", "收到日期", "2026年11月16日"),
            ),
            _text("review_due", "决定期限", "2026年11月23日"),
            _text("review_source", "期限的依据", "法律援助法第四十三条"),
        ),
        ("papers", "review_due"),
    ),
    Kind.SUPPLEMENT_NOTICE: (
        (
            _rows(
                "missing",
                "要补的材料",
                ("label", "材料", "工资条"),
                ("why", "为何需要", "证明欠薪"),
            ),
            _text("supplement_due", "补交期限", "2026年11月30日"),
        ),
        ("missing", "supplement_due"),
    ),
    Kind.ORAL_RECORD: (
        (
            *_PEOPLE[1:],
            _text("oral_taken_at", "记录时间", "2026年11月16日"),
            _text("oral_taken_by", "记录人", "周样例"),
            _text("oral_text", "笔录", "我在样例制衣有限公司工作，三个月没有发工资。"),
        ),
        ("oral_text",),
    ),
    Kind.GRANT_DECISION: (
        (
            _REASONS,
            Field(name="remedies", meaning="另外的途径", columns=_REASONS.columns),
            _text("decision_note", "决定的说明，可以空", "先行提供援助。"),
            _text("assign_due", "指派期限", "2026年11月21日"),
            _text("objection_until", "提出异议的期限", "在2026年12月3日前"),
        ),
        ("applicants", "reasons"),
    ),
    Kind.POWER_OF_ATTORNEY: (
        (
            *_PEOPLE[1:],
            *_LAWYER,
            _LICENCE,
            _text("answer_due", "律师答复期限", "2026年11月24日"),
            _text("mandate_kind", "代理权限", "一般代理"),
            _text("mandate_text", "代理权限的内容", "代为立案、提交证据、参加庭审、签收文书。"),
            _text("signed_on", "签订日期", "2026年11月25日"),
        ),
        ("applicants", "lawyer", "mandate_text"),
    ),
    Kind.ASSIGNMENT_LETTER: (
        (*_LAWYER, _LICENCE, _text("answer_due", "答复期限", "2026年11月24日")),
        ("lawyer", "case_number"),
    ),
    Kind.TERMINATION_DECISION: (
        (
            _text("termination_ground", "终止的情形", "案件终止审理或者已经被撤销"),
            _text("termination_reason", "终止的理由", "受援人已经撤回仲裁申请。"),
        ),
        ("applicants", "termination_ground", "upper_office"),
    ),
    Kind.CLOSING_REPORT: (
        (
            *_LAWYER,
            _text("awarded_amount", "支持金额", "11,000.00元（人民币壹万壹仟元整）"),
            _text("recovered_amount", "到位金额", "无金额请求"),
            _text("closing_summary", "办理结果", "仲裁裁决支持大部分请求。"),
            _rows(
                "stages",
                "经过的程序",
                ("kind", "程序", "仲裁"),
                ("body", "机关", "临河县劳动人事争议仲裁委员会"),
                ("number", "案号", "临劳人仲案〔2026〕9号"),
                ("concluded_on", "收到文书日期", "2026年12月30日"),
                ("result", "结果", "裁决"),
            ),
        ),
        ("applicants", "closing_summary"),
    ),
    Kind.FILE_CATALOGUE: (
        (
            _rows(
                "catalogue",
                "卷内材料",
                _POSITION,
                ("title", "材料名称", "法律援助申请表"),
                ("pages", "起止页码", "1—2"),
                ("note", "备注", "副卷"),
            ),
        ),
        ("catalogue",),
    ),
    Kind.REGISTRATION_SHEET: (_APPLICATION, ("applicants",)),
    Kind.APPLICATION_FORM: (_APPLICATION, ("applicants", "facts_text")),
    Kind.APPROVAL_SHEET: (
        (
            _BLANK,
            *_PERSON,
            _REASONS,
            _text("review_words", "审查意见", "给予援助。"),
            _text("reviewed_by", "审查人和日期", "周样例，2026年11月17日"),
            _text("decision_words", "负责人意见", "给予援助。"),
            _text("decided_by", "负责人和日期", "吴样例，2026年11月18日"),
        ),
        ("applicants", "review_words", "decision_words"),
    ),
    Kind.SERVICE_RECEIPT: (
        (
            _BLANK,
            _rows(
                "served",
                "送达的文书",
                _POSITION,
                ("title", "文书名称", "给予法律援助决定书"),
                ("number", "文号", "临工援决〔2026〕12号"),
            ),
        ),
        ("applicants", "served"),
    ),
    Kind.ENTRUSTMENT_AGREEMENT: (
        (
            _BLANK,
            *_PERSON,
            *_LAWYER,
            _LICENCE,
            _text("mandate_words", "代理权限的内容", "代为立案、提交证据、参加庭审、签收文书。"),
            _text("agreed_words", "另外议定", "无。"),
        ),
        ("applicants", "lawyer", "mandate_words"),
    ),
    Kind.INTERVIEW_RECORD: (
        (
            _BLANK,
            *_PERSON,
            *_LAWYER,
            _LICENCE,
            _text("interview_text", "受援人陈述", "三个月没有发工资。"),
            _text("interview_wish", "受援人的要求", "要回工资。"),
        ),
        ("applicants", "lawyer", "interview_text"),
    ),
    Kind.RISK_NOTICE: (
        (
            _BLANK,
            *_LAWYER,
            _LICENCE,
            _rows("risks", "风险", ("text", "风险", "证据不足。"), ("clause", "依据，可以空", "")),
        ),
        ("applicants", "risks"),
    ),
    Kind.PROGRESS_NOTICE: (
        (
            _BLANK,
            *_LAWYER,
            _LICENCE,
            _rows(
                "progress",
                "进展",
                ("happened_on", "日期", "2026年12月1日"),
                ("text", "内容", "仲裁委已经立案。"),
            ),
            _rows(
                "dates",
                "要记住的日期",
                ("label", "事项", "起诉"),
                ("due_on", "期限", "2027年1月14日"),
                ("source", "依据", "样例条款"),
            ),
        ),
        ("applicants", "progress"),
    ),
    Kind.TRANSFER_LETTER: (
        (
            _BLANK,
            _text("transferred_to", "移送到哪里", "河阳市总工会"),
            _text("transfer_reason", "移送的理由", "劳动合同履行地在你市。"),
            _rows("sent_papers", "随函材料", _POSITION, ("title", "材料名称", "工资条")),
        ),
        ("applicants", "transferred_to", "transfer_reason"),
    ),
    Kind.REPLACEMENT_APPROVAL: (
        (*_REPLACEMENT, _text("officer_words", "工作人员审核意见", "同意更换。")),
        ("applicants", "lawyer", "replacement_reason"),
    ),
    Kind.REPLACEMENT_NOTICE: (
        (*_REPLACEMENT, _text("officer_words", "工作人员审核意见", "同意更换。")),
        ("firm", "lawyer", "replacement_reason"),
    ),
    Kind.SUBSIDY_SHEET: (
        (
            _BLANK,
            *_PERSON,
            *_LAWYER,
            _LICENCE,
            _text("stages_words", "经过的程序", "仲裁、一审"),
            _text("file_check_words", "验卷结果", "合格，周样例，2027年1月20日"),
        ),
        ("case_number", "lawyer"),
    ),
}
_OWN[Kind.REFUSAL_DECISION] = (
    _OWN[Kind.GRANT_DECISION][0],
    ("applicants", "reasons", "upper_office", "objection_until"),
)

#: No template may leave these out. The catalogue is made once, with the case's own number.
_ALWAYS = ("number", "replaces")
_ONCE = {Kind.FILE_CATALOGUE: (), **dict.fromkeys(MAJOR_FIELDS, ("number",))}

#: By kind, all its fields.
FIELDS: dict[Kind, tuple[Field, ...]] = {
    kind: compulsory((*USUAL, *own), *needed, *_ONCE.get(kind, _ALWAYS))
    for kind, (own, needed) in (_OWN | MAJOR_FIELDS).items()
}
