from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from gongyuan.people import queries
from gongyuan.people.actor import Actor, visitor
from gongyuan.people.choices import SECOND_FACTOR_ROLES
from gongyuan.people.requests import ActorRequest


class ActorMiddleware:
    """Says who acts: the signed-in user in the post chosen, else a visitor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: ActorRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[assignment] # acts as one
        return self.get_response(request)


class AccountInOrderMiddleware:
    """Nothing else is served until an initial password is changed and a second factor is set up.

    Pages about the account itself and public pages stay open, so that there is a way out.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: ActorRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        is_open = getattr(view, "is_public", False) or getattr(view, "is_own_account", False)
        if is_open or not request.user.is_authenticated:
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


def _actor(request: ActorRequest) -> Actor:
    if not request.user.is_authenticated:
        return visitor()
    known = getattr(request.user, "held_posts", None)
    if known is None:  # signed in by this very request
        known = queries.posts_of(request.user, today=timezone.localdate())
    request.held_posts = known
    return queries.actor_among(
        request.user, request.held_posts, post_id=request.session.get("post_id")
    )
