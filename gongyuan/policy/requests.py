from typing import Any

from django.http import HttpRequest


class ActorRequest(HttpRequest):
    """A request of which the middleware of `people` has said who acts."""

    actor: Any
