"""Awards of pay: wages owed, overtime, annual leave, minimum wage, stoppages."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from bench.award_rows import SOME_DAY, Ours, Row, day, decimal
from bench.formulas import Term, terms_of, total

PAID_DAYS, HOURS = Decimal("21.75"), Decimal(8)
RATES = {Decimal("1.5"): "weekday_hours", Decimal(2): "rest_day_hours", Decimal(3): "holiday_hours"}
LONGEST_MONTH, SHORTEST_MONTH = 31, 28


def unpaid_wage(row: Row, months: Decimal | None = None) -> Ours:
    """Terms wage × months, wage / 21.75 × days, wage / days of the month × days, and sums."""
    ours = Ours()
    ours.note("formula: wage, months, days, sums paid")
    terms = terms_of(row["formula"])
    wages: dict[Decimal, dict[str, Any]] = {}
    others = [term.value for term in terms if term.sign > 0 and term.is_plain and not _days(term)]
    paid = -sum((term.value for term in terms if term.sign < 0), Decimal(0))
    for term in terms:
        if term.sign > 0 and (not term.is_plain or _days(term)):
            _take(term, others, wages, ours)
    parts = [ours.run("wage_arrears", monthly_wage=wage, **facts) for wage, facts in wages.items()]
    if not (others or paid):
        return ours.add(sum(parts, Decimal(0)))
    return ours.add(ours.run("wage_arrears", other_due=others + parts, paid=paid))


def _days(term: Term) -> bool:
    return PAID_DAYS in term.divisors


def _take(
    term: Term, others: list[Decimal], wages: dict[Decimal, dict[str, Any]], ours: Ours
) -> None:
    """Sort one term into months or days of a wage."""
    wage = term.factors[0]
    number = term.factors[1] if len(term.factors) > 1 else Decimal(1)
    month = next((one for one in term.divisors if SHORTEST_MONTH <= one <= LONGEST_MONTH), None)
    whole = next((one for one in others if abs(one / PAID_DAYS - wage) < 1), None)
    if whole is not None:
        # The daily wage of a month that stands in the same sum.
        ours.note("the court rounded the daily wage first")
        wages.setdefault(whole, {})["days"] = number
    elif _days(term):
        wages.setdefault(wage, {})["days"] = number
    elif month is not None:
        wages.setdefault(wage, {}).update(days=number, part_month_days=month)
    else:
        wages.setdefault(wage, {})["months"] = number


def additional(row: Row, months: Decimal | None = None) -> Ours:
    """Damages of article 85: the sum owed and the share ordered."""
    ours = Ours()
    owed, share = terms_of(row["formula"])[0].factors
    ours.note("formula: sum owed, share ordered")
    amount = ours.run(
        "wage_arrears",
        "additional_least",
        other_due=[owed],
        order="overdue",
        additional_percent=share * 100,
    )
    return ours.add(amount)


def annual_leave(row: Row, months: Decimal | None = None) -> Ours:
    ours = Ours()
    wage, days, rate = terms_of(row["formula"])[0].factors
    ended = day(row["end"], is_last=True)
    ours.note("formula: wage, days, rate")
    if rate != 2:
        ours.note("正常工资未付，300%")
    amount = ours.run(
        "annual_leave",
        year=ended.year if ended else SOME_DAY.year,
        monthly_wage=wage,
        unused_days=decimal(row["days_used"]) or days,
        normal_wage_paid=rate == 2,
    )
    return ours.add(amount)


def overtime(row: Row, months: Decimal | None = None) -> Ours:
    """Days or hours by rate, at a monthly or an hourly wage, less what was paid."""
    ours = Ours()
    ours.note("formula: wage, hours or days, rates")
    terms = terms_of(row["formula"])
    paid = -sum((term.value for term in terms if term.sign < 0), Decimal(0))
    runs = [run for term in terms if term.sign > 0 for run in _runs(term, row, ours)]
    for index, (facts, is_normal_time) in enumerate(runs):
        if is_normal_time:
            ours.add(ours.run("wage_arrears", **facts))
        else:
            taken = {"already_paid": paid} if paid and not index else {}
            ours.add(ours.run("overtime", **(facts | taken)))
    return ours


def _runs(term: Term, row: Row, ours: Ours) -> Iterator[tuple[dict[str, Any], bool]]:
    """Each computation a term asks for, and whether it is of normal time."""
    week = next((one for one in term.divisors if 22 < one < SHORTEST_MONTH), None)
    if week is not None:
        yield _six_day_week(term, week, ours), False
        return
    by_day = PAID_DAYS in term.divisors and HOURS not in term.divisors
    unit = HOURS if by_day else Decimal(1)
    key = "monthly_wage" if PAID_DAYS in term.divisors else "hourly_wage"
    kind = _only_kind(row)
    if kind and term.sums:
        # Wages of single months, each with its days: (wage × days + …) / 21.75 × rate.
        for one in term.sums[0]:
            days = one.factors[1] if len(one.factors) > 1 else Decimal(1)
            yield {key: one.factors[0], kind: days * unit}, False
    elif term.sums:
        yield from _by_rate(term, key, unit)
    else:
        yield _single(term, key, unit, kind, ours), False


def _only_kind(row: Row) -> str | None:
    claim = row["claim_type"]
    return {"overtime_holiday_300": "holiday_hours", "overtime_weekday_150": "weekday_hours"}.get(
        claim
    )


def _by_rate(term: Term, key: str, unit: Decimal) -> Iterator[tuple[dict[str, Any], bool]]:
    """A wage times a sum of hours or days with their rates; without a rate it is normal time."""
    facts: dict[str, Any] = {key: term.factors[0]}
    for one in term.sums[0]:
        rate = one.factors[-1]
        numbers = one.factors[:-1]
        if rate in RATES and total([Term(factors=numbers)]) > rate:
            facts[RATES[rate]] = total([Term(factors=numbers)]) * unit
        else:
            yield {"hourly_wage": term.factors[0], "hours": one.value}, True
    yield facts, False


def _single(term: Term, key: str, unit: Decimal, kind: str | None, ours: Ours) -> dict[str, Any]:
    """Wage × days × rate in any order; a day alone is one day at the rate."""
    wage, *others = term.factors
    if kind is None:
        return {key: wage, RATES[others[0]]: unit}
    rate = next((one for one in others if one in RATES), Decimal(0))
    numbers = list(others)
    numbers.remove(rate)
    facts: dict[str, Any] = {key: wage, kind: total([Term(factors=numbers)]) * unit}
    if kind == "holiday_hours" and rate == 2:
        facts["holiday_pay_includes_wage"] = True
        ours.note("holiday_pay_includes_wage（地方做法）")
    return facts


def _six_day_week(term: Term, week: Decimal, ours: Ours) -> dict[str, Any]:
    """Weekly days off worked at the normal pay: the wage is that of more days than 21.75."""
    ours.note(f"月工资含休息日的正常工资（除以{week}天），扣已付一倍")
    wage = term.factors[-1]
    days = total([Term(factors=term.factors[:-1])])
    return {
        "monthly_wage": wage * PAID_DAYS / week,
        "rest_day_hours": days * HOURS,
        "already_paid": days * wage / week,
    }


def minimum_wage_gap(row: Row, months: Decimal | None = None) -> Ours:
    ours = Ours()
    ours.note("formula: minimum wage and wage of each month")
    terms = terms_of(row["formula"])
    for minimum, paid in zip(terms[::2], terms[1::2], strict=True):
        amount = ours.run(
            "minimum_wage_comparison",
            on=SOME_DAY,
            minimum_wage=minimum.value,
            paid=-paid.value,
        )
        ours.add(amount)
    return ours


def stoppage(row: Row, months: Decimal | None = None) -> Ours:
    """(minimum wage × share − paid a month) × months, after the first pay cycle."""
    ours = Ours()
    ours.note("formula: minimum wage, share, paid, months")
    (term,) = terms_of(row["formula"])
    allowance, paid = term.sums[0]
    number = term.factors[0]
    amount = ours.run(
        "stoppage_pay",
        on=date(2013, 5, 1),
        months=number,
        is_first_cycle_settled=True,
        monthly_wage=Decimal(0),
        minimum_wage=allowance.factors[0],
        allowance_percent=allowance.factors[1] * 100,
        paid=-paid.value * number,
    )
    return ours.add(amount)


def average_wage(row: Row, months: Decimal | None = None) -> Ours:
    """Twelve months of pay, a share of the yearly bonus, overtime beside it."""
    ours = Ours()
    ours.note("formula: pay, bonus, overtime")
    (term,) = terms_of(row["formula"])
    if not term.sums:
        return ours.add(ours.run("monthly_average_wage", total=term.factors[0], months=12))
    pay, bonus, extra = term.sums[0]
    amount = ours.run(
        "monthly_average_wage",
        wages=[pay.factors[0]] * int(pay.factors[1]),
        annual_bonus=bonus.factors[0],
        bonus_months=int(bonus.factors[1]),
        overtime_pay=extra.value,
        includes_overtime=False,
    )
    return ours.add(amount)


def non_competition(row: Row, months: Decimal | None = None) -> Ours:
    ours = Ours()
    ours.note("months of the row; minimum wage not in issue")
    amount = ours.run(
        "non_competition",
        ended_on=day(row["start"], is_last=False),
        monthly_wage=Decimal(str(row["monthly_wage"])),
        agreed_months=Decimal(str(row["months_or_N_used"])),
        minimum_wage=Decimal(0),
    )
    return ours.add(amount)
