"""The people of a unit and of those below: who they are, and finding one by name or letters."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.choices import EMPLOYED_ROLES
from gongyuan.people.models import Certificate, Post, User, Volunteer
from gongyuan.people.queries.register import MOST_FOUND, Typed, typed


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which of the people are asked for; empty asks for all of them."""

    role: str = ""
    employment: str = ""
    #: A kind of certificate that is valid today.
    certificate: str = ""
    with_former: bool = False


def members_visible_to(actor: Actor) -> QuerySet[User]:
    """Whoever holds or held a post in the subtree, in the order of the letters of the name."""
    if not actor.unit_path or not actor.can(Capability.PEOPLE_READ_STAFF):
        return User.objects.none()
    inside = Post.objects.filter(user=OuterRef("pk"), unit_path__startswith=actor.unit_path)
    return User.objects.filter(Exists(inside)).order_by("initials", "name", "pk")


def members_listed(actor: Actor, wanted: Wanted, *, today: date, text: str = "") -> QuerySet[User]:
    """The people within sight who hold a post today, narrowed to a role, to full or part time or to
    whoever holds a valid certificate of a kind (苏工发〔2012〕8号第15项 names 公职律师、调解员、
    兼职仲裁员、监督员); `text` as `find_members` takes it.
    """
    posts = Post.objects.visible_to(actor).filter(user=OuterRef("pk"))
    if not wanted.with_former:
        posts = posts.held_on(today)
    if wanted.role:
        posts = posts.filter(role=wanted.role)
    if wanted.employment:
        posts = posts.filter(role__in=EMPLOYED_ROLES, employment=wanted.employment)
    rows = _persons(actor).filter(Exists(posts))
    if wanted.certificate:
        held = Certificate.objects.valid_on(today).filter(
            user=OuterRef("pk"), kind=wanted.certificate
        )
        rows = rows.filter(Exists(held))
    return rows.filter(named(text))


def _persons(actor: Actor) -> QuerySet[User]:
    """The members without the accounts of shared desks, which are nobody."""
    desks = Post.objects.filter(user=OuterRef("pk"), desk__isnull=False)
    return members_visible_to(actor).filter(~Exists(desks))


def members_handled_by(actor: Actor) -> QuerySet[User]:
    """Whose certificates the post keeps: the own unit's people; an administrator, the subtree's."""
    if not actor.can(Capability.PEOPLE_KEEP_CERTIFICATES):
        return User.objects.none()
    if actor.can(Capability.PEOPLE_MANAGE_ACCOUNTS):
        return members_visible_to(actor)
    own = Post.objects.filter(user=OuterRef("pk"), unit=actor.unit_id)
    return members_visible_to(actor).filter(Exists(own))


def with_posts(rows: QuerySet[User], actor: Actor, *, today: date) -> QuerySet[User]:
    """The same people with the posts they hold within sight, the newest first, and with their
    certificates that are valid today."""
    seen = Post.objects.visible_to(actor).held_on(today).select_related("unit", "institution")
    valid = Certificate.objects.valid_on(today).order_by("kind", "-issued_on")
    return rows.prefetch_related(
        Prefetch("posts", seen.order_by("-starts_on", "pk"), to_attr="posts_held"),
        Prefetch("certificates", valid, to_attr="valid_certificates"),
    )


def posts_seen(user: User, actor: Actor) -> list[Post]:
    """A person's posts past and present within sight, the newest first."""
    rows = user.posts.visible_to(actor).select_related("unit", "institution")  # type: ignore[attr-defined] # its own scope
    return list(rows.order_by("-starts_on", "pk"))


def find_members(actor: Actor, typed: Typed) -> QuerySet[User]:
    """People of the units within sight by the beginning of the name or its first letters."""
    return _persons(actor).filter(_called(typed))[:MOST_FOUND]


def find_volunteers(actor: Actor, typed: Typed) -> QuerySet[Volunteer]:
    """Volunteers within sight by the beginning of the name or its first letters."""
    rows = Volunteer.objects.visible_to(actor).select_related("unit").order_by("initials", "pk")
    return rows.filter(_called(typed))[:MOST_FOUND]


def named(text: str) -> Q:
    """That a person's name or its letters begin like this; everybody for "", nobody for digits."""
    found = typed(text)
    return _called(found) if any(found) else Q()


def _called(typed: Typed) -> Q:
    if typed.letters:
        return Q(initials__startswith=typed.letters)
    return Q(name__startswith=typed.name) if typed.name else Q(pk__in=[])
