#!/usr/bin/env python3
import os
import sys

#: Commands that compute: where no database is named, they do without one and without keys.
COMPUTING = {"law", "policy"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if set(sys.argv[1:2]) & COMPUTING and not os.environ.get("GONGYUAN_DATABASE_URL"):
        os.environ["GONGYUAN_MODE"] = "demo"
        os.environ["GONGYUAN_DATABASE_URL"] = "postgresql:///none?host=/nonexistent"
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
