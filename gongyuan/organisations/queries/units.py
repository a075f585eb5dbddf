"""Questions about the tree of unions; what a page asks costs the same however big the tree is."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q
from django.db.models.functions import Length

from gongyuan.core import search
from gongyuan.organisations.models import AidInstitution, Unit, UnitQuerySet
from gongyuan.organisations.rules import UnitDetails

PAGE = 50
#: A row's id has fewer; more would not fit its column.
MOST_DIGITS = 19
#: Hits looked at before they are put in order: a wider question is to be narrowed.
MOST_HITS = 200
#: A county's code; a township's has three more.
PLACE_DIGITS = 6
DETAIL_FIELDS = tuple(field.name for field in fields(UnitDetails))
#: Words that nearly every union's name ends with, and so find nothing.
GENERIC = ("总工会", "工会联合会", "工会")


@dataclass(frozen=True, kw_only=True)
class ChildrenPage:
    units: list[Unit]
    #: What `children_page` takes as `after` for the next page; "" when this is the last.
    next_after: str


@dataclass(frozen=True, kw_only=True)
class UnitPage:
    unit: Unit
    #: The superiors the reader may see, topmost first.
    ancestors: list[Unit]
    children: ChildrenPage
    institutions: list[AidInstitution]


@dataclass(frozen=True, kw_only=True)
class Hits:
    units: list[Unit]
    #: There are more than are listed.
    is_cut: bool


def children_page(unit: Unit, *, after: str = "") -> ChildrenPage:
    """A page of the open unions a unit leads directly, by place code; at most 50.

    `after` is the `next_after` of the page before; anything else that was typed into the address
    starts from the beginning. Each carries its own `children_count`.
    """
    children = Unit.objects.filter(parent=unit, closed_on=None).order_by("region_code", "pk")
    code, _, pk = after.partition("-")
    if pk.isascii() and pk.isdecimal() and len(pk) < MOST_DIGITS:
        children = children.filter(
            Q(region_code__gt=code) | Q(region_code=code, pk__gt=int(pk)), region_code__gte=code
        )
    units = list(children.defer("search")[: PAGE + 1])
    last = units[PAGE - 1] if len(units) > PAGE else None
    return ChildrenPage(
        units=units[:PAGE], next_after=f"{last.region_code}-{last.pk}" if last else ""
    )


def unit_page(unit: Unit, *, actor: Any, after: str = "") -> UnitPage:
    """What the page of a union shows, in three queries; superiors above the actor are left out."""
    return UnitPage(
        unit=unit,
        ancestors=list(Unit.objects.visible_to(actor).ancestors_of(unit).defer("search")),
        children=children_page(unit, after=after),
        institutions=list(
            AidInstitution.objects.visible_to(actor)
            .filter(unit=unit)
            .order_by("closed_on", "name")[:PAGE]
        ),
    )


def ancestors(unit: Unit) -> UnitQuerySet:
    """All superiors of a union, topmost first, whoever asks."""
    return Unit.objects.all().ancestors_of(unit)


def units_found(text: str, *, actor: Any, with_closed: bool = False) -> Hits:
    """Open unions in the actor's sight by part of a name, pinyin initials, or place code.

    Parts divided by blanks must all be there. The highest in the tree come first. What nearly
    every name has (总工会) is not looked for. At most 200 hits. `with_closed` adds those that
    ended, with what took them in, as people still say the old name.
    """
    found = _named(unit_terms(text))
    if found is None:
        return Hits(units=[], is_cut=False)
    found = found.visible_to(actor)
    if not with_closed:
        found = found.filter(closed_on=None)
    hits = list(found.defer("search").prefetch_related("parent", "merged_into")[: MOST_HITS + 1])
    ordered = sorted(hits[:MOST_HITS], key=lambda u: (u.path.count("/"), u.region_code, u.pk))
    return Hits(units=ordered, is_cut=len(hits) > MOST_HITS)


class UnitTerms(NamedTuple):
    """What unions are looked for by: a beginning of a place code, or words as `core/search.py`
    makes them; the other is empty, both when nothing was typed to go by."""

    code: str
    words: str


def unit_terms(text: str, *, least_digits: int = 1) -> UnitTerms:
    """What was typed as unions are looked for; what nearly every name has (总工会) is left out, and
    digits fewer than these are no place code."""
    wanted = " ".join(without_generic(part) for part in text.split()).strip()
    if wanted.isascii() and wanted.isdecimal():
        return UnitTerms(code=wanted if len(wanted) >= least_digits else "", words="")
    return UnitTerms(code="", words=search.query_text(wanted))


def find_units(actor: Any, terms: UnitTerms, *, most: int) -> UnitQuerySet:
    """Open unions in the actor's sight as `units_found` finds them, at most so many, the highest
    first."""
    found = _named(terms)
    if found is None or not actor.can("organisations.read"):
        return Unit.objects.none()
    seen = found.visible_to(actor).filter(closed_on=None).select_related("parent")
    shown = seen.only("name", "path", "parent__short_name")
    return shown.order_by(Length("path"), "region_code", "pk")[:most]


def _named(terms: UnitTerms) -> UnitQuerySet | None:
    if terms.code:
        return Unit.objects.filter(region_code__startswith=terms.code)
    return Unit.objects.filter(search=search.WordQuery(terms.words)) if terms.words else None


def without_generic(part: str) -> str:
    """A name or a part of one without the word nearly every union's name ends with."""
    return next((part.removesuffix(word) for word in GENERIC if part.endswith(word)), part)


def details_of(unit: Unit) -> UnitDetails:
    """What is written down about a unit, as the actions take it."""
    return UnitDetails(**{name: getattr(unit, name) for name in DETAIL_FIELDS})


def changes_between(before: UnitDetails, after: UnitDetails) -> dict[str, list[str]]:
    """What differs, by field: [before, after] as text; empty when nothing does."""
    old, new = asdict(before), asdict(after)
    return {name: [_text(old[name]), _text(new[name])] for name in old if old[name] != new[name]}


def _text(value: str | date | None) -> str:
    return "" if value is None else str(value)


def described(units: Iterable[Unit]) -> Iterator[dict[str, str]]:
    """Units as rows of the sheet, for the export; `parent` must have been fetched with them."""
    for unit in units:
        row = {name: str(value or "") for name, value in asdict(details_of(unit)).items()}
        row["level"], row["kind"] = unit.get_level_display(), unit.get_kind_display()
        row["parent_code"] = unit.parent.region_code if unit.parent else ""
        yield row


def unit_prefix(unit: Unit) -> str:
    """The 机关代字 of a unit's documents; its short name when none was given."""
    return unit.document_prefix or f"{unit.short_name}援"
