"""Whether a database answers, for commands that can do without one."""

from django.db import Error, connection

CONNECT_SECONDS = 3


def is_database_reachable() -> bool:
    """Try the database once; a command needs no pool, and is not to wait for a missing server."""
    options = connection.settings_dict["OPTIONS"]
    if connection.connection is None and options.pop("pool", None):
        options["connect_timeout"] = CONNECT_SECONDS
    try:
        connection.ensure_connection()
    except Error:
        return False
    return True
