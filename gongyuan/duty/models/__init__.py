from gongyuan.duty.models.point import DutyLeave, DutyMember, DutyPoint
from gongyuan.duty.models.roster import DutyRoster, DutyShift, DutySwap

__all__ = ["DutyLeave", "DutyMember", "DutyPoint", "DutyRoster", "DutyShift", "DutySwap"]
