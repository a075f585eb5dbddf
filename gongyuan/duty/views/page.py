"""What the pages of duty share."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render

from gongyuan.duty.actions.refilling import Refilled
from gongyuan.people.requests import ActorRequest


def refilled_words(refilled: Refilled) -> str:
    """What became of the shifts of somebody who does not come, in a sentence."""
    found = []
    if refilled.handed_on:
        found.append(f"{refilled.handed_on}班已补排给别人")
    if refilled.vacant:
        found.append(f"{refilled.vacant}班没有人能来，还空着，由排班的人安排")
    return "，".join(found or ["这些日子没有排到班"]) + "。"


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
