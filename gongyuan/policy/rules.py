"""What the packs decide for an application: pure functions of facts and resolved policy."""

from gongyuan.policy.answers import (
    Approval,
    Consequence,
    DeadlineOverride,
    Decision,
    DutyCertificates,
    Evaluation,
    Gravity,
    Material,
    Measure,
    Parameter,
    Reason,
    Termination,
    Track,
)
from gongyuan.policy.choices import Ground, Outcome, Refusal, TrackKind
from gongyuan.policy.eligibility import (
    as_mapping,
    bars,
    by_routes,
    cited,
    holding,
    need_first,
    recognised,
    refuse,
    supported,
    with_emergency,
)
from gongyuan.policy.facts import ApplicationFacts
from gongyuan.policy.resolution import Entry, Resolved

NORMAL_SET = "normal"
#: Parameters about the lawyers, how one of them is chosen, what is asked after the aid, what goes
#: between unions and the people of an office, not about an application.
OF_LAWYERS = (
    "station_",
    "assign_",
    "panel_",
    "complaint_",
    "visit_",
    "online_",
    "major_",
    "hand_up_",
    "collaboration_",
    "remind_",
    "volunteer_",
    "certificate_",
    "account_",
    "duty_",
    "desk_",
)


def eligibility(facts: ApplicationFacts, resolved: Resolved) -> Decision:
    """Whether aid is granted, and on which ground.

    Consultation, drafting and mediation: no hardship check (苏工发[2012]8号 第9项; elsewhere as
    read from 工会法律援助办法 第十条). Representation: exemptions first (法律援助法 第四十二条,
    豫工办〔2015〕28号 二(三)), then hardship standard or severe infringement (工会法律援助办法
    第十条第一款); an emergency goes first (法律援助法 第四十四条). Refuses with a code, the
    clause and what can be done instead; unknown facts that matter are listed, never guessed.
    """
    wanted = [name for name in ("applicant_kind", "aid_form") if getattr(facts, name) is None]
    form = resolved.get("forms", facts.aid_form or "")
    if facts.matter_scope is None and not (form and form.value["any_matter"]):
        wanted.append("matter_scope")
    if wanted:
        return need_first(resolved, *wanted)
    if form is None:
        text = "当地工会不提供该种形式的法律援助。"
        named = cited(resolved, "forms")
        return refuse(Refusal.FORM_NOT_COVERED, facts, resolved, text, *named)
    barred = bars(facts, resolved, form)
    if barred:
        return barred
    if form.value["check"] == "none":
        stated = Reason(text=form.value["reason"], clauses=form.clauses)
        return Decision(
            outcome=str(Outcome.GRANT),
            grounds=(str(Ground.NO_CHECK_FORM),),
            reasons=(stated, *recognised(facts, resolved)),
        )
    return with_emergency(by_routes(facts, resolved, form), facts, resolved)


def materials(facts: ApplicationFacts, resolved: Resolved) -> list[Material]:
    """The papers to ask for, each with its reason; none for a refusal or a form without review.

    工会法律援助办法 第十二条; a self-declaration replaces proof of hardship where 法律援助法
    第四十一条第二款 holds; papers may follow in an emergency (第四十四条第二款).
    """
    decision = eligibility(facts, resolved)
    if decision.outcome == Outcome.REFUSE:
        return []
    by_hardship = (
        decision.outcome == Outcome.HARDSHIP_CHECK
        or Ground.HARDSHIP_STANDARD in decision.grounds
        or (decision.outcome == Outcome.GRANT_FIRST and not _denies_hardship(facts))
    )
    known = as_mapping(facts, needs_hardship_proof=by_hardship, grounds=decision.grounds)
    asked = holding("materials", known, resolved)
    return [_material(entry, may_follow=decision.papers_may_follow) for entry in asked]


def _denies_hardship(facts: ApplicationFacts) -> bool:
    return facts.is_hardship_confirmed is False or facts.hardship_grounds == ()


def _material(entry: Entry, *, may_follow: bool) -> Material:
    value = entry.value
    return Material(
        code=entry.key.removeprefix("materials."),
        label=value["label"],
        why=value["why"],
        is_required=value["required"],
        may_be_declared=value["self_declaration"],
        may_follow=may_follow,
        clauses=entry.clauses,
    )


def track(facts: ApplicationFacts, resolved: Resolved) -> Track:
    """Fast or normal procedure (快速通道).

    豫工办〔2015〕28号 二(三): same-day acceptance and review where the office offers it;
    苏工发[2012]8号 第11项: collective cases, wage arrears, restructuring. A refused application
    and one that needs no review stay on the normal track.
    """
    normal = Track(kind=str(TrackKind.NORMAL), deadline_set=NORMAL_SET, priority=0)
    decision = eligibility(facts, resolved)
    if decision.outcome == Outcome.REFUSE or Ground.NO_CHECK_FORM in decision.grounds:
        return normal
    known, numbers = as_mapping(facts), resolved.numbers
    fast = [entry for entry in holding("tracks", known, resolved) if _is_offered(entry, numbers)]
    if not fast:
        return normal
    sets = {entry.value["deadline_set"] for entry in fast} - {NORMAL_SET}
    return Track(
        kind=str(TrackKind.FAST),
        deadline_set=min(sets, default=NORMAL_SET),
        priority=max(entry.value["priority"] for entry in fast),
        reasons=tuple(supported(entry, known, numbers) for entry in fast),
    )


