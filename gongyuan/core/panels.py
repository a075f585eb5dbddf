"""Parts of a record's page that upper domains show there: lower domains never call upward.

An upper domain adds its part when the product starts; the page of the lower one shows what it has.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models

from gongyuan.core.actor import Actor


@dataclass(frozen=True)
class Panel:
    """One part: its template, which reads `panel`, and what it shows."""

    template: str
    shown: dict[str, Any] = field(default_factory=dict)


#: Given the record, whoever looks at it, and the moment.
Maker = Callable[[Any, Any, datetime], Panel | None]
_makers: dict[str, list[Maker]] = {}


def add_panel(model: str, make: Maker, *, part: str = "") -> None:
    """Let the pages of a model (`cases.case`) show what `make` gives; None shows nothing.

    With a `part` only the pages that ask for it, such as a form beside which the record is named.
    """
    makers = _makers.setdefault(f"{model} {part}", [])
    if make not in makers:
        makers.append(make)


def panels_of(record: models.Model, actor: Actor, now: datetime, *, part: str = "") -> list[Panel]:
    """The parts that upper domains have for this record and whoever looks at it."""
    makers = _makers.get(f"{record._meta.label_lower} {part}", [])
    found = [make(record, actor, now) for make in makers]
    return [panel for panel in found if panel]
