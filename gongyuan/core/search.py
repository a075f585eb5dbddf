"""Finding Chinese text: every pair of neighbouring characters is a word of the index, and what is
looked for is a phrase of such pairs. Nothing that was typed is missed, and no dictionary cuts a
name or a firm in two. Words are made here and not by the server, whose locale may differ.
"""

import re
from collections.abc import Iterable

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db.models import Value
from django.db.models.functions import Cast

from gongyuan.core.numbers import DocumentNumber

#: One run of Han characters (and the marks of names), or one of letters and digits.
_RUN = re.compile(r"([㐀-鿿豈-﫿〇·]+)|([0-9a-z]+)", re.IGNORECASE)
#: Positions beyond this are all the same to PostgreSQL.
_LAST_POSITION = 16_000
_GAP = 10
_MOST_WORDS = 12
_NARROW = {ord(c): ord(c) - 0xFEE0 for c in map(chr, range(ord("！"), ord("～") + 1))} | {
    0x3000: " "
}


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
    return Cast(Value(vector_text(texts, keys=keys)), SearchVectorField())


def vector_text(texts: Iterable[str], *, keys: Iterable[str] = ()) -> str:
    """The same as the server reads it, for rows that are copied in."""
    entries, position = [], 1
    for text in texts:
        for word in words(text):
            entries.append(f"{_quoted(word)}:{min(position, _LAST_POSITION)}")
            position += 1
        position += _GAP
    entries += [f"{_quoted(key)}:{_LAST_POSITION}" for key in keys]
    return " ".join(entries)


def has_words(text: str) -> bool:
    """Whether there is anything to look for in what was typed: signs alone are found nowhere."""
    return _RUN.search(_narrow(text)) is not None


def query(text: str, *, keys: Iterable[str] = ()) -> WordQuery | None:
    """A search query for what somebody typed; parts divided by blanks or commas must all be there.

    Letters and digits that stand last in a part are found by their beginning, a single one only as
    a word. With a sign between (n+1, a & b) they must be neighbours in the text as well. `keys` are
    exact words of which any will do instead of the text. None when nothing was typed.
    """
    wanted = query_text(text, keys=keys)
    return WordQuery(wanted) if wanted else None


def query_text(text: str, *, keys: Iterable[str] = ()) -> str:
    """The same as the server reads it; empty when nothing was typed."""
    parts = [_phrase(part) for part in _parts(text)[:_MOST_WORDS]]
    wanted = " & ".join(part for part in parts if part)
    alternatives = [_quoted(key) for key in keys]
    if wanted:
        alternatives.append(f"({wanted})")
    return " | ".join(alternatives)


def number_query(number: DocumentNumber) -> WordQuery:
    """A query for one number of a document as it is written, 机关代字〔年〕号; told without a year,
    that of any year. Only the end of what stands before the year need have been typed."""
    steps = [*words(number.office), *([str(number.year)] if number.year else [])]
    tail = f"{_quoted(str(number.place))} <-> {_quoted('号')}"
    if not steps:
        return WordQuery(tail)
    gap = " <-> " if number.year else " <2> "
    return WordQuery(" <-> ".join(_quoted(step) for step in steps) + gap + tail)


def _parts(text: str) -> list[str]:
    """What was typed, divided; a sign that stands by itself holds its neighbours together."""
    parts: list[str] = []
    is_held = False
    for part in re.split(r"[\s,;、。]+", _narrow(text)):
        if not part:
            continue
        is_sign = _RUN.search(part) is None
        if parts and (is_sign or is_held):
            parts[-1] += part
        else:
            parts.append(part)
        is_held = is_sign
    return parts


def _phrase(part: str) -> str:
    """The query of one part: its runs of characters, joined; neighbours stand closer together than
    what only must be there too."""
    runs = [run for run in _RUN.finditer(part) if run[2] or run[1].replace("·", "")]
    groups: list[str] = []
    for number, run in enumerate(runs):
        piece = _piece(run, is_last=number == len(runs) - 1)
        joint = _joint(runs[number - 1], run) if number else ""
        if joint:
            groups[-1] = f"({groups[-1]}{joint}{piece})"
        else:
            groups.append(piece)
    return " & ".join(groups)


def _piece(run: re.Match[str], *, is_last: bool) -> str:
    if run[2]:
        is_beginning = is_last and len(run[2]) > 1
        return _quoted(run[2].lower()) + (":*" if is_beginning else "")
    han = run[1].replace("·", "")
    if len(han) == 1:
        return f"{_quoted(han)}:*"
    return "(" + " <-> ".join(_quoted(han[i : i + 2]) for i in range(len(han) - 1)) + ")"


def _joint(before: re.Match[str], run: re.Match[str]) -> str:
    """How two runs hang together: as neighbours where a sign stands beside letters or digits;
    nothing where both need only be there."""
    if before.end() == run.start() or not (before[2] or run[2]):
        return ""
    # After its last pair a run of Han characters has its last one as a word by itself.
    return " <2> " if len((before[1] or "").replace("·", "")) > 1 else " <-> "


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _narrow(text: str) -> str:
    """Full-width letters and digits as their narrow selves."""
    return text if text.isascii() else text.translate(_NARROW)
