"""Live stations: last real activity, the silent ones, and what looking at them costs."""

from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from gongyuan.cases.choices import CaseState
from gongyuan.cases.models import Case
from gongyuan.duty.models import DutyRoster, DutyShift
from gongyuan.people.choices import Role
from gongyuan.reporting.queries import stations as queries
from tests.cases.factories import make_case
from tests.core.markup import Markup
from tests.duty.factories import make_point
from tests.organisations.factories import make_institution, make_tree, make_unit
from tests.people.factories import make_post
from tests.reporting.factories import make_question

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)
SILENCE = queries.Silence(days=90, source="工会自定", since=TODAY - timedelta(days=90))


def morning(day: date) -> datetime:
    return datetime.combine(day, time(1), tzinfo=UTC)


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def station(tree):
    return make_institution(unit=tree.county)


def a_case(station, *, applied, closed=None, named=True):
    """A case of the station's union, taken in at it or nowhere in particular."""
    state = CaseState.CLOSED if closed else CaseState.HANDLING
    case = make_case(unit=station.unit, state=state)
    Case.objects.filter(pk=case.pk).update(
        institution=station if named else None, applied_at=morning(applied), closed_on=closed
    )
    return case


def sat(station, day, *, came=True):
    """A shift at the station's window, come to or not."""
    point = station.duty_points.first() or make_point(institution=station)
    roster, _ = DutyRoster.objects.get_or_create(
        point=point, month=day.replace(day=1), defaults={"arranged_at": morning(day)}
    )
    return DutyShift.objects.create(
        roster=roster,
        point=point,
        day=day,
        part="morning",
        starts_at=morning(day),
        ends_at=morning(day) + timedelta(hours=3),
        came_at=morning(day) if came else None,
    )


def a_question(station, *, asked, answered=None, named=True):
    """Somebody who asked at the station or nowhere in particular."""
    return make_question(
        unit=station.unit,
        asked_at=morning(asked),
        institution=station if named else None,
        answer="可以。" if answered else "",
        **({"answered_on": answered} if answered else {}),
    )


def seen(station):
    return queries.stations(path=station.unit_path, today=TODAY).get(pk=station.pk)


def life(path):
    found = queries.lives(path=path, silence=SILENCE, today=TODAY)
    return found.total, found.silent, found.never


def test_the_last_activity_is_the_latest_of_cases_and_duty(station):
    assert seen(station).last_active is None

    a_case(station, applied=date(2026, 1, 5))
    assert seen(station).last_active == date(2026, 1, 5)
    a_case(station, applied=date(2025, 3, 3), closed=date(2026, 2, 2))
    assert seen(station).last_case == date(2026, 2, 2)
    sat(station, date(2026, 3, 3), came=False)
    assert seen(station).last_duty is None
    sat(station, date(2026, 4, 2))

    assert (seen(station).last_duty, seen(station).last_active) == (
        date(2026, 4, 2),
        date(2026, 4, 2),
    )


def test_who_asked_at_a_station_and_who_was_answered_by_its_union_is_activity(tree, station):
    younger = make_institution(unit=tree.county, opened_on=date(2015, 1, 1))
    a_question(younger, asked=date(2026, 1, 5))
    a_question(station, asked=date(2026, 5, 5), named=False)

    assert (seen(younger).last_consultation, seen(younger).last_active) == (
        date(2026, 1, 5),
        date(2026, 1, 5),
    )
    # What waits on the web is nobody's activity.
    assert seen(station).last_consultation is None
    a_question(station, asked=date(2026, 5, 5), answered=date(2026, 5, 6), named=False)
    assert seen(station).last_consultation == date(2026, 5, 6)
    assert seen(younger).last_consultation == date(2026, 1, 5)


def test_a_day_is_that_of_beijing(station):
    case = a_case(station, applied=date(2026, 1, 5))
    late = datetime(2026, 1, 5, 17, 0, tzinfo=UTC)
    Case.objects.filter(pk=case.pk).update(applied_at=late)

    assert seen(station).last_case == date(2026, 1, 6)


def test_a_case_that_names_no_station_is_the_oldest_ones_of_its_union(tree, station):
    younger = make_institution(unit=tree.county, opened_on=date(2015, 1, 1))
    elder = make_institution(
        unit=tree.county, opened_on=date(2008, 1, 1), closed_on=date(2020, 1, 1)
    )
    a_case(station, applied=date(2026, 5, 5), named=False)

    assert seen(station).last_case == date(2026, 5, 5)
    assert seen(younger).last_case is None
    assert not queries.stations(path="", today=TODAY).filter(pk=elder.pk).exists()


