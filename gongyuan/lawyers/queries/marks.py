from collections.abc import Iterable
from datetime import date

from django.db.models import Count

from gongyuan.lawyers.choices import MarkKind
from gongyuan.lawyers.models import Lawyer, LawyerMark
from gongyuan.lawyers.rules import dismissal_reasons
from gongyuan.policy import rules as policy_rules
from gongyuan.policy.registry import current_packs
from gongyuan.policy.resolution import MissingRule, resolve

#: The policy's parameter for so many verified complaints.
COMPLAINT_LIMIT = "panel_complaints"
MOST_MARKS = 100


def marks_of(lawyer: Lawyer) -> list[LawyerMark]:
    """What was found of a lawyer's service, the latest first, with the union that found it."""
    return list(lawyer.marks.select_related("unit").order_by("-happened_on", "-pk")[:MOST_MARKS])


def verified_complaints(lawyers: Iterable[int]) -> dict[int, int]:
    """How many complaints about each of these lawyers were verified; those without are left out."""
    rows = LawyerMark.objects.filter(
        lawyer_id__in=list(lawyers), kind=MarkKind.VERIFIED_COMPLAINT
    ).values_list("lawyer_id")
    return dict(rows.annotate(times=Count("pk")))


def dismissal_warnings(lawyer: Lawyer, region_code: str, *, on: date) -> list[str]:
    """Sentences with their clause where the policy of a place ends a membership on a day."""
    try:
        found = policy_rules.parameter(resolve(current_packs(), region_code, on), COMPLAINT_LIMIT)
    except (MissingRule, ValueError):
        return []
    verified = verified_complaints([lawyer.pk]).get(lawyer.pk, 0)
    cited = "、".join(clause.citation for clause in found.clauses)
    return [f"{text}依据：{cited}。" for text in dismissal_reasons(verified, found.value)]
