from datetime import datetime

from django.db import models, transaction
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.lawyers.choices import MarkKind
from gongyuan.lawyers.models import Lawyer, LawyerMark
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor


@transaction.atomic
def mark_lawyer(
    *,
    lawyer: Lawyer,
    kind: MarkKind,
    text: str,
    unit: Unit,
    source: models.Model,
    actor: Actor,
    now: datetime,
) -> LawyerMark:
    """Enter on a lawyer what was found of the service (平工文〔2016〕28号 附件2 第四条、第五条).

    `source` is the record that found it, in which the power to find it was checked; the same
    finding marked twice is one mark.
    """
    found, is_new = LawyerMark.objects.get_or_create(
        source_kind=source._meta.label_lower,
        source_id=source.pk,
        defaults={
            "lawyer": lawyer,
            "kind": kind,
            "text": text[:200],
            "unit": unit,
            "happened_on": timezone.localdate(now),
        },
    )
    if is_new:
        record_event(lawyer, "lawyers.lawyer.mark", actor=actor, now=now, data={"title": text})
    return found
