"""Last year's decided cases, for trying a policy on them before it is put in force."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from gongyuan.cases.models import Case, Decision
from gongyuan.people.actor import Actor
from gongyuan.policy.models import DecisionRecord, PackRevision
from gongyuan.policy.pack import Pack, PackSet
from gongyuan.policy.queries.packs import chosen_version, version_choices
from gongyuan.policy.queries.revisions import read_typed, typed_text
from gongyuan.policy.queries.trials import Trial, TriedDifference, tried

#: So many cases are answered twice in about a second.
MOST = 1000
YEAR = timedelta(days=365)
REVISION = "revision."
CASE_READ = ("case__case_number", "case__application_number")
RECORD_READ = ("record__facts", "record__region_code", "record__on")


@dataclass(frozen=True, kw_only=True)
class ComparedCase:
    """A case whose answer would differ."""

    case: Case
    differences: tuple[TriedDifference, ...]


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What two packs say to last year's cases; `is_bounded` when only the newest were tried."""

    trial: Trial
    cases: tuple[ComparedCase, ...]
    is_bounded: bool


def pack_choices(actor: Actor, packs: PackSet) -> list[tuple[str, str]]:
    """What can be compared: the versions there are, and the revisions the actor sees under way."""
    revisions = PackRevision.objects.visible_to(actor).under_way().defer("text")
    drafts = [
        (f"{REVISION}{row.pk}", f"{row}（{row.get_state_display()}，{row.region_code}）")
        for row in revisions.order_by("-pk")
    ]
    return [*version_choices(packs), *drafts]


def chosen_pack(choice: str, actor: Actor, packs: PackSet) -> Pack | None:
    """The pack of a choice, or None when there is none that the actor sees and can be read."""
    if not choice.startswith(REVISION):
        return chosen_version(packs, choice)
    number = choice.removeprefix(REVISION)
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        return None
    found = PackRevision.objects.visible_to(actor).under_way().filter(pk=int(number)).first()
    return read_typed(typed_text(found.text))[0] if found else None


def compared_cases(
    actor: Actor, *, left: Pack, right: Pack, packs: PackSet, now: datetime
) -> Comparison:
    """Try two packs on the cases the actor sees that were decided in the year before `now`.

    Each case counts once, with the facts of its latest decision; at most the newest MOST.
    """
    decisions = (
        Decision.objects.filter(case__in=Case.objects.visible_to(actor), decided_at__gt=now - YEAR)
        .select_related("case", "record")
        .only(*CASE_READ, *RECORD_READ)
        .order_by("-pk")[: MOST + 1]
    )
    newest: dict[int, Decision] = {}
    for decision in decisions:
        newest.setdefault(decision.case_id, decision)
    chosen = [*newest.values()][:MOST]
    records: dict[int, Case] = {row.record_id: row.case for row in chosen}
    trial = tried(_records(chosen), left=left, right=right, packs=packs)
    cases = tuple(
        ComparedCase(case=records[item.record.pk], differences=item.differences)
        for item in trial.different
    )
    return Comparison(trial=trial, cases=cases, is_bounded=len(decisions) > MOST)


def _records(decisions: list[Decision]) -> list[DecisionRecord]:
    return [decision.record for decision in decisions]
