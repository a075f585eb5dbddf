"""The columns of rosters and of the tree on a day as Excel sheets."""

from collections.abc import Iterable

from gongyuan.core.sheets import writing
from gongyuan.core.sheets.columns import Column


def _column(name: str, heading: str, width: int = 14) -> Column:
    return Column(name=name, heading=heading, how="", example="", width=width)


#: 法律援助机构名称、组建形式、负责人姓名及联系方式 (吉会法字〔2015〕1号 附件 注2), and whose it is.
ROSTER = (
    _column("number", "序号", 6),
    _column("name", "机构名称", 36),
    _column("form", "组建形式", 30),
    _column("head_name", "负责人姓名"),
    _column("phone", "联系方式", 18),
    _column("union", "所属工会", 30),
    _column("level", "层级"),
    _column("kind", "类别"),
    _column("department", "负责部门"),
    _column("opened_on", "设立日期"),
)
UNIONS = (
    _column("name", "名称", 34),
    _column("superior", "上级", 30),
    _column("level", "层级"),
    _column("kind", "类别"),
    _column("region_code", "区划代码"),
    _column("starts_on", "如此自"),
)


def roster(rows: Iterable[dict[str, str]]) -> bytes:
    """The roster; every cell is text, a line for each institution."""
    return writing.written("机构名册", ROSTER, rows)


def unions(rows: Iterable[dict[str, str]]) -> bytes:
    """The unions of a day; a line for each."""
    return writing.written("组织", UNIONS, rows)
