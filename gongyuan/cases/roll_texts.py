"""The wording of what is printed of the roll of applicants; `{{ }}` is a field.

Fields are those of `queries/roll_documents.py`.
"""

from gongyuan.cases.choices import RollPaper
from gongyuan.core.documents.layout import Column, Table, Wording

ROLL_WORDINGS: dict[str, Wording] = {
    RollPaper.SIGNATURE_LIST: Wording(
        title="申请人签名册",
        organ="",
        number="{{ case_number }}",
        body=(
            "下列{{ people }}名申请人因与{{ employer }}{{ claims }}一案共同申请法律援助。",
            "{%p if representatives %}",
            "我们推举{{ representatives }}为代表人。代表人变更、放弃请求，承认对方的请求，"
            "进行和解，须经被代表的申请人同意（依据：{{ clause }}）。",
            "{%p endif %}",
        ),
        table=Table(
            rows="rows",
            columns=(
                Column(heading="序号", cell="{{ row.position }}", width_mm=12),
                Column(heading="姓名", cell="{{ row.name }}", width_mm=24),
                Column(heading="身份证号", cell="{{ row.identity_number }}", width_mm=54),
                Column(heading="手机号", cell="{{ row.phone }}", width_mm=34),
                Column(heading="签名或者捺印", cell="{{ row.signature }}", width_mm=32),
            ),
        ),
        signed=("{{ date }}",),
    ),
    RollPaper.CLAIM_TABLE: Wording(
        title="申请人请求一览表",
        organ="",
        number="{{ case_number }}",
        facts=(
            ("用人单位", "{{ employer }}"),
            ("申请人", "{{ people }}人"),
            ("金额合计", "{{ total }}"),
        ),
        table=Table(
            rows="rows",
            columns=(
                Column(heading="序号", cell="{{ row.position }}", width_mm=14),
                Column(heading="姓名", cell="{{ row.name }}", width_mm=26),
                Column(heading="请求", cell="{{ row.claims }}", width_mm=82),
                Column(heading="金额（元）", cell="{{ row.amount }}", width_mm=34),
            ),
        ),
        signed=("{{ date }}",),
    ),
}
