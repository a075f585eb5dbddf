"""What two unions call by the same name or number, before one takes the other in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django.db import models
from django.db.models import Exists, OuterRef, Q

from gongyuan.organisations.models import AidInstitution, Unit
from gongyuan.organisations.queries.doubles import Plan
from gongyuan.organisations.queries.still_open import (
    HOLDERS,
    keys_to,
    rows_to_hand_on,
    tables_handed_on,
)
from gongyuan.organisations.queries.units import unit_prefix
from gongyuan.organisations.rules import Double
from gongyuan.policy.models import PackRevision

#: Both go on, under different names; or the other union's goes on for both.
RENAMED, UNITED = "renamed", "united"
LONGEST_NAME = 100


@dataclass(frozen=True, kw_only=True)
class Twins:
    """An institution of each union under one name."""

    own: AidInstitution
    other: AidInstitution
    #: What the own one would be called.
    new_name: str

    @property
    def key(self) -> str:
        return f"institution-{self.own.pk}"


@dataclass(frozen=True, kw_only=True)
class OwnNumber:
    """A column of which a union has each value once, within some others (a year)."""

    model: type[models.Model]
    field: str
    within: tuple[str, ...]

    def mark(self, row: models.Model, unit: Unit) -> str:
        """The number of a row of a union that was taken in, told from that of the other."""
        field = cast("models.CharField[str, str]", self.model._meta.get_field(self.field))
        longest = field.max_length or LONGEST_NAME
        sign = f"（原{unit.short_name}）"
        return f"{getattr(row, self.field)[: longest - len(sign)]}{sign}"


def twins(plan: Plan) -> list[Twins]:
    """The open institutions that both unions call the same; two queries."""
    others = {one.name: one for one in AidInstitution.objects.filter(unit=plan.into)}
    standing = {name: one for name, one in others.items() if one.closed_on is None}
    owns = AidInstitution.objects.filter(unit=plan.unit, closed_on=None).order_by("pk")
    return [
        Twins(own=one, other=standing[one.name], new_name=_new_name(one.name, plan.unit))
        for one in owns
        if one.name in standing
    ]


def _new_name(name: str, unit: Unit) -> str:
    known = set(AidInstitution.objects.filter(name__contains=name).values_list("name", flat=True))
    for wanted in (f"{unit.short_name}{name}", f"{name}（原{unit.short_name}）"):
        if wanted not in known and len(wanted) <= LONGEST_NAME:
            return wanted
    return f"{name[: LONGEST_NAME - 20]}（原{unit.short_name[:10]}{unit.pk}）"


def numbered_alike(number: OwnNumber, plan: Plan) -> models.QuerySet[Any]:
    """The rows to be handed on whose number the other union has given too, or would give later.

    Two unions may write the same 机关代字; a number is one union's own.
    """
    model, field = number.model, number.field
    rows = rows_to_hand_on(model, keys_to(model, Unit, HOLDERS), plan.unit, on=plan.on)
    same = {name: OuterRef(name) for name in (field, *number.within)}
    alike = Q(Exists(model._base_manager.filter(unit=plan.into, **same)))
    prefix = unit_prefix(plan.unit)
    if not number.within and prefix == unit_prefix(plan.into):
        alike |= Q(**{f"{field}__startswith": prefix})
    return rows.filter(alike, unit=plan.unit).order_by("pk")


def own_numbers() -> Iterator[OwnNumber]:
    """The columns of what is handed on that a union has each value of once: its query set names
    them as `own_numbers`, each with the columns within which it is so."""
    for model in tables_handed_on():
        for field, *within in getattr(model.objects.all(), "own_numbers", ()):  # type: ignore[attr-defined] # every table has them
            yield OwnNumber(model=model, field=field, within=tuple(within))


def questions(plan: Plan) -> Iterator[Double]:
    """Institutions of one name, and numbers that both unions have given."""
    for one in twins(plan):
        yield _institution(one, plan)
    for number in own_numbers():
        for row in numbered_alike(number, plan):
            yield _number(number, row, plan)
    for draft, other in drafts_of_both(plan):
        yield Double(
            key=f"pack-{draft.pk}",
            kind="政策包修订",
            name=draft.title,
            of_unit=f"{draft.get_state_display()}，{draft.edited_by}",
            of_into=f"{other.get_state_display()}，{other.edited_by}",
            outcome=f"{plan.into.short_name}的继续办；{plan.unit.short_name}的作废，原文还能看到。",
        )


def drafts_of_both(plan: Plan) -> list[tuple[PackRevision, PackRevision]]:
    """The versions of one pack that both unions are preparing; two queries."""
    rows = PackRevision.objects.under_way()
    theirs = {row.pack_id: row for row in rows.filter(unit_id=plan.into.pk)}
    owns = rows.filter(unit_id=plan.unit.pk, pack_id__in=theirs).order_by("pk")
    return [(row, theirs[row.pack_id]) for row in owns]


def _number(number: OwnNumber, row: Any, plan: Plan) -> Double:
    written = getattr(row, number.field)
    return Double(
        key=f"{number.model._meta.model_name}-{number.field}-{row.pk}",
        kind=str(number.model._meta.verbose_name),
        name=written,
        of_unit=written,
        of_into="编号相同，或者今后会编到",
        outcome=f"都保留，转来的写作“{number.mark(row, plan.unit)}”。",
    )


def _institution(one: Twins, plan: Plan) -> Double:
    unit, into = plan.unit.short_name, plan.into.short_name
    return Double(
        key=one.key,
        kind="法律援助机构",
        name=one.own.name,
        of_unit=f"{one.own.get_kind_display()}，{one.own.address or '没有登记地址'}",
        of_into=f"{one.other.get_kind_display()}，{one.other.address or '没有登记地址'}",
        outcome="建议两处都保留，窗口还在原来的地方。",
        choices=(
            (RENAMED, f"都保留，{unit}的改名为“{one.new_name}”"),
            (
                UNITED,
                f"并成一处：{into}的保留，{unit}的自合并日撤销，"
                "岗位、没办完的案件、值班点转到保留的那处",
            ),
        ),
        proposed=RENAMED,
    )
