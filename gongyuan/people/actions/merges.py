"""Making two entries one person or one employer: one proposes, another confirms, it can go back."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, models, transaction
from django.urls import reverse

from gongyuan.core.events import record_event
from gongyuan.core.notices import tell_user
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.core.transitions import advance
from gongyuan.organisations.models import Unit
from gongyuan.people import rules
from gongyuan.people.actions import merged_values
from gongyuan.people.actor import Actor
from gongyuan.people.choices import MergeOf
from gongyuan.people.models import Employer, EmployerAlias, Merge, Worker, WorkerRegistration
from gongyuan.people.queries.followers import (
    follower_named,
    followers,
    name_of,
    pointing_at,
)
from gongyuan.people.queries.merges import MODELS, obstacles
from gongyuan.people.workflow import MERGING

#: Rows of these tables may stand beside an equal one of the entry that is kept.
MAY_STAY: tuple[type[models.Model], ...] = (WorkerRegistration, EmployerAlias)


@transaction.atomic
def propose_merge(
    *,
    of: str,
    kept: Worker | Employer,
    absorbed: Worker | Employer,
    taken: list[str],
    note: str,
    actor: Actor,
    now: datetime,
) -> Merge:
    """Propose that two entries are one; nothing moves until another person confirms it.

    `taken` names the fields whose value comes from the entry that is absorbed. The same proposal
    twice is one. Refuses a missing reason, unknown fields, an entry merged already, two entries
    with two numbers, and entries that are used where the actor cannot see.
    """
    kept, absorbed = _both(of, kept.pk, absorbed.pk, actor)
    known = Merge.objects.filter(of=of, absorbed_id=absorbed.pk, state="suggested").first()
    if known is not None and known.kept_id == kept.pk:
        return known
    refuse_if(["这份登记已经有一个待确认的合并提议。"] if known else [])
    refuse_if(obstacles(of, kept, absorbed, actor))
    refuse_if(merged_values.unknown_fields(of, taken), field="taken")
    unit = Unit.objects.visible_to(actor).get(pk=actor.unit_id or 0)
    row = Merge.objects.create(
        of=of,
        kept_id=kept.pk,
        absorbed_id=absorbed.pk,
        unit=unit,
        unit_path=unit.path,
        reason=note.strip()[:300],
        taken=sorted(set(taken)),
        proposed_at=now,
        proposed_by=actor.signature,
        proposed_by_user_id=actor.user_id or 0,
    )
    record_event(row, "people.merge.propose", actor=actor, now=now, note=note)
    return row


@transaction.atomic
def confirm_merge(*, row: Merge, actor: Actor, now: datetime) -> Merge:
    """Make the two entries one: every row that points at the absorbed one follows.

    What followed and what was changed is kept, so that it can go back. Refuses whoever proposed
    it, what has come in the way since, and two entries side by side in one record, as two
    applicants of a case.
    """
    row = _locked(row, actor)
    refuse_if(rules.deciding_obstacles(is_own_proposal=row.proposed_by_user_id == actor.user_id))
    kept, absorbed = _both(row.of, row.kept_id, row.absorbed_id, actor)
    refuse_if(obstacles(row.of, kept, absorbed, actor))
    moved, beside = _follow(kept, absorbed)
    refuse_if(rules.together(beside))
    before = merged_values.unite(kept, absorbed, row, actor=actor, now=now)
    absorbed.merged_into = kept  # type: ignore[assignment] # both are of one model
    absorbed.save(update_fields=["merged_into"])
    advance(
        row,
        MERGING,
        "confirm",
        actor=actor,
        now=now,
        decided_at=now,
        decided_by=actor.signature,
        moved=moved,
        before=before,
    )
    _on_record(row, "merge", (kept, absorbed), actor, now)
    _tell_proposer(row, "已确认合并。", now)
    return row


@transaction.atomic
def set_apart(*, row: Merge, note: str, actor: Actor, now: datetime) -> Merge:
    """Judge that the two are not one; the pair is not proposed by the machine again.

    Refuses whoever proposed it, and a missing reason.
    """
    row = _locked(row, actor)
    refuse_if(rules.deciding_obstacles(is_own_proposal=row.proposed_by_user_id == actor.user_id))
    advance(
        row,
        MERGING,
        "set_apart",
        actor=actor,
        now=now,
        note=note,
        decided_at=now,
        decided_by=actor.signature,
    )
    _tell_proposer(row, f"认定不是同一个：{note.strip()}", now)
    return row


@transaction.atomic
def withdraw_merge(*, row: Merge, actor: Actor, now: datetime) -> Merge:
    """Take one's own proposal back; refuses that of a colleague."""
    row = _locked(row, actor)
    refuse_if(["只能撤回自己的提议。"] if row.proposed_by_user_id != actor.user_id else [])
    advance(row, MERGING, "withdraw", actor=actor, now=now, decided_at=now)
    return row


