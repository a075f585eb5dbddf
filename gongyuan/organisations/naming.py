"""By what a union and an institution are found: their names, and how these sound."""

from django.db.models.functions import Cast

from gongyuan.core import search

INITIALS_LENGTH = 40
#: What nearly every institution's name goes on with, and so tells nothing.
OF_EVERY_INSTITUTION = "职工"


def initials_of(name: str) -> str:
    """The pinyin initials of a name in capitals, for finding by keyboard: 和龙市 → HLS."""
    # Its dictionary is large, and only who enters a name needs it.
    from pypinyin import Style, lazy_pinyin

    letters = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))
    return "".join(c for c in letters.upper() if c.isascii() and c.isalnum())[:INITIALS_LENGTH]


def tails(letters: str, *, telling: int) -> list[str]:
    """The initials from each of the first so many characters on: CYQ finds 长春市朝阳区."""
    return [letters.lower()[start:] for start in range(telling)]


def institution_vector(name: str) -> Cast:
    """What an institution is found by: its name, and its initials up to 职工."""
    told = name.partition(OF_EVERY_INSTITUTION)[0] or name
    keys = tails(initials_of(name), telling=len(initials_of(told)))
    return search.vector([name], keys=keys)
