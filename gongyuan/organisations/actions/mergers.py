"""One union taken in by another (合并): what is open goes over, what is done stays as history."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from gongyuan.core.events import record_event, record_events
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.organisations import rules
from gongyuan.organisations.actions.days import effective_from
from gongyuan.organisations.actions.paths import ENDING, filed_paths, relocate, unprotected
from gongyuan.organisations.actions.taking import Merger, take_steps
from gongyuan.organisations.actions.units import count_children, hold_tree, locked_unit
from gongyuan.organisations.choices import InstitutionKind
from gongyuan.organisations.models import AidInstitution, PassedOn, Unit
from gongyuan.organisations.queries.still_open import (
    HOLDERS,
    keys_to,
    open_rows,
    tables_with_open_rows,
)
from gongyuan.organisations.queries.stretches import changed_last_on
from gongyuan.organisations.rules.institutions import BELOW_COUNTY

#: Of what both unions hold, so many are named.
MOST_NAMED = 3


@transaction.atomic
def merge_unit(
    *, unit: Unit, into: Unit, merged_on: date, actor: Any, now: datetime, note: str
) -> Unit:
    """Let `into` take in `unit`, which closes on the day.

    The other leads from that day the unions it led and keeps its open institutions; what is still
    open in any domain (posts held, open cases …) becomes the other's, so that somebody can act on
    it; of a post that somebody holds in both, the other's goes on and the union's own ends. What
    is done stays with the closed union under its old name and numbers; as that stands below the
    other one from now on, the other and its superiors read it all. Questions about the days before
    find everything where it was (`PassedOn`). Refuses the actor's
    own unit, either one closed, one within the other the wrong way round, a lower one, a day to
    come or before a change already written down, an institution of the same name in both, what
    both would hold twice, and an empty note.
    """
    hold_tree(whole=True)
    unit, into = locked_unit(unit, actor=actor), locked_unit(into, actor=actor)
    _refuse(unit, into, merged_on, actor=actor, today=timezone.localdate(now))
    former = unit.parent
    merger = Merger(unit=unit, into=into, on=merged_on, actor=actor, now=now)
    counts = take_steps(merger) | _Taking(merger).take_all()
    unit.closed_on, unit.merged_into = merged_on, into
    unit.save(update_fields=["closed_on", "merged_into"])
    relocate(unit, parent=into, on=merged_on)
    count_children([into.pk, unit.pk, former.pk if former else None])
    data = {"into": into.name, "into_id": into.pk, "merged_on": str(merged_on), "taken": counts}
    record_event(unit, "organisations.unit.merge", actor=actor, now=now, note=note, data=data)
    data = {"from": unit.name, "from_id": unit.pk, "merged_on": str(merged_on), "taken": counts}
    record_event(into, "organisations.unit.absorb", actor=actor, now=now, note=note, data=data)
    return unit


def _refuse(unit: Unit, into: Unit, merged_on: date, *, actor: Any, today: date) -> None:
    refuse_if(["不能并掉本单位，请由上级办理。"] if unit.pk == actor.unit_id else [])
    children = Unit.objects.filter(parent=unit, closed_on=None).values_list("kind", "level")
    refuse_if(
        rules.merging_obstacles(
            unit=_place(unit), into=_place(into), children=set(children.distinct())
        )
    )
    last_on = max(
        filter(None, [unit.opened_on, into.opened_on, changed_last_on(path=unit.path)]),
        default=None,
    )
    refuse_if(
        rules.change_day_obstacles(changed_on=merged_on, last_on=last_on, today=today),
        field="merged_on",
    )
    names = AidInstitution.objects.filter(unit=into, closed_on=None).values("name")
    doubled = AidInstitution.objects.filter(unit=unit, closed_on=None, name__in=names)
    refuse_if(f"两个工会都有“{one.name}”，请先改名或撤销其中一个。" for one in doubled)
    if into.level in BELOW_COUNTY:
        centres = AidInstitution.objects.filter(
            unit=unit, closed_on=None, kind=InstitutionKind.CENTRE
        )
        refuse_if(f"“{one.name}”是中心，并入的组织不能设中心，请先处理。" for one in centres)


def _place(unit: Unit) -> rules.Place:
    return rules.Place(path=unit.path, level=unit.level, is_closed=unit.closed_on is not None)


class _Taking:
    """What goes over from one union to the other."""

    def __init__(self, merger: Merger) -> None:
        self.unit, self.into, self.on = merger.unit, merger.into, merger.on
        self.actor, self.now = merger.actor, merger.now

    def take_all(self) -> dict[str, int]:
        """Hand everything over; how many of what."""
        counts = {"下级组织": self._children(), "法律援助机构": self._institutions()}
        for model in tables_with_open_rows():
            keys = keys_to(model, Unit, HOLDERS)
            if keys:
                counts[str(model._meta.verbose_name)] = self._open_rows(model, keys)
        return {name: number for name, number in counts.items() if number}

    def _children(self) -> int:
        children = list(Unit.objects.filter(parent=self.unit, closed_on=None))
        for child in children:
            relocate(child, parent=self.into, on=self.on)
        return len(children)

    def _institutions(self) -> int:
        institutions = list(AidInstitution.objects.filter(unit=self.unit, closed_on=None))
        with effective_from(self.on):
            for one in institutions:
                one.unit, one.unit_path = self.into, self.into.path
                one.save(update_fields=["unit", "unit_path"])
        happened = ((one, {"from": self.unit.name, "to": self.into.name}) for one in institutions)
        code = "organisations.aidinstitution.pass_on"
        record_events(code, happened, actor=self.actor, now=self.now)
        return len(institutions)

    def _open_rows(self, model: type[models.Model], keys: list[str]) -> int:
        """Every key of an open row that names the union, and the path beside it."""
        ids = set(open_rows(model, keys, self.unit, on=self.on).values_list("pk", flat=True))
        self._note_where_it_was(model, keys, ids)
        for key in keys:
            new: dict[str, Any] = {key: self.into}
            path = "unit_path" if key == "unit" else key.removesuffix("_unit") + ENDING
            if any(field.name == path for field in model._meta.concrete_fields):
                new[path] = self.into.path
            rows = model._base_manager.filter(pk__in=ids, **{key: self.unit})
            self._update(model, rows, new)
        self._followers(model, ids)
        return len(ids)

    def _note_where_it_was(self, model: type[models.Model], keys: list[str], ids: set[int]) -> None:
        if "unit" in keys:
            own = model._base_manager.filter(pk__in=ids, unit=self.unit)
            label = model._meta.label_lower
            PassedOn.objects.bulk_create(
                PassedOn(unit=self.unit, model=label, record_id=pk, until=self.on)
                for pk in own.values_list("pk", flat=True)
            )

    def _update(
        self, model: type[models.Model], rows: models.QuerySet[Any], new: dict[str, Any]
    ) -> None:
        try:
            with transaction.atomic(), unprotected(model):
                rows.update(**new)
        except IntegrityError as error:
            listed = "、".join(_held_twice(model, rows, new))
            raise Refused(
                f"有些“{model._meta.verbose_name}”两个工会都有：{listed}。"
                "合并后会重复，请先在其中一个工会结束。"
            ) from error

    def _followers(self, model: type[models.Model], ids: set[int]) -> None:
        """What belongs to an open row and names no union of its own is filed where that is."""
        for follower, path in filed_paths():
            if keys_to(follower, Unit):
                continue
            for key in keys_to(follower, model):
                rows = follower._base_manager.filter(
                    **{f"{key}__in": ids, f"{path}__startswith": self.unit.path}
                )
                self._update(follower, rows, {path: self.into.path})


def _held_twice(
    model: type[models.Model], rows: models.QuerySet[Any], new: dict[str, Any]
) -> list[str]:
    """The first few rows that cannot be the other union's, by their names: tried one by one."""
    found: list[str] = []
    for row in rows.order_by("pk"):
        try:
            with transaction.atomic(), unprotected(model):
                rows.filter(pk=row.pk).update(**new)
        except IntegrityError:
            found.append(str(row))
        if len(found) == MOST_NAMED:
            return [*found, "等"]
    return found
