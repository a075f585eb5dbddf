from datetime import date

from django.db.models import QuerySet

from gongyuan.cases.models import Case
from gongyuan.cases.queries.filters import CaseFilter, filtered, handled
from gongyuan.core import search
from gongyuan.core.numbers import typed_number
from gongyuan.lawyers.models import Lawyer
from gongyuan.people.actor import Actor
from gongyuan.people.privacy import TAIL, identity_key, phone_key, phone_tail_key

MOST_FOUND = 30


def secret_key(kind: str, index: bytes) -> str:
    """The index word that stands for a personal number; says nothing without the key ring."""
    return f"{kind}:{bytes(index).hex()}"


def find_cases(actor: Actor, text: str) -> QuerySet[Case]:
    """Cases within the actor's sight by what was typed: a number, a name or its pinyin, an
    employer, the name of the lawyer who handles it, a phone or its last four digits, an identity
    number, words of the facts; newest first, at most MOST_FOUND.
    """
    return _newest(Case.objects.visible_to(actor), text)


def find_within(actor: Actor, text: str, *, chosen: CaseFilter, today: date) -> QuerySet[Case]:
    """The same among the cases that a filter leaves."""
    return _newest(filtered(actor, chosen, today=today), text)


def _newest(cases: QuerySet[Case], text: str) -> QuerySet[Case]:
    number = typed_number(text)
    if number is not None:
        # Who types a number wants its case and not all that have these words somewhere.
        numbered = cases.filter(search=search.number_query(number)).order_by("-pk")
        keys = list(numbered.values_list("pk", flat=True)[:MOST_FOUND])
        if keys:
            return Case.objects.filter(pk__in=keys).order_by("-pk")
    query = search.query(text, keys=_secret_keys(text))
    if query is None:
        return Case.objects.none()
    by_words = cases.filter(search=query)
    lawyers = _lawyers_named(text)
    if not lawyers:
        return by_words.order_by("-pk")[:MOST_FOUND]
    ways = [by_words, cases.filter(pk__in=handled(lawyer__in=lawyers).values("case"))]
    # Each way by its own index; joined by OR, the server would use neither.
    newest = [way.order_by("-pk").values_list("pk", flat=True)[:MOST_FOUND] for way in ways]
    keys = sorted({key for way in newest for key in way}, reverse=True)[:MOST_FOUND]
    return Case.objects.filter(pk__in=keys).order_by("-pk")


def _lawyers_named(text: str) -> list[int]:
    """The lawyers whose name begins with what was typed, two characters at least."""
    typed = text.strip()
    if len(typed) < 2 or typed.isascii():
        return []
    found = Lawyer.objects.filter(name__startswith=typed).order_by("pk")
    return list(found.values_list("pk", flat=True)[:MOST_FOUND])


def _secret_keys(text: str) -> list[str]:
    """The index words a typed personal number may stand for: whole numbers and phone tails."""
    typed = text.strip()
    if not typed.isascii() or " " in typed:
        return []
    if typed.isdigit() and len(typed) == TAIL:
        return _keys("tail", phone_tail_key(typed))
    if typed.isdigit() and len(typed) == 11:
        return _keys("phone", phone_key(typed))
    if len(typed) == 18 and typed[:17].isdigit():
        return _keys("identity", identity_key(typed))
    return []


def _keys(kind: str, index: bytes | None) -> list[str]:
    return [secret_key(kind, index)] if index else []
