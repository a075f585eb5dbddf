"""The draw: made once, repeatable by anybody, with every exclusion's reason."""

import csv
import hashlib
import threading
from datetime import date
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from gongyuan.cases.choices import CaseState
from gongyuan.cases.models import Case
from gongyuan.core.refusals import Refused
from gongyuan.people.choices import Role
from gongyuan.quality.models import CaseReview, SampleDraw
from gongyuan.quality.queries.samples import repetition_faults
from gongyuan.quality.rules import sample as rules
from tests.cases.factories import make_case
from tests.core.markup import Markup
from tests.lawyers.factories import lawyer_actor, make_lawyer
from tests.organisations.factories import make_tree, make_unit
from tests.people.factories import make_actor, make_post
from tests.quality.factories import closed_case, drawn, standard

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def unit():
    unit = make_unit()
    standard(unit=unit)
    return unit


def chosen(draw):
    return list(
        draw.members.filter(is_drawn=True).order_by("place").values_list("number", flat=True)
    )


# --- the method ----------------------------------------------------------------------------------


def test_the_hash_is_that_of_seed_line_feed_and_number():
    expected = hashlib.sha256("2026065\n平工援〔2026〕86号".encode()).hexdigest()

    assert rules.digest("2026065", "平工援〔2026〕86号") == expected
    ranked = rules.ranked("2026065", [rules.Candidate(record_id=1, number="平工援〔2026〕86号")])
    assert [one.digest for one in ranked] == [expected]


@given(st.lists(st.integers(1, 500), unique=True, min_size=1, max_size=40), st.text(max_size=20))
def test_the_order_of_the_population_does_not_matter(ids, seed):
    seed = seed.encode("utf-8", "replace").decode()
    candidates = [rules.Candidate(record_id=one, number=f"试援〔2026〕{one % 7}号") for one in ids]

    forwards = rules.ranked(seed, candidates)
    backwards = rules.ranked(seed, reversed(candidates))

    assert forwards == backwards
    assert [one.place for one in forwards] == list(range(1, len(ids) + 1))


def test_of_equal_numbers_the_case_entered_first_goes_first():
    twins = [rules.Candidate(record_id=pk, number="同号") for pk in (9, 4)]

    assert [one.candidate.record_id for one in rules.ranked("s", twins)] == [4, 9]


@pytest.mark.parametrize(
    ("population", "size", "share", "wanted"),
    [(10, 3, None, 3), (2, 3, None, 2), (10, None, 15, 2), (1, None, 1, 1), (200, None, 100, 200)],
)
def test_a_share_is_rounded_up_and_never_more_than_there_are(population, size, share, wanted):
    assert rules.sample_size(population, size=size, share_percent=share) == wanted


# --- the draw ------------------------------------------------------------------------------------


def test_the_smallest_hashes_are_drawn_and_anybody_can_repeat_it(unit):
    cases = [closed_case(unit=unit) for _ in range(12)]

    draw = drawn(unit=unit, size=4, seed="双色球26065期 03 11 17")

    by_hand = sorted(
        (hashlib.sha256(f"{draw.seed}\n{case.number}".encode()).hexdigest(), case.number)
        for case in cases
    )
    assert chosen(draw) == [number for _, number in by_hand[:4]]
    assert (draw.population_count, draw.drawn_count, draw.method) == (12, 4, "sha256-v1")
    assert repetition_faults(draw) == []
    reviewed = {review.case.number for review in draw.reviews.select_related("case")}
    assert reviewed == set(chosen(draw))


def test_the_same_seed_gives_the_same_and_another_another(tree):
    for unit in (tree.county, tree.other_county):
        standard(unit=unit)
    numbers = [f"试援〔2026〕{place}号" for place in range(1, 21)]
    for unit in (tree.county, tree.other_county):
        for number in numbers:
            closed_case(unit=unit, case_number=number)
    first = drawn(unit=tree.county, size=5, seed="甲")
    second = drawn(unit=tree.other_county, size=5, seed="甲")
    standard(unit=tree.prefecture)
    CaseReview.objects.all().delete()
    third = drawn(unit=tree.prefecture, covered_unit=tree.county, size=5, seed="乙")

    assert chosen(first) == chosen(second)
    assert chosen(third) != chosen(first)


