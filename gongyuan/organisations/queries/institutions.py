"""Questions about aid institutions."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.functions import Length

from gongyuan.core import search
from gongyuan.core.models import File
from gongyuan.organisations.choices import (
    InstitutionFunction,
    InstitutionKind,
    InstitutionPicture,
    UnitLevel,
)
from gongyuan.organisations.models import AidInstitution, AidInstitutionQuerySet, Unit
from gongyuan.organisations.queries.units import UnitTerms

#: Lengths at which two place codes share a village, a township, a county, a prefecture, a province.
SHARED_LENGTHS = (12, 9, 6, 4, 2)

#: What a union below county level sets up, and what it is called.
USUAL_AT: dict[str, tuple[str, str]] = {
    UnitLevel.TOWNSHIP: (InstitutionKind.STATION, "职工法律援助站"),
    UnitLevel.PRIMARY: (InstitutionKind.POINT, "职工法律援助点"),
}

PAGE = 50
MOST_DIGITS = 19


@dataclass(frozen=True, kw_only=True)
class PublishedInstitution:
    """What anybody may know of an institution: no person's name is among it."""

    pk: int
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
    #: Of what there is a picture, with what it is called.
    pictures: tuple[tuple[str, str], ...] = ()

    @property
    def map_url(self) -> str:
        """Where a phone opens its map at the institution; "" without a position."""
        return map_url(self.name, self.longitude, self.latitude)


@dataclass(frozen=True, kw_only=True)
class InstitutionPage:
    institutions: list[AidInstitution]
    #: "" when this is the last page.
    next_after: str


def map_url(name: str, longitude: Decimal | None, latitude: Decimal | None) -> str:
    """The address that marks a place on 高德地图, by the coordinates its own map tells."""
    if longitude is None or latitude is None:
        return ""
    place = {"position": f"{longitude},{latitude}", "name": name, "coordinate": "gaode"}
    return f"https://uri.amap.com/marker?{urlencode(place)}"


def institution_list(
    *, actor: Any, text: str = "", kind: str = "", form: str = "", closed: bool = False
) -> AidInstitutionQuerySet:
    """Institutions in the actor's sight, those of higher unions first; open ones unless `closed`.

    `text` is part of the institution's or its union's name, or their pinyin initials.
    """
    found = AidInstitution.objects.visible_to(actor).filter(closed_on__isnull=not closed)
    if text:
        words = search.query(text)
        found = found.filter(Q(search=words) | Q(unit__search=words)) if words else found.none()
    chosen = {"kind": kind, "form": form}
    return (
        found.filter(**{field: value for field, value in chosen.items() if value})
        .select_related("unit")
        .order_by("unit_path", "pk")
    )


def find_institutions(actor: Any, terms: UnitTerms, *, most: int) -> AidInstitutionQuerySet:
    """Open institutions in the actor's sight by part of the name or its initials, at most so many,
    those of higher unions first; a place code finds none."""
    if not terms.words or not actor.can("organisations.read"):
        return AidInstitution.objects.none()
    words = search.WordQuery(terms.words)
    seen = AidInstitution.objects.visible_to(actor).filter(closed_on=None, search=words)
    shown = seen.select_related("unit").only("name", "unit_path", "unit__short_name")
    return shown.order_by(Length("unit_path"), "pk")[:most]


def first_details(unit: Unit) -> dict[str, str]:
    """What the form of a union's first institution begins with: what such an institution is called
    at its level, and where the union is (工会法律援助办法第六条; 苏工发〔2012〕8号第5、6项). Of a
    further one nothing is known but that it is no second centre.
    """
    kind, noun = USUAL_AT.get(unit.level, (InstitutionKind.CENTRE, "职工法律援助中心"))
    if AidInstitution.objects.filter(unit=unit, closed_on=None).exists():
        return {"kind": InstitutionKind.STATION}
    return {
        "kind": kind,
        "name": f"{unit.name.removesuffix('总工会').removesuffix('工会')}{noun}",
        "phone": unit.phone,
        "address": unit.address,
    }


def institution_page(found: AidInstitutionQuerySet, *, after: str = "") -> InstitutionPage:
    """A page of at most 50 of an `institution_list`; `after` is the page before's `next_after`."""
    last = found.filter(pk=int(after)).first() if _is_id(after) else None
    if last:
        found = found.filter(
            Q(unit_path__gt=last.unit_path) | Q(unit_path=last.unit_path, pk__gt=last.pk)
        )
    rows = list(found[: PAGE + 1])
    next_after = str(rows[PAGE - 1].pk) if len(rows) > PAGE else ""
    return InstitutionPage(institutions=rows[:PAGE], next_after=next_after)


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < MOST_DIGITS


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


def pictures_of(institution: AidInstitution) -> tuple[tuple[str, str], ...]:
    """Of what an institution shows a picture, with what it is called."""
    return tuple(
        (one.value, str(one.label))
        for one in InstitutionPicture
        if getattr(institution, f"{one.value}_photo_id")
    )


def public_picture(institution_id: int, photo: str, *, day: date) -> File | None:
    """The picture everybody may see of an open institution; None when there is none."""
    if photo not in InstitutionPicture.values:
        return None
    rows = AidInstitution.objects.open_on(day).select_related(f"{photo}_photo")
    found = rows.filter(pk=institution_id).first()
    return found.picture(photo) if found else None


def _published(row: AidInstitution) -> PublishedInstitution:
    return PublishedInstitution(
        pk=row.pk,
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
        pictures=pictures_of(row),
    )
