from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from gongyuan.people.middleware import lacks_second_factor
from gongyuan.people.requests import ActorRequest

#: Pages that ask for a second factor where it is not enforced; a case's page has no room for it.
ASKING = frozenset({"desk_worklist", "my_account"})


def current_post(request: ActorRequest) -> dict[str, Any]:
    """Who acts, in which post, and what other posts can be chosen: for the head of every page."""
    actor = getattr(request, "actor", None)
    if actor is None or not request.user.is_authenticated:
        return {"actor": actor, "demo_password": settings.DEMO_PASSWORD}
    return {
        "actor": actor,
        "current_post": actor.office,
        "posts": SimpleLazyObject(lambda: _other_posts(request)),
        "standing_notice": SimpleLazyObject(lambda: _standing_notice(request)),
    }


def _other_posts(request: ActorRequest) -> list[dict[str, Any]]:
    """Nothing for people with one post: there is nothing to switch to."""
    chosen = request.actor.post_id
    held = request.held_posts
    if len(held) < 2:
        return []
    return [{"id": p.pk, "label": str(p), "current": p.pk == chosen} for p in held]


def _standing_notice(request: ActorRequest) -> dict[str, str]:
    """Where the second factor is not enforced, say where one begins that it ought to be there."""
    shown_on = request.resolver_match.url_name if request.resolver_match else None
    if shown_on not in ASKING:
        return {}
    if settings.SECOND_FACTOR_COMPULSORY or not lacks_second_factor(request):
        return {}
    return {
        "text": "这个岗位在正式使用时必须设动态口令，演示时可以不设。",
        "url": reverse("mfa_activate_totp"),
        "label": "现在设置",
    }
