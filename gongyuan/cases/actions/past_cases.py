"""Cases of past years, as the ledger they were kept in has them: sealed history."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from gongyuan.cases.choices import CaseState, MoveOf, Source
from gongyuan.cases.models import Applicant, Case, Claim, Closing, Stage
from gongyuan.cases.queries.search import secret_key
from gongyuan.cases.rules.application import CODE_ALPHABET, RANDOM_LENGTH, tracking_code
from gongyuan.core import search
from gongyuan.core.copying import allot_ids, copy_in
from gongyuan.core.events import record_events
from gongyuan.core.sheets.entries import Entry
from gongyuan.matters.models import Matter
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.models import Employer, Worker

IMPORT = "cases.case.import"
#: Characters more than a tracking code needs: a hundred thousand are given at once.
MORE_RANDOM = 2


@dataclass(frozen=True, kw_only=True)
class PastStage:
    """A proceeding that the ledger names with its day of filing."""

    kind: str
    filed_on: date
    body: str = ""
    number: str = ""
    concluded_on: date | None = None
    result: str = ""


@dataclass(frozen=True, kw_only=True)
class PastCase:
    """One case as the ledger has it; what the ledger does not say stays empty."""

    position: int
    number: str
    applicant: str
    employer: str
    aid_form: str
    applied_on: date
    closed_on: date
    claim_kinds: tuple[str, ...] = ()
    matter_scope: str = ""
    people_count: int = 1
    is_migrant: bool = False
    outcome: str = ""
    claimed_amount: Decimal | None = None
    awarded_amount: Decimal | None = None
    recovered_amount: Decimal | None = None
    stage: PastStage | None = None


@dataclass(kw_only=True)
class _Rows:
    """What is to be copied, table by table."""

    matters: list[Matter]
    cases: list[Case]
    applicants: list[Applicant]
    claims: list[Claim]
    stages: list[Stage]
    closings: list[Closing]


@transaction.atomic
def enter_past_cases(
    *,
    told: Sequence[PastCase],
    workers: Mapping[int, Worker],
    employers: Mapping[str, Employer],
    unit: Unit,
    actor: Actor,
    now: datetime,
) -> list[Entry]:
    """Enter cases of past years as archived ones with the source “台账导入”; what was written.

    吉会法字〔2015〕1号 附件 counts them by the day of the application and of filing. They have no
    assignment, no decision and no papers, because the ledger has none: nothing is made up, and the
    day of archiving is that of the import. `workers` are the persons known by a number, by row. The
    database refuses a number that the unit has given already. Refuses whoever may not import.
    """
    if not actor.can(Capability.CASES_IMPORT):
        raise PermissionDenied(Capability.CASES_IMPORT)
    rows = _Rows(matters=[], cases=[], applicants=[], claims=[], stages=[], closings=[])
    matters, cases = allot_ids(Matter, len(told)), allot_ids(Case, len(told))
    for one, matter_pk, case_pk in zip(told, matters, cases, strict=True):
        worker = workers.get(one.position)
        employer = employers[one.employer]
        matter = _matter(one, matter_pk, unit=unit, employer=employer)
        rows.matters.append(matter)
        case = _case(one, case_pk, matter=matter, worker=worker, unit=unit, now=now)
        rows.cases.append(case)
        _hang_on(rows, case, one, worker, actor=actor, now=now)
    for lot in vars(rows).values():
        copy_in(lot)
    record_events(IMPORT, ((case, {}) for case in rows.cases), actor=actor, now=now)
    entries = []
    for one, matter, case in zip(told, rows.matters, rows.cases, strict=True):
        for record in (matter, case):
            model = record._meta.label_lower
            entries.append(Entry(position=one.position, model=model, pk=record.pk))
    return entries


def _matter(one: PastCase, pk: int, *, unit: Unit, employer: Employer) -> Matter:
    part = "".join(secrets.choice(CODE_ALPHABET) for _ in range(RANDOM_LENGTH + MORE_RANDOM))
    return Matter(
        pk=pk,
        code=tracking_code(unit.region_code, year=one.applied_on.year, random_part=part),
        unit=unit,
        unit_path=unit.path,
        employer=employer,
        opened_at=_midnight(one.applied_on),
    )


def _case(
    one: PastCase, pk: int, *, matter: Matter, worker: Worker | None, unit: Unit, now: datetime
) -> Case:
    employer = matter.employer
    assert employer is not None  # noqa: S101 - a matter of a case has one
    return Case(
        pk=pk,
        unit=unit,
        unit_path=unit.path,
        matter=matter,
        employer=employer,
        state=CaseState.ARCHIVED,
        source=Source.LEDGER,
        application_number=one.number,
        applicant_kind="",
        matter_scope=one.matter_scope,
        aid_form=one.aid_form,
        claim_kinds=list(one.claim_kinds),
        is_migrant=one.is_migrant,
        people_count=one.people_count,
        applicant_label=one.applicant,
        facts_text="",
        claim_amount=one.claimed_amount,
        applied_at=_midnight(one.applied_on),
        closed_on=one.closed_on,
        archived_at=now,
        submission_key=uuid4(),
        move_of=MoveOf.NOBODY,
        move_since=now,
        search=_words(one, matter, employer, worker),
    )


def _words(one: PastCase, matter: Matter, employer: Employer, worker: Worker | None) -> str:
    texts = [one.number, matter.code, one.applicant, employer.name, employer.initials]
    if worker is None:
        return search.vector_text(texts)
    indexes = {
        "phone": worker.phone_index,
        "tail": worker.phone_tail_index,
        "identity": worker.identity_index,
    }
    keys = [secret_key(kind, bytes(index)) for kind, index in indexes.items() if index]
    return search.vector_text([*texts, worker.pinyin.replace(" ", ""), worker.initials], keys=keys)


def _hang_on(
    rows: _Rows, case: Case, one: PastCase, worker: Worker | None, *, actor: Actor, now: datetime
) -> None:
    """What the ledger says besides: who, what was asked, where it was filed, how it ended."""
    if worker is not None:
        rows.applicants.append(Applicant(case=case, worker=worker))
    has_one = len(one.claim_kinds) == 1
    rows.claims += [
        Claim(case=case, kind=kind, amount=one.claimed_amount if has_one else None)
        for kind in one.claim_kinds
    ]
    if one.stage is not None:
        rows.stages.append(Stage(case=case, unit_path=case.unit_path, **vars(one.stage)))
    rows.closings.append(
        Closing(
            case=case,
            summary=one.outcome,
            claimed_amount=one.claimed_amount,
            awarded_amount=one.awarded_amount,
            recovered_amount=one.recovered_amount,
            closed_by=(actor.office or actor.name)[:200],
            closed_at=now,
        )
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
