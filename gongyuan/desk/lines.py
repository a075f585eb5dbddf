"""The lines of worklist and search in words, made once so that a row of a page costs little."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from gongyuan.cases.choices import MOVE_LABELS, STATE_LABELS
from gongyuan.cases.queries.lists import CaseLine
from gongyuan.core.links import addresses
from gongyuan.core.templatetags.ui import badge, due, money, short_date, since
from gongyuan.desk.queries import WorkPage, WorkRow
from gongyuan.people.models import Employer, Worker

NO_DEADLINE = badge("waiting", "无期限")


def groups_of(page: WorkPage, *, now: datetime, route: str = "case_detail") -> list[dict[str, Any]]:
    """The groups of a page, each with its label and lines in words, that lead over a route."""
    address = addresses(route)
    return [
        {"label": group.label, "rows": [_line(row, address, now) for row in group.rows]}
        for group in page.groups
    ]


def _line(row: WorkRow, address: Callable[[int], str], now: datetime) -> dict[str, Any]:
    amount = f"{money(row.claim_amount)}\N{NO-BREAK SPACE}元" if row.claim_amount else "无金额请求"
    marks = (row.is_fast_track and "快速通道", row.is_major and "重大", amount)
    return {
        "pk": row.pk,
        "url": address(row.pk),
        "due": due(row.due_on, now) if row.due_on else NO_DEADLINE,
        "day": short_date(row.due_on),
        "number": row.number,
        "state": STATE_LABELS[row.state],
        "marks": " · ".join(mark for mark in marks if mark),
        "who": row.applicant_label,
        "employer": row.employer,
        "step": row.step,
        **_basis(row, now),
    }


def _basis(row: WorkRow, now: datetime) -> dict[str, str]:
    """What the deadline is and where it comes from; without one, whose move it is."""
    if row.task is None or row.source is None:
        waiting = f"轮到{MOVE_LABELS.get(row.move_of, '')}，已 {since(row.move_since, now)}"
        return {"task": waiting, "source": ""}
    unverified = not row.is_verified and "待核" not in row.source
    remarks = ("（待核）" if unverified else "") + (
        "（日历未公布，暂算）" if row.is_provisional else ""
    )
    return {"task": row.task, "source": row.source + remarks}


def found_cases(cases: Iterable[CaseLine]) -> list[dict[str, Any]]:
    """Lines of cases as the search shows them."""
    address = addresses("case_detail")
    return [
        {
            "url": address(case.pk),
            "number": case.number,
            "who": case.applicant_label,
            "employer": case.employer,
            "state": case.state_label,
            "unit": case.unit,
            "day": timezone.localdate(case.applied_at).isoformat(),
        }
        for case in cases
    ]


def found_workers(workers: Iterable[Worker]) -> list[dict[str, Any]]:
    """Workers with the year they were born in, to tell one name from another."""
    address = addresses("worker_detail")
    return [
        {
            "url": address(worker.pk),
            "name": worker.name,
            "year": worker.birth_date.year if worker.birth_date else None,
        }
        for worker in workers
    ]


def found_employers(employers: Iterable[Employer]) -> list[dict[str, Any]]:
    """Employers with their code (统一社会信用代码)."""
    address = addresses("employer_detail")
    return [{"url": address(one.pk), "name": one.name, "uscc": one.uscc} for one in employers]
