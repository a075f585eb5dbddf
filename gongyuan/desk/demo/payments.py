"""What the city has paid to its team in the demonstration, and a county for a case."""

from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from gongyuan.desk.demo.network import PINGDINGSHAN
from gongyuan.organisations.models import Unit
from gongyuan.panel.actions.payments import record_case_subsidy, record_stipends
from gongyuan.panel.details import NewCaseSubsidy, NewStipends
from gongyuan.panel.queries import case_subsidies, stipends
from gongyuan.people.actor import Actor
from gongyuan.people.models import Post
from gongyuan.people.queries import actor_in

STANDARD = "舞钢市法律援助办案补贴标准（演示）"


def pay_team(units: dict[str, Unit], *, now: datetime) -> None:
    """Last year's stipends on one voucher; one closed case of the first office."""
    _last_year(units[PINGDINGSHAN], now - timedelta(days=40), now)
    _case(now)


def _last_year(city: Unit, at: datetime, now: datetime) -> None:
    today = timezone.localdate(at)
    terms = stipends.terms_of_year(stipends.terms_borne_by(city), timezone.localdate(now).year - 1)
    rows = [row for row in stipends.stipend_rows(terms, today=today) if row.is_payable]
    paid = NewStipends(
        submission_key=UUID(int=7_200_001),
        yuan={row.term.pk: None for row in rows},
        paid_on=today,
        voucher="记-118（演示）",
    )
    record_stipends(paid=paid, actor=_actor("city"), now=at)


def _case(now: datetime) -> None:
    """A case of the demonstration's lawyer, where one is closed."""
    officer, lawyer = _actor("officer"), _actor("lawyer")
    cases = case_subsidies.cases_borne_by(officer).filter(
        assignments__lawyer__user_id=lawyer.user_id or 0,
        assignments__accepted_at__isnull=False,
        closed_on__lte=timezone.localdate(now),
    )
    case = cases.order_by("-closed_on", "-pk").first()
    if case is None:
        return
    paid = NewCaseSubsidy(
        submission_key=UUID(int=7_200_002),
        lawyer_id=next(
            one.pk for one in case_subsidies.lawyers_of(case) if one.user_id == lawyer.user_id
        ),
        yuan=Decimal("1200.00"),
        paid_on=timezone.localdate(now),
        voucher="记-131（演示）",
        source=STANDARD,
    )
    record_case_subsidy(case=case, paid=paid, actor=officer, now=now)


def _actor(username: str) -> Actor:
    posts = Post.objects.select_related("user", "unit", "institution")
    return actor_in(posts.get(user__username=username))
