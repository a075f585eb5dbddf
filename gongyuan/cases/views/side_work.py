"""What is done beside a case's own course answers with the page of the case, or with its own."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect

from gongyuan.cases.models import Case
from gongyuan.cases.views.page import case_page
from gongyuan.core.requests import Work, done
from gongyuan.people.requests import ActorRequest

#: What the page of a case reads of it.
READ = "unit__parent", "employer", "matter", "institution"


def on_case(
    request: ActorRequest,
    case: Case,
    form: BaseForm,
    action: Callable[..., Any],
    *,
    title: str,
    **known: Any,
) -> HttpResponse:
    """Do it and go back to the case, or show the form (again) in its place of work.

    `known` is what the action takes instead of the case.
    """
    given = known or {"case": case}
    if done(request, form, action, **given):
        messages.success(request, f"已{title}。")
        return redirect("case_detail", case_id=case.pk)
    work = Work(title=title, form=form, action=request.path, submit=title)
    return case_page(request, case, work=work)
