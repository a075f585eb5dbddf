"""Who acts: the posts a person holds, and the powers and place they give."""

from dataclasses import replace
from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Exists, F, OuterRef, QuerySet

from gongyuan.core.prepared import Prepared
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import BY_ROLE
from gongyuan.people.choices import COVERABLE_ROLES, SECOND_FACTOR_ROLES, Role
from gongyuan.people.models import AbsenceCover, Post, User
from gongyuan.people.queries.accounts import has_second_factor

#: As long as an event keeps a name.
NAME_LENGTH = 60


def posts_of(user: User, *, today: date) -> list[Post]:
    """The posts a person holds on a day, with their unit and institution."""
    rows = user.posts.held_on(today).annotate(desk_id=F("desk__id"))
    return list(rows.select_related("user", "unit", "institution").order_by("-starts_on", "pk"))


def covered_posts(user: User, *, today: date) -> list[Post]:
    """The posts of absent colleagues that a person does the work of on a day (代班); one query.

    Only while the colleague still holds the post and the person one of the same unit whose powers
    may go together with it.
    """
    covers = AbsenceCover.objects.running_on(today).filter(cover=user, post=OuterRef("pk"))
    own = Post.objects.held_on(today).filter(
        user=user, unit=OuterRef("unit"), role__in=COVERABLE_ROLES
    )
    rows = Post.objects.held_on(today).filter(
        Exists(covers), Exists(own), role__in=COVERABLE_ROLES, desk=None
    )
    return list(rows.select_related("user", "unit", "institution").order_by("pk"))


def posts_to_act_in(user: User, *, today: date) -> list[Post]:
    """The own posts and those covered, on a day."""
    return [*posts_of(user, today=today), *covered_posts(user, today=today)]


def _posts_of_account(user_id: int, today: date) -> QuerySet[Post]:
    factor = Authenticator.objects.filter(user=OuterRef("user"), type=Authenticator.Type.TOTP)
    covers = AbsenceCover.objects.running_on(today).filter(cover=OuterRef("user"))
    rows = Post.objects.filter(user=user_id).held_on(today)
    rows = rows.annotate(
        has_factor=Exists(factor),
        has_covers=Exists(covers),
        is_covered=Exists(AbsenceCover.objects.running_on(today).filter(post=OuterRef("pk"))),
        desk_id=F("desk__id"),
    )
    posts = rows.select_related("user", "unit", "institution").order_by("-starts_on", "pk")
    return posts.only(*READ_OF_POST, *READ_OF_USER, *READ_OF_UNIT, "institution__name")


#: What a page may ask of who is signed in; the rest would be read and not used.
READ_OF_POST = ("role", "starts_on", "ends_on", "unit_path")
READ_OF_USER = (
    "user__password",
    "user__username",
    "user__name",
    "user__is_active",
    "user__expires_on",
    "user__must_change_password",
)
READ_OF_UNIT = (
    "unit__name",
    "unit__kind",
    "unit__level",
    "unit__path",
    "unit__region_code",
    "unit__closed_on",
)
POSTS_OF_ACCOUNT = Prepared(_posts_of_account, user_id=int, today=date)


def signed_in(user_id: int, *, today: date) -> User | None:
    """An account with the posts it may act in on a day and whether it has a second factor.

    One query, because every page begins with it, and a second for those who cover somebody today.
    None for an id that nobody has.
    """
    posts = POSTS_OF_ACCOUNT.rows(user_id=user_id, today=today)
    user = posts[0].user if posts else User.objects.filter(pk=user_id).first()
    if user is not None:
        covers = bool(posts) and posts[0].has_covers  # type: ignore[attr-defined] # annotated
        user.held_posts = [*posts, *(covered_posts(user, today=today) if covers else ())]
        user.has_factor = posts[0].has_factor if posts else has_second_factor(user)  # type: ignore[attr-defined] # annotated
    return user


def actor_of(user: User, *, post_id: int | None, today: date) -> Actor:
    """The user in the chosen post, own or covered, or in the first held today; without any, no
    powers."""
    return actor_among(user, posts_to_act_in(user, today=today), post_id=post_id)


def actor_among(user: User, posts: list[Post], *, post_id: int | None) -> Actor:
    """The same, for posts already read; the account of a shared desk has no powers by itself."""
    post = next((p for p in posts if p.pk == post_id), posts[0] if posts else None)
    if post is None or any(getattr(p, "desk_id", None) for p in posts):
        return Actor(name=user.name, user_id=user.pk)
    return actor_in(post) if post.user_id == user.pk else actor_covering(post, user)


def actor_covering(post: Post, user: User) -> Actor:
    """Somebody in the post of an absent colleague: under the own name, which says for whom, with
    the powers of that post alone (代班)."""
    return replace(
        actor_in(post),
        name=f"{user.name}（代{post.user.name}）"[:NAME_LENGTH],
        user_id=user.pk,
        covers_user_id=post.user_id,
    )


def actor_in(post: Post) -> Actor:
    """The actor a post makes; a lawyer's post gives no place in the tree, only own cases."""
    is_inside = post.role not in (Role.LAWYER, Role.LAW_FIRM_CONTACT)
    return Actor(
        name=post.user.name,
        office=str(post),
        user_id=post.user_id,
        post_id=post.pk,
        unit_id=post.unit_id,
        unit_path=post.unit_path if is_inside else "",
        role=post.role,
        capabilities=BY_ROLE[Role(post.role)],
    )


def needs_second_factor(user: User, *, today: date) -> bool:
    """Whether a post held today makes the second factor compulsory (spec 13, Login)."""
    return user.posts.held_on(today).filter(role__in=SECOND_FACTOR_ROLES).exists()


def is_superior(actor: Actor, unit: Unit) -> bool:
    """Whether an actor stands above a unit, or at the very top where nobody does."""
    if not actor.unit_path or not unit.path.startswith(actor.unit_path):
        return False
    is_top = unit.parent_id is None  # type: ignore[attr-defined] # Django adds it
    return actor.unit_id != unit.pk or is_top
