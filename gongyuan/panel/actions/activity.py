"""What a lawyer enters by hand, and what the contact-point union says to it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongyuan.core.events import note_obstacles, record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.lawyers.models import Lawyer
from gongyuan.panel.actions.locking import demand, locked
from gongyuan.panel.choices import ENTERED
from gongyuan.panel.details import NewActivity
from gongyuan.panel.models import Activity
from gongyuan.panel.queries.members import serves_on, union_choices
from gongyuan.panel.rules import ledger as rules
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability


@transaction.atomic
def enter_activity(*, activity: NewActivity, actor: Actor, now: datetime) -> Activity:
    """Enter what no other record shows: advice, a lecture, training (附件1 三(一)4: 做好工作纪录).

    The same form sent twice is one. Refuses a day to come or outside every term of the lawyer, a
    union the lawyer does not serve, and a kind that enters itself, such as cases.
    """
    demand(actor, Capability.PANEL_OWN)
    lawyer = Lawyer.objects.select_for_update(of=("self",)).get(user_id=actor.user_id or 0)
    known = Activity.objects.filter(submission_key=activity.submission_key).first()
    if known is not None:
        return known
    if activity.kind not in ENTERED:
        raise Refused("案件、值班由系统自己记，不用登记。", field="kind")
    wrong = rules.activity_obstacles(
        happened_on=activity.happened_on,
        minutes=activity.minutes,
        people_count=activity.people_count,
        today=timezone.localdate(now),
    )
    for field, sentence in wrong.items():
        raise Refused(sentence, field=field)
    if not serves_on(lawyer, activity.happened_on):
        raise Refused("这一天不在聘期里。", field="happened_on")
    if not union_choices(lawyer, on=activity.happened_on).filter(pk=activity.unit.pk).exists():
        raise Refused("请选聘任的工会或者联系点工会。", field="unit")
    row = Activity.objects.create(
        lawyer=lawyer,
        unit=activity.unit,
        unit_path=activity.unit.path,
        kind=activity.kind,
        happened_on=activity.happened_on,
        minutes=activity.minutes,
        people_count=activity.people_count,
        note=activity.note.strip(),
        submission_key=activity.submission_key,
        entered_at=now,
    )
    data = {"title": row.get_kind_display()}
    record_event(row, "panel.activity.enter", actor=actor, now=now, data=data)
    return row


@transaction.atomic
def confirm_activity(*, activity: Activity, actor: Actor, now: datetime) -> Activity:
    """Confirm as the contact-point union that this took place; confirmed twice is once.

    附件1 三(一)3、4. Refuses one that was struck out.
    """
    demand(actor, Capability.PANEL_CONFIRM)
    row: Activity = locked(Activity, activity.pk, actor)
    if row.struck_at is not None:
        raise Refused("这项活动已经划去。")
    if row.confirmed_at is None:
        row.confirmed_at, row.confirmed_by = now, actor.signature
        row.save(update_fields=["confirmed_at", "confirmed_by"])
        record_event(row, "panel.activity.confirm", actor=actor, now=now)
    return row


@transaction.atomic
def strike_activity(*, activity: Activity, note: str, actor: Actor, now: datetime) -> Activity:
    """Strike out an activity with the reason; it stays on record and counts no more.

    The lawyer strikes what is not yet confirmed, the contact-point union any. Refuses an empty
    reason; struck twice is once.
    """
    row: Activity = locked(Activity, activity.pk, actor)
    refuse_if(note_obstacles("panel.activity.strike", note), field="note")
    if not actor.is_lawyer:
        demand(actor, Capability.PANEL_CONFIRM)
    elif row.confirmed_at is not None:
        raise Refused("工会已经确认，要划去请联系联系点工会。")
    if row.struck_at is None:
        row.struck_at, row.struck_by, row.struck_why = now, actor.signature, note.strip()[:200]
        row.save(update_fields=["struck_at", "struck_by", "struck_why"])
        record_event(row, "panel.activity.strike", actor=actor, now=now, note=note)
    return row
