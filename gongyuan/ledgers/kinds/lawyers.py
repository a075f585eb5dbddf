"""Lawyers with their firms and terms."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from gongyuan.core.sheets.entries import Entry
from gongyuan.lawyers import rules
from gongyuan.lawyers.actions.ledger import CORRECTED, RosterRow, enter_roster
from gongyuan.lawyers.choices import Speciality
from gongyuan.lawyers.models import Firm, FirmMembership, Lawyer, PanelTerm
from gongyuan.lawyers.queries.policy import last_day_of_term
from gongyuan.lawyers.queries.terms import term_facts
from gongyuan.ledgers.choices import LedgerKind
from gongyuan.ledgers.kinds.comparing import compare, day_text
from gongyuan.ledgers.kinds.kind import Cell, Going, Kind, Line, RowsOut, Run
from gongyuan.ledgers.kinds.lawyer_columns import COLUMNS
from gongyuan.ledgers.kinds.places import find_units
from gongyuan.people.actor import Actor


def _key(line: Line) -> str:
    number = line.values.get("licence_number")
    return f"{number}@{line.texts.get('unit', '')}@{line.values.get('starts_on')}" if number else ""


def _judge(lines: Sequence[Line], run: Run) -> None:
    units = find_units(lines, run, name="unit")
    numbers = {line.values.get("licence_number") for line in lines}
    rows = Lawyer.objects.filter(licence_number__in=numbers).select_related("firm")
    known = {row.licence_number: row for row in rows}
    seen = set(
        Lawyer.objects.visible_to(run.actor)
        .filter(pk__in=[row.pk for row in known.values()])
        .values_list("pk", flat=True)
    )
    terms: dict[int, list[PanelTerm]] = defaultdict(list)
    for term in PanelTerm.objects.filter(lawyer__in=known.values()):
        terms[term.lawyer_id].append(term)
    codes = {line.values.get("firm_code") for line in lines} - {"", None}
    names = {firm.uscc or "": firm.name for firm in Firm.objects.filter(uscc__in=codes)}
    for line in lines:
        number = line.values.get("licence_number") or ""
        if number:
            _add(line, "licence_number", rules.licence_obstacles(number))
        _judge_firm(line, run, names)
        _judge_name(line, run)
        lawyer = known.get(number)
        if lawyer is not None:
            _judge_known(line, lawyer, is_seen=lawyer.pk in seen)
        _judge_term(line, units.get(line.position), terms[lawyer.pk] if lawyer else [], run)


def _judge_firm(line: Line, run: Run, names: dict[str, str]) -> None:
    """A credit code is one firm's, in the register and in the ledger."""
    code, firm = line.values.get("firm_code"), line.values.get("firm")
    if not code or not firm:
        return
    of_code = names.get(code) or run.memory.setdefault("firm_codes", {}).setdefault(code, firm)
    if of_code != firm:
        line.fault("firm_code", f"这个信用代码是“{of_code}”的。")


def _judge_name(line: Line, run: Run) -> None:
    """One licence number is one lawyer's in all rows."""
    number, name = line.values.get("licence_number"), line.values.get("name")
    first = run.memory.setdefault("names", {}).setdefault(number, name)
    if number and name and first and first != name:
        line.fault("name", f"上面的行里这个执业证号是“{first}”的。")


def _judge_known(line: Line, lawyer: Lawyer, *, is_seen: bool) -> None:
    line.existing = lawyer
    if line.values.get("firm") not in (None, "", lawyer.firm.name):
        line.hints.append(f"登记的律所是{lawyer.firm.name}；转所请在律师页办理，这里不改。")
    if not is_seen:
        if line.values.get("name") != lawyer.name:
            line.fault("name", "这个执业证号由别的工会登记，姓名与所填不同，请核对证号。")
        line.hints.append("由别的工会登记，这里只加聘期，不改律师的信息。")
        return
    compare(line, {name: getattr(lawyer, name) for name in CORRECTED})


