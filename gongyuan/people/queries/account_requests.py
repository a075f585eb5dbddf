"""Requests for accounts: who decides them, and what waits."""

from datetime import date

from django.db.models import Case, QuerySet, When

from gongyuan.people.actor import Actor
from gongyuan.people.choices import AccountRequestState, Role
from gongyuan.people.models import AccountRequest, Post


def account_requests(actor: Actor) -> QuerySet[AccountRequest]:
    """Requests within sight, those that wait first, then the newest."""
    rows = AccountRequest.objects.visible_to(actor).select_related("unit")
    waits = Case(When(state=AccountRequestState.APPLIED_FOR, then=0), default=1)
    return rows.order_by(waits, "-pk")


def waiting_requests(actor: Actor) -> QuerySet[AccountRequest]:
    """Requests of the own unit and those below that this administrator has to decide."""
    return AccountRequest.objects.handled_by(actor).filter(state=AccountRequestState.APPLIED_FOR)


def deciders_of(row: AccountRequest, *, today: date) -> list[int]:
    """Who keeps the accounts of a request's unit, or of the nearest unit above that has somebody.

    Whoever asked is not among them.
    """
    path = row.unit_path
    above = [path[: place + 1] for place, mark in enumerate(path) if mark == path[-1:]]
    held = Post.objects.held_on(today).filter(role=Role.SYSTEM_ADMIN, unit_path__in=above)
    rows = held.filter(user__is_active=True).exclude(user=row.asked_by_user_id)
    found = list(rows.values_list("unit_path", "user_id"))
    nearest = max((len(place) for place, _ in found), default=0)
    return sorted({user_id for place, user_id in found if len(place) == nearest})
