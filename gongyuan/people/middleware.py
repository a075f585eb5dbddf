from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from gongyuan.people import queries
from gongyuan.people.actor import Actor, visitor


class ActorMiddleware:
    """Says who acts: the signed-in user in the post chosen, else a visitor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined] # ours on every request
        return self.get_response(request)


def _actor(request: HttpRequest) -> Actor:
    if not request.user.is_authenticated:
        return visitor()
    return queries.actor_of(
        request.user,
        post_id=request.session.get("post_id"),
        today=timezone.localdate(),
    )
