"""Who came, called and wrote in past years, and what each was told."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from gongyuan.consultations.actions.ledger import CORRECTED, PastConsultation, enter_consultations
from gongyuan.consultations.choices import Channel, Topic
from gongyuan.consultations.models import Consultation
from gongyuan.consultations.queries.ledger import known_from_ledger, ledger_key, numbered
from gongyuan.consultations.rules.consultation import (
    LONGEST_QUESTION,
    answering_obstacles,
    asking_obstacles,
)
from gongyuan.core.sheets.entries import Entry
from gongyuan.lawyers.models import PanelTerm
from gongyuan.ledgers.choices import LedgerKind
from gongyuan.ledgers.kinds.comparing import compare
from gongyuan.ledgers.kinds.consultation_columns import COLUMNS
from gongyuan.ledgers.kinds.consultation_words import topic_named_in
from gongyuan.ledgers.kinds.consultations_out import consultations_out
from gongyuan.ledgers.kinds.kind import Kind, Line, Run
from gongyuan.organisations.models import AidInstitution
from gongyuan.people.queries.units import place_code

#: So many letters and digits of the question tell one from another.
START = 40
LABELS = {"channel": dict(Channel.choices), "topic": dict(Topic.choices)}
UNANSWERED = "没有写怎样答复的。"


@dataclass(frozen=True, kw_only=True)
class _Found:
    """What a row means in the register."""

    key: UUID
    asked_at: datetime
    topic: str
    institution_id: int | None = None
    lawyer_id: int | None = None
    lawyer_name: str = ""


def _key(line: Line) -> str:
    """Somebody with a name or a number asks the same at one time only once."""
    values = line.values
    if not line.texts.get("question"):
        # Many ledgers have one column for what it was about, and nothing else.
        values["question"] = " ".join(line.texts.get("topic", "").split())[:LONGEST_QUESTION]
    told = _told(line)
    is_known = values.get("name") or values.get("phone")
    return f"{told}@{values.get('phone') or ''}" if told and is_known else ""


def _told(line: Line) -> str:
    """What tells a row from others, whether its numbers stand beside it or not; "" for nothing."""
    asked_at, question = _asked_at(line), line.values.get("question")
    if asked_at is None or not question:
        return ""
    start = "".join(sign for sign in question if sign.isalnum())[:START]
    name, place = line.values.get("name") or "", line.values.get("institution") or ""
    return "@".join((asked_at.isoformat(), name, start, place))


def _asked_at(line: Line) -> datetime | None:
    """The instant, or the beginning of the day where the ledger has no time."""
    moment = line.values.get("asked_on")
    if moment is None:
        return None
    if isinstance(moment, datetime):
        day, clock = moment.date(), moment.time()
    else:
        day, clock = moment, time.min
    clock = line.values.get("asked_time") or clock
    return timezone.make_aware(datetime.combine(day, clock)).astimezone(UTC)


def _judge(lines: Sequence[Line], run: Run) -> None:
    _find_places(lines, run)
    _find_team(lines, run)
    _find_regions(lines, run)
    for line in lines:
        _judge_row(line, run)
    keys = [line.data.key for line in lines if line.data]
    known = known_from_ledger(keys)
    own = numbered(run.unit.pk, (line.values.get("number") or "" for line in lines))
    for line in lines:
        entered = known.get(line.data.key) if line.data else None
        number = line.values.get("number") or ""
        line.existing = own.get(number) or entered
        if number and line.existing is None:
            line.hints.append(f"本单位没有“{number}”这件咨询，按新的登记，这个编号不记。")
        if line.existing is None or line.existing is entered:
            _judge_answer(line, run)
        if line.existing is not None and line.existing is entered:
            _judge_known(line, entered)


def _judge_row(line: Line, run: Run) -> None:
    """Whose it is, who answered where, and what was asked about."""
    values, told = line.values, _told(line)
    wanted = {run.unit.name, run.unit.short_name, run.unit.region_code, "", None}
    if values.get("unit") not in wanted:
        line.fault("unit", f"只能导入本单位（{run.unit.name}）的咨询，别的单位的由它自己导入。")
    if not values.get("question") and not line.texts.get("question"):
        line.fault("question", "没有写问的是什么。")
    asked_at = _asked_at(line)
    if asked_at is None or not told:
        return
    wrong = asking_obstacles(
        question=values["question"],
        people_count=1 if values.get("people_count") is None else values["people_count"],
        asked_at=asked_at,
        now=run.now,
    )
    for name, reason in wrong.items():
        line.fault("asked_on" if name == "asked_at" else name, reason)
    lawyer = run.memory["team"].get(values.get("lawyer") or "", (None, ""))
    line.data = _Found(
        key=ledger_key(run.unit.pk, told + _again(line, told, run)),
        asked_at=asked_at,
        topic=values.get("topic") or topic_named_in(values["question"]) or Topic.OTHER_LABOUR,
        institution_id=run.memory["places"].get(values.get("institution") or ""),
        lawyer_id=lawyer[0],
        lawyer_name=lawyer[1],
    )


def _again(line: Line, told: str, run: Run) -> str:
    """Two without a name may ask the same on one day: they are told apart by their order."""
    if line.values.get("name"):
        return ""
    times: Counter[str] = run.memory.setdefault("times", Counter())
    times[told] += 1
    if times[told] == 1:
        return ""
    line.hints.append(f"与上面的行一样，都没有姓名，按另一次咨询登记（第{times[told]}次）。")
    return f"@{times[told]}"


def _judge_answer(line: Line, run: Run) -> None:
    """An old consultation cannot wait for its answer; one that is known has it."""
    values, known = line.values, line.existing
    answer = values.get("answer") or (known.answer if known else "")
    wrong = answering_obstacles(answer=answer, minutes=values.get("minutes"))
    if not answer:
        wrong["answer"] = UNANSWERED
    answered_on: date | None = values.get("answered_on")
    if answered_on and answered_on > run.today:
        wrong["answered_on"] = "晚于今天。"
    elif answered_on and line.data and answered_on < timezone.localdate(line.data.asked_at):
        wrong["answered_on"] = "早于咨询日期。"
    named = {name for name, _ in line.faults}
    for name, reason in wrong.items():
        if name not in named:
            line.fault(name, reason)
    if line.data and not known and not values.get("topic"):
        label = LABELS["topic"][line.data.topic]
        line.hints.append(f"咨询类别按内容记为“{label}”。")


def _judge_known(line: Line, known: Consultation) -> None:
    """One that came in from a ledger before is corrected where this one says something else."""
    compare(line, {name: getattr(known, name) for name in CORRECTED}, words=LABELS)
    if line.data.lawyer_id and line.data.lawyer_id != known.lawyer_id:
        before = known.lawyer.name if known.lawyer else ""
        line.changes["lawyer"] = [before, line.data.lawyer_name]


def _find_places(lines: Sequence[Line], run: Run) -> None:
    """The institutions of the own union that rows name, those that have closed too."""
    places: dict[str, int] = run.memory.setdefault("places", {})
    typed = {line.values.get("institution") or "" for line in lines} - {"", *places}
    if typed:
        rows = AidInstitution.objects.filter(unit=run.unit, name__in=typed).order_by("pk")
        places |= {row.name: row.pk for row in rows}
    for line in lines:
        name = line.values.get("institution")
        if name and name not in places:
            line.fault("institution", f"本单位没有登记“{name}”，请照登记的名称写，或者空着。")


def _find_team(lines: Sequence[Line], run: Run) -> None:
    """The lawyers that rows name, of the teams of the own union and those above, of any year."""
    team: dict[str, tuple[int | None, str]] = run.memory.setdefault("team", {})
    typed = {line.values.get("lawyer") or "" for line in lines} - {"", *team}
    if typed:
        named = Q(lawyer__name__in=typed) | Q(lawyer__licence_number__in=typed)
        steps = [int(step) for step in run.unit.path.strip("/").split("/")]
        rows = PanelTerm.objects.filter(named, unit_id__in=steps)
        found = set(rows.values_list("lawyer_id", "lawyer__name", "lawyer__licence_number"))
        for text in typed:
            same = [(pk, name) for pk, name, number in found if text in (name, number)]
            team[text] = same[0] if len(same) == 1 else (None, text if not same else "")
    for line in lines:
        text = line.values.get("lawyer") or ""
        if not text or team[text][0]:
            continue
        if not team[text][1]:
            line.fault("lawyer", f"律师团有几个人叫“{text}”，请写执业证号。")
        elif text.isdecimal():
            line.fault("lawyer", "律师团里没有这个执业证号。")
        else:
            line.hints.append(f"律师团里没有“{text}”，只记为答复人。")


def _find_regions(lines: Sequence[Line], run: Run) -> None:
    """The code of each place that rows name; one that nobody knows is left out and said so."""
    regions: dict[str, str] = run.memory.setdefault("regions", {})
    for line in lines:
        text = line.values.get("region_code") or ""
        if text and text not in regions:
            regions[text] = _code_of(text)
        if text and not regions[text]:
            line.hints.append(f"没有查到“{text}”这个地方，所在地区空着。")
        line.values["region_code"] = regions.get(text, "")


def _code_of(text: str) -> str:
    try:
        return place_code(text)
    except ValidationError:
        return ""


def _write(lines: Sequence[Line], run: Run) -> list[Entry]:
    told = [_past(line) for line in lines]
    return enter_consultations(told=told, unit=run.unit, actor=run.actor, now=run.now)


def _past(line: Line) -> PastConsultation:
    values, found = line.values, line.data
    names = ("name", "phone", "employer_name", "region_code", "answer", "channel", "question")
    texts: dict[str, Any] = {name: values.get(name) or "" for name in names}
    told = PastConsultation(
        position=line.position,
        key=found.key,
        asked_at=found.asked_at,
        topic=found.topic,
        answered_on=values.get("answered_on") or timezone.localdate(found.asked_at),
        answered_by=values.get("answered_by") or found.lawyer_name,
        people_count=values.get("people_count") or 1,
        minutes=values.get("minutes"),
        institution_id=found.institution_id,
        lawyer_id=found.lawyer_id,
        **texts,
    )
    if line.existing is None:
        return told
    changes = {name for name in line.changes if name in CORRECTED}
    if "lawyer" in line.changes:
        changes |= {"lawyer_id", "answered_by"}
    return replace(told, known=line.existing, changes=frozenset(changes))


KIND = Kind(
    code=LedgerKind.CONSULTATIONS,
    columns=COLUMNS,
    known_by="咨询的日期和时刻、咨询人、内容的开头和接待机构",
    key=_key,
    judge=_judge,
    write=_write,
    rows_out=consultations_out,
    models=(Consultation,),
    confirmed=((Consultation, Q(matter__isnull=False), "已转为法律援助申请"),),
    key_column="question",
    note="每行要写问的是什么、怎样答复的；导入后没有编号和查询码，按咨询日期计入统计表。",
)
