"""What a lawyer holds in two unions of which one takes the other in, and what is proposed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from gongyuan.core.models import Event
from gongyuan.lawyers.choices import OnlineState
from gongyuan.lawyers.models import ContactPoint, OnlineRegistration, PanelTerm, SupervisionPhone
from gongyuan.lawyers.rules.merging import Held, last_day, own_goes_on, run_together
from gongyuan.organisations.queries import Plan
from gongyuan.organisations.rules import Double

#: Which of two goes on: that of the union that is taken in, or the other.
OWN, OTHER = "own", "other"


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A row of each of the two unions of which one goes on."""

    own: Any
    other: Any
    #: OWN or OTHER; "" where a person has to say.
    proposed: str

    @property
    def key(self) -> str:
        return f"{self.own._meta.model_name}-{self.own.pk}-{self.other.pk}"

    def settled(self, chosen: Mapping[str, str]) -> tuple[Any, Any]:
        """The row that goes on and the one that ends, as chosen or else as proposed."""
        own_stays = (chosen.get(self.key) or self.proposed) == OWN
        return (self.own, self.other) if own_stays else (self.other, self.own)


def terms_of_both(plan: Plan) -> list[Pair]:
    """Terms of a lawyer in both unions that run on one day; two queries.

    One that a union has ended already, to a day to come, is a term like another until then.
    """
    rows = PanelTerm.objects.still_open(on=plan.on).select_related("lawyer")
    return _pairs(rows, plan, _held_term)


def contacts_of_both(plan: Plan) -> list[Pair]:
    """Bindings of a lawyer to both unions that hold on one day; two queries."""
    rows = ContactPoint.objects.still_open(on=plan.on).select_related("lawyer")
    return _pairs(rows, plan, held_days)


def online_of_both(plan: Plan) -> list[Pair]:
    """Open online registrations of a lawyer at both unions; two queries.

    One in service goes on rather than one applied for; where only one is suspended a person says.
    """
    rows = OnlineRegistration.objects.open().select_related("lawyer")
    theirs = {row.lawyer_id: row for row in rows.filter(unit=plan.into)}
    owns = rows.filter(unit=plan.unit, lawyer_id__in=theirs).order_by("pk")
    return [
        Pair(own=own, other=theirs[own.lawyer_id], proposed=_online(own, theirs[own.lawyer_id]))
        for own in owns
    ]


def phones_of_both(plan: Plan) -> list[tuple[SupervisionPhone, SupervisionPhone]]:
    """The public phones of one body that both unions have named; two queries."""
    rows = SupervisionPhone.objects.all().goes_over(on=plan.on)
    theirs = {row.body: row for row in rows.filter(unit=plan.into)}
    owns = rows.filter(unit=plan.unit, body__in=theirs).order_by("pk")
    return [(row, theirs[row.body]) for row in owns]


def gone_on_in(model: type[Any], *, at: datetime) -> dict[int, int]:
    """What a merger of this instant has ended, by id, each with what goes on instead; one query."""
    rows = Event.objects.filter(
        subject_kind=model._meta.label_lower, at=at, data__has_key="goes_on"
    )
    return {row.subject_id: row.data["goes_on"] for row in rows}


def held_days(row: Any) -> Held:
    """The days of a term or a binding."""
    return Held(starts_on=row.starts_on, ends_on=row.ends_on)


def questions(plan: Plan) -> Iterator[Double]:
    """What a lawyer holds in both unions, and the phones both have made public."""
    for pair in terms_of_both(plan):
        yield _term(pair, plan)
    for pair in contacts_of_both(plan):
        yield _contact(pair, plan)
    for pair in online_of_both(plan):
        yield _registration(pair, plan)
    for own, other in phones_of_both(plan):
        yield Double(
            key=f"phone-{own.pk}",
            kind="监督电话",
            name=own.get_body_display(),
            of_unit=str(own),
            of_into=str(other),
            outcome=f"公布{plan.into.short_name}的；原来的到{plan.eve}止。",
        )


