"""Who in a union is to be told of something that goes between unions."""

from datetime import date

from gongyuan.people.capabilities import BY_ROLE
from gongyuan.people.models import Post

#: Nobody reads a list longer than this; a union with more posts has its own ways.
MOST_TOLD = 50


def users_with(power: str, unit_id: int, *, on: date) -> list[int]:
    """Ids of the accounts that hold a post with this power in a union on a day."""
    roles = [role for role, powers in BY_ROLE.items() if power in powers]
    held = Post.objects.held_on(on).filter(unit_id=unit_id, role__in=roles)
    return list(held.order_by("user_id").values_list("user_id", flat=True).distinct()[:MOST_TOLD])
