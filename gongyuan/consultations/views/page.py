"""What the pages of this domain share: the form that is being filled in, and one way to do it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.http import QueryDict
from django.utils import timezone

from gongyuan.core.forms import attempt
from gongyuan.people.requests import ActorRequest


@dataclass(frozen=True, kw_only=True)
class Work:
    """The form of what is being done."""

    title: str
    form: BaseForm
    action: str
    submit: str


def posted(request: ActorRequest) -> QueryDict | None:
    """What was sent, even when nothing was filled in; None when the page is only asked for."""
    return request.POST if request.method == "POST" else None


def done(request: ActorRequest, form: BaseForm, action: Callable[..., Any], **known: Any) -> bool:
    """Try an action with a form's values and the one who acts."""
    return attempt(form, action, actor=request.actor, now=timezone.now(), **known)
