"""A case as a document drafted for its workers: parties, claims, evidence, all that is known."""

from gongyuan.cases.choices import DocumentKind, StageKind, StageResult
from gongyuan.cases.details import DraftDetails
from gongyuan.cases.models import Applicant, Case, OfficialDocument, Stage
from gongyuan.cases.models import Claim as CaseClaim
from gongyuan.cases.queries.evidence import evidence_of
from gongyuan.drafting import tables
from gongyuan.drafting.choices import DraftKind
from gongyuan.drafting.details import Claim, Company, Draft, Evidence, Person
from gongyuan.law.results import written_date
from gongyuan.people.models import Employer, Worker
from gongyuan.policy.choices import ClaimKind

EVIDENCE = "17"
#: Stages before whose body a document is handed in.
BODY_OF = {
    DraftKind.ARBITRATION_APPLICATION: StageKind.ARBITRATION,
    DraftKind.PAYMENT_ORDER: StageKind.FIRST_INSTANCE,
}
AGREED = (StageResult.MEDIATED, StageResult.SETTLED)


def draft_of_case(case: Case, kind: DraftKind, told: DraftDetails) -> Draft:
    """The document with everything the case knows; amounts in yuan.

    A computed claim of `told` takes the place of the case's claims of its kind, the others stand
    as they were applied for.
    """
    applicants = list(case.applicants.select_related("worker"))
    return Draft(
        kind=kind,
        applicants=tuple(_person(row.worker) for row in applicants),
        respondents=(_company(case.employer),),
        claims=(*told.computed, *_own_claims(case, applicants, told)),
        story=told.story,
        evidence=_evidence(case, told),
        organ=told.organ,
        agreement=told.agreement if kind == DraftKind.PAYMENT_ORDER else None,
        contractor=told.contractor,
    )


def _own_claims(case: Case, applicants: list[Applicant], told: DraftDetails) -> list[Claim]:
    computed = {claim.kind for claim in told.computed}
    names = {row.pk: row.worker.name for row in applicants}
    return [
        Claim(
            text=_claim_text(row),
            kind=row.kind,
            amount=row.amount,
            who=names.get(row.applicant_id, "") if row.applicant_id and len(names) > 1 else "",
        )
        for row in case.claims.order_by("pk")
        if row.kind not in computed
    ]


def _claim_text(row: CaseClaim) -> str:
    """支付拖欠的工资（2026年3月1日至2026年6月1日）; another claim in its own words."""
    text = row.note if row.kind == ClaimKind.OTHER and row.note else tables.claim_text(row.kind)
    if row.period_from and row.period_to:
        return f"{text}（{written_date(row.period_from)}至{written_date(row.period_to)}）"
    return text


def _person(worker: Worker) -> Person:
    return Person(
        name=worker.name,
        sex=worker.get_sex_display() if worker.sex else "",
        birth_date=worker.birth_date,
        identity_number=worker.identity_number,
        address=worker.address,
        phone=worker.phone,
    )


def _company(employer: Employer) -> Company:
    return Company(
        name=employer.name,
        uscc=employer.uscc or "",
        address=employer.address,
        legal_representative=employer.legal_representative,
        phone=employer.phone,
    )


def _evidence(case: Case, told: DraftDetails) -> tuple[Evidence, ...]:
    papers = case.papers.filter(catalogue_code=EVIDENCE, is_inner=False, document=None)
    untied = papers.filter(ties=None).order_by("pk")
    held = [Evidence(title=row.title, pages=row.pages) for row in untied]
    more = (Evidence(title=title) for title in told.more_evidence)
    return (*evidence_of(case), *held, *more)


def known_organ(case: Case, kind: DraftKind) -> str:
    """The body that the case is or was before, where the document goes; empty when none is."""
    stage_kind = BODY_OF.get(kind)
    stage = case.stages.filter(kind=stage_kind).order_by("-pk").first() if stage_kind else None
    return stage.body if stage else ""


def agreed_mediation(case: Case) -> Stage | None:
    """The mediation that ended in an agreement (劳动争议调解仲裁法第十六条), the newest."""
    agreed = case.stages.filter(kind=StageKind.MEDIATION, result__in=AGREED)
    return agreed.order_by("-pk").first()


def last_document(case: Case, kind: DocumentKind) -> OfficialDocument | None:
    """The newest document of a kind on a case."""
    return case.documents.filter(kind=kind).order_by("-pk").first()
