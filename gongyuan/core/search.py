"""Finding Chinese text: every pair of neighbouring characters is a word of the index, and what is
looked for is a phrase of such pairs. Nothing that was typed is missed, and no dictionary cuts a
name or a firm in two. Words are made here and not by the server, whose locale may differ.
"""

import re
from collections.abc import Iterable

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db.models import Value
from django.db.models.functions import Cast

#: One run of Han characters (and the marks of names), or one of letters and digits.
_RUN = re.compile(r"([㐀-鿿豈-﫿〇·]+)|([0-9a-z]+)", re.IGNORECASE)
#: Positions beyond this are all the same to PostgreSQL.
_LAST_POSITION = 16_000
_GAP = 10
_MOST_WORDS = 12


class WordQuery(SearchQuery):
    """A query whose words are made already: the server takes it as it is, parsing no text."""

    template = "(%(expressions)s)::tsquery"


def words(text: str) -> list[str]:
    """The index words of a text in order: pairs of Han characters, the last one alone, and runs of
    letters or digits in lower case."""
    found: list[str] = []
    for han, latin in _RUN.findall(_narrow(text)):
        if latin:
            found.append(latin.lower())
        else:
            han = han.replace("·", "")
            found += [han[i : i + 2] for i in range(len(han) - 1)]
            found += han[-1:]
    return found


def vector(texts: Iterable[str], *, keys: Iterable[str] = ()) -> Cast:
    """A search vector of several texts, between which no phrase matches, and of exact keys."""
    entries, position = [], 1
    for text in texts:
        for word in words(text):
            entries.append(f"{_quoted(word)}:{min(position, _LAST_POSITION)}")
            position += 1
        position += _GAP
    entries += [f"{_quoted(key)}:{_LAST_POSITION}" for key in keys]
    return Cast(Value(" ".join(entries)), SearchVectorField())


def query(text: str, *, keys: Iterable[str] = ()) -> WordQuery | None:
    """A search query for what somebody typed; parts divided by blanks must all be there.

    `keys` are exact words of which any will do instead of the text. None when nothing was typed.
    """
    parts = [_phrase(part) for part in _narrow(text).split()[:_MOST_WORDS]]
    wanted = " & ".join(part for part in parts if part)
    alternatives = [_quoted(key) for key in keys]
    if wanted:
        alternatives.append(f"({wanted})")
    return WordQuery(" | ".join(alternatives)) if alternatives else None


def _phrase(part: str) -> str:
    pieces = []
    for han, latin in _RUN.findall(part):
        if latin:
            pieces.append(f"{_quoted(latin.lower())}:*")
            continue
        han = han.replace("·", "")
        if len(han) == 1:
            pieces.append(f"{_quoted(han)}:*")
        elif han:
            pieces.append(" <-> ".join(_quoted(han[i : i + 2]) for i in range(len(han) - 1)))
    return " & ".join(f"({piece})" for piece in pieces)


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _narrow(text: str) -> str:
    """Full-width letters and digits as their narrow selves."""
    return "".join(
        chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else " " if c == "\u3000" else c for c in text
    )
