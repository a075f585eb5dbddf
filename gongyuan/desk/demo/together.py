"""What passes between unions in the demonstration: reports, orders, hand-ups, help."""

from datetime import datetime, timedelta

from django.utils import timezone

from gongyuan.cases.actions.collaboration import accept_help, ask_help, report_help
from gongyuan.cases.actions.hand_up import hand_up
from gongyuan.cases.actions.major import name_leader, track_case
from gongyuan.cases.actions.oversight import order_oversight
from gongyuan.cases.actions.red_line import acknowledge_report, report_up
from gongyuan.cases.choices import CaseState
from gongyuan.cases.details import Application, HelpRequest, Leader, Typed
from gongyuan.cases.models import Case
from gongyuan.desk.demo.network import HANDLING_STATIONS, PINGDINGSHAN, WUGANG, YANBIAN
from gongyuan.desk.demo.stories import Teller
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.choices import Role
from gongyuan.people.models import Post
from gongyuan.people.queries import actor_in

REPORT = "十人以上的集体争议。工人情绪平稳，已受理，正在办理，没有上访。"


def pass_between_unions(teller: Teller, units: dict[str, Unit], *, now: datetime) -> None:
    """Report the major cases up, order one late case, hand up and ask for help."""
    head = _post(units[WUGANG], Role.LEGAL_HEAD)
    city = _post(units[PINGDINGSHAN], Role.LEGAL_HEAD)
    _report(head, city, now)
    _order(city, now)
    for code in HANDLING_STATIONS:
        _hand_up(teller, units[code], now)
    _ask_for_help(units, now)


def _post(unit: Unit, role: Role) -> Actor:
    """Whoever signs in to the demonstration before the silent staff of the same office."""
    posts = Post.objects.filter(unit=unit, role=role).select_related("user", "unit")
    return actor_in(posts.order_by("-user__is_active", "pk")[0])


def _report(head: Actor, city: Actor, now: datetime) -> None:
    """The older of the major cases is reported, has its leader and was looked after since."""
    case = Case.objects.handled_by(head).open().filter(is_major=True).order_by("pk").first()
    if case is None:
        return
    at = case.applied_at + timedelta(hours=5)
    report = report_up(case=case, text=REPORT, actor=head, now=at)
    acknowledge_report(
        report=report,
        instruction="依法快办，每两周报告一次。",
        actor=city,
        now=at + timedelta(hours=3),
    )
    leader = Leader(name="赵卫东", title="分管副主席")
    name_leader(case=case, leader=leader, actor=head, now=at + timedelta(hours=4))
    track_case(case=case, note="与律师、职工代表各谈一次，没有新情况。", actor=head, now=now)


def _order(city: Actor, now: datetime) -> None:
    """The city asks for an account of what the county should have assigned days ago."""
    today = timezone.localdate(now)
    late = Case.objects.overseen_by(city).open().overdue(on=today)
    case = late.filter(state=CaseState.GRANTED).order_by("next_due_on").first()
    if case is not None:
        order_oversight(
            case=case,
            demand="指派已经超期，请说明原因并在期限内指派。",
            due_on=today + timedelta(days=5),
            actor=city,
            now=now - timedelta(hours=3),
        )


def _hand_up(teller: Teller, station: Unit, now: datetime) -> None:
    at = now - timedelta(hours=5)
    application = teller.application(station, at)
    hand_up(
        application=application,
        typed=_typed(application),
        note="本人腿脚不便，材料已经看过原件。",
        actor=_post(station, Role.LEGAL_OFFICER),
        now=at,
    )


def _typed(application: Application) -> Typed:
    """The form as the station filled it in."""
    person = application.applicants[0]
    return Typed(
        fields={
            "name": [person.name],
            "identity_number": [person.identity_number],
            "phone": [person.phone],
            "employer_name": [application.employer.name],
            "facts_text": [application.facts_text],
        }
    )


def _ask_for_help(units: dict[str, Unit], now: datetime) -> None:
    """One letter to Wugang that waits for its answer, one from Wugang that was answered."""
    handling = Case.objects.filter(state=CaseState.HANDLING).order_by("pk")
    own, others = handling.filter(unit=units[WUGANG]), handling.exclude(unit=units[WUGANG])
    for case, helper, is_answered in (
        (others.first(), WUGANG, False),
        (own.first(), YANBIAN, True),
    ):
        if case is None:
            continue
        office = _post(case.unit, Role.LEGAL_OFFICER)
        asked = HelpRequest(
            to_unit=units[helper],
            task="用人单位的财产在贵地，请协助核实厂房、设备现状并送达协商函。",
            contact="经办人，0375-12351",
        )
        at = now - timedelta(days=3)
        row = ask_help(case=case, asked=asked, actor=office, now=at)
        if not is_answered:
            continue
        there = _post(units[helper], Role.LEGAL_OFFICER)
        at += timedelta(hours=20)
        row = accept_help(collaboration=row, contact="经办人，0433-12351", actor=there, now=at)
        report_help(
            collaboration=row,
            text="已到厂区查看：设备仍在，门卫签收了协商函。",
            actor=there,
            now=at + timedelta(hours=20),
        )
