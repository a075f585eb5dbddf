"""What a union has paid to its team is written down once, told, and taken back with a reason."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, transaction

from gongyuan.cases.models import Case
from gongyuan.core.events import events_of
from gongyuan.core.models import Notice
from gongyuan.core.refusals import Refused
from gongyuan.lawyers.models import PanelTerm
from gongyuan.organisations.actions.mergers import merge_unit
from gongyuan.organisations.choices import UnitLevel
from gongyuan.panel.actions.payments import (
    record_case_subsidy,
    record_stipends,
    withdraw_payment,
)
from gongyuan.panel.details import NewCaseSubsidy, NewStipends
from gongyuan.panel.models import Payment
from gongyuan.panel.queries.stipends import stipend_rows, terms_borne_by, totals_of
from gongyuan.people.choices import Role
from tests.cases.factories import make_case
from tests.lawyers.factories import make_lawyer, make_term
from tests.organisations.factories import make_unit
from tests.panel.factories import (
    NOW,
    TERM,
    City,
    acting,
    make_city,
    member,
    stipend_paid,
    subsidy_paid,
)
from tests.people.factories import make_actor

pytestmark = pytest.mark.django_db
PAID_ON = date(2026, 4, 20)
#: When every case of tests/cases/factories.py is closed.
CLOSED = date(2026, 6, 1)
LATER = NOW + timedelta(days=60)


@pytest.fixture
def city() -> City:
    return make_city()


def finance(unit):
    return make_actor(role=Role.FINANCE_OFFICER, unit=unit)


def told(*terms, **values):
    yuan = values.pop("yuan", None)
    known = {"submission_key": uuid4(), "paid_on": PAID_ON, "voucher": "记-7"}
    return NewStipends(yuan={term.pk: yuan for term in terms}, **{**known, **values})


def told_subsidy(lawyer, **values):
    known = {
        "submission_key": uuid4(),
        "lawyer_id": lawyer.pk,
        "yuan": Decimal("800.00"),
        "paid_on": CLOSED,
        "voucher": "记-9",
        "source": "市司法局办案补贴标准",
    }
    return NewCaseSubsidy(**{**known, **values})


def closed(unit, lawyer, **values):
    return Case.objects.get(pk=make_case(unit=unit, lawyer=lawyer, state="closed", **values).pk)


def test_finance_writes_down_the_stipends_of_a_voucher_and_each_lawyer_is_told(city):
    terms = [member(city), member(city)]
    actor = finance(city.unit)

    made = record_stipends(paid=told(*terms), actor=actor, now=NOW)

    assert [(row.term_id, row.lawyer_id, row.yuan) for row in made] == [
        (term.pk, term.lawyer_id, Decimal("1000.00")) for term in terms
    ]
    row = Payment.objects.get(term=terms[0])
    assert (row.unit_id, row.unit_path, row.case_id) == (city.unit.pk, city.unit.path, None)
    assert (row.paid_on, row.voucher, row.note, row.recorded_at) == (PAID_ON, "记-7", "", NOW)
    assert "附件1二" in row.source
    assert row.recorded_by.startswith(actor.name)
    [event] = events_of(row)
    assert (event.code, event.actor_user_id) == ("panel.payment.record", actor.user_id)
    notices = Notice.objects.filter(user_id__in=[term.lawyer.user_id for term in terms])
    assert {notice.body for notice in notices} == {
        "试城市总工会登记了发给您的工作补贴 1,000.00 元，2026-04-20，凭证 记-7。"
    }
    assert {notice.link for notice in notices} == {"/panel/mine/#owed"}
    assert notices.count() == 2


def test_the_same_form_sent_twice_pays_once_and_a_new_one_is_refused(city):
    term = member(city)
    paid = told(term)
    first = record_stipends(paid=paid, actor=city.officer, now=NOW)

    assert record_stipends(paid=paid, actor=city.officer, now=NOW) == first
    with pytest.raises(Refused, match="已经登记过发放"):
        record_stipends(paid=told(term), actor=city.officer, now=NOW)
    assert Payment.objects.count() == Notice.objects.count() == 1
    with pytest.raises(IntegrityError, match="one_standing_stipend_per_term"), transaction.atomic():
        stipend_paid(term, unit=city.unit)


def test_another_amount_needs_a_reason_which_stands_only_where_it_differs(city):
    less, full = member(city), member(city)
    known = {"submission_key": uuid4(), "paid_on": PAID_ON, "voucher": "记-7"}
    yuan = {less.pk: Decimal("400.00"), full.pk: Decimal("1000.00")}
    with pytest.raises(Refused) as refusal:
        record_stipends(paid=NewStipends(yuan=yuan, **known), actor=city.officer, now=NOW)
    assert (refusal.value.field, Payment.objects.count()) == ("why", 0)

    paid = NewStipends(yuan=yuan, why="上半年先发", **known)
    record_stipends(paid=paid, actor=city.officer, now=NOW)

    notes = Payment.objects.values_list("term_id", "yuan", "note")
    assert set(notes) == {
        (less.pk, Decimal("400.00"), "上半年先发"),
        (full.pk, Decimal("1000.00"), ""),
    }
    [row] = stipend_rows([less], today=PAID_ON)
    assert (row.differs, row.state, row.is_payable) == (True, "paid", False)


def test_one_bad_row_refuses_the_whole_batch(city):
    fine, begins = member(city), member(city, starts_on=date(2026, 4, 21))

    for paid in (
        told(fine, begins),
        told(fine, paid_on=date(2026, 4, 28)),
        told(fine, voucher=" "),
        told(),
    ):
        with pytest.raises(Refused):
            record_stipends(paid=paid, actor=city.head, now=NOW)
    assert not Payment.objects.exists()
    assert not Notice.objects.exists()


def test_a_term_without_a_stipend_of_its_own_is_not_paid(city):
    term = member(city)
    below = make_term(lawyer=term.lawyer, unit=city.county, **TERM)

    with pytest.raises(Refused, match="不重复计"):
        record_stipends(paid=told(below), actor=city.officer, now=NOW)


def test_a_stipend_is_borne_by_the_city_where_one_is_above(city):
    own, below = member(city), make_term(unit=city.county, **TERM)
    stranger = make_term(unit=make_city().unit, **TERM)
    alone = make_unit(level=UnitLevel.COUNTY, region_code="410481")
    direct = make_term(unit=alone, **TERM)

    assert set(terms_borne_by(city.unit)) == {own, below}
    assert set(terms_borne_by(city.county)) == set()
    assert set(terms_borne_by(alone)) == {direct}
    for actor, term in (
        (city.county_officer, below),
        (city.officer, stranger),
        (city.officer, direct),
    ):
        with pytest.raises(PanelTerm.DoesNotExist):
            record_stipends(paid=told(term), actor=actor, now=NOW)
    assert record_stipends(paid=told(own, below), actor=city.officer, now=NOW)


def test_nobody_without_the_power_pays_or_takes_back(city):
    term = member(city)
    lawyer = acting(term)
    case = closed(city.unit, term.lawyer)
    row = stipend_paid(term, unit=city.unit)
    roles = (Role.WINDOW_CLERK, Role.STATISTICIAN, Role.AUDITOR, Role.JUSTICE_OFFICER)
    for actor in (lawyer, *(make_actor(role=role, unit=city.unit) for role in roles)):
        with pytest.raises(PermissionDenied):
            record_stipends(paid=told(term), actor=actor, now=NOW)
        with pytest.raises(PermissionDenied):
            record_case_subsidy(case=case, paid=told_subsidy(term.lawyer), actor=actor, now=LATER)
        with pytest.raises(PermissionDenied):
            withdraw_payment(payment=row, note="错", actor=actor, now=NOW)


def test_a_closed_case_is_paid_by_the_union_that_handled_it_and_by_stages(city):
    lawyer = make_lawyer(unit=city.county)
    case = closed(city.county, lawyer)
    actor = finance(city.county)
    paid = told_subsidy(lawyer, note="仲裁")

    row = record_case_subsidy(case=case, paid=paid, actor=actor, now=LATER)
    again = record_case_subsidy(case=case, paid=paid, actor=actor, now=LATER)
    second = record_case_subsidy(
        case=case, paid=told_subsidy(lawyer, voucher="记-10", note="一审"), actor=actor, now=LATER
    )

    assert again == row != second
    assert (row.unit_id, row.unit_path, row.term_id) == (city.county.pk, city.county.path, None)
    assert (row.yuan, row.source, row.note) == (Decimal("800.00"), "市司法局办案补贴标准", "仲裁")
    assert events_of(row).count() == 1
    bodies = Notice.objects.filter(user_id=lawyer.user_id).values_list("body", flat=True)
    assert len(bodies) == 2
    assert "试岗县总工会登记了发给您的办案补贴 800.00 元" in bodies[0]
    assert case.number not in bodies[0]


def test_what_is_no_case_of_the_union_or_the_lawyer_or_not_closed_is_not_paid(city):
    lawyer, actor = make_lawyer(unit=city.unit), finance(city.unit)
    case = closed(city.unit, lawyer)
    below = closed(city.county, lawyer)
    with pytest.raises(Case.DoesNotExist):
        record_case_subsidy(case=below, paid=told_subsidy(lawyer), actor=actor, now=LATER)

    running = make_case(unit=city.unit, lawyer=lawyer, state="handling")
    stranger = make_lawyer(unit=city.unit)
    refused = {
        None: (running, told_subsidy(lawyer)),
        "lawyer": (case, told_subsidy(stranger)),
        "paid_on": (case, told_subsidy(lawyer, paid_on=CLOSED - timedelta(days=1))),
        "yuan": (case, told_subsidy(lawyer, yuan=Decimal("0"))),
        "source": (case, told_subsidy(lawyer, source=" ")),
    }
    for field, (which, paid) in refused.items():
        with pytest.raises(Refused) as refusal:
            record_case_subsidy(case=which, paid=paid, actor=actor, now=LATER)
        assert refusal.value.field == field
    record_case_subsidy(case=case, paid=told_subsidy(lawyer), actor=actor, now=LATER)
    with pytest.raises(Refused, match="这份凭证的这笔钱已经登记过"):
        record_case_subsidy(case=case, paid=told_subsidy(lawyer), actor=actor, now=LATER)
    assert Payment.objects.count() == 1


def test_a_payment_is_taken_back_once_with_a_reason_stays_and_may_be_written_down_anew(city):
    term = member(city)
    paid = told(term)
    [row] = record_stipends(paid=paid, actor=city.officer, now=NOW)
    known = {"payment": row, "actor": city.head, "now": NOW}
    with pytest.raises(Refused) as refusal:
        withdraw_payment(note="  ", **known)
    assert refusal.value.field == "note"

    withdraw_payment(note="记到别人名下了", **known)
    withdraw_payment(note="再点一次", **known)

    row.refresh_from_db()
    assert (row.withdrawn_at, row.withdrawn_why) == (NOW, "记到别人名下了")
    assert row.withdrawn_by.startswith(city.head.name)
    codes = [event.code for event in events_of(row).order_by("pk")]
    assert codes == ["panel.payment.record", "panel.payment.withdraw"]
    last = Notice.objects.filter(user_id=term.lawyer.user_id).latest("pk").body
    assert last.startswith("试城市总工会撤销了一笔发放登记：工作补贴 1,000.00 元")
    assert Notice.objects.count() == 2
    assert totals_of(stipend_rows([term], today=PAID_ON)).paid_people == 0
    with pytest.raises(Refused, match="撤销了的"):
        record_stipends(paid=paid, actor=city.officer, now=NOW)
    assert len(record_stipends(paid=told(term), actor=city.officer, now=NOW)) == 1
    with pytest.raises(ProgrammingError, match="Cannot delete"), transaction.atomic():
        row.delete()


def test_who_sees_a_payment_and_who_may_take_it_back(city):
    own, lawyer = member(city), make_lawyer(unit=city.county)
    stipend = stipend_paid(own, unit=city.unit)
    subsidy = subsidy_paid(closed(city.county, lawyer), lawyer)
    elsewhere = make_city()
    foreign = stipend_paid(member(elsewhere), unit=elsewhere.unit)
    auditor = make_actor(role=Role.AUDITOR, unit=city.unit)
    blind = [make_actor(role=role, unit=city.unit) for role in (Role.WINDOW_CLERK, Role.MEDIATOR)]

    def sets(actor):
        rows = Payment.objects
        return set(rows.visible_to(actor)), set(rows.handled_by(actor))

    assert sets(finance(city.unit)) == sets(city.officer) == ({stipend, subsidy}, {stipend})
    assert sets(city.county_officer) == ({subsidy}, {subsidy})
    assert sets(auditor) == ({stipend, subsidy}, set())
    assert sets(acting(own)) == ({stipend}, set())
    assert sets(elsewhere.head) == ({foreign}, {foreign})
    for actor in (*blind, city.justice, replace(city.officer, unit_path="", unit_id=None)):
        assert sets(actor) == (set(), set())


def test_what_a_union_paid_stays_its_own_when_another_takes_it_in_which_may_take_it_back(city):
    other = make_unit(level=UnitLevel.COUNTY, parent=city.unit, region_code="410482")
    lawyer = make_lawyer(unit=city.county)
    row = subsidy_paid(closed(city.county, lawyer), lawyer)
    merge_unit(
        unit=city.county,
        into=other,
        merged_on=NOW.date(),
        actor=city.head,
        now=NOW,
        note="区划调整",
    )

    row.refresh_from_db()
    assert (row.unit_id, row.unit_path) == (city.county.pk, f"{other.path}{city.county.pk}/")
    taker = finance(other)
    assert list(Payment.objects.visible_to(taker)) == [row]
    assert withdraw_payment(payment=row, note="重复", actor=taker, now=NOW).withdrawn_at == NOW


def test_the_database_keeps_a_payment_to_one_purpose_and_above_nothing(city):
    term, lawyer = member(city), make_lawyer(unit=city.unit)
    case = closed(city.unit, lawyer)
    wrong = (
        ("a_payment_is_for_a_term_or_a_case", {"case": case}),
        ("a_payment_is_more_than_nothing", {"yuan": Decimal("0.00")}),
        ("a_withdrawn_payment_says_why", {"withdrawn_at": NOW}),
    )
    for name, values in wrong:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            stipend_paid(term, unit=city.unit, **values)