def _pairs(rows: QuerySet[Any], plan: Plan, held: Any) -> list[Pair]:
    theirs: dict[int, list[Any]] = defaultdict(list)
    for row in rows.filter(unit=plan.into).order_by("starts_on", "pk"):
        theirs[row.lawyer_id].append(row)
    found: list[Pair] = []
    over: set[Any] = set()
    for own in rows.filter(unit=plan.unit, lawyer_id__in=theirs).order_by("starts_on", "pk"):
        for other in theirs[own.lawyer_id]:
            if {own, other} & over or not run_together(held(own), held(other), on=plan.on):
                continue
            goes_on = own_goes_on(held(own), held(other))
            proposed = "" if goes_on is None else (OWN if goes_on else OTHER)
            found.append(Pair(own=own, other=other, proposed=proposed))
            over.add(other if proposed == OWN else own)
    return found


def _held_term(term: PanelTerm) -> Held:
    suspended = term.suspended_on is not None
    return Held(starts_on=term.starts_on, ends_on=term.ends_on, is_suspended=suspended)


def _online(own: OnlineRegistration, other: OnlineRegistration) -> str:
    if OnlineState.PAUSED in (own.state, other.state) and own.state != other.state:
        return ""
    return (
        OWN if (own.state, other.state) == (OnlineState.ACTIVE, OnlineState.APPLIED_FOR) else OTHER
    )


def _term(pair: Pair, plan: Plan) -> Double:
    if not pair.proposed:
        outcome = "一个在暂停中，要选继续哪一个。"
    elif pair.own.ends_on == pair.other.ends_on:
        outcome = f"两个聘期同一天满，建议继续{plan.into.short_name}的。"
    else:
        outcome = "建议继续满期晚的，律师应有的聘期不减。"
    return Double(
        key=pair.key,
        kind="聘期",
        name=f"{pair.own.lawyer.name}律师",
        of_unit=_days(pair.own) + _suspended(pair.own),
        of_into=_days(pair.other) + _suspended(pair.other),
        outcome=outcome,
        choices=_either(pair, plan, _held_term),
        proposed=pair.proposed,
    )


def _contact(pair: Pair, plan: Plan) -> Double:
    goes_on, ends = pair.settled({})
    until = last_day(held_days(ends), held_days(goes_on), on=plan.on)
    return Double(
        key=pair.key,
        kind="联系点",
        name=f"{pair.own.lawyer.name}律师",
        of_unit=_days(pair.own),
        of_into=_days(pair.other),
        outcome=f"合成一个联系点，{_whose(goes_on, pair, plan)}的继续，另一个到{until}止。",
    )


def _registration(pair: Pair, plan: Plan) -> Double:
    choices = () if pair.proposed else _either(pair, plan, None)
    goes_on = "" if choices else _whose(pair.settled({})[0], pair, plan)
    return Double(
        key=pair.key,
        kind="线上服务注册",
        name=f"{pair.own.lawyer.name}律师",
        of_unit=_online_words(pair.own),
        of_into=_online_words(pair.other),
        outcome=f"合成一个注册，{goes_on}的继续。" if goes_on else "一个在暂停中，要选继续哪一个。",
        choices=choices,
        proposed=pair.proposed,
    )


def _either(pair: Pair, plan: Plan, held: Any) -> tuple[tuple[str, str], ...]:
    found = []
    for value, goes_on, ends in ((OTHER, pair.other, pair.own), (OWN, pair.own, pair.other)):
        words = f"继续{_whose(goes_on, pair, plan)}的"
        if held is not None:
            until = last_day(held(ends), held(goes_on), on=plan.on)
            words = f"{words}，到{goes_on.ends_on}；{_whose(ends, pair, plan)}的到{until}止"
        found.append((value, words))
    return tuple(found)


def _whose(row: Any, pair: Pair, plan: Plan) -> str:
    return plan.unit.short_name if row is pair.own else plan.into.short_name


def _days(row: Any) -> str:
    return f"{row.starts_on}至{row.ends_on}" if row.ends_on else f"{row.starts_on}起"


def _suspended(term: PanelTerm) -> str:
    return f"，{term.suspended_on}起暂停" if term.suspended_on else ""


def _online_words(row: OnlineRegistration) -> str:
    reason = f"：{row.pause_reason}" if row.pause_reason else ""
    return f"{row.get_state_display()}{reason}"
