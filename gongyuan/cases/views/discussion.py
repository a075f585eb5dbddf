"""A case is discussed together, step by step on its page."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from gongyuan.cases.actions import discussion as actions
from gongyuan.cases.forms import discussion as forms
from gongyuan.cases.forms.handling import ReasonForm
from gongyuan.cases.models import Case, DiscussionMember
from gongyuan.cases.queries.discussion import members_of
from gongyuan.cases.views.side_work import READ, on_case
from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, posted
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest


def _case(request: ActorRequest, case_id: int) -> Case:
    rows = Case.objects.handled_by(request.actor).select_related(*READ)
    return get_object_or_404(rows, pk=case_id)


def _member(case: Case, member_id: int) -> DiscussionMember:
    return get_object_or_404(members_of(case), pk=member_id)


@EITHER
@requires(Capability.CASES_DISCUSS)
def case_discussion_new(request: ActorRequest, case_id: int) -> HttpResponse:
    case = _case(request, case_id)
    today = timezone.localdate()
    form = forms.MeetingForm(posted(request), case=case, today=today)
    return on_case(request, case, form, actions.convene_discussion, title="召集集体讨论")


@EITHER
@requires(Capability.CASES_DISCUSS)
def case_opinion(request: ActorRequest, case_id: int, member_id: int) -> HttpResponse:
    case = _case(request, case_id)
    member = _member(case, member_id)
    said = {"stance": member.stance, "opinion": member.opinion}
    form = forms.OpinionForm(posted(request), initial=said)
    title = f"记录{member.name}的意见"
    return on_case(request, case, form, actions.give_opinion, title=title, member=member)


@EITHER
@requires(Capability.CASES_DISCUSS)
def case_recusal(request: ActorRequest, case_id: int, member_id: int) -> HttpResponse:
    case = _case(request, case_id)
    member = _member(case, member_id)
    form = ReasonForm(posted(request))
    title = f"登记{member.name}回避"
    return on_case(request, case, form, actions.recuse_member, title=title, member=member)


@EITHER
@requires(Capability.CASES_DISCUSS)
def case_discussion_conclusion(
    request: ActorRequest, case_id: int, discussion_id: int
) -> HttpResponse:
    case = _case(request, case_id)
    discussion = get_object_or_404(case.discussions.all(), pk=discussion_id)
    form = forms.ConclusionOfDiscussionForm(posted(request))
    known = {"discussion": discussion}
    return on_case(request, case, form, actions.conclude_discussion, title="形成讨论结论", **known)
