"""What a view is asked, and how it answers with a form: the same in every domain."""

from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gongyuan.core.actor import Actor
from gongyuan.core.refusals import Refused

#: A page with a form: shown when asked for, done when sent.
EITHER = require_http_methods(["GET", "POST"])


class ActorRequest(HttpRequest):
    """A request of which the middleware of `people` has said who acts; named in signatures only."""

    actor: Any


@dataclass(frozen=True, kw_only=True)
class Work:
    """The form of what is being done, as a record's page shows it in the place of work."""

    title: str
    form: BaseForm
    action: str
    submit: str


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, even when nothing was filled in; None when the page is only asked for."""
    return request.POST if request.method == "POST" else None


def attempt(form: BaseForm, action: Callable[..., Any], **context: Any) -> bool:
    """Run an action with a form's values; say whether it was done.

    A refusal becomes the form's errors, beside the fields it names when the form has them; what
    was typed stays. The action's result is left in `form.result`.
    """
    if not form.is_bound or not form.is_valid():
        return False
    try:
        form.result = action(**form.cleaned_data, **context)  # type: ignore[attr-defined] # left for the view
    except Refused as refusal:
        show_refusal(form, refusal)
        return False
    return True


def show_refusal(form: BaseForm, refusal: Refused) -> None:
    """Make a refusal the form's errors, each beside its field when the form has it."""
    for field, reasons in refusal.by_field.items():
        for reason in reasons:
            form.add_error(field if field in form.fields else None, reason)


def done(
    request: ActorRequest, form: BaseForm, action: Callable[..., Any], /, **known: Any
) -> bool:
    """Try an action with a form's values and the one who acts, now."""
    return attempt(form, action, actor=request.actor, now=timezone.now(), **known)


def tabs(
    items: Iterable[tuple[str, str, Set[str]]], actor: Actor, current: str
) -> list[dict[str, Any]]:
    """The parts of a domain (label, route, powers any of which opens it) that a post can use."""
    return [
        {"label": label, "url": reverse(route), "current": route == current}
        for label, route, powers in items
        if actor.capabilities & powers
    ]
