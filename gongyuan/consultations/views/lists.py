"""The list of consultations; a lawyer's own, for the phone."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from gongyuan.consultations.forms.lists import ConsultationFilterForm
from gongyuan.consultations.models import Consultation
from gongyuan.consultations.queries import lists as queries
from gongyuan.consultations.queries.detail import asker_listed
from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

LONGEST_TYPED = 60


@EITHER
@requires(Capability.CONSULTATIONS_READ)
def consultation_list(request: ActorRequest) -> HttpResponse:
    """The consultations in sight; a telephone that is looked for comes by POST."""
    if request.actor.is_lawyer:
        return _own(request)
    now = timezone.now()
    form = ConsultationFilterForm(request.GET, actor=request.actor)
    text = request.POST.get("text", "").strip()[:LONGEST_TYPED]
    context = {"form": form, "text": text, "now": now, "page_size": queries.PAGE}
    if text:
        today = timezone.localdate(now)
        found = queries.find_consultations(request.actor, text, today=today)
        return render(request, "consultations/list.html", context | {"over": _rows(found)})
    after = request.GET.get("after", "")
    page = queries.listed(request.actor, form.chosen(), after=after, now=now)
    context |= {
        "waiting": _rows(page.waiting),
        "has_more_waiting": page.has_more_waiting,
        "over": _rows(page.over.rows),
        "next_after": page.over.next_after,
        "is_narrowed": form.has_changed(),
        "after": after,
    }
    return render(request, "consultations/list.html", context)


def _rows(rows: Any) -> list[tuple[Consultation, str]]:
    return [(row, asker_listed(row)) for row in rows]


def _own(request: ActorRequest) -> HttpResponse:
    """A lawyer's questions: waiting, in hand, answered; never who asked."""
    after = request.GET.get("after", "")
    context = {
        "now": timezone.now(),
        "waiting": queries.waiting_for(request.actor),
        "in_hand": queries.in_hand_of(request.actor),
        "answered": queries.answered_by(request.actor, after=after),
        "after": after,
    }
    return render(request, "consultations/own.html", context)
