"""The lines of a list of cases as the page shows them: words made once, a row costs little."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from gongyuan.cases.queries.lists import CaseLine
from gongyuan.core.links import addresses
from gongyuan.core.templatetags.ui import due, money


def lines_of(cases: Iterable[CaseLine], *, now: datetime) -> list[dict[str, Any]]:
    """Lines of cases in the words of the list."""
    address = addresses("case_detail")
    return [
        {
            "pk": case.pk,
            "url": address(case.pk),
            "number": case.number,
            "unit": case.unit,
            "who": case.applicant_label,
            "employer": case.employer,
            "amount": money(case.claim_amount),
            "state": case.state_label,
            "due": due(case.next_due_on, now),
            "move": case.move_label,
        }
        for case in cases
    ]
