"""The product's figures against a script that knows only the form and the tables."""

import random
from datetime import date

import pytest

from gongyuan.organisations.actions.paths import relocate
from gongyuan.organisations.choices import UnitLevel
from gongyuan.organisations.models import Unit
from gongyuan.reporting.choices import COLUMNS
from gongyuan.reporting.queries import cell_records, entered_total, table
from tests.reporting.factories import TODAY, YEAR, fill_at_random, make_province
from tests.reporting.independent import differences, product_figures

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[2008, 4711])
def units(request):
    chance = random.Random(request.param)  # noqa: S311 - the same data at every run
    found = make_province(chance)
    fill_at_random(found, chance)
    return found


def test_the_script_agrees_in_every_cell_of_every_unit_in_every_year(units):
    for unit in units:
        for year in (YEAR - 1, YEAR, YEAR + 1):
            assert differences(unit=unit, year=year, today=TODAY) == []


def test_the_script_would_notice_a_wrong_record(units):
    figures = product_figures(unit=units[0], year=YEAR, today=TODAY)

    assert all(
        any(figures[place] for place in figures if place[0] == line) for line in range(1, 14)
    )


def test_every_cell_is_exactly_the_list_it_opens(units):
    for unit in units:
        for cell in table(unit=unit, year=YEAR, today=TODAY).cells:
            for part, figure in cell.figures.items() if cell.is_open else ():
                records = cell_records(cell, part=part)
                listed = sum(len(one.records) for one in records.lists)
                handed = entered_total(records.entered) if records.entered is not None else 0
                assert listed + handed == (figure.value or 0), (unit, cell.indicator.code, part)


def test_a_superiors_counts_are_its_own_and_those_of_the_units_it_leads(units):
    for unit in units:
        children = Unit.objects.filter(parent=unit)
        below = [_counted(child) for child in children]
        own = {}
        for cell in table(unit=unit, year=YEAR, today=TODAY).cells:
            lists = cell_records(cell).lists
            if lists:
                number = sum(one.records.filter(unit=unit).count() for one in lists)
                own[cell.indicator.code, cell.level] = number
        for place, number in _counted(unit).items():
            assert number == own.get(place, 0) + sum(child.get(place, 0) for child in below), place


def test_the_script_still_agrees_after_a_county_moved_to_another_prefecture(units):
    first, second = [
        u for u in units if u.level == UnitLevel.PREFECTURE and u.parent_id == units[0].pk
    ]
    county = next(u for u in units if u.parent_id == first.pk and u.level == UnitLevel.COUNTY)
    before = product_figures(unit=second, year=YEAR, today=TODAY)

    relocate(county, parent=second, on=date(YEAR, 1, 1))

    after = product_figures(unit=second, year=YEAR, today=TODAY)
    assert after != before
    for unit in (first, second, units[0]):
        unit.refresh_from_db()
        assert differences(unit=unit, year=YEAR, today=TODAY) == []


def test_a_move_after_the_year_changes_no_cell_of_its_table(units):
    first, second = [
        u for u in units if u.level == UnitLevel.PREFECTURE and u.parent_id == units[0].pk
    ]
    county = next(u for u in units if u.parent_id == first.pk and u.level == UnitLevel.COUNTY)
    before = [product_figures(unit=one, year=YEAR, today=TODAY) for one in (first, second)]

    relocate(county, parent=second, on=date(YEAR + 1, 1, 2))

    for unit, figures in zip((first, second), before, strict=True):
        unit.refresh_from_db()
        assert product_figures(unit=unit, year=YEAR, today=TODAY) == figures


def _counted(unit):
    cells = table(unit=unit, year=YEAR, today=TODAY).cells
    return {
        (cell.indicator.code, cell.level): sum(f.counted or 0 for f in cell.figures.values())
        for cell in cells
        if cell.is_open and cell.level in COLUMNS
    }
