from datetime import date, datetime, timedelta

from django.db import transaction

from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.lawyers.choices import SupervisingBody
from gongyuan.lawyers.models import ContactPoint, Lawyer, SupervisionPhone
from gongyuan.lawyers.queries.terms import term_facts, terms_serving
from gongyuan.lawyers.rules import contact as rules
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor


@transaction.atomic
def bind_contact(
    *,
    lawyer: Lawyer,
    unit: Unit,
    starts_on: date,
    asked_on: date | None = None,
    note: str = "",
    actor: Actor,
    now: datetime,
) -> ContactPoint:
    """Let a member serve a union from a day on (联系点; 平工文〔2016〕28号 附件2第三条).

    `asked_on` is the day of the union's written request (附件1四(四)). Refuses a union out of
    reach, a lawyer without a term there that day, and one who serves it already.
    """
    if not Unit.objects.visible_to(actor).filter(pk=unit.pk, closed_on=None).exists():
        raise Refused("只能确定本级或者下级单位的联系点。", field="unit")
    seen = Lawyer.objects.visible_to(actor).select_for_update(of=("self",))
    lawyer = seen.get(pk=lawyer.pk)
    is_bound = ContactPoint.objects.filter(lawyer=lawyer, unit=unit, ends_on=None).exists()
    terms = term_facts(terms_serving(unit.path, [lawyer.pk])[lawyer.pk])
    refuse_if(
        rules.binding_obstacles(terms, starts_on=starts_on, is_bound=is_bound), field="lawyer"
    )
    point = ContactPoint.objects.create(
        lawyer=lawyer,
        unit=unit,
        unit_path=unit.path,
        starts_on=starts_on,
        asked_on=asked_on,
        note=note.strip(),
    )
    told = {"title": f"{lawyer.name}—{unit.name}"}
    record_event(point, "lawyers.contactpoint.bind", actor=actor, now=now, data=told)
    return point


@transaction.atomic
def end_contact(
    *, point: ContactPoint, ends_on: date, note: str = "", actor: Actor, now: datetime
) -> ContactPoint:
    """End a binding with its last day. Refuses one that has ended and a day before its first."""
    point = ContactPoint.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=point.pk)
    refuse_if(
        rules.unbinding_obstacles(
            starts_on=point.starts_on, ends_on=ends_on, is_over=point.ends_on is not None
        ),
        field="ends_on",
    )
    point.ends_on = ends_on
    point.save(update_fields=["ends_on"])
    record_event(point, "lawyers.contactpoint.end", actor=actor, now=now, note=note)
    return point


@transaction.atomic
def publish_phone(
    *,
    body: SupervisingBody,
    name: str,
    phone: str,
    starts_on: date,
    source: str = "",
    actor: Actor,
    now: datetime,
) -> SupervisionPhone:
    """Publish a supervision phone of the post's own union from a day on, in place of the last.

    平工文〔2016〕28号 附件2第六条. The same number again is one. Refuses a day before the present
    number's.
    """
    unit = Unit.objects.visible_to(actor).get(pk=actor.unit_id or 0)
    rows = SupervisionPhone.objects.select_for_update(of=("self",))
    current = rows.filter(unit=unit, body=body, ends_on=None).first()
    if current is not None:
        if (current.name, current.phone) == (name.strip(), phone.strip()):
            return current
        if starts_on <= current.starts_on:
            raise Refused(
                f"现在的号码自{current.starts_on:%Y-%m-%d}起公布，请写以后的日子。",
                field="starts_on",
            )
        current.ends_on = starts_on - timedelta(days=1)
        current.save(update_fields=["ends_on"])
    found = SupervisionPhone.objects.create(
        unit=unit,
        body=body,
        name=name.strip(),
        phone=phone.strip(),
        starts_on=starts_on,
        source=source.strip(),
    )
    told = {"title": f"{found.name} {found.phone}"}
    record_event(found, "lawyers.supervisionphone.publish", actor=actor, now=now, data=told)
    return found
