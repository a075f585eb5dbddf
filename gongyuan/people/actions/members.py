"""The people of a unit taken away as a table: who, where, with which certificates."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.sheets.columns import Column
from gongyuan.core.sheets.writing import written
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.queries.members import Wanted, members_listed, with_posts

COLUMNS = tuple(
    Column(name=name, heading=heading, how="", example="", width=width)
    for name, heading, width in (
        ("number", "序号", 6),
        ("name", "姓名", 12),
        ("unit", "单位", 28),
        ("institution", "机构", 28),
        ("role", "角色", 16),
        ("employment", "用工", 8),
        ("starts_on", "任职自", 12),
        ("certificates", "有效证书", 50),
    )
)


@transaction.atomic
def export_members(*, unit: Unit, wanted: Wanted, actor: Actor, now: datetime) -> bytes:
    """The people within sight who are `wanted`, a line for each post they hold, with their valid
    certificates; who took it away is put on record.
    """
    today = timezone.localdate(now)
    rows = with_posts(members_listed(actor, wanted, today=today), actor, today=today)
    lines = list(_lines(rows))
    record_event(
        unit, "people.user.export", actor=actor, now=now, data={**vars(wanted), "rows": len(lines)}
    )
    return written("人员", COLUMNS, lines)


def _lines(rows: Any) -> Iterator[dict[str, str]]:
    for number, member in enumerate(rows, start=1):
        certificates = "；".join(_shown(one) for one in member.valid_certificates)
        person = {"number": str(number), "name": member.name, "certificates": certificates}
        for post in member.posts_held or [None]:
            yield {**person, **(_of_post(post) if post else {})}


def _of_post(post: Any) -> dict[str, str]:
    return {
        "unit": post.unit.name,
        "institution": post.institution.name if post.institution else "",
        "role": str(post.get_role_display()),
        "employment": post.employment_label,
        "starts_on": post.starts_on.isoformat(),
    }


def _shown(certificate: Any) -> str:
    until = f"，有效至{certificate.valid_until}" if certificate.valid_until else ""
    return f"{certificate}（{certificate.issuer}{until}）"
