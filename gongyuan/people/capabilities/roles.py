"""Who may do what: roles give powers by this table, and by nothing else."""

from gongyuan.people.capabilities.names import Capability
from gongyuan.people.choices import Role

_SITTING = {Capability.DESK_USE, Capability.DUTY_READ, Capability.DUTY_SERVE}
_READ_OFFICE = {
    Capability.DESK_USE,
    Capability.ORGANISATIONS_READ,
    Capability.LAWYERS_READ,
    Capability.POLICY_READ,
    Capability.REPORTING_READ,
    Capability.DUTY_READ,
}
_COUNTER = _READ_OFFICE | {
    Capability.CASES_READ,
    Capability.CASES_REGISTER,
    Capability.CASES_RECEIVE,
    Capability.CASES_SUPPLEMENT,
    Capability.CASES_WITHDRAW,
    Capability.CASES_OBJECT,
    Capability.CASES_SERVE,
    Capability.CASES_HAND_UP,
    Capability.CASES_WRITE_WORKER,
    Capability.CASES_SCHEDULE,
    Capability.CASES_DRAFT,
    Capability.CASES_ISSUE,
    Capability.CONSULTATIONS_READ,
    Capability.CONSULTATIONS_REGISTER,
    Capability.CONSULTATIONS_ANSWER,
    Capability.CONSULTATIONS_TRANSFER,
    Capability.PEOPLE_READ,
    Capability.PEOPLE_EDIT,
    Capability.PEOPLE_REVEAL,
    Capability.PEOPLE_READ_STAFF,
    Capability.PEOPLE_KEEP_VOLUNTEERS,
    Capability.QUALITY_READ,
    Capability.QUALITY_ANSWER,
    Capability.VISITS_RECORD,
    Capability.COMPLAINTS_LODGE,
    Capability.DUTY_SERVE,
    Capability.PANEL_CONFIRM,
}
_OFFICER = _COUNTER | {
    Capability.CASES_REVIEW,
    Capability.CASES_DECIDE_SIMPLE,
    Capability.CASES_TRANSFER,
    Capability.CASES_LAPSE,
    Capability.CASES_ASSIGN,
    Capability.CASES_MANDATE,
    Capability.CASES_CONFIRM_DEADLINE,
    Capability.CASES_SUSPEND,
    Capability.CASES_SUBMIT_FILE,
    Capability.CASES_ARCHIVE,
    Capability.CASES_OVERSEE,
    Capability.CASES_ANSWER_OVERSIGHT,
    Capability.CASES_REPORT_UP,
    Capability.CASES_DISCUSS,
    Capability.CASES_COLLABORATE,
    Capability.CASES_EXPORT,
    Capability.CASES_EDIT_TEMPLATES,
    Capability.PEOPLE_KEEP_CERTIFICATES,
    Capability.PEOPLE_CONFIRM_HOURS,
    Capability.PEOPLE_MERGE,
    Capability.LAWYERS_EDIT,
    Capability.LEDGERS_USE,
    Capability.ROUNDS_MANAGE,
    Capability.NOMINATIONS_SUBMIT,
    Capability.NOMINATIONS_RECOMMEND,
    Capability.NOMINATIONS_REVIEW,
    Capability.ORGANISATIONS_EDIT,
    Capability.ORGANISATIONS_SET_TARGETS,
    Capability.ORGANISATIONS_CHECK_STATIONS,
    Capability.COORDINATION_READ,
    Capability.COORDINATION_KEEP,
    Capability.POLICY_EDIT,
    Capability.POLICY_ENTER_FIGURES,
    Capability.REPORTING_FILL,
    Capability.COMPLAINTS_ADD,
    Capability.COMPLAINTS_HANDLE,
    Capability.REVIEWS_MANAGE,
    Capability.CONSULTATIONS_CHECK,
    Capability.DUTY_MANAGE,
    Capability.PANEL_MANAGE,
    Capability.PANEL_TRAIN,
    Capability.PANEL_PAY,
}

