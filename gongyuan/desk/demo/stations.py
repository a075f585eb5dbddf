"""The demonstration's network at work: targets, checks of stations, the log with other offices."""

from datetime import datetime, timedelta
from io import BytesIO
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from docx import Document

from gongyuan.core.files import DOCX
from gongyuan.desk.demo.network import HELONG, PINGDINGSHAN, WUGANG, YANBIAN
from gongyuan.organisations.actions.checks import record_check, record_mending
from gongyuan.organisations.actions.coordination import enter_record, finish_follow_up
from gongyuan.organisations.actions.coverage import enter_target
from gongyuan.organisations.choices import (
    CoordinationKind,
    CoordinationPartner,
    InstitutionKind,
    UnitLevel,
)
from gongyuan.organisations.models import AidInstitution, CoordinationRecord, StationCheck, Unit
from gongyuan.organisations.queries.checks import standard_of
from gongyuan.organisations.rules.checks import Finding
from gongyuan.organisations.rules.coordination import AgreedFollowUp, NewCoordination
from gongyuan.organisations.rules.coverage import NewTarget
from gongyuan.people.actor import Actor
from gongyuan.people.choices import Role
from gongyuan.people.models import Post
from gongyuan.people.queries import actor_in

PROVINCES = ("220000", "410000")
INVENTED = "演示用目标（虚构）"
#: What is wanting at every third station that is checked.
WANTING = {"duty_roster": "值班安排没有上墙，值班记录缺两周", "rules_on_wall": "只贴了办公时间"}
#: Place, days ago, kind, partners, subject; of what was agreed on: what, who, in how many days.
Entry = tuple[str, int, str, tuple[str, ...], str, tuple[tuple[str, str, int], ...]]
P, K = CoordinationPartner, CoordinationKind
LOG: tuple[Entry, ...] = (
    (WUGANG, 250, K.LEADERSHIP_STUDY, (), "研究年度职工法律援助工作和经费", ()),
    (
        WUGANG,
        120,
        K.JOINT_DOCUMENT,
        (P.JUSTICE, P.HUMAN_RESOURCES),
        "联合印发农民工欠薪联动办法",
        (),
    ),
    (
        WUGANG,
        26,
        K.JOINT_MEETING,
        (P.COURT, P.ARBITRATION),
        "劳动争议诉调对接联席会议",
        (("印发会议纪要", WUGANG, -12), ("商定驻院调解窗口的值班安排", WUGANG, 9)),
    ),
    (WUGANG, 8, K.CASE_CONSULTATION, (P.COURT, P.PROCURATORATE), "会商一起集体欠薪案件", ()),
    (
        PINGDINGSHAN,
        40,
        K.JOINT_ACTION,
        (P.HUMAN_RESOURCES, P.JUSTICE),
        "工资支付联合检查",
        (("报送检查情况", WUGANG, 20), ("汇总各县检查情况", PINGDINGSHAN, 30)),
    ),
    (PINGDINGSHAN, 200, K.LEADERSHIP_STUDY, (), "研究全市工会法律援助工作", ()),
    (YANBIAN, 60, K.INFORMATION, (P.ARBITRATION,), "劳动争议案件情况通报", ()),
    (HELONG, 33, K.JOINT_MEETING, (P.JUSTICE,), "法律援助工作站建设座谈", ()),
)


def work_together(units: dict[str, Unit], *, now: datetime) -> None:
    """Let provinces aim, a city check its counties' centres, and offices write up meetings."""
    for code in PROVINCES:
        _aim(_head(units[code]), now)
    _check(_head(units[PINGDINGSHAN]), units[PINGDINGSHAN], now)
    for place, entry in enumerate(LOG):
        _log(units, entry, place, now)


def _head(unit: Unit) -> Actor:
    posts = Post.objects.filter(unit=unit, role=Role.LEGAL_HEAD).order_by("pk")
    return actor_in(posts.select_related("user", "unit", "institution")[0])


def _aim(head: Actor, now: datetime) -> None:
    this_year = timezone.localdate(now).year
    centre, station = InstitutionKind.CENTRE, InstitutionKind.STATION
    aims = (
        (UnitLevel.COUNTY, centre, this_year - 2, 100),
        (UnitLevel.TOWNSHIP, station, this_year - 3, 50),
        (UnitLevel.TOWNSHIP, station, this_year - 1, 70),
        (UnitLevel.TOWNSHIP, station, this_year, 80),
        (UnitLevel.TOWNSHIP, station, this_year + 1, 90),
    )
    at = now - timedelta(days=3 * 365)
    for level, kind, year, percent in aims:
        target = NewTarget(
            level=level, kind=kind, year=year, percent=percent, source=INVENTED, reason="演示"
        )
        enter_target(target=target, actor=head, now=at)


def _check(head: Actor, unit: Unit, now: datetime) -> None:
    """Every second county centre is checked; at some of them something is wanting."""
    below = AidInstitution.objects.filter(unit__parent=unit).order_by("pk")
    for place, institution in enumerate(below.select_related("unit")):
        is_known = institution.unit.region_code == WUGANG
        if place % 2 and not is_known:
            continue
        check = _checked(institution, head, now, wanting=is_known or place % 3 == 0)
        wanting = check.items.filter(is_met=False).order_by("pk")
        if not is_known and wanting:
            note = "已整改，照片附后。"
            record_mending(item=wanting[0], note=note, actor=head, now=now)


def _checked(
    institution: AidInstitution, head: Actor, now: datetime, *, wanting: bool
) -> StationCheck:
    at = now - timedelta(days=18)
    on = timezone.localdate(at)
    found = [
        Finding(
            code=item.code,
            is_met=not (wanting and item.code in WANTING),
            note=WANTING.get(item.code, "") if wanting else "",
            mend_by=on + timedelta(days=30) if wanting and item.code in WANTING else None,
        )
        for item in standard_of(institution.unit, on=on)
    ]
    return record_check(institution=institution, checked_on=on, findings=found, actor=head, now=at)


def _log(units: dict[str, Unit], entry: Entry, place: int, now: datetime) -> None:
    code, days_ago, kind, partners, subject, agreed = entry
    at = now - timedelta(days=days_ago)
    today = timezone.localdate(now)
    head = _head(units[code])
    told = NewCoordination(
        kind=kind,
        held_on=timezone.localdate(at),
        subject=subject,
        participants=f"{head.name}等",
        partners=tuple(partners),
        content="商定了分工和时限，双方各定一名联络员。",
        submission_key=UUID(int=place + 1),
        papers=(_minutes(subject),) if partners else (),
        follow_ups=tuple(
            AgreedFollowUp(what=what, due_on=today + timedelta(days=days), unit_id=units[who].pk)
            for what, who, days in agreed
        ),
    )
    _finish_late(enter_record(record=told, actor=head, now=at), head, now)


def _minutes(subject: str) -> SimpleUploadedFile:
    """The paper that goes with a record."""
    paper = Document()
    paper.add_heading(subject, level=1)
    paper.add_paragraph("演示材料（虚构）。")
    out = BytesIO()
    paper.save(out)
    return SimpleUploadedFile(f"{subject}纪要.docx", out.getvalue(), content_type=DOCX)


def _finish_late(record: CoordinationRecord, head: Actor, now: datetime) -> None:
    """What is past its day was done in time."""
    past = record.follow_ups.filter(due_on__lt=timezone.localdate(now), unit=head.unit_id or 0)
    for one in past:
        at = now - timedelta(days=14)
        finish_follow_up(follow_up=one, note="已印发各单位。", actor=head, now=at)
