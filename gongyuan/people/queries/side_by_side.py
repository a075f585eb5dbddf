"""Two entries side by side: what each holds, masked, and what hangs on it."""

from dataclasses import dataclass
from typing import Any

from gongyuan.people.models import Worker
from gongyuan.people.privacy import MASKED
from gongyuan.people.queries.followers import counts_of

WORKER_ROWS = (
    ("姓名", "name"),
    ("身份证号", "identity_number"),
    ("电话", "phone"),
    ("住址", "address"),
    ("性别", "get_sex_display"),
    ("出生日期", "birth_date"),
    ("民族", "ethnic_group"),
    ("常用语言", "language"),
    ("户籍", "get_household_display"),
    ("农民工", "is_migrant"),
    ("工会会员", "is_union_member"),
    ("特殊群体", "special_group_labels"),
    ("联系提示", "contact_note"),
)
EMPLOYER_ROWS = (
    ("名称", "name"),
    ("统一社会信用代码", "uscc"),
    ("行业", "industry"),
    ("规模", "get_size_display"),
    ("区划代码", "region_code"),
    ("地址", "address"),
    ("法定代表人", "legal_representative"),
    ("电话", "phone"),
)


@dataclass(frozen=True)
class Row:
    """One line of the comparison."""

    label: str
    kept: str
    absorbed: str
    #: Both say something, and not the same; two masked numbers may look alike and differ.
    differs: bool = False


def side_by_side(kept: Any, absorbed: Any) -> list[Row]:
    """Both entries field by field, then how many rows of each table hang on them."""
    fields = WORKER_ROWS if isinstance(kept, Worker) else EMPLOYER_ROWS
    rows = [_row(label, kept, absorbed, name) for label, name in fields]
    mine, others = dict(counts_of(kept)), dict(counts_of(absorbed))
    rows += [
        Row(label, f"{mine.get(label, 0)} 条", f"{others.get(label, 0)} 条")
        for label in dict.fromkeys([*mine, *others])
    ]
    return rows


def _row(label: str, kept: Any, absorbed: Any, name: str) -> Row:
    mine, other = _told(kept, name), _told(absorbed, name)
    differs = bool(mine and other) and mine != other
    if isinstance(kept, Worker) and name in MASKED:
        mine, other = MASKED[name](mine), MASKED[name](other)
    return Row(label, mine, other, differs)


def _told(record: Any, name: str) -> str:
    value = getattr(record, name)
    value = value() if callable(value) else value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(value)
    return "" if value is None else str(value)
