from gongyuan.lawyers.actions.certificates import certify
from gongyuan.lawyers.actions.firms import (
    edit_firm,
    name_contact,
    register_engagement,
    register_firm,
)
from gongyuan.lawyers.actions.improvements import (
    answer_improvement,
    ask_improvement,
    close_improvement,
)
from gongyuan.lawyers.actions.marks import mark_lawyer
from gongyuan.lawyers.actions.members import (
    edit_lawyer,
    move_lawyer,
    record_discipline,
    register_lawyer,
    set_photo,
)
from gongyuan.lawyers.actions.terms import appoint, end_term, renew, resume, suspend

__all__ = [
    "answer_improvement",
    "appoint",
    "ask_improvement",
    "certify",
    "close_improvement",
    "edit_firm",
    "edit_lawyer",
    "end_term",
    "mark_lawyer",
    "move_lawyer",
    "name_contact",
    "record_discipline",
    "register_engagement",
    "register_firm",
    "register_lawyer",
    "renew",
    "resume",
    "set_photo",
    "suspend",
]
