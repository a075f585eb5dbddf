"""What opens a proceeding: the office, or the number of complaints found true (附件2 第五条)."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.notices import tell_user
from gongyuan.core.refusals import Refused
from gongyuan.lawyers.models import PanelTerm
from gongyuan.panel.actions.conduct import keep_evidence
from gongyuan.panel.actions.locking import demand
from gongyuan.panel.choices import ConductGround
from gongyuan.panel.details import Proceeding
from gongyuan.panel.models import Conduct
from gongyuan.panel.queries import conduct as queries
from gongyuan.panel.queries import policy
from gongyuan.panel.queries.members import told_in
from gongyuan.panel.rules import conduct as rules
from gongyuan.people.actor import Actor, system
from gongyuan.people.capabilities import Capability


@transaction.atomic
def open_proceeding(
    *, term: PanelTerm, proceeding: Proceeding, actor: Actor, now: datetime
) -> Conduct:
    """Open a proceeding on one of the six grounds, with the facts and what shows them.

    Asked twice while one on the ground is open, it is the same one. Refuses a union that is not
    the post's own, a term that is over, a ground the policy of the place does not have, facts of
    a few words, and complaints that are too few.
    """
    demand(actor, Capability.PANEL_MANAGE)
    row = _held_term(term, actor.unit_id, now)
    known = _open_one(row, proceeding.ground)
    if known is not None:
        return known
    today = timezone.localdate(now)
    grounds = policy.grounds(row.unit, on=today)
    if proceeding.ground not in grounds:
        raise Refused("本地政策没有规定这种情形取消资格。", field="ground")
    verified = queries.verified_count(row.lawyer)
    limit = grounds.get(ConductGround.COMPLAINED_OF)
    wrong = rules.opening_obstacles(
        proceeding.ground,
        facts=proceeding.facts,
        verified=verified,
        limit=limit.value if limit else None,
    )
    for field, sentence in wrong.items():
        raise Refused(sentence, field=field)
    conduct = _opened(row, proceeding, verified, grounds[proceeding.ground].source, actor, now)
    for upload in proceeding.uploads:
        keep_evidence(conduct, upload.name or "证据", upload, actor, now)
    return conduct


@transaction.atomic
def open_for_complaints(
    *, term: PanelTerm, verified: int, actor: Actor, now: datetime
) -> Conduct | None:
    """Open a proceeding because so many complaints were verified; the system does it.

    附件2 第五条（六）: it is a proceeding with hearing and decision, never a removal. Under the
    lock of the term, the same complaints open one, however many at once ask.
    """
    row = (
        PanelTerm.objects.select_for_update(of=("self",))
        .select_related("unit", "lawyer")
        .get(pk=term.pk)
    )
    today = timezone.localdate(now)
    waiting = {
        one.pk: count
        for one, count in queries.terms_to_examine(today=today, unit_path=row.unit_path)
    }
    if row.pk not in waiting or _open_one(row, ConductGround.COMPLAINED_OF) is not None:
        return None
    source = policy.grounds(row.unit, on=today)[ConductGround.COMPLAINED_OF].source
    listed = "；".join(
        f"{mark.happened_on:%Y-%m-%d} {mark.text}" for mark in queries.complaints_of(row.lawyer)
    )
    facts = Proceeding(
        ground=ConductGround.COMPLAINED_OF,
        facts=f"经核实属实的投诉有{verified}次：{listed}。"[: rules.LONGEST_FACTS],
    )
    conduct = _opened(row, facts, verified, source, actor, now)
    link = reverse("conduct_detail", args=[conduct.pk])
    for user_id in told_in(row.unit_id, Capability.PANEL_MANAGE, on=today):
        body = f"{row.lawyer.name}律师属实的投诉达到规定次数，已自动立案审查成员资格，请告知律师。"
        tell_user(user_id=user_id, body=body, link=link, now=now)
    return conduct


def open_all_for_complaints(*, now: datetime, unit_path: str = "") -> int:
    """Open what verified complaints call for, each in a transaction of its own; how many."""
    today = timezone.localdate(now)
    found = list(queries.terms_to_examine(today=today, unit_path=unit_path))
    opened = [
        open_for_complaints(term=term, verified=verified, actor=system(), now=now)
        for term, verified in found
    ]
    return sum(one is not None for one in opened)


def _held_term(term: PanelTerm, unit_id: int | None, now: datetime) -> PanelTerm:
    rows = PanelTerm.objects.select_for_update(of=("self",)).select_related("unit", "lawyer")
    row = rows.get(pk=term.pk)
    if row.unit_id != unit_id:
        raise PermissionDenied(Capability.PANEL_MANAGE)
    if row.ends_on < timezone.localdate(now):
        raise Refused("聘期已满，不必取消资格。")
    return row


def _open_one(term: PanelTerm, ground: str) -> Conduct | None:
    found: Conduct | None = Conduct.objects.filter(term=term, ground=ground).open().first()
    return found


def _opened(
    term: PanelTerm, told: Proceeding, verified: int, source: str, actor: Actor, now: datetime
) -> Conduct:
    conduct = Conduct.objects.create(
        term=term,
        lawyer=term.lawyer,
        unit=term.unit,
        unit_path=term.unit_path,
        ground=told.ground,
        ground_source=source,
        facts=told.facts.strip(),
        verified_count=verified,
        opened_at=now,
        opened_by=actor.signature,
        opener_id=actor.user_id,
    )
    record_event(conduct, "panel.conduct.open", actor=actor, now=now, note=conduct.facts)
    return conduct
