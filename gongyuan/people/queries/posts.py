"""Who acts: the posts a person holds, and the powers and place they give."""

from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet

from gongyuan.core.prepared import Prepared
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import BY_ROLE
from gongyuan.people.choices import SECOND_FACTOR_ROLES, Role
from gongyuan.people.models import Post, User
from gongyuan.people.queries.accounts import has_second_factor


def posts_of(user: User, *, today: date) -> list[Post]:
    """The posts a person holds on a day, with their unit and institution."""
    return list(
        user.posts.held_on(today).select_related("unit", "institution").order_by("-starts_on", "pk")
    )


def _posts_of_account(user_id: int, today: date) -> QuerySet[Post]:
    factor = Authenticator.objects.filter(user=OuterRef("user"), type=Authenticator.Type.TOTP)
    rows = Post.objects.filter(user=user_id).held_on(today).annotate(has_factor=Exists(factor))
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
    """An account with the posts it holds on a day and whether it has a second factor.

    One query, because every page begins with it. None for an id that nobody has.
    """
    posts = POSTS_OF_ACCOUNT.rows(user_id=user_id, today=today)
    user = posts[0].user if posts else User.objects.filter(pk=user_id).first()
    if user is not None:
        user.held_posts = [*posts]
        user.has_factor = posts[0].has_factor if posts else has_second_factor(user)  # type: ignore[attr-defined] # annotated
    return user


def actor_of(user: User, *, post_id: int | None, today: date) -> Actor:
    """The user in the chosen post, or in the first held today; without any, no powers."""
    return actor_among(user, posts_of(user, today=today), post_id=post_id)


def actor_among(user: User, posts: list[Post], *, post_id: int | None) -> Actor:
    """The same, for posts already read."""
    post = next((p for p in posts if p.pk == post_id), posts[0] if posts else None)
    if post is None:
        return Actor(name=user.name, user_id=user.pk)
    return actor_in(post)


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
