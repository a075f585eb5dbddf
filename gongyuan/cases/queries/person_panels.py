"""What the pages of a worker, an employer and a consultation show of cases, and which workers may
be one."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from gongyuan.cases.models import Applicant, Case
from gongyuan.cases.queries.lists import CaseLine, case_lines
from gongyuan.core.events import find, registered
from gongyuan.core.models import Event
from gongyuan.core.panels import Panel
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability
from gongyuan.people.hints import Hint
from gongyuan.people.models import Employer, Worker

MOST_CASES, MOST_AT_THE_COUNTER = 20, 5
MOST_MOMENTS = 30
MOST_HINTS = 200


def worker_panel(worker: Worker, actor: Actor, now: datetime) -> Panel | None:
    """The cases of a worker that are in the actor's sight, and one timeline over all of them."""
    if not actor.can(Capability.CASES_READ):
        return None
    own = Applicant.everyone.filter(case=OuterRef("pk"), worker=worker.pk)
    cases = _newest(Case.objects.visible_to(actor).filter(Exists(own)))
    if not cases:
        return None
    shown = {"cases": cases, "events": _moments(cases), "now": now}
    return Panel("cases/worker_panel.html", shown)


def counter_panel(worker: Worker, actor: Actor, now: datetime) -> Panel | None:
    """The last cases of a worker in sight, a line each, for whoever has the worker before them."""
    if not actor.can(Capability.CASES_READ):
        return None
    own = Applicant.everyone.filter(case=OuterRef("pk"), worker=worker.pk)
    cases = _newest(Case.objects.visible_to(actor).filter(Exists(own)))[:MOST_AT_THE_COUNTER]
    return Panel("cases/counter_panel.html", {"cases": cases}) if cases else None


def employer_panel(employer: Employer, actor: Actor, now: datetime) -> Panel | None:
    """The disputes with an employer that are in the actor's sight."""
    if not actor.can(Capability.CASES_READ):
        return None
    cases = _newest(Case.objects.visible_to(actor).filter(employer=employer.pk))
    return Panel("cases/employer_panel.html", {"cases": cases, "most": MOST_CASES})


def consultation_panel(consultation: Any, actor: Actor, now: datetime) -> Panel | None:
    """The cases that followed a consultation, within sight; a lawyer who answered it is not told
    who asked."""
    if consultation.matter_id is None or actor.is_lawyer or not actor.can(Capability.CASES_READ):
        return None
    cases = _newest(Case.objects.visible_to(actor).filter(matter=consultation.matter_id))
    return Panel("cases/consultation_panel.html", {"cases": cases}) if cases else None


def same_name_and_employer(actor: Actor, newest: QuerySet[Any]) -> Iterator[Hint]:
    """Workers of one name who each have a case in sight with the same employer."""
    seen = Applicant.everyone.filter(case__in=Case.objects.visible_to(actor).values("pk"))
    other = seen.filter(
        worker__name=OuterRef("worker__name"), case__employer=OuterRef("case__employer")
    ).exclude(worker=OuterRef("worker"))
    rows = seen.filter(Exists(other), worker__in=newest).order_by("worker")
    group = defaultdict(set)
    found = rows.values_list("worker", "worker__name", "case__employer")
    for worker_id, name, employer_id in found[:MOST_HINTS]:
        group[name, employer_id].add(worker_id)
    for ids in group.values():
        first, *others = sorted(ids)
        for second in others:
            yield Hint(first, second, "姓名和用人单位相同")


def _newest(cases: QuerySet[Case]) -> list[CaseLine]:
    return case_lines(cases.order_by("-pk")[:MOST_CASES])


def _moments(cases: list[CaseLine]) -> list[dict[str, Any]]:
    """What was done in these cases, the last first: the steps that a worker is told of too."""
    numbers = {case.pk: case.number for case in cases}
    codes = [code.code for code in registered() if code.worker_label]
    kind = Case._meta.label_lower
    rows = Event.objects.filter(subject_kind=kind, subject_id__in=numbers, code__in=codes)
    return [
        {
            "text": f"{numbers[row.subject_id]} {find(row.code).label}",
            "when": row.at,
            "who": row.actor_name,
        }
        for row in rows.order_by("-pk")[:MOST_MOMENTS]
    ]
