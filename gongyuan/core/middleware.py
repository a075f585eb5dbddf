import re
from collections.abc import Callable
from time import perf_counter
from uuid import uuid4

import structlog
from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
_GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")
_log = structlog.get_logger("gongyuan.request")


class RequestLogMiddleware:
    """One line for each request under a number that every other line of the request carries too.

    The route is named, not the address: what somebody typed into an address is nobody's business.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given, started = request.headers.get(HEADER, ""), perf_counter()
        number = given if _GIVEN.fullmatch(given) else uuid4().hex
        # Left bound until the next request: the framework adds a line after the last middleware.
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request=number)
        response = self.get_response(request)
        _log.info(
            "answered",
            method=request.method,
            route=request.resolver_match.route if request.resolver_match else None,
            status=response.status_code,
            milliseconds=round((perf_counter() - started) * 1000),
        )
        response.headers[HEADER] = number
        return response
