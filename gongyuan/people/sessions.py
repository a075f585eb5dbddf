"""Sessions in the database, read by one prepared statement: every page begins with it."""

from datetime import datetime

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from gongyuan.core.prepared import Prepared


def _live(session_key: str, now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=session_key, expire_date__gt=now)


LIVE = Prepared(_live, session_key=str, now=datetime)


class SessionStore(db.SessionStore):
    """Django's own store, but for how it reads."""

    def _get_session_from_db(self) -> Session | None:
        """The row of this key unless it has expired; a key nobody has is forgotten."""
        key = self.session_key
        rows = LIVE.rows(session_key=key, now=timezone.now()) if key else []
        if rows:
            return rows[0]
        self._session_key = None
        return None
