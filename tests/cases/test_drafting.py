"""Documents drafted from a case: filled in, computed claims with their workings, in the file."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gongyuan.cases.actions.drafting import draft_document
from gongyuan.cases.choices import CaseState, DocumentKind, StageKind, StageResult
from gongyuan.cases.details import ClaimDetails, DraftDetails
from gongyuan.cases.models import Case, Claim, OfficialDocument, Paper, Stage
from gongyuan.cases.queries.drafting import draft_of_case
from gongyuan.core import files
from gongyuan.core.events import events_of
from gongyuan.core.refusals import Refused
from gongyuan.drafting.choices import DraftKind
from gongyuan.drafting.details import Agreement
from gongyuan.people.choices import Role
from tests.cases.factories import NOW, make_case, person, submitted
from tests.core.markup import Markup
from tests.drafting.factories import COMPUTED, GIVEN, make_draft, text_of
from tests.organisations.factories import make_tree
from tests.people.factories import make_actor, make_post

pytestmark = pytest.mark.django_db
TOLD = DraftDetails(story="2026年3月起做木工，工资没有发。")


@pytest.fixture(autouse=True)
def _stored_in_the_test(settings, tmp_path):
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": backend, "OPTIONS": {"location": tmp_path}},
    }


def signed_in(case: Case, role: str = Role.LEGAL_OFFICER) -> Client:
    client = Client()
    client.force_login(make_post(role=role, unit=case.unit).user)
    return client


def draft(case, kind=DraftKind.ARBITRATION_APPLICATION, told=TOLD, role=Role.LEGAL_OFFICER):
    actor = make_actor(role=role, unit=case.unit)
    return draft_document(case=case, kind=kind, told=told, actor=actor, now=NOW)


def said(document: OfficialDocument) -> str:
    return text_of(files.read(document.file))


def test_an_application_is_filled_in_from_the_case_and_laid_into_its_file():
    case = submitted(applicants=(person(name="试木工", address="试验市河街1号"),))
    worker = case.applicants.get().worker

    document = draft(case)

    text = said(document)
    for told in (
        "试木工",
        worker.identity_number,
        worker.phone,
        "试验市河街1号",
        case.employer.name,
    ):
        assert told in text, told
    assert "支付拖欠的工资12,000.00元（人民币壹万贰仟元整）" in text
    assert "2026年3月起做木工，工资没有发。" in text
    paper = Paper.objects.get(document=document)
    assert (paper.catalogue_code, paper.case) == ("15", case)
    assert document.number.endswith("仲〔2026〕1号")
    event = events_of(case).filter(code="cases.case.issue_document").last()
    assert "仲裁申请书" in event.data["title"]


def test_a_computed_claim_takes_the_place_of_the_cases_own_of_its_kind():
    claims = (
        ClaimDetails(kind="economic_compensation", amount=Decimal("1.00")),
        ClaimDetails(kind="unpaid_wages", amount=Decimal("12000.00")),
    )
    case = submitted(claims=claims)
    computed = make_draft().claims[0]

    text = said(draft(case, told=DraftDetails(story="事实", computed=(computed,))))

    assert "36,000.00元（人民币叁万陆仟元整）" in text
    assert "1.00元" not in text
    assert "合计48,000.00元" in text
    for step in COMPUTED.steps:
        assert f"{step.text} | {step.source}" in text


def test_each_of_several_workers_and_the_period_of_a_claim_are_named():
    case = submitted(
        applicants=(person(name="甲职工"), person(name="乙职工")),
        claims=(
            ClaimDetails(
                kind="unpaid_wages",
                amount=Decimal(100),
                period_from=date(2026, 3, 1),
                period_to=date(2026, 5, 31),
                applicant=1,
            ),
            ClaimDetails(kind="other", note="出具离职证明"),
        ),
    )

    found = draft_of_case(case, DraftKind.ARBITRATION_APPLICATION, TOLD)

    assert [one.name for one in found.applicants] == ["甲职工", "乙职工"]
    wages, other = found.claims
    assert wages.who == "乙职工"
    assert wages.text == "支付拖欠的工资（2026年3月1日至2026年5月31日）"
    assert other.text == "出具离职证明"


def test_the_evidence_of_the_file_is_listed_and_no_other_paper():
    case = make_case(state=CaseState.HANDLING)
    stored = files.store_bytes(b"%PDF-1.4", name="x.pdf", kind=files.PDF, by="", now=NOW)
    for title, code in (("工资条", "17"), ("审批表", "09")):
        Paper.objects.create(
            case=case, file=stored, title=title, catalogue_code=code, added_at=NOW, added_by="甲"
        )

    told = DraftDetails(story="", more_evidence=("工友证言",))
    text = said(draft(case, DraftKind.EVIDENCE_LIST, told))

    assert "1 | 工资条 |" in text
    assert "2 | 工友证言 |" in text
    assert "审批表" not in text
    assert "谁来证明" in text


@pytest.mark.parametrize("kind", DraftKind.values)
def test_every_kind_can_be_drafted_and_is_numbered_in_a_series_of_its_own(kind):
    case = make_case(state=CaseState.HANDLING)
    Claim.objects.filter(case=case).update(kind="unpaid_wages", amount=Decimal(100))

    document = draft(case, DraftKind(kind))

    assert document.kind == kind
    assert DocumentKind(kind).label == DraftKind(kind).label
    assert "{" not in said(document)


def test_a_form_sent_twice_makes_one_document_and_a_later_one_knows_the_first():
    case = submitted()
    first = draft(case)

    with pytest.raises(Refused, match="刚才已经做好"):
        draft(case)
    again = draft(case, told=DraftDetails(story="改过", seen_document_id=first.pk))

    assert OfficialDocument.objects.filter(case=case).count() == 2
    assert again.number.endswith("2号")


@pytest.mark.parametrize(
    ("kind", "claim", "sentence"),
    [
        (DraftKind.PAYMENT_ORDER, "economic_compensation", "劳动合同法第三十条"),
        (DraftKind.WAGE_COMPLAINT, "work_injury", "劳动合同法第八十五条"),
    ],
)
def test_what_the_way_does_not_allow_is_refused_and_changes_nothing(kind, claim, sentence):
    case = submitted(claims=(ClaimDetails(kind=claim, amount=Decimal(100)),))
    before = events_of(case).count()

    with pytest.raises(Refused, match=sentence):
        draft(case, kind)

    assert not case.documents.exists()
    assert events_of(case).count() == before


def test_a_kept_agreement_opens_the_payment_order():
    case = submitted(claims=(ClaimDetails(kind="economic_compensation", amount=Decimal(100)),))
    agreement = Agreement(
        made_by="试验调解委员会", made_on=date(2026, 1, 5), due_on=date(2026, 2, 1)
    )

    text = said(draft(case, DraftKind.PAYMENT_ORDER, DraftDetails(story="", agreement=agreement)))

    assert "试验调解委员会" in text


def test_a_closed_case_and_a_post_without_the_power_draft_nothing():
    over = make_case(state=CaseState.ARCHIVED)
    with pytest.raises(Refused, match="不能再起草"):
        draft(over)
    case = submitted()
    with pytest.raises(PermissionDenied):
        draft(case, role=Role.AUDITOR)


def test_the_page_of_the_case_leads_to_every_document_and_back_with_the_paper():
    case = submitted()
    officer = signed_in(case)
    page = Markup(officer.get(reverse("case_detail", args=[case.pk])).content.decode())
    links = {a.attrs.get("href") for a in page.all("a")}
    address = reverse("case_draft", args=[case.pk, DraftKind.ARBITRATION_APPLICATION])
    assert {reverse("case_draft", args=[case.pk, kind]) for kind in DraftKind} <= links

    form = officer.get(address).content.decode()
    assert Markup(form).faults() == []
    assert case.facts_text in form
    answer = officer.post(address, {"story": "改过的事实", "organ": "试验市仲裁委员会"})

    assert answer["Location"] == reverse("case_detail", args=[case.pk])
    document = case.documents.get()
    assert "改过的事实" in said(document)
    assert "试验市仲裁委员会" in said(document)
    page = officer.get(answer["Location"]).content.decode()
    assert document.number in page
    assert reverse("case_document_served", args=[case.pk, document.pk]) not in page
    paper = officer.get(reverse("case_paper", args=[case.pk, document.paper.pk]))
    assert text_of(paper.content) == said(document)


def compute(client: Client) -> None:
    client.post(
        reverse("portal_drafting_claims"),
        {"calculator": "economic_compensation", "given": json.dumps(GIVEN)},
    )


def test_what_was_computed_in_the_session_is_offered_once_and_for_one_case_alone():
    tree = make_tree()
    case, another = submitted(unit=tree.county), submitted(unit=tree.county)
    officer = signed_in(case)
    compute(officer)
    address = reverse("case_draft", args=[case.pk, DraftKind.CLAIM_LIST])

    form = officer.get(address).content.decode()
    assert "支付解除（终止）劳动合同的经济补偿：36,000.00 元" in form
    box = Markup(form).all("input", type="checkbox")[0]
    assert "checked" not in box.attrs
    officer.post(address, {"computed": box.attrs["value"]})

    assert "36,000.00" in said(case.documents.get())
    other = reverse("case_draft", args=[another.pk, DraftKind.CLAIM_LIST])
    assert "36,000.00" not in officer.get(other).content.decode()
    assert "36,000.00" not in officer.get(address).content.decode()


def test_a_lawyer_drafts_on_the_own_page_for_the_phone():
    case = make_case(state=CaseState.HANDLING)
    client = Client()
    client.force_login(case.assignments.get(ended_at=None).lawyer.user)
    Stage.objects.create(
        case=case,
        unit_path=case.unit_path,
        kind=StageKind.MEDIATION,
        body="东山镇调解委员会",
        filed_on=date(2026, 4, 1),
        concluded_on=date(2026, 4, 10),
        result=StageResult.MEDIATED,
    )
    address = reverse("case_draft", args=[case.pk, DraftKind.PAYMENT_ORDER])
    assert address in client.get(reverse("lawyer_case", args=[case.pk])).content.decode()

    form = client.get(address).content.decode()
    assert "东山镇调解委员会" in form
    assert Markup(form).faults() == []
    sent = {"story": "调解后没有付。", "made_by": "东山镇调解委员会", "made_on": "20260410"}
    wrong = client.post(address, sent).content.decode()
    assert "三项都要填" in wrong
    Claim.objects.filter(case=case).update(kind="unpaid_wages", amount=Decimal(100))
    answer = client.post(address, {**sent, "due_on": "20260501"})

    assert answer["Location"] == reverse("lawyer_case", args=[case.pk])
    assert "约定2026年5月1日前付清" in said(case.documents.get())


def test_a_document_that_does_not_exist_and_a_case_of_another_unit_are_not_there():
    case = submitted()
    officer = signed_in(case)
    stranger = signed_in(submitted())

    assert officer.get(reverse("case_draft", args=[case.pk, "will"])).status_code == 404
    address = reverse("case_draft", args=[case.pk, DraftKind.CLAIM_LIST])
    assert stranger.get(address).status_code == 404
    assert stranger.post(address, {}).status_code == 404


def test_the_worker_may_have_what_was_drafted_again():
    case = submitted()
    document = draft(case)
    worker = Client()
    session = worker.session
    session["matter_cases"] = [case.pk]
    session["matter_until"] = (timezone.now() + timedelta(minutes=5)).timestamp()
    session.save()

    answer = worker.get(reverse("portal_document", args=[case.pk, document.pk]))

    assert answer.status_code == 200
