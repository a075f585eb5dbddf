"""The list behind a cell: exactly the records it counted, a page at a time."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone

from gongyuan.cases.models import Case
from gongyuan.consultations.models import Consultation
from gongyuan.lawyers.models import PanelTerm
from gongyuan.organisations.models import InstitutionStretch, Unit
from gongyuan.organisations.queries import institutions_open_on
from gongyuan.people.models import Post
from gongyuan.people.privacy import mask_name
from gongyuan.reporting.choices import COLUMNS, Indicator
from gongyuan.reporting.models import ManualFigure
from gongyuan.reporting.queries.records import CASES, QUESTIONS, SOURCES
from gongyuan.reporting.queries.table import Cell, entered_figures, number_text
from gongyuan.reporting.rules import period_of

PAGE = 50
#: A row's id has fewer digits; more would not fit its column.
MOST_DIGITS = 19


@dataclass(frozen=True, kw_only=True)
class CountedList:
    """Records of one kind that a cell counted, and which list shows them."""

    listed_as: str
    records: models.QuerySet[Any]


@dataclass(frozen=True, kw_only=True)
class CellRecords:
    """What a cell is made of: records of no, one or two kinds; None when nothing is entered."""

    lists: tuple[CountedList, ...]
    entered: models.QuerySet[ManualFigure] | None


@dataclass(frozen=True, kw_only=True)
class RecordPage:
    rows: list[dict[str, Any]]
    #: What `record_page` takes as `after` for the next page; "" when this is the last.
    next_after: str


def cell_records(cell: Cell, *, part: str = "") -> CellRecords:
    """The records a cell counted and the figures entered by hand in it; of one part if named.

    The length of the lists plus the sum of `entered` is the cell: both use the filter of the
    count. A cell its table cannot have figures in has neither.
    """
    indicator = cell.indicator
    if not cell.is_open:
        return CellRecords(lists=(), entered=None)
    lists, entered = [], None
    for source in SOURCES[indicator.source] if indicator.source else ():
        records = source.listed(cell.unit.path, cell.period, level=cell.level)
        wanted = indicator.only or part
        if wanted and source.divided_by:
            records = records.filter(**{source.divided_by: wanted})
        lists.append(CountedList(listed_as=source.listed_as, records=records))
    if indicator.is_entered:
        entered = entered_figures(cell.unit, cell.period.year).filter(
            indicator=indicator.code, level=cell.level
        )
        entered = entered.filter(part=part) if part else entered
    return CellRecords(lists=tuple(lists), entered=entered)


def record_page(counted: CountedList, *, after: str = "") -> RecordPage:
    """A page of at most 50 records as the list shows them, newest first.

    `after` is the `next_after` of the page before; anything else starts from the beginning.
    """
    described, related = _DESCRIBED[counted.listed_as]
    found = counted.records.select_related("unit", *related).order_by("-pk")
    if after.isdecimal() and len(after) < MOST_DIGITS:
        found = found.filter(pk__lt=int(after))
    kept = list(found[: PAGE + 1])
    more = str(kept[PAGE - 1].pk) if len(kept) > PAGE else ""
    rows = [described(record) for record in kept[:PAGE]]
    for record, row in zip(kept, rows, strict=False):
        row["unit"] = record.union_then
        row["texts"] = list(zip(HEADINGS[counted.listed_as], row["texts"], strict=True))
    return RecordPage(rows=rows, next_after=more)


def entered_rows(
    indicator: Indicator, entered: models.QuerySet[ManualFigure]
) -> list[dict[str, Any]]:
    """Who entered what by hand, by unit; at most 500 rows."""
    rows = entered.select_related("unit_return__unit").order_by("unit_return__unit_path", "part")
    return [
        {
            "unit": row.unit_return.unit.name,
            "part": indicator.parts.get(row.part, ""),
            "value": number_text(row.value),
            "at": row.entered_at,
            "by": row.entered_by,
        }
        for row in rows[:500]
    ]


def entered_total(entered: models.QuerySet[ManualFigure]) -> Decimal:
    """The sum of figures entered by hand."""
    total: Decimal | None = entered.aggregate(total=models.Sum("value"))["total"]
    return total or Decimal(0)


def roster(*, unit: Unit, year: int, today: date) -> models.QuerySet[InstitutionStretch]:
    """The roster attached to a unit's table: name, form, head, phone (注2), superiors first.

    Institutions of the subtree open at the end of the period whose unions stand in a column.
    """
    period = period_of(year, today=today)
    found = institutions_open_on(path=unit.path, day=period.as_at)
    return found.filter(level_then__in=list(COLUMNS))  # type: ignore[misc] # annotated


def masked_applicant(label: str) -> str:
    """王×国等3人: the name before 等 masked, the number left."""
    name, mark, number = label.partition("等")
    return f"{mask_name(name)}{mark}{number}" if number.endswith("人") else mask_name(label)


def _institution(row: InstitutionStretch) -> dict[str, Any]:
    return {"texts": [
        row.name, row.get_form_display(), row.head_name, row.phone, str(row.opened_on)
    ]}  # fmt: skip


def _post(row: Post) -> dict[str, Any]:
    return {"texts": [
        row.user.name, row.get_role_display(), row.get_employment_display(), str(row.starts_on)
    ]}  # fmt: skip


def _term(row: PanelTerm) -> dict[str, Any]:
    return {"texts": [
        row.lawyer.name, row.lawyer.firm.name, f"{row.starts_on} 至 {row.ends_on}"
    ]}  # fmt: skip


def _case(row: Case) -> dict[str, Any]:
    applied = timezone.localdate(row.applied_at)
    return {"case_id": row.pk, "texts": [
        row.number, masked_applicant(row.applicant_label), row.get_state_display(), str(applied)
    ]}  # fmt: skip


def _consultation(row: Consultation) -> dict[str, Any]:
    return {"consultation_id": row.pk, "texts": [
        str(row.asked_on), mask_name(row.asker_name) or "不留姓名", row.get_channel_display(),
        row.get_topic_display(), row.get_state_display(),
    ]}  # fmt: skip


_DESCRIBED: dict[str, tuple[Any, tuple[str, ...]]] = {
    "institutions": (_institution, ()),
    "staff": (_post, ("user",)),
    "volunteers": (_term, ("lawyer__firm",)),
    CASES: (_case, ()),
    QUESTIONS: (_consultation, ()),
}
#: The headings of the texts of a row, after the unit.
HEADINGS: dict[str, tuple[str, ...]] = {
    "institutions": ("机构", "组建形式", "负责人", "联系方式", "设立日期"),
    "staff": ("姓名", "岗位", "专职兼职", "任职自"),
    "volunteers": ("律师", "律师事务所", "聘期"),
    CASES: ("案号", "申请人", "状态", "申请日期"),
    QUESTIONS: ("咨询日期", "咨询人", "方式", "事项", "状态"),
}
#: What a list is called where a cell has two.
TITLES = {CASES: "援助案件", QUESTIONS: "咨询"}