def test_a_period_is_drawn_from_once_also_where_it_only_overlaps(unit):
    closed_case(unit=unit)
    drawn(unit=unit, period_from=date(2026, 5, 1), period_to=date(2026, 6, 1))

    for first, last in (
        (date(2026, 5, 1), date(2026, 6, 1)),
        (date(2026, 6, 1), date(2026, 6, 5)),
        (date(2026, 4, 1), date(2026, 5, 1)),
    ):
        with pytest.raises(Refused, match="已经抽过"):
            drawn(unit=unit, period_from=first, period_to=last, seed="再来")
    assert SampleDraw.objects.count() == 1


def test_a_unit_below_cannot_be_drawn_again_through_the_whole(tree):
    standard(unit=tree.prefecture)
    closed_case(unit=tree.county)
    closed_case(unit=tree.other_county)
    drawn(unit=tree.prefecture, covered_unit=tree.county)

    with pytest.raises(Refused, match="已经抽过"):
        drawn(unit=tree.prefecture)
    assert drawn(unit=tree.prefecture, covered_unit=tree.other_county).drawn_count == 1


def test_the_population_is_what_was_closed_with_a_result_in_the_period_and_scope(tree):
    standard(unit=tree.prefecture)
    inside = [closed_case(unit=unit) for unit in (tree.county, tree.township)]
    late = closed_case(unit=tree.county)
    Case.objects.filter(pk=late.pk).update(closed_on=date(2026, 6, 2))
    make_case(unit=tree.county, state=CaseState.TERMINATED)
    make_case(unit=tree.county, state=CaseState.HANDLING)
    closed_case(unit=tree.other_county)

    draw = drawn(unit=tree.prefecture, covered_unit=tree.county)

    assert set(draw.members.values_list("case_id", flat=True)) == {case.pk for case in inside}


def test_who_is_left_out_is_written_down_with_the_reason(unit):
    taken, excluded, before = (closed_case(unit=unit) for _ in range(3))
    without = closed_case(unit=unit)
    without.assignments.all().delete()
    Case.objects.filter(pk=before.pk).update(closed_on=date(2026, 1, 1))
    earlier = drawn(unit=unit, period_from=date(2026, 1, 1), period_to=date(2026, 1, 2))
    Case.objects.filter(pk=before.pk).update(closed_on=date(2026, 6, 1))

    draw = drawn(unit=unit, excluded={excluded.number: "正在复核"})

    reasons = dict(draw.members.exclude(exclusion="").values_list("number", "exclusion"))
    assert earlier.reviews.count() == 1
    assert reasons == {
        excluded.number: "正在复核",
        without.number: "没有承办律师",
        before.number: "以前评估过",
    }
    assert chosen(draw) == [taken.number]
    assert (draw.population_count, draw.excluded_count) == (4, 3)


IMPOSSIBLE = [
    ({"period_to": date(2026, 5, 1)}, "period_to"),
    ({"period_to": date(2026, 6, 8)}, "period_to"),
    ({"seed": "  "}, "seed"),
    ({"seed": "长" * 101}, "seed"),
    ({"size": 1, "share_percent": 1}, "size"),
    ({"size": None}, "size"),
    ({"size": 0}, "size"),
    ({"share_percent": 0}, "share_percent"),
    ({"share_percent": 101}, "share_percent"),
    ({"excluded": {"没有〔2026〕1号": "理由"}}, "excluded"),
    ({"period_from": date(2026, 1, 1), "period_to": date(2026, 1, 2)}, "period_to"),
]


@pytest.mark.parametrize(("values", "field"), IMPOSSIBLE)
def test_a_draw_that_cannot_be_is_refused_beside_the_field(unit, values, field):
    closed_case(unit=unit)

    with pytest.raises(Refused) as refused:
        drawn(unit=unit, **values)

    assert refused.value.field == field
    assert not SampleDraw.objects.exists()


def test_an_exclusion_without_a_reason_is_refused(unit):
    case = closed_case(unit=unit)

    with pytest.raises(Refused, match="为什么排除"):
        drawn(unit=unit, excluded={case.number: " "})


