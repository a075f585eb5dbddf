"""Complaints: lists, one with its record, who is to be told."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from gongyuan.core.events import events_of, find
from gongyuan.lawyers.models import Lawyer, PanelTerm
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import BY_ROLE, Capability
from gongyuan.people.models import Post, User
from gongyuan.people.privacy import mask_name, mask_phone, phone_key
from gongyuan.quality.choices import ComplaintGround
from gongyuan.quality.models import Complaint

#: A page of the list.
PAGE = 40
MOST_SIMILAR = 10
MOST_STAFF = 100


@dataclass(frozen=True, kw_only=True)
class ComplaintFilter:
    """What a list is narrowed to; empty means all in sight."""

    state: str = ""
    about: str = ""
    lawyer_id: int | None = None
    unit_id: int | None = None
    is_verified: bool | None = None
    came_from: date | None = None
    came_to: date | None = None


def complaints(actor: Actor, chosen: ComplaintFilter) -> QuerySet[Complaint]:
    """The complaints in sight that a filter leaves, the open ones by their deadline first."""
    rows = Complaint.objects.visible_to(actor).select_related("unit", "lawyer", "case")
    if chosen.state == "open":
        rows = rows.open()  # type: ignore[attr-defined] # a complaint's own adjective
    elif chosen.state:
        rows = rows.filter(state=chosen.state)
    exact = {
        "about": chosen.about,
        "lawyer_id": chosen.lawyer_id,
        "unit_id": chosen.unit_id,
        "is_verified": chosen.is_verified,
        "lodged_at__date__gte": chosen.came_from,
        "lodged_at__date__lte": chosen.came_to,
    }
    rows = rows.filter(**{k: value for k, value in exact.items() if value not in ("", None)})
    return rows.order_by(F("due_on").asc(nulls_last=True), "-pk")


def due_complaints(actor: Actor) -> QuerySet[Complaint]:
    """The open complaints that this post has to act on."""
    rows = Complaint.objects.handled_by(actor)
    return rows.open().exclude(due_on=None)  # type: ignore[attr-defined,no-any-return] # as above


def ground_labels(complaint: Complaint) -> list[str]:
    """What is complained of, in words."""
    return [str(ComplaintGround(code).label) for code in complaint.grounds]


def complainant_shown(complaint: Complaint, actor: Actor) -> dict[str, str]:
    """Who complains, as this actor may know it: the handling unit the name, others a mask."""
    is_ours = complaint.unit_id == actor.unit_id and actor.can(Capability.COMPLAINTS_HANDLE)
    name = complaint.complainant_name
    return {
        "name": name if is_ours else mask_name(name),
        "phone": mask_phone(complaint.phone),
        "kind": complaint.get_complainant_kind_display(),
        "contact_note": complaint.contact_note if is_ours else "",
    }


def similar_complaints(complaint: Complaint, actor: Actor) -> list[Complaint]:
    """Earlier complaints in sight of the same phone or about the same case; never in the way."""
    same = Q(phone_index=complaint.phone_index) if complaint.phone_index else Q()
    if complaint.case_id:
        same |= Q(case_id=complaint.case_id)
    if not same:
        return []
    rows = Complaint.objects.visible_to(actor).filter(same).exclude(pk=complaint.pk)
    return list(rows.order_by("-pk")[:MOST_SIMILAR])


def timeline(complaint: Complaint) -> list[dict[str, Any]]:
    """What happened to a complaint, the latest first."""
    rows = events_of(complaint).order_by("-pk")[:100]
    return [
        {
            "text": find(row.code).label,
            "when": row.at,
            "who": "，".join(part for part in (row.actor_name, row.actor_office) if part),
            "note": row.note,
        }
        for row in rows
    ]


def told_steps(complaint: Complaint) -> list[dict[str, Any]]:
    """What the complainant is told of the way of a complaint, the first first."""
    rows = [(find(row.code).worker_label, row.at) for row in events_of(complaint).order_by("pk")]
    return [{"label": words, "when": at} for words, at in rows if words]


def opened_by(*, code: str, phone: str) -> frozenset[int]:
    """The id of the complaint that a code and its complainant's phone open together."""
    rows = Complaint.objects.filter(code=code, phone_index=phone_key(phone))
    return frozenset(rows.values_list("pk", flat=True))


def handling_unit(about_unit: Unit, *, goes_up: bool) -> Unit:
    """The union that handles: the one complained about, or the next above it where there is one."""
    return about_unit.parent if goes_up and about_unit.parent else about_unit


def staff_of(unit: Unit, *, on: date) -> QuerySet[User]:
    """Who holds a post in a union on a day."""
    held = Post.objects.held_on(on).filter(unit=unit)
    return User.objects.filter(pk__in=held.values("user_id")).order_by("name", "pk")


def users_with(power: str, unit_id: int, *, on: date) -> list[int]:
    """Ids of the accounts that hold a post with this power in a unit on a day."""
    roles = [role for role, powers in BY_ROLE.items() if power in powers]
    held = Post.objects.held_on(on).filter(unit_id=unit_id, role__in=roles)
    return list(held.values_list("user_id", flat=True).distinct()[:MOST_STAFF])


def appointing_units(lawyer: Lawyer, *, on: date) -> list[int]:
    """Ids of the unions in whose team a lawyer serves on a day."""
    rows = PanelTerm.objects.running_on(on).filter(lawyer=lawyer)
    return list(rows.values_list("unit_id", flat=True).distinct())
