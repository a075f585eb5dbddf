"""What the public pages say of a question and its answer: plain words to whoever asked."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from gongyuan.consultations.choices import OPEN_STATES, Channel
from gongyuan.consultations.models import Consultation
from gongyuan.consultations.queries.deadlines import answer_due
from gongyuan.core.events import events_of, find
from gongyuan.lawyers.queries.online import online_for
from gongyuan.organisations.models import Unit
from gongyuan.portal.choices import QUESTION_WORDS

HOUR = timedelta(hours=1)
#: Further away a day says more than hours.
MOST_HOURS = 72


def opened_by(*, code: str, phone: str = "") -> frozenset[int]:
    """The ids of the question of a code and of those it follows and is followed by; the phone,
    which not everybody leaves, says nothing."""
    row = Consultation.objects.filter(code=code).first()
    return thread_of(row) if row else frozenset()


def thread_of(consultation: Consultation) -> frozenset[int]:
    """The ids of the questions that somebody asked one after another, this one among them."""
    rows, found = Consultation.objects.all(), {consultation.pk}
    above = consultation.follows_id
    while above and above not in found:
        found.add(above)
        above = rows.values_list("follows_id", flat=True).get(pk=above)
    below = rows.filter(follows=consultation).first()
    while below and below.pk not in found:
        found.add(below.pk)
        below = rows.filter(follows=below).first()
    return frozenset(found)


def following_obstacles(consultation: Consultation) -> list[str]:
    """Why nothing can be asked after a question, in words to whoever asked."""
    if consultation.state in OPEN_STATES:
        return ["这个问题还没有答复，请等答复了再接着问。"]
    if Consultation.objects.filter(follows=consultation).exists():
        return ["您已经接着问过了，请看那一次的答复。"]
    if consultation.unit.closed_on:
        return ["答复您的工会已经撤销，请重新问一次。"]
    return []


def before_asking(unit: Unit, *, now: datetime) -> dict[str, Any]:
    """What somebody is told before asking a union: by when there is an answer, how many lawyers
    are there now to give one."""
    due = answer_due(unit, channel=Channel.WEB, asked_at=now)
    return {
        "within": _within(due.at, now) if due else "",
        "is_verified": due.is_verified if due else True,
        "lawyers_online": len(online_for(unit, now=now)),
    }


def _within(at: datetime, now: datetime) -> str:
    hours = -(-(at - now) // HOUR)
    if hours <= MOST_HOURS:
        return f"一般{hours}小时内答复"
    day = timezone.localdate(at)
    return f"一般{day.month}月{day.day}日前答复"


def page(consultation: Consultation, *, now: datetime) -> dict[str, Any]:
    """Everything the page shows: how it stands, who answered what, what comes before and after."""
    title, following = QUESTION_WORDS[consultation.state]
    later = Consultation.objects.filter(follows=consultation).only("pk").first()
    is_open = consultation.state in OPEN_STATES
    return {
        "consultation": consultation,
        "title": title,
        "following": following,
        "is_open": is_open,
        "is_late": is_open and consultation.due_at is not None and consultation.due_at < now,
        "answered_by": answered_by(consultation),
        "earlier_id": consultation.follows_id,
        "later_id": later.pk if later else None,
        "may_ask_more": not following_obstacles(consultation),
        "steps": steps(consultation),
    }


def answered_by(consultation: Consultation) -> str:
    """Who answered: a lawyer by name and firm, as the public roster has them; else the union."""
    lawyer = consultation.lawyer
    return f"{lawyer.name}律师，{lawyer.firm.name}" if lawyer else consultation.unit.name


def steps(consultation: Consultation) -> list[dict[str, Any]]:
    """What happened to a question, the first first; where it was sent on, to whom."""
    done: list[dict[str, Any]] = []
    for event in events_of(consultation).order_by("pk"):
        words, day = find(event.code).worker_label, timezone.localtime(event.at)
        note = str(event.data.get("to", "")) if event.data else ""
        step = {"label": words, "state": "done", "day": f"{day.month}月{day.day}日", "note": note}
        if words and step not in done[-1:]:
            done.append(step)
    return done
