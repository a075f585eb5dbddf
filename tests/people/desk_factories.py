"""A shared desk and a cover for tests."""

from django.utils import timezone

from gongyuan.organisations.models import Unit
from gongyuan.people.choices import Role
from gongyuan.people.models import AbsenceCover, SharedDesk
from tests.organisations.factories import make_institution
from tests.people.factories import make_post, make_user


def desk_records(unit: Unit) -> dict[str, int]:
    """A shared desk and a cover in a unit, by the names their ids have in addresses."""
    now = timezone.now()
    today = timezone.localdate(now)
    post = make_post(role=Role.WINDOW_CLERK, unit=unit, institution=make_institution(unit=unit))
    desk = SharedDesk.objects.create(
        post=post, unit=unit, unit_path=unit.path, name="一号窗口", opened_at=now
    )
    cover = AbsenceCover.objects.create(
        post=make_post(role=Role.LEGAL_HEAD, unit=unit),
        cover=make_user(),
        starts_on=today,
        ends_on=today,
        named_at=now,
    )
    return {"desk_id": desk.pk, "cover_id": cover.pk}
