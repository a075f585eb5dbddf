from django.db.models import QuerySet

from gongyuan.cases.models import Case
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
    query = search.query(text, keys=_secret_keys(text))
    if query is None:
        return Case.objects.none()
    found = Case.objects.visible_to(actor).filter(search=query)
    return found.order_by("-pk")[:MOST_FOUND]


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
