"""What may be done now with a proceeding or an appraisal, and why the rest may not: the strip of
its page."""

from typing import Any

from django.urls import reverse

from gongyuan.panel.choices import AppraisalSide, AppraisalState, ConductState
from gongyuan.panel.models import Appraisal, Conduct
from gongyuan.panel.queries import conduct as queries
from gongyuan.panel.queries.appraisal import OPEN
from gongyuan.panel.rules import conduct as rules
from gongyuan.panel.rules.appraisal import AppraisalFacts, outcome_obstacles, proposed_outcome
from gongyuan.panel.views.page import as_strip
from gongyuan.panel.workflow import APPRAISALS, CONDUCT
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability

#: The order in which the office takes the verbs; the way back comes last.
CONDUCT_ROUTES = {
    "notify": "conduct_step",
    "hear": "conduct_step",
    "propose": "conduct_step",
    "remove": "conduct_decision",
    "keep": "conduct_decision",
    "uphold": "conduct_review",
    "revoke": "conduct_review",
    "send_back": "conduct_decision",
}
#: Whose turn it is, for those who have nothing to do now.
TURNS = {
    ConductState.OPENED: "等经办人告知律师。",
    ConductState.NOTIFIED: "等律师陈述；期满没有陈述的，由经办人记录。",
    ConductState.HEARD: "等经办人提出处理意见。",
    ConductState.PUT_FORWARD: "等负责人决定。",
    ConductState.REMOVED: "已经决定，律师可以申请复核。",
    ConductState.OBJECTED: "等另一位负责人或者上级工会复核。",
}


def conduct_strip(row: Conduct, actor: Actor) -> dict[str, Any]:
    """The verbs of a proceeding that its rules let through, the rest with the reason."""
    known = {verb.name: verb for verb in CONDUCT.available(row.state, actor.capabilities)}
    routes = {name: route for name, route in CONDUCT_ROUTES.items() if name in known}
    if row.unit_id != actor.unit_id:
        routes = {name: route for name, route in routes.items() if route == "conduct_review"}
    refused = {name: why for name, why in _conduct_obstacles(row, actor).items() if name in routes}
    found = [
        {"label": known[name].label, "url": reverse(route, args=[row.pk, name])}
        for name, route in routes.items()
        if name not in refused
    ]
    blocked = [{"label": known[name].label, "reason": why} for name, why in refused.items()]
    if "notify" in refused:
        found.insert(0, {"label": "加证据", "url": reverse("conduct_evidence", args=[row.pk])})
    if "remove" in refused:
        # The decision has to wait: nothing else is put large in its place.
        return {**_beside(found), "blocked": blocked, "turn": refused["remove"]}
    turn = TURNS.get(ConductState(row.state), "已经办结。")
    return {**as_strip(found), "blocked": blocked, "turn": turn}


def _conduct_obstacles(row: Conduct, actor: Actor) -> dict[str, str]:
    """Why a verb may not be done now, by its name."""
    decider = rules.deciding_obstacles(
        decider=actor.user_id, opener=row.opener_id, proposer=row.proposer_id
    )
    found = {"keep": decider}
    if row.state == ConductState.OPENED:
        found["notify"] = rules.notifying_obstacles(queries.shown_count(row))
    if row.state == ConductState.PUT_FORWARD:
        left = [one.case.number for one in queries.open_cases(row) if not one.is_settled]
        found["remove"] = decider + rules.hand_over_obstacles(left)
    return {name: reasons[0] for name, reasons in found.items() if reasons}


def appraisal_strip(row: Appraisal, facts: AppraisalFacts, actor: Actor) -> dict[str, Any]:
    """The own opinion while it lacks, then the outcomes that the rules let through, the proposed
    one first; the rest with the reason."""
    if row.unit_id != actor.unit_id:
        return {**as_strip([]), "turn": f"由{row.unit.name}和同级司法局办理。"}
    links, blocked = _outcomes(row, facts, actor)
    waits = f"等{'、'.join(facts.lacks)}。" if facts.lacks else "等负责人决定。"
    shown = {"blocked": blocked, "turn": waits if row.state in OPEN else "已经有结论。"}
    if row.state != AppraisalState.DRAWN_UP:
        return {**as_strip(links), **shown}
    url = reverse("appraisal_opinion", args=[row.pk])
    if _own_opinion(facts, actor) is None:
        return {**as_strip([{"label": "提出意见", "url": url}, *links]), **shown}
    # What is said already is changed in passing: never the large button.
    strip = as_strip(links)
    return {**strip, "more": [*strip["more"], {"label": "修改意见", "url": url}], **shown}


def _outcomes(
    row: Appraisal, facts: AppraisalFacts, actor: Actor
) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    proposed = proposed_outcome(facts)
    verbs = APPRAISALS.available(row.state, actor.capabilities)
    found, blocked = [], []
    for verb in sorted(verbs, key=lambda one: one.target != proposed):
        has_improved = row.state == AppraisalState.IMPROVING and verb.name == "renew"
        reasons = outcome_obstacles(verb.target, facts, has_improved=has_improved)
        if reasons:
            blocked.append({"label": verb.label, "reason": reasons[0]})
            continue
        url = reverse("appraisal_decision", args=[row.pk, verb.name])
        found.append({"label": verb.label, "url": url})
    return found, blocked


def side_of(actor: Actor) -> AppraisalSide:
    """Which side's opinion a post gives."""
    is_union = actor.can(Capability.PANEL_MANAGE)
    return AppraisalSide.UNIONS if is_union else AppraisalSide.JUSTICE


def _own_opinion(facts: AppraisalFacts, actor: Actor) -> bool | None:
    is_union = side_of(actor) == AppraisalSide.UNIONS
    return facts.union_done if is_union else facts.justice_done


def _beside(links: list[dict[str, str]]) -> dict[str, Any]:
    return {"primary": None, "secondary": links[:1], "more": links[1:]}
