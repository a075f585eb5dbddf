"""Proceedings and appraisals when one union takes another in."""

from django.db import transaction

from gongyuan.lawyers.models import PanelTerm
from gongyuan.lawyers.queries.unions import gone_on_in
from gongyuan.organisations.actions.taking import Merger
from gongyuan.panel.models import Appraisal, Conduct


@transaction.atomic
def follow_terms(merger: Merger) -> dict[str, int]:
    """Let what is open about a term that ended with the merger be about the one that goes on.

    Nobody escapes a proceeding by it, and a renewal has a term to follow. Where the one that goes
    on has its own, both stay as they are. Within the caller's transaction, once of two terms one
    has ended; how many followed.
    """
    went_on = gone_on_in(PanelTerm, at=merger.now)
    return {
        "转到继续的聘期的审查": _conducts(went_on, merger),
        "转到继续的聘期的考核": _appraisals(went_on, merger),
    }


def _conducts(went_on: dict[int, int], merger: Merger) -> int:
    rows = Conduct.objects.all().goes_over(on=merger.on)
    known = set(rows.filter(term__in=went_on.values()).values_list("term_id", "ground"))
    count = 0
    for row in rows.filter(term__in=went_on).select_for_update(of=("self",)).order_by("pk"):
        if (went_on[row.term_id], row.ground) not in known:
            row.term_id = went_on[row.term_id]
            row.save(update_fields=["term"])
            count += 1
    return count


def _appraisals(went_on: dict[int, int], merger: Merger) -> int:
    rows = Appraisal.objects.filter(term__in=went_on).still_open(on=merger.on)
    known = set(Appraisal.objects.filter(term__in=went_on.values()).values_list("term", flat=True))
    count = 0
    for row in rows.select_for_update(of=("self",)).order_by("pk"):
        if went_on[row.term_id] not in known:
            row.term_id = went_on[row.term_id]
            row.save(update_fields=["term"])
            count += 1
    return count
