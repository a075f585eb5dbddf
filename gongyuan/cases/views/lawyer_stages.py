"""A lawyer's pages of the proceedings: entered, kept up to date, ended; closing and the file."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from gongyuan.cases.actions import closing, settling, stages
from gongyuan.cases.forms import closing as closing_forms
from gongyuan.cases.forms import handling as forms
from gongyuan.cases.forms.roll_conclusion import RollConclusionForm
from gongyuan.cases.models import Case, Stage
from gongyuan.cases.queries import closing as closing_queries
from gongyuan.cases.queries import handling as queries
from gongyuan.cases.queries.roll import is_large
from gongyuan.cases.rules.closing import closing_day, closing_obstacles
from gongyuan.cases.rules.next_deadlines import needs_second_person
from gongyuan.cases.views.lawyer import answer, own_case
from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, posted
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest


def _stage(case: Case, stage_id: int) -> Stage:
    return get_object_or_404(case.stages.select_related("case"), pk=stage_id)


@EITHER
@requires(Capability.CASES_HANDLE)
def lawyer_stage_new(request: ActorRequest, case_id: int) -> HttpResponse:
    case = own_case(request, case_id)
    form = forms.StageForm(posted(request))
    return answer(request, case, form, stages.open_stage, title="进入程序")


@EITHER
@requires(Capability.CASES_HANDLE)
def lawyer_stage(request: ActorRequest, case_id: int, stage_id: int) -> HttpResponse:
    case = own_case(request, case_id)
    stage = _stage(case, stage_id)
    hearing = timezone.localtime(stage.hearing_at) if stage.hearing_at else None
    initial = {
        "body": stage.body,
        "number": stage.number,
        "accepted_on": stage.accepted_on,
        "hearing_on": hearing.date() if hearing else None,
        "hearing_time": f"{hearing:%H:%M}" if hearing else None,
        "hearing_place": stage.hearing_place,
    }
    form = forms.StageDetailsForm(posted(request), initial=initial)
    title = f"更新{stage.get_kind_display()}"
    return answer(request, case, form, stages.update_stage, title=title, known={"stage": stage})


@EITHER
@requires(Capability.CASES_HANDLE)
def lawyer_stage_conclusion(request: ActorRequest, case_id: int, stage_id: int) -> HttpResponse:
    case = own_case(request, case_id)
    stage = _stage(case, stage_id)
    rows = queries.claim_rows(case)
    kind = RollConclusionForm if is_large(case) else forms.ConclusionForm
    form = kind(posted(request), stage=stage, rows=rows)
    title = f"登记{stage.get_kind_display()}结果"
    return answer(request, case, form, stages.conclude_stage, title=title, known={"stage": stage})


@EITHER
@requires(Capability.CASES_WRITE_WORKER)
def lawyer_deadline(request: ActorRequest, case_id: int, deadline_id: int) -> HttpResponse:
    case = own_case(request, case_id)
    deadline = get_object_or_404(case.deadlines, pk=deadline_id)
    form = forms.DeadlineForm(posted(request))
    is_fatal = needs_second_person(deadline.code)
    title = f"{'申报' if is_fatal else ''}了结期限“{deadline.label}”"
    known = {"deadline": deadline}
    return answer(request, case, form, settling.settle_deadline, title=title, known=known)


@EITHER
@requires(Capability.CASES_HANDLE)
def lawyer_deadline_report(request: ActorRequest, case_id: int, deadline_id: int) -> HttpResponse:
    case = own_case(request, case_id)
    deadline = get_object_or_404(case.deadlines, pk=deadline_id)
    form = forms.ReportAnswerForm(posted(request))
    title, known = f"核实期限“{deadline.label}”的了结", {"deadline": deadline}
    return answer(request, case, form, settling.answer_report, title=title, known=known)


@EITHER
@requires(Capability.CASES_CLOSE)
def lawyer_closing(request: ActorRequest, case_id: int) -> HttpResponse:
    case = own_case(request, case_id)
    rows = queries.claim_rows(case)
    form = closing_forms.ClosingForm(posted(request), rows=rows)
    facts = closing_queries.closing_facts(case)
    more = {
        "claim_rows": rows,
        "obstacles": closing_obstacles(facts),
        "closing_day": closing_day(facts.stages),
    }
    return answer(request, case, form, closing.close_case, title="结案", **more)


@EITHER
@requires(Capability.CASES_SUBMIT_FILE)
def lawyer_file(request: ActorRequest, case_id: int) -> HttpResponse:
    """Hand the file in, with what lies in it and what is still asked for on the same page."""
    case = own_case(request, case_id)
    form = closing_forms.SubmitFileForm(posted(request))
    rows = [row for row in closing_queries.file_check_rows(case) if row.titles or row.is_missing]
    check = closing_queries.latest_check(case)
    shown = {"check_rows": rows, "file_check": check}
    return answer(request, case, form, closing.submit_file, title="交卷", **shown)
