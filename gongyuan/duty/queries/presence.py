"""Who was there: what people entered themselves, or else the signatures at the shared desk,
unless whoever keeps the roster set it right."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from gongyuan.duty.models import DutyShift
from gongyuan.people.models import DeskSitting

#: Whoever signs so early before a shift has come for it.
EARLY = timedelta(hours=1)
#: From when to when somebody sat there.
_Span = tuple[datetime, datetime]


def with_presence(shifts: Iterable[DutyShift]) -> list[DutyShift]:
    """The same shifts, each with when its person came and left (到岗、离岗); one query at most.

    Where nobody has entered it, it is read from the sittings at shared desks of the institution:
    the first signature and the last sign of life around the shift. Nothing is written.
    """
    listed = list(shifts)
    open_ones = [one for one in listed if _is_read(one)]
    if not open_ones:
        return listed
    spans = _spans(open_ones)
    for shift in open_ones:
        member = shift.member
        if member is None:
            continue
        around = [
            (began, ended)
            for began, ended in spans[member.user_id or 0, shift.point.institution_id]
            if began < shift.ends_at and ended > shift.starts_at - EARLY
        ]
        if around:
            shift.came_at = min(began for began, _ in around)
            shift.left_at = max(ended for _, ended in around)
    return listed


def _is_read(shift: DutyShift) -> bool:
    """Whether the signatures tell who was there: nobody entered it, nobody set it right."""
    is_open = shift.came_at is None and not shift.is_corrected
    return is_open and shift.member is not None and shift.member.user_id is not None


def _spans(shifts: list[DutyShift]) -> dict[tuple[int, int | None], list[_Span]]:
    first = min(shift.starts_at for shift in shifts) - EARLY
    last = max(shift.ends_at for shift in shifts)
    users = {shift.member.user_id for shift in shifts if shift.member}
    rows = DeskSitting.objects.filter(
        user__in=users, signed_at__lt=last, seen_at__gt=first, signed_at__gt=first - EARLY * 24
    ).values_list("user", "desk__post__institution", "signed_at", "ended_at", "seen_at")
    found: dict[tuple[int, int | None], list[_Span]] = defaultdict(list)
    for user_id, institution_id, signed, ended, seen in rows:
        found[user_id, institution_id].append((signed, ended or seen))
    return found
