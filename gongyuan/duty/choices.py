"""Words of duty at windows and hotlines, and what can happen to rosters."""

from django.db.models import IntegerChoices, TextChoices

from gongyuan.core.events import EventCode, Note
from gongyuan.people.capabilities import Capability
from gongyuan.people.choices import STAFF_ROLES, Role
from gongyuan.policy.choices import Duty


class DutyKind(TextChoices):
    WINDOW = "window", "窗口"
    HOTLINE = "phone_line", "热线电话"
    MEDIATING = "mediating", "调解室"


#: The work of a point for which a certificate may be asked (持证上岗).
WORK_OF_KIND: dict[str, str] = {DutyKind.MEDIATING: Duty.MEDIATION}
#: Who sees the points at which they sit themselves, and no others.
OWN_POINTS_ONLY = frozenset({Role.LAWYER, Role.VOLUNTEER, Role.MEDIATOR})


class DutyPart(TextChoices):
    """The part of a day a shift takes."""

    MORNING = "morning", "上午"
    AFTERNOON = "afternoon", "下午"
    WHOLE_DAY = "whole_day", "全天"


class DayPattern(TextChoices):
    """What shifts a day of the week has."""

    NONE = "none", "不排"
    HALVES = "halves", "上午、下午各一班"
    WHOLE = "whole", "全天一班"
    MORNING_ONLY = "morning_only", "只排上午"
    AFTERNOON_ONLY = "afternoon_only", "只排下午"


class DutyTurn(TextChoices):
    """How long one person's turn is."""

    SHIFT = "by_shift", "一班一轮换"
    WEEK = "by_week", "一周一轮换，同一人值一周"


class Weekday(IntegerChoices):
    MONDAY = 0, "周一"
    TUESDAY = 1, "周二"
    WEDNESDAY = 2, "周三"
    THURSDAY = 3, "周四"
    FRIDAY = 4, "周五"
    SATURDAY = 5, "周六"
    SUNDAY = 6, "周日"


def sitting_roles(kind: str) -> frozenset[Role]:
    """Whose posts may come on the list of a point: the staff's; in a mediation room mediators
    too."""
    return STAFF_ROLES | {Role.MEDIATOR} if kind == DutyKind.MEDIATING else STAFF_ROLES


PARTS_OF: dict[str, tuple[DutyPart, ...]] = {
    DayPattern.NONE: (),
    DayPattern.HALVES: (DutyPart.MORNING, DutyPart.AFTERNOON),
    DayPattern.WHOLE: (DutyPart.WHOLE_DAY,),
    DayPattern.MORNING_ONLY: (DutyPart.MORNING,),
    DayPattern.AFTERNOON_ONLY: (DutyPart.AFTERNOON,),
}
#: How much a shift counts in the rotation, in half days.
HALF_DAYS: dict[str, int] = {
    DutyPart.MORNING: 1,
    DutyPart.AFTERNOON: 1,
    DutyPart.WHOLE_DAY: 2,
}


class RosterState(TextChoices):
    DRAFT = "draft", "草稿"
    PUBLISHED = "published", "已公布"


class SwapState(TextChoices):
    PROPOSED = "proposed", "等对方答复"
    ACCEPTED = "swapped", "已换班"
    TURNED_DOWN = "unwilling", "对方不换"
    TAKEN_BACK = "swap_dropped", "不换了"


def _duty(code: str, label: str, capability: str, note: Note = Note.OPTIONAL) -> EventCode:
    return EventCode(
        code=f"duty.{code}", label=label, kind="duty", capability=capability, note=note
    )


_MANAGE, _SERVE = Capability.DUTY_MANAGE, Capability.DUTY_SERVE

EVENTS = [
    _duty("dutypoint.open", "设值班点", _MANAGE),
    _duty("dutypoint.edit", "修改值班点", _MANAGE),
    _duty("dutypoint.close", "撤销值班点", _MANAGE, Note.REQUIRED),
    _duty("dutypoint.add_member", "增加值班人员", _MANAGE),
    _duty("dutypoint.edit_member", "修改值班人员", _MANAGE),
    _duty("dutypoint.end_member", "不再值班", _MANAGE, Note.REQUIRED),
    _duty("dutyroster.arrange", "自动排班", ""),
    _duty("dutyroster.publish", "公布值班表", _MANAGE),
    _duty("dutyshift.change", "改换值班人", _MANAGE, Note.REQUIRED),
    _duty("dutyshift.refill", "请假后补排", ""),
    _duty("dutyshift.swap", "换班", _SERVE),
    _duty("dutyshift.arrive", "到岗", ""),
    _duty("dutyshift.depart", "离岗", ""),
    _duty("dutyshift.correct", "更正到岗记录", _MANAGE, Note.REQUIRED),
    _duty("dutyleave.take", "值班请假", _SERVE),
    _duty("dutyleave.cancel", "销假", _SERVE),
    _duty("dutyswap.propose", "提出换班", _SERVE),
    _duty("dutyswap.accept", "同意换班", _SERVE),
    _duty("dutyswap.turn_down", "不同意换班", _SERVE),
    _duty("dutyswap.take_back", "撤回换班", _SERVE),
    _duty("dutyswap.fall", "换班作废", ""),
]
