"""Places on lists, and windows, when one union takes another in."""

from django.db import transaction
from django.db.models import Q

from gongyuan.core.events import record_event
from gongyuan.duty.models import DutyMember, DutyPoint
from gongyuan.organisations.actions.taking import Merger
from gongyuan.organisations.queries.twins import UNITED, twins
from gongyuan.people.models import Post
from gongyuan.people.queries.unions import places_united

LONGEST_NAME = 40


@transaction.atomic
def hand_places_on(merger: Merger) -> dict[str, int]:
    """Let whose post or place as a volunteer ended with the merger sit on by the same one in the
    union that takes in.

    Where two institutions become one, windows of one name are told apart first. Within the
    caller's transaction, once what people held twice has ended.
    """
    _by_post(merger)
    _by_place(merger)
    for one in twins(merger):
        if merger.chosen.get(one.key) == UNITED:
            _tell_windows_apart(one.own.pk, one.other.pk, merger)
    return {}


def _by_post(merger: Merger) -> None:
    held = Post.objects.filter(unit=merger.into, ends_on=None, starts_on__lte=merger.on)
    going_on = {(post.user_id, post.role): post for post in held}
    members = DutyMember.objects.filter(
        point__unit=merger.unit, post__unit=merger.unit, post__ends_on__isnull=False, ends_on=None
    )
    for member in members.select_for_update(of=("self",)).select_related("post"):
        other = going_on.get((member.post.user_id, member.post.role)) if member.post else None
        if other is not None:
            member.post = other
            member.save(update_fields=["post"])


def _by_place(merger: Merger) -> None:
    going_on = {place.own.pk: place.other for place in places_united(merger)}
    standing = Q(ends_on=None) | Q(ends_on__gte=merger.on)
    members = DutyMember.objects.filter(standing, volunteer__in=going_on)
    for member in members.select_for_update(of=("self",)):
        other = going_on[member.volunteer_id or 0]
        if DutyMember.objects.filter(point=member.point_id, volunteer=other, ends_on=None).exists():
            member.ends_on = max(member.starts_on, merger.eve)
        else:
            member.volunteer, member.user_id = other, other.user_id
        member.save(update_fields=["volunteer", "user", "ends_on"])


def _tell_windows_apart(own: int, other: int, merger: Merger) -> None:
    points = DutyPoint.objects.filter(closed_on=None)
    known = points.filter(institution=other).values_list("name", flat=True)
    sign = f"（原{merger.unit.short_name}）"
    for point in points.filter(institution=own, name__in=known).select_for_update(of=("self",)):
        before = point.name
        point.name = f"{point.name[: LONGEST_NAME - len(sign)]}{sign}"
        point.save(update_fields=["name"])
        data = {"name": [before, point.name]}
        code = "duty.dutypoint.edit"
        record_event(point, code, actor=merger.actor, now=merger.now, note=merger.why, data=data)
