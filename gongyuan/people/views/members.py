"""The people of the own unit and those below: a list, and a page for each."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongyuan.core import files
from gongyuan.core.access import requires
from gongyuan.core.panels import panels_of
from gongyuan.core.requests import EITHER
from gongyuan.organisations.models import Unit
from gongyuan.people.actions.members import export_members
from gongyuan.people.capabilities import Capability
from gongyuan.people.forms.members import MemberFindForm
from gongyuan.people.queries import members as queries
from gongyuan.people.queries.volunteers import own_sums
from gongyuan.people.requests import ActorRequest
from gongyuan.people.views.finding import narrowed, page_of
from gongyuan.people.views.page import tabs


@EITHER
@requires(Capability.PEOPLE_READ_STAFF)
def member_list(request: ActorRequest) -> HttpResponse:
    """Everybody with a post, narrowed; who is looked for comes by POST, out of every log."""
    form = MemberFindForm(request.POST if request.method == "POST" else request.GET)
    shorter = narrowed(request, "member_list", form)
    if shorter is not None:
        return shorter
    today = timezone.localdate()
    asked = dict(form.cleaned_data) if form.is_valid() else {}
    text = asked.pop("q", "")
    wanted = queries.Wanted(**asked)
    rows = queries.members_listed(request.actor, wanted, today=today, text=text)
    context = {
        "form": form,
        "is_search": request.method == "POST" or wanted != queries.Wanted(),
        "page": page_of(request, queries.with_posts(rows, request.actor, today=today)),
        "found": rows.count(),
        "asked": [(name, value) for name, value in asked.items() if value],
        "tabs": tabs(request.actor, "member_list"),
    }
    return render(request, "people/member_list.html", context)


@require_POST
@requires(Capability.PEOPLE_KEEP_CERTIFICATES)
def member_export(request: ActorRequest) -> HttpResponse:
    """The people asked for with their certificates, as a workbook."""
    form, now = MemberFindForm(request.POST), timezone.now()
    asked = dict(form.cleaned_data) if form.is_valid() else {}
    asked.pop("q", None)
    unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=request.actor.unit_id)
    content = export_members(
        unit=unit, wanted=queries.Wanted(**asked), actor=request.actor, now=now
    )
    return files.workbook(content, f"{unit.short_name}人员{timezone.localdate(now)}.xlsx")


@require_safe
@requires(Capability.PEOPLE_READ_STAFF)
def member_detail(request: ActorRequest, user_id: int) -> HttpResponse:
    """Posts past and present, certificates, hours given, and what other domains know."""
    actor, now = request.actor, timezone.now()
    account = get_object_or_404(queries.members_visible_to(actor), pk=user_id)
    keeps = queries.members_handled_by(actor).filter(pk=user_id).exists()
    context = {
        "account": account,
        "posts_held": queries.posts_seen(account, actor),
        "certificates": account.certificates.select_related("file").order_by(
            "withdrawn_on", "-issued_on", "-pk"
        ),
        "keeps": keeps and user_id != actor.user_id,
        "sums": own_sums(account, actor),
        "panels": panels_of(account, actor, now),
        "now": now,
        "today": timezone.localdate(now),
    }
    return render(request, "people/member_detail.html", context)
