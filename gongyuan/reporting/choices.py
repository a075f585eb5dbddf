"""The table of 吉会法字〔2015〕1号 附件 as definitions, and the states of a unit's return."""

from dataclasses import dataclass, field

from django.db.models import TextChoices

from gongyuan.core.events import EventCode, Note
from gongyuan.organisations.choices import InstitutionForm, UnitLevel
from gongyuan.people.choices import Employment

#: The powers of this domain; `people` gives them to roles.
READ, FILL, SUBMIT = "reporting.read", "reporting.fill", "reporting.submit"

#: The three columns: the level of the union whose record it is, and what the table calls it.
COLUMNS = {
    UnitLevel.PREFECTURE: "市州本级",
    UnitLevel.COUNTY: "县（区）级",
    UnitLevel.TOWNSHIP: "乡镇（街道）",
}
#: 工会法律援助办法 is of 2008: no year before it has a table.
FIRST_YEAR = 2008
YES, NO = "yes", "no"


class ReturnState(TextChoices):
    DRAFT = "draft", "填报中"
    SUBMITTED = "submitted", "已提交"
    RETURNED = "returned", "已退回"
    ACCEPTED = "accepted", "已接收"


#: States in which the figures stand as they were submitted, and count for the superiors.
FROZEN_STATES = frozenset({ReturnState.SUBMITTED, ReturnState.ACCEPTED})


class StationLife(TextChoices):
    """Whether something was really done at a station of late."""

    SILENT = "silent", "沉默站点"
    LIVE = "live", "有活动的站点"


class Group(TextChoices):
    INSTITUTIONS = "institutions", "机构"
    STAFF = "staff", "人员"
    SUBSIDY = "subsidy", "补贴"
    FUNDS = "funds", "经费"
    CASES = "cases", "案件"


class Nature(TextChoices):
    STOCK = "stock", "时点"
    FLOW = "flow", "当期"
    CHOICE = "choice", "枚举"


class Measure(TextChoices):
    INSTITUTIONS = "institutions", "个"
    PEOPLE = "people", "人"
    YES_NO = "yes_no", "1是2否"
    YUAN = "yuan", "元"
    CASES = "cases", "件"


