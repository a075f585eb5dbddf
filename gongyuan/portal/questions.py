"""Which question comes when: the order of the self-check and of the application."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongyuan.policy.answers import Evaluation
from gongyuan.policy.choices import Outcome
from gongyuan.portal import queries
from gongyuan.portal.choices import WITHOUT_AMOUNT, Trouble

Answers = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the answers are to be judged: the code of the region, the day."""

    region_code: str
    today: date


@dataclass(frozen=True, kw_only=True)
class Question:
    slug: str
    #: 1 to 6 in the application.
    step: int
    applies: Callable[[Answers, Place], bool] = lambda answers, place: True


def _is_other(answers: Answers, place: Place) -> bool:
    return answers.get("what") == Trouble.OTHER


def _has_amounts(answers: Answers, place: Place) -> bool:
    return bool(set(answers.get("claims") or ()) - WITHOUT_AMOUNT)


def _wanted(field: str, *own: str) -> Callable[[Answers, Place], bool]:
    """Whether policy still asks for a fact when the questions of it and after it are open."""

    def applies(answers: Answers, place: Place) -> bool:
        without = {name: value for name, value in answers.items() if name not in own}
        decision = queries.judged(without, region_code=place.region_code, today=place.today)
        asked = {missing.field for missing in decision.decision.missing}
        return not is_decided(decision) and field in asked

    return applies


RELATED = Question(slug="related", step=1, applies=_is_other)
WHAT = Question(slug="what", step=1)
WHERE = Question(slug="place", step=2)
MIGRANT = Question(slug="migrant", step=4)
HARDSHIP = Question(
    slug="hardship", step=4, applies=_wanted("hardship_grounds", "hardship", "evidence")
)
EVIDENCE = Question(
    slug="evidence", step=4, applies=_wanted("has_severe_infringement_evidence", "evidence")
)

#: The self-check asks whether somebody is a migrant only where the packs make a difference of it.
MIGRANT_IF_IT_MATTERS = Question(
    slug="migrant", step=4, applies=_wanted("is_migrant", "migrant", "hardship", "evidence")
)
CHECK = (
    WHERE,
    WHAT,
    RELATED,
    Question(slug="form", step=1),
    MIGRANT_IF_IT_MATTERS,
    HARDSHIP,
    EVIDENCE,
)
APPLY = (
    WHAT,
    RELATED,
    Question(slug="claims", step=1),
    Question(slug="amounts", step=1, applies=_has_amounts),
    Question(slug="story", step=1),
    Question(slug="employer", step=2),
    WHERE,
    Question(slug="dates", step=3),
    Question(slug="you", step=4),
    MIGRANT,
    HARDSHIP,
    EVIDENCE,
    Question(slug="coworkers", step=4),
    Question(slug="papers", step=5),
    Question(slug="consent", step=6),
)
FLOWS = {"check": CHECK, "apply": APPLY}


def is_decided(found: Evaluation) -> bool:
    """Whether nothing more has to be asked: granted, or refused for good."""
    return found.decision.outcome in (Outcome.GRANT, Outcome.GRANT_FIRST, Outcome.REFUSE)


def asked(flow: str, answers: Answers, place: Place) -> list[Question]:
    """The questions that these answers lead to, in order."""
    return [question for question in FLOWS[flow] if question.applies(answers, place)]


def next_open(flow: str, answers: Answers, place: Place) -> Question | None:
    """The first question not answered yet; None when all are, or the self-check has its answer."""
    done = set(answers.get("done") or ())
    if flow == "check" and done >= {"place", "what", "form"}:
        found = queries.judged(answers, region_code=place.region_code, today=place.today)
        if is_decided(found):
            return None
    return next((one for one in asked(flow, answers, place) if one.slug not in done), None)


def place_in(flow: str, slug: str, answers: Answers, place: Place) -> int:
    """Which question this is in the order that these answers lead to, from 1."""
    slugs = [question.slug for question in asked(flow, answers, place)]
    return slugs.index(slug) + 1


def before(flow: str, slug: str, answers: Answers, place: Place) -> Question | None:
    """The question to go back to; None from the first."""
    earlier = None
    for question in asked(flow, answers, place):
        if question.slug == slug:
            return earlier
        earlier = question
    return earlier


def invalidated(slug: str, old: Answers, new: Answers) -> set[str]:
    """Which answers no longer fit when one has changed; they are asked again."""
    if slug == "what" and old.get("what") not in (None, new.get("what")):
        return {"claims", "amounts", "related"}
    if slug == "claims" and old.get("claims") not in (None, new.get("claims")):
        return {"amounts"}
    return set()
