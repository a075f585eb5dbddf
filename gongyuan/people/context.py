from typing import Any

from django.http import HttpRequest


def current_post(request: HttpRequest) -> dict[str, Any]:
    return {"actor": getattr(request, "actor", None)}
