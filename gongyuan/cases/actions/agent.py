"""Somebody acts for an applicant, with proof; or does so no longer."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from gongyuan.cases.actions.papers import attach
from gongyuan.cases.details import AgentDetails
from gongyuan.cases.models import Agent, Applicant, Case
from gongyuan.cases.rules.agent import agent_obstacles
from gongyuan.cases.rules.roll import change_obstacles
from gongyuan.core.events import note_obstacles, record_event
from gongyuan.core.refusals import refuse_if
from gongyuan.law.identity import normalised_code
from gongyuan.law.phones import normalised_phone
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability


@transaction.atomic
def appoint_agent(
    *, case: Case, applicant_id: int, agent: AgentDetails, actor: Actor, now: datetime
) -> Agent:
    """Put on record who acts for an applicant, and lay the proof of it into the file.

    法律援助法 第四十条: of a minor or one without capacity the statutory agent. The same agent sent
    twice is one. Refuses a case that is over and what `rules.agent_obstacles` names.
    """
    case = _locked(case, actor)
    refuse_if(change_obstacles(case.state, may_review=True))
    applicant = Applicant.objects.select_related("worker").get(case=case, pk=applicant_id)
    found = agent_obstacles(
        name=agent.name,
        relation=agent.relation,
        identity_number=agent.identity_number,
        phone=agent.phone,
        today=timezone.localdate(now),
    )
    for field, reasons in found.items():
        refuse_if(reasons, field=field)
    name = agent.name.strip()
    known = Agent.objects.filter(applicant=applicant, name=name, kind=agent.kind, ended_at=None)
    if known.exists():
        return known.get()
    (proof,) = attach(case, [agent.proof], actor=actor, now=now)
    row = Agent.objects.create(
        case=case,
        applicant=applicant,
        kind=agent.kind,
        relation=agent.relation.strip(),
        name=name,
        identity_number=normalised_code(agent.identity_number),
        phone=normalised_phone(agent.phone),
        pass_phrase=agent.pass_phrase.strip(),
        proof=proof,
        appointed_at=now,
    )
    title = {"title": f"{row.name}（{applicant.worker.name}的{row.get_kind_display()}）"}
    record_event(case, "cases.case.appoint_agent", actor=actor, now=now, data=title)
    return row


@transaction.atomic
def end_agent(*, case: Case, agent_id: int, note: str, actor: Actor, now: datetime) -> Agent:
    """Put on record that somebody acts no longer for an applicant, with the reason; once.

    法律援助法 第四十条. Refuses an empty reason.
    """
    case = _locked(case, actor)
    agent = Agent.objects.select_for_update().get(case=case, pk=agent_id)
    if agent.ended_at:
        return agent
    refuse_if(note_obstacles("cases.case.end_agent", note), field="note")
    agent.ended_at, agent.end_reason = now, note.strip()[:200]
    agent.save(update_fields=["ended_at", "end_reason"])
    title = {"title": agent.name}
    record_event(case, "cases.case.end_agent", actor=actor, now=now, note=note, data=title)
    return agent


def _locked(case: Case, actor: Actor) -> Case:
    if not actor.can(Capability.CASES_REGISTER):
        raise PermissionDenied(Capability.CASES_REGISTER)
    locked: Case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    return locked
