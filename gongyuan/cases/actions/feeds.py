"""The secret address of a calendar: made, made anew, stopped."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from gongyuan.cases.models import CalendarFeed
from gongyuan.cases.queries.feeds import secret_index
from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.models import Post

SECRET_BYTES = 32


@dataclass(frozen=True, kw_only=True)
class NewAddress:
    """A feed with its secret, which exists nowhere else and is shown once."""

    feed: CalendarFeed
    secret: str


@transaction.atomic
def make_feed(*, actor: Actor, now: datetime) -> NewAddress:
    """Give the post that acts an address for its calendar; an earlier one is stopped with it.

    Refuses somebody without a post, for whom there is nothing to show.
    """
    post = _own_post(actor)
    _stop(post, actor=actor, now=now)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    feed = CalendarFeed.objects.create(post=post, secret_index=secret_index(secret), made_at=now)
    record_event(feed, "cases.calendarfeed.make", actor=actor, now=now)
    return NewAddress(feed=feed, secret=secret)


@transaction.atomic
def stop_feed(*, actor: Actor, now: datetime) -> None:
    """Make the post's address lead nowhere from now on. Refuses when there is none."""
    if not _stop(_own_post(actor), actor=actor, now=now):
        raise Refused("现在没有在用的订阅地址。")


def note_read(*, feed: CalendarFeed, now: datetime) -> None:
    """Keep the last day on which the address was read, for its owner to see."""
    today = timezone.localdate(now)
    if feed.last_read_on != today:
        CalendarFeed.objects.filter(pk=feed.pk).update(last_read_on=today)


def _own_post(actor: Actor) -> Post:
    if not actor.can(Capability.CASES_READ):
        raise PermissionDenied(Capability.CASES_READ)
    if actor.post_id is None:
        raise Refused("先要有一个岗位，才能订阅日程。")
    if not actor.is_in_own_right:
        raise Refused("代班和共用窗口不能订阅日程：订阅地址会一直有效。请用自己的账号和岗位。")
    return Post.objects.select_for_update(of=("self",)).get(pk=actor.post_id)


def _stop(post: Post, *, actor: Actor, now: datetime) -> bool:
    feed = CalendarFeed.objects.filter(post=post, revoked_at=None).first()
    if feed is None:
        return False
    feed.revoked_at = now
    feed.save(update_fields=["revoked_at"])
    record_event(feed, "cases.calendarfeed.stop", actor=actor, now=now)
    return True
