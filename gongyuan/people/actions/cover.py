"""Absence: somebody names who does a post's work for some days, and it ends by itself (代班)."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.notices import tell_user
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.people import desk_rules as rules
from gongyuan.people import queries
from gongyuan.people.actor import Actor
from gongyuan.people.models import AbsenceCover, Post, User
from gongyuan.people.queries import covers
from gongyuan.people.queries.desks import COVER_DAYS, number


@transaction.atomic
def name_cover(
    *,
    post: Post,
    cover: User,
    starts_on: date,
    ends_on: date,
    reason: str = "",
    actor: Actor,
    now: datetime,
) -> AbsenceCover:
    """Let a colleague do the work of an own post on these days, both included: the colleague may
    act in it, under the own name and for the absent, and no longer than the last day.

    Refuses another's post, acting for somebody or at a shared desk, days gone by or too many, and
    what `cover_obstacles` names: nobody is covered by who is covered, and nobody twice.
    """
    today = timezone.localdate(now)
    cover = _locked(post, cover, actor, today)
    most = number(post.unit.region_code, COVER_DAYS, on=today)
    refuse_if(
        rules.cover_days_obstacles(starts_on, ends_on, today=today, most=most), field="ends_on"
    )
    facts = covers.cover_facts(post, cover, starts_on=starts_on, ends_on=ends_on)
    refuse_if(rules.cover_obstacles(facts), field="cover")
    made = AbsenceCover.objects.create(
        post=post, cover=cover, starts_on=starts_on, ends_on=ends_on, reason=reason, named_at=now
    )
    data = {"cover": cover.name, "starts_on": str(starts_on), "ends_on": str(ends_on)}
    record_event(made, "people.absencecover.name", actor=actor, now=now, note=reason, data=data)
    days = f"{starts_on.month}月{starts_on.day}日至{ends_on.month}月{ends_on.day}日"
    said = f"{actor.name}请你{days}代班：{post}。到时候在“切换岗位”里选。"
    _tell(cover.pk, said, now)
    return made


@transaction.atomic
def end_cover(*, cover: AbsenceCover, actor: Actor, now: datetime) -> AbsenceCover:
    """End a cover before its last day, at once. Refuses one over already, and by whoever covers."""
    rows = AbsenceCover.objects.handled_by(actor).select_for_update(of=("self",))
    cover = rows.select_related("post__user").get(pk=cover.pk)
    if cover.ended_at is not None or cover.ends_on < timezone.localdate(now):
        raise Refused("这次代班已经结束。")
    cover.ended_at = now
    cover.save(update_fields=["ended_at"])
    record_event(cover, "people.absencecover.end", actor=actor, now=now)
    _tell(cover.cover_id, f"{cover.post.user.name}的代班提前结束了。", now)
    return cover


def _locked(post: Post, cover: User, actor: Actor, today: date) -> User:
    """Whoever is to cover, with both people's rows under lock, in one order: two namings at once
    cannot make a chain."""
    if not actor.is_in_own_right or post.user_id != actor.user_id:
        raise Refused("请代班要用自己的账号，为自己的岗位办。")
    ids = sorted({post.user_id, cover.pk})
    locked = User.objects.select_for_update(of=("self",)).order_by("pk").in_bulk(ids)
    if post not in queries.posts_of(locked[post.user_id], today=today):
        raise Refused("这个岗位今天不在任。")
    if not locked[cover.pk].may_sign_in_on(today):
        raise Refused("对方的账号已经停用。", field="cover")
    return locked[cover.pk]


def _tell(user_id: int, body: str, now: datetime) -> None:
    tell_user(user_id=user_id, body=body, link=reverse("my_account"), now=now)
