"""What a union paid members of its team is written down, or taken back (附件1 二、四(一))."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gongyuan.cases.models import Case
from gongyuan.core.events import note_obstacles, record_event, record_events
from gongyuan.core.notices import tell_user
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.lawyers.models import PanelTerm
from gongyuan.organisations.models import Unit
from gongyuan.panel.actions.locking import demand, locked
from gongyuan.panel.choices import PaymentKind
from gongyuan.panel.details import NewCaseSubsidy, NewStipends
from gongyuan.panel.models import Payment
from gongyuan.panel.queries import case_subsidies, stipends
from gongyuan.panel.rules import payment as rules
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability

RECORD = "panel.payment.record"
TAKEN_BACK = "这份表已经登记过，其中有撤销了的。请重新打开页面再登记。"


@transaction.atomic
def record_stipends(*, paid: NewStipends, actor: Actor, now: datetime) -> list[Payment]:
    """Write down the stipends that the actor's union has paid together; each lawyer is told.

    All or none, on the locked terms; the same form sent twice is one. An amount left out is the
    rule's (附件1 二), another needs a reason. Refuses terms whose stipend another union bears, that
    have none or were paid, a day to come or before a term begins.
    """
    demand(actor, Capability.PANEL_PAY)
    unit = Unit.objects.get(pk=actor.unit_id or 0)
    terms = _locked_terms(unit, paid)
    keys = {term.pk: uuid5(paid.submission_key, f"stipend {term.pk}") for term in terms}
    known = _known(keys.values())
    if terms and len(known) == len(terms):
        return known
    today = timezone.localdate(now)
    rows = stipends.stipend_rows(terms, today=today)
    told = [_told(row, paid.yuan[row.term.pk]) for row in rows]
    wrong = rules.stipend_obstacles(
        told, paid_on=paid.paid_on, voucher=paid.voucher, why=paid.why, today=today
    )
    _refuse(wrong)
    made = Payment.objects.bulk_create(
        Payment(
            kind=PaymentKind.STIPEND,
            lawyer=row.term.lawyer,
            term=row.term,
            unit=unit,
            unit_path=unit.path,
            yuan=one.amount or Decimal(0),
            source=row.source[:200],
            note=paid.why.strip() if one.differs else "",
            submission_key=keys[row.term.pk],
            **_as_told(paid, actor, now),
        )
        for row, one in zip(rows, told, strict=True)
    )
    _after(made, actor, now)
    return made


@transaction.atomic
def record_case_subsidy(
    *, case: Case, paid: NewCaseSubsidy, actor: Actor, now: datetime
) -> Payment:
    """Write down what the actor's union has paid a lawyer for a case it handled; who is told.

    By the standard of the place, which is named (附件1 二: 参照当地司法机关指导意见). A case may
    have several, by stages; the same form sent twice is one. Refuses a case of another union, one
    not closed, a lawyer who had not accepted it, a day to come or before the case was closed.
    """
    demand(actor, Capability.PANEL_PAY)
    rows = case_subsidies.cases_of_union(actor).select_for_update(of=("self",))
    row = rows.select_related("unit").get(pk=case.pk)
    known = _known([paid.submission_key])
    if known:
        return known[0]
    _refuse(rules.case_subsidy_obstacles(_facts(row, paid), today=timezone.localdate(now)))
    made = Payment.objects.create(
        kind=PaymentKind.CASE_SUBSIDY,
        lawyer_id=paid.lawyer_id,
        case=row,
        unit=row.unit,
        unit_path=row.unit_path,
        yuan=paid.yuan,
        source=paid.source.strip(),
        note=paid.note.strip(),
        submission_key=paid.submission_key,
        **_as_told(paid, actor, now),
    )
    _after([made], actor, now)
    return made


@transaction.atomic
def withdraw_payment(*, payment: Payment, note: str, actor: Actor, now: datetime) -> Payment:
    """Take back what was written down by mistake, with the reason; it stays on record.

    By the union that paid, or the one that has taken it in. The stipend of the term may be written
    down again. The lawyer is told; taken back twice is once. Refuses an empty reason.
    """
    demand(actor, Capability.PANEL_PAY)
    row: Payment = locked(Payment, payment.pk, actor, "lawyer", "unit")
    refuse_if(note_obstacles("panel.payment.withdraw", note), field="note")
    if row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_by = now, actor.signature
        row.withdrawn_why = note.strip()[:200]
        row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
        record_event(row, "panel.payment.withdraw", actor=actor, now=now, note=note)
        said = f"{row.unit.name}撤销了一笔发放登记：{_words(row)}。理由：{row.withdrawn_why}"
        _tell(row, said, now)
    return row


def _locked_terms(unit: Unit, paid: NewStipends) -> list[PanelTerm]:
    rows = stipends.terms_borne_by(unit).filter(pk__in=list(paid.yuan))
    rows = rows.select_related("lawyer", "unit").select_for_update(of=("self",)).order_by("pk")
    found = list(rows)
    if len(found) != len(paid.yuan):
        raise PanelTerm.DoesNotExist
    return found


def _known(keys: Iterable[UUID]) -> list[Payment]:
    """What the same form has written down before; refuses where some of it was taken back."""
    rows = list(Payment.objects.filter(submission_key__in=list(keys)).order_by("pk"))
    if any(row.withdrawn_at is not None for row in rows):
        raise Refused(TAKEN_BACK)
    return rows


def _as_told(paid: NewStipends | NewCaseSubsidy, actor: Actor, now: datetime) -> dict[str, Any]:
    """When and on which voucher, and who wrote it down when."""
    return {
        "paid_on": paid.paid_on,
        "voucher": paid.voucher.strip(),
        "recorded_at": now,
        "recorded_by": actor.signature,
    }


def _told(row: stipends.StipendRow, yuan: Decimal | None) -> rules.Stipend:
    return rules.Stipend(
        name=row.term.lawyer.name,
        starts_on=row.term.starts_on,
        owed=row.yuan,
        source=row.source,
        is_paid=row.payment is not None,
        yuan=yuan,
    )


def _facts(case: Case, paid: NewCaseSubsidy) -> rules.CaseSubsidy:
    had = {lawyer.pk for lawyer in case_subsidies.lawyers_of(case)}
    return rules.CaseSubsidy(
        closed_on=case.closed_on,
        is_lawyers=paid.lawyer_id in had,
        is_known=case_subsidies.is_known(
            case, lawyer_id=paid.lawyer_id, voucher=paid.voucher, yuan=paid.yuan
        ),
        yuan=paid.yuan,
        paid_on=paid.paid_on,
        voucher=paid.voucher,
        source=paid.source,
    )


def _refuse(wrong: dict[str, list[str]]) -> None:
    """Refuse with what is wrong, field by field: the first is told beside its control."""
    for field, sentences in wrong.items():
        raise Refused(*sentences, field=field or None)


def _after(made: list[Payment], actor: Actor, now: datetime) -> None:
    """Write down that it was recorded, and tell the lawyers who have an account."""
    happened = [(row, {"title": _words(row)}) for row in made]
    record_events(RECORD, happened, actor=actor, now=now)
    for row in made:
        _tell(row, f"{row.unit.name}登记了发给您的{_words(row)}。", now)


def _words(row: Payment) -> str:
    what = PaymentKind(row.kind).label
    return f"{what} {row.yuan:,.2f} 元，{row.paid_on:%Y-%m-%d}，凭证 {row.voucher}"


def _tell(row: Payment, body: str, now: datetime) -> None:
    if row.lawyer.user_id is not None:
        link = f"{reverse('my_year')}#owed"
        tell_user(user_id=row.lawyer.user_id, body=body, link=link, now=now)
