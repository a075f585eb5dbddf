"""On the worklist of who stands in for a colleague: what awaits the colleague's post."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from gongyuan.desk.choices import Tab
from gongyuan.desk.lines import groups_of
from gongyuan.desk.queries import work_page
from gongyuan.desk.tallies import tallies
from gongyuan.people.models import Post
from gongyuan.people.queries.posts import actor_covering

MOST_LINES = 5


@dataclass(frozen=True, kw_only=True)
class CoveredWork:
    """A post that is covered: what awaits it, how much of that is late, and the soonest of it."""

    post: Post
    absent: str
    waiting: int
    late: int
    rows: list[dict[str, Any]]


def covered_work(request: Any) -> list[CoveredWork]:
    """The work of every colleague in whose place the signed-in person may act today, but for the
    one acted for now; two queries each, none for those who cover nobody."""
    actor, user = request.actor, request.user
    if not actor.is_in_own_right:
        return []
    now = timezone.now()
    today = timezone.localdate(now)
    found = []
    for post in request.held_posts:
        if post.user_id == user.pk:
            continue
        absent = actor_covering(post, user)
        counted = tallies(absent, today=today, tab=Tab.MINE)
        groups = groups_of(work_page(absent, Tab.MINE, today=today), now=now)
        rows = [row for group in groups for row in group["rows"]]
        found.append(
            CoveredWork(
                post=post,
                absent=post.user.name,
                waiting=counted.tabs[Tab.MINE],
                late=counted.late,
                rows=rows[:MOST_LINES],
            )
        )
    return found


def is_covered(request: Any) -> bool:
    """Whether a colleague stands in today for whoever holds the post acted in."""
    own = (post for post in request.held_posts if post.pk == request.actor.post_id)
    return any(getattr(post, "is_covered", False) for post in own)
