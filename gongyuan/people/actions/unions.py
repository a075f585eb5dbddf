"""Posts when one union takes another in."""

from datetime import timedelta

from django.db import transaction

from gongyuan.core.events import record_event
from gongyuan.organisations.actions.taking import Merger
from gongyuan.people.models import AbsenceCover, Post


@transaction.atomic
def end_doubled_posts(merger: Merger) -> dict[str, int]:
    """End a post whose holder has the same one in the union that takes in; how many.

    The other's goes on, and with it the days on which a colleague acts in place of the holder. The
    ended one was held to the day before the merger. Within the caller's transaction.
    """
    held = Post.objects.filter(unit=merger.into, ends_on=None, starts_on__lte=merger.on)
    going_on = {(post.user_id, post.role): post for post in held}
    rows = Post.objects.filter(unit=merger.unit).still_open(on=merger.on)
    ended = 0
    for post in rows.select_for_update(of=("self",)).select_related("user").order_by("pk"):
        other = going_on.get((post.user_id, post.role))
        if other is None:
            continue
        post.ends_on = max(post.starts_on, merger.on - timedelta(days=1))
        post.save(update_fields=["ends_on"])
        covers = AbsenceCover.objects.filter(post=post, ends_on__gte=merger.on)
        covers.standing().update(post=other)
        note = f"{merger.unit.name}并入{merger.into.name}，在{merger.into.name}的同一岗位保留。"
        data = {"post_id": post.pk, "role": post.role, "ends_on": post.ends_on.isoformat()}
        record_event(
            post.user, "people.post.end", actor=merger.actor, now=merger.now, note=note, data=data
        )
        ended += 1
    return {"重复的岗位": ended}
