"""How long a sealed file is kept, and what may be done with it afterwards."""

import calendar
from collections.abc import Sequence
from datetime import date

from gongyuan.cases.choices.keeping import AppraisalOutcome

MONTHS_OF_YEAR = 12


def keep_until(sealed_on: date, months: int) -> date:
    """The last day a file is kept, `months` calendar months after the Beijing day of its sealing.

    The length is the union's own (劳动人事争议仲裁办案规则 第二十四条 by analogy, 待核); a day that
    the last month has not is its last (民法典 第二百零二条).
    """
    year, month = divmod(sealed_on.month - 1 + months, MONTHS_OF_YEAR)
    year, month = sealed_on.year + year, month + 1
    return date(year, month, min(sealed_on.day, calendar.monthrange(year, month)[1]))


def appending_obstacles(titles: Sequence[str], reason: str) -> dict[str, list[str]]:
    """Why these cannot be appended to a sealed file, by field: nothing, or no reason why late.

    What is sealed stays; corrections are appended (聊城 2010: 重复或缺页要注明).
    """
    found = {
        "file": [] if titles else ["请选要补入的材料。"],
        "reason": [] if reason.strip() else ["要写明为什么封卷以后才补入。"],
    }
    return {field: reasons for field, reasons in found.items() if reasons}


def appraisal_obstacles(
    outcome: str, until: date | None, note: str, *, due_on: date | None, today: date
) -> dict[str, list[str]]:
    """Why a file cannot be appraised so, by field (档案法实施条例: 保管期限届满的进行鉴定).

    Before its day is over; kept longer without a later day; without a reason. `due_on` is the last
    day it is kept, None when no appraisal is awaited.
    """
    found: dict[str, list[str]] = {}
    if due_on is None:
        found["outcome"] = ["这个案卷没有待鉴定的保管期限。"]
    elif due_on >= today:
        found["outcome"] = [f"保管期限到{due_on:%Y-%m-%d}，届满以后才鉴定。"]
    elif outcome not in AppraisalOutcome.values:
        found["outcome"] = ["请选鉴定意见。"]
    is_longer = outcome == AppraisalOutcome.KEEP_LONGER
    if is_longer and (until is None or until <= today):
        found["keep_until"] = ["延长保管的，请写今天以后的日期。"]
    if not is_longer and until is not None:
        found["keep_until"] = ["只有延长保管才写日期。"]
    if not note.strip():
        found["note"] = ["请写明鉴定的理由和参加人。"]
    return found
