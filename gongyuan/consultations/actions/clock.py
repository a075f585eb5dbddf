"""What happens by itself: a head hears of a question whose time has run out."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gongyuan.consultations.models import Consultation
from gongyuan.consultations.queries.lists import gone_overdue
from gongyuan.core.notices import tell_user
from gongyuan.people.choices import Role
from gongyuan.people.models import Post

#: Long enough for the longest holiday in which the machine stood still.
LOOKED_BACK = timedelta(days=14)


def tell_of_overdue(*, now: datetime) -> int:
    """Tell the heads of a union once of each question on the web or by letter that was to be
    answered by now and is not, each in a transaction of its own; how many questions that were."""
    count = 0
    for row in gone_overdue(now=now, within=LOOKED_BACK).iterator(chunk_size=500):
        _tell(row, now)
        count += 1
    return count


@transaction.atomic
def _tell(row: Consultation, now: datetime) -> None:
    held = Post.objects.held_on(timezone.localdate(now)).filter(
        unit_id=row.unit_id, role=Role.LEGAL_HEAD
    )
    for user_id in held.values_list("user_id", flat=True).distinct():
        tell_user(
            user_id=user_id,
            body=f"{row.number}（{row.get_channel_display()}）超过答复期限，还没有答复。",
            link=reverse("consultation_detail", args=[row.pk]),
            now=now,
            once_key=f"consultation-{row.pk}-late-{user_id}",
        )
