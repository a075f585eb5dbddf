"""Posts, volunteers and workers when one union takes another in."""

from django.db import transaction

from gongyuan.core.events import record_event
from gongyuan.organisations.actions.taking import Merger
from gongyuan.people.choices import VolunteerEnding
from gongyuan.people.models import (
    AbsenceCover,
    Post,
    Volunteer,
    VolunteerHours,
    VolunteerLapse,
    WorkerRegistration,
)
from gongyuan.people.queries.unions import (
    Place,
    hours_of_both,
    places_of_both,
    posts_of_both,
)
from gongyuan.people.queries.volunteers import hours_in_words


@transaction.atomic
def end_doubled_posts(merger: Merger) -> dict[str, int]:
    """End a post whose holder has the same one in the union that takes in; how many.

    The other's goes on, and with it the days on which a colleague acts in place of the holder. The
    ended one was held to the day before the merger. Within the caller's transaction.
    """
    found = posts_of_both(merger)
    for one, other in found:
        post = Post.objects.select_for_update(of=("self",)).select_related("user").get(pk=one.pk)
        post.ends_on = max(post.starts_on, merger.eve)
        post.save(update_fields=["ends_on"])
        covers = AbsenceCover.objects.filter(post=post, ends_on__gte=merger.on)
        covers.standing().update(post=other)
        note = f"{merger.why}在{merger.into.name}的同一岗位保留。"
        data = {"post_id": post.pk, "role": post.role, "ends_on": post.ends_on.isoformat()}
        record_event(
            post.user, "people.post.end", actor=merger.actor, now=merger.now, note=note, data=data
        )
    return {"重复的岗位": len(found)}


@transaction.atomic
def unite_volunteers(merger: Merger) -> dict[str, int]:
    """Let who serves both unions go on as a volunteer of the one, with the hours of both.

    The own place ends with the merger (单位合并) and stays on record; its hours and lapses count
    with the other's from now on. Hours of one beginning in both count once: the own are struck,
    with the reason. Within the caller's transaction; how many were united.
    """
    places = places_of_both(merger)
    twice = hours_of_both(places)
    for place in places:
        _strike(twice[place.own.pk], merger)
        _unite(place, merger)
    return {"合成一个的志愿者": len(places)}


def _strike(ids: set[int], merger: Merger) -> None:
    rows = VolunteerHours.objects.filter(pk__in=ids)
    rows.update(
        struck_at=merger.now,
        struck_by=merger.actor.name[:200],
        struck_reason=f"{merger.why}同一时间在两边都有登记。"[:200],
    )


def _unite(place: Place, merger: Merger) -> None:
    rows = Volunteer.objects.select_for_update(of=("self",))
    own = rows.get(pk=place.own.pk)
    counting = VolunteerHours.objects.filter(volunteer=own, struck_at=None)
    halves = sum(counting.values_list("half_hours", flat=True))
    counting.update(volunteer=place.other)
    lapses = VolunteerLapse.objects.filter(volunteer__in=[own, place.other])
    known = {(row.kind, row.day) for row in lapses if row.volunteer_id != own.pk}
    for lapse in lapses.filter(volunteer=own):
        if (lapse.kind, lapse.day) not in known:
            lapse.volunteer = place.other
            lapse.save(update_fields=["volunteer"])
    own.left_on, own.ending = max(own.joined_on, merger.on), VolunteerEnding.BY_MERGER
    own.save(update_fields=["left_on", "ending"])
    if own.user_id is not None and place.other.user_id is None:
        place.other.user_id = own.user_id
        place.other.save(update_fields=["user"])
    note = f"{merger.why}志愿服务时长{hours_in_words(halves)}小时并到{merger.into.name}的记录。"
    for row in (own, place.other):
        data = {"from": own.pk, "into": place.other.pk, "half_hours": halves}
        code = "people.volunteer.unite"
        record_event(row, code, actor=merger.actor, now=merger.now, note=note, data=data)


@transaction.atomic
def register_workers(merger: Merger) -> dict[str, int]:
    """Let the union that takes in keep what is known of the workers the other has dealt with.

    That the other dealt with them first stays on record; how many were new to it.
    """
    known = WorkerRegistration.objects.filter(unit=merger.into).values("worker_id")
    new = WorkerRegistration.objects.filter(unit=merger.unit).exclude(worker_id__in=known)
    rows = [
        WorkerRegistration(
            worker_id=worker,
            unit=merger.into,
            unit_path=merger.into.path,
            since=merger.now,
        )
        for worker in new.values_list("worker_id", flat=True)
    ]
    return {"职工登记": len(WorkerRegistration.objects.bulk_create(rows, batch_size=1000))}
