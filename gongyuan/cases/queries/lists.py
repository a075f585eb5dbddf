"""Lists of cases: by the newest first, page by page without counting what was passed."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gongyuan.cases.models import Applicant, Case
from gongyuan.core.counting import MOST_COUNTED, capped_counts
from gongyuan.people.actor import Actor
from gongyuan.people.privacy import identity_key, phone_key

PAGE = 50
MOST_SIMILAR = 5
#: What a line of a list shows of a case; nothing else is read, long texts least of all.
SHOWN = (
    "application_number",
    "case_number",
    "applicant_label",
    "claim_amount",
    "state",
    "move_of",
    "next_due_on",
    "applied_at",
    "employer__name",
    "unit__short_name",
)


@dataclass(frozen=True, kw_only=True)
class CaseFilter:
    """What a list is narrowed to; empty means everything in sight. `track`: fast, major, late."""

    state: str = ""
    track: str = ""


@dataclass(frozen=True, kw_only=True)
class CasePage:
    """One page of cases, the newest first; the keys are ids to page on by, None at the ends."""

    cases: list[Case]
    older_than: int | None
    newer_than: int | None
    count_text: str


def case_page(
    actor: Actor,
    chosen: CaseFilter,
    *,
    today: date,
    before: int | None = None,
    after: int | None = None,
) -> CasePage:
    """A page of the cases in the actor's sight, by key: the thousandth page costs as the first.

    `before` gives those older than that id, `after` those newer. The count stops at 999.
    """
    found = filtered(actor, chosen, today=today)
    rows = found.select_related("employer", "unit").only(*SHOWN)
    if after is not None:
        cases = list(rows.filter(pk__gt=after).order_by("pk")[: PAGE + 1])
        has_more = len(cases) > PAGE
        cases = cases[:PAGE][::-1]
        older, newer = bool(cases), has_more
    else:
        older_rows = rows.filter(pk__lt=before) if before is not None else rows
        cases = list(older_rows.order_by("-pk")[: PAGE + 1])
        older, newer = len(cases) > PAGE, before is not None
        cases = cases[:PAGE]
    counted = capped_counts({"all": found}, most=MOST_COUNTED)["all"]
    return CasePage(
        cases=cases,
        older_than=cases[-1].pk if cases and older else None,
        newer_than=cases[0].pk if cases and newer else None,
        count_text=f"共 {counted} 件" if counted <= MOST_COUNTED else f"{MOST_COUNTED} 件以上",
    )


def filtered(actor: Actor, chosen: CaseFilter, *, today: date) -> QuerySet[Case]:
    """The cases in the actor's sight that a filter leaves, in no order."""
    rows = Case.objects.visible_to(actor)
    if chosen.state:
        rows = rows.filter(state=chosen.state)
    if chosen.track == "fast":
        rows = rows.filter(is_fast_track=True)
    if chosen.track == "major":
        rows = rows.filter(is_major=True)
    if chosen.track == "late":
        rows = rows.open().overdue(on=today)  # type: ignore[attr-defined] # a case's own adjectives
    return rows


def similar_cases(case: Case, actor: Actor) -> list[Case]:
    """Other cases in sight of one of the same workers, those against the same employer first.

    They are shown, never in the way: a worker may apply again.
    """
    workers = Applicant.objects.filter(case=case).values("worker")
    rows = Case.objects.visible_to(actor).filter(applicants__worker__in=workers)
    found = rows.exclude(pk=case.pk).select_related("employer", "unit").order_by("-pk")
    cases = list(found.distinct().only(*SHOWN)[:MOST_SIMILAR])
    return sorted(cases, key=lambda other: other.employer_id != case.employer_id)


def cases_of_person(identity_number: str, phone: str, actor: Actor) -> list[Case]:
    """Cases in sight of whoever has this identity number, else this phone; the latest first.

    For the counter, before anything is registered.
    """
    if identity_number:
        who = {"applicants__worker__identity_index": identity_key(identity_number)}
    elif phone:
        who = {"applicants__worker__phone_index": phone_key(phone)}
    else:
        return []
    rows = Case.objects.visible_to(actor).filter(**who).select_related("employer", "unit")
    return list(rows.order_by("-pk").only(*SHOWN)[:MOST_SIMILAR])
