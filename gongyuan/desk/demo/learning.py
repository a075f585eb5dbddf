"""Training of the team in the demonstration, and an enterprise union that asks for service."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from gongyuan.desk.demo.network import WUGANG
from gongyuan.lawyers.models import Lawyer
from gongyuan.organisations.actions.units import create_unit
from gongyuan.organisations.choices import UnitKind, UnitLevel
from gongyuan.organisations.models import Unit
from gongyuan.organisations.rules.units import UnitDetails
from gongyuan.panel.actions.courses import announce_course, sign_up, write_down_attendance
from gongyuan.panel.actions.requests import (
    answer_offer,
    file_request,
    finish_request,
    offer_request,
)
from gongyuan.panel.choices import CourseKind, Presence, ServiceWanted
from gongyuan.panel.details import Came, NewCourse, NewRequest, ServiceDone
from gongyuan.panel.models import Course
from gongyuan.panel.queries.courses import entries_of
from gongyuan.people.actor import Actor
from gongyuan.people.models import Post
from gongyuan.people.queries import actor_in

FACTORY = "舞钢市东风机械厂工会"


def learn_and_ask(units: dict[str, Unit], *, now: datetime) -> None:
    """A course held and one to come, by the city and its justice bureau; requests of a union."""
    city, justice, lawyer = _actor("city"), _actor("justice"), _actor("lawyer")
    past = _course(1, city, now - timedelta(days=45), days=15, title="新就业形态劳动者权益实务")
    sign_up(course=past, actor=lawyer, now=now - timedelta(days=44))
    presence = {entry.pk: str(Presence.THROUGHOUT) for entry in entries_of(past)}
    write_down_attendance(
        course=past, came=Came(presence=presence), actor=city, now=now - timedelta(days=29)
    )
    _course(2, justice, now - timedelta(days=2), days=16, title="劳动争议司法解释新规定")
    _ask(units[WUGANG], lawyer, now)


def _actor(username: str) -> Actor:
    return actor_in(Post.objects.select_related("user", "unit").get(user__username=username))


def _course(place: int, actor: Actor, now: datetime, *, days: int, title: str) -> Course:
    today: date = timezone.localdate(now)
    told = NewCourse(
        submission_key=UUID(int=7_000_000 + place),
        kind=CourseKind.STATE_LAW if place > 1 else CourseKind.UNION_LAW,
        title=title,
        held_on=today + timedelta(days=days),
        begins_at=time(14, 30),
        place="平顶山市总工会三楼会议室",
        minutes=180,
        closes_on=today + timedelta(days=days - 5),
        lecturer="平顶山市中级人民法院法官",
        about="请带上手边的案件，留一小时答疑。",
        for_holders=True,
    )
    return announce_course(course=told, actor=actor, now=now)


def _factory(county: Unit, officer: Actor, now: datetime) -> Actor:
    """An enterprise union below the county, with the demonstration's account in it."""
    details = UnitDetails(
        name=FACTORY,
        short_name="东风机械厂",
        level=UnitLevel.PRIMARY,
        kind=UnitKind.ENTERPRISE,
        region_code=county.region_code,
    )
    union = create_unit(details=details, parent=county, actor=officer, now=now)
    post = Post.objects.get(user__username="factory")
    post.unit, post.unit_path, post.institution = union, union.path, None
    post.save(update_fields=["unit", "unit_path", "institution"])
    return _actor("factory")


def _ask(county: Unit, lawyer: Actor, now: datetime) -> None:
    """What the enterprise union asks in writing: a lecture that was held, contracts to be read."""
    officer = _actor("officer")
    asker = _factory(county, officer, now)
    served = Lawyer.objects.get(user_id=lawyer.user_id or 0)
    then = now - timedelta(days=20)
    row = file_request(
        request=NewRequest(
            submission_key=UUID(int=7_100_001),
            wanted=ServiceWanted.LECTURE_HELD,
            text="新进职工六十多人，想请律师讲劳动合同和试用期。",
            contact="工会主席，0375-0000000",
        ),
        actor=asker,
        now=then,
    )
    offer_request(request=row, lawyer=served, actor=officer, now=then)
    answer_offer(request=row, takes=True, actor=lawyer, now=then)
    done = ServiceDone(
        done_on=timezone.localdate(now - timedelta(days=12)),
        answer="到厂讲了两小时，答疑十一个问题；试用期工资的问题另写了书面答复。",
        minutes=120,
        people_count=63,
    )
    finish_request(request=row, done=done, actor=lawyer, now=now - timedelta(days=12))
    file_request(
        request=NewRequest(
            submission_key=UUID(int=7_100_002),
            wanted=ServiceWanted.CONTRACTS,
            text="年底要续签二百多份合同，请看看合同文本和考勤制度。",
            contact="工会主席，0375-0000000",
            wished_on=timezone.localdate(now + timedelta(days=9)),
        ),
        actor=asker,
        now=now - timedelta(days=1),
    )
