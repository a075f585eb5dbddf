"""The own account: posts, sessions, password, second factor."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongyuan.core.access import own_account, requires
from gongyuan.core.panels import panels_of
from gongyuan.core.refusals import Refused
from gongyuan.core.requests import EITHER, done, posted
from gongyuan.people import queries
from gongyuan.people.actions import accounts as actions
from gongyuan.people.actions.hours import record_hours
from gongyuan.people.capabilities import Capability
from gongyuan.people.choices import COVERABLE_ROLES
from gongyuan.people.forms.volunteers import HoursForm
from gongyuan.people.queries.covers import covers_of
from gongyuan.people.queries.posts import covered_posts
from gongyuan.people.queries.volunteers import hours_of, places_of, places_served, sums_of
from gongyuan.people.requests import ActorRequest
from gongyuan.people.views.page import form_page

NEWEST = 30


@require_safe
@own_account
def my_account(request: ActorRequest) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    context = {
        "now": now,
        "account": request.user,
        "held_posts": queries.posts_of(request.user, today=today),
        "sessions": queries.sessions_of(request.user, current=request.session.session_key),
        "has_second_factor": queries.has_second_factor(request.user),
        "needs_second_factor": queries.needs_second_factor(request.user, today=today),
        "covered_posts": covered_posts(request.user, today=today),
        "covers": covers_of(request.user, today=today),
        "coverable": COVERABLE_ROLES,
    }
    return render(request, "people/my_account.html", context)


@require_safe
@requires(Capability.DESK_USE)
def own_service(request: ActorRequest) -> HttpResponse:
    """What one has given and is to give: duty to come, volunteer hours, certificates."""
    now = timezone.now()
    user = request.user
    records = hours_of(user)
    context = {
        "account": user,
        "places": places_of(user),
        "records": records[:NEWEST],
        "sums": sums_of(records),
        "certificates": user.certificates.order_by("withdrawn_on", "-issued_on", "-pk"),
        "panels": panels_of(user, request.actor, now),
        "now": now,
        "today": timezone.localdate(now),
    }
    return render(request, "people/own_service.html", context)


@EITHER
@requires(Capability.PEOPLE_OWN_SERVICE)
def own_hours(request: ActorRequest, volunteer_id: int) -> HttpResponse:
    """What one has done oneself, for the office to confirm."""
    row = get_object_or_404(places_served(request.actor), pk=volunteer_id)
    form = HoursForm(posted(request), initial={"day": timezone.localdate()})
    if done(request, form, record_hours, volunteer=row):
        messages.success(request, "已经登记，单位确认以后计入。")
        return redirect("own_service")
    back_url = reverse("own_service")
    title = f"登记在{row.unit.short_name}的服务时长"
    return form_page(request, form, title=title, back_url=back_url, back="我的服务")


@require_safe
@own_account
def second_factor(request: ActorRequest) -> HttpResponse:
    return redirect("my_account")


@require_POST
@own_account
def switch_post(request: ActorRequest) -> HttpResponse:
    """Change the post one acts in, and start again from its worklist."""
    wanted = request.POST.get("post", "")
    known = queries.posts_to_act_in(request.user, today=timezone.localdate())
    post = next((post for post in known if str(post.pk) == wanted), None)
    if post is None:
        raise Http404
    try:
        actions.switch_post(user=request.user, post=post, actor=request.actor, now=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
        return redirect("my_account")
    request.session["post_id"] = post.pk
    covered = f"，代{post.user.name}" if post.user_id != request.user.pk else ""
    messages.success(request, f"现在的岗位：{post}{covered}")
    return redirect("desk_worklist")


@require_POST
@own_account
def session_end(request: ActorRequest, session_id: int) -> HttpResponse:
    actions.end_session(
        user=request.user, session_id=session_id, actor=request.actor, now=timezone.now()
    )
    messages.success(request, "那台设备已经退出登录。")
    return redirect("my_account")
