"""What importing rows of unions would do, found out without doing it."""

from collections import defaultdict
from typing import Any

from gongyuan.core.sheets.columns import Fault
from gongyuan.organisations import rules
from gongyuan.organisations.choices import UnitKind
from gongyuan.organisations.models import Unit
from gongyuan.organisations.queries.planned_units import (
    ImportPlan,
    Key,
    PlannedUnit,
    changes_of,
    filled,
    identity,
    key_of,
    row_above,
    upward,
)
from gongyuan.organisations.sheets.reading import TreeRow

MOST_NAMED = 6


def plan_of(rows: list[TreeRow], *, actor: Any) -> ImportPlan:
    """What rows would create and change within the actor's subtree, and what is wrong with them.

    A row means the open unit of the same place code and kind (below federations also the same
    name, as one place has many enterprises); its empty cells leave what stands. Faults: a missing
    superior, a ring of superiors, a row twice, a level not below its superior's, a name twice
    under one superior, and whatever lies outside the subtree.
    """
    planning = _Planning(rows, actor=actor)
    planning.match_rows()
    planning.find_parents()
    ring = planning.find_rings()
    planning.check_levels(ring)
    planning.check_names()
    faults = sorted(planning.faults, key=lambda f: (f.sheet, f.row, f.column))
    planned = [] if faults else sorted(planning.planned, key=lambda one: one.depth)
    return ImportPlan(faults=faults, planned=planned)


