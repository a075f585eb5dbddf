"""Awards after injuries and deaths at work."""

from datetime import date
from decimal import Decimal
from typing import Any

from bench.award_rows import Ours, Row
from bench.formulas import Term, terms_of

#: Rows rarely tell the day of the injury; the multiples are the same since 2011.
INJURED_ON = date(2013, 1, 1)
GRADES = {9: 9, 7: 10, 11: 8, 13: 7, 16: 6, 18: 5}
#: The wage does not matter to benefits that follow the local average.
ANY_WAGE = Decimal(3000)


def _injury(ours: Ours, part: str, **given: Any) -> Decimal:
    facts = {"injured_on": INJURED_ON, "grade": 10, "monthly_wage": ANY_WAGE}
    return ours.run("work_injury", part, **(facts | given))


def disability_lump(row: Row, months: Decimal | None = None) -> Ours:
    """Wage × months of the grade, or local average × 60 % × months for a low wage."""
    ours = Ours()
    factors = terms_of(row["formula"])[0].factors
    ours.note("formula: wage or local average, months (they tell the grade)")
    facts: dict[str, Any] = {"grade": GRADES[int(factors[-1])], "monthly_wage": factors[0]}
    if len(factors) > 2:
        facts |= {"local_average_wage": factors[0], "monthly_wage": Decimal(1)}
        ours.note("wage below 60 %")
    return ours.add(_injury(ours, "disability_lump", **facts))


def ending_lumps(row: Row, months: Decimal | None = None) -> Ours:
    """Local average × months set by the province; a yearly average is divided by twelve."""
    ours = Ours()
    (term,) = terms_of(row["formula"])
    number = term.factors[-1]
    base = Term(factors=term.factors[:-1], divisors=term.divisors).value
    ours.note("formula: local average, months of the province")
    # The split between the two does not change their sum.
    medical = number / 2 if "and" in row["claim_type"] else number
    facts = {
        "ending": "by_worker",
        "lump_base_wage": base,
        "medical_lump_months": medical,
        "employment_lump_months": number - medical if "and" in row["claim_type"] else number,
    }
    if "employment" not in row["claim_type"]:
        return ours.add(_injury(ours, "medical_lump", **facts))
    if "medical" not in row["claim_type"]:
        return ours.add(_injury(ours, "employment_lump", **facts))
    both = _injury(ours, "medical_lump", **facts) + _injury(ours, "employment_lump", **facts)
    return ours.add(both)


def suspension_pay(row: Row, months: Decimal | None = None) -> Ours:
    ours = Ours()
    first, *rest = terms_of(row["formula"])
    ours.note("formula: wage, months, paid")
    amount = _injury(
        ours,
        "suspension_pay",
        monthly_wage=first.factors[0],
        suspension_months=first.factors[1],
        suspension_paid=-sum((term.value for term in rest), Decimal(0)),
    )
    return ours.add(amount)


def allowance_difference(row: Row, months: Decimal | None = None) -> Ours:
    """(allowance of the grade − paid a month) × months."""
    ours = Ours()
    (term,) = terms_of(row["formula"])
    allowance, paid = term.sums[0]
    grade = int(row["claim_type"].rsplit("grade", 1)[1])
    ours.note("formula: wage, paid a month, months")
    monthly = _injury(ours, "allowance", grade=grade, monthly_wage=allowance.factors[0])
    return ours.add((monthly + paid.value) * term.factors[0])


def _death(ours: Ours, part: str, **given: Any) -> Decimal:
    facts: dict[str, Any] = {"died_on": INJURED_ON, "urban_income": Decimal(0)}
    return ours.run("work_death", part, **(facts | given))


def funeral(row: Row, months: Decimal | None = None) -> Ours:
    ours = Ours()
    (term,) = terms_of(row["formula"])
    ours.note("formula: local average of a year")
    average = term.factors[0] / term.divisors[0]
    return ours.add(_death(ours, "funeral", local_average_wage=average))


def dependant_pension(row: Row, months: Decimal | None = None) -> Ours:
    """wage × share × years × 12: our monthly pension, taken for the court's years."""
    ours = Ours()
    wage, share, years, twelve = terms_of(row["formula"])[0].factors
    ours.note("formula: wage, years taken at once")
    relation = {"spouse": True} if share > Decimal("0.3") else {"other_relatives": 1}
    monthly = _death(ours, "pension", monthly_wage=wage, **relation)
    return ours.add(monthly * years * twelve)


def fatality_benefit(row: Row, months: Decimal | None = None) -> Ours:
    ours = Ours()
    ours.note("formula: urban income")
    income = terms_of(row["formula"])[0].factors[0]
    return ours.add(_death(ours, "fatality_benefit", urban_income=income))
