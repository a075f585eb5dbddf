"""Consultations as lists show them: what a filter leaves, page by page; what a lawyer has to do."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import F, QuerySet
from django.utils import timezone

from gongyuan.consultations.choices import OPEN_STATES
from gongyuan.consultations.models import Consultation, ConsultationQuerySet
from gongyuan.core.keyset import Page, page_of
from gongyuan.core.numbers import document_number, typed_number
from gongyuan.law.phones import phone_obstacles
from gongyuan.organisations.models import Unit
from gongyuan.organisations.queries.units import unit_prefix
from gongyuan.people.actor import Actor
from gongyuan.people.privacy import phone_key

#: A page of the list; and so many open ones stand above the first.
PAGE, MOST_OPEN = 34, 20
MOST_FOUND = 30
#: A number without its year is looked for in so many.
YEARS_BACK = 10
#: What stands behind the union's own sign in a number.
SIGN = "咨"
SHOWN = ("unit", "institution", "lawyer")


@dataclass(frozen=True, kw_only=True)
class ConsultationFilter:
    """What a list is narrowed to; empty means all in sight. `state` may be `open` or `overdue`."""

    state: str = ""
    channel: str = ""
    topic: str = ""
    institution_id: int | None = None
    asked_from: date | None = None
    asked_to: date | None = None


@dataclass(frozen=True)
class Listed:
    """A page of the list: those still to be answered, by their day, and those that are over."""

    waiting: list[Consultation]
    has_more_waiting: bool
    over: Page[Consultation]


def narrowed(actor: Actor, chosen: ConsultationFilter, *, now: datetime) -> ConsultationQuerySet:
    """The consultations in sight that a filter leaves, in no order."""
    rows = Consultation.objects.visible_to(actor)
    if chosen.state == "open":
        rows = rows.open()
    elif chosen.state == "overdue":
        rows = rows.open().filter(due_at__lt=now)
    elif chosen.state:
        rows = rows.filter(state=chosen.state)
    exact = {
        "channel": chosen.channel,
        "topic": chosen.topic,
        "institution_id": chosen.institution_id,
        "asked_on__gte": chosen.asked_from,
        "asked_on__lte": chosen.asked_to,
        # The same once more as moments: a list of all unions begins there, by the order it has.
        "asked_at__gte": chosen.asked_from and _begin(chosen.asked_from),
        "asked_at__lt": chosen.asked_to and _begin(chosen.asked_to + timedelta(days=1)),
    }
    return rows.filter(**{key: value for key, value in exact.items() if value not in ("", None)})


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def listed(actor: Actor, chosen: ConsultationFilter, *, after: str = "", now: datetime) -> Listed:
    """A page of consultations: on the first the open ones, the soonest due first; then those that
    are over, the newest first, by key. At most two queries."""
    rows = narrowed(actor, chosen, now=now).select_related(*SHOWN)
    if chosen.state in ("open", "overdue", *OPEN_STATES):
        page = page_of(rows.open(), "due_at", after=after, size=PAGE)
        return Listed(page.rows, False, Page(rows=[], next_after=page.next_after))
    first = [] if after or chosen.state else list(_soonest(rows)[: MOST_OPEN + 1])
    ended = rows.exclude(state__in=OPEN_STATES)
    page = page_of(ended, "asked_at", after=after, size=PAGE, newest_first=True)
    return Listed(first[:MOST_OPEN], len(first) > MOST_OPEN, page)


def _soonest(rows: ConsultationQuerySet) -> QuerySet[Consultation]:
    return rows.open().order_by(F("due_at").asc(nulls_last=True), "pk")


def find_consultations(actor: Actor, text: str, *, today: date) -> QuerySet[Consultation]:
    """Those in sight of a number as offices type it, or of a whole telephone; the newest first, at
    most 30. A number without the union's sign is the own union's. A lawyer finds by number only.
    """
    seen, typed = Consultation.objects.visible_to(actor), text.strip()
    if typed and not phone_obstacles(typed):
        if actor.is_lawyer:
            return Consultation.objects.none()
        found = seen.filter(phone_index=phone_key(typed))
    elif any(character.isdigit() for character in typed):
        found = seen.filter(number__in=[typed, *_numbers(actor, typed, today)])
    else:
        return Consultation.objects.none()
    return found.select_related(*SHOWN).order_by("-asked_at", "-pk")[:MOST_FOUND]


def _numbers(actor: Actor, text: str, today: date) -> list[str]:
    typed = typed_number(text)
    if typed is None:
        return []
    office = typed.office
    if office in ("", SIGN):
        own = Unit.objects.filter(pk=actor.unit_id or 0).only("document_prefix", "short_name")
        unit = own.first()
        office = f"{unit_prefix(unit)}{SIGN}" if unit else ""
    years = [typed.year] if typed.year else range(today.year, today.year - YEARS_BACK, -1)
    return [document_number(office, year=year, number=typed.place) for year in years]


def waiting_for(actor: Actor) -> list[Consultation]:
    """Web questions that this lawyer may take, the soonest due first, at most a page."""
    rows = Consultation.objects.waiting_for(actor).select_related("unit")
    return list(rows.order_by("due_at", "pk")[:PAGE])


def in_hand_of(actor: Actor) -> list[Consultation]:
    """What this lawyer has taken and not answered yet."""
    rows = Consultation.objects.in_hand_of(actor).select_related("unit")
    return list(rows.order_by("due_at", "pk")[:PAGE])


def answered_by(actor: Actor, *, after: str = "") -> Page[Consultation]:
    """A page of what this lawyer has answered, the last first."""
    rows = Consultation.objects.filter(lawyer__user_id=actor.user_id or 0).select_related("unit")
    return page_of(rows, "answered_at", after=after, size=PAGE, newest_first=True)


def gone_overdue(*, now: datetime, within: timedelta) -> QuerySet[Consultation]:
    """Open consultations whose time ended a short while ago, the earliest first."""
    rows = Consultation.objects.open().filter(due_at__lt=now, due_at__gte=now - within)
    return rows.order_by("due_at", "pk")
