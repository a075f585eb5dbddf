"""One consultation as its page shows it, to whom it is shown."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from gongyuan.consultations.models import Consultation
from gongyuan.consultations.rules.consultation import applying_obstacles
from gongyuan.core.events import events_of, find
from gongyuan.duty.models import DutyShift
from gongyuan.duty.queries.rosters import duty_of_institution
from gongyuan.organisations.queries.places import region_names
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.privacy import mask_name, mask_phone

READ = ("unit", "institution", "lawyer", "taken_by", "worker", "follows")
MOST_EARLIER, MOST_EVENTS = 10, 100


def is_ours(consultation: Consultation, actor: Actor) -> bool:
    """Whether this post's office answers it."""
    is_own = consultation.unit_id == actor.unit_id and not actor.is_lawyer
    return is_own and actor.can(Capability.CONSULTATIONS_ANSWER)


def may_become_application(consultation: Consultation, actor: Actor) -> bool:
    """Whether this post may let an application begin from it now."""
    held = consultation.taken_by_id
    obstacles = applying_obstacles(
        state=consultation.state,
        is_applied=consultation.matter_id is not None,
        is_held=held is not None and held != actor.user_id,
    )
    powers = (Capability.CASES_REGISTER, Capability.CONSULTATIONS_TRANSFER)
    return is_ours(consultation, actor) and all(map(actor.can, powers)) and not obstacles


def asker_shown(consultation: Consultation, actor: Actor) -> dict[str, str] | None:
    """Who asks, as this actor may know it: the answering office the name, its superiors a mask, a
    lawyer nothing. The telephone is masked for all."""
    if actor.is_lawyer:
        return None
    ours, name = is_ours(consultation, actor), consultation.asker_name
    return {
        "name": "不留姓名" if not name else name if ours else mask_name(name),
        "phone": mask_phone(consultation.phone),
        "contact_note": consultation.contact_note if ours else "",
    }


def asker_listed(consultation: Consultation) -> str:
    """Who asks, in a list: masked whoever looks."""
    return mask_name(consultation.asker_name) or "不留姓名"


def earlier(consultation: Consultation, actor: Actor) -> list[Consultation]:
    """Other questions in sight of the same telephone or worker, the newest first; never to a
    lawyer, who is not told who asks."""
    same = Q()
    if consultation.phone_index:
        same |= Q(phone_index=consultation.phone_index)
    if consultation.worker_id:
        same |= Q(worker_id=consultation.worker_id)
    if not same or actor.is_lawyer:
        return []
    rows = Consultation.objects.visible_to(actor).filter(same).exclude(pk=consultation.pk)
    return list(rows.order_by("-asked_at", "-pk")[:MOST_EARLIER])


def place_name(consultation: Consultation) -> str:
    """Where the employer is, by name."""
    code = consultation.region_code
    return region_names([code]).get(code, code) if code else ""


def sitting_at(consultation: Consultation, *, now: datetime) -> list[DutyShift]:
    """Who sits now, or next, where an open question was asked."""
    if consultation.institution_id is None or consultation.answered_at:
        return []
    return duty_of_institution(consultation.institution_id, now=now)


def timeline(consultation: Consultation) -> list[dict[str, Any]]:
    """What happened to a consultation, the latest first."""
    rows = events_of(consultation).order_by("-pk")[:MOST_EVENTS]
    return [
        {
            "text": find(row.code).label,
            "when": row.at,
            "who": "，".join(part for part in (row.actor_name, row.actor_office) if part),
            "note": _note(row.note, row.data),
        }
        for row in rows
    ]


def _note(note: str, data: dict[str, Any] | None) -> str:
    to = (data or {}).get("to")
    return f"转给{to}。{note}" if to else note
