from gongyuan.lawyers.actions.firms import register_engagement, register_firm
from gongyuan.lawyers.actions.marks import mark_lawyer
from gongyuan.lawyers.actions.members import register_lawyer
from gongyuan.lawyers.actions.terms import appoint_lawyer, suspend_term

__all__ = [
    "appoint_lawyer",
    "mark_lawyer",
    "register_engagement",
    "register_firm",
    "register_lawyer",
    "suspend_term",
]
