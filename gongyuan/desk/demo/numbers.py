"""Numbers with right check digits that nobody has."""

from datetime import date, timedelta
from random import Random

from gongyuan.law.identity import USCC_CHARACTERS, identity_check_character, uscc_check_character

#: No county has this code, so such an identity number is nobody's.
NO_PLACE = "410499"
OLDEST, YOUNGEST = date(1968, 1, 1), date(2005, 12, 31)


class Numbers:
    """Gives each number once."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._phones = self._firms = 0
        self._given: set[str] = set()

    def identity_number(self, *, is_woman: bool) -> str:
        while True:
            born = OLDEST + timedelta(days=self._random.randrange((YOUNGEST - OLDEST).days))
            first = f"{NO_PLACE}{born:%Y%m%d}{2 * self._random.randrange(500) + (not is_woman):03d}"
            number = first + identity_check_character(first)
            if number not in self._given:
                self._given.add(number)
                return number

    def phone(self) -> str:
        self._phones += 1
        return f"1990{(self._phones * 7919) % 10_000_000:07d}"

    def uscc(self) -> str:
        self._firms += 1
        rest, tail = self._firms * 29_791, ""
        for _ in range(9):
            rest, place = divmod(rest, 31)
            tail = USCC_CHARACTERS[place] + tail
        first = f"91{NO_PLACE}{tail}"
        return first + uscc_check_character(first)
