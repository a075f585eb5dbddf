"""What happened stays written, and a refusal shows where it belongs."""

from datetime import UTC, datetime

import pytest
from django import forms
from django.db import DatabaseError, connection, transaction

from gongyuan.core.events import record_event, record_events
from gongyuan.core.models import Event
from gongyuan.core.refusals import Refused, refuse_fields, refuse_if
from gongyuan.core.requests import attempt
from gongyuan.people.actor import system
from tests.cases.factories import make_case
from tests.people.factories import make_worker

NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        lambda: Event.objects.update(note="别的"),
        lambda: Event.objects.all().delete(),
        lambda: Event.objects.get().delete(),
        lambda: raw("UPDATE core_event SET at = now()"),
        lambda: raw("DELETE FROM core_event"),
    ],
)
def test_an_event_is_neither_changed_nor_deleted_not_even_by_plain_sql(change):
    event = record_event(make_worker(), "people.worker.edit", actor=system(), now=NOW, note="原样")

    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        change()

    kept = Event.objects.get(pk=event.pk)
    assert (kept.note, kept.at) == ("原样", NOW)


def raw(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_events_written_at_once_are_the_same_as_one_by_one(django_assert_num_queries):
    alone, *many = (make_worker() for _ in range(4))
    record_event(alone, "people.worker.edit", actor=system(), now=NOW, data={"n": 0})

    with django_assert_num_queries(1):
        pairs = [(worker, {"n": n}) for n, worker in enumerate(many, 1)]
        assert record_events("people.worker.edit", pairs, actor=system(), now=NOW) == 3

    rows = Event.objects.order_by("pk").values()
    one_by_one, *at_once = [{k: row[k] for k in row if k != "id"} for row in rows]
    for number, (row, worker) in enumerate(zip(at_once, many, strict=True), 1):
        assert row == one_by_one | {"subject_id": worker.pk, "data": {"n": number}}


@pytest.mark.django_db
def test_events_written_at_once_keep_the_checks_of_one():
    case = make_case()
    with pytest.raises(Refused, match="要写明理由"):
        record_events("people.worker.reveal", [(make_worker(), {})], actor=system(), now=NOW)
    with pytest.raises(ValueError, match="moves cases.Case"):
        record_events("cases.case.accept", [(case, {})], actor=system(), now=NOW)
    with pytest.raises(KeyError):
        record_events("people.worker.unheard_of", [], actor=system(), now=NOW)

    assert record_events("people.worker.edit", [], actor=system(), now=NOW) == 0
    assert not Event.objects.exists()


class AmountForm(forms.Form):
    amount = forms.IntegerField()


def test_refuse_if_gives_all_reasons_and_is_silent_without_any():
    refuse_if([])
    refuse_if(iter(()))
    with pytest.raises(Refused) as refusal:
        refuse_if(["甲。", "乙。"], field="amount")

    assert (refusal.value.reasons, refusal.value.field) == (["甲。", "乙。"], "amount")


def test_an_action_that_is_done_leaves_its_result_in_the_form():
    form = AmountForm({"amount": "3"})

    assert attempt(form, lambda *, amount, factor: amount * factor, factor=2)
    assert form.result == 6


@pytest.mark.parametrize(
    ("field", "shown_at"), [("amount", "amount"), ("unknown", "__all__"), (None, "__all__")]
)
def test_a_refusal_stands_beside_its_field_or_above_the_form_and_what_was_typed_stays(
    field, shown_at
):
    def refuse(*, amount: int) -> None:
        raise Refused("太多。", "没有依据。", field=field)

    form = AmountForm({"amount": "3"})

    assert not attempt(form, refuse)
    assert form.errors[shown_at] == ["太多。", "没有依据。"]
    assert 'value="3"' in str(form["amount"])


def test_what_is_wrong_with_several_fields_is_said_at_once_each_beside_its_own():
    wrong = {
        "amount": ["太多。"],
        "day": ["不是今天。", "是休息日。"],
        "reason": [],
        "": ["已经办过。"],
    }
    form = AmountForm({"amount": "3"})

    refuse_fields({"amount": [], "day": []})
    assert not attempt(form, lambda *, amount: refuse_fields(wrong))

    assert form.errors["amount"] == ["太多。"]
    assert form.errors["__all__"] == ["不是今天。", "是休息日。", "已经办过。"]
    with pytest.raises(Refused) as refusal:
        refuse_fields({"amount": ["太多。"], "day": []})
    assert (refusal.value.reasons, refusal.value.field) == (["太多。"], "amount")


def test_an_unsent_or_invalid_form_never_reaches_the_action():
    def explode(**_: object) -> None:
        raise AssertionError

    assert not attempt(AmountForm(), explode)
    assert not attempt(AmountForm({"amount": "x"}), explode)


def test_other_errors_are_not_taken_for_refusals():
    def explode(**_: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        attempt(AmountForm({"amount": "3"}), explode)
