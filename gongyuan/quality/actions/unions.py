"""Questions of pause and complaints when one union takes another in."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.notices import tell_user
from gongyuan.lawyers.models import OnlineRegistration
from gongyuan.lawyers.queries.unions import gone_on_in
from gongyuan.organisations.actions.taking import Merger
from gongyuan.organisations.models import PassedOn
from gongyuan.people.capabilities import Capability
from gongyuan.quality.models import AnswerCheck, Complaint, PauseProposal
from gongyuan.quality.queries.complaints import users_with
from gongyuan.quality.queries.unions import complaints_going_up


@transaction.atomic
def follow_registrations(merger: Merger) -> dict[str, int]:
    """Let what was found of answers under a registration that ended with the merger count with
    the one that goes on, and with it the question whether to suspend it.

    Where that is asked already, the one question stands for both. Within the caller's transaction,
    once of two registrations one has ended; how many questions followed.
    """
    count = 0
    for ended, going_on in gone_on_in(OnlineRegistration, at=merger.now).items():
        AnswerCheck.objects.filter(registration=ended).update(registration=going_on)
        asked = PauseProposal.objects.undecided()
        if not asked.filter(registration=going_on).exists():
            count += asked.filter(registration=ended).update(registration=going_on)
    return {"暂停建议": count}


@transaction.atomic
def hand_complaints_up(merger: Merger) -> dict[str, int]:
    """Let complaints about staff or office of the union taken in be handled above the other.

    《法律援助投诉处理办法》: nobody decides on the own office. The days run on. Within the caller's
    transaction; how many.
    """
    rows = list(complaints_going_up(merger).select_for_update(of=("self",)))
    for row in rows:
        _hand_up(row, merger)
    return {"转上级处理的投诉": len(rows)}


def _hand_up(row: Complaint, merger: Merger) -> None:
    above = merger.into.parent
    if above is None:
        return
    label = Complaint._meta.label_lower
    PassedOn.objects.create(unit=merger.into, model=label, record_id=row.pk, until=merger.on)
    row.unit, row.unit_path = above, above.path
    row.save(update_fields=["unit", "unit_path"])
    code, data = "quality.complaint.hand_up", {"title": above.name}
    record_event(row, code, actor=merger.actor, now=merger.now, note=merger.why, data=data)
    link, today = reverse("complaint_detail", args=[row.pk]), timezone.localdate(merger.now)
    for user_id in users_with(Capability.COMPLAINTS_HANDLE, above.pk, on=today):
        if user_id != row.accused_user_id:
            body = f"投诉 {row.number} 因单位合并转来处理。"
            tell_user(user_id=user_id, body=body, link=link, now=merger.now)
