from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from gongyuan.people import kept_forms
from gongyuan.people.middleware import lacks_second_factor
from gongyuan.people.models import Post
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
        "current_post": f"{actor.name} {actor.office}" if actor.covers_user_id else actor.office,
        "posts": SimpleLazyObject(lambda: _other_posts(request)),
        "desk_lock": SimpleLazyObject(lambda: _desk_lock(request)),
        "standing_notice": SimpleLazyObject(lambda: _standing_notice(request)),
    }


def _other_posts(request: ActorRequest) -> list[dict[str, Any]]:
    """Nothing for people with one post: there is nothing to switch to."""
    chosen = request.actor.post_id
    held = request.held_posts
    if len(held) < 2 or request.desk:
        return []
    return [{"id": p.pk, "label": _label(p, request), "current": p.pk == chosen} for p in held]


def _label(post: Post, request: ActorRequest) -> str:
    return str(post) if post.user_id == request.user.pk else f"代{post.user.name}：{post}"


def _desk_lock(request: ActorRequest) -> dict[str, Any]:
    """At a shared desk: who has signed, and when the screen locks by itself."""
    desk = request.desk
    if not desk or desk.sitting is None:
        return {}
    shown = {
        "name": request.actor.name,
        "seconds": desk.idle_minutes * 60,
        "minutes": desk.idle_minutes,
    }
    kept = kept_forms.kept_for(request.session, request.actor.user_id)
    if kept and not kept.is_sent and kept.path == request.get_full_path():
        shown["typed"] = reverse("desk_typed")
    return shown


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
