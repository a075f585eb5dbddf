import pytest

from gongyuan.matters import rules


def test_a_tracking_code_names_place_and_year_and_refuses_a_weak_part():
    assert rules.tracking_code("410481", year=2026, random_part="0Q7K9X") == "4104-26-0Q7K9X"
    assert rules.tracking_code("", year=2031, random_part="ABCDEF") == "0000-31-ABCDEF"
    for weak in ("12345", "ABCDEI", ""):
        with pytest.raises(ValueError, match="weak"):
            rules.tracking_code("410481", year=2026, random_part=weak)


def test_the_alphabet_of_codes_has_nothing_that_is_read_as_something_else():
    assert len(set(rules.CODE_ALPHABET)) == 32
    assert not set("ILOU") & set(rules.CODE_ALPHABET)
