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
from django.db.models import Model
from django.utils import timezone

from gongyuan.cases.choices import CaseState, MoveOf, Source
from gongyuan.cases.models import Applicant, Case, Claim, Closing, Stage
from gongyuan.cases.queries.search import secret_key
from gongyuan.core import search
from gongyuan.core.copying import allot_ids, copy_values
from gongyuan.core.events import record_of_each
from gongyuan.core.sheets.entries import Entry
from gongyuan.matters.models import Matter
from gongyuan.matters.rules import CODE_ALPHABET, RANDOM_LENGTH, tracking_code
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


#: The columns that are written, table by table; all others have the model's defaults.
_MATTER = ("id", "code", "unit_id", "unit_path", "employer_id", "opened_at")
_CASE = (
    *("id", "unit_id", "unit_path", "matter_id", "employer_id", "state", "source"),
    *("application_number", "applicant_kind", "matter_scope", "aid_form", "claim_kinds"),
    *("is_migrant", "people_count", "applicant_label", "facts_text", "claim_amount"),
    *("applied_at", "closed_on", "archived_at", "submission_key", "move_of", "move_since"),
    "search",
)
_APPLICANT = ("case_id", "worker_id")
_CLAIM = ("case_id", "kind", "amount")
_STAGE = (
    *("case_id", "unit_path", "kind", "body", "number"),
    *("filed_on", "concluded_on", "result"),
)
_CLOSING = (
    *("case_id", "summary", "claimed_amount", "awarded_amount", "recovered_amount"),
    *("closed_by", "closed_at"),
)


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
    writing = _Writing(unit, actor, now)
    ids = zip(told, allot_ids(Matter, len(told)), allot_ids(Case, len(told)), strict=True)
    entries = []
    for one, matter_pk, case_pk in ids:
        worker, employer = workers.get(one.position), employers[one.employer]
        code = writing.matter(one, matter_pk, employer)
        words = _words(one, code, employer, worker)
        writing.case(one, (case_pk, matter_pk, employer.pk), words)
        writing.hang_on(one, case_pk, worker)
        entries.append(Entry(position=one.position, model="matters.matter", pk=matter_pk))
        entries.append(Entry(position=one.position, model="cases.case", pk=case_pk))
    writing.copy()
    cases = (entry.pk for entry in entries if entry.model == "cases.case")
    record_of_each(IMPORT, Case, cases, actor=actor, now=now)
    return entries


class _Writing:
    """Rows to be copied, table by table, as values in the order of their columns."""

    def __init__(self, unit: Unit, actor: Actor, now: datetime) -> None:
        self.unit, self.now = unit, now
        self.closed_by = (actor.office or actor.name)[:200]
        self.rows: dict[tuple[type[Model], tuple[str, ...]], list[tuple[Any, ...]]] = {
            (Matter, _MATTER): [],
            (Case, _CASE): [],
            (Applicant, _APPLICANT): [],
            (Claim, _CLAIM): [],
            (Stage, _STAGE): [],
            (Closing, _CLOSING): [],
        }

    def copy(self) -> None:
        for (model, names), rows in self.rows.items():
            copy_values(model, names, rows)

    def matter(self, one: PastCase, pk: int, employer: Employer) -> str:
        """Add the matter of a case; its code."""
        part = "".join(secrets.choice(CODE_ALPHABET) for _ in range(RANDOM_LENGTH + MORE_RANDOM))
        year, unit = one.applied_on.year, self.unit
        code = tracking_code(unit.region_code, year=year, random_part=part)
        opened_at = _midnight(one.applied_on)
        row = (pk, code, unit.pk, unit.path, employer.pk, opened_at)
        self.rows[Matter, _MATTER].append(row)
        return code

    def case(self, one: PastCase, ids: tuple[int, int, int], words: str) -> None:
        """Add a case that is archived; `ids` are its own, the matter's and the employer's."""
        pk, matter, employer = ids
        row = (
            *(pk, self.unit.pk, self.unit.path, matter, employer, str(CaseState.ARCHIVED)),
            *(str(Source.LEDGER), one.number, "", one.matter_scope, one.aid_form),
            *(list(one.claim_kinds), one.is_migrant, one.people_count, one.applicant, ""),
            *(one.claimed_amount, _midnight(one.applied_on), one.closed_on, self.now),
            *(uuid4(), str(MoveOf.NOBODY), self.now, words),
        )
        self.rows[Case, _CASE].append(row)

    def hang_on(self, one: PastCase, case: int, worker: Worker | None) -> None:
        """What the ledger says besides: who, what was asked, where it was filed, how it ended."""
        if worker is not None:
            self.rows[Applicant, _APPLICANT].append((case, worker.pk))
        amount = one.claimed_amount if len(one.claim_kinds) == 1 else None
        self.rows[Claim, _CLAIM] += [(case, kind, amount) for kind in one.claim_kinds]
        stage = one.stage
        if stage is not None:
            what = (stage.kind, stage.body, stage.number)
            days = (stage.filed_on, stage.concluded_on, stage.result)
            self.rows[Stage, _STAGE].append((case, self.unit.path, *what, *days))
        amounts = (one.claimed_amount, one.awarded_amount, one.recovered_amount)
        ending = (case, one.outcome, *amounts, self.closed_by, self.now)
        self.rows[Closing, _CLOSING].append(ending)


def _words(one: PastCase, code: str, employer: Employer, worker: Worker | None) -> str:
    texts = [one.number, code, one.applicant, employer.name, employer.initials]
    if worker is None:
        return search.vector_text(texts)
    indexes = {
        "phone": worker.phone_index,
        "tail": worker.phone_tail_index,
        "identity": worker.identity_index,
    }
    keys = [secret_key(kind, bytes(index)) for kind, index in indexes.items() if index]
    return search.vector_text([*texts, worker.pinyin.replace(" ", ""), worker.initials], keys=keys)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
