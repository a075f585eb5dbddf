"""The three marks a view may carry; a test finds the views that carry none."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]


def public(view: View) -> View:
    """This view will answer anybody, signed in or not."""
    view.is_public = True  # type: ignore[attr-defined] # read by the house tests
    return login_not_required(view)


def own_account(view: View) -> View:
    """This view answers any account, with or without a post: it is about that account alone."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    guarded.is_own_account = True  # type: ignore[attr-defined] # read by the house tests
    guarded.capabilities = frozenset()  # type: ignore[attr-defined] # read by the house tests
    return guarded


def requires(*capabilities: str) -> Callable[[View], View]:
    """This view will answer a post that has one of the powers; others get 403."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor = request.actor  # type: ignore[attr-defined] # set by ActorMiddleware
            if not actor.capabilities.intersection(capabilities):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.capabilities = frozenset(capabilities)  # type: ignore[attr-defined] # read by the house tests
        return guarded

    return decorate
