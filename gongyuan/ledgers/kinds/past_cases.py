"""Cases of past years: sealed history, counted by the table and found by search."""

import re
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from gongyuan.cases.actions.past_cases import PastCase, PastStage, enter_past_cases
from gongyuan.cases.choices import LITIGATION_STAGES, Source, StageKind
from gongyuan.cases.models import Applicant, Case, Claim, Closing, Stage
from gongyuan.core.sheets.entries import Entry
from gongyuan.law.identity import identity_obstacles
from gongyuan.ledgers.choices import LedgerKind
from gongyuan.ledgers.kinds.kind import Kind, Line, Run
from gongyuan.ledgers.kinds.past_columns import COLUMNS
from gongyuan.ledgers.kinds.past_out import past_rows_out
from gongyuan.matters.models import Matter
from gongyuan.people.actions.ledger import enter_past_employers, enter_past_workers
from gongyuan.people.details import PersonDetails
from gongyuan.people.models import Employer, Worker, WorkerRegistration
from gongyuan.people.privacy import identity_key, phone_key
from gongyuan.people.rules import worker_phone_obstacles
from gongyuan.policy.choices import AidForm

NOT_COUNTED = "没有程序和提交日期，不登记程序，统计表的仲裁、诉讼两行不计这件。"


_PLACE_ONLY = re.compile(r"\d{1,6}")
_SEVERAL = re.compile(r"等\s*(\d{1,5})\s*(?:名|人|名职工|名农民工)$")
_YEAR = re.compile(r"(19|20)\d{2}")


def _key(line: Line) -> str:
    """The number of the case; where the ledger counts its rows only, one made of the year and that
    count, so that the same ledger is known again."""
    number, applied_on = line.values.get("number") or "", line.values.get("applied_on")
    if number and not _PLACE_ONLY.fullmatch(number):
        return str(number)
    if applied_on is None:
        return ""
    period = line.sheet if _YEAR.search(line.sheet) else f"{applied_on.year}年"
    made = f"{period}-{number or f'第{line.number}行'}"[:60]
    line.hints.append(f"台账里没有案号，编号记为“{made}”。")
    line.values["number"] = made
    return made


def _judge(lines: Sequence[Line], run: Run) -> None:
    numbers = {line.values.get("number") for line in lines}
    known = {
        case.application_number: case
        for case in Case.objects.filter(unit=run.unit, application_number__in=numbers)
        .select_related("employer", "closing")
        .defer("search", "facts_text")
    }
    taken = set(
        Case.objects.filter(unit=run.unit, case_number__in=numbers).values_list(
            "case_number", flat=True
        )
    )
    for line in lines:
        _judge_people(line)
        _judge_days(line, run)
        _judge_stage(line)
    _find_workers(lines, run)
    for line in lines:
        number = line.values.get("number")
        if number in taken:
            line.fault("number", "本单位已有这个案号的案件。")
        if number in known:
            _judge_known(line, known[number])


def _judge_people(line: Line) -> None:
    """“王试工等3人” says how many they are, where no column does."""
    several = _SEVERAL.search(line.values.get("applicant") or "")
    told = int(several[1]) if several else 0
    if told > 1 and line.values.get("people_count") is None:
        line.values["people_count"] = told
        line.hints.append(f"受援人写着等{told}人，人数记为{told}。")


def _name_of(line: Line) -> str:
    """The person whose number stands in the row: the first of several."""
    return _SEVERAL.sub("", line.values.get("applicant") or "").rstrip("、，, ")


def _judge_days(line: Line, run: Run) -> None:
    applied_on, closed_on = line.values.get("applied_on"), line.values.get("closed_on")
    filed_on = line.values.get("filed_on")
    for name, day in (("applied_on", applied_on), ("closed_on", closed_on), ("filed_on", filed_on)):
        if day and day > run.today:
            line.fault(name, "晚于今天。")
    if applied_on and closed_on and closed_on < applied_on:
        line.fault("closed_on", f"早于受理日期{applied_on:%Y-%m-%d}。")
    if closed_on and filed_on and closed_on < filed_on:
        line.fault("filed_on", f"晚于结案日期{closed_on:%Y-%m-%d}。")
    if line.values.get("people_count") == 0:
        line.fault("people_count", "人数至少是1。")


def _judge_stage(line: Line) -> None:
    """A proceeding is entered where the ledger says which and when, and not otherwise."""
    form, filed_on = line.values.get("aid_form"), line.values.get("filed_on")
    kind = line.values.get("stage") or (
        StageKind.ARBITRATION if form == AidForm.ARBITRATION else ""
    )
    if (
        form == AidForm.LITIGATION
        and kind
        and kind not in LITIGATION_STAGES | {StageKind.ENFORCEMENT}
    ):
        line.fault("stage", "代理诉讼的程序填一审、二审或者执行。")
    if not kind or not filed_on:
        if form in (AidForm.ARBITRATION, AidForm.LITIGATION):
            line.hints.append(NOT_COUNTED)
        return
    result, closed_on = line.values.get("result") or "", line.values.get("closed_on")
    line.data = PastStage(
        kind=kind,
        filed_on=filed_on,
        body=line.values.get("body") or "",
        concluded_on=closed_on if result else None,
        result=result,
    )


