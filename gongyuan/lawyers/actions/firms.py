from datetime import date, datetime

from django.db import transaction

from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.law.identity import uscc_obstacles
from gongyuan.lawyers import rules
from gongyuan.lawyers.choices import EngagementKind
from gongyuan.lawyers.details import FirmDetails
from gongyuan.lawyers.models import Firm, FirmContact, FirmEngagement
from gongyuan.lawyers.queries.firms import kept_firms
from gongyuan.people.actor import Actor
from gongyuan.people.choices import Role
from gongyuan.people.models import Employer, Post, User

#: What an edit may change, with the words for it in the record's history.
FIRM_FIELDS = {
    "name": "名称",
    "uscc": "统一社会信用代码",
    "licence_number": "执业许可证号",
    "head_name": "负责人",
    "contact_name": "联系人",
    "phone": "电话",
    "address": "地址",
    "region_code": "所在地",
}


@transaction.atomic
def register_firm(*, details: FirmDetails, actor: Actor, now: datetime) -> Firm:
    """Enter a law firm; refuses a name or a credit code that is already there or is wrong."""
    firm = Firm(**_checked(details))
    firm.save(force_insert=True)
    record_event(firm, "lawyers.firm.register", actor=actor, now=now)
    return firm


@transaction.atomic
def edit_firm(*, firm: Firm, details: FirmDetails, actor: Actor, now: datetime) -> Firm:
    """Correct what is known of a firm; the old values stay in its history.

    Nothing changed writes nothing. Refuses what `register_firm` refuses.
    """
    firm = kept_firms(actor).select_for_update(of=("self",)).get(pk=firm.pk)
    values = _checked(details, besides=firm)
    changed = [name for name, value in values.items() if getattr(firm, name) != value]
    if changed:
        for name in changed:
            setattr(firm, name, values[name])
        firm.save(update_fields=changed)
        words = "、".join(FIRM_FIELDS[name] for name in changed)
        record_event(firm, "lawyers.firm.edit", actor=actor, now=now, data={"title": words})
    return firm


@transaction.atomic
def name_contact(
    *, firm: Firm, user: User | None, starts_on: date, actor: Actor, now: datetime
) -> FirmContact | None:
    """Let an account act for a firm from a day on, in place of whoever did; None ends it.

    The account holds a post as the firm's contact in the actor's subtree. Refuses another, and
    one that acts for another firm.
    """
    firm = kept_firms(actor).select_for_update(of=("self",)).get(pk=firm.pk)
    current = firm.contacts.filter(ends_on=None).first()
    if user is not None and current is not None and current.user_id == user.pk:
        return current
    if user is not None:
        posts = Post.objects.visible_to(actor).filter(user=user, role=Role.LAW_FIRM_CONTACT)
        if not posts.exists():
            raise Refused("这个账号在本级和下级没有律所联系人的岗位。", field="user")
        if FirmContact.objects.filter(user=user, ends_on=None).exists():
            raise Refused("这个账号已经是另一家律所的联系人。", field="user")
    if current is not None:
        current.ends_on = max(starts_on, current.starts_on)
        current.save(update_fields=["ends_on"])
    found = None
    if user is not None:
        found = FirmContact.objects.create(firm=firm, user=user, starts_on=starts_on)
    named = {"title": user.name if user else "不再有联系人"}
    record_event(firm, "lawyers.firm.name_contact", actor=actor, now=now, data=named)
    return found


@transaction.atomic
def register_engagement(
    *,
    firm: Firm,
    employer: Employer,
    kind: EngagementKind,
    starts_on: date,
    ends_on: date | None = None,
    actor: Actor,
    now: datetime,
) -> FirmEngagement:
    """Enter that a firm serves an employer, which bars it from cases against that employer.

    律师法 第三十九条; 劳动人事争议仲裁组织规则 第三十三条(八). The same engagement entered
    twice is one. Refuses an end before the beginning.
    """
    refuse_if(rules.engagement_obstacles(starts_on, ends_on), field="ends_on")
    found, is_new = FirmEngagement.objects.get_or_create(
        firm=firm, employer=employer, kind=kind, starts_on=starts_on, defaults={"ends_on": ends_on}
    )
    if is_new:
        record_event(found, "lawyers.firmengagement.register", actor=actor, now=now)
    return found


def _checked(details: FirmDetails, besides: Firm | None = None) -> dict[str, str | None]:
    others = Firm.objects.exclude(pk=besides.pk) if besides else Firm.objects.all()
    name = details.name.strip()
    if others.filter(name=name).exists():
        raise Refused("已有同名的律师事务所。", field="name")
    if details.uscc:
        refuse_if(uscc_obstacles(details.uscc), field="uscc")
        if others.filter(uscc=details.uscc).exists():
            raise Refused("这个统一社会信用代码已登记在另一家律师事务所名下。", field="uscc")
    values: dict[str, str | None] = {
        field: getattr(details, field) for field in FIRM_FIELDS if field not in ("name", "uscc")
    }
    return {"name": name, "uscc": details.uscc or None, **values}
