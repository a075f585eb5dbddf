"""The generated database is one the product could have written: 200 cases of it, looked through."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection, models, transaction
from django.test import Client
from django.urls import reverse

from bench.generate import fill, finish, found
from bench.province import Size
from bench.questions import TO_A_CASE
from gongyuan.cases.actions.application import submit_application
from gongyuan.cases.choices import CaseState
from gongyuan.cases.models import Case, Deadline
from gongyuan.cases.workflow import WORKFLOW
from gongyuan.consultations.models import Consultation
from gongyuan.core.models import Event
from gongyuan.law.identity import identity_obstacles, uscc_obstacles
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import visitor
from gongyuan.people.models import Employer, Worker
from gongyuan.people.privacy import identity_key, phone_key
from tests.cases.factories import application

CASES = 200
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
SMALL = Size(prefectures=2, counties=6, townships=12, lawyers=20)


@pytest.fixture(scope="module")
def province(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A small province with its cases for all tests here, every constraint checked."""
    with django_db_blocker.unblock(), transaction.atomic():
        with connection.cursor() as cursor:
            bare = cursor.connection
            world = found(bare, CASES, now=NOW, size=SMALL)
            fill(world, range(CASES), bare)
            finish(world, bare)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield
        transaction.set_rollback(True)


def client_of(username: str) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    return client


@pytest.mark.usefixtures("province", "db")
def test_every_constraint_holds_and_no_choice_is_unknown() -> None:
    assert Case.objects.count() == CASES
    assert Consultation.objects.count() == TO_A_CASE * CASES
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if not model.__module__.startswith("gongyuan.") or not field.choices:
                continue
            known = {str(value) for value, _ in field.flatchoices} | {""}
            stored = set(model._default_manager.values_list(field.name, flat=True).distinct())
            assert {str(value) for value in stored if value is not None} <= known, field


@pytest.mark.usefixtures("province", "db")
def test_no_reference_leads_nowhere() -> None:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.db_constraint:
                there = field.related_model._default_manager.values(field.target_field.name)
                lost = model._default_manager.exclude(**{field.name: None})
                assert not lost.exclude(**{f"{field.name}__in": there}).exists(), field


@pytest.mark.usefixtures("province", "db")
def test_numbers_are_valid_and_found_by_their_keys() -> None:
    for worker in Worker.objects.all():
        assert identity_obstacles(worker.identity_number, today=NOW.date()) == []
        assert worker.identity_index == identity_key(worker.identity_number)
        assert worker.phone_index == phone_key(worker.phone)
    for code in Employer.objects.values_list("uscc", flat=True):
        assert uscc_obstacles(code) == []


@pytest.mark.usefixtures("province", "db")
def test_what_happened_leads_to_the_state_by_the_table() -> None:
    for case in Case.objects.all():
        state = CaseState.SUBMITTED
        happened = Event.objects.filter(subject_kind="cases.case", subject_id=case.pk)
        for code in happened.order_by("at", "pk").values_list("code", flat=True):
            verb = code.rpartition(".")[2]
            if verb in {transition.name for transition in WORKFLOW.transitions}:
                assert WORKFLOW.allows(state, verb), (case.state, state, verb)
                state = CaseState(WORKFLOW.find(verb).target)
        assert state == case.state
        assert case.archived_at is None or case.archived_at <= NOW


@pytest.mark.usefixtures("province", "db")
def test_the_next_deadline_is_the_soonest_open_one() -> None:
    for case in Case.objects.all():
        waiting = Deadline.objects.filter(case=case, met_at=None, cancelled_at=None)
        soonest = waiting.order_by("due_on").first()
        assert case.next_due_on == (soonest and soonest.due_on)
        assert case.next_due_code == (soonest.code if soonest else "")


@pytest.mark.usefixtures("province", "db")
def test_a_new_application_follows_the_generated_ones() -> None:
    unit = Unit.objects.get(region_code="410121")

    case = submit_application(application=application(), unit=unit, actor=visitor(), now=NOW)

    assert case.pk > CASES
    assert Case.objects.filter(application_number=case.application_number).count() == 1


@pytest.mark.usefixtures("province", "db")
def test_pages_open_and_the_worklist_has_work() -> None:
    head = client_of("legal_head-410121")
    states = Case.objects.filter(unit__region_code="410121").order_by("state").distinct("state")

    worklist = head.get(reverse("desk_worklist"))
    found_cases = head.post(reverse("desk_search"), {"q": "安宁"})

    assert worklist.status_code == 200
    assert worklist.context["page"].shown > 0
    assert len(found_cases.context["cases"]) > 0
    assert head.get(reverse("case_list")).status_code == 200
    for case in states:
        assert head.get(reverse("case_detail", args=[case.pk])).status_code == 200, case.state
    below = client_of("legal_head-410100").get(reverse("desk_worklist"), {"tab": "below"})
    assert below.context["page"].shown > 0
