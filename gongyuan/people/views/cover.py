"""Who does one's work while one is away."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongyuan.core.access import own_account
from gongyuan.core.refusals import Refused
from gongyuan.core.requests import EITHER, attempt
from gongyuan.people import queries
from gongyuan.people.actions import cover as actions
from gongyuan.people.forms.desk import CoverForm
from gongyuan.people.models import AbsenceCover
from gongyuan.people.requests import ActorRequest

HINT = (
    "代班的人在这些天里可以切换到你的岗位，以自己的名义替你办，每一件都记在经过里。"
    "窗口值班的班次不跟着走，到“值班”里请假或者换班。"
)


@EITHER
@own_account
def cover_new(request: ActorRequest, post_id: int) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    held = queries.posts_of(request.user, today=today)
    post = next((post for post in held if post.pk == post_id), None)
    if post is None:
        raise Http404
    form = CoverForm(request.POST or None, post=post, today=today)
    if attempt(form, actions.name_cover, post=post, actor=request.actor, now=now):
        messages.success(request, f"已请{form.result.cover}代班，到期自动结束。")  # type: ignore[attr-defined] # by attempt
        return redirect("my_account")
    context = {
        "form": form,
        "title": f"请人代班：{post}",
        "submit": "请代班",
        "back": reverse("my_account"),
        "hint": HINT,
    }
    return render(request, "people/desk_form.html", context)


@require_POST
@own_account
def cover_end(request: ActorRequest, cover_id: int) -> HttpResponse:
    cover = get_object_or_404(AbsenceCover.objects.handled_by(request.actor), pk=cover_id)
    try:
        actions.end_cover(cover=cover, actor=request.actor, now=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(request, "代班已经结束。")
    return redirect("my_account")
