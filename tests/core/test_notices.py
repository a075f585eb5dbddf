"""Nobody is told what did not happen, and nobody is told twice."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from gongyuan.core import notices
from gongyuan.core.models import Notice
from gongyuan.core.tasks import deliver_notice

NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
PHONE = "19900000001"
SENT = []


class ListChannel:
    """A way out of the house that only remembers."""

    def send(self, address, body):
        SENT.append((address, body))


class DeadChannel:
    def send(self, address, body):
        raise ConnectionError("no line")


@pytest.fixture(autouse=True)
def channel(settings):
    SENT.clear()
    settings.NOTICE_BACKENDS = {
        "sms": f"{__name__}.ListChannel",
        "email": f"{__name__}.DeadChannel",
    }


def waiting():
    """Jobs of the notices there are; the jobs of earlier tests are not emptied with the tables."""
    ids = list(Notice.objects.values_list("pk", flat=True))
    return ProcrastinateJob.objects.filter(args__notice_id__in=ids).count()


@pytest.mark.django_db(transaction=True)
def test_a_rollback_leaves_neither_notice_nor_job_and_tells_nobody():
    before = ProcrastinateJob.objects.count()

    with transaction.atomic():
        notices.send_text(phone=PHONE, body="已受理", now=NOW)
        notices.tell_user(user_id=1, body="已受理", link="/", now=NOW)
        transaction.set_rollback(True)

    assert not Notice.objects.exists()
    assert ProcrastinateJob.objects.count() == before


@pytest.mark.django_db(transaction=True)
def test_a_commit_leaves_one_job_and_the_job_sends_once_however_often_it_runs():
    with transaction.atomic():
        notices.send_text(phone=PHONE, body="已受理", now=NOW)
    notice = Notice.objects.get()
    assert waiting() == 1
    assert SENT == []

    for _ in range(3):
        deliver_notice(notice_id=notice.pk)

    assert SENT == [(PHONE, "已受理")]
    notice.refresh_from_db()
    assert notice.sent_at >= notice.handed_over_at


@pytest.mark.django_db(transaction=True)
def test_eight_workers_with_one_notice_send_it_once():
    notices.send_text(phone=PHONE, body="已受理", now=NOW)
    notice = Notice.objects.get()
    start = threading.Barrier(8)

    def work() -> None:
        start.wait(timeout=30)
        notices.deliver(notice, now=NOW)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(SENT) == 1


@pytest.mark.django_db
def test_a_notice_cut_off_on_its_way_is_seen_as_unsent_and_not_sent_again():
    notices.send_email(address="a@example.invalid", body="已受理", now=NOW)
    notice = Notice.objects.get()

    with pytest.raises(ConnectionError):
        notices.deliver(notice, now=NOW)
    notices.deliver(notice, now=NOW)

    notice.refresh_from_db()
    assert (notice.handed_over_at, notice.sent_at) == (NOW, None)


@pytest.mark.django_db
def test_the_same_reason_tells_once_on_each_way():
    for _ in range(2):
        notices.send_text(phone=PHONE, body="明天到期", now=NOW, once_key="due.1")
        notices.tell_user(user_id=1, body="明天到期", link="/", now=NOW, once_key="due.1.inbox")

    assert Notice.objects.filter(channel="sms").count() == 1
    assert Notice.objects.filter(channel="in_app").count() == 1
    assert waiting() == 1


@pytest.mark.django_db(transaction=True)
def test_two_at_once_with_one_reason_tell_once_and_neither_fails():
    start, failed = threading.Barrier(4), []

    def tell() -> None:
        try:
            start.wait(timeout=30)
            with transaction.atomic():
                notices.send_text(phone=PHONE, body="明天到期", now=NOW, once_key="due.1")
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=tell) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert Notice.objects.count() == waiting() == 1


@pytest.mark.django_db
def test_number_and_text_of_a_message_lie_sealed():
    notices.send_text(phone=PHONE, body="验证码123456", now=NOW)

    with connection.cursor() as cursor:
        cursor.execute("SELECT n::text || j.args::text FROM core_notice n, procrastinate_jobs j")
        (text,) = cursor.fetchone()
    for secret in (PHONE, "123456"):
        assert secret not in text
        assert secret.encode().hex() not in text


def test_the_console_way_prints_the_end_of_a_number_only(capsys):
    from gongyuan.core.channels import ConsoleChannel

    ConsoleChannel().send(PHONE, "验证码123456")

    printed = capsys.readouterr().out
    assert "0001: 验证码123456" in printed
    assert PHONE not in printed
