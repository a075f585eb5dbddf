"""工伤、护理、工亡、非法用工: worked cases of the dossier by number, boundaries, refusals."""

from datetime import date
from decimal import Decimal

import pytest

from gongyuan.law.figures import Figure, FigureTable
from tests.law.calculators.computing import computed, refused

INJURED = {"injured_on": "2026-01-05", "grade": 9, "monthly_wage": 5000}
LUMPS = {1: 27, 2: 25, 3: 23, 4: 21, 5: 18, 6: 16, 7: 13, 8: 11, 9: 9, 10: 7}
ALLOWANCES = {1: 90, 2: 85, 3: 80, 4: 75, 5: 70, 6: 60}
UNLAWFUL = {1: 16, 2: 14, 3: 12, 4: 10, 5: 8, 6: 6, 7: 4, 8: 3, 9: 2, 10: 1}


def regional(**values):
    return FigureTable(
        Figure(
            key=key,
            label=key,
            value=Decimal(str(value)),
            unit="yuan_per_month",
            source="地方公布",
            is_verified=True,
            region="410000",
            valid_from=date(2025, 7, 1),
        )
        for key, value in values.items()
    )


def test_t18_grade_nine_below_sixty_per_cent_of_the_average():
    result = computed("work_injury", **(INJURED | {"monthly_wage": 3000}), local_average_wage=7500)

    # 60 % of 7,500 is 4,500; 9 × 4,500, not 9 × 3,000 = 27,000.
    assert result.value == 40500
    assert result.part("own_wage") == 4500
    assert "工伤保险条例第三十七条第（一）项" in result.articles


@pytest.mark.parametrize(("grade", "months"), LUMPS.items())
def test_each_grade_has_its_months_of_wage(grade, months):
    assert computed("work_injury", **(INJURED | {"grade": grade})).value == 5000 * months


@pytest.mark.parametrize(("grade", "percent"), ALLOWANCES.items())
def test_grades_one_to_six_have_a_monthly_allowance(grade, percent):
    assert computed("work_injury", **(INJURED | {"grade": grade})).part("allowance") == 50 * percent


def test_grade_seven_has_no_monthly_allowance():
    with pytest.raises(KeyError):
        computed("work_injury", **(INJURED | {"grade": 7})).part("allowance")


@pytest.mark.parametrize(
    ("wage", "own"),
    [
        # 60 % of 7,500 is 4,500 and 300 % is 22,500.
        (Decimal("4499.99"), 4500),
        (4500, 4500),
        (Decimal("4500.01"), Decimal("4500.01")),
        (Decimal("22499.99"), Decimal("22499.99")),
        (22500, 22500),
        (Decimal("22500.01"), 22500),
    ],
)
def test_the_own_wage_is_kept_between_sixty_and_three_hundred_per_cent(wage, own):
    given = INJURED | {"monthly_wage": wage}

    assert computed("work_injury", **given, local_average_wage=7500).part("own_wage") == own


def test_without_the_average_the_bounds_are_an_assumption():
    result = computed("work_injury", **INJURED)

    assert result.assumptions == ("本人工资在统筹地区职工平均工资的60%至300%之间。",)


def test_a_region_without_the_average_is_said_and_not_guessed():
    result = computed("work_injury", **INJURED, region="620100")

    assert [one.key for one in result.missing] == ["average_wage_month"]
    assert result.value == 45000


@pytest.mark.parametrize(("minimum", "allowance"), [(2250, 2250), (2251, 2251), (2249, 2250)])
def test_an_allowance_below_the_minimum_wage_is_topped_up(minimum, allowance):
    # Grade 4, 75 % of 3,000 is 2,250.
    given = INJURED | {"grade": 4, "monthly_wage": 3000}

    assert computed("work_injury", **given, minimum_wage=minimum).part("allowance") == allowance


def test_the_fund_tops_up_grade_four_and_the_employer_grade_five():
    four = computed("work_injury", **(INJURED | {"grade": 4}), minimum_wage=9000)
    five = computed("work_injury", **(INJURED | {"grade": 5}), minimum_wage=9000)

    assert four.part("allowance_payer") == "工伤保险基金"
    assert five.part("allowance_payer") == "用人单位"


