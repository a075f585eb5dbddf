"""Shared desks: set up by an administrator, signed at with a code, locked between visitors.

A code is never stored, logged or put on record: what is kept is a slow hash of it.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.people import desk_rules as rules
from gongyuan.people import queries
from gongyuan.people.actor import Actor
from gongyuan.people.models import DeskSitting, Post, SharedDesk, SigningCode, User
from gongyuan.people.queries import desks

#: A sign of life is written down at most so often.
SEEN_EVERY = timedelta(seconds=20)
CODE_DIGITS = 6


@dataclass(frozen=True, kw_only=True)
class NewCode:
    """A signing code of our making, told once and stored only as a hash."""

    user: User
    code: str


@transaction.atomic
def open_desk(*, post: Post, name: str, actor: Actor, now: datetime) -> SharedDesk:
    """Make the account of this post a shared desk: from now on it has powers only while somebody
    has signed. Refuses one that is a desk already, and what `desk_obstacles` names.
    """
    post = Post.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=post.pk)
    today = timezone.localdate(now)
    held = queries.posts_of(post.user, today=today)
    if SharedDesk.objects.filter(post=post).exists():
        raise Refused("这个账号已经是共用窗口。")
    if post.user_id == actor.user_id or post not in held:
        raise Refused("这个岗位不能作共用窗口。")
    refuse_if(
        rules.desk_obstacles(
            role=post.role,
            other_posts=len(held) - 1,
            institution=post.institution_id is not None,
        )
    )
    desk = SharedDesk.objects.create(
        post=post, unit=post.unit, unit_path=post.unit_path, name=name.strip(), opened_at=now
    )
    record_event(desk, "people.shareddesk.open", actor=actor, now=now)
    return desk


@transaction.atomic
def close_desk(*, desk: SharedDesk, note: str, actor: Actor, now: datetime) -> SharedDesk:
    """Stop using a shared desk: nobody can sign there any more. Refuses an empty reason."""
    desk = SharedDesk.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=desk.pk)
    if desk.closed_at is not None:
        raise Refused("这个共用窗口已经停用。")
    record_event(desk, "people.shareddesk.close", actor=actor, now=now, note=note)
    desk.closed_at = now
    desk.save(update_fields=["closed_at"])
    DeskSitting.objects.filter(desk=desk, ended_at=None).update(ended_at=now)
    return desk


@transaction.atomic
def give_code(*, user: User, actor: Actor, now: datetime) -> NewCode:
    """Give a person of the subtree a new signing code, to be replaced on first signing; whoever
    had the old one is locked out of every desk."""
    user = queries.accounts_handled_by(actor).select_for_update(of=("self",)).get(pk=user.pk)
    code = _new_code()
    _keep(user, code, must_change=True, now=now)
    DeskSitting.objects.filter(user=user, ended_at=None).update(ended_at=now)
    record_event(user, "people.user.give_signing_code", actor=actor, now=now)
    return NewCode(user=user, code=code)


@transaction.atomic
def set_own_code(*, user: User, code: str, actor: Actor, now: datetime) -> None:
    """Give oneself a signing code; the view has made sure of the password. Refuses a poor one."""
    refuse_if(rules.code_obstacles(code), field="code")
    _keep(user, code, must_change=False, now=now)
    record_event(user, "people.user.set_signing_code", actor=actor, now=now)


def sign_at_desk(
    *,
    desk: SharedDesk,
    post: Post,
    code: str,
    new_code: str = "",
    actor: Actor,
    now: datetime,
) -> DeskSitting:
    """Begin to work at a shared desk as the holder of `post`; whoever sat there in this session is
    over with by that. With a code given by an administrator, `new_code` becomes the own one.

    Refuses a closed desk, somebody who may not sign here, a wrong code, one paused after so many
    wrong ones in a row (`desk_pin_attempts`), and a given code that is not replaced. Wrong tries
    are counted even though they are refused.
    """
    outcome = _try(desk, post, code, new_code, actor, now)
    if isinstance(outcome, Refused):
        raise outcome
    return outcome


@transaction.atomic
def _try(
    desk: SharedDesk, post: Post, code: str, new_code: str, actor: Actor, now: datetime
) -> DeskSitting | Refused:
    today = timezone.localdate(now)
    desk = SharedDesk.objects.select_related("post__unit").get(pk=desk.pk)
    if desk.closed_at is not None:
        return Refused("这个共用窗口已经停用。")
    if not desks.may_sign(desk, today=today).filter(pk=post.pk).exists():
        return Refused("这个人不能在这个窗口签到。", field="post")
    kept = SigningCode.objects.select_for_update().filter(user=post.user_id).first()
    facts = rules.CodeFacts(
        is_set=kept is not None,
        paused_until=kept.paused_until if kept else None,
        failures=kept.failures if kept else 0,
    )
    clock = f"{timezone.localtime(facts.paused_until):%H:%M}" if facts.paused_until else ""
    obstacles = rules.signing_obstacles(facts, now=now, clock=clock)
    if kept is None or obstacles:
        return Refused(*obstacles, field="code")
    if not check_password(code, kept.code_hash):
        return _failed(desk, kept, post, actor, now)
    if kept.must_change:
        obstacles = rules.code_obstacles(new_code)
        if new_code == code:
            obstacles = ["新的签到码要和发给的不一样。"]
        if obstacles:
            return Refused(*obstacles, field="new_code")
        _keep(post.user, new_code, must_change=False, now=now)
    else:
        kept.failures, kept.paused_until = 0, None
        kept.save(update_fields=["failures", "paused_until"])
    return _sit(desk, post, now)


def _failed(
    desk: SharedDesk, kept: SigningCode, post: Post, actor: Actor, now: datetime
) -> Refused:
    place, today = desk.post.unit.region_code, timezone.localdate(now)
    # Where the policy gives no number, one wrong try is one too many.
    most = desks.number(place, desks.ATTEMPTS, on=today) or 1
    kept.failures += 1
    if kept.failures >= most:
        pause = desks.number(place, desks.PAUSE_MINUTES, on=today) or 60
        kept.failures, kept.paused_until = 0, now + timedelta(minutes=pause)
    kept.save(update_fields=["failures", "paused_until"])
    data = {"user_id": post.user_id, "is_paused": kept.failures == 0}
    record_event(desk, "people.shareddesk.fail", actor=actor, now=now, data=data)
    left = most - kept.failures if kept.failures else 0
    said = f"签到码不对，还可以试{left}次。" if left else "签到码不对，已暂停使用。"
    return Refused(said, field="code")


def _sit(desk: SharedDesk, post: Post, now: datetime) -> DeskSitting:
    sitting = DeskSitting.objects.create(
        desk=desk, post=post, user=post.user, signed_at=now, seen_at=now
    )
    state = desks.AtDesk(post=desk.post, sitting=sitting, idle_minutes=0)
    record_event(desk, "people.shareddesk.sign", actor=desks.actor_at(state), now=now)
    return sitting


@transaction.atomic
def lock_desk(*, sitting: DeskSitting, actor: Actor, now: datetime) -> None:
    """End a sitting, as between two visitors; one that is over already stays as it is."""
    rows = DeskSitting.objects.select_for_update(of=("self",)).select_related("desk")
    row = rows.filter(pk=sitting.pk, ended_at=None).first()
    if row is None:
        return
    row.ended_at = row.seen_at = now
    row.save(update_fields=["ended_at", "seen_at"])
    record_event(row.desk, "people.shareddesk.lock", actor=actor, now=now)


def follow_session(*, before: str | None, after: str | None) -> None:
    """Let the list of devices know a session by its new key."""
    UserSession.objects.filter(session_key=before).update(session_key=after)


def note_life(*, sitting: DeskSitting, now: datetime) -> None:
    """Write down that somebody is still working there, at most every twenty seconds."""
    if now - sitting.seen_at >= SEEN_EVERY:
        DeskSitting.objects.filter(pk=sitting.pk, ended_at=None).update(seen_at=now)


def _keep(user: User, code: str, *, must_change: bool, now: datetime) -> None:
    SigningCode.objects.update_or_create(
        user=user,
        defaults={
            "code_hash": make_password(code),
            "must_change": must_change,
            "failures": 0,
            "paused_until": None,
            "set_at": now,
        },
    )


def _new_code() -> str:
    while True:
        code = "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))
        if not rules.code_obstacles(code):
            return code
