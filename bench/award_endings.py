"""Awards at the end of an employment, and double wage: from the days and the wage of the row."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bench.award_rows import ONE_DAY, SOME_DAY, Ours, Row, day, decimal
from bench.formulas import terms_of, total
from gongyuan.law.figures import statutory
from gongyuan.law.periods import add_months
from gongyuan.law.years_of_service import compensation_months, service


@dataclass(frozen=True, kw_only=True)
class Served:
    """A service: its days, and whether only its length is known."""

    first: date
    last: date
    is_length_only: bool


def served(row: Row, months_of_wage: Decimal | None = None) -> Served:
    """The days of a row, or a service of as many months of wage as the court counted."""
    first, last = day(row["start"], is_last=False), day(row["end"], is_last=True)
    if first and last and months_of_wage is None:
        return Served(first=first, last=last, is_length_only=False)
    counted = months_of_wage or decimal(row["months_or_N_used"]) or Decimal(1)
    # Half a month of wage stands for a part of less than six months.
    months = int(counted) * 12 + (3 if counted % 1 else 0)
    last = SOME_DAY
    return Served(first=add_months(last + ONE_DAY, -months), last=last, is_length_only=True)


def wage_of(row: Row, ours: Ours) -> Decimal:
    """The monthly wage of the row, or the average of pay that the formula shows."""
    terms = terms_of(row["formula"])
    shown = [term for term in terms if Decimal(12) in term.divisors]
    if shown:
        term = shown[0]
        earned = total(term.sums[0]) if term.sums else term.factors[0]
        ours.note("formula: pay of twelve months")
        return ours.run("monthly_average_wage", total=earned, months=12)
    if row["monthly_wage"] is not None:
        return Decimal(str(row["monthly_wage"]))
    ours.note("formula: wage")
    return terms[0].factors[0]


def paid_before(row: Row, ours: Ours) -> Decimal:
    """What the formula takes off at its end."""
    paid = -sum((term.value for term in terms_of(row["formula"]) if term.sign < 0), Decimal(0))
    if paid:
        ours.note("formula: paid before")
    return paid


def compensation(row: Row, months: Decimal | None = None) -> Ours:
    ours = Ours()
    facts = _ended(row, ours, months)
    first = facts["started_on"]
    if first < date(2008, 1, 1):
        if "dissolution" in row["note"]:
            facts["ground"] = "closed"
            ours.note("2008前不计（解散）")
        elif first < date(1995, 1, 1):
            # Before the labour law no calculator counts: the time up to 2007 goes in as months.
            earlier = _months_of_wage(first, date(2007, 12, 31))
            facts |= {
                "started_on": date(2007, 12, 31),
                "before_2008": "months_given",
                "months_before_2008": earlier,
            }
            ours.note(f"2008前{earlier}个月另加")
        else:
            facts["before_2008"] = "continuous"
            ours.note("2008前连续计算（地方做法）")
    return ours.add(ours.run("economic_compensation", **facts))


def _months_of_wage(first: date, last: date) -> Decimal:
    on = date(2008, 1, 1)
    return compensation_months(
        service(first, last),
        per_year=statutory("compensation_month_per_year", on=on).value,
        short_part=statutory("compensation_short_part", on=on).value,
        round_up_from=int(statutory("compensation_half_year_months", on=on).value),
    )


def damages(row: Row, months: Decimal | None = None) -> Ours:
    ours = Ours()
    facts = _ended(row, ours, months)
    if "average-wage cap" in row["note"]:
        # The row gives three times the average only: any wage above it is capped to it.
        facts["local_average_wage"] = facts["monthly_wage"] / 3
        facts["monthly_wage"] += 1
        ours.note("note: three times the average wage")
    return ours.add(ours.run("unlawful_termination", **facts))


def _ended(row: Row, ours: Ours, months: Decimal | None) -> dict[str, Any]:
    time = served(row, months)
    if time.is_length_only and months is None:
        ours.note("N of the row: no dates")
    return {
        "started_on": time.first,
        "ended_on": time.last,
        "monthly_wage": wage_of(row, ours),
        "already_paid": paid_before(row, ours),
    }


def notice(row: Row, months: Decimal | None = None) -> Ours:
    ours = Ours()
    time = served(row)
    last_wage = terms_of(row["formula"])[0].factors[0]
    ours.note("formula: last month's wage")
    amount = ours.run(
        "notice_pay",
        "notice_pay",
        started_on=time.first,
        ended_on=time.last,
        monthly_wage=last_wage,
        last_month_wage=last_wage,
    )
    return ours.add(amount)


def wage_notice_damages(row: Row, months: Decimal | None = None) -> Ours:
    """Months of wage and of notice in the first term, the damages in the second."""
    ours = Ours()
    wages, double = terms_of(row["formula"])
    owed = ours.run("wage_arrears", monthly_wage=wages.factors[0], months=wages.factors[1])
    ours.note("formula: wage and months of the first term")
    time = served(row, months)
    facts = {"started_on": time.first, "ended_on": time.last, "monthly_wage": double.factors[0]}
    return ours.add(owed).add(ours.run("unlawful_termination", **facts))


def double_wage(
    row: Row, months: Decimal | None = None, practice: Mapping[str, str] | None = None
) -> Ours:
    ours = Ours()
    terms = terms_of(row["formula"])
    if total(terms) and len(terms) == 1 and terms[0].is_plain and not terms[0].divisors:
        # The formula is nothing but the result.
        return ours
    is_open_ended = row["claim_type"] == "double_wage_open_ended_contract"
    first, last = day(row["start"], is_last=False), day(row["end"], is_last=True)
    counted = months or decimal(row["months_or_N_used"])
    if first is None or last is None or months is not None:
        if counted is None:
            return ours
        first = first or date(2019, 1, 1)
        # The first month is free: a window of n months ends n + 1 months after the first day.
        span = int(counted) + (0 if is_open_ended else 1)
        last = add_months(first, span) - ONE_DAY
        ours.note("months of the row")
    facts: dict[str, Any] = {"started_on": first, "ended_on": last, **(practice or {})}
    if is_open_ended:
        facts["kind"] = "open_ended_refused"
    if len(terms) > 1 and all(term.is_plain for term in terms):
        facts |= {"monthly_wage": Decimal(0), "wages": [term.value for term in terms]}
        ours.note("formula: pay of each month")
    elif total(terms):
        facts["monthly_wage"] = wage_of(row, ours)
    if any(Decimal(30) in term.divisors for term in terms):
        facts |= {"part_month": "calendar_days", "part_month_days": Decimal(30)}
        ours.note("part_month=calendar_days（地方做法）")
    if not total(terms):
        facts |= _late(row, last, ours)
    return ours.add(ours.run("double_wage", **facts))


def _late(row: Row, last: date, ours: Ours) -> dict[str, Any]:
    """The day of applying of a claim that was out of time: the note's, else the end of work."""
    filed = re.search(r"filed (\d{4}-\d{2})", row["note"])
    applied = day(filed[1], is_last=False) if filed else last
    ours.note("out of time by limitation, whatever the wage")
    return {
        "applied_on": applied,
        "limitation_mode": "by_day",
        "monthly_wage": decimal(row["monthly_wage"]) or Decimal(1000),
    }
