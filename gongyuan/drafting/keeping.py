"""What somebody is drafting, kept in the own session alone: sealed, and for two hours untouched.

Nothing of it is a row of its own; who leaves, finishes or waits too long has left nothing behind
but a sealed text that no longer opens.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping, MutableMapping
from datetime import datetime, timedelta
from typing import Any

from gongyuan.core.crypto import Unreadable, ring

KEPT_FOR = timedelta(hours=2)
NAME = "drafting"
BOUND_TO = "drafting.session"
#: Claims that one session computes; more belong into a case.
MOST_CLAIMS = 20

Session = MutableMapping[str, Any]


def kept(session: Session, *, now: datetime) -> dict[str, Any]:
    """What this session is drafting; nothing when it is over, and then it is thrown away."""
    held = session.get(NAME)
    if not held:
        return {}
    if held["until"] <= now.timestamp():
        forget(session)
        return {}
    try:
        text = ring().open(b64decode(held["sealed"]), bound_to=BOUND_TO)
    except Unreadable:
        forget(session)
        return {}
    found: dict[str, Any] = json.loads(text)
    return found


def keep(session: Session, changes: Mapping[str, Any], *, now: datetime) -> dict[str, Any]:
    """Add to what is being drafted, sealed again; the two hours begin anew."""
    work = {**kept(session, now=now), **changes}
    text = json.dumps(work, ensure_ascii=False).encode()
    session[NAME] = {
        "sealed": b64encode(ring().seal(text, bound_to=BOUND_TO)).decode(),
        "until": (now + KEPT_FOR).timestamp(),
    }
    return work


def forget(session: Session) -> None:
    """Throw away what is being drafted."""
    session.pop(NAME, None)
