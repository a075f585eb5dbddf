"""The product with less around it, for tests that ask thousands of times whether they are refused.

A refusal is a status and no page, who is signed in is read once for a browser, and what does not
decide who reaches what (logs, headers, compressed files) stays away.
"""

from typing import Any, ClassVar

from django.contrib.auth import get_user
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from config.settings import MIDDLEWARE as WHOLE
from config.urls import urlpatterns

__all__ = ["MIDDLEWARE", "OneReading", "handler403", "handler404", "urlpatterns"]
AROUND = {
    "gongyuan.core.middleware.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
}
INSTEAD = {"django.contrib.auth.middleware.AuthenticationMiddleware": "tests.bare.OneReading"}
MIDDLEWARE = [INSTEAD.get(one, one) for one in WHOLE if one not in AROUND]


class OneReading(AuthenticationMiddleware):
    """Knows whose session it is from the first time it was asked."""

    known: ClassVar[dict[str, Any]] = {}

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        key = request.session.session_key
        if key is not None:
            request.user = SimpleLazyObject(lambda: self._reading(key, request))  # type: ignore[assignment] # acts as one

    def _reading(self, key: str, request: HttpRequest) -> Any:
        if key not in self.known:
            self.known[key] = get_user(request)
        return self.known[key]


def handler403(request: HttpRequest, exception: Any) -> HttpResponse:
    return HttpResponse(status=403)


def handler404(request: HttpRequest, exception: Any) -> HttpResponse:
    return HttpResponse(status=404)
