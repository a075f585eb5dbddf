"""An application comes in: what is written, and what is refused."""

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from gongyuan.cases.actions.application import submit_application
from gongyuan.cases.choices import CaseState, MoveOf
from gongyuan.cases.details import ClaimDetails, ConsentDetails
from gongyuan.cases.models import Case, Consent
from gongyuan.core.events import events_of
from gongyuan.core.models import Counter, Notice
from gongyuan.core.refusals import Refused
from gongyuan.matters.models import Matter
from gongyuan.people.actor import visitor
from gongyuan.people.choices import Role
from gongyuan.people.details import EmployerDetails
from gongyuan.people.models import Employer, Worker
from tests.cases.factories import NOW, application, person, submitted
from tests.lawyers.factories import make_lawyer
from tests.organisations.factories import make_tree, make_unit
from tests.people.factories import identity_number, make_actor

pytestmark = pytest.mark.django_db


def test_an_application_becomes_a_case_with_everything_that_follows_from_it():
    unit = make_unit(region_code="410481", document_prefix="平工援")
    told = application(
        applicants=(person(name="试某甲"),),
        consents=(ConsentDetails(purpose="handling", text="同意为办理本案使用个人信息。"),),
    )

    case = submit_application(application=told, unit=unit, actor=visitor(), now=NOW)

    case.refresh_from_db()
    assert case.state == CaseState.SUBMITTED
    assert (case.move_of, case.move_since) == (MoveOf.OFFICE, NOW)
    assert case.application_number == "平工援申〔2026〕1号"
    assert case.case_number is None
    assert case.applicant_label == "试某甲"
    assert case.claim_amount == Decimal("12000.00")
    assert re.fullmatch(r"4104-26-[0-9A-HJKMNP-TV-Z]{6}", case.matter.code)
    assert case.applicants.get().worker.name == "试某甲"
    assert case.claims.get().amount == Decimal("12000.00")
    assert Consent.objects.get(case=case).purpose == "handling"
    assert [event.code for event in events_of(case)] == ["cases.case.submit"]
    assert case.search is not None


def test_papers_are_asked_for_as_the_policy_says_and_the_form_itself_is_there():
    case = submitted()

    states = dict(case.materials.values_list("code", "status"))

    assert states["written_application"] == "received"
    assert states["identity"] == "missing"
    assert "migrant_status" in states
    assert "hardship_certificate" not in states
    assert case.materials.get(code="identity").clause


def test_henan_decides_on_the_day_itself_where_the_rest_of_the_country_has_seven():
    henan = submitted(unit=make_unit(region_code="410481"))
    elsewhere = submitted(unit=make_unit(region_code="990121"))

    assert (henan.is_fast_track, henan.next_due_on) == (True, date(2026, 6, 1))
    assert (elsewhere.is_fast_track, elsewhere.next_due_on) == (False, date(2026, 6, 8))
    assert henan.next_due_code == "AID_REVIEW"
    assert "豫工办〔2015〕28号" in henan.deadlines.get().source


def test_the_text_message_holds_the_code_but_neither_name_nor_dispute():
    told = application(applicants=(person(name="试某乙", phone="19900000001"),))

    case = submit_application(application=told, unit=make_unit(), actor=visitor(), now=NOW)

    notice = Notice.objects.get(channel="sms")
    assert notice.address == "19900000001"
    assert case.matter.code in notice.body
    assert "试某乙" not in notice.body
    assert told.employer.name not in notice.body
    assert "工资" not in notice.body


def test_a_lawyer_may_be_asked_for_by_name_or_licence_number():
    tree = make_tree()
    city, twin, other_twin = (
        make_lawyer(unit=unit, name=name)
        for unit, name in (
            (tree.prefecture, "试点名"),
            (tree.county, "试同名"),
            (tree.county, "试同名"),
        )
    )
    make_lawyer(unit=tree.other_county, name="试邻县")

    assert submitted(unit=tree.county, wished_lawyer=" 试点名 ").wished_lawyer == city
    by_licence = submitted(unit=tree.county, wished_lawyer=twin.licence_number)
    assert by_licence.wished_lawyer == twin != other_twin
    assert submitted(unit=tree.county).wished_lawyer is None
    for name, words in (("试邻县", "没有试邻县"), ("试同名", "请写执业证号")):
        with pytest.raises(Refused, match=words) as refusal:
            submitted(unit=tree.county, wished_lawyer=name)
        assert refusal.value.field == "wished_lawyer"


def test_numbers_of_applications_have_no_gap_when_one_is_refused():
    unit = make_unit(document_prefix="试号援")
    first = submitted(unit=unit)
    with pytest.raises(Refused):
        submitted(unit=unit, claims=(ClaimDetails(kind="unpaid_wages", amount=Decimal(-1)),))

    second = submitted(unit=unit)

    assert first.application_number == "试号援申〔2026〕1号"
    assert second.application_number == "试号援申〔2026〕2号"


