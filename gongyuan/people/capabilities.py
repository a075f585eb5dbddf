"""Who may do what: roles give powers by this table, and by nothing else."""

from enum import StrEnum

from gongyuan.people.choices import Role


class Capability(StrEnum):
    DESK_USE = "desk.use"
    CASES_READ = "cases.read"
    CASES_REGISTER = "cases.register"
    CASES_RECEIVE = "cases.receive"
    CASES_SUPPLEMENT = "cases.supplement"
    CASES_WITHDRAW = "cases.withdraw"
    CASES_LAPSE = "cases.lapse"
    CASES_REVIEW = "cases.review"
    CASES_DECIDE = "cases.decide"
    CASES_DECIDE_SIMPLE = "cases.decide_simple"
    CASES_TRANSFER = "cases.transfer"
    CASES_SERVE = "cases.serve"
    CASES_OBJECT = "cases.object"
    CASES_DECIDE_OBJECTION = "cases.decide_objection"
    CASES_ASSIGN = "cases.assign"
    CASES_HANDLE = "cases.handle"
    CASES_MANDATE = "cases.mandate"
    CASES_SUSPEND = "cases.suspend"
    CASES_CLOSE = "cases.close"
    CASES_SUBMIT_FILE = "cases.submit_file"
    CASES_ARCHIVE = "cases.archive"
    CASES_OVERSEE = "cases.oversee"
    CASES_ANSWER_OVERSIGHT = "cases.answer_oversight"
    CASES_REPORT_UP = "cases.report_up"
    CASES_LEAD = "cases.lead"
    CASES_DISCUSS = "cases.discuss"
    CASES_HAND_UP = "cases.hand_up"
    CASES_COLLABORATE = "cases.collaborate"
    CASES_WRITE_WORKER = "cases.write_worker"
    CASES_SCHEDULE = "cases.schedule"
    CASES_CONFIRM_DEADLINE = "cases.confirm_deadline"
    CASES_DRAFT = "cases.draft"
    CASES_ISSUE = "cases.issue"
    CASES_EDIT_TEMPLATES = "cases.edit_templates"
    CASES_EXPORT = "cases.export"
    CASES_IMPORT = "cases.import"
    PEOPLE_READ = "people.read"
    PEOPLE_EDIT = "people.edit"
    PEOPLE_REVEAL = "people.reveal"
    PEOPLE_MANAGE_ACCOUNTS = "people.manage_accounts"
    PEOPLE_ASK_ACCOUNTS = "people.ask_accounts"
    PEOPLE_READ_STAFF = "people.read_staff"
    PEOPLE_KEEP_CERTIFICATES = "people.keep_certificates"
    PEOPLE_KEEP_VOLUNTEERS = "people.keep_volunteers"
    PEOPLE_CONFIRM_HOURS = "people.confirm_hours"
    PEOPLE_OWN_SERVICE = "people.own_service"
    PEOPLE_MERGE = "people.merge"
    ORGANISATIONS_READ = "organisations.read"
    ORGANISATIONS_EDIT = "organisations.edit"
    ORGANISATIONS_SET_TARGETS = "organisations.set_targets"
    ORGANISATIONS_CHECK_STATIONS = "organisations.check_stations"
    COORDINATION_READ = "coordination.read"
    COORDINATION_KEEP = "coordination.keep"
    LAWYERS_READ = "lawyers.read"
    LAWYERS_EDIT = "lawyers.edit"
    LAWYERS_OWN_FIRM = "lawyers.own_firm"
    LAWYERS_GO_ONLINE = "lawyers.go_online"
    ROUNDS_MANAGE = "rounds.manage"
    NOMINATIONS_SUBMIT = "nominations.submit"
    NOMINATIONS_RECOMMEND = "nominations.recommend"
    NOMINATIONS_REVIEW = "nominations.review"
    POLICY_READ = "policy.read"
    POLICY_EDIT = "policy.edit"
    POLICY_APPROVE = "policy.approve"
    POLICY_ENTER_CALENDAR = "policy.enter_calendar"
    POLICY_ENTER_FIGURES = "policy.enter_figures"
    QUALITY_READ = "quality.read"
    QUALITY_ANSWER = "quality.answer"
    VISITS_RECORD = "visits.record"
    COMPLAINTS_LODGE = "complaints.lodge"
    COMPLAINTS_ADD = "complaints.add"
    COMPLAINTS_HANDLE = "complaints.handle"
    COMPLAINTS_DECIDE = "complaints.decide"
    REVIEWS_MANAGE = "reviews.manage"
    DUTY_READ = "duty.read"
    DUTY_SERVE = "duty.serve"
    DUTY_MANAGE = "duty.manage"
    PANEL_OWN = "panel.own"
    PANEL_CONFIRM = "panel.confirm"
    PANEL_REQUEST = "panel.request"
    PANEL_MANAGE = "panel.manage"
    PANEL_DECIDE = "panel.decide"
    PANEL_COAPPRAISE = "panel.coappraise"
    PANEL_TRAIN = "panel.train"
    PANEL_ATTEND = "panel.attend"
    REPORTING_READ = "reporting.read"
    REPORTING_FILL = "reporting.fill"
    REPORTING_SUBMIT = "reporting.submit"
    LEDGERS_USE = "ledgers.use"
    AUDIT_READ = "audit.read"


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
    Capability.DUTY_MANAGE,
    Capability.PANEL_MANAGE,
    Capability.PANEL_TRAIN,
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
            Capability.PEOPLE_READ,
            Capability.PEOPLE_EDIT,
            Capability.QUALITY_READ,
            Capability.QUALITY_ANSWER,
            Capability.VISITS_RECORD,
            Capability.COMPLAINTS_LODGE,
            Capability.DUTY_SERVE,
        }
    ),
    Role.FINANCE_OFFICER: frozenset(_READ_OFFICE),
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
