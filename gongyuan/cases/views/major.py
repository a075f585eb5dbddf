"""Major cases: their own list, and what is done with one on its page."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.cases.actions import major as actions
from gongyuan.cases.actions import red_line
from gongyuan.cases.choices.major import MajorTab
from gongyuan.cases.forms import major as forms
from gongyuan.cases.forms.handling import ReasonForm
from gongyuan.cases.models import Case, MajorReport
from gongyuan.cases.queries import major as queries
from gongyuan.cases.views.lawyer import answer, own_case
from gongyuan.cases.views.side_work import READ, on_case
from gongyuan.core.access import requires
from gongyuan.core.counting import shown_count
from gongyuan.core.requests import EITHER, posted
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest


def _own(request: ActorRequest, case_id: int) -> Case:
    rows = Case.objects.handled_by(request.actor).select_related(*READ)
    return get_object_or_404(rows, pk=case_id)


@require_safe
@requires(Capability.CASES_OVERSEE)
def major_cases(request: ActorRequest) -> HttpResponse:
    """The major cases in sight, tab by tab; each number is the list behind it."""
    now = timezone.now()
    tab = next((t for t in MajorTab if t == request.GET.get("tab")), MajorTab.STANDING)
    counts = queries.major_counts(request.actor, now=now)
    before = request.GET.get("before", "")
    key = int(before) if before.isdecimal() and len(before) < 19 else None
    page = queries.major_page(request.actor, tab, now=now, before=key)
    beside = queries.beside(page.rows)
    context = {
        "now": now,
        "tab": tab,
        "count": counts[tab],
        "page": page,
        "rows": [{"major": row, **beside[row.case_id]} for row in page.rows],
        "tabs": [_tab(one, counts[one], current=one is tab) for one in MajorTab],
    }
    return render(request, "cases/major_cases.html", context)


def _tab(tab: MajorTab, count: int, *, current: bool) -> dict[str, Any]:
    url = f"{reverse('major_cases')}?tab={tab}"
    return {"label": tab.label, "url": url, "count": shown_count(count), "current": current}


@EITHER
@requires(Capability.CASES_REVIEW)
def case_major_mark(request: ActorRequest, case_id: int) -> HttpResponse:
    form = forms.MarkForm(posted(request))
    case = _own(request, case_id)
    return on_case(request, case, form, actions.mark_major, title="认定为重大案件")


@EITHER
@requires(Capability.CASES_DECIDE)
def case_major_lifting(request: ActorRequest, case_id: int) -> HttpResponse:
    case = _own(request, case_id)
    form = ReasonForm(posted(request))
    return on_case(request, case, form, actions.lift_major, title="解除重大案件")


@EITHER
@requires(Capability.CASES_LEAD)
def case_leader(request: ActorRequest, case_id: int) -> HttpResponse:
    case = _own(request, case_id)
    form = forms.LeaderForm(posted(request), case=case, today=timezone.localdate())
    return on_case(request, case, form, actions.name_leader, title="确定包案领导")


@EITHER
@requires(Capability.CASES_REPORT_UP)
def case_tracking(request: ActorRequest, case_id: int) -> HttpResponse:
    case = _own(request, case_id)
    form = forms.TrackingForm(posted(request))
    return on_case(request, case, form, actions.track_case, title="记下跟踪情况")


@EITHER
@requires(Capability.CASES_REPORT_UP)
def case_report_new(request: ActorRequest, case_id: int) -> HttpResponse:
    case = _own(request, case_id)
    form = forms.ReportUpForm(posted(request))
    return on_case(request, case, form, red_line.report_up, title="向上级报告")


@EITHER
@requires(Capability.CASES_OVERSEE)
def case_report_acknowledgement(
    request: ActorRequest, case_id: int, report_id: int
) -> HttpResponse:
    rows = Case.objects.overseen_by(request.actor).select_related(*READ)
    case = get_object_or_404(rows, pk=case_id)
    reports = MajorReport.objects.handled_by(request.actor).filter(case=case)
    report = get_object_or_404(reports, pk=report_id)
    form = forms.AcknowledgementForm(posted(request))
    action = red_line.acknowledge_report
    return on_case(request, case, form, action, title="签收报告", report=report)


@EITHER
@requires(Capability.CASES_HANDLE)
def lawyer_report(request: ActorRequest, case_id: int) -> HttpResponse:
    """The lawyer reports what is major in a case, on the phone."""
    case = own_case(request, case_id)
    form = forms.LawyerReportForm(posted(request), request.FILES or None)
    return answer(request, case, form, red_line.report_by_lawyer, title="报告重大情况")
