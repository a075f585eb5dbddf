"""Stipends: which union bears whose, what is owed by rule, what was written down as paid."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongyuan.lawyers.models import PanelTerm
from gongyuan.lawyers.models.term import PanelTermQuerySet
from gongyuan.lawyers.queries.terms import stipend_of
from gongyuan.organisations.choices import UnitLevel
from gongyuan.organisations.models import Unit
from gongyuan.panel.choices import PaymentKind
from gongyuan.panel.models import Payment

#: A tick and an amount for each row: what one form may send holds some five hundred rows.
PAGE = 300
STATES = (("", "全部"), ("unpaid", "还没有发的"), ("paid", "已发的"))


@dataclass(frozen=True, kw_only=True)
class StipendRow:
    """One term with its stipend in yuan by rule (None: `source` says why), and its payment."""

    term: PanelTerm
    yuan: Decimal | None
    source: str
    payment: Payment | None
    #: Owed, not written down as paid, and the term has begun.
    is_payable: bool

    @property
    def state(self) -> str:
        if self.payment is not None:
            return "paid"
        return "unpaid" if self.yuan else "none"

    @property
    def differs(self) -> bool:
        """Whether what was paid is not what the rule gives today."""
        return self.payment is not None and self.payment.yuan != self.yuan


@dataclass(frozen=True, kw_only=True)
class StipendTotals:
    """People and yuan: owed by rule, written down as paid, owed and not paid."""

    people: int
    owed: Decimal
    paid_people: int
    paid: Decimal
    unpaid_people: int
    unpaid: Decimal


def steps_of(path: str) -> list[int]:
    """The ids of the unions on a path, from the top down."""
    return [int(step) for step in path.strip("/").split("/") if step]


def stipend_payer(term: PanelTerm, units: Mapping[int, Unit]) -> Unit:
    """The union that bears the stipend of a term: the city's (附件1 二: 由市总工会承担).

    `units` has those on the term's path. Where no city is above, the union that appointed.
    """
    above = [units[step] for step in steps_of(term.unit_path) if step in units]
    return next((unit for unit in above if unit.level == UnitLevel.PREFECTURE), term.unit)


def city_above(unit: Unit) -> Unit | None:
    """The city's union above a union, which bears the stipends there; no query for a city."""
    if unit.level == UnitLevel.PREFECTURE:
        return None
    rows = Unit.objects.filter(pk__in=steps_of(unit.path)[:-1], level=UnitLevel.PREFECTURE)
    return rows.order_by("path").first()


def terms_borne_by(unit: Unit) -> PanelTermQuerySet:
    """The terms whose stipend a union bears: a city all below it, another its own where no city is
    above it."""
    if unit.level == UnitLevel.PREFECTURE:
        return PanelTerm.objects.filter(unit_path__startswith=unit.path)
    if city_above(unit) is not None:
        return PanelTerm.objects.none()
    return PanelTerm.objects.filter(unit_id=unit.pk)


def years_of(terms: PanelTermQuerySet) -> list[int]:
    """The calendar years in which these terms begin, the latest first."""
    return [day.year for day in terms.dates("starts_on", "year", order="DESC")]


def terms_of_year(terms: PanelTermQuerySet, year: int) -> PanelTermQuerySet:
    """Those of these terms that begin in a year, as a list of payments has them: by union, name."""
    rows = terms.filter(starts_on__year=year).select_related("lawyer__firm", "unit")
    return rows.order_by("unit_path", "lawyer__name", "pk")


def stipend_rows(terms: Iterable[PanelTerm], *, today: date) -> list[StipendRow]:
    """What is owed for terms and what was paid, in their order; two queries.

    平工文〔2016〕28号 附件1 二. Terms come with their unions.
    """
    found = list(terms)
    by_lawyer = defaultdict(list)
    for other in PanelTerm.objects.filter(lawyer_id__in={term.lawyer_id for term in found}):
        by_lawyer[other.lawyer_id].append(other)
    paid = stipends_paid(term.pk for term in found)
    return [_row(term, by_lawyer[term.lawyer_id], paid.get(term.pk), today) for term in found]


def stipends_paid(terms: Iterable[int]) -> dict[int, Payment]:
    """The standing payment of the stipend of each of these terms, by term; one query."""
    rows = Payment.objects.standing().filter(kind=PaymentKind.STIPEND, term_id__in=list(terms))
    return {row.term_id: row for row in rows if row.term_id is not None}


def _row(
    term: PanelTerm, others: Iterable[PanelTerm], payment: Payment | None, today: date
) -> StipendRow:
    yuan, source = stipend_of(term, others)
    return StipendRow(
        term=term,
        yuan=yuan,
        source=source,
        payment=payment,
        is_payable=bool(yuan) and payment is None and term.starts_on <= today,
    )


def totals_of(rows: Iterable[StipendRow]) -> StipendTotals:
    """What these rows come to; nothing owed and nothing paid is nobody."""
    known = list(rows)
    paid = [row.payment.yuan for row in known if row.payment is not None]
    unpaid = [row.yuan for row in known if row.payment is None and row.yuan]
    owed = [row.yuan for row in known if row.yuan]
    return StipendTotals(
        people=len(owed),
        owed=sum(owed, Decimal(0)),
        paid_people=len(paid),
        paid=sum(paid, Decimal(0)),
        unpaid_people=len(unpaid),
        unpaid=sum(unpaid, Decimal(0)),
    )
