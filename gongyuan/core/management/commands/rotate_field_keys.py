from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from gongyuan.core import rotation
from gongyuan.core.crypto import ring


class Command(BaseCommand):
    """Add a key to GONGYUAN_FIELD_KEYS, restart, run this; the old key may go when it has ended.

    The entry with the lowest number stays for ever: the find-keys come from it.
    """

    help = "Seal all personal fields and files again with the newest key; may be cut and run again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", type=int, default=rotation.BATCH)

    def handle(self, *args: Any, **options: Any) -> None:
        total = 0
        for name, done in rotation.seal_all(batch=options["batch"]):
            total += done
            self.stdout.write(f"{name}: {done}")
        self.stdout.write(f"sealed {total} values with key {ring().current}")
