"""Shared desks: who may sign there, who has signed, and what that one may do."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import BY_ROLE
from gongyuan.people.choices import DESK_ROLES, SIGNING_ROLES, Role
from gongyuan.people.models import DeskSitting, Post, SharedDesk
from gongyuan.people.queries.posts import actor_in
from gongyuan.policy import rules as policy_rules
from gongyuan.policy.registry import current_packs
from gongyuan.policy.resolution import MissingRule, resolve

IDLE_MINUTES, ATTEMPTS = "desk_idle_minutes", "desk_pin_attempts"
PAUSE_MINUTES, COVER_DAYS = "desk_pin_pause_minutes", "cover_days_most"


@dataclass(frozen=True, kw_only=True)
class AtDesk:
    """How things stand at a shared desk: its post, who has signed (None: locked), and after how
    many minutes without a sign of life it locks by itself."""

    post: Post
    sitting: DeskSitting | None
    idle_minutes: int


def number(region_code: str, key: str, *, on: date) -> int:
    """A number of the policy at a place on a day; 0 where no pack gives one."""
    try:
        return policy_rules.parameter(resolve(current_packs(), region_code, on), key).value
    except (MissingRule, ValueError):
        return 0


def at_desk(post: Post, *, sitting_id: int | None, now: datetime) -> AtDesk:
    """The state of the desk of this post for a session that holds `sitting_id`; one query, none
    for a session that nobody has signed in.

    A desk without an idle time in the policy stays locked: it would never lock by itself.
    """
    today = timezone.localdate(now)
    idle = number(post.unit.region_code, IDLE_MINUTES, on=today)
    sitting = None
    if sitting_id is not None:
        alive = now - timedelta(minutes=idle)
        rows = DeskSitting.objects.filter(
            desk__post=post.pk, desk__closed_at=None, ended_at=None, seen_at__gt=alive
        ).select_related("desk", "post__user", "post__unit", "post__institution")
        sitting = rows.filter(pk=sitting_id).first()
    if sitting is not None and not _may_sit(sitting.post, today):
        sitting = None
    return AtDesk(post=post, sitting=sitting, idle_minutes=idle)


def sitter(post: Post, *, sitting_id: int | None) -> int | None:
    """Whose sitting a session is of, though the desk has locked for want of a sign of life; None
    where it was ended, by a button or by somebody else who signed."""
    rows = DeskSitting.objects.filter(pk=sitting_id or 0, desk__post=post.pk, ended_at=None)
    return rows.values_list("user_id", flat=True).first()


def _may_sit(post: Post, today: date) -> bool:
    is_held = post.starts_on <= today and (post.ends_on is None or today <= post.ends_on)
    return is_held and post.user.may_sign_in_on(today)


def actor_at(desk: AtDesk) -> Actor:
    """Whoever has signed, in the own name and post, with no more powers than both that post and
    the desk's have; nobody's powers while it is locked."""
    account = desk.post
    if desk.sitting is None:
        return Actor(name=account.user.name, office=str(account), user_id=account.user_id)
    own = actor_in(desk.sitting.post)
    window = BY_ROLE[Role(account.role)]
    # What a role is shown follows what it may: a head at the counter does the counter's work.
    is_of_counter = own.role in DESK_ROLES or own.is_lawyer
    role = own.role if is_of_counter else account.role
    return replace(own, capabilities=own.capabilities & window, role=role, is_at_shared_desk=True)


def desk_of(post: Post) -> SharedDesk:
    """The desk whose account holds this post."""
    return SharedDesk.objects.select_related("post__unit").get(post=post)


def may_sign(desk: SharedDesk, *, today: date) -> QuerySet[Post]:
    """The posts of the desk's unit whose holders may sign there, by pinyin."""
    alive = Q(user__expires_on=None) | Q(user__expires_on__gte=today)
    return (
        Post.objects.filter(unit=desk.unit_id, role__in=SIGNING_ROLES, desk=None)
        .held_on(today)
        .filter(alive, user__is_active=True)
        .select_related("user", "unit", "institution")
        .order_by("user__initials", "user__name", "pk")
    )


def desks(actor: Actor) -> QuerySet[SharedDesk]:
    """The desks an administrator keeps, higher unions first."""
    rows = SharedDesk.objects.visible_to(actor).select_related("post__user", "unit")
    return rows.order_by("unit_path", "pk")
