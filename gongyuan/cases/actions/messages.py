"""What a worker writes to those who help."""

from datetime import datetime

from django.db import transaction

from gongyuan.cases.models import Case, Message
from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused
from gongyuan.people.actor import Actor

#: A form of our own, not of law.
LONGEST_MESSAGE = 1000


@transaction.atomic
def write_to_office(*, case: Case, text: str, actor: Actor, now: datetime) -> Message:
    """Leave a message of the worker on an open case, for the office and the lawyer to read.

    The same words sent twice in a row are one message. Refuses nothing written, more than
    LONGEST_MESSAGE characters, and a case that is over; forbids anybody but the worker.
    """
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    if not actor.is_worker:
        raise Refused("只有申请人本人可以在这里留言。")
    words = text.strip()
    if not words:
        raise Refused("请写下您要说的话。", field="text")
    if len(words) > LONGEST_MESSAGE:
        raise Refused(f"最多{LONGEST_MESSAGE}个字，现有{len(words)}个。", field="text")
    if not case.is_open:
        raise Refused("这件事已经办完，不能再留言。有新的问题请拨打12351。")
    last = case.messages.order_by("-pk").first()
    if last and last.is_from_worker and last.text == words:
        return last
    message = Message.objects.create(
        case=case, is_from_worker=True, text=words, written_at=now, written_by=actor.name
    )
    record_event(case, "cases.case.write_office", actor=actor, now=now)
    return message


@transaction.atomic
def mark_replies_read(*, case: Case, actor: Actor, now: datetime) -> int:
    """Note that the worker has read what the office and the lawyer wrote; says how many."""
    seen = Case.objects.handled_by(actor).filter(pk=case.pk)
    unread = Message.objects.filter(case__in=seen, is_from_worker=False, read_at=None)
    return unread.update(read_at=now)
