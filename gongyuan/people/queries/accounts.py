"""Accounts: whose they are to keep, where they are signed in, which of them anybody may try."""

from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from gongyuan.core.models import Event
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.choices import Role
from gongyuan.people.models import Post, User
from gongyuan.people.naming import person_pinyin
from gongyuan.people.queries.parameters import parameter
from gongyuan.people.rules import username_obstacles
from gongyuan.policy.answers import Parameter

PASSWORD_EVENTS = (
    "people.user.create",
    "people.user.change_password",
    "people.user.renew_password",
)
#: The sign-in page shows no longer list.
MOST_SHOWN = 20
LONGEST_SUGGESTED = 50
SYSTEMS = (
    ("HarmonyOS", "鸿蒙"),
    ("Android", "安卓"),
    ("iPhone", "苹果手机"),
    ("iPad", "苹果平板"),
    ("Windows", "Windows"),
    ("Mac OS", "苹果电脑"),
    ("Linux", "Linux"),
)
BROWSERS = (
    ("MicroMessenger", "微信"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


def accounts_visible_to(actor: Actor) -> QuerySet[User]:
    """Accounts with a post, past or present, in the administrator's subtree, by user name."""
    if not actor.unit_path or not actor.can(Capability.PEOPLE_MANAGE_ACCOUNTS):
        return User.objects.none()
    inside = Post.objects.filter(user=OuterRef("pk"), unit_path__startswith=actor.unit_path)
    return User.objects.filter(Exists(inside)).order_by("username")


def find_accounts(actor: Actor, text: str) -> QuerySet[User]:
    """Accounts within sight by the beginning of the user name, of the person's name or of its
    letters, in the order of user names; all of them for ""."""
    typed = text.strip()
    if not typed:
        return accounts_visible_to(actor)
    called = Q(username__startswith=typed.lower()) | Q(name__startswith=typed)
    return accounts_visible_to(actor).filter(called | Q(initials__startswith=typed.lower()))


def suggested_username(name: str) -> str:
    """A user name nobody has yet, from how a person's name sounds: 李调解 → litiaojie, then
    litiaojie2; empty for a name without letters."""
    sound = person_pinyin(name)[0].replace(" ", "")[:LONGEST_SUGGESTED]
    if username_obstacles(sound):
        return ""
    taken = {*User.objects.filter(username__startswith=sound).values_list("username", flat=True)}
    if sound not in taken:
        return sound
    return next(one for number in count(2) if (one := f"{sound}{number}") not in taken)


def accounts_handled_by(actor: Actor) -> QuerySet[User]:
    """Accounts whose posts all lie in the subtree: nobody administers a superior's account."""
    outside = Post.objects.filter(user=OuterRef("pk"), ends_on=None).exclude(
        unit_path__startswith=actor.unit_path
    )
    return accounts_visible_to(actor).exclude(Exists(outside))


def sessions_of(user: User, *, current: str | None) -> list[dict[str, Any]]:
    """Where an account is signed in; sessions that ended by themselves are left out."""
    return [
        {
            "id": session.pk,
            "since": session.created_at,
            "address": session.ip,
            "device": device_name(session.user_agent),
            "is_current": session.session_key == current,
        }
        for session in UserSession.objects.purge_and_list(user)
    ]


def device_name(user_agent: str) -> str:
    """What a browser says of itself, in the words people use."""
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "其他设备")
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "浏览器")
    return f"{system} {browser}"


def has_second_factor(user: User) -> bool:
    """Whether an account asks for a code from the phone at sign-in."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def demo_accounts() -> list[dict[str, str]]:
    """The accounts anybody may try, in demo mode only: user name, person and post.

    Those of the demo data whose password nobody has set since, so that the one shown beside them
    is true: every later password is on record.
    """
    if not settings.DEMO:
        return []
    changed = Event.objects.filter(
        subject_kind=User._meta.label_lower,
        subject_id=OuterRef("user_id"),
        code__in=PASSWORD_EVENTS,
    )
    posts = Post.objects.filter(~Exists(changed), user__is_active=True, ends_on=None)
    shown: dict[str, dict[str, str]] = {}
    for post in posts.select_related("user", "unit", "institution").order_by("pk")[:MOST_SHOWN]:
        row = shown.setdefault(
            post.user.username,
            {"username": post.user.username, "name": post.user.name, "post": ""},
        )
        row["post"] = "，".join(filter(None, [row["post"], str(post)]))
    return list(shown.values())


def unused_accounts(actor: Actor, *, days: int, today: date) -> QuerySet[User]:
    """Open accounts of the subtree that nobody has signed in to for so many natural days.

    One that was never used counts from the day it was opened. Longest unused first.
    """
    before = timezone.make_aware(datetime.combine(today - timedelta(days=days), time.min))
    rows = accounts_visible_to(actor).filter(is_active=True)
    rows = rows.annotate(used_at=Coalesce("last_login", "created_at")).filter(used_at__lt=before)
    return rows.order_by("used_at", "pk")


def unused_days(region_code: str, *, today: date) -> Parameter | None:
    """After how many natural days an account counts as unused, by the policy of a place."""
    return parameter(region_code, "account_unused_days", on=today)


def accounts_ending(*, today: date) -> QuerySet[User]:
    """Temporary accounts still open whose last day lies ahead, soonest first."""
    return User.objects.filter(is_active=True, expires_on__gte=today).order_by("expires_on", "pk")


def administrators_of(user: User, *, today: date) -> list[int]:
    """The accounts of the system administrators of the units where a person holds a post."""
    units = user.posts.held_on(today).values("unit_id")
    held = Post.objects.held_on(today).filter(unit__in=units, role=Role.SYSTEM_ADMIN)
    return list(held.order_by("user_id").values_list("user_id", flat=True).distinct())


def signed_in_without_post(*, today: date) -> QuerySet[User]:
    """Accounts with an open session whose every post has ended."""
    held = Post.objects.held_on(today).filter(user=OuterRef("pk"))
    had = Post.objects.filter(user=OuterRef("pk"))
    session = UserSession.objects.filter(user=OuterRef("pk"))
    return User.objects.filter(Exists(session), Exists(had), ~Exists(held)).order_by("pk")
