"""What was typed at a shared desk when it locked: kept sealed for whoever typed it.

It lies in the session of the desk's account, never in an address or a log, and only until somebody
signs again: whoever typed it gets it back, for anybody else it is gone.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.contrib.sessions.backends.base import SessionBase
from django.http import QueryDict
from django.urls import Resolver404, resolve

from gongyuan.core.crypto import Unreadable, ring

KEY = "kept_form"
BOUND_TO = "session.kept_form"
#: Longer than any form of an office; more is not kept.
MOST_CHARACTERS = 60_000
LONGEST_ADDRESS = 500
#: What every page gives anew.
NOT_KEPT = frozenset({"csrfmiddlewaretoken"})
#: What was looked for is typed again as quickly.
LOOKED_FOR = frozenset({"q", "text"})


@dataclass(frozen=True, kw_only=True)
class KeptForm:
    """A form as it stood: `path` is where it was sent, or the page on which it was typed."""

    user_id: int
    path: str
    fields: list[list[str]]
    #: It was sent when the desk had locked already, and only has to be sent again.
    is_sent: bool
    #: There were files, which are not kept.
    had_files: bool = False


def sent_form(user_id: int, path: str, data: QueryDict, *, had_files: bool) -> KeptForm | None:
    """A form that came in after the desk had locked; None where nothing was written in it."""
    if not {*data} - NOT_KEPT - LOOKED_FOR:
        return None
    fields = [[name, value] for name, values in data.lists() for value in values]
    return KeptForm(
        user_id=user_id, path=path, fields=_shown(fields), is_sent=True, had_files=had_files
    )


def typed_form(user_id: int, data: QueryDict) -> KeptForm | None:
    """What the page told while it locked; None for what is no form of a page of ours."""
    path = data.get("typed_on", "")[:LONGEST_ADDRESS]
    try:
        told = json.loads(data.get("typed", ""))
        fields = [[str(name), str(value)] for name, value in told]
    except (ValueError, TypeError):
        return None
    if not fields or not _is_of_ours(path):
        return None
    return KeptForm(user_id=user_id, path=path, fields=_shown(fields), is_sent=False)


def keep(session: SessionBase, form: KeptForm) -> None:
    """Put a form away, sealed; one that is longer than any of an office is let go."""
    plain = json.dumps(asdict(form), ensure_ascii=False)
    if len(plain) <= MOST_CHARACTERS:
        session[KEY] = ring().seal(plain.encode(), bound_to=BOUND_TO).hex()


def kept_for(session: SessionBase, user_id: int | None) -> KeptForm | None:
    """The form kept for this person; None when there is none or it is another's."""
    sealed = session.get(KEY)
    if not sealed:
        return None
    try:
        told = json.loads(ring().open(bytes.fromhex(sealed), bound_to=BOUND_TO))
    except Unreadable:
        return None
    form = KeptForm(**told)
    return form if form.user_id == user_id else None


def forget(session: SessionBase) -> None:
    """Keep it no longer."""
    session.pop(KEY, None)


def _shown(fields: Iterable[list[str]]) -> list[list[str]]:
    return [field for field in fields if field[0] not in NOT_KEPT]


def _is_of_ours(path: str) -> bool:
    if not path.startswith("/") or path.startswith("//"):
        return False
    try:
        resolve(path.partition("?")[0])
    except Resolver404:
        return False
    return True
