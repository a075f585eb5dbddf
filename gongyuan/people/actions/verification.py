"""Proof that a phone is at hand: a code goes out, and comes back."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F

from gongyuan.core.crypto import blind_index
from gongyuan.core.notices import send_text
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.law.phones import mobile_obstacles, normalised_phone
from gongyuan.people.models import PhoneVerification
from gongyuan.people.privacy import phone_key

CODE_DIGITS = 6


@transaction.atomic
def send_phone_code(
    *, phone: str, purpose: str, now: datetime, address: str = ""
) -> PhoneVerification:
    """Send six digits to a mobile phone; `address` is the network address that asks, if known.

    Says the same of a known and an unknown number: nobody is looked up. Refuses what is no mobile
    number, and more codes than the settings allow to one number or one address.
    """
    refuse_if(mobile_obstacles(phone), field="phone")
    number = normalised_phone(phone)
    phone_index = phone_key(number)
    address_index = blind_index("address", address)
    _one_at_a_time(phone_index)
    refuse_if(_limits(phone_index, address_index, now), field="phone")
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    minutes = settings.PHONE_CODE_MINUTES
    verification = PhoneVerification.objects.create(
        phone=number,
        phone_index=phone_index,
        code_index=_code_key(number, code, purpose),
        address_index=address_index,
        purpose=purpose,
        sent_at=now,
        expires_at=now + timedelta(minutes=minutes),
    )
    send_text(
        phone=number,
        body=f"验证码{code}，{minutes}分钟内有效。工会工作人员不会向您索要验证码。",
        now=now,
    )
    return verification


def verify_phone_code(*, phone: str, code: str, purpose: str, now: datetime) -> PhoneVerification:
    """Accept the code last sent to this phone for this purpose, and return the proof.

    Refuses a wrong, expired or too often tried code, all beside the field `code`. A failed try is
    counted even so, hence not to be called inside another transaction.
    """
    verification, obstacle = _try_code(normalised_phone(phone), "".join(code.split()), purpose, now)
    if verification is None:
        raise Refused(obstacle, field="code")
    return verification


@transaction.atomic(durable=True)
def _try_code(
    phone: str, code: str, purpose: str, now: datetime
) -> tuple[PhoneVerification | None, str]:
    latest = (
        PhoneVerification.objects.select_for_update()
        .filter(phone_index=phone_key(phone), purpose=purpose)
        .order_by("-sent_at", "-pk")
        .first()
    )
    if latest is None or latest.expires_at <= now:
        return None, "验证码已经过期，请重新获取。"
    if latest.attempts >= settings.PHONE_CODE_ATTEMPTS:
        return None, "试错次数太多，请重新获取验证码。"
    PhoneVerification.objects.filter(pk=latest.pk).update(attempts=F("attempts") + 1)
    expected, given = bytes(latest.code_index), _code_key(phone, code, purpose) or b""
    if not secrets.compare_digest(expected, given):
        return None, "验证码不对，请看短信重新填写。"
    if latest.verified_at is None:
        latest.verified_at = now
        latest.save(update_fields=["verified_at"])
    return latest, ""


def _code_key(phone: str, code: str, purpose: str) -> bytes | None:
    return blind_index(f"phone_code.{purpose}", f"{phone}.{code}")


def _one_at_a_time(phone_index: bytes | None) -> None:
    """Make requests for one number wait for one another, so that together they keep the limit."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s)",
            [int.from_bytes((phone_index or b"")[:8], "big", signed=True)],
        )


def _limits(phone_index: bytes | None, address_index: bytes | None, now: datetime) -> list[str]:
    sent = PhoneVerification.objects.filter(sent_at__lte=now)
    to_phone = sent.filter(phone_index=phone_index)
    pause = timedelta(seconds=settings.PHONE_CODE_PAUSE_SECONDS)
    if to_phone.filter(sent_at__gt=now - pause).exists():
        return [f"验证码刚刚发过，{settings.PHONE_CODE_PAUSE_SECONDS}秒以后才能再发。"]
    day = now - timedelta(days=1)
    if to_phone.filter(sent_at__gt=day).count() >= settings.PHONE_CODES_A_DAY:
        return ["这个号码今天收的验证码太多，请明天再试，或者拨打12351。"]
    from_address = sent.filter(address_index=address_index, sent_at__gt=now - timedelta(hours=1))
    if address_index and from_address.count() >= settings.PHONE_CODES_PER_ADDRESS_AN_HOUR:
        return ["这里要的验证码太多，请一小时以后再试，或者拨打12351。"]
    return []
