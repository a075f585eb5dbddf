"""Where a unit stands and whose rules it may set; the domain that knows the tree tells."""

from collections.abc import Callable
from dataclasses import dataclass

from gongyuan.policy.regions import is_within


@dataclass(frozen=True, kw_only=True)
class Place:
    """A unit as policy sees it: its name, its place, and the region whose packs it may set.

    `sets_rules_of` is a six-digit GB/T 2260 code, or empty for a unit that sets none.
    """

    name: str = ""
    region_code: str = ""
    sets_rules_of: str = ""

    def may_set(self, region: str) -> bool:
        """Whether a pack of this region is the unit's own or below it."""
        return bool(self.sets_rules_of) and is_within(region, self.sets_rules_of)


Ask = Callable[[int], Place]
_ask: list[Ask] = []


def tell(ask: Ask) -> None:
    """Say who knows where a unit stands; the last one told is asked."""
    _ask[:] = [ask]


def place_of(unit_id: int | None) -> Place:
    """The place of a unit; an empty one for whoever stands in no unit."""
    if unit_id is None or not _ask:
        return Place()
    return _ask[0](unit_id)
