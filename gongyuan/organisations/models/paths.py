from django.contrib.postgres.indexes import OpClass
from django.db import models


def path_index(name: str, *more: str) -> models.Index:
    """An index that serves `path LIKE 'prefix%'` whatever the server's collation."""
    return models.Index(OpClass("unit_path", "varchar_pattern_ops"), *more, name=name)