class Source(TextChoices):
    """Which records a row counts; rows without one are entered by hand."""

    INSTITUTIONS = "institutions", "机构登记"
    STAFF = "staff", "岗位登记"
    VOLUNTEERS = "volunteers", "志愿律师聘期"
    CONSULTATIONS = "consultations", "援助案件和咨询"
    ARBITRATIONS = "arbitrations", "案件的仲裁程序"
    LITIGATIONS = "litigations", "案件的诉讼程序"


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One row of the table."""

    code: str
    group: Group
    wording: str
    measure: Measure
    nature: Nature
    #: What is counted and as at when (口径).
    counted: str
    source: Source | None = None
    #: The value of the source's dividing column that belongs to this row, when it has one.
    only: str = ""
    #: The values into which each cell of the row is divided, in the order they are written.
    parts: dict[str, str] = field(default_factory=dict)
    #: Units enter figures by hand: all of the row, or what the records do not have.
    is_entered: bool = False


def _institutions(form: InstitutionForm, wording: str) -> Indicator:
    return Indicator(
        code=f"institutions_{form}",
        group=Group.INSTITUTIONS,
        wording=wording,
        measure=Measure.INSTITUTIONS,
        nature=Nature.STOCK,
        source=Source.INSTITUTIONS,
        only=form,
        counted="期末仍设立的机构，按组建形式四选一；12月31日撤销的不计。",
    )


def _funds(code: str, wording: str) -> Indicator:
    return Indicator(
        code=code,
        group=Group.FUNDS,
        wording=wording,
        measure=Measure.YUAN,
        nature=Nature.FLOW,
        is_entered=True,
        counted="当年预算数，不是决算数；由各单位手填。",
    )


INDICATORS = (
    _institutions(InstitutionForm.STAND_ALONE, "单独设立的职工法律援助机构（个）"),
    _institutions(InstitutionForm.CO_LOCATED, "与地方工会帮扶中心合署办公（个）"),
    _institutions(
        InstitutionForm.JUDICIAL_BRANCH,
        "作为地方司法行政法律援助中心分中心或职工法律援助工作站（个）",
    ),
    _institutions(InstitutionForm.PURCHASED, "通过购买法律服务设立法律援助机构（个）"),
    Indicator(
        code="staff",
        group=Group.STAFF,
        wording="职工法律援助维权服务工作人员（人）（专职、兼职）",
        measure=Measure.PEOPLE,
        nature=Nature.STOCK,
        source=Source.STAFF,
        parts=dict(Employment.choices),
        counted="期末在岗的法律部负责人、工作人员、窗口人员和12351坐席，前为专职、后为兼职。"
        "一人数岗只计一次：专职岗先于兼职岗，层级高的先于层级低的，任职早的先于任职晚的。",
    ),
    Indicator(
        code="volunteers",
        group=Group.STAFF,
        wording="职工法律援助维权服务志愿者（人）",
        measure=Measure.PEOPLE,
        nature=Nature.STOCK,
        source=Source.VOLUNTEERS,
        counted="期末在聘期内且未被暂停资格的志愿律师，按聘任工会的层级。"
        "受几个工会聘任的只计一次，计在层级最高、聘任最早的工会。",
    ),
    Indicator(
        code="subsidy",
        group=Group.SUBSIDY,
        wording="是否有法律援助办案补贴（1.是  2.否）",
        measure=Measure.YES_NO,
        nature=Nature.CHOICE,
        parts={YES: "1", NO: "2"},
        is_entered=True,
        counted="由各单位手填；下级各列写“1：有补贴的单位数　2：没有补贴的单位数”。",
    ),
    _funds(
        "central_funds",
        "中央财政帮扶资金中用于困难职工法律援助维权服务预算资金（元）",
    ),
    _funds(
        "local_funds",
        "地方财政帮扶配套资金中用于职工法律援助维权服务预算资金（元）",
    ),
    _funds("union_funds", "工会经费中用于职工法律援助维权服务预算资金（元）"),
    Indicator(
        code="consultations",
        group=Group.CASES,
        wording="为职工代书、咨询案件数（件）",
        measure=Measure.CASES,
        nature=Nature.FLOW,
        source=Source.CONSULTATIONS,
        is_entered=True,
        counted="当年登记的咨询，来访、来电、来信、网上、现场都计，按咨询日期，不予答复的不计；"
        "加当年申请的法律咨询、代写文书案件，按申请时间（北京时间）；由咨询转来的法律咨询案件，咨询已经计了，不再计；"
        "转办、移送的由接收单位计；"
        "加各单位手填的未录入系统的代书、咨询件数。",
    ),
    Indicator(
        code="arbitrations",
        group=Group.CASES,
        wording="代理职工参与仲裁案件数（件）",
        measure=Measure.CASES,
        nature=Nature.FLOW,
        source=Source.ARBITRATIONS,
        counted="当年提交仲裁申请的案件，一案只计一次；当年又进入诉讼的，两行分别计入。",
    ),
    Indicator(
        code="litigations",
        group=Group.CASES,
        wording="代理职工参与诉讼案件数（件）",
        measure=Measure.CASES,
        nature=Nature.FLOW,
        source=Source.LITIGATIONS,
        counted="当年提交一审或者二审的案件，一案只计一次；当年又进入仲裁的，两行分别计入。",
    ),
)
BY_CODE = {indicator.code: indicator for indicator in INDICATORS}


def _event(verb: str, label: str, capability: str, note: Note = Note.OPTIONAL) -> EventCode:
    return EventCode(
        code=f"reporting.return.{verb}",
        label=label,
        kind="return",
        capability=capability,
        note=note,
    )


EVENTS = [
    _event("fill", "填写数字", FILL, Note.NONE),
    _event("submit", "提交报表", SUBMIT),
    _event("return_to_unit", "退回报表", SUBMIT, Note.REQUIRED),
    _event("accept", "接收报表", SUBMIT),
]
