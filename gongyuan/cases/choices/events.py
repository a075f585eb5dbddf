"""What can happen to a case: who may choose it, whose move is next, must a note be written."""

from dataclasses import replace

from gongyuan.cases.choices.keeping import KEEPING_EVENTS
from gongyuan.cases.choices.major_events import MAJOR_EVENTS
from gongyuan.cases.choices.template_events import TEMPLATE_EVENTS
from gongyuan.cases.choices.vocabulary import MoveOf
from gongyuan.cases.choices.worker_words import WORKER_WORDS
from gongyuan.core.events import EventCode, Note
from gongyuan.people.capabilities import Capability


def _case(
    verb: str,
    label: str,
    kind: str,
    capability: str,
    move_of: MoveOf | None = None,
) -> EventCode:
    return EventCode(
        code=f"cases.case.{verb}",
        label=label,
        kind=kind,
        capability=capability,
        move_of=move_of,
        worker_label=WORKER_WORDS.get(verb, ""),
    )


def _with_reason(code: EventCode) -> EventCode:
    """The same, to be chosen only with a written reason."""
    return replace(code, note=Note.REQUIRED)


EVENTS = [
    _case("submit", "提交申请", "application", "", MoveOf.OFFICE),
    _case("accept", "受理申请", "application", Capability.CASES_RECEIVE, MoveOf.OFFICE),
    _case(
        "request_supplement",
        "一次性告知补正",
        "application",
        Capability.CASES_RECEIVE,
        MoveOf.WORKER,
    ),
    _case("supplement", "补交材料", "application", Capability.CASES_SUPPLEMENT, MoveOf.OFFICE),
    _case("add_paper", "添加材料", "application", Capability.CASES_SUPPLEMENT),
    _case("tie_evidence", "登记证据", "handling", Capability.CASES_SUPPLEMENT),
    _case("untie_evidence", "去掉证据", "handling", Capability.CASES_SUPPLEMENT),
    _case("import_applicants", "导入申请人名单", "application", Capability.CASES_REGISTER),
    _case("join", "申请人加入", "application", Capability.CASES_REGISTER),
    _with_reason(_case("leave", "申请人退出", "application", Capability.CASES_WITHDRAW)),
    _with_reason(_case("elect", "推举代表人", "application", Capability.CASES_REGISTER)),
    _case("appoint_agent", "登记代理人", "application", Capability.CASES_REGISTER),
    _with_reason(_case("end_agent", "代理终止", "application", Capability.CASES_REGISTER)),
    _case("lapse", "逾期未补正，视为撤回", "application", Capability.CASES_LAPSE, MoveOf.NOBODY),
    _with_reason(
        _case("withdraw", "撤回申请", "application", Capability.CASES_WITHDRAW, MoveOf.NOBODY)
    ),
    _case("propose", "提出审查意见", "decision", Capability.CASES_REVIEW, MoveOf.HEAD),
    _with_reason(
        _case("return_to_review", "退回重审", "decision", Capability.CASES_DECIDE, MoveOf.OFFICE)
    ),
    _case("grant", "给予援助", "decision", Capability.CASES_DECIDE_SIMPLE, MoveOf.OFFICE),
    _case("grant_first", "先行援助", "decision", Capability.CASES_DECIDE, MoveOf.OFFICE),
    _with_reason(
        _case("refuse", "不予援助", "decision", Capability.CASES_DECIDE_SIMPLE, MoveOf.WORKER)
    ),
    _with_reason(
        _case(
            "transfer", "移送有管辖权的单位", "decision", Capability.CASES_TRANSFER, MoveOf.NOBODY
        )
    ),
    _case("serve", "送达文书", "decision", Capability.CASES_SERVE),
    _case("record_occurrence", "登记起算期限的事", "handling", Capability.CASES_SCHEDULE),
    _case("make_appointment", "登记日程", "handling", Capability.CASES_SCHEDULE),
    _case("change_appointment", "改动日程", "handling", Capability.CASES_SCHEDULE),
    _with_reason(_case("cancel_appointment", "取消日程", "handling", Capability.CASES_SCHEDULE)),
    EventCode(code="cases.calendarfeed.make", label="生成订阅地址", kind="calendar"),
    EventCode(code="cases.calendarfeed.stop", label="停用订阅地址", kind="calendar"),
    _case("reckon_deadlines", "期限重新计算", "handling", ""),
    _with_reason(_case("object", "提出异议", "objection", Capability.CASES_OBJECT, MoveOf.UPPER)),
    _with_reason(
        _case(
            "uphold",
            "维持不予援助决定",
            "objection",
            Capability.CASES_DECIDE_OBJECTION,
            MoveOf.NOBODY,
        )
    ),
    _with_reason(
        _case(
            "change",
            "变更为给予援助",
            "objection",
            Capability.CASES_DECIDE_OBJECTION,
            MoveOf.OFFICE,
        )
    ),
    _with_reason(
        _case(
            "remand", "发回重新审查", "objection", Capability.CASES_DECIDE_OBJECTION, MoveOf.OFFICE
        )
    ),
    _with_reason(
        _case(
            "object_termination",
            "对终止提出异议",
            "objection",
            Capability.CASES_OBJECT,
            MoveOf.UPPER,
        )
    ),
    _with_reason(
        _case(
            "uphold_termination",
            "维持终止决定",
            "objection",
            Capability.CASES_DECIDE_OBJECTION,
            MoveOf.LAWYER,
        )
    ),
    _with_reason(
        _case(
            "revoke_termination",
            "撤销终止决定",
            "objection",
            Capability.CASES_DECIDE_OBJECTION,
            MoveOf.OFFICE,
        )
    ),
    _case("assign", "指派律师", "assignment", Capability.CASES_ASSIGN, MoveOf.LAWYER),
    _case("accept_assignment", "接受指派", "assignment", Capability.CASES_HANDLE, MoveOf.LAWYER),
    _with_reason(
        _case(
            "decline_assignment", "谢绝指派", "assignment", Capability.CASES_HANDLE, MoveOf.OFFICE
        )
    ),
    _case("pass_on", "逾期未答，另行指派", "assignment", Capability.CASES_ASSIGN, MoveOf.OFFICE),
    _with_reason(
        _case("replace", "更换承办律师", "assignment", Capability.CASES_ASSIGN, MoveOf.OFFICE)
    ),
    _case("sign_mandate", "签订委托", "handling", Capability.CASES_MANDATE, MoveOf.LAWYER),
    _case("progress", "报告进展", "handling", Capability.CASES_HANDLE, MoveOf.LAWYER),
    _case("open_stage", "进入程序", "handling", Capability.CASES_HANDLE, MoveOf.LAWYER),
    _case("update_stage", "更新程序", "handling", Capability.CASES_HANDLE, MoveOf.LAWYER),
    _case("conclude_stage", "程序终结", "handling", Capability.CASES_HANDLE, MoveOf.LAWYER),
    _with_reason(_case("write_worker", "给职工留言", "handling", Capability.CASES_WRITE_WORKER)),
    _case("write_office", "职工留言", "handling", ""),
    _with_reason(
        _case(
            "report_deadline",
            "申报了结期限",
            "handling",
            Capability.CASES_WRITE_WORKER,
            MoveOf.OFFICE,
        )
    ),
    _case(
        "confirm_deadline",
        "确认了结期限",
        "handling",
        Capability.CASES_CONFIRM_DEADLINE,
        MoveOf.LAWYER,
    ),
    _with_reason(
        _case(
            "return_deadline",
            "退回了结申报",
            "handling",
            Capability.CASES_CONFIRM_DEADLINE,
            MoveOf.LAWYER,
        )
    ),
    _with_reason(_case("settle_deadline", "了结期限", "handling", Capability.CASES_WRITE_WORKER)),
    _with_reason(_case("suspend", "中止办理", "handling", Capability.CASES_SUSPEND, MoveOf.OFFICE)),
    replace(_case("urge", "催办律师", "handling", Capability.CASES_ASSIGN), note=Note.NONE),
    _case("resume", "恢复办理", "handling", Capability.CASES_SUSPEND, MoveOf.LAWYER),
    _with_reason(_case("terminate", "终止援助", "closing", Capability.CASES_DECIDE, MoveOf.LAWYER)),
    _case("close", "结案", "closing", Capability.CASES_CLOSE, MoveOf.LAWYER),
    _case("submit_file", "交卷", "closing", Capability.CASES_SUBMIT_FILE, MoveOf.OFFICE),
    _with_reason(
        _case("return_file", "退回补卷", "closing", Capability.CASES_ARCHIVE, MoveOf.LAWYER)
    ),
    _with_reason(
        _case(
            "return_terminated_file",
            "终止案件退回补卷",
            "closing",
            Capability.CASES_ARCHIVE,
            MoveOf.LAWYER,
        )
    ),
    _case("archive", "归档", "closing", Capability.CASES_ARCHIVE, MoveOf.NOBODY),
    _case("import", "由台账导入", "closing", Capability.CASES_IMPORT),
    replace(_case("issue_document", "出具文书", "document", Capability.CASES_READ), note=Note.NONE),
    _case("write_batch", "制作批量文书", "document", ""),
    _case("word_document", "起草文书", "document", Capability.CASES_ISSUE),
    _with_reason(_case("replace_document", "改出文书", "document", Capability.CASES_ISSUE)),
    *TEMPLATE_EVENTS,
    replace(
        _case("export_roll", "导出申请人名单", "privacy", Capability.CASES_READ), note=Note.NONE
    ),
    replace(_case("viewed", "查看案件", "privacy", Capability.CASES_READ), note=Note.NONE),
    replace(_case("opened_file", "打开材料", "privacy", Capability.CASES_READ), note=Note.NONE),
    replace(
        _case("take_documents", "批量取文书", "privacy", Capability.CASES_SERVE), note=Note.NONE
    ),
    EventCode(
        code="cases.caseexport.export",
        label="导出案件名单",
        kind="privacy",
        capability=Capability.CASES_EXPORT,
        note=Note.NONE,
    ),
    *KEEPING_EVENTS,
    *MAJOR_EVENTS,
]
