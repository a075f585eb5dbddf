"""Drafts for tests: invented people, one computed claim and one that is only told."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import docx

from gongyuan.drafting.choices import DraftKind
from gongyuan.drafting.details import Claim, Company, Draft, Evidence, Person
from gongyuan.law.figures import NO_FIGURES
from gongyuan.law.registry import calculators

GIVEN = {"started_on": "2020-03-01", "ended_on": "2024-06-30", "monthly_wage": 8000}
COMPUTED = calculators()["economic_compensation"].run(GIVEN, NO_FIGURES)


def make_draft(kind: str = DraftKind.ARBITRATION_APPLICATION, **changes: Any) -> Draft:
    """A complete draft of one worker against one employer."""
    draft = Draft(
        kind=kind,
        applicants=(
            Person(
                name="试职工",
                sex="男",
                birth_date=date(1990, 1, 2),
                identity_number="110105199001020010",
                address="试验市河街1号",
                phone="19900000001",
            ),
        ),
        respondents=(Company(name="试验建筑有限公司", address="试验市东山路2号"),),
        claims=(
            Claim(
                text="支付解除（终止）劳动合同的经济补偿",
                kind="economic_compensation",
                amount=COMPUTED.value,
                result=COMPUTED,
            ),
            Claim(text="支付拖欠的工资", kind="unpaid_wages", amount=Decimal("12000.50")),
        ),
        story="2020年3月1日入职。\n2024年6月30日被辞退，没有拿到补偿。",
        evidence=(Evidence(title="工资银行流水", proves="工资标准", is_original=True, pages=3),),
        organ="试验市劳动人事争议仲裁委员会",
    )
    return replace(draft, **changes)


def text_of(content: bytes) -> str:
    """Everything a document says: paragraphs, then the cells of its tables, row by row."""
    document = docx.Document(BytesIO(content))
    lines = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        lines += [" | ".join(cell.text for cell in row.cells) for row in table.rows]
    return "\n".join(lines)
