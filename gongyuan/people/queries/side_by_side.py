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
    ("出生日期", "birth_date"),
    ("民族", "ethnic_group"),
    ("常用语言", "language"),
    ("联系提示", "contact_note"),
)
EMPLOYER_ROWS = (
    ("名称", "name"),
    ("统一社会信用代码", "uscc"),
    ("行业", "industry"),
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

    @property
    def differs(self) -> bool:
        return bool(self.kept and self.absorbed) and self.kept != self.absorbed


def side_by_side(kept: Any, absorbed: Any) -> list[Row]:
    """Both entries field by field, then how many rows of each table hang on them."""
    fields = WORKER_ROWS if isinstance(kept, Worker) else EMPLOYER_ROWS
    rows = [Row(label, _shown(kept, name), _shown(absorbed, name)) for label, name in fields]
    mine, others = dict(counts_of(kept)), dict(counts_of(absorbed))
    rows += [
        Row(label, f"{mine.get(label, 0)} 条", f"{others.get(label, 0)} 条")
        for label in dict.fromkeys([*mine, *others])
    ]
    return rows


def _shown(record: Any, name: str) -> str:
    value = getattr(record, name)
    if isinstance(record, Worker) and name in MASKED:
        return MASKED[name](value)
    return "" if value is None else str(value)
