"""What the pages of duty share."""

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gongyuan.core.forms import attempt
from gongyuan.people.requests import ActorRequest

EITHER = require_http_methods(["GET", "POST"])


def posted(request: ActorRequest) -> QueryDict | None:
    """What was sent, even when nothing was filled in; None when the page is only asked for."""
    return request.POST if request.method == "POST" else None


def done(request: ActorRequest, form: BaseForm, action: Callable[..., Any], **known: Any) -> bool:
    """Try an action with a form's values and the one who acts."""
    return attempt(form, action, actor=request.actor, now=timezone.now(), **known)


def form_page(
    request: ActorRequest,
    *,
    title: str,
    form: BaseForm,
    back: str,
    submit: str = "保存",
    **more: Any,
) -> HttpResponse:
    """A narrow page with one form."""
    context = {"title": title, "form": form, "back": back, "submit": submit, **more}
    return render(request, "duty/form.html", context)
