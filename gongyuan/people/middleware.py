from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from gongyuan.people import kept_forms, queries
from gongyuan.people.actions.shared_desk import note_life
from gongyuan.people.actor import Actor, visitor
from gongyuan.people.choices import SECOND_FACTOR_ROLES
from gongyuan.people.models import Post
from gongyuan.people.queries import desks
from gongyuan.people.requests import ActorRequest

#: Where a session keeps who has signed at its shared desk.
SITTING = "sitting"


class ActorMiddleware:
    """Says who acts: the signed-in user in the post chosen, else a visitor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: ActorRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[assignment] # acts as one
        request.desk = SimpleLazyObject(lambda: _desk(request))  # type: ignore[assignment] # acts as one
        return self.get_response(request)


class AccountInOrderMiddleware:
    """Nothing else is served until an initial password is changed and a second factor is set up.

    Pages about the account itself and public pages stay open, so that there is a way out. At a
    shared desk nothing is served but its lock until somebody has signed; pages about the account
    never are, for it is nobody's own.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: ActorRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        is_own = getattr(view, "is_own_account", False)
        if getattr(view, "is_public", False) or not request.user.is_authenticated:
            return None
        if request.desk and not request.user.must_change_password:
            return _at_desk(request, view, is_own=is_own)
        if is_own:
            return None
        if request.user.must_change_password:
            return redirect("account_change_password")
        if settings.SECOND_FACTOR_COMPULSORY and lacks_second_factor(request):
            return redirect("mfa_activate_totp")
        return None


def lacks_second_factor(request: ActorRequest) -> bool:
    """Whether the post acted in asks for a second factor that the account has not."""
    if request.actor.role not in SECOND_FACTOR_ROLES:
        return False
    # Read anew with every request, so that a factor taken away is missed at once.
    known = getattr(request.user, "has_factor", None)
    return not (queries.has_second_factor(request.user) if known is None else known)


def _at_desk(
    request: ActorRequest, view: Callable[..., Any], *, is_own: bool
) -> HttpResponse | None:
    desk = request.desk
    if desk is None or getattr(view, "is_desk_lock", False):
        return None
    if desk.sitting is None or is_own:
        if request.method == "POST" and not is_own:
            _keep_sent(request, desk)
        return redirect("desk_lock")
    # A page that asks again by itself is no sign of life; a hand on keys or mouse says so itself.
    if request.method != "GET" or "HX-Request" not in request.headers:
        note_life(sitting=desk.sitting, now=timezone.now())
    return None


def _keep_sent(request: ActorRequest, desk: desks.AtDesk) -> None:
    """Whoever wrote too long finds what was sent again after signing."""
    user_id = desks.sitter(desk.post, sitting_id=request.session.get(SITTING))
    if user_id is None:
        return
    path, had_files = request.get_full_path(), bool(request.FILES)
    form = kept_forms.sent_form(user_id, path, request.POST, had_files=had_files)
    if form is not None:
        kept_forms.keep(request.session, form)


def _posts(request: ActorRequest) -> list[Post]:
    known = getattr(request, "held_posts", None)
    if known is None:
        known = getattr(request.user, "held_posts", None)
        if known is None:  # signed in by this very request
            known = queries.posts_to_act_in(request.user, today=timezone.localdate())
        request.held_posts = known
    return known


def _desk(request: ActorRequest) -> desks.AtDesk | None:
    if not request.user.is_authenticated:
        return None
    post = next((post for post in _posts(request) if getattr(post, "desk_id", None)), None)
    if post is None:
        return None
    return desks.at_desk(post, sitting_id=request.session.get(SITTING), now=timezone.now())


def _actor(request: ActorRequest) -> Actor:
    if not request.user.is_authenticated:
        return visitor()
    posts = _posts(request)
    if request.desk:
        return desks.actor_at(request.desk)
    return queries.actor_among(request.user, posts, post_id=request.session.get("post_id"))
