from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gongyuan.core.events import record_event
from gongyuan.core.notices import tell_user
from gongyuan.core.refusals import Refused
from gongyuan.lawyers.models import Improvement, PanelTerm
from gongyuan.people.actor import Actor


@transaction.atomic
def ask_improvement(
    *, term: PanelTerm, text: str, due_on: date, actor: Actor, now: datetime
) -> Improvement:
    """Tell a member what to do better by a day (提出改进意见; 平工文〔2016〕28号 附件1六).

    The lawyer is told. The same words of the same day are one. Refuses a day in the past, one
    after the term, and a term that is over.
    """
    term = PanelTerm.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=term.pk)
    today = timezone.localdate(now)
    if term.ends_on < today:
        raise Refused("聘期已经结束。")
    if not today <= due_on <= term.ends_on:
        raise Refused("改进期限应当在今天以后、聘期以内。", field="due_on")
    asked, is_new = Improvement.objects.get_or_create(
        term=term, text=text.strip(), issued_on=today, defaults={"due_on": due_on}
    )
    if is_new:
        record_event(
            term, "lawyers.panelterm.ask_improvement", actor=actor, now=now, note=asked.text
        )
        if term.lawyer.user_id:
            tell_user(
                user_id=term.lawyer.user_id,
                body="工会对您的志愿服务提出了改进意见，请查看并答复。",
                link=reverse("lawyer_own"),
                now=now,
            )
    return asked


@transaction.atomic
def answer_improvement(
    *, improvement: Improvement, answer: str, actor: Actor, now: datetime
) -> Improvement:
    """Take down what the lawyer did about it; an answer may be written anew until it is closed.

    Refuses anybody but the lawyer, and one that is closed.
    """
    improvement = _locked(improvement, actor)
    if improvement.closed_on is not None:
        raise Refused("工会已经核实，不能再改。")
    improvement.answer, improvement.answered_on = answer.strip(), timezone.localdate(now)
    improvement.save(update_fields=["answer", "answered_on"])
    term = improvement.term
    record_event(term, "lawyers.panelterm.answer_improvement", actor=actor, now=now, note=answer)
    return improvement


@transaction.atomic
def close_improvement(
    *, improvement: Improvement, is_met: bool, note: str, actor: Actor, now: datetime
) -> Improvement:
    """Say whether it was done, with the reason (附件1六). Closed once: refuses a second time."""
    improvement = _locked(improvement, actor)
    if improvement.closed_on is not None:
        raise Refused("已经核实。")
    improvement.is_met, improvement.closed_on = is_met, timezone.localdate(now)
    improvement.save(update_fields=["is_met", "closed_on"])
    record_event(
        improvement.term,
        "lawyers.panelterm.close_improvement",
        actor=actor,
        now=now,
        note=note,
        data={"title": "已改进" if is_met else "没有改进"},
    )
    return improvement


def _locked(improvement: Improvement, actor: Actor) -> Improvement:
    found = Improvement.objects.handled_by(actor).select_for_update(of=("self",))
    return found.select_related("term").get(pk=improvement.pk)
