"""Entries that may be one person or one employer, and the proposals to merge them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongyuan.people import rules
from gongyuan.people.actor import Actor
from gongyuan.people.choices import MergeOf, MergeState
from gongyuan.people.hints import Hint, hints
from gongyuan.people.models import Employer, EmployerAlias, Merge, Worker
from gongyuan.people.queries.followers import is_all_in_sight

#: Doubles are looked for among so many of the newest entries in sight.
SCANNED = 5000
MOST_PAIRS = 100
MODELS: dict[str, type[Worker] | type[Employer]] = {
    MergeOf.WORKER: Worker,
    MergeOf.EMPLOYER: Employer,
}


@dataclass(frozen=True)
class Pair:
    """Two entries that may be one, the older first, and why."""

    first: Any
    second: Any
    why: str


def entry(actor: Actor, of: str, pk: int) -> QuerySet[Any]:
    """An entry within the actor's sight, merged or not."""
    return MODELS[of].objects.visible_to(actor).filter(pk=pk)


def obstacles(of: str, kept: Any, absorbed: Any, actor: Actor) -> list[str]:
    """Why these two may not be merged by this actor; empty when they may."""
    return rules.merge_obstacles(
        of=of,
        are_current=kept.merged_into_id is None and absorbed.merged_into_id is None,
        numbers=sum(bool(number_of(one)) for one in (kept, absorbed)),
        is_in_sight=is_all_in_sight(actor, kept, absorbed),
    )


def number_of(record: Any) -> str:
    """The number that no two persons or employers share."""
    return record.identity_number if isinstance(record, Worker) else record.uscc or ""


def waiting_merges(actor: Actor) -> QuerySet[Merge]:
    """Proposals of the own unit that a colleague made and this post may judge."""
    rows = Merge.objects.filter(state=MergeState.SUGGESTED, unit=actor.unit_id)
    return rows.exclude(proposed_by_user_id=actor.user_id or 0)


def merges(actor: Actor) -> QuerySet[Merge]:
    """Proposals and merges within sight, the newest first."""
    return Merge.objects.visible_to(actor).order_by("-pk")


def with_names(rows: list[Merge]) -> list[tuple[Merge, str, str]]:
    """Each proposal with the names of the entry that is kept and of the one that is absorbed; one
    query for workers and one for employers."""
    names: dict[tuple[str, int], str] = {}
    for of, model in MODELS.items():
        ids = {pk for row in rows if row.of == of for pk in (row.kept_id, row.absorbed_id)}
        if ids:
            found = model._base_manager.filter(pk__in=ids).values_list("pk", "name")
            names |= {(of, pk): name for pk, name in found}
    return [(row, names[row.of, row.kept_id], names[row.of, row.absorbed_id]) for row in rows]


def worker_doubles(actor: Actor) -> list[Pair]:
    """Pairs of workers within sight that may be one person: hints, for people to judge.

    Same name with the same telephone or birth date, and what other domains know. Two entries with
    two identity numbers are two persons; pairs that are judged already are left out.
    """
    seen = Worker.objects.visible_to(actor).current()
    newest = seen.order_by("-pk").values("pk")[:SCANNED]
    alike = Worker.objects.current().filter(name=OuterRef("name")).exclude(pk=OuterRef("pk"))
    alike = alike.filter(
        Q(phone_index=OuterRef("phone_index")) | Q(birth_date=OuterRef("birth_date"))
    )
    rows = Worker.objects.filter(Exists(alike), pk__in=newest)
    names = set(rows.order_by("-pk").values_list("name", flat=True)[: MOST_PAIRS * 2])
    group = defaultdict(list)
    for worker in seen.filter(name__in=names).order_by("pk"):
        group[worker.name].append(worker)
    found = [pair for same in group.values() for pair in _alike_workers(same)]
    found += _hinted(seen, hints(actor, newest))
    return _unjudged(MergeOf.WORKER, found)


def employer_doubles(actor: Actor) -> list[Pair]:
    """Pairs of employers that may be one: the same name, or the name the other is also known by,
    while not both have a code of their own."""
    seen = Employer.objects.visible_to(actor).current()
    newest = seen.order_by("-pk").values("pk")[:SCANNED]
    same = Employer.objects.current().filter(name=OuterRef("name")).exclude(pk=OuterRef("pk"))
    rows = Employer.objects.filter(Exists(same), pk__in=newest)
    names = set(rows.order_by("-pk").values_list("name", flat=True)[: MOST_PAIRS * 2])
    group = defaultdict(list)
    for employer in seen.filter(name__in=names).order_by("pk"):
        group[employer.name].append(employer)
    found = [
        Pair(first, second, "名称相同")
        for rows_of_name in group.values()
        for first, second in _pairs(rows_of_name)
    ]
    found += _aliased(seen, newest)
    return _unjudged(MergeOf.EMPLOYER, found)


def _alike_workers(same: list[Worker]) -> Iterable[Pair]:
    for first, second in _pairs(same):
        if first.phone_index and first.phone_index == second.phone_index:
            yield Pair(first, second, "姓名和电话相同")
        elif first.birth_date and first.birth_date == second.birth_date:
            yield Pair(first, second, "姓名和出生日期相同")


def _pairs(rows: list[Any]) -> Iterable[tuple[Any, Any]]:
    for place, first in enumerate(rows):
        for second in rows[place + 1 :]:
            if not (number_of(first) and number_of(second)):
                yield first, second


def _hinted(seen: QuerySet[Worker], found: list[Hint]) -> Iterable[Pair]:
    wanted = {pk for hint in found for pk in (hint.first, hint.second)}
    rows = {worker.pk: worker for worker in seen.filter(pk__in=wanted)} if wanted else {}
    for hint in found:
        first, second = rows.get(hint.first), rows.get(hint.second)
        if first and second and not (number_of(first) and number_of(second)):
            yield Pair(first, second, hint.why)


def _aliased(seen: QuerySet[Employer], newest: QuerySet[Any]) -> Iterable[Pair]:
    known = EmployerAlias.objects.filter(name=OuterRef("name")).exclude(employer=OuterRef("pk"))
    rows = list(Employer.objects.filter(Exists(known), pk__in=newest).order_by("-pk")[:MOST_PAIRS])
    aliases = EmployerAlias.objects.filter(name__in=[row.name for row in rows])
    by_name = defaultdict(list)
    for alias in aliases.filter(employer__in=seen).select_related("employer"):
        by_name[alias.name].append(alias.employer)
    for row in rows:
        for other in by_name[row.name]:
            if other.pk != row.pk and not (number_of(row) and number_of(other)):
                yield Pair(other, row, "名称是另一单位的别名")


def _unjudged(of: str, found: list[Pair]) -> list[Pair]:
    ids = {one.pk for pair in found for one in (pair.first, pair.second)}
    judged = Merge.objects.filter(of=of, kept_id__in=ids, absorbed_id__in=ids).exclude(
        state__in=(MergeState.RECALLED, MergeState.PARTED)
    )
    known = {frozenset(both) for both in judged.values_list("kept_id", "absorbed_id")}
    shown: dict[frozenset[int], Pair] = {}
    for pair in found:
        both = frozenset((pair.first.pk, pair.second.pk))
        if both not in known:
            shown.setdefault(both, pair)
    return list(shown.values())[:MOST_PAIRS]
