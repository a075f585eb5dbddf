"""Words of the calendar: what is appointed, and how far a reminder has gone."""

from django.db.models import TextChoices


class AppointmentKind(TextChoices):
    HEARING = "hearing", "开庭"
    MEETING = "meeting", "约见"
    MEDIATION = "mediation", "调解"
    OTHER = "other", "其他安排"


#: What the worker is asked to come to.
WORKER_COMES = frozenset(
    {AppointmentKind.HEARING, AppointmentKind.MEETING, AppointmentKind.MEDIATION}
)


class CalendarSpan(TextChoices):
    """What a page of the calendar shows at once."""

    MONTH = "month", "月"
    WEEK = "week", "周"
    LIST = "list", "以后的"


class CalendarWhose(TextChoices):
    """Whose appointments a page of the calendar shows."""

    UNIT = "unit", "本单位"
    SUBTREE = "subtree", "下级单位"


class ReminderStep(TextChoices):
    """How far a reminder has gone: to whom it falls, to the head when late, to the level above."""

    SOON = "soon", "到期前提醒"
    LATE = "late", "超期报负责人"
    RAISED = "raised", "超期报上级"