def _is_offered(entry: Entry, numbers: dict[str, int]) -> bool:
    switch = entry.value.get("offered_by")
    return switch is None or numbers[switch] > 0


def gravity(facts: ApplicationFacts, resolved: Resolved) -> Gravity:
    """Whether the case is major, with what the packs then order.

    Collective from the number of workers in 劳动争议调解仲裁法 第七条; marked by an officer where
    豫工办〔2015〕28号 二(三) or 苏工发[2012]8号 第14项 speak of major cases.
    """
    known, numbers = as_mapping(facts), resolved.numbers
    found = holding("gravity", known, resolved)
    if not found:
        return Gravity(is_major=False)
    return Gravity(
        is_major=True,
        reasons=tuple(supported(entry, known, numbers) for entry in found),
        measures=tuple(
            Measure(code=name, label=entry.value["label"], clauses=entry.clauses)
            for name, entry in resolved.section("measures")
        ),
    )


def deadlines(resolved: Resolved, chosen: Track) -> dict[str, DeadlineOverride]:
    """The lengths the packs give to deadline codes on this track (days, by unit).

    法律援助法 第四十三、四十九条; same day on the fast track of 豫工办〔2015〕28号 二(三).
    """
    found: dict[str, DeadlineOverride] = {}
    for deadline_set in dict.fromkeys((NORMAL_SET, chosen.deadline_set)):
        for name, entry in resolved.section("deadlines"):
            if name.startswith(f"{deadline_set}."):
                code = name.removeprefix(f"{deadline_set}.")
                found[code] = DeadlineOverride(
                    code=code,
                    length=entry.value["length"],
                    unit=entry.value["unit"],
                    pack=entry.pack,
                    clauses=entry.clauses,
                    is_verified=entry.is_verified,
                )
    return found


def parameter(resolved: Resolved, key: str) -> Parameter:
    """A number of the packs in force with its origin, such as collective_workers (劳动争议
    调解仲裁法 第七条) or an office's own setting (待核). Refuses an unknown key with MissingRule.
    """
    entry = resolved.require("parameters", key)
    return Parameter(
        key=key,
        label=entry.value["label"],
        value=entry.value["value"],
        unit=entry.value["unit"],
        pack=entry.pack,
        clauses=entry.clauses,
        is_verified=entry.is_verified,
    )


def approval_levels(resolved: Resolved, aid_form: str) -> Approval:
    """Who agrees to a decision on this form of aid, in order (工会自定, 待核, until a pack says).

    工会法律援助办法 第十三条 was not read, so no pack rests on it. Refuses an unknown form
    with MissingRule.
    """
    entry = resolved.require("approvals", aid_form)
    return Approval(
        levels=tuple(entry.value["levels"]),
        pack=entry.pack,
        clauses=entry.clauses,
        is_verified=entry.is_verified,
    )


def consequence(resolved: Resolved, event: str) -> Consequence:
    """What follows: supplement_unanswered is a deemed withdrawal, not a refusal (法律援助法
    第四十三条第二款); refused, terminated (第四十九条). Refuses an unknown event with MissingRule.
    """
    entry = resolved.require("consequences", event)
    return Consequence(
        result=entry.value["result"],
        may_object=entry.value["may_object"],
        may_reapply=entry.value["may_reapply"],
        reason=Reason(text=entry.value["reason"], clauses=entry.clauses),
    )


def terminations(resolved: Resolved) -> list[Termination]:
    """The grounds on which aid is ended (法律援助法 第四十八条第一款), in the order of the law."""
    return [
        Termination(code=name, label=entry.value["label"], clauses=entry.clauses)
        for name, entry in resolved.section("terminations")
    ]


def duty_certificates(resolved: Resolved, duty: str) -> DutyCertificates | None:
    """The certificates of which one must be held for a duty (豫工文〔2020〕40号 三(二)2 持证上岗).

    None where no pack speaks of the duty; an empty list where one says that none is needed.
    """
    entry = resolved.get("duties", duty)
    if entry is None:
        return None
    return DutyCertificates(
        duty=duty,
        certificates=tuple(entry.value["certificates"]),
        clauses=entry.clauses,
        is_verified=entry.is_verified,
    )


def evaluate(facts: ApplicationFacts, resolved: Resolved) -> Evaluation:
    """All answers for one application at once: what is stored and can be replayed.

    The clauses are those of the single rules (工会法律援助办法, 法律援助法 and the local packs).
    """
    chosen = track(facts, resolved)
    form = facts.aid_form
    return Evaluation(
        region_code=resolved.region_code,
        on=resolved.on.isoformat(),
        packs=resolved.packs,
        decision=eligibility(facts, resolved),
        materials=tuple(materials(facts, resolved)),
        track=chosen,
        gravity=gravity(facts, resolved),
        deadlines=deadlines(resolved, chosen),
        parameters={
            name: parameter(resolved, name)
            for name, entry in resolved.section("parameters")
            # What is about the lawyers is no part of the answer to an application.
            if not name.startswith(OF_LAWYERS)
        },
        approval=approval_levels(resolved, form) if form else None,
    )
