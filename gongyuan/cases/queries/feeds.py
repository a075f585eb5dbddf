"""Whose calendar a secret address opens, and what is written under it."""

from datetime import date

from django.db.models import F

from gongyuan.cases.choices import MoveOf
from gongyuan.cases.models import CalendarFeed, Case, Deadline
from gongyuan.core.crypto import blind_index
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.models import Post
from gongyuan.people.queries import actor_in

#: What the secret's keyed hash is bound to.
PURPOSE = "calendar.feed"
MOST_DEADLINES = 500


def secret_index(secret: str) -> bytes | None:
    """The keyed hash under which a secret is kept and found; None for an empty one.

    The comparison is the index's, on a hash nobody can make without the key: how long it takes
    says nothing about a secret.
    """
    return blind_index(PURPOSE, secret)


def feed_of(actor: Actor) -> CalendarFeed | None:
    """The open feed of the post that acts."""
    if actor.post_id is None:
        return None
    return CalendarFeed.objects.filter(post_id=actor.post_id, revoked_at=None).first()


def find_feed(secret: str, *, today: date) -> CalendarFeed | None:
    """The feed that a secret opens; None for a wrong or revoked one, and for a post or an account
    that has ended, as if there had never been one."""
    held = Post.objects.held_on(today)
    feed = (
        CalendarFeed.objects.filter(
            secret_index=secret_index(secret), revoked_at=None, post__in=held
        )
        .select_related("post__user", "post__unit", "post__institution")
        .first()
    )
    if feed is None or not feed.post.user.may_sign_in_on(today):
        return None
    return feed if reader_of(feed).can(Capability.CASES_READ) else None


def reader_of(feed: CalendarFeed) -> Actor:
    """Who reads under the address: the post as it would see the pages itself."""
    return actor_in(feed.post)


def deadlines_for_feed(actor: Actor) -> list[Deadline]:
    """The open legal deadlines that a lawyer has to keep, soonest first; none for an office,
    whose worklist has them."""
    if not actor.is_lawyer:
        return []
    rows = Deadline.objects.filter(
        case__in=Case.objects.visible_to(actor),
        kept_by=MoveOf.LAWYER,
        met_at=None,
        cancelled_at=None,
    )
    return list(rows.select_related("case").order_by(F("due_on"), "pk")[:MOST_DEADLINES])
