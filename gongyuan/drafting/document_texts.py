"""The wording of drafted documents, from which their templates are made; `{{ }}` is a field.

What an arbitration application must say: 劳动人事争议仲裁办案规则第二十九条,
劳动争议调解仲裁法第二十八条. Fields are those of `facts.py: document_facts`.
"""

from gongyuan.core.documents.layout import Annex, Column, Table, Wording
from gongyuan.drafting.choices import DraftKind

SIGNED = ("{{ who }}（签名或者捺印）：　　　　　　", "　　年　　月　　日")
WORKINGS = Annex(
    title="附表一　金额的计算过程",
    note="每一步写明依据的条文；标“待核”的数没有核实原文，使用前请核对。",
    table=Table(
        rows="workings",
        columns=(
            Column(heading="请求", cell="{{ row.position }}", width_mm=14),
            Column(heading="计算", cell="{{ row.text }}", width_mm=90),
            Column(heading="依据", cell="{{ row.source }}", width_mm=52),
        ),
    ),
)
FIGURES = Annex(
    title="附表二　计算用到的数",
    table=Table(
        rows="figures",
        columns=(
            Column(heading="名称", cell="{{ row.label }}", width_mm=46),
            Column(heading="数值", cell="{{ row.value }}", width_mm=34),
            Column(heading="出处", cell="{{ row.source }}", width_mm=58),
            Column(heading="核实", cell="{{ row.verified }}", width_mm=18),
        ),
    ),
)
BURDENS = Annex(
    title="附表　谁来证明",
    note="劳动者掌握不到的证据，写明由用人单位掌握，请仲裁庭要求其提供。",
    table=Table(
        rows="burdens",
        columns=(
            Column(heading="要证明的事实", cell="{{ row.fact }}", width_mm=34),
            Column(heading="谁举证", cell="{{ row.prover }}", width_mm=20),
            Column(heading="依据", cell="{{ row.source }}", width_mm=44),
            Column(heading="说明", cell="{{ row.shift }}", width_mm=58),
        ),
    ),
)
CLAIM_COLUMNS = (
    Column(heading="序号", cell="{{ row.position }}", width_mm=14),
    Column(heading="请求事项", cell="{{ row.text }}", width_mm=88),
    Column(heading="金额（元）", cell="{{ row.amount }}", width_mm=28),
    Column(heading="怎么来的", cell="{{ row.origin }}", width_mm=26),
)


def _parties(first: str, second: str) -> tuple[str, ...]:
    return (
        "{%p for line in applicant_lines %}",
        f"{first}：{{{{ line }}}}",
        "{%p endfor %}",
        "{%p for line in respondent_lines %}",
        f"{second}：{{{{ line }}}}",
        "{%p endfor %}",
    )


def _listed(rows: str) -> tuple[str, ...]:
    return (f"{{%p for line in {rows} %}}", "{{ loop.index }}．{{ line }}", "{%p endfor %}")


_TOTAL = (
    "{%p if total %}",
    "以上金额合计{{ total }}{% if workings %}，计算过程见附表一{% endif %}。",
    "{%p endif %}",
)
_STORY = ("{%p for line in story %}", "{{ line }}", "{%p endfor %}")
_EVIDENCE = ("三、证据和证据来源", *_listed("evidence_lines"))
_COPIES = "附：本文书副本{{ copies }}份，证据材料{{ evidence_count }}件。"

WORDINGS: dict[str, Wording] = {
    DraftKind.ARBITRATION_APPLICATION: Wording(
        title="劳动人事争议仲裁申请书",
        organ="",
        number="",
        body=(
            *_parties("申请人", "被申请人"),
            "一、仲裁请求",
            *_listed("claim_lines"),
            *_TOTAL,
            "二、事实和理由",
            *_STORY,
            *_EVIDENCE,
        ),
        closing=(_COPIES,),
        handed_to="{{ organ }}",
        signed=SIGNED,
        annexes=(WORKINGS, FIGURES),
    ),
    DraftKind.PAYMENT_ORDER: Wording(
        title="支付令申请书",
        organ="",
        number="",
        body=(
            *_parties("申请人", "被申请人"),
            "一、请求事项",
            "请求依法向被申请人发出支付令，督促被申请人给付下列款项：",
            *_listed("claim_lines"),
            *_TOTAL,
            "二、事实和理由",
            *_STORY,
            "{{ basis }}",
            *_EVIDENCE,
        ),
        closing=(_COPIES,),
        handed_to="{{ organ }}",
        signed=SIGNED,
        annexes=(WORKINGS, FIGURES),
    ),
    DraftKind.WAGE_COMPLAINT: Wording(
        title="拖欠工资投诉书",
        organ="",
        number="",
        body=(
            *_parties("投诉人", "被投诉单位"),
            "{%p if contractor %}",
            "施工总承包单位：{{ contractor }}",
            "{%p endif %}",
            "一、投诉请求",
            "请求依法查处，责令被投诉单位限期支付下列款项：",
            *_listed("claim_lines"),
            *_TOTAL,
            "逾期不支付的，请求责令按照劳动合同法第八十五条加付赔偿金。",
            "{%p if contractor %}",
            "请求由施工总承包单位先行清偿（保障农民工工资支付条例第三十条）。",
            "{%p endif %}",
            "二、事实和理由",
            *_STORY,
            "{{ basis }}",
            *_EVIDENCE,
        ),
        handed_to="{{ organ }}",
        signed=SIGNED,
        annexes=(WORKINGS, FIGURES),
    ),
    DraftKind.CLAIM_LIST: Wording(
        title="请求事项清单",
        organ="",
        number="",
        facts=(("请求人", "{{ names }}"), ("用人单位", "{{ employers }}"), ("合计", "{{ total }}")),
        table=Table(rows="claims", columns=CLAIM_COLUMNS),
        signed=SIGNED,
        annexes=(WORKINGS, FIGURES),
    ),
    DraftKind.EVIDENCE_LIST: Wording(
        title="证据清单",
        organ="",
        number="",
        facts=(
            ("提交人", "{{ names }}"),
            ("对方当事人", "{{ employers }}"),
            ("请求", "{{ asked }}"),
        ),
        table=Table(
            rows="evidence",
            columns=(
                Column(heading="编号", cell="{{ row.position }}", width_mm=14),
                Column(heading="证据材料名称", cell="{{ row.title }}", width_mm=48),
                Column(heading="证明什么", cell="{{ row.proves }}", width_mm=54),
                Column(heading="原件", cell="{{ row.original }}", width_mm=20),
                Column(heading="页数", cell="{{ row.pages }}", width_mm=20),
            ),
        ),
        signed=SIGNED,
        annexes=(BURDENS,),
    ),
}
