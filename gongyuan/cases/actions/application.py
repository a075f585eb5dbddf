"""An application comes in, and is accepted."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from gongyuan.cases.actions import deadlines
from gongyuan.cases.actions.documents import issue_document
from gongyuan.cases.actions.major import keep_gravity
from gongyuan.cases.actions.papers import attach, mark_received, tell_applicants
from gongyuan.cases.actions.search import case_words
from gongyuan.cases.choices import DocumentKind, MaterialState, MoveOf
from gongyuan.cases.details import Application, ClaimDetails, NewPaper
from gongyuan.cases.models import Applicant, Case, Claim, Consent, Material, OralRecord
from gongyuan.cases.queries import facts as case_facts
from gongyuan.cases.rules import application as rules
from gongyuan.core.events import hands_over, record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.lawyers.models import Lawyer
from gongyuan.lawyers.queries import serving_called
from gongyuan.matters.models import Matter
from gongyuan.matters.origins import Origin
from gongyuan.matters.rules import CODE_ALPHABET, RANDOM_LENGTH, tracking_code
from gongyuan.organisations.actions.numbering import unit_number
from gongyuan.organisations.models import AidInstitution, Unit
from gongyuan.people.actions import enter_employer
from gongyuan.people.actions.roll import enter_workers
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.models import Employer, Worker
from gongyuan.policy.answers import Evaluation
from gongyuan.policy.choices import TrackKind
from gongyuan.policy.resolution import MissingRule

SUBMITTED = "cases.case.submit"


def submit_application(
    *,
    application: Application,
    unit: Unit,
    institution: AidInstitution | None = None,
    papers: Sequence[NewPaper] = (),
    origin: Origin | None = None,
    actor: Actor,
    now: datetime,
) -> Case:
    """Take in an application at a unit: the one way in, for phone, window and every other source.

    Enters or finds the workers and the employer, opens the matter with its tracking code, numbers
    the application without gaps, lists the papers that policy asks for, keeps consents and papers,
    starts the review's clock (法律援助法 第四十三条: 7 日, or the policy's same day) and writes
    the code to the applicant's phone. What it began from (`origin`) is tied to its matter. The same
    form sent twice is one case: the first is returned.
    Refuses with the field everything that `rules.application_obstacles` and the registers name.
    """
    _refuse_power(actor, unit)
    key = application.submission_key
    known = Case.objects.filter(submission_key=key)
    if known.exists():
        return known.get()
    try:
        with transaction.atomic():
            case = _submit(application, unit, institution, papers, actor, now)
            if origin:
                origin.begin(matter=case.matter, number=case.application_number, now=now)
            return case
    except IntegrityError:
        # The same form came twice at once: the other one won, and its case is the answer.
        first = Case.objects.filter(submission_key=key).first()
        if first is None:
            raise
        return first


def _refuse_power(actor: Actor, unit: Unit) -> None:
    """Anybody may apply; staff registers with the power to, up or down the own line of units."""
    if actor.post_id is None:
        return
    if not actor.can(Capability.CASES_REGISTER):
        raise PermissionDenied(Capability.CASES_REGISTER)
    in_line = unit.path.startswith(actor.unit_path) or actor.unit_path.startswith(unit.path)
    if not in_line:
        raise PermissionDenied("the unit is not in the post's line")


def _submit(
    told: Application,
    unit: Unit,
    institution: AidInstitution | None,
    papers: Sequence[NewPaper],
    actor: Actor,
    now: datetime,
) -> Case:
    today = timezone.localdate(now)
    for field, reasons in rules.application_obstacles(told, today=today).items():
        refuse_if(reasons, field=field)
    workers = enter_workers(people=told.applicants, unit=unit, actor=actor, now=now)
    if len({worker.pk for worker in workers}) < len(workers):
        raise Refused("同一个人在申请人里写了两次。", field="applicants")
    employer = enter_employer(employer=told.employer, actor=actor, now=now)
    case = _new_case(told, workers, employer, now)
    case.unit, case.unit_path, case.institution = unit, unit.path, institution
    case.wished_lawyer = _wished(told.wished_lawyer.strip(), unit, today)
    answer = asked_of_policy(case, today)
    case.is_fast_track = answer.track.kind == TrackKind.FAST
    case.is_major = answer.gravity.is_major
    case.matter = _open_matter(case, employer, now)
    case.application_number = application_number(unit, today)
    _insert(case, workers, answer, now)
    applicants = _write_down(case, told, workers, answer, now)
    _received(case, told, papers, actor, now, applicants)
    if case.is_major:
        keep_gravity(case=case, actor=actor, now=now)
    return case


def _insert(case: Case, workers: Sequence[Worker], answer: Evaluation, now: datetime) -> None:
    """Write the case with all that is known of it, so that no update follows, nor its history."""
    hands_over(case, SUBMITTED, now=now)
    first = deadlines.first_deadline(
        case=case,
        code=deadlines.REVIEW,
        kept_by=MoveOf.OFFICE,
        given=answer.deadlines.get(deadlines.REVIEW),
        now=now,
    )
    case.search = case_words(case, workers)
    case.save(force_insert=True)
    del case.search  # what was written is words to search by; nobody reads it
    if first:
        first.case = case
        first.save(force_insert=True)


def _new_case(
    told: Application, workers: Sequence[Worker], employer: Employer, now: datetime
) -> Case:
    return Case(
        employer=employer,
        source=told.source,
        is_oral=told.is_oral,
        applicant_kind=told.applicant_kind,
        matter_scope=told.matter_scope,
        aid_form=told.aid_form,
        claim_kinds=list(dict.fromkeys(claim.kind for claim in told.claims)),
        hardship_grounds=list(told.hardship_grounds),
        # Of a mixed group not all may be spared the check, so the group is not.
        is_migrant=all(person.is_migrant for person in told.applicants),
        has_severe_infringement_evidence=told.has_severe_infringement_evidence,
        is_emergency=told.is_emergency,
        emergency_reason=told.emergency_reason,
        is_restructuring=told.is_restructuring,
        people_count=len(workers),
        applicant_label=rules.applicant_label([worker.name for worker in workers]),
        facts_text=told.facts_text.strip(),
        claim_amount=rules.claimed_amount(told.claims),
        region_code=told.region_code,
        employed_from=told.employed_from,
        employed_to=told.employed_to,
        contact_note=told.contact_note,
        applied_at=now,
        submission_key=told.submission_key,
    )


def _wished(text: str, unit: Unit, today: date) -> Lawyer | None:
    """The lawyer asked for (点援); one whom no union here has appointed cannot be."""
    if not text:
        return None
    found = serving_called(text, unit.path, on=today)
    if not found:
        raise Refused(f"本级和上级工会的律师团队里没有{text}。", field="wished_lawyer")
    if len(found) > 1:
        raise Refused(f"有{len(found)}位律师叫{text}，请写执业证号。", field="wished_lawyer")
    return found[0]


def asked_of_policy(case: Case, today: date) -> Evaluation:
    """What the packs say of a case; refuses when no pack is in force there."""
    try:
        return case_facts.evaluation(case, today=today)
    except (MissingRule, ValueError) as error:
        raise Refused(str(error)) from error


def _open_matter(case: Case, employer: Employer, now: datetime) -> Matter:
    year = timezone.localdate(now).year
    while True:
        part = "".join(secrets.choice(CODE_ALPHABET) for _ in range(RANDOM_LENGTH))
        matter = Matter(
            code=tracking_code(case.unit.region_code, year=year, random_part=part),
            unit=case.unit,
            unit_path=case.unit_path,
            employer=employer,
            region_code=case.region_code,
            opened_at=now,
        )
        if _is_written(matter):
            return matter


def _is_written(matter: Matter) -> bool:
    """Whether the matter could be written: not when its code is another's."""
    try:
        with transaction.atomic():
            matter.save(force_insert=True)
    except IntegrityError:
        if Matter.objects.filter(code=matter.code).exists():
            return False
        raise
    return True


