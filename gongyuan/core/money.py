"""Yuan in the database: exact, two places."""

from typing import Any

from django.db import models


class YuanField(models.DecimalField):  # type: ignore[type-arg] # not generic when run
    """An amount in yuan with two places, up to ten billion."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options["max_digits"], options["decimal_places"] = 12, 2
        super().__init__(*args, **options)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        name, path, args, options = super().deconstruct()
        options.pop("max_digits", None)
        options.pop("decimal_places", None)
        return name, path, args, options
