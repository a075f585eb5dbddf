"""What unions have agreed with others, and how their institutions changed over the years."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from django.utils import timezone

from gongyuan.desk.demo.words import person_name
from gongyuan.organisations import actions
from gongyuan.organisations.actions.institutions import details_of
from gongyuan.organisations.choices import AgreementPartner, InstitutionForm
from gongyuan.organisations.models import AidInstitution, Unit
from gongyuan.organisations.rules import AgreementDetails
from gongyuan.people.actor import Actor
from gongyuan.people.models import Post
from gongyuan.people.queries import actor_in

#: Place, kind and name of the other side, what for, the days it runs on from today.
AGREED = (
    ("410481", AgreementPartner.LAW_FIRM, "河南铁山律师事务所", "派律师值班、承办援助案件", 35),
    ("410481", AgreementPartner.JUSTICE_BUREAU, "舞钢市司法局", "共建职工法律援助工作站", 700),
    ("410400", AgreementPartner.UNIVERSITY, "鹰城职工大学", "法学院学生参加志愿服务", 400),
    ("410400", AgreementPartner.HOSPITAL, "鹰城职业病防治医院", "职业病、工伤鉴定咨询", 50),
    ("222400", AgreementPartner.LAW_FIRM, "吉林长白松律师事务所", "购买法律服务", 200),
    ("222406", AgreementPartner.JUSTICE_BUREAU, "和龙市司法局", "互相转送案件、信息共享", 20),
)
#: Changes hold from this day some years ago, so that every table since has them.
YEARS_AGO = 3
CHANGED = 12


def agree(units: dict[str, Unit], *, random: Random, now: datetime) -> None:
    """Give some unions agreements, one of them renewed and one ended, and institutions a past."""
    heads = {name: _actor(name) for name in ("city", "jilin")}
    today = timezone.localdate(now)
    for place, kind, partner, scope, days in AGREED:
        details = AgreementDetails(
            title=f"{kind.label}合作协议",
            partner_kind=kind,
            partner_name=partner,
            scope=scope,
            signed_on=today - timedelta(days=400),
            starts_on=today - timedelta(days=395),
            ends_on=today + timedelta(days=days),
        )
        head = heads["city" if place.startswith("41") else "jilin"]
        agreement = actions.register_agreement(
            unit=units[place], details=details, actor=head, now=now
        )
        if kind == AgreementPartner.HOSPITAL:
            following = replace(
                details,
                signed_on=today,
                starts_on=today + timedelta(days=days + 1),
                ends_on=today + timedelta(days=days + 365),
            )
            actions.renew_agreement(agreement=agreement, details=following, actor=head, now=now)
        elif kind == AgreementPartner.UNIVERSITY:
            actions.end_agreement(
                agreement=agreement,
                ended_on=today - timedelta(days=60),
                actor=head,
                now=now,
                note="学院调整实习安排，双方同意提前终止。",
            )
    _change_institutions(heads["city"], random, now, today)


def _change_institutions(head: Actor, random: Random, now: datetime, today: date) -> None:
    """Some became co-located and got another head, as of a day three years ago."""
    day = date(today.year - YEARS_AGO, 7, 1)
    rows = AidInstitution.objects.handled_by(head).filter(opened_on__lt=day, closed_on=None)
    for institution in rows.exclude(form=InstitutionForm.CO_LOCATED).order_by("pk")[:CHANGED]:
        details = replace(
            details_of(institution),
            form=InstitutionForm.CO_LOCATED,
            head_name=person_name(random),
        )
        actions.edit_institution(
            institution=institution, details=details, actor=head, now=now, changed_on=day
        )


def _actor(username: str) -> Actor:
    return actor_in(Post.objects.select_related("user", "unit").get(user__username=username))
