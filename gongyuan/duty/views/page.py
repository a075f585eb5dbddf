"""What the pages of duty share."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render

from gongyuan.people.requests import ActorRequest


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