@transaction.atomic
def undo_merge(*, row: Merge, note: str, actor: Actor, now: datetime) -> int:
    """Part the entries again by what was kept of the merge; return how many rows did not go back.

    Those are rows deleted or merged on since. What was changed on purpose after the merge stays.
    Refuses a missing reason, an entry that has been merged on, and entries out of sight.
    """
    row = _locked(row, actor)
    kept, absorbed = _both(row.of, row.kept_id, row.absorbed_id, actor)
    if kept.merged_into_id is not None or absorbed.merged_into_id != kept.pk:
        raise Refused("后来又有合并，请先恢复后来的合并。")
    advance(row, MERGING, "undo", actor=actor, now=now, note=note, undone_at=now)
    absorbed.merged_into = None
    absorbed.save(update_fields=["merged_into"])
    left = _go_back(row, kept, absorbed)
    EmployerAlias.objects.filter(merge_id=row.pk).delete()
    merged_values.part(kept, absorbed, row)
    _on_record(row, "part", (kept, absorbed), actor, now)
    return left


def _follow(
    kept: models.Model, absorbed: models.Model
) -> tuple[dict[str, list[int]], dict[str, int]]:
    """Let every row follow; what could not, because an equal one stands there, by its term."""
    moved: dict[str, list[int]] = {}
    beside: dict[str, int] = {}
    for field in followers(type(kept)):
        rows = pointing_at(field, absorbed.pk)
        ids = list(rows.order_by("pk").values_list("pk", flat=True))
        if not ids:
            continue
        gone = _point_all(field, ids, kept.pk) or _point_each(field, ids, kept.pk)
        if gone:
            moved[name_of(field)] = gone
        if len(gone) < len(ids) and not issubclass(field.model, MAY_STAY):
            beside[str(field.model._meta.verbose_name)] = len(ids) - len(gone)
    return moved, beside


def _point_all(field: models.ForeignKey[Any, Any], ids: list[int], pk: int) -> list[int]:
    """Point all of these rows at an entry, or none."""
    try:
        with transaction.atomic():
            field.model._base_manager.filter(pk__in=ids).update(**{field.attname: pk})
    except IntegrityError:
        return []
    return ids


def _point_each(field: models.ForeignKey[Any, Any], ids: list[int], pk: int) -> list[int]:
    return [one for one in ids if _point_all(field, [one], pk)]


def _go_back(row: Merge, kept: models.Model, absorbed: models.Model) -> int:
    left = 0
    for name, ids in row.moved.items():
        field = follower_named(type(kept), name)
        if field is None:
            left += len(ids)
            continue
        still = pointing_at(field, kept.pk).filter(pk__in=ids)
        left += len(ids) - still.update(**{field.attname: absorbed.pk})
    return left


def _both(of: str, kept_id: int, absorbed_id: int, actor: Actor) -> tuple[Any, Any]:
    """Both entries, locked in one order for all who come at once; DoesNotExist out of sight."""
    model = MODELS[of]
    rows = model.objects.visible_to(actor).filter(pk__in=(kept_id, absorbed_id))
    hidden = model._base_manager.filter(pk=absorbed_id, merged_into=kept_id)
    found = {one.pk: one for one in _locked_rows(rows)}
    found |= {one.pk: one for one in _locked_rows(hidden)} if kept_id in found else {}
    if kept_id == absorbed_id or {kept_id, absorbed_id} - found.keys():
        raise model.DoesNotExist
    return found[kept_id], found[absorbed_id]


def _locked_rows(rows: Any) -> Any:
    return rows.select_for_update(of=("self",)).order_by("pk")


def _locked(row: Merge, actor: Actor) -> Merge:
    return Merge.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=row.pk)


def _on_record(
    row: Merge, verb: str, both: tuple[models.Model, ...], actor: Actor, now: datetime
) -> None:
    kind = MergeOf(row.of).value
    for one in both:
        data = {"merge_id": row.pk, "kept_id": row.kept_id, "absorbed_id": row.absorbed_id}
        record_event(one, f"people.{kind}.{verb}", actor=actor, now=now, data=data)


def _tell_proposer(row: Merge, said: str, now: datetime) -> None:
    link = reverse("merge_detail", args=[row.pk])
    body = f"提出合并的{row.get_of_display()}登记，{said}"
    tell_user(user_id=row.proposed_by_user_id, body=body, link=link, now=now)
