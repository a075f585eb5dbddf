"""The unions, aid institutions, accounts and lawyers of the demonstration."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from gongyuan.desk.demo.accounts import (
    ACCOUNTS,
    HELONG,
    PINGDINGSHAN,
    WUGANG,
    YANBIAN,
    Account,
)
from gongyuan.desk.demo.numbers import Numbers
from gongyuan.desk.demo.words import person_name
from gongyuan.lawyers.choices import Speciality
from gongyuan.lawyers.models import Firm, Lawyer, PanelTerm
from gongyuan.organisations.actions.founding import found_unions
from gongyuan.organisations.choices import (
    InstitutionForm,
    InstitutionFunction,
    InstitutionKind,
    UnitLevel,
)
from gongyuan.organisations.models import AidInstitution, Unit
from gongyuan.organisations.queries.divisions import unions_of_divisions
from gongyuan.people.actor import system
from gongyuan.people.choices import Employment, Role
from gongyuan.people.models import Post, User

PASSWORD = "gongyuan-demo-2026"  # noqa: S105 - public  # pragma: allowlist secret
KINDS = {
    UnitLevel.PROVINCE: (InstitutionKind.CENTRE, "职工法律援助中心"),
    UnitLevel.PREFECTURE: (InstitutionKind.CENTRE, "职工法律援助中心"),
    UnitLevel.COUNTY: (InstitutionKind.CENTRE, "职工法律援助中心"),
    UnitLevel.TOWNSHIP: (InstitutionKind.STATION, "职工法律援助工作站"),
}
FUNCTIONS = [one.value for one in InstitutionFunction]
#: The middle of the towns, so that the map opens somewhere near.
POSITIONS = {
    WUGANG: {"longitude": Decimal("113.526000"), "latitude": Decimal("33.302000")},
    PINGDINGSHAN: {"longitude": Decimal("113.307000"), "latitude": Decimal("33.735000")},
    HELONG: {"longitude": Decimal("129.008000"), "latitude": Decimal("42.547000")},
    YANBIAN: {"longitude": Decimal("129.513000"), "latitude": Decimal("42.905000")},
}
#: Of the prefectures, by the first four digits of their codes; the rest is the province's capital.
AREA_CODES = {
    "2202": "0432", "2203": "0434", "2204": "0437", "2205": "0435", "2206": "0439",
    "2207": "0438", "2208": "0436", "2224": "0433", "4100": "0371", "4104": "0375",
}  # fmt: skip
#: One township in so many has no station yet, so that coverage is not complete.
WITHOUT_STATION = 4
#: Townships whose stations handle cases of their own.
HANDLING_STATIONS = ("222401001", "222406001")

__all__ = [
    "ACCOUNTS",
    "HELONG",
    "PASSWORD",
    "PINGDINGSHAN",
    "WUGANG",
    "YANBIAN",
    "Account",
    "build",
]


def build(*, random: Random, numbers: Numbers, now: datetime) -> dict[str, Unit]:
    """Plant the network and give it people; the units by place code."""
    units = found_unions(unions=unions_of_divisions(), actor=system(), now=now)
    today = timezone.localdate(now)
    _institutions(units, random, today)
    password = make_password(PASSWORD)
    _accounts(units, password, today)
    _staff(units, random, today)
    _panel(units, random, numbers, today)
    return units


def _institutions(units: dict[str, Unit], random: Random, today: date) -> None:
    rows = []
    for position, unit in enumerate(units.values()):
        if unit.level not in KINDS:
            continue
        handles = unit.region_code in HANDLING_STATIONS
        if unit.level == UnitLevel.TOWNSHIP and position % WITHOUT_STATION == 0 and not handles:
            continue
        kind, noun = KINDS[UnitLevel(unit.level)]
        rows.append(
            AidInstitution(
                unit=unit,
                unit_path=unit.path,
                name=f"{short_place(unit.name)}{noun}",
                kind=kind,
                form=random.choices(list(InstitutionForm), weights=(2, 6, 3, 1))[0],
                department="法律工作部",
                address=f"{short_place(unit.name)}文化路1号（演示）",
                functions=FUNCTIONS if unit.level != UnitLevel.TOWNSHIP else FUNCTIONS[:2],
                **POSITIONS.get(unit.region_code, {}),
                head_name=person_name(random),
                phone=f"{AREA_CODES.get(unit.region_code[:4], '0431')}-12351",
                hours="周一至周五 8:30—17:30",
                opened_on=today - timedelta(days=random.randint(400, 4000)),
            )
        )
    AidInstitution.objects.bulk_create(rows)


def short_place(name: str) -> str:
    """舞钢市 of 舞钢市总工会."""
    return name.removesuffix("总工会").removesuffix("工会")


def _accounts(units: dict[str, Unit], password: str, today: date) -> None:
    for account in ACCOUNTS:
        user = User.objects.create(username=account.username, name=account.name, password=password)
        _post(user, units[account.region_code], account.role, today)


def _post(user: User, unit: Unit, role: Role, today: date) -> Post:
    institution = unit.institutions.first() if role != Role.LAWYER else None
    return Post.objects.create(
        user=user,
        unit=unit,
        unit_path=unit.path,
        institution=institution,
        role=role,
        starts_on=today - timedelta(days=900),
    )


def _staff(units: dict[str, Unit], random: Random, today: date) -> None:
    """The people of all offices; they are counted and act in stories, and cannot sign in."""
    users: list[User] = []
    posts: list[tuple[User, Unit, Role, Employment]] = []
    for unit in units.values():
        if unit.level == UnitLevel.TOWNSHIP and unit.region_code not in HANDLING_STATIONS:
            roles = [Role.WINDOW_CLERK] * random.randint(0, 1)
        else:
            roles = [Role.LEGAL_HEAD, Role.LEGAL_OFFICER]
            roles += [Role.WINDOW_CLERK] * random.randint(1, 3)
        for role in roles:
            users.append(_silent_user(f"staff-{len(users) + 1}", person_name(random)))
            posts.append((users[-1], unit, role, random.choice(list(Employment))))
    User.objects.bulk_create(users)
    Post.objects.bulk_create(
        Post(
            user=user,
            unit=unit,
            unit_path=unit.path,
            role=role,
            employment=employment,
            starts_on=today - timedelta(days=random.randint(800, 1500)),
        )
        for user, unit, role, employment in posts
    )


def _silent_user(username: str, name: str) -> User:
    user = User(username=username, name=name, is_active=False)
    user.set_unusable_password()
    return user


def _panel(units: dict[str, Unit], random: Random, numbers: Numbers, today: date) -> None:
    """A firm and some lawyers for every prefecture and county, with a year's term each."""
    offices = [u for u in units.values() if u.level in (UnitLevel.PREFECTURE, UnitLevel.COUNTY)]
    words = ("明理", "同心")
    Firm.objects.bulk_create(
        Firm(name=f"{unit.name.removesuffix('总工会')}{word}律师事务所")
        for unit in offices
        for word in words
    )
    firms = list(Firm.objects.order_by("pk"))
    places = [
        (unit, firms[2 * place + position % 2])
        for place, unit in enumerate(offices)
        for position in range(random.randint(2, 5))
    ]
    users = _counsels(places, random, today)
    lawyers = Lawyer.objects.bulk_create(
        _lawyer(unit, user, firm, random, numbers)
        for (unit, firm), user in zip(places, users, strict=True)
    )
    PanelTerm.objects.bulk_create(
        PanelTerm(
            lawyer=lawyer,
            unit=unit,
            unit_path=unit.path,
            starts_on=date(year, 1, 1),
            ends_on=date(year, 12, 31),
        )
        for lawyer, (unit, _) in zip(lawyers, places, strict=True)
        for year in (today.year - 1, today.year)
    )