def test_grade_five_at_a_fitting_post_has_no_allowance():
    with pytest.raises(KeyError):
        computed("work_injury", **(INJURED | {"grade": 5}), work_arranged=True).part("allowance")


def test_leaving_brings_both_lump_sums_one_from_the_fund_one_from_the_employer():
    result = computed(
        "work_injury",
        **INJURED,
        ending="by_worker",
        local_average_wage=6000,
        medical_lump_months=7,
        employment_lump_months=12,
    )

    # 9 × 5,000 = 45,000; 7 × 6,000 = 42,000; 12 × 6,000 = 72,000.
    assert result.value == 159000
    assert result.part("fund_total") == 87000
    assert result.part("employer_total") == 72000


def test_lump_sums_on_a_base_of_their_own_as_in_yantai():
    result = computed(
        "work_injury",
        **INJURED,
        ending="expired",
        medical_lump_months=7,
        employment_lump_months=12,
        lump_base_wage=Decimal("3441.92"),
    )

    assert result.part("medical_lump") == Decimal("24093.44")
    assert result.part("employment_lump") == Decimal("41303.04")


def test_lump_sums_of_an_unknown_province_are_left_out_and_said():
    result = computed("work_injury", **INJURED, ending="by_worker", region="410400")

    assert result.value == 45000
    assert {one.key for one in result.missing} >= {
        "injury_medical_lump_months_9",
        "injury_employment_lump_months_9",
    }
    assert sum("未计入合计" in text for text in result.warnings) == 2


def test_lump_sums_of_a_province_in_the_table():
    table = regional(
        average_wage_month=6000,
        injury_medical_lump_months_9=8,
        injury_employment_lump_months_9=16,
    )
    result = computed("work_injury", table, **INJURED, ending="by_worker", region="410400")

    assert result.part("medical_lump") == 48000
    assert result.part("employment_lump") == 96000


def test_an_employer_without_insurance_pays_everything():
    result = computed("work_injury", **INJURED, insured=False, suspension_months=3)

    assert result.part("fund_total") == 0
    assert result.part("employer_total") == 45000 + 15000
    assert "工伤保险条例第六十二条第二款" in result.articles


def test_pay_of_the_suspension_is_the_employers_and_what_was_paid_is_taken_off():
    # 1,500 × 4 - 2,000 = 4,000.
    result = computed(
        "work_injury",
        **INJURED,
        suspension_months=4,
        suspension_wage=1500,
        suspension_paid=2000,
    )

    assert result.part("suspension_pay") == 4000
    assert result.part("employer_total") == 4000


@pytest.mark.parametrize(("months", "warned"), [(12, False), (Decimal("12.01"), True), (24, True)])
def test_a_suspension_beyond_twelve_months_must_be_confirmed(months, warned):
    result = computed("work_injury", **INJURED, suspension_months=months)

    assert any("劳动能力鉴定委员会确认" in text for text in result.warnings) is warned


def test_a_suspension_beyond_twenty_four_months_is_refused():
    errors = refused("work_injury", **INJURED, suspension_months=Decimal("24.01"))

    assert errors == {"suspension_months": "停工留薪期连同延长最多24个月。"}


def test_grades_one_to_four_keep_their_employment():
    assert list(refused("work_injury", **(INJURED | {"grade": 4}), ending="expired")) == ["ending"]


@pytest.mark.parametrize("day", ["2010-12-31", "1994-12-31"])
def test_an_injury_before_the_rules_of_2011_is_refused(day):
    errors = refused("work_injury", **(INJURED | {"injured_on": day}))

    assert errors == {"injured_on": "不能早于2011年1月1日。"}


@pytest.mark.parametrize(("grade", "sentence"), [(0, "不能小于1。"), (11, "不能超过10")])
def test_a_grade_outside_one_to_ten_is_refused(grade, sentence):
    assert sentence in refused("work_injury", **(INJURED | {"grade": grade}))["grade"]


def test_an_end_before_the_injury_is_refused():
    errors = refused("work_injury", **INJURED, ending="by_worker", ended_on="2026-01-04")

    assert errors == {"ended_on": "劳动关系结束日期不能早于工伤发生日期。"}


