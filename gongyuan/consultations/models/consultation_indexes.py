"""What lists and counts of consultations are read by; each index is here for what it names."""

from django.contrib.postgres.indexes import OpClass
from django.db import models

from gongyuan.consultations.choices import OPEN_STATES, ConsultationState, Topic

#: Not answered yet: few after some years.
OPEN = models.Q(state__in=OPEN_STATES)
#: Of what most ask; a page of one of these is soon found among the newest.
COMMON = (
    Topic.WAGES,
    Topic.INJURY,
    Topic.DISMISSAL,
    Topic.CONTRACT,
    Topic.SOCIAL_INSURANCE,
)
CONSULTATION_INDEXES: list[models.Index] = [
    # Those of a year, for the table of 吉会法字〔2015〕1号: of a small subtree, and of a large one.
    models.Index(
        OpClass("unit_path", "varchar_pattern_ops"),
        "asked_on",
        "state",
        name="consultation_subtree",
    ),
    models.Index("asked_on", "unit_path", "state", name="consultation_by_day"),
    # The list, the newest first, with the place, so that the rows left out need not be fetched.
    models.Index(fields=["-asked_at", "-id", "unit_path", "state"], name="consultation_newest"),
    models.Index(fields=["unit", "-asked_at", "-id"], name="consultation_list"),
    # A topic few ask about, of all unions: one in ten thousand is not looked for among the rest.
    models.Index(
        fields=["topic", "-asked_at", "-id"],
        name="consultation_rare_topic",
        condition=~models.Q(topic__in=COMMON),
    ),
    # What waits: of one unit, and of a subtree, the soonest due first.
    models.Index("unit", "due_at", "id", name="consultation_open", condition=OPEN),
    models.Index("due_at", "id", "unit_path", name="consultation_open_by_due", condition=OPEN),
    # The last real activity of each station.
    models.Index(
        fields=["institution", "-asked_on"],
        name="consultation_at",
        condition=models.Q(institution__isnull=False),
    ),
    models.Index(
        fields=["unit", "-answered_on"],
        name="consultation_last_of_unit",
        condition=models.Q(institution=None, state=ConsultationState.ANSWERED),
    ),
    models.Index(
        "lawyer",
        "answered_on",
        name="consultation_of_lawyer",
        condition=models.Q(lawyer__isnull=False),
    ),
    models.Index(
        "phone_index", name="consultation_phone", condition=models.Q(phone_index__isnull=False)
    ),
    # What led to an application: few.
    models.Index("matter", name="consultation_of_matter", condition=models.Q(matter__isnull=False)),
    # What came in from an old ledger has no number.
    models.Index("number", name="consultation_number", condition=~models.Q(number="")),
]