def _counsels(places: Sequence[tuple[Unit, Firm]], random: Random, today: date) -> list[User]:
    """An account for every place on the panels: those that sign in first, silent ones else."""
    accounts = {a.username: a.region_code for a in ACCOUNTS if a.role == Role.LAWYER}
    waiting: dict[str, list[User]] = {}
    for user in User.objects.filter(username__in=accounts).order_by("username"):
        waiting.setdefault(accounts[user.username], []).append(user)
    users, silent = [], []
    for unit, _ in places:
        known = waiting.get(unit.region_code)
        if known:
            users.append(known.pop(0))
            continue
        silent.append((_silent_user(f"lawyer-{len(users) + 1}", person_name(random)), unit))
        users.append(silent[-1][0])
    User.objects.bulk_create(user for user, _ in silent)
    Post.objects.bulk_create(
        Post(
            user=user,
            unit=unit,
            unit_path=unit.path,
            role=Role.LAWYER,
            starts_on=today - timedelta(days=900),
        )
        for user, unit in silent
    )
    return users


def _lawyer(unit: Unit, user: User, firm: Firm, random: Random, numbers: Numbers) -> Lawyer:
    phone = numbers.phone()
    return Lawyer(
        user=user,
        name=user.name,
        firm=firm,
        licence_number=f"1{unit.region_code[:4]}2015{phone[-8:]}",
        phone=phone,
        office_phone=f"0{random.randint(370, 439)}-{random.randint(2000000, 7999999)}",
        specialities=random.sample(list(Speciality), 2),
        # Besides the common one, which every lawyer speaks.
        languages=["朝鲜语"] if unit.region_code.startswith("2224") else [],
        # In the year that the number names.
        practising_since=date(2015, 1 + int(phone[-4:]) % 12, 1 + int(phone[-2:]) % 28),
    )
