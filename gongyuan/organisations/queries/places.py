from collections.abc import Collection

from gongyuan.organisations.choices import UnitKind, UnitLevel
from gongyuan.organisations.models import Unit
from gongyuan.policy.places import Place

#: Below a county no union issues rules; an enterprise's or an industry's has no region.
ISSUING_LEVELS = (UnitLevel.NATION, UnitLevel.PROVINCE, UnitLevel.PREFECTURE, UnitLevel.COUNTY)


def place_of(unit_id: int) -> Place:
    """A union as the policy packs see it; one that is closed or no federation sets no rules."""
    unit = Unit.objects.filter(pk=unit_id).only("name", "region_code", "kind", "level", "closed_on")
    found = unit.first()
    return Place() if found is None else place_from(found)


def place_from(found: Unit) -> Place:
    """The same of a union that has been read already."""
    issues = (
        found.kind == UnitKind.FEDERATION
        and found.level in ISSUING_LEVELS
        and found.closed_on is None
        and len(found.region_code) == 6
    )
    return Place(
        name=found.name,
        region_code=found.region_code,
        sets_rules_of=found.region_code if issues else "",
    )


def region_names(codes: Collection[str]) -> dict[str, str]:
    """The names of places by code, as the federations there are named: 平顶山市, 舞钢市."""
    rows = Unit.objects.filter(kind=UnitKind.FEDERATION, closed_on=None, region_code__in=codes)
    found = rows.order_by("-pk").values_list("region_code", "name")
    return {code: name.removesuffix("总工会") or name for code, name in found}
