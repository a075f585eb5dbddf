"""The catalogue of a case's file (卷内目录): its items in order, and which of them a case needs.

Items and order follow what aid offices use (聊城 2010; 河南省法律援助案件材料立卷归档办法) and
are the union's own arrangement (待核); what must be handed in after closing is law.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongyuan.cases.choices import StageKind, StageResult

LAW_50 = "法律援助法第五十条"
LAW_43 = "法律援助法第四十三条"
OWN = "工会自定，待核"

COVER = "01"
CATALOGUE = "02"


@dataclass(frozen=True, kw_only=True)
class Item:
    """One item of the catalogue; `is_inner` ones are the office's alone (副卷)."""

    code: str
    label: str
    source: str = OWN
    is_inner: bool = False


ITEMS: tuple[Item, ...] = (
    Item(code=COVER, label="封面"),
    Item(code=CATALOGUE, label="卷内目录"),
    Item(code="03", label="咨询、接待登记表"),
    Item(code="04", label="法律援助申请表（口头申请笔录）"),
    Item(code="05", label="身份证明、代理权证明"),
    Item(code="06", label="会员、职工身份证明"),
    Item(code="07", label="经济困难状况说明、承诺书或者免核查证明"),
    Item(code="08", label="受理凭证、补正告知书", source=LAW_43),
    Item(code="09", label="审批表", is_inner=True),
    Item(code="10", label="给予（不予）法律援助决定书及送达回证", source=LAW_43),
    Item(code="11", label="指派通知书", source=LAW_43),
    Item(code="12", label="委托协议、授权委托书", source="办理法律援助案件程序规定第二十七条"),
    Item(code="13", label="谈话笔录、风险告知书"),
    Item(code="14", label="调解申请、调解笔录、调解协议书"),
    Item(code="15", label="仲裁申请书、起诉状、上诉状"),
    Item(code="16", label="受理、举证、开庭通知"),
    Item(code="17", label="证据目录及证据"),
    Item(code="18", label="阅卷、调查笔录"),
    Item(code="19", label="保全、先予执行材料"),
    Item(code="20", label="代理词、庭审记录"),
    Item(code="21", label="裁决书、判决书、裁定书、调解书", source=LAW_50),
    Item(code="22", label="执行材料"),
    Item(code="23", label="进展通报记录"),
    Item(code="24", label="更换承办人、终止援助文书", source="法律援助法第四十八条"),
    Item(code="25", label="结案报告表", source=LAW_50),
    Item(code="26", label="回访记录"),
    Item(code="27", label="质量评估表", is_inner=True),
    Item(code="28", label="补贴审批与发放单", is_inner=True),
    Item(code="29", label="备考表"),
)
BY_CODE = {item.code: item for item in ITEMS}
#: What a lawyer hands in from the handling itself.
FROM_LAWYER = ("13", "14", "15", "16", "17", "18", "19", "20", "21", "22", "29")
_FILED = {StageKind.ARBITRATION, StageKind.FIRST_INSTANCE, StageKind.SECOND_INSTANCE}
_WRITTEN = {StageResult.AWARD, StageResult.JUDGMENT, StageResult.RULING, StageResult.MEDIATED}
_AGREED = {StageResult.SETTLED, StageResult.MEDIATED}
_TALKS = {StageKind.NEGOTIATION, StageKind.MEDIATION}


@dataclass(frozen=True, kw_only=True)
class Path:
    """The way a case went, as far as the catalogue asks for it.

    `stages` are pairs of kind and result, the result empty while there is none.
    """

    is_oral: bool = False
    was_accepted: bool = False
    was_decided: bool = False
    was_assigned: bool = False
    has_mandate: bool = False
    was_terminated: bool = False
    was_closed: bool = False
    stages: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class CheckRow:
    """One item on the check list: what lies there, and whether something must."""

    item: Item
    titles: tuple[str, ...]
    is_required: bool
    why: str = ""

    @property
    def is_missing(self) -> bool:
        return self.is_required and not self.titles


def required_items(path: Path) -> dict[str, str]:
    """The items this case cannot do without, by code, each with why it is asked for.

    Law asks for the documents of the proceeding and the report (法律援助法 第五十条); the rest is
    what the case itself brought about (待核).
    """
    found = {"05": "每案都要"}
    facts = (
        ("04", path.is_oral, "口头申请"),
        ("08", path.was_accepted, "已经受理"),
        ("10", path.was_decided, "已经作出决定"),
        ("11", path.was_assigned, "已经指派"),
        ("12", path.has_mandate, "已经签订委托"),
        ("24", path.was_terminated, "终止援助"),
        ("25", path.was_closed, "已经结案"),
    )
    found |= {code: why for code, holds, why in facts if holds}
    for kind, result in path.stages:
        found |= _of_stage(StageKind(kind), result)
    return dict(sorted(found.items()))


def check_rows(path: Path, papers: Iterable[tuple[str, str]]) -> list[CheckRow]:
    """The whole catalogue with what lies in the file; `papers` are pairs of code and title.

    法律援助法 第五十条: 检查应当提交的材料.
    """
    lying: dict[str, list[str]] = {}
    for code, title in papers:
        lying.setdefault(code, []).append(title)
    required = required_items(path)
    return [
        CheckRow(
            item=item,
            titles=tuple(lying.get(item.code, ())),
            is_required=item.code in required,
            why=required.get(item.code, ""),
        )
        for item in ITEMS
        if item.code not in {COVER, CATALOGUE}
    ]


def archiving_obstacles(rows: Sequence[CheckRow], *, excused: Iterable[str]) -> list[str]:
    """Say what keeps a file from the archive: every missing item that nobody accounts for.

    A missing paper is written into the note of the file (备考表; 缺页要注明, 聊城 2010).
    """
    accounted = set(excused)
    return [
        f"缺“{row.item.label}”（{row.why}），请退回补卷，或者写明缺件原因。"
        for row in rows
        if row.is_missing and row.item.code not in accounted
    ]


def page_ranges(pages: Sequence[int | None]) -> list[tuple[int, int] | None]:
    """The first and last page of each paper, numbered through from 1 (聊城 2010: 起止页码).

    None for a paper whose pages nobody could count (None or 0), and for all after it: where they
    begin is not known either.
    """
    found: list[tuple[int, int] | None] = []
    first: int | None = 1
    for count in pages:
        if first is None or not count:
            first = None
            found.append(None)
        else:
            found.append((first, first + count - 1))
            first += count
    return found


def printed_range(pages: tuple[int, int] | None) -> str:
    """A range as the catalogue prints it; a dash for what nobody counted (聊城 2010)."""
    if pages is None:
        return "—"
    first, last = pages
    return f"{first}" if first == last else f"{first}—{last}"


def _of_stage(kind: StageKind, result: str) -> dict[str, str]:
    found = {}
    if kind in _FILED:
        found["15"] = f"提起过{kind.label}"
    if kind in _TALKS and result in _AGREED:
        found["14"] = f"{kind.label}达成协议"
    elif result in _WRITTEN:
        found["21"] = f"{kind.label}有{StageResult(result).label}"
    if kind == StageKind.ENFORCEMENT:
        found["22"] = "申请过执行"
    return found
