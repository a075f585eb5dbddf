"""The lock of a shared desk, signing codes, and the desks an administrator keeps."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from gongyuan.core.access import View, own_account, requires
from gongyuan.core.crypto import ring
from gongyuan.core.requests import EITHER, attempt, done
from gongyuan.people import kept_forms, queries
from gongyuan.people.actions import shared_desk as actions
from gongyuan.people.capabilities import Capability
from gongyuan.people.forms.desk import CloseDeskForm, DeskForm, OwnCodeForm, SigningForm
from gongyuan.people.middleware import SITTING
from gongyuan.people.models import Post, SharedDesk
from gongyuan.people.queries import desks
from gongyuan.people.requests import ActorRequest

TOLD_ONCE = "told_code"
BOUND_TO = "session.told_code"
SECRET = sensitive_post_parameters("code", "new_code", "again")


def at_the_lock(view: View) -> View:
    """This view is served at a shared desk whether somebody has signed or not."""
    guarded = own_account(view)
    guarded.is_desk_lock = True  # type: ignore[attr-defined] # read by the middleware
    return guarded


@never_cache
@SECRET
@EITHER
@at_the_lock
def desk_lock(request: ActorRequest) -> HttpResponse:
    """The screen between two visitors: who begins to work here."""
    if not request.desk:
        raise Http404
    now = timezone.now()
    desk = desks.desk_of(request.desk.post)
    form = SigningForm(request.POST or None, desk=desk, today=timezone.localdate(now))
    if attempt(form, actions.sign_at_desk, desk=desk, actor=request.actor, now=now):
        sitting = form.result  # type: ignore[attr-defined] # by attempt
        kept = kept_forms.kept_for(request.session, sitting.user_id)
        _lock(request)
        _new_session(request)
        request.session[SITTING] = sitting.pk
        if kept is None:
            return redirect("desk_worklist")
        kept_forms.keep(request.session, kept)
        return redirect("desk_kept" if kept.is_sent else kept.path)
    return render(request, "people/desk_lock.html", {"form": form, "desk": desk, "now": now})


@require_POST
@at_the_lock
def desk_locking(request: ActorRequest) -> HttpResponse:
    if not request.desk:
        raise Http404
    user_id = desks.sitter(request.desk.post, sitting_id=request.session.get(SITTING))
    typed = kept_forms.typed_form(user_id, request.POST) if user_id else None
    _lock(request)
    _new_session(request)
    if typed:
        kept_forms.keep(request.session, typed)
    return redirect("desk_lock")


@never_cache
@require_safe
@requires(Capability.DESK_USE)
def desk_kept(request: ActorRequest) -> HttpResponse:
    """What was sent after the desk had locked, to be sent again; shown once."""
    if not request.desk:
        raise Http404
    kept = kept_forms.kept_for(request.session, request.actor.user_id)
    kept_forms.forget(request.session)
    if kept is None or not kept.is_sent:
        return redirect("desk_worklist")
    return render(request, "people/desk_kept.html", {"kept": kept})


@never_cache
@require_POST
@requires(Capability.DESK_USE)
def desk_typed(request: ActorRequest) -> HttpResponse:
    """What was typed on a page when the desk locked, for that page to put back; told once."""
    if not request.desk:
        raise Http404
    kept = kept_forms.kept_for(request.session, request.actor.user_id)
    kept_forms.forget(request.session)
    return JsonResponse({"fields": kept.fields if kept and not kept.is_sent else []})


@require_POST
@at_the_lock
def desk_life(request: ActorRequest) -> HttpResponse:
    """Somebody is typing: the desk stays open. Once it is locked nothing opens it but a code."""
    if not request.desk:
        raise Http404
    if request.desk.sitting is None:
        return HttpResponse(status=409)
    actions.note_life(sitting=request.desk.sitting, now=timezone.now())
    return HttpResponse(status=204)


def _lock(request: ActorRequest) -> None:
    if request.desk and request.desk.sitting:
        actions.lock_desk(sitting=request.desk.sitting, actor=request.actor, now=timezone.now())
    # Nothing of one person's work is left for the next: drafts, told-once secrets, filters.
    for key in [key for key in request.session.keys() if key not in KEPT]:  # noqa: SIM118 - a session
        del request.session[key]


#: What of a session belongs to the window's account and not to whoever sits there.
KEPT = {
    "_auth_user_id",
    "_auth_user_backend",
    "_auth_user_hash",
    "_session_expiry",
    "account_authentication_methods",
}


def _new_session(request: ActorRequest) -> None:
    """A new key and a new token with every change of hands: one that was seen before opens
    nothing after."""
    before = request.session.session_key
    request.session.cycle_key()
    rotate_token(request)
    actions.follow_session(before=before, after=request.session.session_key)


@SECRET
@EITHER
@own_account
@reauthentication_required
def own_code(request: ActorRequest) -> HttpResponse:
    form = OwnCodeForm(request.POST or None)
    user, actor = request.user, request.actor
    if attempt(form, actions.set_own_code, user=user, actor=actor, now=timezone.now()):
        messages.success(request, "签到码已设，在本单位的共用窗口都能用。")
        return redirect("my_account")
    return _form(request, form, "设签到码", reverse("my_account"))


@require_safe
@requires(Capability.PEOPLE_MANAGE_ACCOUNTS)
def desk_list(request: ActorRequest) -> HttpResponse:
    return render(request, "people/desks.html", {"desks": desks.desks(request.actor)[:200]})


@EITHER
@requires(Capability.PEOPLE_MANAGE_ACCOUNTS)
def desk_new(request: ActorRequest, post_id: int) -> HttpResponse:
    rows = Post.objects.handled_by(request.actor).select_related("user", "unit", "institution")
    post = get_object_or_404(rows, pk=post_id)
    form = DeskForm(request.POST or None)
    if done(request, form, actions.open_desk, post=post):
        messages.success(request, "已设为共用窗口。本单位的人用签到码签到以后才能办事。")
        return redirect("desk_list")
    back = reverse("staff_detail", args=[post.user_id])
    return _form(request, form, f"把{post.user.name}的账号设为共用窗口", back)


@EITHER
@requires(Capability.PEOPLE_MANAGE_ACCOUNTS)
def desk_closing(request: ActorRequest, desk_id: int) -> HttpResponse:
    desk = get_object_or_404(SharedDesk.objects.handled_by(request.actor), pk=desk_id)
    form = CloseDeskForm(request.POST or None)
    if done(request, form, actions.close_desk, desk=desk):
        messages.success(request, f"{desk}已停用。")
        return redirect("desk_list")
    return _form(request, form, f"停用{desk}", reverse("desk_list"), submit="停用")


@never_cache
@EITHER
@requires(Capability.PEOPLE_MANAGE_ACCOUNTS)
def staff_code(request: ActorRequest, user_id: int) -> HttpResponse:
    """Give a person a signing code, shown once."""
    user = get_object_or_404(queries.accounts_handled_by(request.actor), pk=user_id)
    if request.method == "POST":
        new = actions.give_code(user=user, actor=request.actor, now=timezone.now())
        # Carried over the redirect sealed: sessions are stored in clear.
        sealed = ring().seal(new.code.encode(), bound_to=BOUND_TO)
        request.session[TOLD_ONCE] = [user.pk, sealed.hex()]
        return redirect("staff_code", user_id=user.pk)
    context = {"account": user, "code": _told(request, user.pk)}
    return render(request, "people/staff_code.html", context)


def _told(request: ActorRequest, user_id: int) -> str:
    told_of, sealed = request.session.pop(TOLD_ONCE, [None, ""])
    if told_of != user_id:
        return ""
    return ring().open(bytes.fromhex(sealed), bound_to=BOUND_TO).decode()


def _form(
    request: ActorRequest, form: Any, title: str, back: str, submit: str = "保存"
) -> HttpResponse:
    context = {"form": form, "title": title, "back": back, "submit": submit}
    return render(request, "people/desk_form.html", context)
