from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.lawyers import rules
from gongyuan.lawyers.details import LawyerDetails, Measure
from gongyuan.lawyers.models import DisciplineRecord, Firm, FirmMembership, Lawyer
from gongyuan.lawyers.portraits import store_portrait
from gongyuan.people.actor import Actor
from gongyuan.people.models import User

#: What an edit may change, with the words for it in the record's history.
LAWYER_FIELDS = {
    "name": "姓名",
    "licence_number": "执业证号",
    "phone": "手机号",
    "office_phone": "办公电话",
    "specialities": "专长",
    "languages": "语言",
    "practising_since": "首次执业日期",
    "home_unit": "所在地区",
}


@transaction.atomic
def register_lawyer(
    *, lawyer: Lawyer, user: User | None = None, actor: Actor, now: datetime
) -> Lawyer:
    """Enter a lawyer, given as an unsaved row, with the account to sign in with when there is one.

    Refuses a licence number that is not 17 digits or is already entered, and an account that is
    another lawyer's.
    """
    refuse_if(rules.licence_obstacles(lawyer.licence_number), field="licence_number")
    if Lawyer.objects.filter(licence_number=lawyer.licence_number).exists():
        raise Refused("这个执业证号已经登记。", field="licence_number")
    if user is not None and Lawyer.objects.filter(user=user).exists():
        raise Refused("这个账号已经是另一位律师的。", field="user")
    lawyer.user = user
    if lawyer.home_unit is not None:
        lawyer.home_path = lawyer.home_unit.path
    lawyer.save(force_insert=True)
    FirmMembership.objects.create(lawyer=lawyer, firm=lawyer.firm)
    record_event(lawyer, "lawyers.lawyer.register", actor=actor, now=now)
    return lawyer


@transaction.atomic
def edit_lawyer(*, lawyer: Lawyer, details: LawyerDetails, actor: Actor, now: datetime) -> Lawyer:
    """Correct what is known of a lawyer; the old values stay in the history.

    Nothing changed writes nothing. Refuses a licence number that is not 17 digits or is
    another's.
    """
    lawyer = _kept(lawyer, actor)
    refuse_if(rules.licence_obstacles(details.licence_number), field="licence_number")
    others = Lawyer.objects.exclude(pk=lawyer.pk)
    if others.filter(licence_number=details.licence_number).exists():
        raise Refused("这个执业证号已经登记在另一位律师名下。", field="licence_number")
    values = _values(details)
    changed = [name for name, value in values.items() if getattr(lawyer, name) != value]
    if changed:
        for name in changed:
            setattr(lawyer, name, values[name])
        lawyer.home_path = lawyer.home_unit.path if lawyer.home_unit else ""
        lawyer.save(update_fields=[*changed, "home_path"])
        words = "、".join(LAWYER_FIELDS[name] for name in changed)
        record_event(lawyer, "lawyers.lawyer.edit", actor=actor, now=now, data={"title": words})
    return lawyer


@transaction.atomic
def move_lawyer(
    *, lawyer: Lawyer, firm: Firm, day: date, actor: Actor, now: datetime
) -> FirmMembership:
    """Enter that a lawyer practises in another firm from a day on (变更执业机构).

    From then on the new firm's engagements bar the lawyer (律师法 第三十九条). Entered twice it is
    one move. Refuses the same firm, a day in the future or before the present firm.
    """
    lawyer = _kept(lawyer, actor)
    current = lawyer.memberships.filter(ends_on=None).first()
    if current is not None and (current.firm_id, current.starts_on) == (firm.pk, day):
        return current
    refuse_if(
        rules.move_obstacles(
            is_same=lawyer.firm_id == firm.pk,
            there_since=current.starts_on if current else None,
            day=day,
            today=timezone.localdate(now),
        ),
        field="day",
    )
    if current is None:
        current = FirmMembership(lawyer=lawyer, firm=lawyer.firm)
    current.ends_on = day - timedelta(days=1)
    current.save()
    told = {"title": f"{lawyer.firm.name}→{firm.name}"}
    lawyer.firm = firm
    lawyer.save(update_fields=["firm"])
    record_event(lawyer, "lawyers.lawyer.move", actor=actor, now=now, data=told)
    return FirmMembership.objects.create(lawyer=lawyer, firm=firm, starts_on=day)


@transaction.atomic
def record_discipline(
    *, lawyer: Lawyer, measure: Measure, actor: Actor, now: datetime
) -> DisciplineRecord:
    """Enter a penalty or disciplinary measure and its source (平工文〔2016〕28号 附件2第五条).

    The same measure entered twice is one. Refuses a day in the future.
    """
    lawyer = _kept(lawyer, actor)
    refuse_if(
        rules.measure_obstacles(measure.decided_on, today=timezone.localdate(now)),
        field="decided_on",
    )
    found, is_new = DisciplineRecord.objects.get_or_create(
        lawyer=lawyer,
        kind=measure.kind,
        decided_on=measure.decided_on,
        body=measure.body.strip(),
        defaults={
            "text": measure.text.strip(),
            "source": measure.source.strip(),
            "entered_at": now,
            "entered_by": actor.signature,
        },
    )
    if is_new:
        told = {"title": f"{found.get_kind_display()}，{found.body}"}
        record_event(lawyer, "lawyers.lawyer.record_discipline", actor=actor, now=now, data=told)
    return found


@transaction.atomic
def set_photo(
    *, lawyer: Lawyer, photo: UploadedFile | None, is_public: bool, actor: Actor, now: datetime
) -> Lawyer:
    """Keep a lawyer's photo and whether it may be shown on the public roster.

    By whoever keeps the register or by the lawyer; without a new picture only the consent changes.
    Refuses what is no picture, and consent without a picture.
    """
    seen = Lawyer.objects.visible_to(actor) if actor.is_lawyer else Lawyer.objects.kept_by(actor)
    lawyer = seen.select_for_update(of=("self",)).get(pk=lawyer.pk)
    today = timezone.localdate(now)
    if photo is not None:
        lawyer.photo = store_portrait(photo, by=actor.office or actor.name, now=now)
    if is_public and lawyer.photo is None:
        raise Refused("还没有照片，请先上传。", field="is_public")
    lawyer.photo_consent_on = (lawyer.photo_consent_on or today) if is_public else None
    lawyer.save(update_fields=["photo", "photo_consent_on"])
    told = {"title": "同意公开" if is_public else "不公开"}
    record_event(lawyer, "lawyers.lawyer.set_photo", actor=actor, now=now, data=told)
    return lawyer


def _kept(lawyer: Lawyer, actor: Actor) -> Lawyer:
    return Lawyer.objects.kept_by(actor).select_for_update(of=("self",)).get(pk=lawyer.pk)


def _values(details: LawyerDetails) -> dict[str, Any]:
    return {
        "name": details.name.strip(),
        "licence_number": details.licence_number,
        "phone": details.phone,
        "office_phone": details.office_phone,
        "specialities": list(details.specialities),
        "languages": list(details.languages),
        "practising_since": details.practising_since,
        "home_unit": details.home_unit,
    }
