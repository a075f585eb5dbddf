from typing import Any

from django.conf import settings
from django.http import HttpRequest


def display(request: HttpRequest) -> dict[str, Any]:
    """What every page needs to know of how it is to look."""
    return {
        "text_size": "large" if request.COOKIES.get("text_size") == "large" else "normal",
        "is_demo": settings.DEMO,
    }
