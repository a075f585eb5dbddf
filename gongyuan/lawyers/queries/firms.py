from collections import defaultdict
from collections.abc import Iterable

from gongyuan.lawyers.models import FirmEngagement
from gongyuan.lawyers.rules import EngagementFacts


def engagements_with(
    employers: Iterable[int], firms: Iterable[int]
) -> dict[int, list[EngagementFacts]]:
    """What these firms do or did for these employers, by firm; one query."""
    found: dict[int, list[EngagementFacts]] = defaultdict(list)
    rows = FirmEngagement.objects.filter(
        employer_id__in=list(employers), firm_id__in=list(firms)
    ).select_related("employer")
    for row in rows:
        found[row.firm_id].append(
            EngagementFacts(
                kind=row.kind,
                label=row.get_kind_display(),
                employer=row.employer.name,
                employer_id=row.employer_id,
                starts_on=row.starts_on,
                ends_on=row.ends_on,
            )
        )
    return found
