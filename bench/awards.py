"""Printed awards against our calculators: `python -m bench.awards computations.jsonl`.

The file has one JSON object a line with claim_type, start, end, monthly_wage, months_or_N_used,
days_used, formula, computed, awarded_or_printed, expectation, note, check_strength. The inputs are
its days and wage; what only the formula shows (a wage, days, a local average, a sum paid before) is
read out of it, and said. The printed result is never an input. Where days and the court's months
differ, the days decide; a second look with the court's months tells whether that is all.
"""

import json
import re
import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from bench import award_endings, award_injuries, award_pay
from bench.award_rows import Ours, Row, decimal
from bench.formulas import terms_of
from gongyuan.law.inputs import InputErrors

TOLERANCE = Decimal(1)
CLAIMS: Mapping[str, Callable[..., Ours]] = {
    "economic_compensation_N": award_endings.compensation,
    "unlawful_termination_2N": award_endings.damages,
    "notice_pay_1_month": award_endings.notice,
    "mixed_wage_notice_2N": award_endings.wage_notice_damages,
    "double_wage_no_contract": award_endings.double_wage,
    "double_wage_open_ended_contract": award_endings.double_wage,
    "annual_leave": award_pay.annual_leave,
    "unpaid_wage": award_pay.unpaid_wage,
    "bonus": award_pay.unpaid_wage,
    "additional_compensation_50pct": award_pay.additional,
    "average_wage": award_pay.average_wage,
    "min_wage_gap": award_pay.minimum_wage_gap,
    "standby_living_allowance": award_pay.stoppage,
    "non_compete_compensation_30pct": award_pay.non_competition,
    "overtime_holiday_300": award_pay.overtime,
    "overtime_weekday_150": award_pay.overtime,
    "overtime_mixed": award_pay.overtime,
    "overtime_restday_and_holiday": award_pay.overtime,
    "wages_incl_overtime_min_wage_base": award_pay.overtime,
    "injury_disability_lump": award_injuries.disability_lump,
    "injury_medical_lump": award_injuries.ending_lumps,
    "injury_employment_lump": award_injuries.ending_lumps,
    "injury_medical_and_employment_lump": award_injuries.ending_lumps,
    "injury_suspension_pay": award_injuries.suspension_pay,
    "disability_allowance_difference_grade3": award_injuries.allowance_difference,
    "work_death_funeral": award_injuries.funeral,
    "work_death_dependant_pension": award_injuries.dependant_pension,
    "work_death_lump": award_injuries.fatality_benefit,
}
#: Why no calculator answers a claim.
OUTSIDE = {
    "additional_compensation_25pct": "no calculator: the rule of 25 % is repealed",
    "unemployment_living_subsidy": "no calculator: a province's subsidy for rural workers",
    "unemployment_benefit_loss": "no calculator: a city's subsidy for rural workers",
}
BY_COURT_MONTHS = (
    "economic_compensation_N",
    "unlawful_termination_2N",
    "mixed_wage_notice_2N",
    "double_wage_no_contract",
)
#: How courts paid parts of months before 法释〔2025〕12号.
PRACTICES = ({"part_month": "whole"}, {"part_month": "left_out"})
REASONS = {
    "capped_by_claim": "the worker claimed less",
    "unappealed_award": "the worker accepted less",
    "court_arithmetic_error": "the court's arithmetic",
    "rule_mismatch": "the award departs from the statute",
    "inspect": "the printed base does not give the printed sum",
}


@dataclass
class Line:
    """One row of the table."""

    row: Row
    printed: Decimal
    ours: Decimal | None
    why: str
    is_equal: bool
    #: Equal with the months the court took, or with the practice of its time.
    is_near: bool = False

    @property
    def is_sound(self) -> bool:
        """A row whose inputs stand apart from the result and that follows the rule."""
        return bool(
            self.row["check_strength"] == "independent" and self.row["expectation"] == "match"
        )


def line_of(row: Row, others: Sequence[Line]) -> Line:
    printed = decimal(row["awarded_or_printed"])
    target = printed if printed is not None else decimal(row["computed"]) or Decimal(0)
    claim = CLAIMS.get(row["claim_type"])
    try:
        ours = claim(row) if claim else net(row, others)
    except InputErrors as error:
        return Line(row, target, None, f"refused: {error}", is_equal=False)
    if ours is None:
        why = OUTSIDE.get(row["claim_type"], "no calculator: outside labour law")
        return Line(row, target, None, why, is_equal=False)
    if not ours.used:
        return Line(row, target, None, "the inputs are not in the row", is_equal=False)
    is_equal = abs(ours.amount - target) <= TOLERANCE
    near = [] if is_equal or claim is None else _near(row, claim, target)
    reasons = [] if is_equal else _reasons(row, target, ours) + near
    if not (is_equal or reasons):
        reasons = ["UNEXPLAINED"]
    why = "; ".join([*reasons, *ours.notes, "+".join(ours.used)])
    return Line(row, target, ours.amount, why, is_equal, is_near=bool(near))