def test_silent_is_who_did_nothing_for_so_long_and_is_not_new(tree, station):
    make_institution(unit=tree.township, opened_on=date(2026, 5, 1))
    quiet = make_institution(unit=tree.other_county)
    a_case(quiet, applied=SILENCE.since - timedelta(days=1))
    assert life(tree.prefecture.path) == (3, 2, 1)

    a_case(quiet, applied=SILENCE.since)
    assert life(tree.prefecture.path) == (3, 1, 1)
    sat(station, date(2026, 5, 29))
    assert life(tree.prefecture.path) == (3, 0, 0)
    assert life(tree.stranger.path) == (0, 0, 0)


@pytest.mark.parametrize("wanted", ["", "silent", "live"])
def test_the_lists_agree_with_the_numbers_and_the_longest_silent_comes_first(tree, wanted):
    never = make_institution(unit=tree.county)
    quiet = make_institution(unit=tree.other_county)
    a_case(quiet, applied=date(2025, 1, 1))
    live = make_institution(unit=tree.township)
    a_case(live, applied=date(2026, 5, 5))

    found = list(
        queries.stations_by_life(
            path=tree.prefecture.path, silence=SILENCE, today=TODAY, life=wanted
        )
    )

    assert found == {"": [never, quiet, live], "silent": [never, quiet], "live": [live]}[wanted]


def test_the_length_of_silence_comes_from_the_policy_of_the_place(tree):
    found = queries.silence_for(tree.county, today=TODAY)

    assert (found.days, found.since) == (90, date(2026, 3, 3))
    assert "工会自定" in found.source
    assert queries.silence_for(tree.county, today=date(2007, 1, 1)) is None


def plan_of(found):
    with connection.cursor() as cursor:
        sql, params = found.query.sql_with_params()
        # On a few rows reading and sorting is cheap; of a million it is not.
        for name in ("seqscan", "sort"):
            cursor.execute(f"SET LOCAL enable_{name} = off")
        cursor.execute(f"EXPLAIN {sql}", params)
        return "\n".join(row[0] for row in cursor.fetchall())


def test_the_last_case_is_one_step_into_an_index(station):
    plan = plan_of(queries.stations(path=station.unit_path, today=TODAY))

    assert "case_last_of_institution" in plan
    assert "case_last_of_unit" in plan
    assert "consultation_at" in plan
    assert "consultation_last_of_unit" in plan


@pytest.fixture
def sign_in(client, tree):
    def do(role=Role.LEGAL_OFFICER, unit=None):
        post = make_post(role=role, unit=unit or tree.prefecture)
        client.force_login(post.user, backend=settings.AUTHENTICATION_BACKENDS[0])

    return do


def page(client, status=200, name="station_activity", **asked):
    answer = client.get(reverse(name), asked)
    assert answer.status_code == status
    if status == 200 and answer.headers["Content-Type"].startswith("text/html"):
        assert Markup(answer.content.decode()).faults() == []
    return answer


def test_the_page_names_the_silent_stations_of_the_subtree(client, tree, station, sign_in):
    make_institution(unit=tree.stranger, name="外省的中心")
    live = make_institution(unit=tree.other_county, name="有案件的中心")
    a_case(live, applied=timezone.localdate())
    sign_in()

    text = page(client).content.decode()

    assert station.name in text
    assert "从来没有" in text
    assert "外省的中心" not in text
    assert "有案件的中心" not in text
    assert "有案件的中心" in page(client, life="live").content.decode()
    assert page(client, life="x").status_code == 200
    page(client, 404, unit=tree.stranger.pk)
    page(client, 404, unit="x")
    sign_in(Role.LAWYER)
    page(client, 403)


def test_the_page_and_that_of_coverage_ask_the_same_for_one_and_for_thirty(
    client, tree, station, sign_in
):
    sign_in()

    def asked(name):
        with CaptureQueriesContext(connection) as captured:
            page(client, name=name)
        return len(captured)

    few = [asked(name) for name in ("station_activity", "organisation_coverage")]
    for _ in range(30):
        county = make_unit(parent=tree.prefecture)
        a_case(make_institution(unit=county), applied=date(2025, 1, 1))

    assert [asked(name) for name in ("station_activity", "organisation_coverage")] == few


def test_coverage_says_how_many_of_the_stations_are_silent(client, tree, station, sign_in):
    sign_in()

    text = page(client, name="organisation_coverage").content.decode()

    assert "1 个 90 天以上没有案件、咨询和值班（1 个从来没有）" in text


def test_the_stations_are_exported(client, station, sign_in):
    sign_in()

    answer = page(client, name="station_activity_export")

    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0)
    heading, line = sheet.to_python()
    told = dict(zip(heading, line, strict=True))
    assert (told["机构"], told["最近办案"], told["最近咨询"]) == (station.name, "没有", "没有")
