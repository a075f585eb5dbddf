"""Why things are sent back: numbers by thing and reason, each the list behind it."""

from datetime import date, datetime, time

from django.db.models import Count, QuerySet
from django.utils import timezone

from gongyuan.cases.choices.major import ReturnedThing, ReturnReason
from gongyuan.cases.models import SentBack
from gongyuan.people.actor import Actor

MOST_SHOWN = 200


def sent_back(actor: Actor, *, year: int, thing: str = "", reason: str = "") -> QuerySet[SentBack]:
    """What was sent back in the subtree in a year (Beijing), the latest first; narrowed or all."""
    first, last = _midnight(date(year, 1, 1)), _midnight(date(year + 1, 1, 1))
    rows = SentBack.objects.visible_to(actor).filter(at__gte=first, at__lt=last)
    if thing:
        rows = rows.filter(thing=thing)
    if reason:
        rows = rows.filter(reason=reason)
    return rows.order_by("-at", "-pk")


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def reason_counts(actor: Actor, *, year: int) -> list[tuple[ReturnedThing, ReturnReason, int]]:
    """How often each thing was sent back for each reason, the most frequent first; one query."""
    rows = sent_back(actor, year=year).order_by().values_list("thing", "reason")
    counted = rows.annotate(times=Count("pk")).order_by("-times", "thing", "reason")
    return [(ReturnedThing(thing), ReturnReason(why), times) for thing, why, times in counted]
