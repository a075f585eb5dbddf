"""The yearly ledger: what flows in, what is frozen, when it is due, who is reminded."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from gongyuan.cases.choices import CaseState
from gongyuan.cases.queries.printing import can_print
from gongyuan.core.models import Notice
from gongyuan.core.refusals import Refused
from gongyuan.panel.actions.activity import confirm_activity, enter_activity, strike_activity
from gongyuan.panel.actions.ledgers import print_version, remark_ledger, sign_ledger
from gongyuan.panel.actions.reminders import remind_all
from gongyuan.panel.choices import ActivityKind, LedgerStep
from gongyuan.panel.models import LedgerPdf, LedgerReminder, LedgerVersion, YearlyLedger
from gongyuan.panel.queries.ledgers import days_of
from gongyuan.panel.queries.lines import lines_of
from gongyuan.panel.rules.ledger import ledger_due_on
from gongyuan.people.actor import system
from tests.cases.factories import make_case
from tests.cases.handling_factories import stage
from tests.lawyers.factories import make_term
from tests.panel.factories import NOW, acting, activity, make_city, member, signed, told_activity

pytestmark = pytest.mark.django_db
TODAY = date(2026, 4, 27)


def kinds(term, until=TODAY):
    return [line.kind for line in lines_of([term], until=until)[term.pk]]


@pytest.fixture
def city():
    return make_city()


def test_a_ledger_is_due_on_the_first_20_may_not_before_the_term_ends(city):
    assert ledger_due_on(date(2026, 5, 19), 520) == date(2026, 5, 20)
    assert ledger_due_on(date(2026, 5, 20), 520) == date(2026, 5, 20)
    assert ledger_due_on(date(2026, 12, 31), 520) == date(2027, 5, 20)
    assert ledger_due_on(date(2026, 5, 19), None) is None
    days = days_of(city.unit, date(2026, 5, 19))
    assert days.due_on == date(2026, 5, 20)
    assert "附件1四(五)" in days.source
    assert days.opens_on == date(2026, 4, 19)


def test_what_happened_in_cases_flows_in_by_itself_and_once(city):
    term = member(city)
    case = make_case(state=CaseState.HANDLING, unit=city.county, lawyer=term.lawyer, now=NOW)
    stage(case, filed_on=date(2026, 4, 27), now=NOW)
    activity(term)

    assert kinds(term) == [
        ActivityKind.LECTURE,
        ActivityKind.CASE_STEP,
        ActivityKind.CASE_TAKEN,
    ]


def test_what_is_done_while_two_teams_run_counts_for_the_nearer_one_only(city):
    term = member(city)
    county = make_term(
        lawyer=term.lawyer, unit=city.county, starts_on=term.starts_on, ends_on=term.ends_on
    )
    make_case(state=CaseState.HANDLING, unit=city.county, lawyer=term.lawyer, now=NOW)
    make_case(state=CaseState.HANDLING, unit=city.unit, lawyer=term.lawyer, now=NOW)

    both = lines_of([term, county], until=TODAY)

    assert [len(both[term.pk]), len(both[county.pk])] == [1, 1]
    assert kinds(term) == kinds(county) == [ActivityKind.CASE_TAKEN]


def test_a_case_given_to_another_stays_with_each_for_their_own_days(city):
    first, second = member(city), member(city)
    case = make_case(state=CaseState.HANDLING, unit=city.unit, lawyer=first.lawyer, now=NOW)
    case.assignments.update(ended_at=NOW, end_kind="replaced")
    later = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
    case.assignments.create(
        lawyer=second.lawyer, offered_at=NOW, offered_by="试", accepted_at=later
    )
    stage(case, filed_on=date(2026, 5, 4), now=later)

    assert ActivityKind.CASE_STEP not in kinds(first, date(2026, 5, 19))
    assert ActivityKind.CASE_STEP in kinds(second, date(2026, 5, 19))


def test_the_same_form_sent_twice_is_one_activity(city):
    term = member(city)
    told = told_activity(city.unit)
    first = enter_activity(activity=told, actor=acting(term), now=NOW)
    second = enter_activity(activity=told, actor=acting(term), now=NOW)

    assert first.pk == second.pk


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"happened_on": date(2026, 4, 28)}, "happened_on"),
        ({"happened_on": date(2025, 5, 19)}, "happened_on"),
        ({"minutes": 0}, "minutes"),
        ({"people_count": 0}, "people_count"),
        ({"kind": "case_taken"}, "kind"),
    ],
)
def test_an_impossible_activity_is_refused_beside_its_field(city, wrong, field):
    term = member(city)
    with pytest.raises(Refused) as refused:
        enter_activity(activity=told_activity(city.unit, **wrong), actor=acting(term), now=NOW)
    assert refused.value.field == field


def test_a_union_the_lawyer_does_not_serve_is_refused_until_it_is_a_contact_point(city):
    term = member(city)
    told = told_activity(city.county)
    with pytest.raises(Refused):
        enter_activity(activity=told, actor=acting(term), now=NOW)

    term.lawyer.contact_points.create(
        unit=city.county, unit_path=city.county.path, starts_on=date(2026, 1, 1)
    )
    row = enter_activity(activity=told, actor=acting(term), now=NOW)
    confirm_activity(activity=row, actor=city.county_officer, now=NOW)

    assert lines_of([term], until=TODAY)[term.pk][0].is_confirmed


def test_the_lawyer_strikes_what_is_not_confirmed_and_it_counts_no_more(city):
    term = member(city)
    row = activity(term)
    with pytest.raises(Refused):
        strike_activity(activity=row, note=" ", actor=acting(term), now=NOW)
    strike_activity(activity=row, note="记错了", actor=acting(term), now=NOW)
    with pytest.raises(Refused):
        confirm_activity(activity=row, actor=city.officer, now=NOW)
    assert kinds(term) == []

    kept = activity(term)
    confirm_activity(activity=kept, actor=city.officer, now=NOW)
    with pytest.raises(Refused):
        strike_activity(activity=kept, note="记错了", actor=acting(term), now=NOW)


def test_signing_freezes_the_lines_and_a_correction_is_a_version_of_its_own(city):
    term = member(city)
    activity(term)
    ledger = signed(term, remarks="另有三次电话答疑没有登记。")
    again = signed(term, remarks="另有三次电话答疑没有登记。")
    activity(term)
    sign_ledger(term=term, actor=acting(term), now=NOW)

    assert again.versions.count() == 2
    one, two = ledger.versions.order_by("number")
    assert (one.lines.count(), two.lines.count()) == (1, 2)
    assert one.documents.count() == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        one.lines.update(text="改过")
    with pytest.raises(DatabaseError), transaction.atomic():
        LedgerVersion.objects.filter(pk=one.pk).update(remarks="改过")


def test_a_ledger_is_not_signed_too_early_nor_empty_without_a_word(city):
    term = member(city)
    early = datetime(2026, 4, 18, 2, 0, tzinfo=UTC)
    with pytest.raises(Refused, match="2026-04-19"):
        sign_ledger(term=term, remarks="提前", actor=acting(term), now=early)
    with pytest.raises(Refused, match="还没有任何活动"):
        sign_ledger(term=term, actor=acting(term), now=NOW)
    assert not YearlyLedger.objects.filter(signed_on__isnull=False).exists()

    sign_ledger(term=term, remarks="全年病休。", actor=acting(term), now=NOW)
    assert YearlyLedger.objects.get(term=term).signed_on == TODAY


def test_nobody_signs_the_ledger_of_another(city):
    mine, other = member(city), member(city)
    with pytest.raises(type(mine).DoesNotExist):
        sign_ledger(term=other, remarks="代签", actor=acting(mine), now=NOW)
    with pytest.raises(type(mine).DoesNotExist):
        remark_ledger(term=other, remarks="代写", actor=acting(mine), now=NOW)


def test_a_ledger_signed_after_its_day_says_so(city):
    term = member(city)
    late = datetime(2026, 5, 21, 2, 0, tzinfo=UTC)
    sign_ledger(term=term, remarks="补交。", actor=acting(term), now=late)

    assert LedgerVersion.objects.get().is_late


def test_reminders_begin_thirty_days_before_and_each_is_sent_once(city):
    term = member(city)

    def told(*day):
        remind_all(actor=system(), now=datetime(*day, 2, 0, tzinfo=UTC))
        return list(LedgerReminder.objects.order_by("pk").values_list("step", flat=True))

    assert told(2026, 4, 18) == []
    assert told(2026, 4, 20) == [LedgerStep.EARLY]
    assert told(2026, 4, 21) == [LedgerStep.EARLY]
    assert told(2026, 5, 13) == told(2026, 5, 20) == [LedgerStep.EARLY, LedgerStep.NEAR]
    office = Notice.objects.filter(user_id=city.officer.user_id)
    assert not office.exists()
    assert told(2026, 5, 21)[-1] == LedgerStep.OVERRUN
    assert told(2026, 5, 22)[-1] == LedgerStep.OVERRUN
    assert office.count() == 1
    assert Notice.objects.filter(user_id=term.lawyer.user_id).count() == 3


def test_a_signed_ledger_is_not_reminded_of(city):
    signed(member(city), remarks="已交。")
    assert remind_all(actor=system(), now=datetime(2026, 5, 21, 2, 0, tzinfo=UTC)) == 0


def test_the_pdf_of_a_ledger_is_made_once(city):
    signed(member(city), remarks="已交。")
    version = LedgerVersion.objects.get()
    kept = [print_version(version=version, now=NOW) for _ in range(2)]
    # Where the machine has no LibreOffice there is none, and nothing breaks.
    assert kept[0] == kept[1]
    assert LedgerPdf.objects.count() == (1 if can_print() else 0)


def test_the_justice_officer_confirms_nothing(city):
    row = activity(member(city))
    with pytest.raises(PermissionDenied):
        confirm_activity(activity=row, actor=city.justice, now=NOW)
