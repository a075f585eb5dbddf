"""Places on lists when one union takes another in."""

from django.db import transaction

from gongyuan.duty.models import DutyMember
from gongyuan.organisations.actions.taking import Merger
from gongyuan.people.models import Post


@transaction.atomic
def hand_places_on(merger: Merger) -> dict[str, int]:
    """Let whose post ended with the merger sit on by the same post in the union that takes in.

    Within the caller's transaction, once the doubled posts were ended.
    """
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
    return {}
