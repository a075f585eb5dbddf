"""Two unions whose documents begin with the same words: a number is each one's own."""

import pytest

from gongyuan.cases.models import Case, OfficialDocument
from gongyuan.cases.queries.search import find_cases
from gongyuan.people.choices import Role
from gongyuan.portal.queries import cases_opened_by
from tests.cases.factories import granted
from tests.organisations.factories import make_tree
from tests.people.factories import make_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    made = make_tree()
    for unit in (made.county, made.other_county):
        unit.document_prefix = "试同援"
        unit.save(update_fields=["document_prefix"])
    return made


def test_both_give_their_first_number_and_their_letters_too(tree):
    cases = [granted(unit=unit) for unit in (tree.county, tree.other_county)]

    for case in cases:
        assert case.application_number == "试同援申〔2026〕1号"
        assert case.case_number == "试同援〔2026〕1号"
    letters = OfficialDocument.objects.filter(kind="grant_decision")
    assert len(set(letters.values_list("number", flat=True))) == 1
    assert letters.count() == 2


def test_a_search_finds_in_ones_own_sight_and_the_superior_sees_whose_each_is(tree):
    cases = [granted(unit=unit) for unit in (tree.county, tree.other_county)]
    own = make_actor(role=Role.LEGAL_OFFICER, unit=tree.county)
    upper = make_actor(role=Role.LEGAL_OFFICER, unit=tree.prefecture)

    assert set(find_cases(own, "试同援〔2026〕1号")) == {cases[0]}
    found = find_cases(upper, "试同援〔2026〕1号")
    assert {(case.pk, case.unit_id) for case in found} == {(c.pk, c.unit_id) for c in cases}


@pytest.mark.parametrize(
    "typed",
    ["试同援2026-1", "试同援〔2026〕0001号", "（2026）试同援字第1号", "试同援1号", "试同援 2026 1"],
)
def test_a_case_is_found_by_its_number_as_an_office_types_it(tree, typed):
    case = granted(unit=tree.county)
    other = granted(unit=tree.county)
    own = make_actor(role=Role.LEGAL_OFFICER, unit=tree.county)

    assert other.case_number == "试同援〔2026〕2号"
    assert list(find_cases(own, typed)) == [case]


def test_the_tracking_code_of_each_opens_that_case_alone(tree):
    cases = [granted(unit=unit) for unit in (tree.county, tree.other_county)]
    phones = [case.applicants.get().worker.phone for case in cases]

    assert cases[0].matter.code != cases[1].matter.code
    for case, phone in zip(cases, phones, strict=True):
        assert cases_opened_by(code=case.matter.code, phone=phone) == {case.pk}
    assert not cases_opened_by(code=cases[0].matter.code, phone=phones[1])
    assert Case.objects.count() == 2
