"""The own account: posts, sessions, password, second factor."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongyuan.core.access import own_account
from gongyuan.core.refusals import Refused
from gongyuan.people import queries
from gongyuan.people.actions import accounts as actions
from gongyuan.people.choices import COVERABLE_ROLES
from gongyuan.people.queries.covers import covers_of
from gongyuan.people.queries.posts import covered_posts
from gongyuan.people.requests import ActorRequest


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
