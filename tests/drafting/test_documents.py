"""Drafted documents opened again: parties, claims with amounts, workings with articles."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import docx
import pytest

from gongyuan.core.documents.layout import make_template
from gongyuan.drafting.choices import DraftKind
from gongyuan.drafting.details import Agreement, Claim, Company, Person
from gongyuan.drafting.document_texts import WORDINGS
from gongyuan.drafting.documents import TEMPLATES, written
from gongyuan.law.figures import Figure
from tests.drafting.factories import COMPUTED, make_draft, text_of


@pytest.mark.parametrize("kind", DraftKind.values)
def test_every_kind_is_written_without_a_field_left_open(kind):
    text = text_of(written(make_draft(kind)))

    assert "试职工" in text
    assert "试验建筑有限公司" in text
    assert "{{" not in text
    assert "{%" not in text


@pytest.mark.parametrize("kind", DraftKind.values)
def test_the_template_is_made_from_the_wording(kind, tmp_path):
    make_template(WORDINGS[kind], tmp_path / "again.docx")

    def content(path):
        return text_of(path.read_bytes())

    assert content(tmp_path / "again.docx") == content(TEMPLATES / f"{kind}.docx")


def test_an_arbitration_application_has_the_elements_of_article_29():
    text = text_of(written(make_draft()))

    for told in (
        "劳动人事争议仲裁申请书",
        "申请人：试职工，男，1990年1月2日出生，公民身份号码110105199001020010，住试验市河街1号，"
        "通讯地址试验市河街1号，联系电话19900000001。",
        "被申请人：试验建筑有限公司，住所地试验市东山路2号，法定代表人（主要负责人）＿",
        "一、仲裁请求",
        "二、事实和理由",
        "2024年6月30日被辞退，没有拿到补偿。",
        "三、证据和证据来源",
        "1．工资银行流水（有原件），证明工资标准；",
        "附：本文书副本1份，证据材料1件。",
        "此致",
        "试验市劳动人事争议仲裁委员会",
    ):
        assert told in text, told


def test_amounts_stand_in_figures_and_capitals_and_add_up():
    text = text_of(written(make_draft()))

    assert "1．支付解除（终止）劳动合同的经济补偿36,000.00元（人民币叁万陆仟元整）" in text
    assert "2．支付拖欠的工资12,000.50元（人民币壹万贰仟元伍角整）；" in text
    assert "合计48,000.50元（人民币肆万捌仟元伍角整），计算过程见附表一。" in text


@pytest.mark.parametrize("kind", [k for k in DraftKind.values if k != DraftKind.EVIDENCE_LIST])
def test_the_workings_are_annexed_step_by_step_with_their_articles(kind):
    text = text_of(written(make_draft(kind)))

    assert "附表一" in text
    for step in COMPUTED.steps:
        assert f"{step.text} | {step.source}" in text
    for figure in COMPUTED.figures:
        assert figure.label in text


def test_without_a_computed_claim_there_is_no_annex():
    told = Claim(text="确认双方存在劳动关系", kind="labour_relation")

    text = text_of(written(make_draft(claims=(told,))))

    assert "附表" not in text
    assert "1．确认双方存在劳动关系；" in text
    assert "合计" not in text


def test_a_figure_that_is_not_verified_is_marked_wherever_it_counts():
    doubtful = Figure(
        key="average_wage_month",
        label="上年度职工月平均工资",
        value=Decimal(6000),
        unit="yuan_per_month",
        source="某网页",
        is_verified=False,
    )
    result = replace(COMPUTED, figures=(*COMPUTED.figures, doubtful))
    claim = replace(make_draft().claims[0], result=result)

    beside = {
        DraftKind.ARBITRATION_APPLICATION: "36,000.00元（人民币叁万陆仟元整）（含待核的数）",
        DraftKind.CLAIM_LIST: "36,000.00 | 计算，见附表一（待核）",
    }
    for kind, words in beside.items():
        text = text_of(written(make_draft(kind, claims=(claim,))))
        assert "上年度职工月平均工资 | 6,000.00元/月 | 某网页 | 待核" in text
        assert words in text


def test_a_payment_order_names_the_agreement_that_was_not_kept():
    agreement = Agreement(
        made_by="试验镇调解委员会", made_on=date(2026, 1, 5), due_on=date(2026, 2, 1)
    )

    text = text_of(written(make_draft(DraftKind.PAYMENT_ORDER, agreement=agreement)))

    assert "2026年1月5日经试验镇调解委员会主持达成调解协议" in text
    assert "约定2026年2月1日前付清" in text
    assert "劳动争议调解仲裁法第十六条" in text


def test_a_complaint_names_the_contractor_who_pays_first():
    text = text_of(written(make_draft(DraftKind.WAGE_COMPLAINT, contractor="试验总包公司")))

    assert "施工总承包单位：试验总包公司" in text
    assert "保障农民工工资支付条例第三十条" in text
    assert "劳动合同法第八十五条" in text
    assert "总承包" not in text_of(written(make_draft(DraftKind.WAGE_COMPLAINT)))


def test_an_evidence_list_says_who_must_prove_what():
    text = text_of(written(make_draft(DraftKind.EVIDENCE_LIST)))

    assert "1 | 工资银行流水 | 工资标准 | 有 | 3" in text
    assert "入职时间、工作年限 | 用人单位 | 最高人民法院关于审理劳动争议案件" in text
    assert "双方存在劳动关系 | 劳动者 | 劳动争议调解仲裁法第六条" in text
    assert "加班的事实" not in text


def test_several_ask_together_against_several():
    second = Person(name="试工友")
    other = Company(name="试验劳务公司")
    draft = make_draft()
    draft = replace(
        draft,
        applicants=(*draft.applicants, second),
        respondents=(*draft.respondents, other),
        claims=(replace(draft.claims[0], who="试职工"),),
    )

    text = text_of(written(draft))

    assert "申请人：试工友，性别＿" in text
    assert "被申请人：试验劳务公司" in text
    assert "副本2份" in text
    assert "1．（试职工）支付" in text


def test_what_people_type_stays_text():
    text = text_of(written(make_draft(story="<b>&{{ 7*7 }}")))

    assert "<b>&{{ 7*7 }}" in text


def test_the_page_is_that_of_the_standard_and_a_heading_has_its_face():
    document = docx.Document(BytesIO(written(make_draft())))
    section = document.sections[0]

    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [210, 297]
    heading = next(p for p in document.paragraphs if p.text == "一、仲裁请求")
    assert heading.runs[0].font.name == "黑体"
    annex = next(p for p in document.paragraphs if p.text.startswith("附表一"))
    assert annex.paragraph_format.page_break_before
