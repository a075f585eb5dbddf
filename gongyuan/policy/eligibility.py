"""The steps of the eligibility decision; `rules.eligibility` puts them in order."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from gongyuan.policy.answers import Decision, MissingFact, Reason
from gongyuan.policy.choices import Ground, MatterScope, Outcome, Refusal
from gongyuan.policy.conditions import judge
from gongyuan.policy.facts import QUESTIONS, ApplicationFacts
from gongyuan.policy.pack import ClauseRef
from gongyuan.policy.resolution import Entry, Resolved

# Facts that the hardship check itself brings out: they do not have to be known before it.
FOUND_BY_CHECK = frozenset(
    {"hardship_grounds", "is_hardship_confirmed", "has_severe_infringement_evidence"}
)
ROUTES = ("exemptions", "conditions")
#: The section of the packs that a fact is looked up in before all others.
SETTLED_BY = {"applicant_kind": "applicants", "matter_scope": "scopes", "aid_form": "forms"}


def as_mapping(facts: ApplicationFacts, **derived: Any) -> dict[str, Any]:
    """The facts by name, with what the rules add to them."""
    return {**{name: getattr(facts, name) for name in QUESTIONS}, **derived}


def supported(entry: Entry, known: Mapping[str, Any], numbers: Mapping[str, int]) -> Reason:
    """The entry's reason with its own clauses and those of the packs above that agree."""
    clauses = list(entry.clauses)
    for upper in entry.beneath:
        if judge(upper.value["when"], known, numbers).holds:
            clauses += upper.clauses
    return Reason(text=entry.value["reason"], clauses=tuple(dict.fromkeys(clauses)))


def holding(section: str, known: Mapping[str, Any], resolved: Resolved) -> list[Entry]:
    """The entries of a section whose condition certainly holds."""
    numbers = resolved.numbers
    return [e for _, e in resolved.section(section) if judge(e.value["when"], known, numbers).holds]


def cited(resolved: Resolved, section: str) -> tuple[ClauseRef, ...]:
    """Every clause a section rests on, once: what to cite where something is not on its list."""
    every = (clause for _, entry in resolved.section(section) for clause in entry.clauses)
    return tuple(dict.fromkeys(every))


def missing(*names: str) -> tuple[MissingFact, ...]:
    """The facts of these names as open questions, each in the words that ask for it."""
    return tuple(MissingFact(field=name, question=QUESTIONS[name]) for name in names)


def need_first(resolved: Resolved, *names: str) -> Decision:
    """What has to be known before anything can be said: who asks for what, about what."""
    sections = [SETTLED_BY[name] for name in names]
    clauses = (clause for section in sections for clause in cited(resolved, section))
    text = "先要知道谁申请、什么事项、哪种援助形式，才能判断是否属于援助对象和范围。"
    return Decision(
        outcome=str(Outcome.NEED_MORE_FACTS),
        reasons=(Reason(text=text, clauses=tuple(dict.fromkeys(clauses))),),
        missing=missing(*names),
    )


def refuse(
    refusal: str, facts: ApplicationFacts, resolved: Resolved, text: str, *clauses: ClauseRef
) -> Decision:
    """A refusal with its reason and with what can be done instead."""
    asked = [resolved.get("claims", claim) for claim in facts.claims or ()]
    by_state = any(entry is not None and entry.value["state_aid"] for entry in asked)
    known = as_mapping(facts, refusal=refusal, state_aid=by_state)
    return Decision(
        outcome=str(Outcome.REFUSE),
        refusal=str(refusal),
        reasons=(Reason(text=text, clauses=clauses),),
        advice=tuple(
            Reason(text=e.value["reason"], clauses=e.clauses)
            for e in holding("advice", known, resolved)
        ),
    )


def bars(facts: ApplicationFacts, resolved: Resolved, form: Entry) -> Decision | None:
    """Who and what is covered at all; None when nothing stands in the way."""
    kind = resolved.get("applicants", facts.applicant_kind or "")
    if kind is None or not kind.value["covered"]:
        text = "申请人不属于当地工会法律援助的对象。"
        given = kind.clauses if kind else cited(resolved, "applicants")
        return refuse(Refusal.APPLICANT_NOT_COVERED, facts, resolved, text, *given)
    if form.value["any_matter"]:
        return None
    scope = resolved.get("scopes", facts.matter_scope or "")
    if scope is None or facts.matter_scope == MatterScope.OUTSIDE:
        text = "事项不属于工会法律援助的范围。"
        named = cited(resolved, "scopes")
        return refuse(Refusal.MATTER_OUT_OF_SCOPE, facts, resolved, text, *named)
    if facts.applicant_kind not in scope.value["applicants"]:
        text = f"“{scope.value['label']}”与申请人身份不符。"
        return refuse(Refusal.SCOPE_NOT_OF_APPLICANT, facts, resolved, text, *scope.clauses)
    return None