def net(row: Row, others: Sequence[Line]) -> Ours | None:
    """A sum whose addends are other rows of the same judgment: ours instead of the printed ones.

    None unless at least two addends are such rows; what remains is taken as it stands.
    """
    ours = Ours()
    known = {line.printed: line for line in others if line.row["doc"] == row["doc"] and line.ours}
    for term in terms_of(row["formula"]):
        line = known.get(term.value)
        ours.add(line.ours if line and line.ours else term.value)
        if line:
            ours.used.append(line.row["claim_type"])
    ours.note("formula: solatium, sum paid (the rest is our other rows)")
    return ours if len(ours.used) > 1 else None


def _near(row: Row, claim: Callable[..., Ours], target: Decimal) -> list[str]:
    """What makes ours equal: the months the court took, or a practice of its time."""
    months = decimal(row["months_or_N_used"])
    if row["claim_type"] == "double_wage_no_contract":
        for practice in PRACTICES:
            if abs(claim(row, practice=practice).amount - target) <= TOLERANCE:
                return [f"equal with part_month={practice['part_month']}（地方做法）"]
    if row["claim_type"] == "mixed_wage_notice_2N":
        months = Decimal(1)
    if row["claim_type"] not in BY_COURT_MONTHS or not months:
        return []
    is_equal = abs(claim(row, months=months).amount - target) <= TOLERANCE
    return [f"the court took {months} months, equal with them"] if is_equal else []


def _reasons(row: Row, target: Decimal, ours: Ours) -> list[str]:
    """Why ours is not the printed sum, as far as the file knows."""
    if row["expectation"] in REASONS:
        return [REASONS[row["expectation"]]]
    arithmetic = decimal(row["computed"]) or Decimal(0)
    is_rounded = any("rounded" in note for note in ours.notes)
    if is_rounded or abs(arithmetic - target) > TOLERANCE:
        return ["the court rounded on the way"]
    return []


def table(lines: list[Line]) -> str:
    head = ("case", "claim", "printed", "ours", "difference", "why")
    rows = [head, *(_cells(line) for line in lines)]
    widths = [max(_width(row[place]) for row in rows) for place in range(len(head) - 1)]
    return "\n".join(
        "  ".join([_padded(cell, width) for cell, width in zip(row, widths, strict=False)])
        + f"  {row[-1]}"
        for row in rows
    )


def _cells(line: Line) -> tuple[str, ...]:
    ours = "-" if line.ours is None else f"{line.ours:.2f}"
    difference = "-" if line.ours is None else f"{line.ours - line.printed:+.2f}"
    mark = "" if line.is_equal else "!"
    claim = line.row["claim_type"]
    return (line.row["case_id"], claim, f"{line.printed:.2f}", ours, difference + mark, line.why)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def share(lines: list[Line], *, with_near: bool = False) -> str:
    equal = sum(line.is_equal or (with_near and line.is_near) for line in lines)
    return f"{equal} of {len(lines)} ({equal / len(lines):.1%})"


def inputs_of_formulas(lines: list[Line]) -> str:
    """What each kind of claim took out of the printed formula; the rest came from days and wage."""
    shown: dict[str, set[str]] = {}
    for line in lines:
        found = re.findall(r"formula: ([^;]+)", line.why)
        if line.ours is not None:
            shown.setdefault(line.row["claim_type"], set()).update(found)
    width = max(map(len, shown))
    return "\n".join(
        f"  {claim.ljust(width)}  {', '.join(sorted(found)) or 'nothing'}"
        for claim, found in shown.items()
    )


def main(path: str) -> None:
    rows = [json.loads(line) for line in Path(path).read_text("utf-8").splitlines() if line]
    lines: list[Line] = []
    for row in rows:
        lines.append(line_of(row, lines))
    print(table(lines))
    print(f"\ninputs that were read out of the formula:\n{inputs_of_formulas(lines)}")
    covered = [line for line in lines if line.row["claim_type"] in CLAIMS]
    print(f"\nequal within one yuan: {share(lines)}")
    print(f"  of claims a calculator covers: {share(covered)}")
    print(f"  of independent rows that match the rule: {share([x for x in lines if x.is_sound])}")
    near = share(lines, with_near=True)
    print(f"  with the months the court took or the practice of its time: {near}")
    unexplained = [line.row["case_id"] for line in lines if "UNEXPLAINED" in line.why]
    print(f"  differences unexplained: {', '.join(unexplained) or 'none'}")


if __name__ == "__main__":
    main(sys.argv[1])
