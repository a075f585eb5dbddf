"""Which phone has proven itself."""

import re
from datetime import datetime, timedelta

from django.conf import settings

from gongyuan.core.models import Notice
from gongyuan.law.phones import normalised_phone
from gongyuan.people.models import PhoneVerification

#: The demo page looks through so many messages for the newest to its phone.
DEMO_TEXTS_READ = 200


def verified_phone(
    verification_id: int | None, *, purpose: str, now: datetime, minutes: int
) -> str | None:
    """The number that proved itself for a purpose within so many minutes; None when it did not.

    A session keeps the id of the proof and never the number: sessions are stored in clear.
    """
    if verification_id is None:
        return None
    proof = PhoneVerification.objects.filter(
        pk=verification_id, purpose=purpose, verified_at__gt=now - timedelta(minutes=minutes)
    ).first()
    return proof.phone if proof else None


def last_demo_code(phone: str) -> str | None:
    """The code last sent to a phone, for the page that plays the phone in demo mode; else None."""
    if not settings.DEMO:
        return None
    number = normalised_phone(phone)
    texts = Notice.objects.filter(channel=Notice.Channel.SMS).order_by("-pk")[:DEMO_TEXTS_READ]
    for text in texts:
        found = re.match(r"验证码(\d{6})", text.body) if text.address == number else None
        if found:
            return found.group(1)
    return None
