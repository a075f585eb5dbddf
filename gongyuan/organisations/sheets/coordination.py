"""The log of coordination as Excel: a line for each record, what was agreed on in one cell."""

from collections.abc import Iterable

from django.utils import timezone

from gongyuan.core.sheets import writing
from gongyuan.core.sheets.columns import Column
from gongyuan.organisations.choices import CoordinationPartner
from gongyuan.organisations.models import CoordinationRecord, FollowUp
from gongyuan.organisations.queries.coordination import papers_shown

COLUMNS = (
    Column(name="number", heading="编号", how="", example="", width=22),
    Column(name="unit", heading="登记单位", how="", example="", width=30),
    Column(name="kind", heading="类别", how="", example="", width=14),
    Column(name="held_on", heading="日期", how="", example="", width=12),
    Column(name="subject", heading="主题", how="", example="", width=40),
    Column(name="partners", heading="参加单位", how="", example="", width=40),
    Column(name="participants", heading="参加人", how="", example="", width=30),
    Column(name="content", heading="内容和结果", how="", example="", width=50),
    Column(name="follow_ups", heading="约定事项", how="", example="", width=50),
    Column(name="papers", heading="文件", how="", example="", width=40),
    Column(name="entered", heading="登记", how="", example="", width=36),
    Column(name="state", heading="状态", how="", example="", width=10),
)


def written(records: Iterable[CoordinationRecord]) -> bytes:
    """The workbook; `follow_ups` and papers must have been fetched with the records."""
    return writing.written("协作记录", COLUMNS, (_row(record) for record in records))


def _row(record: CoordinationRecord) -> dict[str, str]:
    partners = [str(CoordinationPartner(one).label) for one in record.partners]
    return {
        "number": record.number,
        "unit": record.unit.name,
        "kind": record.get_kind_display(),
        "held_on": record.held_on.isoformat(),
        "subject": record.subject,
        "partners": "、".join([*partners, *filter(None, [record.partner_names])]),
        "participants": record.participants,
        "content": record.content,
        "follow_ups": "；".join(map(_agreed, record.follow_ups.all())),
        "papers": papers_shown(record),
        "entered": f"{timezone.localtime(record.entered_at):%Y-%m-%d %H:%M} {record.entered_by}",
        "state": "作废" if record.withdrawn_at else "有效",
    }


def _agreed(one: FollowUp) -> str:
    end = f"{one.done_on}办结" if one.done_on else "未办结"
    return f"{one.what}（{one.unit.name}，{one.due_on}前，{end}）"
