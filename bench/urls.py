from django.http import HttpRequest, HttpResponse
from django.urls import path

from config import urls
from gongyuan.core.access import public, requires
from gongyuan.people.capabilities import Capability

handler404, handler500 = urls.handler404, urls.handler500


@public
def empty(request: HttpRequest) -> HttpResponse:
    """Nothing, on the same stack: what every page costs at least."""
    return HttpResponse("")


@requires(Capability.DESK_USE)
def empty_signed_in(request: HttpRequest) -> HttpResponse:
    """Nothing either, but for somebody known: session, account and posts are read."""
    return HttpResponse("")


urlpatterns = [
    path("bench/empty/", empty, name="bench_empty"),
    path("bench/empty/signed-in/", empty_signed_in, name="bench_empty_signed_in"),
    *urls.urlpatterns,
]