def recognised(facts: ApplicationFacts, resolved: Resolved) -> tuple[Reason, ...]:
    """The reminder that matters of the open scope need the union's own recognition."""
    scope = resolved.get("scopes", facts.matter_scope or "")
    if scope is None or not scope.value.get("by_recognition", False):
        return ()
    text = "属于其他事项，须由工会认定应当给予援助。"
    return (Reason(text=text, clauses=scope.clauses),)


def by_routes(facts: ApplicationFacts, resolved: Resolved, form: Entry) -> Decision:
    """Representation: granted by any exemption or condition, else checked, asked or refused."""
    known, numbers = as_mapping(facts), resolved.numbers
    met = [entry for route in ROUTES for entry in holding(route, known, resolved)]
    if met:
        return Decision(
            outcome=str(Outcome.GRANT),
            grounds=tuple(dict.fromkeys(entry.value["ground"] for entry in met)),
            reasons=(
                *(supported(entry, known, numbers) for entry in met),
                *recognised(facts, resolved),
            ),
        )
    entries = [e for route in ROUTES for _, e in resolved.section(route)]
    verdicts = [judge(entry.value["when"], known, numbers) for entry in entries]
    wanted = tuple(dict.fromkeys(name for verdict in verdicts for name in verdict.unknown))
    return _unsettled(facts, resolved, form, wanted)


def _unsettled(
    facts: ApplicationFacts, resolved: Resolved, form: Entry, wanted: tuple[str, ...]
) -> Decision:
    """No route holds yet: say what is still open, or refuse when nothing is."""
    stated = Reason(text=form.value["reason"], clauses=form.clauses)
    hardship = resolved.require("conditions", "hardship_standard")
    denied = facts.is_hardship_confirmed is False or facts.hardship_grounds == ()
    by_check = facts.is_hardship_confirmed is None and not denied
    if denied:
        # Who says "no hardship" is not to be asked for the result of a check.
        wanted = tuple(name for name in wanted if name != "is_hardship_confirmed")
    if denied and facts.is_hardship_confirmed is False:
        wanted = tuple(name for name in wanted if name != "hardship_grounds")
    if not wanted:
        severe = resolved.get("conditions", "severe_infringement")
        clauses = (*hardship.clauses, *(severe.clauses if severe else ()))
        text = "未达到当地工会的经济困难标准，也没有合法权益被严重侵害的证据。"
        return refuse(Refusal.CONDITIONS_NOT_MET, facts, resolved, text, *clauses)
    if by_check and set(wanted) <= FOUND_BY_CHECK:
        text = "没有免予核查的情形，须核查经济困难状况，或者提供权益被严重侵害的证据。"
        check = Reason(text=text, clauses=hardship.clauses)
        return Decision(
            outcome=str(Outcome.HARDSHIP_CHECK),
            reasons=(stated, check, *recognised(facts, resolved)),
            missing=missing(*wanted),
        )
    return Decision(
        outcome=str(Outcome.NEED_MORE_FACTS),
        reasons=(stated, *recognised(facts, resolved)),
        missing=missing(*wanted),
    )


def with_emergency(decision: Decision, facts: ApplicationFacts, resolved: Resolved) -> Decision:
    """Let an emergency go first: the check and the papers may follow, a refusal stays."""
    known = as_mapping(facts)
    urgent = holding("emergencies", known, resolved)
    if decision.outcome == Outcome.REFUSE:
        return decision
    if not urgent:
        unexplained = facts.is_emergency is True and facts.emergency_reason is None
        asked = missing("emergency_reason") if unexplained else ()
        return replace(decision, missing=(*decision.missing, *asked))
    grounds, outcome = decision.grounds, decision.outcome
    if outcome != Outcome.GRANT:
        grounds, outcome = (str(Ground.EMERGENCY_FIRST),), str(Outcome.GRANT_FIRST)
    because = (supported(entry, known, resolved.numbers) for entry in urgent)
    return replace(
        decision,
        outcome=outcome,
        grounds=grounds,
        reasons=(*because, *decision.reasons),
        papers_may_follow=True,
    )
