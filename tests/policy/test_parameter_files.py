"""Figures of regions that come with the product: what is there, where it is from, what is not."""

from datetime import date
from decimal import Decimal

import pytest

from gongyuan.law.calculation import UNIT_LABELS
from gongyuan.law.registry import calculators
from gongyuan.policy.parameter_files import figure_kinds, shipped_figures, shipped_table


def found(key, region, on):
    return shipped_table().find(key, region=region, on=date.fromisoformat(on))


def test_every_shipped_figure_has_a_source_a_region_and_a_first_day():
    for figure in shipped_figures():
        assert figure.source
        assert figure.region.isdigit()
        assert figure.valid_from


def test_every_key_has_a_name_and_a_unit_that_can_be_written():
    for kind in figure_kinds().values():
        assert kind.label
        assert kind.unit in UNIT_LABELS, kind.key


def test_every_figure_that_a_calculator_asks_a_region_for_can_be_entered():
    asked = {key for one in calculators().values() for key in one.regional_keys}

    assert asked - set(figure_kinds()) == set()


@pytest.mark.parametrize(
    ("key", "region", "on", "value"),
    [
        ("minimum_wage_month", "110105", "2025-09-01", 2540),
        ("minimum_wage_hour", "110000", "2026-03-01", Decimal("14.6")),
        ("average_wage_month", "110105", "2025-12-31", 11937),
        ("contribution_base_most", "110000", "2026-06-30", 35811),
        ("injury_medical_lump_months_7", "330102", "2026-03-01", 10),
        ("injury_employment_lump_months_5", "330000", "2026-03-01", 30),
        ("injury_employment_lump_months_5", "410402", "2026-03-01", 56),
    ],
)
def test_a_figure_holds_in_its_region_from_its_day(key, region, on, value):
    assert found(key, region, on).value == value


@pytest.mark.parametrize(
    ("key", "region", "on"),
    [
        ("minimum_wage_month", "110000", "2025-08-31"),
        ("average_wage_month", "110000", "2026-01-01"),
        ("minimum_wage_month", "410000", "2026-03-01"),
        ("maternity_bonus_days", "410000", "2026-03-01"),
    ],
)
def test_what_no_source_gives_is_missing_and_not_guessed(key, region, on):
    assert found(key, region, on) is None


def test_a_figure_read_second_hand_is_not_verified():
    assert not found("minimum_wage_month", "110000", "2026-03-01").is_verified
    assert not found("injury_medical_lump_months_7", "410000", "2026-03-01").is_verified
    assert found("injury_medical_lump_months_7", "330000", "2026-03-01").is_verified
