"""Accounts and posts of the subtree, for the system administrator."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core.access import requires
from gongyuan.core.crypto import ring
from gongyuan.core.events import events_of, find
from gongyuan.core.requests import EITHER, attempt, done, posted
from gongyuan.people import queries
from gongyuan.people.actions import staff as actions
from gongyuan.people.capabilities import Capability
from gongyuan.people.choices import DESK_ROLES
from gongyuan.people.forms.members import AccountFindForm
from gongyuan.people.forms.staff import (
    AccountForm,
    ChangeAccountForm,
    EndPostForm,
    PostForm,
    RenewPasswordForm,
)
from gongyuan.people.models import Post, User
from gongyuan.people.requests import ActorRequest
from gongyuan.people.views.page import one_page, tabs
from gongyuan.policy.places import place_of

PAGE = 50
TOLD_ONCE = "told_once"
BOUND_TO = "session.told_once"


@EITHER
@requires(Capability.PEOPLE_MANAGE_ACCOUNTS)
def staff_list(request: ActorRequest) -> HttpResponse:
    """The accounts by user name; who is looked for comes by POST, out of every log."""
    form = AccountFindForm(posted(request))
    text = form.cleaned_data["q"] if form.is_valid() else ""
    after = "" if text else request.GET.get("after", "")
    accounts = queries.find_accounts(request.actor, text).filter(username__gt=after)
    page = list(accounts.prefetch_related("posts__unit", "posts__institution")[: PAGE + 1])
    context = {
        "form": form,
        "accounts": page[:PAGE],
        "is_search": bool(text),
        "next_after": page[PAGE - 1].username if len(page) > PAGE else "",
        "today": timezone.localdate(),
        "tabs": tabs(request.actor, "staff_list"),
    }
    return render(request, "people/staff_list.html", context)


@require_safe
@requires(Capability.PEOPLE_MANAGE_ACCOUNTS)
def staff_unused(request: ActorRequest) -> HttpResponse:
    """Open accounts that nobody has signed in to for the days that the policy sets."""
    today = timezone.localdate()
    place = place_of(request.actor.unit_id)
    found = queries.unused_days(place.region_code, today=today)
    rows = queries.unused_accounts(request.actor, days=found.value if found else 0, today=today)
    context = {
        "page": one_page(request, rows if found else rows.none()),
        "days": found,
        "now": timezone.now(),
        "tabs": tabs(request.actor, "staff_unused"),
    }
    return render(request, "people/staff_unused.html", context)


@EITHER
@requires(Capability.PEOPLE_MANAGE_ACCOUNTS)
def staff_new(request: ActorRequest) -> HttpResponse:
    now = timezone.now()
    start = {"starts_on": timezone.localdate(now)}
    form = AccountForm(request.POST or None, actor=request.actor, initial=start)
    if attempt(form, actions.open_account, actor=request.actor, now=now):
        tell_once(request, form.result)
        return redirect("staff_detail", user_id=form.result.user.pk)
    return render(request, "people/staff_form.html", {"form": form, "title": "开立账号"})


@require_safe
@requires(Capability.PEOPLE_MANAGE_ACCOUNTS)
def staff_detail(request: ActorRequest, user_id: int) -> HttpResponse:
    account = get_object_or_404(queries.accounts_visible_to(request.actor), pk=user_id)
    context = {
        "account": account,
        "posts_held": account.posts.visible_to(request.actor).select_related("unit", "institution"),
        "is_ours": queries.accounts_handled_by(request.actor).filter(pk=user_id).exists()
        and user_id != request.actor.user_id,
        "has_second_factor": queries.has_second_factor(account),
        "desk_roles": DESK_ROLES,
        "initial_password": _told(request, account),
        "events": [
            {"text": find(e.code).label, "when": e.at, "who": e.actor_name, "note": e.note}
            for e in events_of(account).order_by("-pk")[:PAGE]
        ],
        "now": timezone.now(),
        "today": timezone.localdate(),
    }
    answer = render(request, "people/staff_detail.html", context)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@EITHER
@requires(Capability.PEOPLE_MANAGE_ACCOUNTS)
def staff_post(request: ActorRequest, user_id: int) -> HttpResponse:
    account = get_object_or_404(queries.accounts_visible_to(request.actor), pk=user_id)
    now = timezone.now()
    start = {"starts_on": timezone.localdate(now)}
    form = PostForm(request.POST or None, actor=request.actor, initial=start)
    if attempt(form, actions.appoint_to_post, user=account, actor=request.actor, now=now):
        messages.success(request, "岗位已经任命。")
        return redirect("staff_detail", user_id=account.pk)
    return _form(request, form, f"任命{account.name}的岗位", account)


@EITHER
@requires(Capability.PEOPLE_MANAGE_ACCOUNTS)
def staff_post_end(request: ActorRequest, post_id: int) -> HttpResponse:
    post = get_object_or_404(Post.objects.handled_by(request.actor), pk=post_id)
    now = timezone.now()
    form = EndPostForm(request.POST or None, initial={"ends_on": timezone.localdate(now)})
    if attempt(form, actions.end_post, post=post, actor=request.actor, now=now):
        messages.success(request, "岗位已经免去。")
        return redirect("staff_detail", user_id=post.user_id)
    return _form(request, form, f"免去{post.user.name}的岗位：{post}", post.user)


@EITHER
@requires(Capability.PEOPLE_MANAGE_ACCOUNTS)
def staff_account(request: ActorRequest, user_id: int) -> HttpResponse:
    account = get_object_or_404(queries.accounts_handled_by(request.actor), pk=user_id)
    start = {"is_active": account.is_active, "expires_on": account.expires_on}
    form = ChangeAccountForm(request.POST or None, initial=start)
    if done(request, form, actions.change_account, user=account):
        messages.success(request, "已经保存。")
        return redirect("staff_detail", user_id=account.pk)
    return _form(request, form, f"{account.name}的账号", account)


@EITHER
@requires(Capability.PEOPLE_MANAGE_ACCOUNTS)
def staff_password(request: ActorRequest, user_id: int) -> HttpResponse:
    account = get_object_or_404(queries.accounts_handled_by(request.actor), pk=user_id)
    form = RenewPasswordForm(request.POST or None)
    if done(request, form, actions.renew_password, user=account):
        tell_once(request, form.result)
        return redirect("staff_detail", user_id=account.pk)
    return _form(request, form, f"重设{account.name}的密码", account)


def _form(request: ActorRequest, form: Any, title: str, account: User) -> HttpResponse:
    context = {"form": form, "title": title, "account": account}
    return render(request, "people/staff_form.html", context)


def tell_once(request: ActorRequest, new: actions.NewPassword) -> None:
    """Carry the password over the redirect, sealed: sessions are stored in clear."""
    sealed = ring().seal(new.password.encode(), bound_to=BOUND_TO)
    request.session[TOLD_ONCE] = [new.user.pk, sealed.hex()]


def _told(request: ActorRequest, account: User) -> str:
    user_id, sealed = request.session.pop(TOLD_ONCE, [None, ""])
    if user_id != account.pk:
        return ""
    return ring().open(bytes.fromhex(sealed), bound_to=BOUND_TO).decode()
