"""What follows an application: decision, papers, lawyer, proceedings, closing, archive."""

import hashlib
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from django.utils import timezone

from bench.answers import FIRST_RECORD
from bench.sheets import Sheets
from gongyuan.core.numbers import document_number
from gongyuan.desk.demo.words import PROGRESS, SUMMARIES

if TYPE_CHECKING:
    from bench.cases import Told

STRIDE = 16
OFFICE = "试经办，试安省总工会"
PHOTOS = (("身份证", "05"), ("劳动合同和聊天记录", "17"))
LETTERS = (
    ("accept", "receipt", "受理通知及材料凭证", "08"),
    ("grant", "grant_decision", "给予法律援助决定书", "10"),
    ("refuse", "refusal_decision", "不予法律援助决定书", "10"),
    ("assign", "assignment_letter", "指派通知书", "11"),
)


def write(one: "Told", lawyer: tuple[int, str] | None, random: Random, sheets: Sheets) -> None:
    """Add the rows of every step the case has gone."""
    _decided(one, sheets)
    _papers(one, sheets)
    if lawyer:
        _assigned(one, lawyer, sheets)
        _reports(one, lawyer[1], random, sheets)
        _stage(one, random, sheets)
    _ended(one, random, sheets)


def _decided(one: "Told", sheets: Sheets) -> None:
    proposed, life = one.life.at("propose"), one.life
    if proposed is None:
        return
    outcome = "refuse" if "refuse" in life.names else "grant"
    _record(one, 0, proposed, sheets)
    sheets.reviews.add(
        one.id,
        _record_id(one, 0),
        outcome,
        "材料齐全，情况属实。",
        proposed,
        OFFICE,
        one.place.post_id,
    )
    decided = life.at("grant") or life.at("refuse")
    if decided is None:
        return
    _record(one, 1, decided, sheets)
    answer = one.answer
    sheets.decisions.add(
        one.id, _record_id(one, 1), outcome, answer.grounds, answer.reasons, answer.clauses,
        "" if outcome == "grant" else "核实后，申请人已经在别处得到同一援助。",
        decided, OFFICE, one.place.post_id,
    )  # fmt: skip
    if objected := life.at("object") or life.at("object_termination"):
        above = int(one.place.path.split("/")[-3])
        sheets.objections.add(one.id, above, "事实没有核实清楚，请求复核。", objected)


def _record(one: "Told", place: int, at: datetime, sheets: Sheets) -> None:
    on = timezone.localdate(one.applied_at)
    who = (one.place.user_id, one.place.post_id)
    sheets.records.append((_record_id(one, place), one.answer.id, one.place.code, on, at, *who))


def _record_id(one: "Told", place: int) -> int:
    return FIRST_RECORD + one.id * 2 + place


def _papers(one: "Told", sheets: Sheets) -> None:
    first = one.id * STRIDE
    for place, (title, code) in enumerate(PHOTOS):
        _file(first + place, f"{title}.jpg", "image/jpeg", one.applied_at, sheets)
        sheets.papers.add(
            one.id, first + place, title, code, None, None, one.applied_at, "网上来访"
        )
    for place, (step, kind, title, code) in enumerate(LETTERS, len(PHOTOS)):
        at = one.life.at(step)
        if at is None:
            continue
        number = document_number(
            f"{one.place.prefix}{title[:2]}", year=timezone.localdate(at).year, number=one.id
        )
        _file(first + place, f"{title}.docx", "application/vnd.docx", at, sheets)
        sheets.documents.add(
            first + place, one.id, kind, number, title, first + place, at, OFFICE, at
        )
        sheets.papers.add(one.id, first + place, title, code, None, first + place, at, OFFICE)


def _file(number: int, name: str, kind: str, at: datetime, sheets: Sheets) -> None:
    digest = hashlib.sha256(name.encode()).hexdigest()
    sheets.files.add(number, name, kind, 80_000, digest, f"bench/{number}", at, "试经办")


def _assigned(one: "Told", lawyer: tuple[int, str], sheets: Sheets) -> None:
    life = one.life
    accepted = life.at("accept_assignment")
    ended, kind = life.at("archive"), "finished"
    if "terminate" in life.names:
        ended, kind = life.at("terminate"), "terminated"
    sheets.assignments.add(
        one.id, one.id, lawyer[0], life.at("assign"), OFFICE, accepted,
        True if accepted else None, ended, kind if ended else "",
    )  # fmt: skip
    if signed := life.at("sign_mandate"):
        sheets.mandates.add(one.id, one.id, "general", signed.date(), signed, OFFICE)


def _reports(one: "Told", name: str, random: Random, sheets: Sheets) -> None:
    for step, at in one.life.steps:
        if step == "progress":
            sheets.reports.add(one.id, at.date(), random.choice(PROGRESS), at, name)
    if one.id % 5 == 0:
        sheets.messages.add(one.id, True, "请问开庭了吗？", one.life.steps[-1][1], "职工本人")


def _stage(one: "Told", random: Random, sheets: Sheets) -> None:
    filed, concluded = one.life.at("open_stage"), one.life.at("conclude_stage")
    if filed is None:
        return
    kind = "first_instance" if one.form == "litigation" else "arbitration"
    result = ("judgment" if kind == "first_instance" else "award") if concluded else ""
    sheets.stages.add(
        one.id, one.id, one.place.path, kind, "某县劳动人事争议仲裁委员会", "",
        timezone.localdate(filed), timezone.localdate(filed) + timedelta(days=5),
        timezone.localdate(concluded) if concluded else None, result,
    )  # fmt: skip
    if concluded:
        for place, _ in enumerate(one.kinds):
            awarded = (one.amount or Decimal(0)) * Decimal("0.8") if place == 0 else None
            outcome = random.choice(("supported", "partly"))
            sheets.results.add(one.id, one.id * STRIDE + place, outcome, awarded)


def _ended(one: "Told", random: Random, sheets: Sheets) -> None:
    life, path = one.life, one.place
    if closed := life.at("close"):
        awarded = one.amount * Decimal("0.8") if one.amount else None
        sheets.closings.add(
            one.id, random.choice(SUMMARIES), one.amount, awarded, awarded, OFFICE, closed
        )
    if ended := life.at("terminate"):
        sheets.terminations.add(one.id, "own_lawyer", "申请人自行委托了律师。", ended, OFFICE)
    if archived := life.at("archive"):
        number = document_number(
            f"{path.prefix}档", year=timezone.localdate(archived).year, number=one.id
        )
        last = one.id * STRIDE + STRIDE - 1
        _file(last, "案卷.zip", "application/zip", archived, sheets)
        sheets.checks.add(one.id, True, archived, OFFICE)
        digest = hashlib.sha256(number.encode()).hexdigest()
        sheets.archives.add(one.id, number, "{}", digest, last, archived, OFFICE)
