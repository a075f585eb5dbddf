from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.cases.choices.major import ReturnedThing, ReturnReason
from gongyuan.cases.queries import returns as queries
from gongyuan.core.access import requires
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest


@require_safe
@requires(Capability.CASES_OVERSEE)
def sent_back_list(request: ActorRequest) -> HttpResponse:
    """Why things were sent back in a year: the numbers, and the list behind the one chosen."""
    now = timezone.now()
    this_year = timezone.localdate(now).year
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else this_year
    thing = next((t for t in ReturnedThing if t == request.GET.get("thing")), "")
    reason = next((r for r in ReturnReason if r == request.GET.get("reason")), "")
    rows = queries.sent_back(request.actor, year=year, thing=thing, reason=reason)
    found = list(rows.select_related("unit", "to_unit")[: queries.MOST_SHOWN])
    context = {
        "now": now,
        "year": year,
        "years": [{"label": f"{one} 年", "url": f"?year={one}", "current": one == year}
                  for one in (this_year, this_year - 1)],
        "counts": queries.reason_counts(request.actor, year=year),
        "rows": found,
        "thing": thing,
        "reason": reason,
    }  # fmt: skip
    return render(request, "cases/sent_back.html", context)
