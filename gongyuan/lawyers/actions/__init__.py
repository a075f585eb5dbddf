from gongyuan.lawyers.actions.firms import register_engagement, register_firm
from gongyuan.lawyers.actions.marks import mark_lawyer
from gongyuan.lawyers.actions.members import register_lawyer
from gongyuan.lawyers.actions.terms import appoint, end_term, renew, resume, suspend

__all__ = [
    "appoint",
    "end_term",
    "mark_lawyer",
    "register_engagement",
    "register_firm",
    "register_lawyer",
    "renew",
    "resume",
    "suspend",
]