def application_number(unit: Unit, today: date) -> str:
    """The next number of an application at a unit: 平工援申〔2026〕118号, gap-free in the year."""
    return unit_number(unit=unit, kind="application", series="申", year=today.year)


def _write_down(
    case: Case, told: Application, workers: Sequence[Worker], answer: Evaluation, now: datetime
) -> list[Applicant]:
    speaking = set(told.representatives)
    applicants = Applicant.objects.bulk_create(
        Applicant(case=case, worker=worker, position=place + 1, is_representative=place in speaking)
        for place, worker in enumerate(workers)
    )
    Claim.objects.bulk_create(
        unwritten_claim(
            claim, case, None if claim.applicant is None else applicants[claim.applicant]
        )
        for claim in told.claims
    )
    Consent.objects.bulk_create(
        Consent(case=case, purpose=consent.purpose, text=consent.text, given_at=now)
        for consent in told.consents
    )
    Material.objects.bulk_create(asked_materials(case, answer))
    return applicants


def unwritten_claim(claim: ClaimDetails, case: Case, applicant: Applicant | None) -> Claim:
    """A claim as told, of one applicant or of all, before it is written."""
    return Claim(
        case=case,
        applicant=applicant,
        kind=claim.kind,
        amount=claim.amount,
        months=claim.months,
        monthly_amount=claim.monthly_amount,
        period_from=claim.period_from,
        period_to=claim.period_to,
        note=claim.note,
    )


def asked_materials(case: Case, answer: Evaluation) -> list[Material]:
    """The papers asked for; the form that was filled in, or the record taken, is the first."""
    return [
        Material(
            case=case,
            code=asked.code,
            label=asked.label[:100],
            why=asked.why[:200],
            clause="、".join(clause.citation for clause in asked.clauses)[:200],
            is_required=asked.is_required and not asked.may_follow,
            status=MaterialState.RECEIVED
            if asked.code == "written_application"
            else MaterialState.MISSING,
        )
        for asked in answer.materials
    ]


def _received(
    case: Case,
    told: Application,
    papers: Sequence[NewPaper],
    actor: Actor,
    now: datetime,
    applicants: Sequence[Applicant],
) -> Case:
    if papers:
        attach(case, papers, actor=actor, now=now)
    mark_received(case, told.received)
    record_event(case, SUBMITTED, actor=actor, now=now)
    if told.is_oral:
        by = "，".join(part for part in (actor.name, actor.office) if part)
        OralRecord.objects.create(case=case, taken_at=now, taken_by=by, text=told.oral_text.strip())
        issue_document(case=case, kind=DocumentKind.ORAL_RECORD, actor=actor, now=now)
    tell_applicants(case, "已收到您的申请。", now=now, applicants=applicants)
    return case
