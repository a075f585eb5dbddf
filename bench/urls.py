from django.http import HttpRequest, HttpResponse
from django.urls import path

from config import urls
from gongyuan.core.access import public

handler404, handler500 = urls.handler404, urls.handler500


@public
def empty(request: HttpRequest) -> HttpResponse:
    """Nothing, on the same stack: what every page costs at least."""
    return HttpResponse("")


urlpatterns = [path("bench/empty/", empty, name="bench_empty"), *urls.urlpatterns]
