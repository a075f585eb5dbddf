"""The people of the own unit and those below: a list, and a page for each."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core.access import requires
from gongyuan.core.panels import panels_of
from gongyuan.core.requests import EITHER
from gongyuan.people.capabilities import Capability
from gongyuan.people.forms.register import FindForm
from gongyuan.people.queries import members as queries
from gongyuan.people.queries.volunteers import own_sums
from gongyuan.people.requests import ActorRequest
from gongyuan.people.views.page import one_page, tabs


@EITHER
@requires(Capability.PEOPLE_READ_STAFF)
def member_list(request: ActorRequest) -> HttpResponse:
    """Everybody with a post; who is looked for comes by POST, out of every log."""
    form = FindForm(request.POST or None)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    rows = (
        queries.find_members(request.actor, text)
        if text
        else queries.members_visible_to(request.actor)
    )
    context = {
        "form": form,
        "is_search": bool(text),
        "page": one_page(request, queries.with_posts(rows, request.actor)),
        "today": timezone.localdate(),
        "tabs": tabs(request.actor, "member_list"),
    }
    return render(request, "people/member_list.html", context)


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
