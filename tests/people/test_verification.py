"""A phone proves itself by giving back six digits, in time and in few tries."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from gongyuan.core.models import Notice
from gongyuan.core.refusals import Refused
from gongyuan.people import queries
from gongyuan.people.actions import send_phone_code, verify_phone_code
from gongyuan.people.models import PhoneVerification

NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
PHONE = "19900000001"

pytestmark = pytest.mark.django_db


def send(phone=PHONE, now=NOW, **more):
    send_phone_code(phone=phone, purpose="apply", now=now, **more)
    return Notice.objects.latest("pk").body[3:9]


def verify(code, *, phone=PHONE, now=NOW, purpose="apply"):
    return verify_phone_code(phone=phone, code=code, purpose=purpose, now=now)


def wrong(code):
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_the_code_that_was_sent_proves_the_phone_for_a_while_and_for_its_purpose_only():
    code = send()

    proof = verify(f" {code[:3]} {code[3:]} ", now=NOW + timedelta(minutes=9))

    later = NOW + timedelta(minutes=30)
    ask = {"purpose": "apply", "minutes": 30}
    assert queries.verified_phone(proof.pk, now=later, **ask) == PHONE
    assert queries.verified_phone(proof.pk, now=later + timedelta(minutes=10), **ask) is None
    assert queries.verified_phone(proof.pk, now=later, purpose="track", minutes=30) is None
    assert queries.verified_phone(None, now=later, **ask) is None


def test_a_code_dies_after_its_minutes_and_for_another_purpose_it_never_lived():
    code = send()

    with pytest.raises(Refused, match="过期"):
        verify(code, now=NOW + timedelta(minutes=10))
    with pytest.raises(Refused):
        verify(code, purpose="track")


def test_the_sixth_try_is_refused_even_with_the_right_code():
    code = send()
    for _ in range(5):
        with pytest.raises(Refused, match="不对"):
            verify(wrong(code))

    with pytest.raises(Refused, match="太多"):
        verify(code)

    assert PhoneVerification.objects.get().attempts == 5


def test_only_the_newest_code_counts():
    first = send()
    second = send(now=NOW + timedelta(minutes=2))

    if first != second:
        with pytest.raises(Refused):
            verify(first, now=NOW + timedelta(minutes=3))
    assert verify(second, now=NOW + timedelta(minutes=3)).verified_at


def test_one_phone_gets_one_code_a_minute_and_ten_a_day():
    send()
    with pytest.raises(Refused, match="60秒"):
        send(now=NOW + timedelta(seconds=59))
    for count in range(1, 10):
        send(now=NOW + timedelta(minutes=count))

    with pytest.raises(Refused, match="今天"):
        send(now=NOW + timedelta(minutes=10))
    assert send(now=NOW + timedelta(days=1, minutes=11))


def test_one_address_cannot_send_codes_to_everybody(settings):
    settings.PHONE_CODES_PER_ADDRESS_AN_HOUR = 3
    for serial in range(3):
        send(phone=f"1990000010{serial}", address="203.0.113.7")

    with pytest.raises(Refused, match="一小时"):
        send(phone="19900000109", address="203.0.113.7")
    assert send(phone="19900000109", address="203.0.113.8")


def test_a_phone_of_ten_digits_is_refused_before_anything_is_sent():
    with pytest.raises(Refused) as refusal:
        send(phone="1990000000")

    assert refusal.value.field == "phone"
    assert not Notice.objects.exists()


def test_neither_number_nor_code_nor_address_lies_in_the_tables_in_clear():
    code = send(address="203.0.113.7")

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT v::text || n::text || j.args::text FROM people_phoneverification v, "
            "core_notice n, procrastinate_jobs j"
        )
        (row,) = cursor.fetchone()
    for secret in (PHONE, code, "203.0.113.7"):
        assert secret not in row
        assert secret.encode().hex() not in row


def test_the_demo_page_reads_the_code_and_outside_demo_nobody_does(settings):
    code = send()
    send(phone="19900000002")

    assert queries.last_demo_code(PHONE) is None
    settings.DEMO = True
    assert queries.last_demo_code(PHONE) == code
    assert queries.last_demo_code("19900000003") is None
