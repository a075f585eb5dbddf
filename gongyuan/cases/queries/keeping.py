"""Sealed files: how long they are kept, what was appended, which are to be appraised."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from gongyuan.cases.models import Archive, ArchiveBook, Case
from gongyuan.cases.queries.clocks import own_number
from gongyuan.cases.rules import keeping as rules
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor

#: The policy's length of keeping, in calendar months.
MONTHS = "archive_keep_months"
#: Files of one page of the list.
PAGE = 50


def keeping_of(unit: Unit, *, sealed_on: date) -> dict[str, Any]:
    """How long a file sealed on this Beijing day is kept, as columns of the archive.

    Without a parameter in the unit's policy nothing is guessed: it is kept until somebody says.
    """
    found = own_number(unit, MONTHS, on=sealed_on)
    if found is None:
        return {}
    until = rules.keep_until(sealed_on, found.value)
    source = "、".join(clause.citation for clause in found.clauses)[:200]
    return {
        "keep_until": until,
        "keep_source": source,
        "keep_is_verified": found.is_verified,
        "appraise_after": until,
    }


def book_of(archive: Archive) -> ArchiveBook | None:
    """The merged PDF of a sealed file, made or being made; None when nobody asked for one."""
    return ArchiveBook.objects.select_related("file").filter(archive=archive).first()


def to_be_appraised(actor: Actor, *, today: date) -> QuerySet[Archive]:
    """The files of the post's own unit whose time is over, the longest over first.

    Nothing is deleted by itself: somebody appraises each (鉴定).
    """
    own = Case.objects.handled_by(actor).values("pk")
    rows = Archive.objects.filter(case__in=own, appraise_after__lt=today)
    return rows.select_related("case__unit").order_by("appraise_after", "pk")
