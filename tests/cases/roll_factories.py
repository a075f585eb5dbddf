"""Rolls of applicants as Excel sheets, as people fill them in."""

from io import BytesIO
from typing import Any

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from gongyuan.cases.actions.applicant_sheets import keep_sheet
from gongyuan.cases.choices import AgentKind, BatchKind
from gongyuan.cases.models import Agent, ApplicantSheet, Case, DocumentBatch, Paper
from gongyuan.cases.sheets.columns import COLUMNS
from gongyuan.core import files
from gongyuan.people.actor import Actor
from tests.cases.factories import NOW
from tests.people.factories import identity_number, phone

HEADINGS = [column.heading for column in COLUMNS]


def roll_row(place: int = 1, **cells: Any) -> dict[str, Any]:
    """A migrant worker with three months' wages of 5,000 yuan; cells by heading."""
    row = {
        "姓名": f"试工{place}",
        "身份证号": identity_number(),
        "手机号": phone(),
        "农民工": "是",
        "请求1": "拖欠劳动报酬",
        "月数1": 3,
        "每月金额1": 5000,
    }
    return row | cells


def roll_rows(count: int, *, representatives: int = 0) -> list[dict[str, Any]]:
    """So many workers, the first of them representatives."""
    return [
        roll_row(place, 代表人="是" if place <= representatives else "否")
        for place in range(1, count + 1)
    ]


def roll_workbook(rows: list[dict[str, Any]], *, headings: list[str] = HEADINGS) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet("申请人名单")
        page.write_row(0, 0, headings)
        for number, row in enumerate(rows, start=1):
            for heading, value in row.items():
                page.write(number, headings.index(heading), value)
    return out.getvalue()


def roll_upload(rows: list[dict[str, Any]], *, name: str = "名单.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, roll_workbook(rows))


def make_sheet(
    *, actor: Actor, rows: list[dict[str, Any]] | None = None, case: Case | None = None
) -> ApplicantSheet:
    """A kept roll of twelve workers unless rows are given."""
    upload = roll_upload(roll_rows(12, representatives=3) if rows is None else rows)
    return keep_sheet(file=upload, case=case, actor=actor, now=NOW)


def roll_records(case: Case) -> dict[str, int]:
    """Who applies, who acts for them, a sheet, a batch: by the name the id has in addresses."""
    stored = files.store_bytes(
        roll_workbook(roll_rows(2)), name="名单.xlsx", kind=files.XLSX, by="", now=NOW
    )
    paper = Paper.objects.create(
        case=case, file=stored, title="委托书", catalogue_code="17", added_at=NOW, added_by="职工"
    )
    applicant = case.applicants.get()
    sheet = ApplicantSheet.objects.create(
        unit=case.unit, file=stored, uploaded_at=NOW, uploaded_by="窗口"
    )
    batch = DocumentBatch.objects.create(
        case=case,
        kind=BatchKind.CLAIM_SHEET,
        total=1,
        done=1,
        file=stored,
        asked_at=NOW,
        asked_by="窗口",
        finished_at=NOW,
    )
    agent = Agent.objects.create(
        case=case,
        applicant=applicant,
        kind=AgentKind.ENTRUSTED,
        relation="同事",
        name="试代理",
        proof=paper,
        appointed_at=NOW,
    )
    return {
        "applicant_id": applicant.pk,
        "sheet_id": sheet.pk,
        "batch_id": batch.pk,
        "agent_id": agent.pk,
    }
