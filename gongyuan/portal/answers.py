"""From the answers of a draft to the facts of policy and to an application."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from gongyuan.cases.choices import Source
from gongyuan.cases.details import Application, ClaimDetails, ConsentDetails
from gongyuan.cases.models import Case
from gongyuan.cases.queries import facts as case_facts
from gongyuan.people.details import EmployerDetails, PersonDetails
from gongyuan.policy.choices import AidForm, ApplicantKind, MatterScope
from gongyuan.policy.facts import ApplicationFacts
from gongyuan.portal.choices import CLAIMS_OF, Trouble
from gongyuan.portal.consents import CONSENTS, FOR_OTHERS

Answers = Mapping[str, Any]


def matter_scope(answers: Answers) -> str:
    """Money, injury and dismissal are labour disputes; anything else is asked about."""
    return answers.get("related") or MatterScope.LABOUR_DISPUTE


def claim_kinds(answers: Answers) -> list[str]:
    """The claims chosen; before they are asked for, the one that the trouble is about."""
    chosen = list(answers.get("claims") or ())
    trouble = answers.get("what")
    return chosen or ([str(CLAIMS_OF[Trouble(trouble)][0])] if trouble else [])


def aid_form(answers: Answers) -> str:
    return answers.get("form") or AidForm.ARBITRATION


def everyone_is_migrant(answers: Answers) -> bool:
    return answers.get("migrant") is True and all(
        person.get("migrant") for person in answers.get("coworkers") or ()
    )


def case_of(answers: Answers) -> Case:
    """A case that is never saved: what the questions of law and policy read of one."""
    return Case(
        applicant_kind=ApplicantKind.WORKER,
        matter_scope=matter_scope(answers),
        aid_form=aid_form(answers),
        claim_kinds=claim_kinds(answers),
        hardship_grounds=list(answers.get("hardship") or ()),
        is_migrant=everyone_is_migrant(answers),
        has_severe_infringement_evidence=answers.get("evidence"),
        people_count=1 + len(answers.get("coworkers") or ()),
        employed_from=day(answers.get("employed_from")),
        employed_to=day(answers.get("employed_to")),
    )


def facts(answers: Answers, *, today: date) -> ApplicationFacts:
    """What policy may know so far; what has not been asked is unknown, never "no"."""
    found = case_facts.application_facts(case_of(answers), today=today)
    return replace(
        found,
        claims=tuple(claim_kinds(answers)) or None,
        matter_scope=matter_scope(answers) if answers.get("what") else None,
        is_migrant=None if "migrant" not in answers else everyone_is_migrant(answers),
        hardship_grounds=tuple(answers["hardship"]) if "hardship" in answers else None,
    )


def application(answers: Answers, *, key: UUID, region_code: str) -> Application:
    """The application that the answers make; `region_code` is the place of work."""
    return Application(
        submission_key=key,
        source=Source.PORTAL,
        applicants=tuple(_person(one) for one in people(answers)),
        employer=EmployerDetails(name=answers["employer"], region_code=region_code),
        claims=tuple(
            ClaimDetails(kind=kind, amount=_amount(answers, kind)) for kind in claim_kinds(answers)
        ),
        facts_text=told_facts(answers),
        matter_scope=matter_scope(answers),
        aid_form=aid_form(answers),
        hardship_grounds=tuple(answers.get("hardship") or ()),
        has_severe_infringement_evidence=answers.get("evidence"),
        region_code=region_code,
        employed_from=day(answers.get("employed_from")),
        employed_to=day(answers.get("employed_to")),
        contact_note=answers.get("contact") or "",
        representatives=(0,),
        consents=_consents(answers),
    )


def _consents(answers: Answers) -> tuple[ConsentDetails, ...]:
    """What the one who types agreed to, and what the others let them fill in."""
    given = [
        ConsentDetails(purpose=consent.purpose, text=consent.text)
        for consent in CONSENTS
        if consent.code in (answers.get("consents") or ())
    ]
    if answers.get("coworkers"):
        given.append(ConsentDetails(purpose=FOR_OTHERS.purpose, text=FOR_OTHERS.text))
    return tuple(given)


def people(answers: Answers) -> list[Answers]:
    """Whoever applies, the one who types first."""
    return [answers, *(answers.get("coworkers") or ())]


def told_facts(answers: Answers) -> str:
    """The worker's own words, and below them what is uncertain about the rest."""
    doubts = []
    if answers.get("employer_unsure"):
        doubts.append("单位名称是凭印象写的")
    if answers.get("dates_rough"):
        doubts.append("日期只记得月份，按当月1日填")
    story: str = answers.get("story") or ""
    return f"{story}\n（{'；'.join(doubts)}。）" if doubts else story


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _person(one: Answers) -> PersonDetails:
    return PersonDetails(
        name=one["name"],
        identity_number=one["identity_number"],
        phone=one.get("phone") or "",
        is_migrant=bool(one.get("migrant")),
    )


def _amount(answers: Answers, kind: str) -> Decimal | None:
    amount = (answers.get("amounts") or {}).get(kind)
    return Decimal(amount) if amount else None
