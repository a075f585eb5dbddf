"""Telling people: queued inside the caller's transaction, so that a rollback tells nobody."""

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from gongyuan.core.models import Notice


def tell_user(
    *, user_id: int, body: str, link: str, now: datetime, once_key: str | None = None
) -> None:
    """Put a notice into a person's inbox in the office; the same `once_key` tells once."""
    Notice.objects.bulk_create(
        [
            Notice(
                channel=Notice.Channel.IN_APP,
                user_id=user_id,
                body=body,
                link=link,
                created_at=now,
                sent_at=now,
                once_key=once_key,
            )
        ],
        ignore_conflicts=once_key is not None,
    )


def send_text(*, phone: str, body: str, now: datetime, once_key: str | None = None) -> None:
    """Queue a text message to a phone; sent by the job worker after the transaction commits."""
    _queue(Notice.Channel.SMS, phone, body, now, once_key)


def send_email(*, address: str, body: str, now: datetime, once_key: str | None = None) -> None:
    """Queue an e-mail; sent by the job worker after the transaction commits."""
    _queue(Notice.Channel.EMAIL, address, body, now, once_key)


def _queue(channel: str, address: str, body: str, now: datetime, once_key: str | None) -> None:
    from gongyuan.core.tasks import deliver_notice

    notice = Notice(channel=channel, address=address, body=body, created_at=now, once_key=once_key)
    if once_key is None:
        notice.save(force_insert=True)
    else:
        try:
            with transaction.atomic():
                notice.save(force_insert=True)
        except IntegrityError:
            return
    deliver_notice.defer(notice_id=notice.pk)


def deliver(notice: Notice, *, now: datetime) -> None:
    """Hand a queued notice to its channel, at most once: a cut between the two is not repeated."""
    if not Notice.objects.filter(pk=notice.pk, handed_over_at=None).update(handed_over_at=now):
        return
    import_string(settings.NOTICE_BACKENDS[notice.channel])().send(notice.address, notice.body)
    Notice.objects.filter(pk=notice.pk).update(sent_at=now)


def inbox(*, user_id: int | None) -> list[Notice]:
    """A person's newest notices, at most fifty."""
    mine = Notice.objects.filter(user_id=user_id, channel=Notice.Channel.IN_APP)
    return list(mine.order_by("-pk")[:50]) if user_id else []


def mark_read(*, user_id: int | None, now: datetime) -> None:
    """Mark all of a person's notices as read."""
    Notice.objects.filter(user_id=user_id, channel=Notice.Channel.IN_APP, read_at=None).update(
        read_at=now
    )


def unread(*, user_id: int | None) -> QuerySet[Notice]:
    """The notices a person has not read."""
    if user_id is None:
        return Notice.objects.none()
    return Notice.objects.filter(user_id=user_id, channel=Notice.Channel.IN_APP, read_at=None)