def test_without_a_score_sheet_nothing_is_drawn_and_the_product_says_so(tree):
    closed_case(unit=tree.county)

    with pytest.raises(Refused, match="还没有确定评估标准"):
        drawn(unit=tree.county)


def test_nobody_draws_from_another_branch_or_without_the_power(tree):
    standard(unit=tree.county)
    closed_case(unit=tree.county)
    closed_case(unit=tree.other_county)

    with pytest.raises(Refused, match="本级和下级"):
        drawn(unit=tree.county, covered_unit=tree.other_county)
    for actor in (
        make_actor(role=Role.WINDOW_CLERK, unit=tree.county),
        lawyer_actor(make_lawyer(unit=tree.county)),
    ):
        with pytest.raises(PermissionDenied):
            drawn(unit=tree.county, actor=actor)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE quality_sampledraw SET seed = 'x'",
        "UPDATE quality_samplemember SET is_drawn = NOT is_drawn",
        "DELETE FROM quality_samplemember",
        "DELETE FROM quality_sampledraw",
    ],
)
def test_a_draw_cannot_be_changed_in_the_database_neither(unit, statement):
    closed_case(unit=unit)
    drawn(unit=unit)

    with (
        pytest.raises(ProgrammingError, match="Cannot update or delete"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_changed_record_is_found_by_repeating_the_draw(unit):
    for _ in range(3):
        closed_case(unit=unit)
    draw = drawn(unit=unit, size=1)
    draw.seed = "别的种子"

    assert len(repetition_faults(draw)) >= 1


@pytest.mark.django_db(transaction=True)
def test_two_officers_drawing_at_once_make_one_draw():
    unit = make_unit()
    standard(unit=unit)
    for _ in range(5):
        closed_case(unit=unit)
    officers = [make_actor(role=Role.LEGAL_OFFICER, unit=unit) for _ in range(2)]
    barrier, said = threading.Barrier(2), []

    def draw(actor, seed):
        try:
            barrier.wait(timeout=20)
            drawn(unit=unit, actor=actor, size=2, seed=seed)
            said.append("drawn")
        except Refused as refused:
            said.append(refused.reasons[0])
        finally:
            connection.close()

    threads = [
        threading.Thread(target=draw, args=pair) for pair in zip(officers, "甲乙", strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert said.count("drawn") == 1
    assert SampleDraw.objects.count() == 1


# --- pages ---------------------------------------------------------------------------------------


def test_an_officer_draws_on_the_page_and_anybody_repeats_it_from_the_list(client, tree):
    standard(unit=tree.county)
    cases = [closed_case(unit=tree.county) for _ in range(6)]
    client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=tree.county).user)
    typed = {
        "covered_unit": tree.county.pk,
        "period_from": "20260601",
        "period_to": "2026-06-01",
        "share_percent": "50",
        "seed": "20260607",
        "excluded": f"{cases[0].number} 当事人正在投诉",
    }

    wrong = client.post(reverse("draw_new"), typed | {"excluded": cases[0].number})
    page = client.post(reverse("draw_new"), typed, follow=True)

    assert "没有写理由" in wrong.content.decode()
    draw = SampleDraw.objects.get()
    html = page.content.decode()
    for word in ("重抽相符", "20260607", "当事人正在投诉", draw.population_sha256):
        assert word in html, word
    assert Markup(html).faults() == []
    sheet = client.get(reverse("draw_population", args=[draw.pk])).content.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(sheet)))
    inside = [row for row in rows if not row["排除理由"]]
    again = sorted(
        inside, key=lambda row: hashlib.sha256(f"20260607\n{row['案号']}".encode()).hexdigest()
    )
    assert [row["抽中"] for row in again] == ["是"] * 3 + ["否"] * 2
    joined = "\n".join(sorted(row["案号"] for row in inside))
    assert hashlib.sha256(joined.encode()).hexdigest() == draw.population_sha256


def test_an_office_without_a_standard_reads_that_none_was_made_up_for_it(client, tree):
    client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=tree.county).user)

    page = client.get(reverse("draw_list")).content.decode()
    form = client.get(reverse("standard_new")).content.decode()

    assert "产品不代定" in page
    assert "待核" in form
    assert Markup(form).faults() == []
