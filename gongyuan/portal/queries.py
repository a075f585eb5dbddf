"""What the public pages show: places, the nearest office, what policy says of answers."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from gongyuan.cases.models import Applicant, ApplicationDraft, Case, Deadline
from gongyuan.duty.queries.rosters import PublicDuty, public_duty
from gongyuan.organisations.choices import InstitutionFunction, UnitKind, UnitLevel
from gongyuan.organisations.models import AidInstitution, Unit
from gongyuan.organisations.queries import published_institutions
from gongyuan.organisations.queries.institutions import PublishedInstitution
from gongyuan.people.privacy import phone_key
from gongyuan.policy import rules as policy_rules
from gongyuan.policy.answers import Evaluation, Material
from gongyuan.policy.registry import current_packs
from gongyuan.policy.resolution import resolve
from gongyuan.portal import answers as told
from gongyuan.reporting.queries.fast_lane import FastLane, fast_lane_of

#: Rows of a list of places in one form; a larger one leaves the counties out.
MOST_OFFERED = 400
#: A phone loads no more at a time; who lives further off picks another place.
MOST_STATIONS = 20
#: A share of fewer says something about somebody, not about the office.
LEAST_PUBLISHED = 10
#: A place is picked no deeper than the county: below it nobody knows which union is theirs.
PICKED_LEVELS = (UnitLevel.PROVINCE, UnitLevel.PREFECTURE, UnitLevel.COUNTY)


def place_of(unit_id: int | None) -> Unit | None:
    """The open federation somebody picked as a place; None when it is none."""
    if unit_id is None:
        return None
    return _places().filter(pk=unit_id).defer("search").first()


def places_in(unit: Unit | None) -> list[Unit]:
    """The provinces, or the places right below one, in the order of their codes."""
    rows = _places().order_by("region_code", "pk").defer("search")
    if unit is None:
        return list(rows.filter(level=UnitLevel.PROVINCE))
    return list(rows.filter(parent=unit).exclude(level=UnitLevel.PROVINCE))


def place_name(unit: Unit) -> str:
    """The place a union is named after: 舞钢市 of 舞钢市总工会."""
    return unit.name.removesuffix("总工会") or unit.name


def _places() -> Any:
    return Unit.objects.filter(closed_on=None, kind=UnitKind.FEDERATION, level__in=PICKED_LEVELS)


def regions() -> list[tuple[str, str, bool]]:
    """The places that may be named in a form, by code: code, name, whether it heads those below.

    Counties are left out where there are so many that the list would not load on a slow phone:
    their code can be typed.
    """
    rows = list(_places().order_by("region_code", "pk").values_list("region_code", "name", "level"))
    shown: dict[str, tuple[str, str, bool]] = {}
    for code, name, level in rows:
        is_head = level != UnitLevel.COUNTY
        if code and (is_head or len(rows) <= MOST_OFFERED):
            shown.setdefault(code, (code, name.removesuffix("总工会") or name, is_head))
    return list(shown.values())


def published_fast_lane(place: Unit | None, *, today: date) -> FastLane | None:
    """This year's fast lane of a place, to be read by everybody; None while it is too small."""
    found = fast_lane_of(place, year=today.year) if place else None
    return found if found and found.decided >= LEAST_PUBLISHED else None


def nearest(unit: Unit | None, *, today: date) -> PublishedInstitution | None:
    """The published institution nearest to a place; None without a place or an institution."""
    if unit is None:
        return None
    found = published_institutions(region_code=unit.region_code, day=today, limit=1)
    return found[0] if found else None


def stations_near(unit: Unit, *, now: datetime) -> list[tuple[PublishedInstitution, list[str]]]:
    """The published institutions nearest to a place, each with who sits there now; two queries."""
    today = timezone.localdate(now)
    found = published_institutions(region_code=unit.region_code, day=today, limit=MOST_STATIONS)
    sitting = public_duty([one.pk for one in found], now=now)
    return [(one, _sitting_lines(sitting.get(one.pk, []))) for one in found]


def duty_lines(office: PublishedInstitution | None, *, now: datetime) -> list[str]:
    """Whether somebody sits at an institution at this moment, a sentence a window, without names;
    one query, none without an institution."""
    if office is None:
        return []
    return _sitting_lines(public_duty([office.pk], now=now).get(office.pk, []))


def _sitting_lines(sittings: list[PublicDuty]) -> list[str]:
    lines = []
    for sitting in sittings:
        who = "律师" if sitting.lawyers else "工作人员"
        until = timezone.localtime(sitting.until)
        lines.append(f"{sitting.point}现在有{who}值班，到{until:%H:%M}。")
    return lines


def handling_office(unit: Unit, *, today: date) -> tuple[Unit, AidInstitution | None]:
    """The union that takes in applications for a place, with its institution.

    The nearest upwards that has an open institution giving aid (工会法律援助办法 第六条: each level
    for its own place); the place's own union when none has.
    """
    line = [int(step) for step in unit.path.strip("/").split("/")]
    open_ones = (
        AidInstitution.objects.filter(unit_id__in=line).open_on(today).select_related("unit")
    )
    giving = [one for one in open_ones if _gives_aid(one)]
    chosen = max(giving, key=lambda one: (len(one.unit_path), -one.pk), default=None)
    return (chosen.unit, chosen) if chosen else (unit, None)


def _gives_aid(institution: AidInstitution) -> bool:
    return not institution.functions or InstitutionFunction.AID in institution.functions


def judged(answers: Mapping[str, Any], *, region_code: str, today: date) -> Evaluation:
    """What the packs of a region say of answers so far; an empty code is the nation."""
    resolved = resolve(current_packs(), region_code, today)
    return policy_rules.evaluate(told.facts(answers, today=today), resolved)


def asked_materials(answers: Mapping[str, Any], *, region_code: str, today: date) -> list[Material]:
    """The papers the case will ask for; the form itself is the written application."""
    facts = told.case_facts.application_facts(told.case_of(answers), today=today)
    resolved = resolve(current_packs(), region_code, today)
    found = policy_rules.materials(facts, resolved)
    return [material for material in found if material.code != "written_application"]


def applying_phone(case: Case) -> str:
    """The phone that was proven when the case was applied for: the first applicant's."""
    return case.applicants.select_related("worker").order_by("pk")[0].worker.phone


def cases_opened_by(*, code: str, phone: str) -> frozenset[int]:
    """The ids of the cases of a matter in which this phone's owner applies; none says nothing."""
    rows = Applicant.objects.filter(
        case__matter__code=code, worker__phone_index=phone_key(phone)
    ).values_list("case_id", flat=True)
    return frozenset(rows)


def paper_count(draft: ApplicationDraft | None) -> int:
    """How many photos and files a draft holds."""
    return draft.papers.count() if draft else 0


def review_deadline(case: Case) -> Deadline | None:
    """The open deadline soonest due of those the office keeps; None when none is open."""
    open_ones = case.deadlines.filter(met_at=None, cancelled_at=None, kept_by="office")
    return open_ones.order_by("due_on", "pk").first()
