"""Certificates: who holds which, whether they do for a duty, and which are ending."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from gongyuan.organisations.models import Unit
from gongyuan.people import rules
from gongyuan.people.actor import Actor
from gongyuan.people.choices import DUTY_OF_ROLE, Role
from gongyuan.people.models import Certificate, Post, User
from gongyuan.people.queries.parameters import required_certificates
from gongyuan.policy.choices import CertificateKind

#: Who is told in an office that somebody's certificate ends.
KEEPING_ROLES = (Role.LEGAL_HEAD, Role.LEGAL_OFFICER)


def duty_obstacles(user: User | None, duty: str, *, unit: Unit, today: date) -> list[str]:
    """Why a person may not be given a duty of a unit on a day; empty when one may. Who has no
    account has no certificate entered.

    The kinds of certificate wanted are those of the policy at the unit's place (持证上岗,
    豫工文〔2020〕40号 三(二)2). To be asked wherever somebody is given mediation or supervision.
    """
    held = [_held(row) for row in Certificate.objects.filter(user=user)] if user else []
    return _obstacles(duty, held, unit, today)


def days_without(
    users: Iterable[int], duty: str, *, unit: Unit, days: Sequence[date]
) -> dict[int, frozenset[date]]:
    """The days on which each of these accounts holds no valid certificate for a duty of a unit
    (持证上岗); none where no policy asks for one. One query."""
    wanted = required_certificates(unit.region_code, duty, on=days[0])
    if wanted is None or not wanted.certificates:
        return {}
    held: dict[int, list[rules.Held]] = defaultdict(list)
    for row in Certificate.objects.filter(user__in=users, kind__in=wanted.certificates):
        held[row.user_id].append(_held(row))
    return {
        user_id: frozenset(
            day for day in days if not any(one.is_valid_on(day) for one in held[user_id])
        )
        for user_id in users
    }


def role_obstacles(
    user: User | None, role: str, *, unit: Unit, told: Sequence[rules.Held] = (), today: date
) -> list[str]:
    """The same for a role whose work asks for a certificate; `told` are those of somebody who has
    no account yet."""
    duty = DUTY_OF_ROLE.get(role)
    if duty is None:
        return []
    if user is not None:
        return duty_obstacles(user, duty, unit=unit, today=today)
    return _obstacles(duty, told, unit, today)


def kind_for_role(role: str, *, unit: Unit, today: date) -> str:
    """The kind of certificate a role is usually held with at a unit's place; empty for none."""
    duty = DUTY_OF_ROLE.get(role)
    wanted = required_certificates(unit.region_code, duty, on=today) if duty else None
    return wanted.certificates[0] if wanted and wanted.certificates else ""


def _held(row: Certificate) -> rules.Held:
    return rules.Held(
        kind=row.kind,
        issued_on=row.issued_on,
        valid_until=row.valid_until,
        withdrawn_on=row.withdrawn_on,
    )


def _obstacles(duty: str, held: Sequence[rules.Held], unit: Unit, today: date) -> list[str]:
    wanted = required_certificates(unit.region_code, duty, on=today)
    if wanted is None:
        return []
    return rules.duty_obstacles(
        duty=duty, wanted=wanted.certificates, held=held, source=wanted.source, today=today
    )


def due_certificates(actor: Actor, *, today: date) -> QuerySet[Certificate]:
    """Certificates of the own unit's people whose end is announced or over, soonest first."""
    own = Post.objects.held_on(today).filter(user=OuterRef("user"), unit=actor.unit_id)
    return Certificate.objects.ending(today=today).filter(Exists(own))


def ending_certificates(actor: Actor, *, today: date, kind: str = "") -> QuerySet[Certificate]:
    """Certificates within sight whose end is announced or over, soonest first; with the posts
    their holders have."""
    rows = Certificate.objects.visible_to(actor).ending(today=today)
    if kind in CertificateKind.values:
        rows = rows.filter(kind=kind)
    held = Post.objects.visible_to(actor).held_on(today).select_related("unit", "institution")
    posts = Prefetch("user__posts", held.order_by("-starts_on", "pk"), to_attr="posts_held")
    return rows.select_related("user").prefetch_related(posts).order_by("valid_until", "pk")


def certificates_to_announce(*, today: date) -> QuerySet[Certificate]:
    """Certificates whose end is to be told: within the days set, and not yet over."""
    rows = Certificate.objects.ending(today=today).filter(valid_until__gte=today)
    return rows.select_related("user").order_by("pk")


def heads_of(user: User, *, today: date) -> list[int]:
    """The accounts of those who keep certificates in the units where a person holds a post."""
    units = user.posts.held_on(today).values("unit_id")
    keepers = Post.objects.held_on(today).filter(unit__in=units, role__in=KEEPING_ROLES)
    return list(keepers.order_by("user_id").values_list("user_id", flat=True).distinct())
