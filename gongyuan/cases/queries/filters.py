"""What a list of cases can be narrowed to. Nothing in a filter names a worker: filters stand in
addresses and are kept by name."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from gongyuan.cases.choices import STATE_LABELS, AssignmentEnd
from gongyuan.cases.models import Assignment, Case, CaseQuerySet
from gongyuan.people.actor import Actor
from gongyuan.policy.choices import ClaimKind

#: What stands for the post's own unit, without those below.
OWN_UNIT = "own"
BY_DEADLINE = "due"
TRACKS = {"fast": "快速通道", "major": "重大案件", "late": "已超期"}
ORDERS = {"": "新的在前", BY_DEADLINE: "未办结的，期限近的在前"}
#: The day of a case that each span of days is about: it orders the list that the span narrows.
DATED = {"applied": "applied_at", "decided": "decided_at", "closed": "closed_on"}
CLAIMS = {kind.value: str(kind.label) for kind in ClaimKind}
#: Ends of an assignment after which the lawyer still counts as who handled the case.
HANDLED_TO_THE_END = (AssignmentEnd.FINISHED, AssignmentEnd.TERMINATED)


class Shape(NamedTuple):
    """The part of a filter that decides the form of a statement, not its values."""

    track: str = ""
    claim: str = ""
    is_own_unit: bool = False
    order: str = ""
    dated: str = ""


@dataclass(frozen=True, kw_only=True)
class CaseFilter:
    """What a list is narrowed to; empty means everything in sight.

    Days are the first and the last that count. `unit` is OWN_UNIT or the id of a unit, with those
    below it, whose path is `unit_path`; `lawyer` is the id of who handles or handled the case.
    """

    state: str = ""
    track: str = ""
    claim: str = ""
    applied_from: date | None = None
    applied_to: date | None = None
    decided_from: date | None = None
    decided_to: date | None = None
    closed_from: date | None = None
    closed_to: date | None = None
    unit: str = ""
    unit_path: str = ""
    lawyer: int | None = None
    order: str = ""

    @property
    def shape(self) -> Shape:
        return Shape(self.track, self.claim, self.unit == OWN_UNIT, self.order, self.dated)

    @property
    def dated(self) -> str:
        """The column of the days that order the list, the newest first; empty for its ids.

        The thousandth page of a month of ten million cases is then as near as the first.
        """
        if self.order:
            return ""
        spans = ("closed", "decided", "applied")
        has = (one for one in spans if getattr(self, f"{one}_from") or getattr(self, f"{one}_to"))
        return DATED.get(next(has, ""), "")

    def limits(self) -> dict[str, Any]:
        """The values by name, as `narrowed` compares them with columns."""
        return {
            "state": self.state,
            "below": self.unit_path,
            "lawyer": self.lawyer,
            "applied_from": _midnight(self.applied_from),
            "applied_before": _midnight(self.applied_to, days=1),
            "decided_from": _midnight(self.decided_from),
            "decided_before": _midnight(self.decided_to, days=1),
            "closed_from": self.closed_from,
            "closed_to": self.closed_to,
        }

    def query(self) -> dict[str, str]:
        """What stands in an address for it: only what is chosen, no path."""
        return {
            name: value.isoformat() if isinstance(value, date) else str(value)
            for name, value in asdict(self).items()
            if value and name != "unit_path"
        }

    def kept(self) -> dict[str, str]:
        """The filter as a job can read it again."""
        return {**self.query(), "unit_path": self.unit_path}


def filter_from(kept: Mapping[str, str]) -> CaseFilter:
    """The filter that `CaseFilter.kept` wrote down."""
    values: dict[str, Any] = {}
    for field in fields(CaseFilter):
        text = kept.get(field.name, "")
        if text and field.name.endswith(("_from", "_to")):
            values[field.name] = date.fromisoformat(text)
        elif text:
            values[field.name] = int(text) if field.name == "lawyer" else text
    return CaseFilter(**values)


def _midnight(day: date | None, *, days: int = 0) -> datetime | None:
    if day is None:
        return None
    return timezone.make_aware(datetime.combine(day + timedelta(days=days), time.min))


def filtered(actor: Actor, chosen: CaseFilter, *, today: date) -> CaseQuerySet:
    """The cases in the actor's sight that a filter leaves, in no order."""
    return narrowed(actor, chosen.shape, today=today, **chosen.limits())


def narrowed(actor: Actor, shape: Shape, *, today: date, **limits: Any) -> CaseQuerySet:
    """The same from the parts of a filter: its shape, and its limits by name, any of them empty."""
    rows = Case.objects.visible_to(actor)
    if shape.is_own_unit:
        rows = rows.filter(unit_id=actor.unit_id or 0)
    if shape.claim:
        rows = rows.filter(claim_kinds__contains=[shape.claim])
    if shape.track == "fast":
        rows = rows.filter(is_fast_track=True)
    if shape.track == "major":
        rows = rows.filter(is_major=True)
    if shape.track == "late":
        rows = rows.open().overdue(on=today)
    if shape.order == BY_DEADLINE:
        rows = rows.open()
    if limits.get("lawyer"):
        given = handled(case=OuterRef("pk"), lawyer=limits["lawyer"])
        rows = rows.filter(Exists(given))
    compared = {COLUMNS[name]: value for name, value in limits.items() if value and name in COLUMNS}
    return rows.filter(**compared)


def handled(**wanted: Any) -> QuerySet[Assignment]:
    """Assignments by which a lawyer handles a case or has handled it to the end."""
    is_theirs = Q(ended_at=None) | Q(end_kind__in=HANDLED_TO_THE_END)
    return Assignment.objects.filter(is_theirs, **wanted)


COLUMNS = {
    "state": "state",
    "below": "unit_path__startswith",
    "applied_from": "applied_at__gte",
    "applied_before": "applied_at__lt",
    "decided_from": "decided_at__gte",
    "decided_before": "decided_at__lt",
    "closed_from": "closed_on__gte",
    "closed_to": "closed_on__lte",
}

_SPANS = (("applied", "申请"), ("decided", "决定"), ("closed", "结案"))


class Part(NamedTuple):
    """One part of a filter in words, and the names in the address that make it."""

    words: str
    names: tuple[str, ...]


def filter_parts(chosen: CaseFilter, *, unit_name: str = "", lawyer_name: str = "") -> list[Part]:
    """A filter in words, part by part, in the order of its fields; the order of a list is none."""
    parts = []
    if chosen.state:
        parts.append(Part(STATE_LABELS[chosen.state], ("state",)))
    if chosen.track:
        parts.append(Part(TRACKS[chosen.track], ("track",)))
    if chosen.claim:
        parts.append(Part(CLAIMS[chosen.claim], ("claim",)))
    for name, label in _SPANS:
        first, last = (getattr(chosen, f"{name}_{end}") for end in ("from", "to"))
        if words := _span(first, last):
            parts.append(Part(f"{label} {words}", (f"{name}_from", f"{name}_to")))
    if chosen.unit:
        parts.append(Part("只看本单位" if chosen.unit == OWN_UNIT else unit_name, ("unit",)))
    if chosen.lawyer:
        parts.append(Part(f"律师 {lawyer_name}", ("lawyer",)))
    return parts


def _span(first: date | None, last: date | None) -> str:
    if first and last:
        return f"{first} 至 {last}"
    return f"{first} 起" if first else f"{last} 止" if last else ""
