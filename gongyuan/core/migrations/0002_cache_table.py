from django.db import migrations

CREATE = """
CREATE TABLE cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX cache_expires ON cache (expires);
"""


class Migration(migrations.Migration):
    """The shared cache that the limits on signing in are counted in."""

    dependencies = [("core", "0001_events_counters_files_notices")]

    operations = [migrations.RunSQL(CREATE, "DROP TABLE cache")]
