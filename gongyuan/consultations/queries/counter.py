"""What a counter needs to write a question down: where it sits, who answers there, who calls."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from gongyuan.consultations.models import Consultation
from gongyuan.core.panels import Panel, panels_of
from gongyuan.duty.models import DutyShift
from gongyuan.duty.queries.rosters import sitting_now
from gongyuan.lawyers.models import Lawyer, PanelTerm
from gongyuan.organisations.models import AidInstitution
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.models import Post, Worker
from gongyuan.people.privacy import phone_key
from gongyuan.people.queries import find_workers
from gongyuan.people.rules import worker_phone_obstacles

MOST_EARLIER = 5
#: Of so many workers of one telephone the cases are told; more share it than are one family.
MOST_WORKERS = 3


@dataclass(frozen=True, kw_only=True)
class Counter:
    """The institutions of the own union, which of them one sits at, which lawyer sits where now."""

    institutions: QuerySet[AidInstitution]
    own: int | None
    sitting: dict[int, Lawyer]

    @property
    def lawyer(self) -> Lawyer | None:
        """Who sits on duty now where one sits oneself."""
        return self.sitting.get(self.own or 0)


@dataclass(frozen=True)
class Known:
    """What is known of a telephone, within sight."""

    workers: list[Worker]
    consultations: list[Consultation]
    panels: list[Panel]


def counter_of(actor: Actor, *, now: datetime) -> Counter:
    """Where the one who acts sits: the post's institution, else where the roster puts one now,
    else the only one there is; three queries at most."""
    rows = AidInstitution.objects.filter(unit_id=actor.unit_id or 0, closed_on=None).order_by("pk")
    ids = list(rows.values_list("pk", flat=True)[:2])
    post = Post.objects.filter(pk=actor.post_id or 0, institution__in=rows)
    shifts = sitting_now(now=now).filter(point__institution__in=rows)
    seats = list(shifts.select_related("member__lawyer", "point"))
    own = post.values_list("institution_id", flat=True).first()
    if own is None:
        own = _seat_of(actor, seats) or (ids[0] if len(ids) == 1 else None)
    sitting: dict[int, Lawyer] = {}
    for shift in seats:
        if shift.member and shift.member.lawyer:
            sitting.setdefault(shift.point.institution_id, shift.member.lawyer)
    return Counter(institutions=rows, own=own, sitting=sitting)


def _seat_of(actor: Actor, seats: list[DutyShift]) -> int | None:
    return next(
        (
            shift.point.institution_id
            for shift in seats
            if shift.member and shift.member.user_id == actor.user_id
        ),
        None,
    )


def serving_lawyers(actor: Actor, *, on: date) -> QuerySet[Lawyer]:
    """The lawyers who serve the own union or one above it on a day, by name."""
    steps = [int(step) for step in actor.unit_path.strip("/").split("/") if step]
    terms = PanelTerm.objects.serving_on(on).filter(unit_id__in=steps)
    return Lawyer.objects.filter(pk__in=terms.values("lawyer_id")).order_by("name", "pk")


def workers_of_phone(actor: Actor, phone: str) -> list[Worker]:
    """The workers within sight who left this telephone; none for what is no whole number."""
    if not phone.strip() or worker_phone_obstacles(phone) or not actor.can(Capability.PEOPLE_READ):
        return []
    return list(find_workers(actor, phone))


def known_of_phone(actor: Actor, phone: str, *, now: datetime) -> Known | None:
    """Who has this telephone, what was asked from it and the cases of its workers, within sight;
    None for what is no whole number."""
    if not phone.strip() or worker_phone_obstacles(phone):
        return None
    workers = workers_of_phone(actor, phone)
    asked = Consultation.objects.visible_to(actor).filter(phone_index=phone_key(phone))
    return Known(
        workers=workers,
        consultations=list(asked.order_by("-asked_at", "-pk")[:MOST_EARLIER]),
        panels=[
            panel
            for worker in workers[:MOST_WORKERS]
            for panel in panels_of(worker, actor, now, part="at_the_counter")
        ],
    )
