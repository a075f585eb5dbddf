"""Complaints that the union they are about would handle, once one has taken another in."""

from collections.abc import Iterator

from django.db.models import QuerySet

from gongyuan.organisations.queries import Plan
from gongyuan.organisations.rules import Double
from gongyuan.quality.choices import ComplaintAbout
from gongyuan.quality.models import Complaint


def complaints_going_up(plan: Plan) -> QuerySet[Complaint]:
    """The open complaints about staff or office of the union taken in that the other handles.

    Nobody decides on the own office; where there is no union above, they stay.
    """
    rows = Complaint.objects.open().filter(about_unit=plan.unit, unit=plan.into)
    own_office = rows.filter(about__in=[ComplaintAbout.STAFF, ComplaintAbout.UNION])
    if plan.into.parent_id is None:
        return own_office.none()
    return own_office.select_related("unit").order_by("pk")


def questions(plan: Plan) -> Iterator[Double]:
    """Complaints that go up because those they are about come into the handling union."""
    for row in complaints_going_up(plan):
        above = plan.into.parent.name if plan.into.parent else ""
        yield Double(
            key=f"complaint-{row.pk}",
            kind="投诉",
            name=row.number,
            of_unit="被投诉的单位",
            of_into=f"正在处理，{row.get_state_display()}",
            outcome=f"合并后被投诉的就是本单位，转给{above}处理，期限不变。",
        )
