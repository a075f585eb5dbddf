"""People and employers by number: the same number is always the same person, and nobody's."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from django.db.models.functions import Cast

from bench.tables import Rows
from gongyuan.cases.queries.search import secret_key
from gongyuan.core.crypto import ring
from gongyuan.desk.demo.numbers import NO_PLACE, OLDEST, YOUNGEST, Numbers
from gongyuan.desk.demo.words import BRANDS, TRADES, person_name
from gongyuan.law.identity import identity_check_character
from gongyuan.people.actions.registration import employer_words
from gongyuan.people.models import Employer, Worker
from gongyuan.people.naming import employer_pinyin, person_pinyin
from gongyuan.people.privacy import identity_key, phone_key, phone_tail_key

DAYS = (YOUNGEST - OLDEST).days
#: Coprime to the number of identity numbers and of phones there are, so that none comes twice.
STRIDE = 7_919
MOST_PEOPLE = 10_000_000
#: The same number of people bears this name at every size, so that finding them compares.
RARE_NAME, RARE = "安宁", 40
#: In life too the commonest name is that of one in three hundred.
COMMON_NAME, COMMON_SHARE = "王伟", 1 / 300


@dataclass(frozen=True)
class Person:
    """What the rows of a case need of a worker."""

    id: int
    name: str
    is_migrant: bool

    @property
    def identity_number(self) -> str:
        place = self.id * STRIDE % (DAYS * 1000)
        born = OLDEST + timedelta(days=place // 1000)
        first = f"{NO_PLACE}{born:%Y%m%d}{place % 1000:03d}"
        return first + identity_check_character(first)

    @property
    def phone(self) -> str:
        return f"1990{self.id * STRIDE % MOST_PEOPLE:07d}"

    @property
    def birth_date(self) -> date:
        return OLDEST + timedelta(days=self.id * STRIDE % (DAYS * 1000) // 1000)


def person(seed: int, number: int, *, is_rare: bool = False) -> Person:
    """The person of a number."""
    random = Random(seed * MOST_PEOPLE + number)
    # The last of the three digits before the check digit is even for women (GB 11643-1999).
    name = person_name(random, is_woman=number * STRIDE % 2 == 0)
    if random.random() < COMMON_SHARE:
        name = COMMON_NAME
    return Person(number, RARE_NAME if is_rare else name, random.random() < 0.6)


@lru_cache(maxsize=5_000)
def reading(name: str) -> tuple[str, str]:
    return person_pinyin(name)


def worker_row(who: Person, rows: Rows, created_at: object) -> None:
    """Add a worker with sealed numbers and their find-keys, as registration does."""
    table = Worker._meta.db_table
    seal = ring().seal
    number, phone = who.identity_number, who.phone
    pinyin, initials = reading(who.name)
    rows.add(
        who.id,
        who.name,
        pinyin,
        initials,
        seal(number.encode(), bound_to=f"{table}.identity_number"),
        identity_key(number),
        seal(phone.encode(), bound_to=f"{table}.phone"),
        phone_key(phone),
        phone_tail_key(phone),
        seal(f"试安省某县某镇{who.id % 997}号".encode(), bound_to=f"{table}.address"),
        "male" if int(number[16]) % 2 else "female",
        who.birth_date,
        "rural" if who.is_migrant else "urban",
        who.is_migrant,
        created_at,
    )


def vector_text(vector: Cast) -> str:
    """The text of a search vector as a column of COPY takes it."""
    return str(vector.get_source_expressions()[0].value)


def search_keys(who: Person) -> list[str]:
    """The keyed words a case of this person is found by."""
    pairs = (
        ("phone", phone_key(who.phone)),
        ("tail", phone_tail_key(who.phone)),
        ("identity", identity_key(who.identity_number)),
    )
    return [secret_key(kind, index) for kind, index in pairs if index]


def employer_name(number: int, place: str) -> tuple[str, str]:
    """A firm's name, different for each number up to three thousand in a place, and its trade."""
    trade, industry = TRADES[number % len(TRADES)]
    rest = number // len(TRADES)
    brand = BRANDS[rest % len(BRANDS)] + BRANDS[rest // len(BRANDS) % len(BRANDS)][0]
    return f"{place}{brand}{trade}有限公司", industry


def employers(
    count: int, places: list[str], numbers: Numbers
) -> tuple[Rows, list[tuple[str, str]]]:
    """The rows of `count` employers with ids from 1, and their names with initials."""
    rows = Rows(Employer, "id name pinyin initials uscc industry search")
    known = []
    for number in range(count):
        name, industry = employer_name(number // len(places), places[number % len(places)])
        pinyin, initials = employer_pinyin(name)
        words = vector_text(employer_words(name))
        rows.add(number + 1, name, pinyin, initials, numbers.uscc(), industry, words)
        known.append((name, initials))
    return rows, known
