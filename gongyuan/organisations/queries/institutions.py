"""Questions about aid institutions."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, IntegerField, Q, Value, When

from gongyuan.organisations.choices import InstitutionFunction
from gongyuan.organisations.models import AidInstitution, AidInstitutionQuerySet

#: Lengths at which two place codes share a village, a township, a county, a prefecture, a province.
SHARED_LENGTHS = (12, 9, 6, 4, 2)


@dataclass(frozen=True, kw_only=True)
class PublishedInstitution:
    """What anybody may know of an institution: no person's name is among it."""

    name: str
    kind: str
    union: str
    region_code: str
    address: str
    phone: str
    hours: str
    functions: list[str]
    longitude: Decimal | None
    latitude: Decimal | None


def institutions_open_on(*, path: str, day: date) -> AidInstitutionQuerySet:
    """The roster of a subtree on a day (附机构名册, 吉会法字〔2015〕1号): `path` is the unit's.

    Name, form, head and phone are on each row; the unit is fetched with it, higher unions first.
    """
    return (
        AidInstitution.objects.filter(unit_path__startswith=path)
        .open_on(day)
        .select_related("unit")
        .order_by("unit_path", "opened_on", "pk")
    )


def institution_list(
    *, actor: Any, text: str = "", kind: str = "", form: str = "", closed: bool = False
) -> AidInstitutionQuerySet:
    """Institutions in the actor's sight, those of higher unions first; open ones unless `closed`.

    `text` is part of the institution's or its union's name.
    """
    found = AidInstitution.objects.visible_to(actor).filter(closed_on__isnull=not closed)
    if text:
        found = found.filter(Q(name__icontains=text) | Q(unit__name__icontains=text))
    chosen = {"kind": kind, "form": form}
    return (
        found.filter(**{field: value for field, value in chosen.items() if value})
        .select_related("unit")
        .order_by("unit_path", "pk")
    )


def published_institutions(
    *, region_code: str, day: date, limit: int = 20
) -> list[PublishedInstitution]:
    """Open institutions of the same province for the public, the nearest by place code first.

    Near is what shares the township, then the county, the prefecture, the province with
    `region_code` (6, 9 or 12 digits). Empty when that is no code.
    """
    if not (region_code.isascii() and region_code.isdecimal()):
        return []
    lengths = [length for length in SHARED_LENGTHS if length <= len(region_code)]
    if not lengths:
        return []
    near = Case(
        *(
            When(unit__region_code__startswith=region_code[:length], then=Value(rank))
            for rank, length in enumerate(lengths)
        ),
        output_field=IntegerField(),
    )
    rows = (
        AidInstitution.objects.filter(unit__region_code__startswith=region_code[: lengths[-1]])
        .open_on(day)
        .select_related("unit")
        .order_by(near, "unit__region_code", "pk")[:limit]
    )
    return [_published(row) for row in rows]


def _published(row: AidInstitution) -> PublishedInstitution:
    return PublishedInstitution(
        name=row.name,
        kind=row.get_kind_display(),
        union=row.unit.name,
        region_code=row.unit.region_code,
        address=row.address,
        phone=row.phone,
        hours=row.hours,
        functions=[InstitutionFunction(one).label for one in row.functions],
        longitude=row.longitude,
        latitude=row.latitude,
    )
