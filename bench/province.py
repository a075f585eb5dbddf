"""A province as large as a real one, the same at every size: unions, posts, lawyers."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from gongyuan.desk.demo.numbers import Numbers
from gongyuan.desk.demo.words import person_name
from gongyuan.lawyers.choices import Speciality
from gongyuan.lawyers.models import Firm, Lawyer, PanelTerm
from gongyuan.organisations.actions.founding import found_unions
from gongyuan.organisations.choices import InstitutionForm, InstitutionKind, UnitLevel
from gongyuan.organisations.models import AidInstitution, Unit
from gongyuan.organisations.rules import UnitDetails
from gongyuan.people.actor import system
from gongyuan.people.choices import Employment, Role
from gongyuan.people.models import Post, User

PREFECTURES, COUNTIES, TOWNSHIPS, LAWYERS = 18, 158, 2_400, 3_000
#: Two characters each, so that the names of places are pairs of them and nobody's.
FRONT, BACK = "青白云金石临清新永安宁和长东南西北平", "山河川阳原陵溪泉城丘湖门州岭"
HALL = {
    UnitLevel.PROVINCE: (Role.LEGAL_HEAD, Role.LEGAL_OFFICER, Role.STATISTICIAN),
    UnitLevel.PREFECTURE: (Role.LEGAL_HEAD, Role.LEGAL_OFFICER, Role.WINDOW_CLERK),
    UnitLevel.COUNTY: (Role.LEGAL_HEAD, Role.LEGAL_OFFICER, Role.WINDOW_CLERK),
    UnitLevel.TOWNSHIP: (Role.WINDOW_CLERK,),
}


@dataclass(frozen=True, kw_only=True)
class Place:
    """What the rows of a case need of its unit."""

    id: int
    path: str
    name: str
    code: str
    prefix: str
    level: str
    institution_id: int | None
    post_id: int
    user_id: int
    lawyers: tuple[tuple[int, str], ...]


@dataclass(frozen=True, kw_only=True)
class Size:
    """How much of a province."""

    prefectures: int = PREFECTURES
    counties: int = COUNTIES
    townships: int = TOWNSHIPS
    lawyers: int = LAWYERS


def build(size: Size, *, random: Random, numbers: Numbers, now: datetime) -> list[Place]:
    """Plant the tree and its people; the places where cases are handled, counties first."""
    units = list(found_unions(unions=_unions(size), actor=system(), now=now).values())
    today = now.date()
    institutions = _institutions(units, random, today)
    posts = _posts(units, institutions, random, today)
    panels = _panel(units, size.lawyers, random, numbers, today)
    places = [_place(unit, institutions, posts, panels) for unit in units]
    ranks = (UnitLevel.COUNTY, UnitLevel.PREFECTURE, UnitLevel.TOWNSHIP)
    return [place for level in ranks for place in places if place.level == level]


def _unions(size: Size) -> list[tuple[UnitDetails, str]]:
    province = _details("试安省", UnitLevel.PROVINCE, "410000")
    found = [(province, "")]
    cities = [f"41{number + 1:02d}00" for number in range(size.prefectures)]
    found += [
        (_details(f"{_pair(place)}市", UnitLevel.PREFECTURE, code), "410000")
        for place, code in enumerate(cities)
    ]
    counties = [
        f"{cities[n % len(cities)][:4]}{21 + n // len(cities):02d}" for n in range(size.counties)
    ]
    found += [
        (_details(f"{_pair(place + 40)}县", UnitLevel.COUNTY, code), f"{code[:4]}00")
        for place, code in enumerate(counties)
    ]
    for number in range(size.townships):
        above = counties[number % len(counties)]
        code = f"{above}{100 + number // len(counties):03d}"
        name = f"{_pair(number % len(counties) + 40)}县{_pair(number // len(counties))}镇"
        found.append((_details(name, UnitLevel.TOWNSHIP, code), above))
    return found


def _details(name: str, level: UnitLevel, code: str) -> UnitDetails:
    return UnitDetails(
        name=f"{name}总工会",
        short_name=name,
        level=level,
        region_code=code,
        document_prefix=f"{name}工援",
    )


def _pair(number: int) -> str:
    back, front = divmod(number, len(FRONT))
    return FRONT[front] + BACK[back % len(BACK)]


def _institutions(units: list[Unit], random: Random, today: date) -> dict[int, AidInstitution]:
    rows = [
        AidInstitution(
            unit=unit,
            unit_path=unit.path,
            name=f"{unit.short_name}职工法律援助{'工作站' if is_small else '中心'}",
            kind=InstitutionKind.STATION if is_small else InstitutionKind.CENTRE,
            form=random.choices(list(InstitutionForm), weights=(2, 6, 3, 1))[0],
            head_name=person_name(random),
            phone="0990-12351",
            opened_on=today - timedelta(days=random.randint(3_700, 5_000)),
        )
        for unit in units
        for is_small in [unit.level == UnitLevel.TOWNSHIP]
    ]
    AidInstitution.objects.bulk_create(rows)
    return {row.unit_id: row for row in rows}


def _posts(
    units: list[Unit], institutions: dict[int, AidInstitution], random: Random, today: date
) -> dict[int, Post]:
    """Everybody of every hall, none of whom can sign in; the first post of each unit."""
    wanted = [(unit, role) for unit in units for role in HALL[UnitLevel(unit.level)]]
    users = User.objects.bulk_create(
        User(username=f"{role}-{unit.region_code}", name=person_name(random), password="!")
        for unit, role in wanted
    )
    posts = Post.objects.bulk_create(
        Post(
            user=user,
            unit=unit,
            unit_path=unit.path,
            institution=institutions[unit.pk],
            role=role,
            employment=random.choices(list(Employment), weights=(3, 2))[0],
            starts_on=today - timedelta(days=3_000),
        )
        for user, (unit, role) in zip(users, wanted, strict=True)
    )
    return {post.unit_id: post for post in reversed(posts)}


def _panel(
    units: list[Unit], number: int, random: Random, numbers: Numbers, today: date
) -> dict[int, list[Lawyer]]:
    """Volunteer lawyers, each with a running term at a county or prefecture; by union."""
    above = [unit for unit in units if unit.level in (UnitLevel.PREFECTURE, UnitLevel.COUNTY)]
    firms = Firm.objects.bulk_create(
        Firm(name=f"{unit.short_name}正诚律师事务所", uscc=numbers.uscc()) for unit in above
    )
    first = User(username="lawyer-bench", name="宁正诚", password="!")
    first.save()
    lawyers = Lawyer.objects.bulk_create(
        Lawyer(
            user=None if place else first,
            name=person_name(random) if place else first.name,
            firm=firms[place % len(firms)],
            licence_number=f"99{place:015d}",
            specialities=[random.choice(list(Speciality))],
        )
        for place in range(number)
    )
    panels: dict[int, list[Lawyer]] = {}
    # The busiest county is the first, so the lawyer who can sign in serves it.
    order = sorted(above, key=lambda unit: unit.level != UnitLevel.COUNTY)
    for place, lawyer in enumerate(lawyers):
        panels.setdefault(order[place % len(order)].pk, []).append(lawyer)
    _terms(panels, {unit.pk: unit for unit in above}, today)
    home = order[0]
    Post.objects.create(
        user=first,
        unit=home,
        unit_path=home.path,
        role=Role.LAWYER,
        starts_on=today - timedelta(days=400),
    )
    return panels


def _terms(panels: dict[int, list[Lawyer]], units: dict[int, Unit], today: date) -> None:
    PanelTerm.objects.bulk_create(
        PanelTerm(
            lawyer=lawyer,
            unit=units[unit_id],
            unit_path=units[unit_id].path,
            starts_on=today - timedelta(days=400),
            ends_on=today + timedelta(days=600),
        )
        for unit_id, panel in panels.items()
        for lawyer in panel
    )


def _place(
    unit: Unit,
    institutions: dict[int, AidInstitution],
    posts: dict[int, Post],
    panels: dict[int, list[Lawyer]],
) -> Place:
    panel = panels.get(unit.pk) or panels.get(unit.parent_id or 0) or []
    return Place(
        id=unit.pk,
        path=unit.path,
        name=unit.short_name,
        code=unit.region_code,
        prefix=unit.document_prefix,
        level=unit.level,
        institution_id=institutions[unit.pk].pk,
        post_id=posts[unit.pk].pk,
        user_id=posts[unit.pk].user_id,
        lawyers=tuple((lawyer.pk, lawyer.name) for lawyer in panel),
    )
