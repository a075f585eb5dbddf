"""Checking a station item by item, and mending what was found wanting."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from gongyuan.core import files
from gongyuan.core.events import record_event
from gongyuan.core.models import File
from gongyuan.core.refusals import Refused, refuse_fields, refuse_if
from gongyuan.organisations.choices import CHECK_STATIONS
from gongyuan.organisations.models import AidInstitution, StationCheck, StationCheckItem
from gongyuan.organisations.queries.checks import standard_of
from gongyuan.organisations.rules import checks as rules
from gongyuan.policy.network import StationItem


@transaction.atomic
def record_check(
    *,
    institution: AidInstitution,
    checked_on: date,
    findings: Sequence[rules.Finding],
    remark: str = "",
    actor: Any,
    now: datetime,
) -> StationCheck:
    """Write down what was found at an institution on a day, item by item of the place's standard.

    豫工文〔2020〕40号三(三)2; 苏工发〔2012〕8号第10项. Refuses a day to come or on which it was not
    open, an item left out, something wanting without a word or a day to mend it by, what is no
    photograph, and a second check by the same union on that day.
    """
    if not actor.can(CHECK_STATIONS):
        raise PermissionDenied(CHECK_STATIONS)
    row = _locked(institution, actor)
    asked = _asked(row, checked_on, now)
    refuse_fields(rules.finding_obstacles(findings, asked=asked, checked_on=checked_on))
    if row.checks.filter(checked_on=checked_on, checked_by_unit_id=actor.unit_id).exists():
        raise Refused("本单位这一天已经登记过检查。", field="checked_on")
    check = StationCheck.objects.create(
        institution=row,
        unit=row.unit,
        unit_path=row.unit_path,
        checked_on=checked_on,
        checked_by_unit_id=actor.unit_id,
        checked_by=actor.signature,
        remark=remark.strip(),
        entered_at=now,
    )
    _keep_items(check, findings, asked, actor=actor, now=now)
    record_event(check, "organisations.stationcheck.record", actor=actor, now=now)
    return check


def _locked(institution: AidInstitution, actor: Any) -> AidInstitution:
    rows = AidInstitution.objects.handled_by(actor).select_related("unit")
    return rows.select_for_update(of=("self",)).get(pk=institution.pk)


def _asked(row: AidInstitution, checked_on: date, now: datetime) -> dict[str, StationItem]:
    """The items of the place's standard by code; refuses a day it was not open on."""
    obstacles = rules.check_obstacles(
        checked_on=checked_on,
        opened_on=row.opened_on,
        closed_on=row.closed_on,
        today=timezone.localdate(now),
    )
    refuse_if(obstacles, field="checked_on")
    asked = {item.code: item for item in standard_of(row.unit, on=checked_on)}
    refuse_if(["本地区没有达标项目，不能检查。"] if not asked else [])
    return asked


def _keep_items(
    check: StationCheck,
    findings: Sequence[rules.Finding],
    asked: dict[str, StationItem],
    *,
    actor: Any,
    now: datetime,
) -> None:
    by_code = {one.code: one for one in findings}
    StationCheckItem.objects.bulk_create(
        StationCheckItem(
            check_of=check,
            unit_id=check.unit_id,
            unit_path=check.unit_path,
            checked_by_unit_id=check.checked_by_unit_id,
            code=code,
            label=item.label,
            citation=item.citation,
            is_verified=item.is_verified,
            is_met=by_code[code].is_met,
            note=by_code[code].note.strip(),
            mend_by=by_code[code].mend_by,
            photo=_photo(by_code[code].photo, code, actor=actor, now=now),
        )
        for code, item in asked.items()
    )


def _photo(upload: UploadedFile | None, field: str, *, actor: Any, now: datetime) -> File | None:
    """The picture stored; refuses anything that is not one, beside its field."""
    if upload is None:
        return None
    obstacles = files.upload_obstacles(upload)
    if not obstacles and files.content_type(upload.read()) != files.JPEG:
        obstacles = ["这里只能传照片。"]
    if obstacles:
        raise Refused(*obstacles, field=field)
    return files.store_upload(upload, by=actor.name, now=now)


@transaction.atomic
def record_mending(
    *,
    item: StationCheckItem,
    note: str,
    photo: UploadedFile | None = None,
    actor: Any,
    now: datetime,
) -> StationCheckItem:
    """Write down how something wanting was mended, today; with a photograph if there is one.

    By the station's union or the one that checked (豫工文〔2020〕40号三(三)2). Refuses what was
    met, was mended already, and an empty note.
    """
    row = StationCheckItem.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=item.pk)
    refuse_if(rules.mending_obstacles(is_met=row.is_met, mended_on=row.mended_on))
    event = "organisations.stationcheckitem.mend"
    record_event(row, event, actor=actor, now=now, note=note)
    row.mended_on = timezone.localdate(now)
    row.mended_note = note.strip()
    row.mended_by = actor.signature
    row.mended_photo = _photo(photo, "photo", actor=actor, now=now)
    row.save(update_fields=["mended_on", "mended_note", "mended_by", "mended_photo"])
    return row
