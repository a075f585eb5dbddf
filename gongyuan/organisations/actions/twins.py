"""What both unions call the same is told apart, or made one, when one takes the other in."""

from typing import Any

from django.db import transaction

from gongyuan.core.events import record_event
from gongyuan.core.transitions import advance
from gongyuan.organisations.actions.days import effective_from
from gongyuan.organisations.actions.paths import unprotected
from gongyuan.organisations.actions.taking import Merger
from gongyuan.organisations.models import AidInstitution
from gongyuan.organisations.queries.still_open import keys_to, open_rows, tables_with_open_rows
from gongyuan.organisations.queries.twins import (
    UNITED,
    Twins,
    drafts_of_both,
    numbered_alike,
    own_numbers,
    twins,
)
from gongyuan.policy.choices import APPROVE, RevisionState
from gongyuan.policy.choices import EDIT as EDIT_PACKS
from gongyuan.policy.models import PackRevision
from gongyuan.policy.workflow import WORKFLOW


@transaction.atomic
def tell_twins_apart(merger: Merger) -> dict[str, int]:
    """Rename institutions of the same name or make them one, as chosen; mark equal numbers.

    Within the caller's transaction, before anything goes over.
    """
    found = twins(merger)
    for one in found:
        if merger.chosen.get(one.key) == UNITED:
            _unite(one, merger)
        else:
            _rename(one, merger)
    return {"同名的机构": len(found), "同号的记录": _mark_numbers(merger)}


def _rename(one: Twins, merger: Merger) -> None:
    before, one.own.name = one.own.name, one.new_name
    with effective_from(merger.on):
        one.own.save(update_fields=["name"])
    data = {"name": [before, one.new_name], "changed_on": str(merger.on)}
    code = "organisations.aidinstitution.edit"
    record_event(one.own, code, actor=merger.actor, now=merger.now, note=merger.why, data=data)


def _unite(one: Twins, merger: Merger) -> None:
    """What is open at the one goes to the other, and the one ends with the merger."""
    for model in tables_with_open_rows():
        keys = keys_to(model, AidInstitution)
        if keys:
            ids = list(open_rows(model, keys, one.own, on=merger.on).values_list("pk", flat=True))
            for key in keys:
                rows = model._base_manager.filter(pk__in=ids, **{key: one.own})
                with unprotected(model):
                    rows.update(**{key: one.other})
    one.own.closed_on = max(merger.on, one.own.opened_on)
    one.own.save(update_fields=["closed_on"])
    data = {"closed_on": str(one.own.closed_on), "into_id": one.other.pk}
    code = "organisations.aidinstitution.close"
    record_event(one.own, code, actor=merger.actor, now=merger.now, note=merger.why, data=data)


def _mark_numbers(merger: Merger) -> int:
    count = 0
    for number in own_numbers():
        for row in numbered_alike(number, merger):
            new = {number.field: number.mark(row, merger.unit)}
            number.model._base_manager.filter(pk=row.pk).update(**new)
            count += 1
    return count


@transaction.atomic
def hand_on_drafts(merger: Merger) -> dict[str, int]:
    """Versions of packs that the union is preparing become the other's; of a pack that the other
    is preparing too, the own draft is given up."""
    twice = {draft.pk for draft, _ in drafts_of_both(merger)}
    rows = PackRevision.objects.filter(unit_id=merger.unit.pk).under_way()
    taken = list(rows.select_for_update(of=("self",)).order_by("pk"))
    for row in taken:
        if row.pk in twice:
            _give_up(row, merger)
        row.unit_id, row.unit_name = merger.into.pk, merger.into.name
        row.unit_path = merger.into.path
        row.save(update_fields=["unit_id", "unit_name", "unit_path"])
    return {"政策包修订": len(taken), "作废的政策包草稿": len(twice)}


def _give_up(row: PackRevision, merger: Merger) -> None:
    known: dict[str, Any] = {"now": merger.now, "note": merger.why}
    if row.state == RevisionState.SUBMITTED:
        advance(row, WORKFLOW, "send_back", actor=merger.acting_with(APPROVE), **known)
    advance(row, WORKFLOW, "discard", actor=merger.acting_with(EDIT_PACKS), **known)
