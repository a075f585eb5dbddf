"""Opening a matter by code and phone, and asking, with a pause for those who guess or flood."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import connection, transaction

from gongyuan.consultations.actions.asking import register_consultation
from gongyuan.consultations.details import NewConsultation
from gongyuan.consultations.models import Consultation
from gongyuan.core.crypto import blind_index
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.portal import consultations, queries, rules
from gongyuan.quality.queries import complaints

#: What a code and a phone open together, as ids.
Find = Callable[..., frozenset[int]]
PAUSE = timedelta(hours=1)
NOT_FOUND = "查询码和手机号对不上，请看回执或者短信再填一次。"
NO_QUESTION = "没有这个查询码，请看回执或者短信再填一次。"


def open_matter(*, code: str, phone: str, address: str, now: datetime) -> frozenset[int]:
    """Return the ids of the cases that a tracking code and an applicant's phone open together.

    Says the same of a code that does not exist and of another's phone. After MOST_GUESSES wrong
    tries within an hour on one phone or from one network address everything is refused until the
    hour is over. A wrong try is counted although it is refused, hence not to be called inside
    another transaction.
    """
    return _opened(queries.cases_opened_by, code, phone, address, now)


def open_complaint(*, code: str, phone: str, address: str, now: datetime) -> frozenset[int]:
    """Return the id of the complaint that a code and its complainant's phone open together.

    Guessing is counted and locked out as in `open_matter`, together with it.
    """
    return _opened(complaints.opened_by, code, phone, address, now)


def open_question(*, code: str, address: str, now: datetime) -> frozenset[int]:
    """Return the ids of a question and of those that follow each other with it, by the code alone.

    The code has ten random characters and may belong to somebody who left no phone. Guessing is
    counted and locked out as in `open_matter`, together with it.
    """
    wanted = rules.tracking_code(code)
    found, obstacles = _try(consultations.opened_by, wanted, "", address, now)
    refuse_if(obstacles, field="code")
    if not found:
        raise Refused(NO_QUESTION, field="code")
    return found


@transaction.atomic
def ask_question(
    *,
    asked: NewConsultation,
    unit: Unit,
    address: str,
    actor: Actor,
    now: datetime,
    follows: Consultation | None = None,
) -> Consultation:
    """Take in a question from the public page; `follows` is the one it goes on from, by its asker.

    The same form sent twice is one. Refuses more than MOST_QUESTIONS an hour from one network
    address, a second question after the same one, one after a question not answered yet, and
    one to a union that is closed.
    """
    index = blind_index("question.address", address or "unknown") or b""
    key = f"portal-question-{index.hex()}"
    _one_at_a_time([key])
    earlier = Consultation.objects.filter(submission_key=asked.submission_key).first()
    if earlier:
        return earlier
    times = _recent(key, now)
    refuse_if(rules.question_obstacles(len(times)))
    if follows:
        rows = Consultation.objects.visible_to(actor).select_for_update(of=("self",))
        follows = rows.get(pk=follows.pk)
        refuse_if(consultations.following_obstacles(follows))
    row = register_consultation(asked=asked, unit=unit, actor=actor, now=now, follows=follows)
    cache.set(key, [*times, now.timestamp()], timeout=int(PAUSE.total_seconds()) + 60)
    return row


def _opened(find: Find, code: str, phone: str, address: str, now: datetime) -> frozenset[int]:
    wanted = rules.tracking_code(code)
    found, obstacles = _try(find, wanted, phone, address, now)
    refuse_if(obstacles)
    if not found:
        raise Refused(NOT_FOUND)
    return found


@transaction.atomic(durable=True)
def _try(
    find: Find, code: str, phone: str, address: str, now: datetime
) -> tuple[frozenset[int], list[str]]:
    # The row of the code is a guesser's target too: many addresses may try for one code.
    keys = [
        f"portal-guess-{kind}-{index.hex()}"
        for kind, value in (("phone", phone), ("address", address), ("code", code))
        if (index := blind_index(f"guess.{kind}", value))
    ]
    _one_at_a_time(keys)
    tries = {key: _recent(key, now) for key in keys}
    obstacles = rules.guess_obstacles(max(map(len, tries.values()), default=0))
    if obstacles:
        return frozenset(), obstacles
    found = find(code=code, phone=phone)
    if not found:
        for key, times in tries.items():
            cache.set(key, [*times, now.timestamp()], timeout=int(PAUSE.total_seconds()) + 60)
    return found, []


def _recent(key: str, now: datetime) -> list[float]:
    since = (now - PAUSE).timestamp()
    return [at for at in cache.get(key, []) if at > since]


def _one_at_a_time(keys: list[str]) -> None:
    """Make tries on the same number or address wait for one another, so that each is counted."""
    with connection.cursor() as cursor:
        for key in sorted(keys):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
