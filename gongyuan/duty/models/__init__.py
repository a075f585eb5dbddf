from gongyuan.duty.models.point import DutyLeave, DutyMember, DutyPoint
from gongyuan.duty.models.roster import DutyRoster, DutyShift
from gongyuan.duty.models.swap import DutySwap, DutySwapShift

__all__ = [
    "DutyLeave",
    "DutyMember",
    "DutyPoint",
    "DutyRoster",
    "DutyShift",
    "DutySwap",
    "DutySwapShift",
]