class _Planning:
    """The sheet's rows against the tree in the actor's sight; `faults` grow with each check."""

    def __init__(self, rows: list[TreeRow], *, actor: Any) -> None:
        self.rows = rows
        self.actor = actor
        self.faults: list[Fault] = []
        self.planned: list[PlannedUnit] = []
        codes = {row.texts.get("region_code", "") for row in rows}
        #: Codes of rows with a bad cell: named as superior, they are not missing.
        self.unread = {row.texts.get("region_code", "") for row in rows if not row.details}
        codes |= {row.parent_code for row in rows}
        seen = Unit.objects.visible_to(actor).filter(closed_on=None, region_code__in=codes)
        self.existing = {key_of(unit): unit for unit in seen.select_related("parent")}
        self.elsewhere = set(
            Unit.objects.filter(closed_on=None, region_code__in=codes, kind=UnitKind.FEDERATION)
            .exclude(path__startswith=actor.unit_path)
            .values_list("region_code", flat=True)
        )

    def match_rows(self) -> None:
        """Find the unit each row means; a row twice, or a unit of others, is a fault."""
        first: dict[Key, TreeRow] = {}
        for row in self.rows:
            if row.details is None:
                continue
            key = key_of(row.details)
            if key in first:
                where = f"“{first[key].sheet}”第{first[key].row}行"
                self.faults.append(row.fault("region_code", f"与{where}重复。"))
                continue
            first[key] = row
            existing = self.existing.get(key)
            is_foreign = row.details.kind == UnitKind.FEDERATION and existing is None
            if is_foreign and row.details.region_code in self.elsewhere:
                self.faults.append(row.fault("region_code", "该组织不在本单位范围内，不能导入。"))
                continue
            self.planned.append(
                PlannedUnit(
                    row=row,
                    details=filled(row, row.details, existing),
                    existing=existing,
                    former_parent_id=existing.parent_id if existing else None,
                )
            )

    def find_parents(self) -> None:
        """Find each row's superior and what the row would change."""
        by_key = {key_of(one.details): one for one in self.planned}
        by_code: dict[str, dict[Key, PlannedUnit | Unit]] = defaultdict(dict)
        for key, unit in self.existing.items():
            by_code[unit.region_code][key] = unit
        for key, one in by_key.items():
            by_code[one.details.region_code][key] = one
        for one in self.planned:
            is_own = one.existing is not None and one.existing.pk == self.actor.unit_id
            if is_own:
                self._keep_own_place(one)
            else:
                one.parent = self._parent_of(one, by_code)
            one.changes = changes_of(one, is_own=is_own)
        by_pk = {one.existing.pk: one for one in self.planned if one.existing}
        for one in self.planned:
            one.above = row_above(one.parent, by_pk)

    def _keep_own_place(self, one: PlannedUnit) -> None:
        """The importer's own unit may be described anew, but not moved."""
        above = one.existing.parent if one.existing else None
        if one.row.parent_code not in {"", above.region_code if above else ""}:
            self.faults.append(one.row.fault("parent_code", "不能改动本单位的上级。"))

    def _parent_of(
        self, one: PlannedUnit, by_code: dict[str, dict[Key, PlannedUnit | Unit]]
    ) -> PlannedUnit | Unit | None:
        code = one.row.parent_code
        if not code:
            self.faults.append(one.row.fault("parent_code", "要填写上级区划代码。"))
            return None
        candidates = by_code.get(code, {})
        federation = candidates.get((code, UnitKind.FEDERATION))
        if federation is not None:
            return federation
        if len(candidates) == 1:
            return next(iter(candidates.values()))
        if candidates:
            reason = "有几个组织用这个代码，其中没有地方总工会，无法确定上级。"
        elif code in self.unread:
            return None
        else:
            reason = "本表和本单位范围内都没有这个代码的组织。"
        self.faults.append(one.row.fault("parent_code", reason))
        return None

    def find_rings(self) -> set[int]:
        """Rows that would lead themselves through others, by id of the planned row."""
        ring = set()
        for one in self.planned:
            steps = list(upward(one))
            if one in steps:
                ring.add(id(one))
                names = [step.details.name for step in steps[: steps.index(one)]][:MOST_NAMED]
                way = " → ".join([one.details.name, *names, one.details.name])
                self.faults.append(one.row.fault("parent_code", f"上级关系成环：{way}。"))
        return ring

    def check_levels(self, ring: set[int]) -> None:
        """Each below its superior; and whoever changes level above those not in the sheet."""
        for one in self.planned:
            if id(one) in ring or one.parent is None:
                continue
            parent = one.parent
            level = parent.details.level if isinstance(parent, PlannedUnit) else parent.level
            for reason in rules.level_obstacles(
                kind=one.details.kind, level=one.details.level, parent_level=level
            ):
                self.faults.append(one.row.fault("level", reason))
        self._check_levels_below()

    def _check_levels_below(self) -> None:
        sunk = {
            one.existing.pk: one for one in self.planned if one.existing and "level" in one.changes
        }
        in_sheet = {one.existing.pk for one in self.planned if one.existing}
        below = Unit.objects.filter(parent__in=sunk, closed_on=None).exclude(pk__in=in_sheet)
        children: dict[int | None, set[tuple[str, str]]] = defaultdict(set)
        for parent_id, kind, level in below.values_list("parent", "kind", "level").distinct():
            children[parent_id].add((kind, level))
        for pk, one in sunk.items():
            for reason in rules.children_level_obstacles(
                level=one.details.level, children=children[pk]
            ):
                self.faults.append(one.row.fault("level", reason))

    def check_names(self) -> None:
        """No two of a name under one superior, in the sheet or beside it."""
        in_sheet = {one.existing.pk for one in self.planned if one.existing}
        parents = {one.parent.pk for one in self.planned if isinstance(one.parent, Unit)}
        parents |= {
            one.parent.existing.pk
            for one in self.planned
            if isinstance(one.parent, PlannedUnit) and one.parent.existing
        }
        names = {one.details.name for one in self.planned}
        beside = Unit.objects.filter(parent__in=parents, name__in=names, closed_on=None)
        taken: set[tuple[Any, str]] = set(
            beside.exclude(pk__in=in_sheet).values_list("parent", "name")
        )
        for one in self.planned:
            if one.parent is None:
                continue
            place = (identity(one.parent), one.details.name)
            if place in taken:
                self.faults.append(one.row.fault("name", "上级之下已有同名组织。"))
            taken.add(place)