def _judge_term(line: Line, unit: Any, terms: list[PanelTerm], run: Run) -> None:
    starts_on, ends_on = line.values.get("starts_on"), line.values.get("ends_on")
    if unit is None or not starts_on:
        if ends_on and not line.texts.get("starts_on"):
            line.fault("starts_on", "填了聘期至，也要填聘期自。")
        return
    longest = _longest(unit, starts_on, run)
    ends_on = ends_on or longest
    if ends_on is None:
        line.fault("ends_on", "当地政策没有规定聘期长度，请填聘期至。")
        return
    own = [term for term in terms if term.unit_id == unit.pk]
    same = next((term for term in own if term.starts_on == starts_on), None)
    if same is not None:
        if same.ends_on != ends_on:
            line.hints.append(f"同日开始的聘期登记到{same.ends_on:%Y-%m-%d}，这里不改。")
        return
    _add(line, "starts_on", rules.term_obstacles(starts_on, ends_on, term_facts(own)))
    _add(line, "ends_on", rules.length_obstacles(ends_on, longest))
    _judge_in_ledger(line, unit.pk, (starts_on, ends_on), run)
    if line.existing is not None:
        line.changes["starts_on"] = ["", f"{starts_on:%Y-%m-%d}至{ends_on:%Y-%m-%d}"]
    line.data = (unit, starts_on, ends_on)


def _judge_in_ledger(line: Line, unit_id: int, days: tuple[date, date], run: Run) -> None:
    """Two rows of one lawyer may not give terms that run on one day."""
    licence = line.values.get("licence_number")
    if not licence:
        return
    given = run.memory.setdefault("terms", defaultdict(list))[licence, unit_id]
    for sheet, number, starts_on, ends_on in given:
        if starts_on <= days[1] and days[0] <= ends_on:
            line.fault("starts_on", f"与“{sheet}”第{number}行的聘期重叠。")
            break
    given.append((line.sheet, line.number, *days))


def _longest(unit: Any, starts_on: date, run: Run) -> date | None:
    known = run.memory.setdefault("longest", {})
    place = (unit.pk, starts_on)
    if place not in known:
        known[place] = last_day_of_term(unit, starts_on)
    found: date | None = known[place]
    return found


def _write(lines: Sequence[Line], run: Run) -> list[Entry]:
    rows = []
    for line in lines:
        unit, starts_on, ends_on = line.data or (None, None, None)
        lawyer = line.existing
        if lawyer is None:
            values = {name: line.values.get(name) or _EMPTY[name] for name in CORRECTED}
        else:
            values = {name: line.values[name] for name in CORRECTED if name in line.changes}
        rows.append(
            RosterRow(
                position=line.position,
                licence_number=line.values["licence_number"],
                values=values,
                firm_name=line.values.get("firm") or "",
                firm_code=line.values.get("firm_code") or "",
                lawyer=lawyer,
                unit=unit,
                starts_on=starts_on,
                ends_on=ends_on,
            )
        )
    return enter_roster(rows=rows, actor=run.actor, now=run.now)


_EMPTY: dict[str, Any] = {
    "name": "",
    "phone": "",
    "office_phone": "",
    "specialities": [],
    "practising_since": None,
}


def _add(line: Line, name: str, reasons: Sequence[str]) -> None:
    for reason in reasons:
        line.fault(name, reason)


def _rows_out(actor: Actor, going: Going) -> RowsOut:
    """A row for each term in sight; lawyers in sight without one come by themselves."""
    latest = PanelTerm.objects.visible_to(actor).order_by("-starts_on", "-pk")
    rows: QuerySet[Lawyer] = Lawyer.objects.visible_to(actor).select_related("firm").order_by("pk")
    terms: dict[int, PanelTerm] = {}
    for term in latest.select_related("unit"):
        terms.setdefault(term.lawyer_id, term)

    def cells(lawyer: Lawyer) -> dict[str, Cell]:
        term = terms.get(lawyer.pk)
        return {
            "name": lawyer.name,
            "licence_number": lawyer.licence_number,
            "firm": lawyer.firm.name,
            "firm_code": lawyer.firm.uscc or "",
            "phone": lawyer.phone if going.has_personal else "",
            "office_phone": lawyer.office_phone,
            "specialities": "、".join(Speciality(one).label for one in lawyer.specialities),
            "practising_since": day_text(lawyer.practising_since),
            "unit": term.unit.name if term else "",
            "starts_on": day_text(term.starts_on if term else None),
            "ends_on": day_text(term.ends_on if term else None),
        }

    return rows, cells


KIND = Kind(
    code=LedgerKind.LAWYERS,
    columns=COLUMNS,
    known_by="执业证号（同一律师的几个聘期各占一行）",
    key=_key,
    judge=_judge,
    write=_write,
    rows_out=_rows_out,
    models=(Firm, Lawyer, PanelTerm),
    shared=(Firm,),
    parts=((FirmMembership, "lawyer"),),
)
