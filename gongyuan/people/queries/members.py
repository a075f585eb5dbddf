"""The people of a unit and of those below: who they are, and finding one by name or letters."""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.models import Post, User, Volunteer
from gongyuan.people.queries.register import LETTERS, MOST_FOUND


def members_visible_to(actor: Actor) -> QuerySet[User]:
    """Whoever holds or held a post in the subtree, by name."""
    if not actor.unit_path or not actor.can(Capability.PEOPLE_READ_STAFF):
        return User.objects.none()
    inside = Post.objects.filter(user=OuterRef("pk"), unit_path__startswith=actor.unit_path)
    return User.objects.filter(Exists(inside)).order_by("name", "pk")


def members_handled_by(actor: Actor) -> QuerySet[User]:
    """Whose certificates the post keeps: the own unit's people; an administrator, the subtree's."""
    if not actor.can(Capability.PEOPLE_KEEP_CERTIFICATES):
        return User.objects.none()
    if actor.can(Capability.PEOPLE_MANAGE_ACCOUNTS):
        return members_visible_to(actor)
    own = Post.objects.filter(user=OuterRef("pk"), unit=actor.unit_id)
    return members_visible_to(actor).filter(Exists(own))


def with_posts(rows: QuerySet[User], actor: Actor) -> QuerySet[User]:
    """The same people with those of their posts that lie within sight, the newest first."""
    seen = Post.objects.visible_to(actor).select_related("unit", "institution")
    return rows.prefetch_related(
        Prefetch("posts", seen.order_by("-starts_on", "pk"), to_attr="seen_posts")
    )


def posts_seen(user: User, actor: Actor) -> list[Post]:
    """A person's posts past and present within sight, the newest first."""
    rows = user.posts.visible_to(actor).select_related("unit", "institution")  # type: ignore[attr-defined] # its own scope
    return list(rows.order_by("-starts_on", "pk"))


def find_members(actor: Actor, text: str) -> QuerySet[User]:
    """People of the units within sight by the beginning of the name or its first letters."""
    wanted = _named(text.strip())
    rows = members_visible_to(actor)
    return rows.filter(wanted)[:MOST_FOUND] if wanted else rows.none()


def find_volunteers(actor: Actor, text: str) -> QuerySet[Volunteer]:
    """Volunteers within sight by the beginning of the name or its first letters."""
    wanted = _named(text.strip())
    rows = Volunteer.objects.visible_to(actor).select_related("unit").order_by("name", "pk")
    return rows.filter(wanted)[:MOST_FOUND] if wanted else rows.none()


def _named(typed: str) -> Q | None:
    if LETTERS.fullmatch(typed):
        return Q(initials__startswith=typed.lower())
    return Q(name__startswith=typed) if typed and not typed.isdigit() else None