BY_ROLE: dict[Role, frozenset[Capability]] = {
    Role.LEGAL_HEAD: frozenset(
        _OFFICER
        | {
            Capability.CASES_DECIDE,
            Capability.CASES_DECIDE_OBJECTION,
            Capability.PEOPLE_ASK_ACCOUNTS,
            Capability.CASES_LEAD,
            Capability.CASES_IMPORT,
            Capability.POLICY_APPROVE,
            Capability.POLICY_ENTER_CALENDAR,
            Capability.REPORTING_SUBMIT,
            Capability.COMPLAINTS_DECIDE,
            Capability.PANEL_DECIDE,
        }
    ),
    Role.LEGAL_OFFICER: frozenset(_OFFICER),
    Role.WINDOW_CLERK: frozenset(_COUNTER | {Capability.PEOPLE_ASK_ACCOUNTS}),
    Role.HOTLINE_AGENT: frozenset(
        _READ_OFFICE
        | {
            Capability.CASES_READ,
            Capability.CASES_REGISTER,
            Capability.CONSULTATIONS_READ,
            Capability.CONSULTATIONS_REGISTER,
            Capability.CONSULTATIONS_ANSWER,
            Capability.CONSULTATIONS_TRANSFER,
            Capability.PEOPLE_READ,
            Capability.PEOPLE_EDIT,
            Capability.QUALITY_READ,
            Capability.QUALITY_ANSWER,
            Capability.VISITS_RECORD,
            Capability.COMPLAINTS_LODGE,
            Capability.DUTY_SERVE,
        }
    ),
    Role.FINANCE_OFFICER: frozenset(_READ_OFFICE | {Capability.PANEL_PAY}),
    Role.STATISTICIAN: frozenset(
        _READ_OFFICE
        | {Capability.REPORTING_FILL, Capability.ORGANISATIONS_EDIT, Capability.LEDGERS_USE}
    ),
    Role.SYSTEM_ADMIN: frozenset(
        {
            Capability.DESK_USE,
            Capability.ORGANISATIONS_READ,
            Capability.ORGANISATIONS_EDIT,
            Capability.PEOPLE_MANAGE_ACCOUNTS,
            Capability.PEOPLE_READ_STAFF,
            Capability.PEOPLE_KEEP_CERTIFICATES,
            Capability.LEDGERS_USE,
            Capability.POLICY_READ,
            Capability.POLICY_ENTER_CALENDAR,
        }
    ),
    Role.AUDITOR: frozenset(
        _READ_OFFICE
        | {
            Capability.CASES_READ,
            Capability.CONSULTATIONS_READ,
            Capability.AUDIT_READ,
            Capability.QUALITY_READ,
            Capability.PEOPLE_READ_STAFF,
            Capability.COORDINATION_READ,
        }
    ),
    Role.LAWYER: frozenset(
        _SITTING
        | {
            Capability.CASES_READ,
            Capability.CASES_HANDLE,
            Capability.CASES_MANDATE,
            Capability.CASES_CLOSE,
            Capability.CASES_SUBMIT_FILE,
            Capability.CASES_WRITE_WORKER,
            Capability.CASES_SCHEDULE,
            Capability.CASES_CONFIRM_DEADLINE,
            Capability.CASES_DRAFT,
            Capability.CASES_ISSUE,
            Capability.CONSULTATIONS_READ,
            Capability.CONSULTATIONS_REGISTER,
            Capability.CONSULTATIONS_ANSWER,
            Capability.POLICY_READ,
            Capability.QUALITY_ANSWER,
            Capability.LAWYERS_GO_ONLINE,
            Capability.NOMINATIONS_SUBMIT,
            Capability.PANEL_OWN,
            Capability.PANEL_ATTEND,
        }
    ),
    Role.LAW_FIRM_CONTACT: frozenset(
        {
            Capability.DESK_USE,
            Capability.LAWYERS_OWN_FIRM,
            Capability.NOMINATIONS_SUBMIT,
            Capability.NOMINATIONS_RECOMMEND,
        }
    ),
    Role.JUSTICE_OFFICER: frozenset(
        {
            Capability.DESK_USE,
            Capability.LAWYERS_READ,
            Capability.NOMINATIONS_RECOMMEND,
            Capability.NOMINATIONS_REVIEW,
            Capability.PANEL_COAPPRAISE,
            Capability.PANEL_TRAIN,
        }
    ),
    Role.ENTERPRISE_UNION_OFFICER: frozenset(
        {
            Capability.DESK_USE,
            Capability.CASES_REGISTER,
            Capability.CASES_HAND_UP,
            Capability.PANEL_REQUEST,
        }
    ),
    Role.MEDIATOR: frozenset(_SITTING | {Capability.PEOPLE_OWN_SERVICE, Capability.PANEL_ATTEND}),
    Role.SUPERVISOR: frozenset({Capability.DESK_USE, Capability.PANEL_ATTEND}),
    Role.VOLUNTEER: frozenset(_SITTING | {Capability.PEOPLE_OWN_SERVICE}),
    Role.WORKER: frozenset(
        {
            Capability.CASES_SUPPLEMENT,
            Capability.CASES_WITHDRAW,
            Capability.CASES_OBJECT,
            Capability.COMPLAINTS_ADD,
        }
    ),
}

#: What the job worker does without being asked.
SYSTEM = frozenset({Capability.CASES_LAPSE, Capability.CASES_ASSIGN, Capability.PANEL_MANAGE})
