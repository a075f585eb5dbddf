"""The rows of one case and of everything that hangs on it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from django.utils import timezone

from bench import proceedings, questions
from bench.answers import HARDSHIP, Answer, Key
from bench.life import MET, Life, live
from bench.people import RARE, Person, person, reading, search_keys, vector_text, worker_row
from bench.plan import Plan
from bench.province import Place
from bench.sheets import Sheets
from gongyuan.cases.choices import CaseState as S
from gongyuan.cases.choices import MoveOf, Source
from gongyuan.cases.rules.application import applicant_label
from gongyuan.core import search
from gongyuan.core.events import find
from gongyuan.core.numbers import document_number
from gongyuan.desk.demo.words import story
from gongyuan.law.deadline_table import UnknownDeadline, deadline_table
from gongyuan.matters.rules import CODE_ALPHABET, tracking_code
from gongyuan.policy.choices import AidForm, ApplicantKind, MatterScope

#: How far apart the ids of two cases' rows lie: more than any case has of a kind.
STRIDE = 16
FORMS, FORM_WEIGHTS = list(AidForm), (3, 1, 2, 12, 4)
SOURCES, SOURCE_WEIGHTS = list(Source), (5, 6, 1, 1, 1, 0)
CONSENT = "我同意工会为办理本次法律援助申请使用我填写的信息。"


@dataclass(frozen=True, kw_only=True)
class World:
    """Everything the rows of a case are made from."""

    plan: Plan
    answers: dict[Key, Answer]
    employers: list[tuple[str, str]]
    facts: Sequence[str] = ()

    def random(self, case: int) -> Random:
        return Random(self.plan.seed * 1_000_003 + case)


@dataclass(frozen=True, kw_only=True)
class Told:
    """One application: who, against whom, for what."""

    id: int
    place: Place
    applied_at: datetime
    people: list[Person]
    fresh: list[Person]
    employer: int
    kinds: tuple[str, ...]
    amount: Decimal | None
    text: str
    form: str
    answer: Answer
    life: Life
    number: int


def told(world: World, case: int) -> Told:
    """The application of a number in the plan, always the same."""
    plan, random = world.plan, world.random(case)
    place = plan.places[plan.units[case]]
    applied_at = plan.applied_at(case)
    people, fresh = _people(world, case, random)
    chosen, text, amount = story(random)
    if world.facts:
        text = world.facts[case % len(world.facts)]
    kinds = tuple(str(kind) for kind in chosen.claims)
    form = str(random.choices(FORMS, FORM_WEIGHTS)[0])
    year = timezone.localdate(applied_at).year
    is_migrant = all(who.is_migrant for who in people)
    return Told(
        id=case + 1,
        place=place,
        applied_at=applied_at,
        people=people,
        fresh=fresh,
        employer=int(len(world.employers) * random.random() ** 2),
        kinds=kinds,
        amount=Decimal(amount) if amount else None,
        text=text,
        form=form,
        answer=world.answers[year, kinds, form, is_migrant],
        life=live(random, applied_at=applied_at, now=plan.now),
        number=plan.numbers[case],
    )


def _people(world: World, case: int, random: Random) -> tuple[list[Person], list[Person]]:
    """The applicants, and those of them who are not registered yet."""
    plan = world.plan
    count = random.randint(2, 6) if random.random() < 0.05 else 1
    fresh = [_person(plan, case, place) for place in range(count)]
    before = plan.again[case]
    if before < 0:
        return fresh, fresh
    return [_person(plan, before, 0), *fresh[1:]], fresh[1:]


def _person(plan: Plan, case: int, place: int) -> Person:
    is_rare = place == 0 and case >= len(plan) - RARE
    return person(plan.seed, (case + 1) * 8 + place, is_rare=is_rare)


def write(world: World, case: int, sheets: Sheets) -> None:
    """Add all rows of one case."""
    one, random = told(world, case), world.random(-case - 1)
    place, life = one.place, one.life
    for who in one.fresh:
        worker_row(who, sheets.workers, one.applied_at)
    known = world.plan.again[case]
    for who in one.people:
        if who in one.fresh or world.plan.units[known] != world.plan.units[case]:
            sheets.registrations.add(who.id, place.id, place.path, one.applied_at)
    year = timezone.localdate(one.applied_at).year
    part = "".join(CODE_ALPHABET[(one.id >> 5 * n) & 31] for n in range(6))
    code = tracking_code(place.code, year=year, random_part=part)
    sheets.matters.add(
        one.id, code, place.id, place.path, one.employer + 1, place.code, one.applied_at
    )
    lawyer = None
    if "assign" in life.names:
        # One lawyer has as many of the young cases at every size, and no other, so that pages
        # compare: what a lawyer has open does not grow with the province.
        is_first = world.plan.is_young(case) and case % 3 == 0
        others = place.lawyers[1:] or place.lawyers
        lawyer = place.lawyers[0] if is_first else random.choice(others)
    _case(world, one, code, lawyer, sheets)
    _application(one, sheets)
    _deadlines(one, sheets)
    _events(one, sheets, lawyer[1] if lawyer else "")
    proceedings.write(one, lawyer, random, sheets)
    questions.write(one, world.plan.seed, sheets)


def _case(
    world: World, one: Told, code: str, lawyer: tuple[int, str] | None, sheets: Sheets
) -> None:
    place, life = one.place, one.life
    year = timezone.localdate(one.applied_at).year
    granted = life.at("grant")
    case_number = document_number(place.prefix, year=year, number=one.number) if granted else None
    number = document_number(f"{place.prefix}申", year=year, number=one.number)
    closed = life.at("close") or life.at("terminate")
    closed_on = closed.date() if closed and life.state in _CLOSED else None
    move_of, move_since = _move(life)
    running = life.running
    employer, letters = world.employers[one.employer]
    texts = [number, case_number or "", code, *(who.name for who in one.people)]
    texts += [reading(who.name)[0].replace(" ", "") for who in one.people]
    texts += [reading(who.name)[1] for who in one.people]
    texts += [employer, letters, *([lawyer[1]] if lawyer else []), one.text]
    keys = [key for who in one.people for key in search_keys(who)]
    vector = vector_text(search.vector(texts, keys=keys))
    sheets.cases.add(
        one.id, place.id, place.path, place.institution_id, one.id, one.employer + 1, life.state,
        SOURCES[one.id % 5], number, case_number, ApplicantKind.WORKER.value,
        MatterScope.LABOUR_DISPUTE.value, one.form, list(one.kinds), [HARDSHIP],
        all(who.is_migrant for who in one.people), True, len(one.people),
        one.answer.is_fast_track, applicant_label([who.name for who in one.people]), one.text,
        one.amount, place.code[:6], one.applied_at.date() - timedelta(days=300 + one.id % 2_000),
        one.applied_at, life.at("accept"), granted or life.at("refuse"), closed_on,
        life.at("archive"), running[2] if running else None, running[0] if running else "",
        UUID(int=world.plan.seed << 64 | one.id), vector, move_of, move_since,
    )  # fmt: skip


_CLOSED = {S.CLOSED, S.TERMINATED, S.TERMINATION_OBJECTED, S.FILE_SUBMITTED, S.ARCHIVED}


def _move(life: Life) -> tuple[str, datetime]:
    """Whose move it is by the registry of events, and since when."""
    for name, at in reversed(life.steps):
        move = find(f"cases.case.{name}").move_of
        if move is not None:
            return str(move), at
    raise LookupError(life.state)


def _application(one: Told, sheets: Sheets) -> None:
    first = one.id * STRIDE
    for place, who in enumerate(one.people):
        sheets.applicants.add(first + place, one.id, who.id, place == 0, place + 1)
    for place, kind in enumerate(one.kinds):
        amount = one.amount if place == 0 else None
        sheets.claims.add(first + place, one.id, first, kind, amount)
    sheets.consents.add(one.id, "application", CONSENT, one.applied_at)
    is_there = one.life.state not in (S.SUBMITTED, S.SUPPLEMENTING, S.DEEMED_WITHDRAWN)
    for place, (code, label, why, clause, is_required) in enumerate(one.answer.materials):
        status = "received" if is_there or place == 0 else "missing"
        sheets.materials.add(first + place, one.id, code, label, why, clause, is_required, status)
    told_at = one.life.at("request_supplement")
    if told_at:
        items = json.dumps([{"code": "identity", "label": "身份证照片", "why": "核对身份"}])
        answered = one.life.at("lapse")
        due_on = told_at.date() + timedelta(days=15)
        sheets.supplements.add(one.id, told_at, due_on, items, answered)


def _deadlines(one: Told, sheets: Sheets) -> None:
    """Those that steps have met, and the one that runs."""
    for name in one.life.names & MET.keys():
        code, starting = MET[name]
        started, met = one.life.at(starting), one.life.at(name)
        if started and met:
            label, source = _rule(code)
            start = started.date()
            sheets.deadlines.add(
                one.id, code, label, MoveOf.OFFICE.value, start, start + timedelta(days=7),
                source, _STEPS, met,
            )  # fmt: skip
    if one.life.running:
        code, start, due_on, kept_by = one.life.running
        label, source = _rule(code)
        sheets.deadlines.add(
            one.id, code, label, kept_by.value, start, due_on, source, _STEPS, None
        )


_STEPS = json.dumps([{"text": "从次日起算", "source": "民法典第二百零一条"}])
_OWN = {"LAWYER_ANSWER": "律师答复指派", "PROGRESS": "通报进展"}


def _rule(code: str) -> tuple[str, str]:
    try:
        rule = deadline_table().rule(code, on=timezone.localdate(), region="000000")
    except UnknownDeadline:
        return _OWN[code], "工会自定"
    return rule.label, rule.source[:200]


def _events(one: Told, sheets: Sheets, lawyer: str) -> None:
    place = one.place
    office = f"{place.name}总工会·法律部工作人员"
    for name, at in one.life.steps:
        by_lawyer = name in ("accept_assignment", "open_stage", "progress", "conclude_stage")
        note = "核实后照实办理。" if name in ("refuse", "terminate", "object", "withdraw") else ""
        who = lawyer if by_lawyer else "网上来访" if name == "submit" else "试经办"
        user = place.user_id if who == "试经办" else None
        post = place.post_id if who == "试经办" else None
        sheets.events.add(
            "cases.case", one.id, f"cases.case.{name}", at, note, "{}", user, post, who,
            office if post else "", place.id if post else None,
        )  # fmt: skip
    for turn in range(3):
        at = one.life.steps[-1][1] - timedelta(minutes=5 * turn)
        sheets.events.add(
            "cases.case", one.id, "cases.case.viewed", at, "", "{}", place.user_id,
            place.post_id, "试经办", office, place.id,
        )  # fmt: skip
