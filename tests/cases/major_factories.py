"""Orders, discussions, reports and collaborations for tests, written directly."""

from datetime import date

from gongyuan.cases.models import (
    Case,
    Discussion,
    DiscussionMember,
    MajorReport,
    OversightOrder,
)
from tests.cases.factories import NOW


def side_records(case: Case) -> dict[str, int]:
    """One record of each kind that stands beside a case, by the name its id has in addresses."""
    order = OversightOrder.objects.create(
        case=case,
        unit=case.unit.parent or case.unit,
        to_unit=case.unit,
        to_path=case.unit_path,
        demand="报告情况。",
        due_on=date(2026, 6, 8),
        ordered_at=NOW,
        ordered_by="上级",
    )
    discussion = Discussion.objects.create(
        case=case,
        topic="是否给予援助",
        held_on=date(2026, 6, 1),
        chair="试甲",
        convened_at=NOW,
        convened_by="经办",
    )
    member = DiscussionMember.objects.create(discussion=discussion, name="试甲", office="县总")
    report = MajorReport.objects.create(
        case=case,
        from_unit=case.unit,
        from_path=case.unit_path,
        to_unit=case.unit.parent or case.unit,
        text="十人以上。",
        sent_at=NOW,
        sent_by="经办",
    )
    return {
        "report_id": report.pk,
        "order_id": order.pk,
        "discussion_id": discussion.pk,
        "member_id": member.pk,
    }
