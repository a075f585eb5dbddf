"""Who read a case or opened a paper is written down (个人信息保护法 第五十一条)."""

from datetime import datetime

from gongyuan.cases.models import Case, Paper
from gongyuan.core.events import record_event
from gongyuan.people.actor import Actor


def note_reading(*, case: Case, actor: Actor, now: datetime) -> None:
    """Write down that a person read the page of a case."""
    record_event(case, "cases.case.viewed", actor=actor, now=now)


def note_opened_file(*, paper: Paper, actor: Actor, now: datetime) -> None:
    """Write down that a person opened a paper of a case's file."""
    data = {"title": paper.title, "paper": paper.pk}
    record_event(paper.case, "cases.case.opened_file", actor=actor, now=now, data=data)