def _judge_known(line: Line, case: Case) -> None:
    """A case that stands: one entered from a ledger is the same; any other has its own life."""
    line.existing = case
    if case.source != Source.LEDGER:
        line.fault("number", "本单位已有这个编号的案件，不是由台账导入的。")
        return
    differing = [
        heading
        for heading, told, kept in (
            ("受援人", line.values.get("applicant"), case.applicant_label),
            ("用人单位", line.values.get("employer"), case.employer.name),
            ("受理日期", line.values.get("applied_on"), timezone.localdate(case.applied_at)),
            ("结案日期", line.values.get("closed_on"), case.closed_on),
        )
        if told and told != kept
    ]
    if differing:
        line.fault(
            "number",
            f"这个编号已经导入，{'、'.join(differing)}与所填不同；已封存，不能改。"
            "请核对编号，或者撤销原来的导入再导。",
        )


def _find_workers(lines: Sequence[Line], run: Run) -> None:
    """The known worker of each row that has a number of a person; kept on the run by row."""
    by_key = {}
    for line in lines:
        number, phone = line.values.get("identity_number"), line.values.get("phone")
        if number:
            for reason in identity_obstacles(number, today=run.today):
                line.fault("identity_number", reason)
            by_key[line.position] = identity_key(number)
        elif phone:
            for reason in worker_phone_obstacles(phone):
                line.fault("phone", reason)
            by_key[line.position] = phone_key(phone)
    keys = set(by_key.values())
    found = Worker.objects.filter(identity_index__in=keys)
    numbers = {bytes(w.identity_index): w for w in found if w.identity_index}
    phones = {
        (bytes(w.phone_index), w.name): w
        for w in Worker.objects.filter(phone_index__in=keys).order_by("-pk")
        if w.phone_index
    }
    known: dict[int, Worker] = {}
    for line in lines:
        key, name = by_key.get(line.position), _name_of(line)
        if key is None:
            continue
        worker = numbers.get(key) or phones.get((key, name))
        if worker is not None and line.values.get("identity_number") and worker.name != name:
            line.fault("identity_number", "这个身份证号登记在另一个姓名下，请核对。")
        elif worker is not None:
            known[line.position] = worker
    run.memory["workers"] = known


def _write(lines: Sequence[Line], run: Run) -> list[Entry]:
    people = {
        line.position: PersonDetails(
            name=_name_of(line),
            identity_number=line.values.get("identity_number") or "",
            phone=line.values.get("phone") or "",
            is_migrant=bool(line.values.get("is_migrant")),
        )
        for line in lines
        if line.values.get("identity_number") or line.values.get("phone")
    }
    act: dict[str, Any] = {"actor": run.actor, "now": run.now}
    workers, entered = enter_past_workers(
        people=people, known=run.memory["workers"], unit=run.unit, **act
    )
    names: dict[str, int] = {}
    for line in lines:
        names.setdefault(line.values["employer"], line.position)
    employers, founded = enter_past_employers(names=names, **act)
    written = enter_past_cases(
        told=[_told(line) for line in lines],
        workers=workers,
        employers=employers,
        unit=run.unit,
        **act,
    )
    return [*entered, *founded, *written]


def _told(line: Line) -> PastCase:
    values = line.values
    said = [f"承办人：{values['lawyer']}" if values.get("lawyer") else "", values.get("outcome")]
    return PastCase(
        position=line.position,
        number=values["number"],
        applicant=values["applicant"],
        employer=values["employer"],
        aid_form=values["aid_form"],
        applied_on=values["applied_on"],
        closed_on=values["closed_on"],
        claim_kinds=tuple(values.get("claim_kinds") or ()),
        matter_scope=values.get("matter_scope") or "",
        people_count=values.get("people_count") or 1,
        is_migrant=bool(values.get("is_migrant")),
        outcome="\n".join(part for part in said if part),
        claimed_amount=values.get("claimed_amount"),
        awarded_amount=values.get("awarded_amount"),
        recovered_amount=values.get("recovered_amount"),
        stage=line.data,
    )


KIND = Kind(
    code=LedgerKind.PAST_CASES,
    columns=COLUMNS,
    known_by="编号（没有的，按年度和序号）",
    key=_key,
    judge=_judge,
    write=_write,
    rows_out=past_rows_out,
    models=(Worker, Employer, Matter, Case),
    shared=(Worker, Employer),
    parts=(
        (Applicant, "case"),
        (Claim, "case"),
        (Stage, "case"),
        (Closing, "case"),
        (WorkerRegistration, "worker"),
    ),
    key_column="number",
    note="只收已经办结的案件，导入后是已归档的历史案件：没有指派、决定和案卷，计入统计表和搜索。",
)
