"""Keeping why something was sent back, as a code and a sentence."""

from datetime import datetime
from typing import Any

from gongyuan.cases.actions.telling import signature
from gongyuan.cases.choices.major import ReturnedThing
from gongyuan.cases.models import Case, Collaboration, HandUp, OversightOrder, SentBack
from gongyuan.cases.rules import returns as rules
from gongyuan.core.refusals import refuse_if
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor

Subject = Case | HandUp | OversightOrder | Collaboration


def send_back(
    *, thing: ReturnedThing, reason: str, note: str, about: Subject, actor: Actor, now: datetime
) -> SentBack:
    """Write down that something was sent back; the caller holds the lock and moves the state.

    Refuses a reason that does not fit the thing, and an empty sentence, each beside its field.
    """
    for field, reasons in rules.return_obstacles(thing, reason, note).items():
        refuse_if(reasons, field=field)
    unit = Unit.objects.get(pk=actor.unit_id or 0)
    return SentBack.objects.create(
        unit=unit,
        unit_path=unit.path,
        thing=thing,
        reason=reason,
        sentence=note.strip(),
        at=now,
        by=signature(actor),
        **_about(thing, about, unit),
    )


def _about(thing: ReturnedThing, about: Subject, unit: Unit) -> dict[str, Any]:
    """The case where there is one, whom it goes back to, and the words of a list."""
    if isinstance(about, HandUp):
        words = f"{about.applicant_label}诉{about.employer_name}"
        return {"case": None, "to_unit_id": about.unit_id, "about": words[:200]}
    if isinstance(about, OversightOrder):
        return {"case": about.case, "to_unit_id": about.to_unit_id, "about": about.case.number}
    if isinstance(about, Collaboration):
        # The helping side may not know the case: it is named by its people, as the letter does.
        words = f"{about.case.applicant_label}诉{about.case.employer.name}"
        other = about.unit_id if unit.pk == about.to_unit_id else about.to_unit_id
        is_own = unit.pk == about.unit_id
        return {"case": about.case if is_own else None, "to_unit_id": other, "about": words[:200]}
    to_lawyer = thing == ReturnedThing.CASE_FILE
    return {
        "case": about,
        "to_unit_id": None if to_lawyer else about.unit_id,
        "about": about.number,
    }
