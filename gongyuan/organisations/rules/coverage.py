"""Coverage (组建率): which target holds, how far a network is from it, what may be set."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gongyuan.organisations.choices import InstitutionKind, UnitKind, UnitLevel

#: The unions that are counted at a level: the federation, below the county also an association of
#: the township's unions (工会法第十一条); not industrial and enterprise unions.
COUNTED_KINDS = {
    UnitLevel.PROVINCE: (UnitKind.FEDERATION,),
    UnitLevel.PREFECTURE: (UnitKind.FEDERATION,),
    UnitLevel.COUNTY: (UnitKind.FEDERATION,),
    UnitLevel.TOWNSHIP: (UnitKind.FEDERATION, UnitKind.ASSOCIATION),
}
#: What every level is looked at for where no document names it (工会法律援助办法第六条;
#: 苏工发〔2012〕8号第4、5项).
USUAL = (
    (UnitLevel.PREFECTURE, InstitutionKind.CENTRE),
    (UnitLevel.COUNTY, InstitutionKind.CENTRE),
    (UnitLevel.TOWNSHIP, InstitutionKind.STATION),
)
#: Who sets targets for those below (苏工发〔2012〕8号 is a province's).
SETTING_LEVELS = (UnitLevel.NATION, UnitLevel.PROVINCE, UnitLevel.PREFECTURE)
FIRST_YEAR, YEARS_AHEAD = 2008, 10
HUNDRED = 100
_ORDER = list(UnitLevel)


@dataclass(frozen=True, kw_only=True)
class Target:
    """So many per cent of a level by a day, and who says so."""

    level: str
    kind: str
    due_on: date
    #: None: what stood for this day before has been taken back.
    percent: int | None
    source: str
    is_verified: bool
    #: Name of the union that set it; empty for a document's own row.
    set_by: str = ""

    @property
    def key(self) -> tuple[str, str, date]:
        return self.level, self.kind, self.due_on


@dataclass(frozen=True, kw_only=True)
class NewTarget:
    """A target as it is handed in; `percent` None takes the union's own back."""

    level: str
    kind: str
    #: Due on its last day.
    year: int
    percent: int | None
    source: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Goal:
    """What is asked of a level on a day: the target due last, and the next to come."""

    due: Target | None
    coming: Target | None

    @property
    def asked(self) -> Target | None:
        """What the network is measured by: the target due, before the first the coming one."""
        return self.due or self.coming


def binding(nearest_first: Iterable[Target]) -> list[Target]:
    """One target for each level, kind and day: the nearest word holds; by day.

    `nearest_first`: the union's own and its superiors' latest entries, then the documents' rows
    (苏工发〔2012〕8号第4、5项). What was taken back is left out.
    """
    found: dict[tuple[str, str, date], Target] = {}
    for target in nearest_first:
        found.setdefault(target.key, target)
    holding = [target for target in found.values() if target.percent is not None]
    return sorted(holding, key=lambda target: (target.due_on, target.level, target.kind))


def goal(targets: Sequence[Target], *, level: str, kind: str, on: date) -> Goal:
    """The target that was due last on a day, and the next one, of a level and kind.

    A target of a day holds until the next one's: 60 % by the end of 2012 is asked all through
    2013, 80 % from its last day (苏工发〔2012〕8号第5项). `targets` by day.
    """
    own = [target for target in targets if (target.level, target.kind) == (level, kind)]
    due = [target for target in own if target.due_on <= on]
    coming = [target for target in own if target.due_on > on]
    return Goal(due=due[-1] if due else None, coming=coming[0] if coming else None)


def shortfall(*, percent: int, covered: int, total: int) -> int:
    """How many more unions must have an institution to reach a percentage; 0 when reached.

    苏工发〔2012〕8号第4、5项: of 10 townships 85 % are 9, part of a union is a whole one.
    """
    wanted = -(-total * percent // HUNDRED)
    return max(wanted - covered, 0)


def setting_obstacles(*, setter_level: str, setter_kind: str, is_closed: bool) -> list[str]:
    """Say why this union sets no targets: provinces and prefectures do (苏工发〔2012〕8号)."""
    if is_closed:
        return ["本单位已撤销。"]
    if setter_kind != UnitKind.FEDERATION or setter_level not in SETTING_LEVELS:
        return ["组建率目标由省、市州总工会设定，本单位只能查看。"]
    return []


def target_obstacles(
    wanted: Target, *, setter_level: str, above: Target | None, current: Target | None, today: date
) -> dict[str, str]:
    """Say what is wrong with a target, field to sentence.

    It is for a level below the setter's, no softer than the superior's of the same day
    (工会法第十条: 下级服从上级), and says something new. `above` is the superior's or the
    document's, `current` the setter's own entry now.
    """
    errors: dict[str, str] = {} if wanted.source else {"source": "请写明依据的文件或会议。"}
    if wanted.level not in COUNTED_KINDS:
        errors["level"] = "组建率按省、市州、县（区）、乡镇（街道）统计，没有这一层级的目标。"
    elif _ORDER.index(UnitLevel(wanted.level)) <= _ORDER.index(UnitLevel(setter_level)):
        errors["level"] = "只能给下级工会设定目标。"
    if wanted.level == UnitLevel.TOWNSHIP and wanted.kind == InstitutionKind.CENTRE:
        errors["kind"] = "法律援助中心由县级以上工会设立。"
    if not FIRST_YEAR <= wanted.due_on.year <= today.year + YEARS_AHEAD:
        errors["year"] = f"年度应在{FIRST_YEAR}年至{today.year + YEARS_AHEAD}年之间。"
    errors |= _percent_obstacles(wanted, above=above, current=current)
    return errors


def _percent_obstacles(
    wanted: Target, *, above: Target | None, current: Target | None
) -> dict[str, str]:
    if wanted.percent is None:
        is_there = current is not None and current.percent is not None
        return {} if is_there else {"percent": "本单位没有设定这一目标，不用撤回。"}
    if current is not None and current.percent == wanted.percent:
        return {"percent": "现在就是这个目标，没有变化。"}
    if above is not None and above.percent is not None and wanted.percent < above.percent:
        return {"percent": f"不能低于上级要求的{above.percent}%（{above.source}）。"}
    return {}
