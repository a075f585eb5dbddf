"""The pictures of an institution that everybody sees."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.core import files
from gongyuan.core.access import requires
from gongyuan.core.requests import EITHER, ActorRequest, attempt
from gongyuan.organisations import actions
from gongyuan.organisations.choices import EDIT, READ, InstitutionPicture
from gongyuan.organisations.forms import PicturesForm
from gongyuan.organisations.models import AidInstitution


@EITHER
@requires(EDIT)
def institution_pictures(request: ActorRequest, institution_id: int) -> HttpResponse:
    rows = AidInstitution.objects.handled_by(request.actor).select_related("unit")
    institution = get_object_or_404(rows, pk=institution_id)
    form = PicturesForm(request.POST or None, request.FILES or None, institution=institution)
    act: dict[str, Any] = {"actor": request.actor, "now": timezone.now()}
    if attempt(form, actions.show_pictures, institution=institution, **act):
        messages.success(request, "照片已更换，对外网站上马上能看到。")
        return redirect("institution_detail", institution_id=institution.pk)
    context = {"institution": institution, "form": form}
    return render(request, "organisations/pictures.html", context)


@require_safe
@requires(READ)
def institution_picture(request: ActorRequest, institution_id: int, photo: str) -> HttpResponse:
    rows = AidInstitution.objects.visible_to(request.actor)
    institution = get_object_or_404(rows, pk=institution_id)
    shown = institution.picture(photo) if photo in InstitutionPicture.values else None
    if shown is None:
        raise Http404
    return files.response(shown, inline=True)
