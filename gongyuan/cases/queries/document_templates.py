"""Which template a document is made from: the nearest union's own, else the built-in one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongyuan.cases.models import DocumentTemplate
from gongyuan.cases.template_kinds import BUILT_IN, all_kinds, find_kind
from gongyuan.core import files
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor


@dataclass(frozen=True, kw_only=True)
class KindRow:
    """One kind on the page of templates: what is used now, and from whom."""

    kind: str
    label: str
    in_force: DocumentTemplate | None
    is_own: bool
    waiting: int


def template_in_force(unit: Unit, kind: str, *, today: date) -> DocumentTemplate | None:
    """The template of this kind in force for a union: its own, else that of the nearest above.

    Of several versions of one union the one put in force last; None for the built-in one.
    """
    found = _in_force(unit, [kind], today=today)
    return found.get(kind)


def template_source(
    unit: Unit, kind: str, *, today: date
) -> tuple[Path | bytes, DocumentTemplate | None]:
    """What to render a document from, and the office's own template it is, if any."""
    known = find_kind(kind)
    if known is None:
        return BUILT_IN / f"{kind}.docx", None
    own = template_in_force(unit, kind, today=today)
    return (files.read(own.file), own) if own else (known.built_in, None)


def templates_of(actor: Actor, kind: str) -> list[DocumentTemplate]:
    """All versions of a kind that the post's own unit has, the latest first."""
    rows = DocumentTemplate.objects.visible_to(actor).filter(unit=actor.unit_id, kind=kind)
    return list(rows.select_related("file").order_by("-version"))


def kind_rows(unit: Unit, *, today: date) -> list[KindRow]:
    """Every kind that an office may have its own template for, with what is used now."""
    kinds = all_kinds()
    used = _in_force(unit, [kind.code for kind in kinds], today=today)
    waiting: dict[str, int] = {}
    for kind in (
        DocumentTemplate.objects.filter(unit=unit, withdrawn_at=None)
        .exclude(in_force_from__lte=today)
        .values_list("kind", flat=True)
    ):
        waiting[kind] = waiting.get(kind, 0) + 1
    return [
        KindRow(
            kind=kind.code,
            label=kind.label,
            in_force=used.get(kind.code),
            is_own=kind.code in used and used[kind.code].unit_id == unit.pk,
            waiting=waiting.get(kind.code, 0),
        )
        for kind in kinds
    ]


def next_version(unit: Unit, kind: str) -> int:
    """The number of the next version of a union's template of this kind."""
    rows = DocumentTemplate.objects.filter(unit=unit, kind=kind)
    last = rows.order_by("-version").values_list("version", flat=True).first()
    return (last or 0) + 1


def _in_force(unit: Unit, kinds: Sequence[str], *, today: date) -> dict[str, DocumentTemplate]:
    """By kind, the template that wins: nearest union, then latest day, then latest version."""
    line = [int(step) for step in unit.path.strip("/").split("/")]
    rows = DocumentTemplate.objects.in_force_on(today).filter(unit__in=line, kind__in=kinds)
    winners: dict[str, DocumentTemplate] = {}
    for row in rows.select_related("unit", "file").order_by("in_force_from", "version"):
        holder = winners.get(row.kind)
        if holder is None or line.index(row.unit_id) >= line.index(holder.unit_id):
            winners[row.kind] = row
    return winners
