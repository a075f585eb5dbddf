"""Questions about ledgers: which there are, for whom a job works on one, how long they are kept."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from gongyuan.cases.queries.clocks import own_number
from gongyuan.core.sheets.columns import Column
from gongyuan.ledgers.kinds.kind import Kind
from gongyuan.ledgers.models import Ledger, LedgerHeadings
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.models import Post
from gongyuan.people.queries.posts import actor_in

#: The parameter of the policy that says how many days files and rows are kept.
DAYS = "ledger_days_kept"
SHOWN = 30


def recent_ledgers(actor: Actor) -> QuerySet[Ledger]:
    """The newest ledgers of the own unit that the post may work on, at most SHOWN."""
    return Ledger.objects.visible_to(actor).order_by("-pk")[:SHOWN]


def acting(post_id: int, *, today: date) -> Actor:
    """Whoever acts in a post on a day; without the post any more, nobody with a power."""
    held = Post.objects.held_on(today).filter(pk=post_id, user__is_active=True)
    post = held.select_related("user", "unit", "institution").first()
    return actor_in(post) if post else Actor(name="")


def days_kept(unit: Unit, *, now: datetime) -> int | None:
    """How many days files and rows of ledgers are kept, by the policy of the place; None where it
    says nothing."""
    found = own_number(unit, DAYS, on=timezone.localdate(now))
    return found.value if found else None


def remembered(unit_id: int, kind: str) -> dict[str, str]:
    """What the unit's headings meant last time, by heading; "" for nothing."""
    known = LedgerHeadings.objects.filter(unit=unit_id, kind=kind).first()
    return dict(known.headings) if known else {}


def columns_out(unit_id: int, kind: Kind, *, has_personal: bool) -> list[Column]:
    """The columns of a ledger going out: the unit's own headings and order, else the template's.

    A column of its own that means nothing here stays, empty. Columns the unit does not have come
    after those it has. Numbers of persons only with the power to see them.
    """
    known = LedgerHeadings.objects.filter(unit=unit_id, kind=kind.code).first()
    shown = [c for c in kind.columns if has_personal or not c.is_personal]
    by_name = {column.name: column for column in shown}
    columns = []
    for place, (text, name) in enumerate(known.headings if known else []):
        column = by_name.pop(name, None)
        if column is not None or not name:
            width = column.width if column else 14
            own = name or f"own{place}"
            columns.append(Column(name=own, heading=text, how="", example="", width=width))
    return [*columns, *by_name.values()]
