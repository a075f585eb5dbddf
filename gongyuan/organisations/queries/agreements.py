"""Questions about agreements."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from gongyuan.organisations import rules
from gongyuan.organisations.choices import AgreementStanding
from gongyuan.organisations.models import Agreement, AgreementQuerySet, AgreementReminder
from gongyuan.organisations.rules import AgreementDetails
from gongyuan.policy import rules as policy_rules
from gongyuan.policy.registry import current_packs
from gongyuan.policy.resolution import MissingRule, resolve

PAGE = 50
MOST_DIGITS = 19
WARN_DAYS = "agreement_warn_days"
AGREEMENT_FIELDS = tuple(field.name for field in fields(AgreementDetails))


@dataclass(frozen=True, kw_only=True)
class AgreementPage:
    agreements: list[Agreement]
    #: "" when this is the last page.
    next_after: str


def agreement_list(
    *, actor: Any, on: date, text: str = "", partner_kind: str = "", standing: str = ""
) -> AgreementQuerySet:
    """Agreements in the actor's sight, soonest end first; without a standing those in force.

    `on`: the day asked about; `text` is part of a title, the other side's name or the union's.
    """
    found = _standing(Agreement.objects.visible_to(actor), standing, on)
    if text:
        found = found.filter(
            Q(title__icontains=text)
            | Q(partner_name__icontains=text)
            | Q(unit__name__icontains=text)
        )
    if partner_kind:
        found = found.filter(partner_kind=partner_kind)
    return found.select_related("unit").order_by("unit_path", "pk")


def _standing(found: AgreementQuerySet, standing: str, on: date) -> AgreementQuerySet:
    if standing == AgreementStanding.COMING:
        return found.filter(starts_on__gt=on, ended_on=None)
    if standing == AgreementStanding.ENDING:
        return found.in_force_on(on).filter(remind_on__lte=on)
    if standing == AgreementStanding.EXPIRED:
        return found.filter(ends_on__lt=on, ended_on=None)
    if standing == AgreementStanding.ENDED:
        return found.filter(ended_on__lte=on)
    return found.in_force_on(on)


def agreement_page(found: AgreementQuerySet, *, after: str = "") -> AgreementPage:
    """A page of at most 50 of an `agreement_list`; `after` is the page before's `next_after`."""
    is_id = after.isascii() and after.isdecimal() and len(after) < MOST_DIGITS
    last = found.filter(pk=int(after)).first() if is_id else None
    if last:
        found = found.filter(
            Q(unit_path__gt=last.unit_path) | Q(unit_path=last.unit_path, pk__gt=last.pk)
        )
    rows = list(found[: PAGE + 1])
    next_after = str(rows[PAGE - 1].pk) if len(rows) > PAGE else ""
    return AgreementPage(agreements=rows[:PAGE], next_after=next_after)


def standing_of(agreement: Agreement, *, on: date) -> AgreementStanding:
    """How an agreement stands on a day."""
    return rules.standing(
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        ended_on=agreement.ended_on,
        reminds=agreement.remind_on,
        on=on,
    )


def agreement_details(agreement: Agreement) -> AgreementDetails:
    """What is written down about an agreement, as the actions take it."""
    return AgreementDetails(**{name: getattr(agreement, name) for name in AGREEMENT_FIELDS})


def warning(region_code: str, *, on: date) -> tuple[int | None, str]:
    """How many calendar days before its end an agreement is to be thought of at a place, and by
    which rule; None where no pack says."""
    try:
        found = policy_rules.parameter(resolve(current_packs(), region_code, on), WARN_DAYS)
    except (MissingRule, ValueError):
        return None, ""
    cited = "、".join(clause.citation for clause in found.clauses)
    unread = "" if found.is_verified or "待核" in cited else "（待核）"
    return int(found.value), f"{cited}{unread}"


def agreements_to_remind(*, today: date) -> AgreementQuerySet:
    """Those near their end of which nobody has been told for that end."""
    told = AgreementReminder.objects.filter(agreement=OuterRef("pk"), due_on=OuterRef("ends_on"))
    return Agreement.objects.to_renew(today=today).filter(~Exists(told)).order_by("pk")
