"""Telling the lawyers who serve online at this moment that somebody asks on the web."""

from datetime import datetime

from django.urls import reverse

from gongyuan.consultations.models import Consultation
from gongyuan.core.notices import tell_user
from gongyuan.lawyers.models import OnlineRegistration
from gongyuan.lawyers.queries.online import online_for

#: Our own bound: a question that a whole province hears of is answered by nobody.
MOST_TOLD = 10
BODY = "{unit}有人在网上问“{topic}”方面的问题，请看看能不能答复。"


def tell_lawyers_online(consultation: Consultation, *, now: datetime) -> int:
    """Tell those who serve this union online now of a question from the web; returns how many.

    豫工文〔2020〕40号 三(三)3. At most MOST_TOLD, each once: whoever answered the question before
    comes first, then the own team, then those above; within these the turn goes round. Nobody
    else is told; what nobody online takes stands on the union's worklist.
    """
    rows = [row for row in online_for(consultation.unit, now=now) if row.lawyer.user_id]
    body = BODY.format(unit=consultation.unit.name, topic=consultation.get_topic_display())
    for row in _in_turn(rows, consultation)[:MOST_TOLD]:
        tell_user(
            user_id=row.lawyer.user_id or 0,
            body=body,
            # Not the question itself: another may have taken it before this is read.
            link=f"{reverse('consultation_list')}#waiting",
            now=now,
            once_key=f"consultation-{consultation.pk}-lawyer-{row.lawyer_id}",
        )
    return min(len(rows), MOST_TOLD)


def _in_turn(
    rows: list[OnlineRegistration], consultation: Consultation
) -> list[OnlineRegistration]:
    start = consultation.pk % len(rows) if rows else 0
    known = consultation.follows.lawyer_id if consultation.follows else None
    turned = [*rows[start:], *rows[:start]]
    own = consultation.unit_id
    return sorted(turned, key=lambda row: (row.lawyer_id != known, row.unit_id != own))
