"""Of what to remind now, and whom: read anew in every run, so that no run has to remember."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from gongyuan.cases.choices import FINAL_STATES, CaseState, MoveOf, ReminderStep
from gongyuan.cases.models import Appointment, Assignment, Case, Deadline, Reminder
from gongyuan.cases.rules import reminders as rules
from gongyuan.organisations.models import Unit
from gongyuan.people.choices import Role
from gongyuan.people.models import Post
from gongyuan.policy import rules as policy_rules
from gongyuan.policy.registry import current_packs
from gongyuan.policy.resolution import MissingRule, resolve

PARAMETERS = {
    "before_deadline": "remind_deadline_days",
    "before_appointment": "remind_appointment_days",
    "until_raised": "remind_raise_days",
}
AT_ONCE = 500
OFFICERS, HEADS = (Role.LEGAL_OFFICER, Role.LEGAL_HEAD), (Role.LEGAL_HEAD, Role.LEGAL_OFFICER)


def days_at(place: str, *, today: date) -> rules.ReminderDays | None:
    """The reminder days of a place's policy; None where no pack gives them: nothing is guessed."""
    try:
        resolved = resolve(current_packs(), place, today)
        return rules.ReminderDays(
            **{
                name: policy_rules.parameter(resolved, key).value
                for name, key in PARAMETERS.items()
            }
        )
    except (MissingRule, ValueError):
        return None


def units_by_days(*, today: date) -> dict[rules.ReminderDays, list[int]]:
    """The units that have cases, by the reminder days of their policy, everywhere."""
    units = Unit.objects.filter(Exists(Case.objects.filter(unit=OuterRef("pk"))))
    known: dict[str, rules.ReminderDays | None] = {}
    found: dict[rules.ReminderDays, list[int]] = defaultdict(list)
    for unit_id, place in units.order_by("pk").values_list("pk", "region_code"):
        if place not in known:
            known[place] = days_at(place, today=today)
        days = known[place]
        if days is not None:
            found[days].append(unit_id)
    return found


def _untold(step: ReminderStep, *, days: rules.ReminderDays, today: date) -> QuerySet[Deadline]:
    """Open deadlines of which this step has not been told yet, soonest first."""
    window = rules.deadline_window(step, days, today=today)
    told = Reminder.objects.filter(deadline=OuterRef("pk"), step=step, due_on=OuterRef("due_on"))
    rows = Deadline.objects.filter(
        ~Exists(told),
        met_at=None,
        cancelled_at=None,
        kept_by__in=rules.KEEPERS[step],
        due_on__lte=window.last,
    )
    rows = rows if window.first is None else rows.filter(due_on__gte=window.first)
    return rows.order_by("due_on", "pk")


def _standing_still() -> Q:
    """The review waits for the supplement, and its day moves with it."""
    return Q(code="AID_REVIEW", case__state=CaseState.SUPPLEMENTING)


def still_to_remind(
    deadline: Deadline, step: ReminderStep, *, days: rules.ReminderDays, today: date
) -> bool:
    """Whether this step is still to be told of a deadline whose case is locked by now."""
    rows = _untold(step, days=days, today=today).exclude(_standing_still())
    return rows.filter(pk=deadline.pk).exists()


def appointments_to_remind(
    *, unit_ids: list[int], days: rules.ReminderDays, now: datetime
) -> QuerySet[Appointment]:
    """Standing appointments still to come of which nobody was reminded on that day."""
    last = rules.last_appointment_day(days, today=timezone.localdate(now))
    end = timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
    told = Reminder.objects.filter(
        appointment=OuterRef("pk"), step=ReminderStep.SOON, due_on=OuterRef("starts_at__date")
    )
    rows = Appointment.objects.standing().filter(
        ~Exists(told), starts_at__gt=now, starts_at__lt=end, unit__in=unit_ids
    )
    return rows.exclude(case__state__in=FINAL_STATES).order_by("starts_at", "pk")


def current_lawyer(case: Case) -> Assignment | None:
    """The assignment that has not ended, with its lawyer."""
    return (
        Assignment.objects.filter(case=case, ended_at=None).select_related("lawyer__user").first()
    )


def holders(unit_id: int | None, roles: tuple[Role, ...], *, today: date) -> list[int]:
    """The accounts that hold the first of these roles in a unit, or else the next of them."""
    posts = Post.objects.held_on(today).filter(unit=unit_id, user__is_active=True, role__in=roles)
    by_role: dict[str, list[int]] = defaultdict(list)
    for role, user_id in posts.order_by("user_id").values_list("role", "user_id"):
        by_role[role].append(user_id)
    return next((list(dict.fromkeys(by_role[role])) for role in roles if by_role[role]), [])


def accounts_to_tell(case: Case, kept_by: str, step: ReminderStep, *, today: date) -> list[int]:
    """The accounts of the office that a reminder goes to: who keeps the day, the head when it is
    late, the head of the level above when it stays late. The lawyer is asked for apart.
    """
    if step == ReminderStep.RAISED:
        return holders(case.unit.parent_id, HEADS, today=today)
    if kept_by == MoveOf.UPPER:
        roles = OFFICERS if step == ReminderStep.SOON else HEADS
        return holders(case.unit.parent_id, roles, today=today)
    if kept_by == MoveOf.OUTSIDE:
        return holders(case.unit_id, OFFICERS, today=today)
    is_heads = step == ReminderStep.LATE or kept_by == MoveOf.HEAD
    return holders(case.unit_id, HEADS if is_heads else OFFICERS, today=today)


def deadlines_to_remind(
    step: ReminderStep, *, unit_ids: Collection[int], days: rules.ReminderDays, today: date
) -> Iterator[Deadline]:
    """The open deadlines of these units of which this step is to be told, soonest first.

    Those not told yet are few; whose they are is asked some at a time, so that no run reads through
    all cases there ever were.
    """
    wanted, untold = frozenset(unit_ids), _untold(step, days=days, today=today)
    keys = list(untold.values_list("pk", flat=True))
    for first in range(0, len(keys), AT_ONCE):
        rows = untold.filter(pk__in=keys[first : first + AT_ONCE]).exclude(_standing_still())
        yield from (row for row in rows.annotate(of=F("case__unit")) if row.of in wanted)