@pytest.mark.parametrize(("dependence", "yuan"), [("full", 3750), ("most", 3000), ("part", 2250)])
def test_t20_nursing_by_dependence(dependence, yuan):
    result = computed(
        "nursing", confirmed_on="2026-01-05", dependence=dependence, local_average_wage=7500
    )

    assert result.value == yuan
    assert result.unit == "yuan_per_month"


def test_nursing_needs_the_average_wage():
    given = {"confirmed_on": "2026-01-05", "dependence": "part"}

    assert list(refused("nursing", **given)) == ["local_average_wage"]
    assert list(refused("nursing", **given, region="620100")) == ["local_average_wage"]


@pytest.mark.parametrize("day", ["2026-01-01", "2026-12-31"])
def test_a_death_in_2026_takes_the_income_of_2025(day):
    assert computed("work_death", died_on=day).part("fatality_benefit") == 1130040


@pytest.mark.parametrize("day", ["2025-12-31", "2027-01-01"])
def test_a_year_whose_income_is_not_kept_is_asked_for(day):
    assert list(refused("work_death", died_on=day)) == ["urban_income"]


def test_the_year_of_the_injury_decides_when_death_comes_later():
    given = {"died_on": "2027-01-03", "injured_on": "2026-12-30"}

    assert computed("work_death", **given).part("fatality_benefit") == 1130040


def test_a_death_as_judged_in_wangjiang():
    # 24,390 ÷ 12 × 6 = 12,195; 26,955 × 20 = 539,100; 1,026 × 30 % = 307.80 a month.
    result = computed(
        "work_death",
        died_on="2013-06-01",
        urban_income=26955,
        local_average_wage=Decimal("2032.50"),
        monthly_wage=Decimal("1219.50"),
        other_relatives=1,
    )

    assert result.part("funeral") == 12195
    assert result.part("fatality_benefit") == 539100
    assert result.value == 551295
    assert result.part("pension") == Decimal("365.850")


@pytest.mark.parametrize(
    ("people", "pension"),
    [
        ({"spouse": True}, 2400),
        ({"spouse": True, "spouse_alone": True}, 3000),
        ({"other_relatives": 1}, 1800),
        ({"lone_relatives": 1}, 2400),
        # 40 + 30 + 30 = 100 %: exactly the wage.
        ({"spouse": True, "other_relatives": 2}, 6000),
        ({"spouse": True, "other_relatives": 3}, 6000),
        # 3 × 40 = 120 %.
        ({"lone_relatives": 3}, 6000),
    ],
)
def test_dependants_get_their_shares_but_never_more_than_the_wage(people, pension):
    result = computed("work_death", died_on="2026-05-01", monthly_wage=6000, **people)

    assert result.part("pension") == pension


def test_a_death_after_the_suspension_brings_no_fatality_benefit():
    result = computed(
        "work_death",
        died_on="2026-05-01",
        circumstance="after_suspension",
        local_average_wage=8000,
    )

    assert result.value == 48000


def test_dependants_need_the_wage():
    assert list(refused("work_death", died_on="2026-05-01", spouse=True)) == ["monthly_wage"]


@pytest.mark.parametrize(("grade", "times"), UNLAWFUL.items())
def test_an_unlawful_employer_pays_multiples_of_the_yearly_wage(grade, times):
    result = computed(
        "unlawful_employer_injury",
        injured_on="2026-01-05",
        grade=grade,
        local_average_year_wage=90000,
    )

    assert result.value == 90000 * times


def test_a_death_at_an_unlawful_employer_brings_thirty_times_the_income():
    result = computed("unlawful_employer_injury", injured_on="2026-03-01", died=True)

    # 56,502 × 20 + 56,502 × 10.
    assert result.value == 1695060


def test_living_costs_of_the_treatment_are_added():
    result = computed(
        "unlawful_employer_injury",
        injured_on="2026-03-01",
        grade=10,
        local_average_wage=7500,
        treatment_months=2,
    )

    # 12 × 7,500 × 1 + 2 × 7,500.
    assert result.value == 105000


def test_a_death_has_no_grade_and_an_injury_needs_one():
    given = {"injured_on": "2026-03-01", "local_average_wage": 7500}

    assert list(refused("unlawful_employer_injury", **given)) == ["grade"]
    assert list(refused("unlawful_employer_injury", **given, died=True, grade=5)) == ["grade"]
