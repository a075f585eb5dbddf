"""Rows gathered by one statement are the instances that each query of its own would give."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection, models
from django.db.models import Count, Value
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongyuan.cases.models import Applicant, Case, Claim, Consent, Deadline
from gongyuan.core.gathered import Gathered
from gongyuan.core.models import Event
from gongyuan.organisations.models import Unit
from gongyuan.people.models import Worker
from tests.cases.factories import make_case, with_deadline
from tests.organisations.factories import make_unit

pytestmark = pytest.mark.django_db

#: What a column of text may hold: everything but the character that PostgreSQL refuses.
WORDS = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=40)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)
MOMENTS = st.timedeltas(timedelta(days=-40_000), timedelta(days=400_000)).map(
    lambda since: datetime(1970, 1, 1, tzinfo=UTC) + since
)
DAYS = st.dates(date(1800, 1, 1), date(9999, 12, 31))
YUAN = st.decimals(0, Decimal("999999999.99"), places=2)


def content(row):
    """All that an instance holds, those it was read with too, and of which type each is."""
    held = {
        name: (type(value), value)
        for name, value in vars(row).items()
        if name != "_state" and not isinstance(value, models.Model)
    }
    beside = {
        name: value and content(value) for name, value in sorted(row._state.fields_cache.items())
    }
    return type(row), held, beside, row._state.db, row._state.adding, row.get_deferred_fields()


def assert_same(queries, **values):
    """Asked together and asked one by one, in the same order."""
    gathered = Gathered(lambda form, **given: queries(**given))
    for _ in range(2):  # made, and made already
        found = gathered.rows(None, **values)
        alone = {name: list(rows) for name, rows in queries(**values).items()}
        assert {name: [content(row) for row in rows] for name, rows in found.items()} == {
            name: [content(row) for row in rows] for name, rows in alone.items()
        }
    return found


def asked_of(case_id):
    return {
        "case": Case.objects.filter(pk=case_id).select_related("unit__parent", "employer"),
        "named": Case.objects.filter(pk=case_id).only("state", "claim_kinds"),
        "applicants": Applicant.objects.filter(case=case_id).select_related("worker"),
        "claims": Claim.objects.filter(case=case_id).order_by("-amount", "pk")[:3],
        "consents": Consent.objects.filter(case=case_id).order_by("pk"),
        "deadlines": Deadline.objects.filter(case=case_id).order_by("due_on"),
        "events": Event.objects.filter(subject_id=case_id).order_by("-pk")[:2],
        "counted": Case.objects.filter(pk=case_id)
        .annotate(people=Count("applicants"))
        .only("state"),
        "impossible": Case.objects.filter(pk__in=[]),
    }


@pytest.fixture
def full_case(db):
    case = with_deadline(make_case(), "PROGRESS", starts_on=date(2026, 3, 1))
    for kind in ("overtime", "overtime", "unpaid_wages"):
        Claim.objects.create(case=case, kind=kind, amount=Decimal("0.10"))
    return case


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    words=st.lists(WORDS, min_size=4, max_size=4),
    kinds=st.lists(WORDS.map(lambda text: text[:20]), max_size=3),
    data=st.dictionaries(WORDS, JSON, max_size=3),
    at=MOMENTS,
    on=st.none() | DAYS,
    yuan=st.none() | YUAN,
    is_so=st.booleans(),
    key=st.uuids(),
)
def test_what_is_gathered_is_what_each_query_gives(
    full_case, words, kinds, data, at, on, yuan, is_so, key
):
    Case.objects.update(
        applicant_label=words[0], facts_text=words[1], claim_kinds=kinds, claim_amount=yuan,
        employed_from=on, applied_at=at, is_migrant=is_so, submission_key=key,
    )  # fmt: skip
    Worker.objects.update(
        identity_number=words[2], phone=words[3][:20], address=words[1], birth_date=on
    )
    Event.objects.create(
        subject_kind="cases.case", subject_id=full_case.pk, code="cases.case.viewed", at=at,
        note=words[0], data=data,
    )  # fmt: skip
    Claim.objects.filter(kind="overtime").update(amount=yuan, period_from=on)

    found = assert_same(asked_of, case_id=full_case.pk)

    assert found["impossible"] == []
    assert [row.applicant_label for row in found["case"]] == [words[0]]
    assert [row.worker.identity_number for row in found["applicants"]] == [words[2]]
    assert found["events"][0].data == data


def test_all_queries_are_one_statement():
    case = make_case()
    gathered = Gathered(lambda form, case_id: asked_of(case_id))
    with CaptureQueriesContext(connection) as sent:
        found = gathered.rows(None, case_id=case.pk)

    assert len(sent) == 1
    assert [row.pk for row in found["case"]] == [case.pk]
    with CaptureQueriesContext(connection) as sent:
        assert found["case"][0].unit.parent_id == case.unit.parent_id
    assert len(sent) == 0


def test_what_is_not_wanted_is_not_asked():
    case = make_case()
    gathered = Gathered(lambda form, case_id: asked_of(case_id))
    with CaptureQueriesContext(connection) as sent:
        found = gathered.rows(None, only={"case"}, case_id=case.pk)
        assert gathered.rows(None, only=(), case_id=case.pk) == dict.fromkeys(found, [])

    assert found == dict.fromkeys(found, []) | {"case": [case]}
    (asked,) = [one["sql"] for one in sent]
    assert "cases_consent" not in asked
    assert len(gathered.rows(None, case_id=case.pk)["applicants"]) == 1


def test_what_follows_from_one_record_is_planned_once_for_all():
    cases = [with_deadline(make_case(), "PROGRESS", starts_on=date(2026, 3, 1)) for _ in range(4)]
    gathered = Gathered(lambda form, case_id: asked_of(case_id), from_one=True)

    for case in cases:
        found = gathered.rows(None, case_id=case.pk)
        alone = {name: list(rows) for name, rows in asked_of(case.pk).items()}
        assert {name: [content(row) for row in rows] for name, rows in found.items()} == {
            name: [content(row) for row in rows] for name, rows in alone.items()
        }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans + custom_plans FROM pg_prepared_statements"
            " WHERE statement LIKE %s ORDER BY prepare_time DESC LIMIT 1",
            ["%cases_consent%"],
        )
        assert cursor.fetchone()[0] >= len(cases) - 1


def test_rows_keep_the_order_of_their_query():
    unit = make_unit()
    cases = [make_case(unit=unit) for _ in range(12)]
    gathered = Gathered(
        lambda form, unit_id: {
            "up": Case.objects.filter(unit=unit_id).only("state").order_by("pk"),
            "down": Case.objects.filter(unit=unit_id).only("state").order_by("-pk")[:5],
        }
    )

    found = gathered.rows(None, unit_id=unit.pk)

    assert found == {"up": cases, "down": cases[:6:-1]}


def test_an_empty_value_and_the_form_make_a_statement_of_their_own():
    unit = make_unit(name="甲县总工会")
    gathered = Gathered(
        lambda form, path, text: {
            "units": Unit.objects.filter(path__startswith=path)
            if path and form
            else Unit.objects.none(),
            "named": Unit.objects.filter(name__contains=text),
        }
    )

    assert gathered.rows("in", path=unit.path, text="甲县")["units"] == [unit]
    assert gathered.rows("in", path="", text="甲县")["units"] == []
    assert gathered.rows("out", path=unit.path, text="甲县")["named"] == [unit]
    assert gathered.rows("in", path=unit.path, text="%")["named"] == []


def test_a_type_whose_text_is_not_known_to_be_the_same_is_refused():
    at = Value("10.0.0.1", output_field=models.GenericIPAddressField())
    gathered = Gathered(lambda form: {"odd": Case.objects.only("pk").annotate(address=at)})

    with pytest.raises(ValueError, match="inet"):
        gathered.rows(None)
