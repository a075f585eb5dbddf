import sys

from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from gongyuan.core.access import public

SIZE_COOKIE_SECONDS = 365 * 24 * 60 * 60


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say in words what broke; a stopped database is not the person's fault nor the page's."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        answer = HttpResponse(_static_page("503.html"), status=503)
        answer.headers["Retry-After"] = "10"
        return answer
    return HttpResponse(_static_page("500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return HttpResponse(_static_page("403_csrf.html"), status=403)


def _static_page(name: str) -> str:
    from django.template.loader import get_template

    return get_template(name).render()


@public
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Is this process able to serve: the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return JsonResponse({"database": "down"}, status=503)
    return JsonResponse({"database": "up"})


@public
@csrf_exempt  # it changes how this device shows pages, nothing else: no page need carry a secret
@require_POST
def text_size(request: HttpRequest) -> HttpResponse:
    """Remember large or normal text on this device, and go back to the page."""
    back = request.POST.get("back", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    answer = HttpResponseRedirect(back)
    size = "large" if request.POST.get("size") == "large" else "normal"
    answer.set_cookie("text_size", size, max_age=SIZE_COOKIE_SECONDS, samesite="Lax", httponly=True)
    return answer
