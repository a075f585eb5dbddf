"""Unions named in a ledger: by place code, full name or short name, within the own subtree."""

from collections import defaultdict
from collections.abc import Sequence

from gongyuan.ledgers.kinds.kind import Line, Run
from gongyuan.organisations.models import Unit


def find_units(lines: Sequence[Line], run: Run, *, name: str) -> dict[int, Unit]:
    """The union each line names in a column, by position; the own one where nothing is written.

    A fault for one that is not in sight, and for a name that several have.
    """
    known: dict[str, list[Unit]] = run.memory.setdefault("units", {})
    typed = {line.values.get(name) or "" for line in lines} - {""}
    _look_up(typed - known.keys(), known, run)
    found = {}
    for line in lines:
        text = line.values.get(name) or ""
        units = known[text] if text else [run.unit]
        if len(units) == 1:
            found[line.position] = units[0]
        elif units:
            line.fault(name, f"有{len(units)}个工会叫“{text}”，请写区划代码。")
        else:
            line.fault(name, f"本单位范围内没有“{text}”这个工会。")
    return found


def _look_up(texts: set[str], known: dict[str, list[Unit]], run: Run) -> None:
    if not texts:
        return
    open_units = Unit.objects.visible_to(run.actor).filter(closed_on=None).defer("search")
    by_text: dict[str, dict[int, Unit]] = defaultdict(dict)
    for column in ("region_code", "name", "short_name"):
        for unit in open_units.filter(**{f"{column}__in": texts}):
            by_text[getattr(unit, column)][unit.pk] = unit
    for text in texts:
        units = list(by_text[text].values())
        # Of several with one place code the federation is meant.
        federations = [unit for unit in units if unit.kind == "federation"]
        known[text] = federations if len(federations) == 1 else units
