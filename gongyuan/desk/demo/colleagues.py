"""The people of the first office: certificates, volunteers, a double entry, a request."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from django.utils import timezone

from gongyuan.desk.demo.network import WUGANG
from gongyuan.desk.demo.numbers import Numbers
from gongyuan.desk.demo.words import person_name
from gongyuan.organisations.models import Unit
from gongyuan.people.actions import enter_worker
from gongyuan.people.actions.account_requests import ask_for_account
from gongyuan.people.actions.certificates import enter_certificate
from gongyuan.people.actions.hours import confirm_hours, record_hours
from gongyuan.people.actions.merges import propose_merge
from gongyuan.people.actions.volunteers import ask_leave, register_volunteer
from gongyuan.people.actor import Actor
from gongyuan.people.choices import MergeOf, Role, VolunteerKind, VolunteerService
from gongyuan.people.details import (
    CertificateDetails,
    HoursDetails,
    PersonDetails,
    RequestDetails,
    VolunteerDetails,
)
from gongyuan.people.models import Post, User, Volunteer, Worker
from gongyuan.people.naming import person_pinyin
from gongyuan.people.queries import actor_in
from gongyuan.policy.choices import CertificateKind

#: Kind of certificate and in how many days it ends, for one colleague after the other.
PAPERS = (
    (CertificateKind.MEDIATOR, 900),
    (CertificateKind.LABOUR_LAW_SUPERVISOR, 40),
    (CertificateKind.MEDIATOR, -20),
    (CertificateKind.LABOUR_RELATIONS_COORDINATOR, 55),
)
VOLUNTEERS = (
    (VolunteerKind.LAWYER, "工伤、劳动合同", "每周三下午"),
    (VolunteerKind.SCHOLAR, "社会保险政策", "每月第一个周六"),
    (VolunteerKind.STUDENT, "普法宣讲、整理案卷", "寒暑假和周末"),
    (VolunteerKind.EXPERT, "安全生产、职业病", "提前一天约"),
)


def keep_people(units: dict[str, Unit], *, random: Random, now: datetime) -> None:
    """Give the people of the demonstration what an office knows of its own."""
    _read_names()
    office = units[WUGANG]
    head = actor_in(Post.objects.select_related("user", "unit").get(user__username="head"))
    officer = actor_in(Post.objects.select_related("user", "unit").get(user__username="officer"))
    _certificates(office, officer, now)
    _volunteers(officer, head, random, now)
    _double(office, officer, now)
    ask_for_account(
        request=RequestDetails(
            submission_key=UUID(int=1),
            unit=office,
            name=person_name(random),
            role=Role.WINDOW_CLERK,
            starts_on=timezone.localdate(now),
            expires_on=timezone.localdate(now) + timedelta(days=90),
            reason="窗口同事休产假，聘用临时人员三个月。",
        ),
        actor=head,
        now=now - timedelta(days=1),
    )


def _read_names() -> None:
    rows = list(User.objects.filter(initials="").only("name"))
    for row in rows:
        row.initials = person_pinyin(row.name)[1]
    User.objects.bulk_update(rows, ["initials"])


def _certificates(office: Unit, officer: Actor, now: datetime) -> None:
    today = timezone.localdate(now)
    posts = Post.objects.filter(unit=office).exclude(user=officer.user_id).order_by("pk")
    held = posts.exclude(role__in=(Role.LAWYER, Role.VOLUNTEER)).select_related("user")
    for place, (post, (kind, days)) in enumerate(zip(held, PAPERS, strict=False), 1):
        until = today + timedelta(days=days)
        paper = CertificateDetails(
            kind=kind,
            number=f"演示{until.year - 3}{place:03d}号",
            issuer="平顶山市总工会",
            issued_on=until - timedelta(days=1095),
            valid_until=until,
        )
        enter_certificate(user=post.user, certificate=paper, actor=officer, now=now)


def _volunteers(officer: Actor, head: Actor, random: Random, now: datetime) -> None:
    joined = timezone.localdate(now) - timedelta(days=400)
    numbers = Numbers(random)
    for kind, skills, available in VOLUNTEERS:
        name = person_name(random)
        # The student signs in to the demonstration.
        user = User.objects.get(username="volunteer") if kind == VolunteerKind.STUDENT else None
        told = VolunteerDetails(
            name=user.name if user else name,
            kind=kind,
            phone=numbers.phone(),
            skills=skills,
            available=available,
            consented_on=joined,
            joined_on=joined,
        )
        row = register_volunteer(volunteer=told, user=user, actor=officer, now=now)
        _serve(row, officer, head, random, now)
    asked = timezone.localdate(now) - timedelta(days=6)
    ask_leave(row=row, asked_on=asked, actor=officer, now=now)


def _serve(row: Volunteer, officer: Actor, head: Actor, random: Random, now: datetime) -> None:
    today = timezone.localdate(now)
    days = random.sample(range(3, 380), 5)
    made = [
        record_hours(
            volunteer=row,
            hours=HoursDetails(
                day=today - timedelta(days=days_ago),
                starts_at=time(9, 0),
                hours=Decimal(random.randint(2, 8)) / 2,
                service=random.choice(list(VolunteerService)),
            ),
            actor=officer,
            now=now,
        )
        for days_ago in days
    ]
    confirm_hours(ids=[one.pk for one in made[1:]], actor=head, now=now)


def _double(office: Unit, officer: Actor, now: datetime) -> None:
    """Somebody rang without a number at hand and was entered a second time."""
    rows = Worker.objects.handled_by(officer).exclude(identity_index=None).order_by("pk")
    for kept in rows[:2]:
        told = PersonDetails(name=kept.name, phone=Numbers(Random(kept.pk)).phone())  # noqa: S311 - invents
        other = enter_worker(person=told, unit=office, actor=officer, now=now)
        Worker.objects.filter(pk=other.pk).update(birth_date=kept.birth_date)
    propose_merge(
        of=MergeOf.WORKER,
        kept=kept,
        absorbed=other,
        taken=["phone"],
        note="本人到窗口出示了身份证，换了手机号。",
        actor=officer,
        now=now,
    )
