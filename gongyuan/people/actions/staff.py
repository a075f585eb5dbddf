"""Accounts and posts, kept by the system administrator of a unit for its subtree."""

import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.people import queries, rules
from gongyuan.people.actions.certificates import enter_for
from gongyuan.people.actor import Actor, system
from gongyuan.people.details import CertificateDetails, PostDetails
from gongyuan.people.models import Post, User
from gongyuan.people.naming import person_pinyin
from gongyuan.people.queries.certificates import kind_for_role, role_obstacles
from gongyuan.people.queries.posts import is_superior

PASSWORD_CHARACTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # noqa: S105 - letters  # pragma: allowlist secret
PASSWORD_GROUPS, PASSWORD_GROUP_LENGTH = 4, 4


@dataclass(frozen=True, kw_only=True)
class NewPassword:
    """A password of our making, told once and stored only as a hash."""

    user: User
    password: str


@transaction.atomic
def open_account(
    *,
    username: str,
    name: str,
    post: PostDetails,
    expires_on: date | None = None,
    certificate: CertificateDetails | None = None,
    actor: Actor,
    now: datetime,
) -> NewPassword:
    """Open an account with its first post; return the initial password, to be changed at sign-in.

    `certificate` is the one that the role's work asks for. Refuses a taken or malformed user name,
    a last day already past, and what `appoint` refuses.
    """
    today = timezone.localdate(now)
    username = username.strip().lower()
    refuse_if(rules.username_obstacles(username), field="username")
    refuse_if(rules.name_obstacles(name), field="name")
    refuse_if(rules.expiry_obstacles(expires_on, today=today), field="expires_on")
    password = _password()
    try:
        with transaction.atomic():
            user = User(
                username=username,
                name=name.strip(),
                initials=person_pinyin(name)[1],
                expires_on=expires_on,
                must_change_password=True,
            )
            user.set_password(password)
            user.save()
    except IntegrityError as error:
        raise Refused("这个账号名已经有人用了，请换一个。", field="username") from error
    record_event(user, "people.user.create", actor=actor, now=now)
    if certificate is not None:
        told = _of_role(certificate, post, today)
        enter_for(user=user, certificate=told, actor=actor, now=now)
    appoint_to_post(user=user, post=post, actor=actor, now=now)
    return NewPassword(user=user, password=password)


@transaction.atomic
def appoint_to_post(*, user: User, post: PostDetails, actor: Actor, now: datetime) -> Post:
    """Give a person a post in a unit of the administrator's subtree (任命岗位).

    Refuses the administrator's own account, a unit out of sight, an institution of another unit, a
    role that is no office or only given from above, days that contradict, a post already held, and
    a person without the certificate that the work asks for (豫工文〔2020〕40号 三(二)2).
    """
    today = timezone.localdate(now)
    obstacles = rules.appointment_obstacles(
        is_own_account=user.pk == actor.user_id,
        is_unit_in_sight=bool(actor.unit_path) and post.unit.path.startswith(actor.unit_path),
        is_institution_of_unit=post.institution is None or post.institution.unit_id == post.unit.pk,
        is_from_above=is_superior(actor, post.unit),
        role=post.role,
    )
    obstacles += role_obstacles(user, post.role, unit=post.unit, today=today)
    refuse_if(obstacles, field="role")
    refuse_if(rules.period_obstacles(post.starts_on, post.ends_on), field="ends_on")
    try:
        with transaction.atomic():
            created = Post.objects.create(
                user=user,
                unit=post.unit,
                unit_path=post.unit.path,
                institution=post.institution,
                role=post.role,
                employment=post.employment,
                starts_on=post.starts_on,
                ends_on=post.ends_on,
            )
    except IntegrityError as error:
        raise Refused("这个人在这个单位已经有同样的岗位。", field="role") from error
    data = {"post_id": created.pk, "role": post.role, "unit_id": post.unit.pk}
    record_event(user, "people.post.appoint", actor=actor, now=now, data=data)
    return created


