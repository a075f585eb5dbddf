"""One person once, whoever enters them and however often."""

import threading
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from gongyuan.core.events import events_of
from gongyuan.core.models import Notice
from gongyuan.core.refusals import Refused
from gongyuan.people.actions import find_or_register_employer, find_or_register_worker
from gongyuan.people.actor import visitor
from gongyuan.people.details import EmployerDetails, PersonDetails
from gongyuan.people.models import Employer, Worker
from tests.organisations.factories import make_unit
from tests.people.factories import identity_number, make_actor, phone, uscc

NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)


def register(person, *, unit=None, actor=None, now=NOW):
    unit = unit or make_unit()
    actor = actor or make_actor(unit=unit)
    return find_or_register_worker(person=person, unit=unit, actor=actor, now=now)


@pytest.mark.django_db
def test_a_new_worker_is_kept_with_what_the_number_says_and_how_the_name_is_read():
    number = identity_number(born_on=date(1978, 5, 6), serial=124)

    worker = register(PersonDetails(name=" 单志强 ", identity_number=number, phone="199 0012 0007"))

    worker.refresh_from_db()
    assert worker.name == "单志强"
    assert (worker.birth_date, worker.sex) == (date(1978, 5, 6), "female")
    assert (worker.pinyin, worker.initials) == ("shan zhi qiang", "szq")
    assert worker.phone == "19900120007"
    assert [e.code for e in events_of(worker)] == ["people.worker.register"]


@pytest.mark.django_db
def test_the_same_person_told_twice_is_one_worker_seen_by_both_units():
    number = identity_number()
    first, second = make_unit(), make_unit()
    told = PersonDetails(name="李明", identity_number=number, phone=phone())

    one = register(told, unit=first)
    again = register(told, unit=second)
    thrice = register(told, unit=second)

    assert one == again == thrice
    assert Worker.objects.count() == 1
    for unit in (first, second):
        assert list(Worker.objects.visible_to(make_actor(unit=unit))) == [one]
    assert not Worker.objects.visible_to(make_actor(unit=make_unit())).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told", "field", "words"),
    [
        ({"identity_number": "11010519491231002X"[:-1] + "1"}, "identity_number", "校验位"),
        ({"identity_number": "1101051949123100"}, "identity_number", "18位"),
        ({"identity_number": identity_number(born_on=date(2027, 1, 1))}, "identity_number", "晚于"),
        ({"phone": "1990012000"}, "phone", "11位"),
        ({"phone": ""}, None, None),
        ({"birth_date": date(1990, 1, 1)}, "birth_date", "不一致"),
        ({"name": "  "}, "name", "填写"),
        ({"identity_number": "", "phone": ""}, "phone", "至少填一项"),
    ],
)
def test_what_cannot_be_true_is_refused_beside_its_field_and_nothing_is_kept(told, field, words):
    values = {"name": "李明", "identity_number": identity_number(), "phone": phone(), **told}

    if field is None:
        assert register(PersonDetails(**values)).pk
        return
    with pytest.raises(Refused) as refusal:
        register(PersonDetails(**values))

    assert refusal.value.field == field
    assert words in refusal.value.reasons[0]
    assert not Worker.objects.exists()


@pytest.mark.django_db
def test_a_known_number_with_another_name_is_explained_to_staff_and_not_to_the_public():
    number = identity_number()
    register(PersonDetails(name="王建国", identity_number=number, phone=phone()))
    other = PersonDetails(name="李四", identity_number=number, phone=phone())

    with pytest.raises(Refused) as to_staff:
        register(other)
    with pytest.raises(Refused) as to_public:
        register(other, actor=visitor())

    assert "王×国" in to_staff.value.reasons[0]
    assert "王" not in to_public.value.reasons[0]
    assert to_staff.value.field == to_public.value.field == "identity_number"


@pytest.mark.django_db
def test_what_the_register_lacks_is_filled_in_and_what_it_has_stays():
    number = identity_number()
    worker = register(PersonDetails(name="李明", identity_number=number, phone="19900000001"))
    more = PersonDetails(
        name="李明",
        identity_number=number,
        phone="19900000002",
        address="某市某路1号",
        special_groups=("hardship",),
        is_migrant=True,
    )

    register(more)
    register(PersonDetails(name="李明", identity_number=number, address="别处"))

    worker.refresh_from_db()
    assert (worker.phone, worker.address) == ("19900000002", "某市某路1号")
    assert worker.special_groups == ["hardship"]
    assert worker.is_migrant


@pytest.mark.django_db
def test_a_phone_changed_from_outside_is_announced_to_the_old_number():
    number = identity_number()
    register(PersonDetails(name="李明", identity_number=number, phone="19900000001"))

    register(PersonDetails(name="李明", identity_number=number, phone="19900000002"))
    assert not Notice.objects.exists()
    register(
        PersonDetails(name="李明", identity_number=number, phone="19900000003"), actor=visitor()
    )

    assert [n.address for n in Notice.objects.all()] == ["19900000002"]


@pytest.mark.django_db
def test_an_employer_told_first_by_name_gets_its_code_later_and_stays_one():
    actor = make_actor()
    code = uscc(authority="N2")

    by_name = find_or_register_employer(
        employer=EmployerDetails(name="某村合作社"), actor=actor, now=NOW
    )
    by_code = find_or_register_employer(
        employer=EmployerDetails(name="某村合作社", uscc=code.lower()), actor=actor, now=NOW
    )

    by_name.refresh_from_db()
    assert by_name == by_code
    assert by_name.uscc == code


@pytest.mark.django_db
def test_a_known_code_with_another_name_and_a_false_code_are_refused():
    actor = make_actor()
    code = uscc()
    find_or_register_employer(
        employer=EmployerDetails(name="甲公司", uscc=code), actor=actor, now=NOW
    )

    with pytest.raises(Refused) as other_name:
        find_or_register_employer(
            employer=EmployerDetails(name="乙公司", uscc=code), actor=actor, now=NOW
        )
    with pytest.raises(Refused) as false_code:
        find_or_register_employer(
            employer=EmployerDetails(name="丙公司", uscc=code[:-1]), actor=actor, now=NOW
        )

    assert "甲公司" in other_name.value.reasons[0]
    assert false_code.value.field == "uscc"
    assert Employer.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_eight_clerks_entering_one_person_at_once_make_one_worker_and_no_error():
    unit = make_unit()
    actor = make_actor(unit=unit)
    told = PersonDetails(name="李明", identity_number=identity_number(), phone=phone())
    start = threading.Barrier(8)
    found, failed = [], []

    def enter() -> None:
        try:
            start.wait(timeout=30)
            found.append(find_or_register_worker(person=told, unit=unit, actor=actor, now=NOW).pk)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=enter) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert len(found) == 8
    assert len(set(found)) == 1
    assert Worker.objects.count() == 1
