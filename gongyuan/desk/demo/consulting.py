"""A year of consultations in the demonstration: at the counter, by telephone, letter and web."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from uuid import UUID

from django.utils import timezone

from gongyuan.cases.models import Applicant
from gongyuan.consultations.actions.answering import (
    answer_question,
    rate_answer,
    set_question_aside,
    take_question,
    transfer_question,
)
from gongyuan.consultations.actions.asking import register_consultation
from gongyuan.consultations.choices import AskerView, Channel
from gongyuan.consultations.details import Answer, Asker, NewConsultation
from gongyuan.consultations.models import Consultation
from gongyuan.desk.demo import asked as told
from gongyuan.desk.demo.asked import Question
from gongyuan.desk.demo.network import HELONG, PINGDINGSHAN, WUGANG
from gongyuan.desk.demo.numbers import Numbers
from gongyuan.desk.demo.recruitment import ONLINE_FOR
from gongyuan.desk.demo.words import employer_name, person_name
from gongyuan.lawyers.models import Lawyer
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor, asker, visitor
from gongyuan.people.choices import Role
from gongyuan.people.models import Post, Worker
from gongyuan.people.queries import actor_in

#: Whose counters tell the year; the first office hears most.
OFFICES = (WUGANG, WUGANG, WUGANG, HELONG, PINGDINGSHAN)
#: One in so many leaves no name; one in so many is answered by a lawyer at the counter.
WITHOUT_NAME, BY_LAWYER = 4, 3
#: One in so many of the first office has a case there.
KNOWN = 6
YEAR = 350
OPENS, HOURS_OPEN, FRIDAY = time(9), 8, 4
VIEWS = (AskerView.HELPED, AskerView.PARTLY_HELPED, AskerView.HELPED)


@dataclass(frozen=True)
class Counter:
    """Who answers at an office, and where."""

    unit: Unit
    clerk: Actor
    lawyer: Lawyer | None


class Asking:
    """Questions come in one after another, each with a form of its own."""

    def __init__(self, random: Random, numbers: Numbers, known: list[Worker]) -> None:
        self._random, self._numbers, self._known = random, numbers, known
        self._count = 0

    def ask(
        self, question: Question, counter: Counter, at: datetime, *, at_once: bool = False
    ) -> Consultation:
        """Let a question come in at a moment; with its answer when given at once."""
        self._count += 1
        is_web = question.channel == Channel.WEB
        place = self._count
        by_lawyer = counter.lawyer if place % BY_LAWYER == 0 else None
        at_desk = question.channel != Channel.BY_LETTER and not is_web
        asked = NewConsultation(
            submission_key=UUID(int=9_000_000 + place),
            channel=question.channel,
            topic=question.topic,
            question=question.text,
            asker=self._asker(place, counter),
            people_count=question.people,
            employer_name=employer_name(self._random, counter.unit.short_name)[0],
            region_code=counter.unit.region_code,
            institution=counter.unit.institutions.order_by("pk").first() if at_desk else None,
            answer=Answer(text=question.answer, lawyer=by_lawyer, minutes=question.minutes)
            if at_once
            else None,
        )
        actor = visitor() if is_web else counter.clerk
        return register_consultation(asked=asked, unit=counter.unit, actor=actor, now=at)

    def _asker(self, place: int, counter: Counter) -> Asker | None:
        if place % WITHOUT_NAME == 0:
            return None
        is_first = counter.unit.region_code == WUGANG
        if self._known and is_first and place % KNOWN == 1:
            worker = self._known.pop()
            return Asker(phone=worker.phone, worker=worker)
        return Asker(name=person_name(self._random), phone=self._numbers.phone())


def consult(units: dict[str, Unit], *, numbers: Numbers, random: Random, now: datetime) -> None:
    """Let people ask for a year: most is answered, some waits, one question is overdue."""
    counters = {code: _counter(units[code]) for code in dict.fromkeys(OFFICES)}
    asking = Asking(random, numbers, _applicants(units[WUGANG]))
    lawyer = _actor(units[WUGANG], Role.LAWYER, username="lawyer")
    for at, place, question in _year(now):
        counter = counters[OFFICES[place % len(OFFICES)]]
        if question.channel == Channel.WEB:
            row = asking.ask(question, counters[WUGANG], at)
            _answer_online(row, question, lawyer, at, place)
        elif question.channel == Channel.BY_LETTER:
            row = asking.ask(question, counter, at)
            later = at + timedelta(days=2)
            answer_question(
                consultation=row, answer=question.answer, actor=counter.clerk, now=later
            )
        else:
            asking.ask(question, counter, at, at_once=True)
    _still_open(asking, counters, lawyer, now)


def _applicants(unit: Unit) -> list[Worker]:
    """Some who have a case at the office too, each with a telephone of the own."""
    rows = Applicant.everyone.filter(case__unit=unit).exclude(worker__phone_index=None)
    newest = rows.select_related("worker").order_by("-pk")
    return [row.worker for row in newest[:KNOWN]]


def _year(now: datetime) -> list[tuple[datetime, int, Question]]:
    """What was asked and answered when, the oldest first: a year of counters, a season of web."""
    spread = ((told.WRITTEN, YEAR), (told.FROM_THE_WEB, ONLINE_FOR - 5))
    found = [
        (at, place, question)
        for questions, days in spread
        for place, (question, at) in enumerate(
            zip(questions, _moments(len(questions), now, days=days), strict=True)
        )
    ]
    return sorted(found, key=lambda one: one[0])


def _answer_online(
    row: Consultation, question: Question, lawyer: Actor, at: datetime, place: int
) -> None:
    """A lawyer online answers the same day; every other asker says what it was worth."""
    take_question(consultation=row, actor=lawyer, now=at + timedelta(hours=1))
    later = at + timedelta(hours=2 + place % 4)
    answer_question(consultation=row, answer=question.answer, actor=lawyer, now=later)
    if place % 2 == 0:
        whoever = asker(consultation_ids=frozenset({row.pk}))
        view = VIEWS[place // 2 % len(VIEWS)]
        rate_answer(consultation=row, rating=view, actor=whoever, now=later)


def _still_open(asking: Asking, counters: dict[str, Counter], lawyer: Actor, now: datetime) -> None:
    """What came these days: late, waiting, in a lawyer's hand, set aside, sent on."""
    counter = counters[WUGANG]
    row = asking.ask(told.SET_ASIDE, counter, now - timedelta(days=12))
    why = "工会不能提供他人的个人信息；要找对方主张权利的，可以来窗口咨询。"
    later = now - timedelta(days=12) + timedelta(hours=3)
    set_question_aside(consultation=row, note=why, actor=counter.clerk, now=later)
    row = asking.ask(told.SENT_ON, counter, now - timedelta(days=3))
    sent = now - timedelta(days=3) + timedelta(hours=2)
    city = counters[PINGDINGSHAN]
    why = "单位在平顶山市区"
    transfer_question(consultation=row, to=city.unit, note=why, actor=counter.clerk, now=sent)
    answer_question(
        consultation=row, answer=told.COMPLAIN, actor=city.clerk, now=sent + timedelta(hours=6)
    )
    for place, question in enumerate(told.WAITING):
        # The first is from the day before yesterday, and so is late.
        asking.ask(question, counter, now - timedelta(hours=50 if place == 0 else 9 - 2 * place))
    row = asking.ask(told.IN_HAND, counter, now - timedelta(hours=5))
    take_question(consultation=row, actor=lawyer, now=now - timedelta(hours=1))


def _counter(unit: Unit) -> Counter:
    running = Lawyer.objects.filter(terms__unit=unit).order_by("pk")
    return Counter(unit, _actor(unit, Role.WINDOW_CLERK), running.first())


def _actor(unit: Unit, role: Role, *, username: str = "") -> Actor:
    posts = Post.objects.select_related("user", "unit", "institution").filter(unit=unit, role=role)
    named = posts.filter(user__username=username) if username else posts
    return actor_in(named.order_by("pk")[0])


def _moments(count: int, now: datetime, *, days: int) -> Iterator[datetime]:
    """So many moments spread over the days before yesterday, within the hours of an office."""
    today = timezone.localdate(now)
    for place in range(count):
        ago = days - place * (days - 2) // count
        day = datetime.combine(today - timedelta(days=ago), OPENS)
        day -= timedelta(days=max(day.weekday() - FRIDAY, 0))
        yield timezone.make_aware(day + timedelta(minutes=37 * place % (60 * HOURS_OPEN)))
