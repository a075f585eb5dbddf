"""What anybody may read of a team: who is in it, who came and went, whom to call.

平工文〔2016〕28号 附件2第六条 (成员的信息以及人员增减信息公开). Never a personal phone.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest

from gongyuan.core.models import File
from gongyuan.lawyers.choices import EndGround, RoundState
from gongyuan.lawyers.models import Lawyer, PanelTerm, RecruitmentRound, SupervisionPhone
from gongyuan.lawyers.queries.members import place_label, speciality_labels
from gongyuan.organisations.choices import UnitKind, UnitLevel
from gongyuan.organisations.models import PassedOn, Unit

#: What of a round anybody may read.
PUBLIC = (RoundState.CALLED, RoundState.ANNOUNCED, RoundState.COMPLETED)
TERM = PanelTerm._meta.label_lower
#: How far back additions and removals are told, and at most how many.
DAYS_TOLD = 366
MOST_TOLD = 80
#: Members on one page: it stays small on a slow phone.
PAGE = 60


@dataclass(frozen=True, kw_only=True)
class Change:
    """Somebody who came into a team or left it, on a day."""

    day: date
    name: str
    firm: str
    is_addition: bool


def teams(*, place: Unit | None, on: date) -> list[dict[str, Any]]:
    """The unions that have a team on a day, with how many are in it; one query.

    Of a place: its own, those above, the nearest first, and those right below. Without a place,
    those of provinces and cities: the counties' would fill many screens of a phone.
    """
    serving, upwards = PanelTerm.objects.running_on(on).filter(unit__closed_on=None), []
    if place is None:
        serving = serving.filter(unit__level__in=(UnitLevel.PROVINCE, UnitLevel.PREFECTURE))
    else:
        upwards = [int(step) for step in reversed(place.path.strip("/").split("/"))]
        serving = serving.filter(Q(unit__in=upwards) | Q(unit__parent=place.pk))
    rows = (
        serving.values("unit_id", "unit__name")
        .annotate(members=Count("lawyer_id", distinct=True))
        .order_by("unit__path")
    )
    found = [
        {"pk": row["unit_id"], "name": row["unit__name"], "members": row["members"]} for row in rows
    ]
    nearness = {pk: steps for steps, pk in enumerate(upwards)}
    return sorted(found, key=lambda team: nearness.get(team["pk"], len(upwards)))


def team_unit(unit_id: int) -> Unit | None:
    """A union that is open: its roster is public."""
    return Unit.objects.filter(pk=unit_id, closed_on=None).first()


def public_portrait(unit_id: int, member_id: int, *, on: date) -> File | None:
    """A member's photo, while the member serves in the team and has agreed; one query."""
    rows = Lawyer.objects.filter(
        pk=member_id,
        photo_consent_on__isnull=False,
        pk__in=PanelTerm.objects.running_on(on).filter(unit_id=unit_id).values("lawyer_id"),
    )
    found = rows.select_related("photo").first()
    return found.photo if found else None


def public_round(round_id: int) -> RecruitmentRound | None:
    """A round that anybody may read: not a draft, and not one given up."""
    rows = RecruitmentRound.objects.filter(pk=round_id, state__in=PUBLIC)
    return rows.select_related("unit").first()


def members(unit: Unit, *, county: int | None, on: date) -> Any:
    """The terms of a team that run on a day, by name; of a county, those at home there or below,
    and those who have it as contact point."""
    found = PanelTerm.objects.running_on(on).filter(unit=unit)
    if county is not None:
        at_home = Q(lawyer__home_unit_id=county)
        holds = Q(lawyer__contact_points__ends_on=None) | Q(lawyer__contact_points__ends_on__gte=on)
        bound = Q(lawyer__contact_points__unit_id=county) & holds
        found = found.filter(at_home | bound).distinct()
    return found.select_related("lawyer__firm", "lawyer__home_unit").order_by(
        "lawyer__home_path", "lawyer__name", "pk"
    )


