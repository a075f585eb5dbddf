"""Requests for accounts: who decides them, and what waits."""

from datetime import date

from django.db.models import Case, QuerySet, When

from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.choices import AccountRequestState, Role
from gongyuan.people.details import RequestDetails
from gongyuan.people.models import AccountRequest, Post, User
from gongyuan.people.queries.certificates import kind_for_role, role_obstacles
from gongyuan.people.rules import Held


def account_requests(actor: Actor) -> QuerySet[AccountRequest]:
    """Requests within sight, those that wait first, then the newest."""
    rows = AccountRequest.objects.visible_to(actor).select_related("unit")
    waits = Case(When(state=AccountRequestState.APPLIED_FOR, then=0), default=1)
    return rows.order_by(waits, "-pk")


def waiting_requests(actor: Actor) -> QuerySet[AccountRequest]:
    """Requests of the own unit and those below that this administrator has to decide."""
    return AccountRequest.objects.handled_by(actor).filter(state=AccountRequestState.APPLIED_FOR)


def asking_obstacles(request: RequestDetails, *, unit: Unit, today: date) -> list[str]:
    """Why a role's work could not begin: the certificate it asks for (持证上岗) is not told with
    the request or not valid, and nobody of this name in the unit holds one."""
    told = []
    if request.certificate is not None:
        kind = kind_for_role(request.role, unit=unit, today=today)
        paper = request.certificate
        told = [Held(kind=kind, issued_on=paper.issued_on, valid_until=paper.valid_until)]
    obstacles = role_obstacles(None, request.role, unit=unit, told=told, today=today)
    if not obstacles:
        return []
    named = User.objects.filter(name=request.name.strip(), posts__unit=unit).distinct()
    holds = any(not role_obstacles(one, request.role, unit=unit, today=today) for one in named)
    return [] if holds else obstacles


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
