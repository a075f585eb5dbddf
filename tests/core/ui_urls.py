"""The addresses the shells look for, so that they can be tested without the domains."""

from django.http import HttpResponse
from django.urls import path


def _page(request):
    return HttpResponse()


NAMES = (
    "desk_worklist",
    "desk_search",
    "switch_post",
    "help",
    "account_logout",
    "text_size",
    "portal_home",
)
urlpatterns = [path(f"{name}/", _page, name=name) for name in NAMES]