def shown_member(term: PanelTerm, *, on: date) -> dict[str, Any]:
    """One member as the public page shows it: no phone, a photo only with consent."""
    lawyer = term.lawyer
    return {
        "name": lawyer.name,
        "firm": lawyer.firm.name,
        "region": place_label(lawyer.home_unit),
        "specialities": speciality_labels(lawyer),
        "languages": lawyer.languages,
        "photo": lawyer.pk if lawyer.photo_id and lawyer.photo_consent_on else None,
        "starts_on": term.starts_on,
        "ends_on": term.ends_on,
        "is_suspended": term.suspended_on is not None and term.suspended_on <= on,
    }


def counties(unit: Unit) -> list[Unit]:
    """The unions a team serves directly below its own, for the search by county; one query."""
    return list(Unit.objects.filter(parent=unit, closed_on=None).order_by("region_code", "pk"))


def homes_of(round: RecruitmentRound) -> QuerySet[Unit]:
    """Where somebody put forward may practise: the round's own place and those directly below."""
    inside = Q(pk=round.unit_id) | Q(parent_id=round.unit_id, kind=UnitKind.FEDERATION)
    return Unit.objects.filter(inside, closed_on=None).order_by("path")


def changes(unit: Unit, *, on: date) -> list[Change]:
    """Who came and who left in the last year, the latest first (人员增减信息); two queries.

    A term that follows another without a day between is no addition, and one that is followed so
    no removal. A term of a union that was taken in came on that day, and of two the one that ended
    is no removal. Why somebody left is not told here.
    """
    since = on - timedelta(days=DAYS_TOLD)
    taken_over = PassedOn.objects.filter(model=TERM, record_id=OuterRef("pk")).order_by("-until")
    terms = PanelTerm.objects.filter(unit=unit).select_related("lawyer__firm")
    terms = terms.annotate(came_on=Greatest(Subquery(taken_over.values("until")[:1]), "starts_on"))
    before = PanelTerm.objects.filter(
        lawyer=OuterRef("lawyer_id"), unit=unit, ends_on__lt=OuterRef("came_on")
    ).filter(ends_on__gte=OuterRef("came_on") - timedelta(days=1))
    after = PanelTerm.objects.filter(
        lawyer=OuterRef("lawyer_id"), unit=unit, starts_on__gt=OuterRef("ends_on")
    ).filter(starts_on__lte=OuterRef("ends_on") + timedelta(days=1))
    came = terms.filter(~Exists(before), came_on__gte=since, came_on__lte=on)
    left = terms.filter(~Exists(after), ends_on__gte=since, ends_on__lt=on)
    left = left.exclude(end_ground=EndGround.BY_MERGER)
    told = [_change(term, term.came_on, is_addition=True) for term in came[:MOST_TOLD]]
    told += [
        _change(term, term.ends_on + timedelta(days=1), is_addition=False)
        for term in left[:MOST_TOLD]
    ]
    return sorted(told, key=lambda one: (one.day, one.name), reverse=True)[:MOST_TOLD]


def public_phones(unit: Unit, *, on: date) -> list[SupervisionPhone]:
    """The supervision phones that hold on a day, the union's first; one query."""
    rows = SupervisionPhone.objects.filter(unit=unit).holding_on(on)
    return list(rows.order_by("-body", "pk"))


def public_rounds(unit: Unit) -> list[RecruitmentRound]:
    """The rounds of a union that are called or in public notice, the latest first; one query."""
    shown = (RoundState.CALLED, RoundState.ANNOUNCED)
    rows = RecruitmentRound.objects.filter(unit=unit, state__in=shown)
    return list(rows.order_by("-opens_on", "-pk"))


def certificate(code: str) -> PanelTerm | None:
    """The appointment whose certificate has this check code, if any; one query."""
    rows = PanelTerm.objects.select_related("lawyer__firm", "unit", "renewed_by")
    return rows.filter(check_code=code).first() if code else None


def _change(term: PanelTerm, day: date, *, is_addition: bool) -> Change:
    lawyer = term.lawyer
    return Change(day=day, name=lawyer.name, firm=lawyer.firm.name, is_addition=is_addition)
