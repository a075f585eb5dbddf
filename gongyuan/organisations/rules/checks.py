"""What a check of a station must say (豫工文〔2020〕40号三(三)2；苏工发〔2012〕8号第10项)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What was found about one item; `photo` is an upload not yet stored."""

    code: str
    is_met: bool
    note: str = ""
    mend_by: date | None = None
    photo: Any = None


def check_obstacles(
    *,
    checked_on: date,
    opened_on: date,
    closed_on: date | None,
    today: date,
) -> list[str]:
    """Say why an institution was not checked on this day: it was not open, or the day is to come.

    豫工文〔2020〕40号三(三)2 asks it of those that stand.
    """
    if checked_on > today:
        return ["检查日期晚于今天。"]
    if checked_on < opened_on:
        return ["检查日期早于机构设立日期。"]
    if closed_on and checked_on >= closed_on:
        return ["那天机构已经撤销。"]
    return []


def finding_obstacles(
    findings: Sequence[Finding], *, asked: Collection[str], checked_on: date
) -> dict[str, list[str]]:
    """Say what is missing in the findings, item's code to sentences.

    Every item of the standard is answered, and what is wanting says what and by when it is mended
    (豫工文〔2020〕40号三(三)2).
    """
    answered = {one.code for one in findings}
    errors = {code: ["这一项还没有填。"] for code in asked if code not in answered}
    for one in findings:
        if one.code not in asked:
            errors[one.code] = ["标准里没有这一项。"]
        elif one.is_met and one.mend_by:
            errors[one.code] = ["达标的项目不用写整改期限。"]
        elif not one.is_met and not one.note.strip():
            errors[one.code] = ["未达标的，请写明情况。"]
        elif not one.is_met and (one.mend_by is None or one.mend_by < checked_on):
            errors[one.code] = ["未达标的，请写整改期限，不早于检查日期。"]
    return errors


def mending_obstacles(*, is_met: bool, mended_on: date | None) -> list[str]:
    """Only what was found wanting is mended, and once (豫工文〔2020〕40号三(三)2)."""
    if is_met:
        return ["这一项检查时已达标。"]
    return ["这一项已登记整改完成。"] if mended_on else []