def test_the_same_form_sent_twice_is_one_case():
    told = application()
    unit = make_unit()

    first = submit_application(application=told, unit=unit, actor=visitor(), now=NOW)
    again = submit_application(
        application=told, unit=unit, actor=visitor(), now=NOW + timedelta(minutes=1)
    )

    assert again.pk == first.pk
    assert Case.objects.count() == Matter.objects.count() == 1
    assert Notice.objects.count() == 1


def test_a_known_worker_and_employer_are_found_again_and_the_second_case_is_not_blocked():
    who = person()
    employer = EmployerDetails(name="同一家公司")

    first = submitted(applicants=(who,), employer=employer)
    second = submitted(applicants=(who,), employer=employer)

    assert first.pk != second.pk
    assert Worker.objects.count() == Employer.objects.count() == 1


def test_a_group_is_named_by_its_first_and_counted():
    people = (person(name="试甲"), person(name="试乙"), person(name="试丙"))

    case = submitted(applicants=people, representatives=(1,))

    assert case.applicant_label == "试甲等3人"
    assert case.people_count == 3
    assert [a.worker.name for a in case.applicants.filter(is_representative=True)] == ["试乙"]


def test_ten_workers_make_a_major_case():
    assert submitted(applicants=tuple(person() for _ in range(10))).is_major
    assert not submitted(applicants=tuple(person() for _ in range(9))).is_major


def test_a_mixed_group_is_not_spared_the_check_for_the_sake_of_some():
    case = submitted(applicants=(person(), person(is_migrant=False)))

    assert case.is_migrant is False


def test_an_oral_application_has_a_record_to_be_signed():
    clerk = make_actor(role=Role.WINDOW_CLERK, unit=(unit := make_unit()))

    case = submitted(unit=unit, actor=clerk, oral_text="本人口述：三月起没有发工资。")

    assert case.is_oral
    assert case.oral_record.signed_at is None
    assert case.documents.get().kind == "oral_record"


def test_staff_registers_in_the_own_line_of_units_only():
    tree = make_tree()
    station = make_actor(role=Role.WINDOW_CLERK, unit=tree.township)
    auditor = make_actor(role=Role.AUDITOR, unit=tree.county)

    assert submitted(unit=tree.county, actor=station).unit == tree.county
    with pytest.raises(PermissionDenied):
        submitted(unit=tree.other_county, actor=station)
    with pytest.raises(PermissionDenied):
        submitted(unit=tree.county, actor=auditor)


FUTURE = identity_number(born_on=date(2027, 1, 1))
WRONG = [
    ("identity_number", {"applicants": (person(identity_number=identity_number()[:-1]),)}),
    ("identity_number", {"applicants": (person(identity_number=FUTURE),)}),
    ("phone", {"applicants": (person(phone="1990000000"),)}),
    ("name", {"applicants": (person(name="　"),)}),
    ("applicants", {"applicants": ()}),
    ("uscc", {"employer": EmployerDetails(name="某公司", uscc="91999999000000000I")}),
    ("facts_text", {"facts_text": " 。 "}),
    ("claims", {"claims": ()}),
    ("claims", {"claims": (ClaimDetails(kind="overtime", amount=Decimal("-0.01")),)}),
    (
        "claims",
        {
            "claims": (
                ClaimDetails(
                    kind="overtime", period_from=date(2026, 5, 1), period_to=date(2026, 4, 1)
                ),
            )
        },
    ),
    ("employed_from", {"employed_from": date(2026, 6, 2)}),
    ("employed_from", {"employed_from": date(1026, 6, 2)}),
    ("employed_from", {"employed_from": date(2026, 3, 1), "employed_to": date(2026, 2, 1)}),
    ("emergency_reason", {"is_emergency": True}),
]


@pytest.mark.parametrize(("field", "values"), WRONG)
def test_what_cannot_be_is_refused_at_its_field_and_leaves_nothing(field, values):
    told = replace(application(), **values)

    with pytest.raises(Refused) as refusal:
        submit_application(application=told, unit=make_unit(), actor=visitor(), now=NOW)

    assert refusal.value.field == field
    assert refusal.value.reasons
    assert not Case.objects.exists()
    assert not Matter.objects.exists()
    assert not Worker.objects.exists()
    assert not Counter.objects.exists()
    assert not Notice.objects.exists()


def test_a_wrong_check_digit_is_refused():
    good = identity_number()
    wrong = good[:17] + ("1" if good[17] != "1" else "2")

    with pytest.raises(Refused, match="校验位"):
        submitted(applicants=(person(identity_number=wrong),))


def test_the_same_person_twice_in_one_application_is_refused():
    who = person()

    with pytest.raises(Refused, match="两次"):
        submitted(applicants=(who, who))
