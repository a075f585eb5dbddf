"""What a person does to the own account: signing in, password, post, sessions."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused
from gongyuan.people import queries
from gongyuan.people.actor import Actor
from gongyuan.people.models import Post, User


@transaction.atomic
def note_sign_in(*, user: User, now: datetime) -> None:
    """Put on record that somebody signed in."""
    record_event(user, "people.user.sign_in", actor=_holder(user, now), now=now)


@transaction.atomic
def set_own_password(*, user: User, password: str, now: datetime) -> None:
    """Give the account the password its owner chose; the validators have passed it."""
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    record_event(user, "people.user.change_password", actor=_holder(user, now), now=now)


@transaction.atomic
def switch_post(*, user: User, post: Post, actor: Actor, now: datetime) -> Post:
    """Go on in another of the own posts; refuses one that is not held today."""
    held = queries.posts_to_act_in(user, today=timezone.localdate(now))
    if post not in held:
        raise Refused("这个岗位今天不在任，不能切换。", field="post")
    if post.pk != actor.post_id:
        record_event(
            user, "people.user.switch_post", actor=actor, now=now, data={"post_id": post.pk}
        )
    return post


@transaction.atomic
def end_session(*, user: User, session_id: int, actor: Actor, now: datetime) -> None:
    """Sign the own account out on another device; one already gone is as good as ended."""
    session = UserSession.objects.filter(user=user, pk=session_id).first()
    if session:
        session.end()
        record_event(user, "people.user.end_session", actor=actor, now=now)


def _holder(user: User, now: datetime) -> Actor:
    return queries.actor_of(user, post_id=None, today=timezone.localdate(now))
