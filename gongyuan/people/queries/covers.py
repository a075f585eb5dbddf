"""Who does whose work on which days."""

from datetime import date

from django.db.models import Q, QuerySet

from gongyuan.people.choices import COVERABLE_ROLES
from gongyuan.people.desk_rules import CoverFacts
from gongyuan.people.models import AbsenceCover, Post, User


def colleagues(post: Post, *, today: date) -> QuerySet[User]:
    """Who might do this post's work: holders of fitting posts of the same unit today, by name."""
    fitting = Post.objects.held_on(today).filter(
        unit=post.unit_id, role__in=COVERABLE_ROLES, desk=None
    )
    alive = Q(expires_on=None) | Q(expires_on__gte=today)
    users = User.objects.filter(alive, is_active=True, pk__in=fitting.values("user"))
    return users.exclude(pk=post.user_id).order_by("name", "pk")


def cover_facts(post: Post, cover: User, *, starts_on: date, ends_on: date) -> CoverFacts:
    """What decides whether `cover` may do the work of this post over these days; two queries."""
    own = Post.objects.filter(user=cover, unit=post.unit_id, starts_on__lte=starts_on, desk=None)
    own = own.filter(Q(ends_on=None) | Q(ends_on__gte=ends_on))
    meeting = AbsenceCover.objects.standing().filter(starts_on__lte=ends_on, ends_on__gte=starts_on)
    rows = list(meeting.filter(_touching(post, cover)).select_related("post"))
    return CoverFacts(
        role=post.role,
        is_self=cover.pk == post.user_id,
        own_roles=frozenset(own.values_list("role", flat=True)),
        is_covered=any(row.post_id == post.pk for row in rows),
        absent_covers=any(row.cover_id == post.user_id for row in rows),
        cover_is_absent=any(row.post.user_id == cover.pk for row in rows),
    )


def _touching(post: Post, cover: User) -> Q:
    return Q(post=post) | Q(cover=post.user_id) | Q(post__user=cover)


def covers_of(user: User, *, today: date) -> list[AbsenceCover]:
    """Standing covers from today on that a person has asked for or been asked for."""
    rows = AbsenceCover.objects.standing().filter(ends_on__gte=today)
    mine = rows.filter(Q(post__user=user) | Q(cover=user))
    read = ("post__user", "post__unit", "post__institution", "cover")
    return list(mine.select_related(*read).order_by("starts_on", "pk"))
