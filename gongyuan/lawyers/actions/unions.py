"""Terms, bindings, online registrations and phones when one union takes another in."""

from typing import Any

from django.db import transaction

from gongyuan.core.events import record_event
from gongyuan.core.transitions import advance
from gongyuan.lawyers.choices import EndGround
from gongyuan.lawyers.models import ContactPoint, OnlineRegistration, PanelTerm, SupervisionPhone
from gongyuan.lawyers.queries import unions as queries
from gongyuan.lawyers.rules.merging import last_day
from gongyuan.lawyers.workflow import ONLINE
from gongyuan.organisations.actions.taking import Merger
from gongyuan.people.capabilities import Capability


@transaction.atomic
def end_what_is_held_twice(merger: Merger) -> dict[str, int]:
    """Of what a lawyer holds in both unions let one go on and the other end; how many ended.

    Which of two terms was chosen, or is the one that runs longer; the other was held to the day
    before the merger, and stays on record with the ground 单位合并. Of the phones of one body the
    other union's stays public. Within the caller's transaction.
    """
    terms, contacts = queries.terms_of_both(merger), queries.contacts_of_both(merger)
    online, phones = queries.online_of_both(merger), queries.phones_of_both(merger)
    for pair in terms:
        _end_term(pair, merger)
    for pair in contacts:
        _end_contact(pair, merger)
    for pair in online:
        _end_online(pair, merger)
    for phone, _ in phones:
        row = _locked(SupervisionPhone, phone)
        row.ends_on = max(row.starts_on, merger.eve)
        row.save(update_fields=["ends_on"])
    return {
        "重复的聘期": len(terms),
        "重复的联系点": len(contacts),
        "重复的线上服务注册": len(online),
        "重复的监督电话": len(phones),
    }


def _end_term(pair: queries.Pair, merger: Merger) -> None:
    goes_on, ends = pair.settled(merger.chosen)
    day = last_day(queries.held_days(ends), queries.held_days(goes_on), on=merger.on)
    row = _locked(PanelTerm, ends)
    if row.ends_on <= day:
        return
    why = f"{merger.why}{_goes_on(goes_on, pair, merger)}的聘期继续。"
    if row.agreed_until is None:
        row.agreed_until = row.ends_on
        row.end_ground, row.end_note = EndGround.BY_MERGER, why[:500]
    row.ends_on = day
    row.save(update_fields=["agreed_until", "ends_on", "end_ground", "end_note"])
    data = {"goes_on": goes_on.pk, "ends_on": day.isoformat()}
    code = "lawyers.panelterm.end"
    record_event(row, code, actor=merger.actor, now=merger.now, note=why, data=data)


def _end_contact(pair: queries.Pair, merger: Merger) -> None:
    goes_on, ends = pair.settled(merger.chosen)
    row = _locked(ContactPoint, ends)
    row.ends_on = last_day(queries.held_days(ends), queries.held_days(goes_on), on=merger.on)
    row.save(update_fields=["ends_on"])
    why = f"{merger.why}{_goes_on(goes_on, pair, merger)}的联系点继续。"
    code, data = "lawyers.contactpoint.end", {"goes_on": goes_on.pk}
    record_event(row, code, actor=merger.actor, now=merger.now, note=why, data=data)


def _end_online(pair: queries.Pair, merger: Merger) -> None:
    goes_on, ends = pair.settled(merger.chosen)
    row = _locked(OnlineRegistration, ends)
    advance(
        row,
        ONLINE,
        "withdraw",
        actor=merger.acting_with(Capability.LAWYERS_GO_ONLINE),
        now=merger.now,
        note=f"{merger.why}{_goes_on(goes_on, pair, merger)}的注册继续。",
        data={"goes_on": goes_on.pk},
        identity_number="",
    )


def _goes_on(row: Any, pair: queries.Pair, merger: Merger) -> str:
    return merger.unit.name if row is pair.own else merger.into.name


def _locked(model: Any, row: Any) -> Any:
    return model.objects.select_for_update(of=("self",)).get(pk=row.pk)
