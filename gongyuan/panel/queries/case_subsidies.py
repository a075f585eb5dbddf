"""Closed cases of a union and what was paid for them, told without a word of what they are about:
whoever pays need not be one who may read cases."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Sum

from gongyuan.cases.models import Assignment, Case
from gongyuan.lawyers.models import Lawyer
from gongyuan.panel.choices import PaymentKind
from gongyuan.panel.models import Payment
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability

PAGE = 60
STATES = (("", "全部"), ("unpaid", "没有发过的"), ("paid", "发过的"))


@dataclass(frozen=True, kw_only=True)
class CaseRow:
    """A closed case: its number and day, who had it, what was paid."""

    case: Case
    lawyers: tuple[Lawyer, ...]
    payments: tuple[Payment, ...]

    @property
    def yuan(self) -> Decimal:
        return sum((one.yuan for one in self.payments), Decimal(0))


def cases_of_union(actor: Actor) -> QuerySet[Case]:
    """The cases whose fees the actor's own union bears: it handles them (附件1 二: 区属原则).

    Only for who pays and who audits.
    """
    if actor.unit_id is None or actor.is_lawyer:
        return Case.objects.none()
    if not actor.can(Capability.PANEL_PAY) and not actor.can(Capability.AUDIT_READ):
        return Case.objects.none()
    return Case.objects.filter(unit_id=actor.unit_id)


def cases_borne_by(actor: Actor) -> QuerySet[Case]:
    """Those of them that are closed and that a lawyer had accepted."""
    accepted = Exists(_accepted().filter(case=OuterRef("pk")))
    return cases_of_union(actor).filter(accepted, closed_on__isnull=False)


def _accepted() -> QuerySet[Assignment]:
    return Assignment.objects.filter(accepted_at__isnull=False)


def _standing() -> QuerySet[Payment]:
    found: QuerySet[Payment] = Payment.objects.standing().filter(kind=PaymentKind.CASE_SUBSIDY)
    return found


def years_of(actor: Actor) -> list[int]:
    """The calendar years in which the union's cases were closed, the latest first."""
    return [day.year for day in cases_borne_by(actor).dates("closed_on", "year", order="DESC")]


def cases_of_year(actor: Actor, *, year: int, state: str) -> QuerySet[Case]:
    """The union's cases with a lawyer that were closed in a year, the latest first.

    `state` is "unpaid", "paid" or "" for all.
    """
    rows = cases_borne_by(actor).filter(closed_on__year=year)
    paid = Exists(_standing().filter(case=OuterRef("pk")))
    if state:
        rows = rows.filter(paid if state == "paid" else ~paid)
    rows = rows.only("pk", "case_number", "application_number", "closed_on", "state", "unit_id")
    accepted = _accepted().select_related("lawyer__firm").order_by("pk")
    paid_to = _standing().select_related("lawyer").order_by("paid_on", "pk")
    return rows.order_by("-closed_on", "-pk").prefetch_related(
        Prefetch("assignments", queryset=accepted), Prefetch("payments", queryset=paid_to)
    )


def case_rows(cases: Iterable[Case]) -> list[CaseRow]:
    """Cases of `cases_of_year` with lawyers and payments; three queries whatever their number."""
    return [
        CaseRow(
            case=case,
            lawyers=tuple({one.lawyer_id: one.lawyer for one in case.assignments.all()}.values()),
            payments=tuple(case.payments.all()),  # type: ignore[attr-defined] # the name upwards
        )
        for case in cases
    ]


def lawyers_of(case: Case) -> list[Lawyer]:
    """The lawyers who had accepted a case, the first first."""
    rows = _accepted().filter(case=case).select_related("lawyer__firm").order_by("pk")
    return list({row.lawyer_id: row.lawyer for row in rows}.values())


def is_known(case: Case, *, lawyer_id: int, voucher: str, yuan: Decimal) -> bool:
    """Whether this amount to this lawyer on this voucher stands on record for a case."""
    rows = _standing().filter(case=case, lawyer_id=lawyer_id, voucher=voucher.strip(), yuan=yuan)
    return rows.exists()


def paid_for(cases: QuerySet[Case]) -> Decimal:
    """Yuan paid for these cases together; one query."""
    found = _standing().filter(case__in=cases.order_by().values("pk"))
    return found.aggregate(yuan=Sum("yuan"))["yuan"] or Decimal(0)
