"""The written requests of enterprise unions, as their lists show them."""

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet

from gongyuan.panel.choices import RequestState
from gongyuan.panel.models import ServiceRequest
from gongyuan.people.actor import Actor

PAGE = 60
#: Somebody still has to do something.
UNDER_WAY = (RequestState.FILED, RequestState.OFFERED, RequestState.TAKEN)


def requests_seen(actor: Actor) -> QuerySet[ServiceRequest]:
    """Requests in sight: those under way first, by the day wished for, then the latest."""
    waits = ExpressionWrapper(Q(state__in=UNDER_WAY), output_field=BooleanField())
    rows = ServiceRequest.objects.visible_to(actor).select_related("asker", "unit", "lawyer")
    wished = F("wished_on").asc(nulls_last=True)
    return rows.annotate(waits=waits).order_by("-waits", wished, "-pk")
