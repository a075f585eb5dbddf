from datetime import date

from django.db.models import QuerySet

from gongyuan.cases.models import Case
from gongyuan.cases.queries.filters import CaseFilter, filtered
from gongyuan.core import search
from gongyuan.people.actor import Actor
from gongyuan.people.privacy import TAIL, identity_key, phone_key, phone_tail_key

MOST_FOUND = 30


def secret_key(kind: str, index: bytes) -> str:
    """The index word that stands for a personal number; says nothing without the key ring."""
    return f"{kind}:{bytes(index).hex()}"


def find_cases(actor: Actor, text: str) -> QuerySet[Case]:
    """Cases within the actor's sight by what was typed: a number, a name or its pinyin, an
    employer, a phone or its last four digits, an identity number, words of the facts; newest first.
    """
    return _found(Case.objects.visible_to(actor), text)[:MOST_FOUND]


def find_within(actor: Actor, text: str, *, chosen: CaseFilter, today: date) -> QuerySet[Case]:
    """The same among the cases that a filter leaves; at most MOST_FOUND."""
    found = _found(filtered(actor, chosen, today=today), text)
    return Case.objects.filter(pk__in=found.values("pk")[:MOST_FOUND]).order_by("-pk")


def _found(cases: QuerySet[Case], text: str) -> QuerySet[Case]:
    query = search.query(text, keys=_secret_keys(text))
    if query is None:
        return Case.objects.none()
    return cases.filter(search=query).order_by("-pk")


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