@transaction.atomic
def end_post(*, post: Post, ends_on: date, note: str, actor: Actor, now: datetime) -> Post:
    """Let a post end with a day, the last on which it gives powers (免去岗位).

    Whoever holds none any more is signed out at once, otherwise on the day after the last.

    Refuses a missing reason, the own post, one already ended, and a day before it began.
    """
    post = Post.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=post.pk)
    today = timezone.localdate(now)
    if post.user_id == actor.user_id:
        raise Refused("不能免去自己的岗位，请由上级系统管理员办理。")
    if post.ends_on is not None and post.ends_on < today:
        raise Refused("这个岗位已经免去。")
    refuse_if(rules.period_obstacles(post.starts_on, ends_on), field="ends_on")
    record_event(
        post.user,
        "people.post.end",
        actor=actor,
        now=now,
        note=note,
        data={"post_id": post.pk, "role": post.role, "ends_on": ends_on.isoformat()},
    )
    post.ends_on = ends_on
    post.save(update_fields=["ends_on"])
    end_sessions_without_post(user=post.user, now=now)
    return post


def end_sessions_without_post(*, user: User, now: datetime) -> bool:
    """Sign out whoever holds no post today; whether somebody was signed in and is no longer.

    Within the caller's transaction. Powers end with the post by themselves; this ends what is
    still open on some screen.
    """
    if user.posts.held_on(timezone.localdate(now)).exists():
        return False
    sessions = list(UserSession.objects.filter(user=user))
    for session in sessions:
        session.end()
    if sessions:
        record_event(user, "people.user.close_sessions", actor=system(), now=now)
    return bool(sessions)


@transaction.atomic
def change_account(
    *,
    user: User,
    is_active: bool,
    expires_on: date | None,
    note: str = "",
    actor: Actor,
    now: datetime,
) -> User:
    """Close or open an account, or set its last day; sessions of a closed account end at once.

    Refuses the own account, and closing without a reason.
    """
    user = _locked(user, actor)
    if user.pk == actor.user_id:
        raise Refused("不能停用自己的账号，请由上级系统管理员办理。")
    if not is_active and user.is_active and not note.strip():
        raise Refused("停用账号要写明理由。", field="note")
    if (user.is_active, user.expires_on) == (is_active, expires_on):
        return user
    data = {"is_active": is_active, "expires_on": expires_on.isoformat() if expires_on else None}
    user.is_active, user.expires_on = is_active, expires_on
    user.save(update_fields=["is_active", "expires_on"])
    record_event(user, "people.user.edit", actor=actor, now=now, note=note, data=data)
    return user


@transaction.atomic
def renew_password(
    *, user: User, drops_second_factor: bool = False, note: str, actor: Actor, now: datetime
) -> NewPassword:
    """Give an account a new initial password, and on a lost phone take the second factor away.

    All its sessions end. Refuses a missing reason (who asked, and how the person was recognised)
    and the own account.
    """
    user = _locked(user, actor)
    if user.pk == actor.user_id:
        raise Refused("自己的密码请在“我的账号”里修改。")
    password = _password()
    record_event(
        user,
        "people.user.renew_password",
        actor=actor,
        now=now,
        note=note,
        data={"drops_second_factor": drops_second_factor},
    )
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    if drops_second_factor:
        Authenticator.objects.filter(user=user).delete()
    return NewPassword(user=user, password=password)


def _of_role(certificate: CertificateDetails, post: PostDetails, today: date) -> CertificateDetails:
    """A certificate told with a post is of the kind that the role asks for."""
    kind = certificate.kind or kind_for_role(post.role, unit=post.unit, today=today)
    refuse_if([] if kind else ["这个角色不要求证书，不用填。"], field="certificate_number")
    return replace(certificate, kind=kind)


def _locked(user: User, actor: Actor) -> User:
    return queries.accounts_handled_by(actor).select_for_update(of=("self",)).get(pk=user.pk)


def _password() -> str:
    groups = (
        "".join(secrets.choice(PASSWORD_CHARACTERS) for _ in range(PASSWORD_GROUP_LENGTH))
        for _ in range(PASSWORD_GROUPS)
    )
    return "-".join(groups)
