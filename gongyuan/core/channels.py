"""Ways out of the house. A deployment names its own class in GONGYUAN_SMS and GONGYUAN_EMAIL."""

import sys
from typing import Protocol

from django.conf import settings


class Channel(Protocol):
    def send(self, address: str, body: str) -> None: ...


class ConsoleChannel:
    """Prints instead of sending: for demonstration, so that no real number is ever reached."""

    def send(self, address: str, body: str) -> None:
        if settings.ENVIRONMENT.is_production:
            raise RuntimeError("name a real channel in GONGYUAN_SMS or GONGYUAN_EMAIL")
        sys.stdout.write(f"[notice] …{address[-4:]}: {body}\n")
        sys.stdout.flush()
