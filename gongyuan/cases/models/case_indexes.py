"""What lists and counts of cases are read by; each index is here for the page it names."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models

from gongyuan.cases.choices import FINAL_STATES
from gongyuan.cases.models.counted import LAST_ACTIVITY_INDEXES
from gongyuan.organisations.models import path_index
from gongyuan.policy.choices import AidForm

#: Cases that are not over: one in twenty after some years.
OPEN = ~models.Q(state__in=FINAL_STATES)
CASE_INDEXES: list[models.Index] = [
    path_index("case_subtree"),
    # How many of the fast lane were decided, and when, below a unit.
    models.Index(
        OpClass("unit_path", "varchar_pattern_ops"),
        "decided_at",
        name="case_fast_lane",
        condition=models.Q(is_fast_track=True),
    ),
    models.Index(fields=["unit", "-id"], name="case_of_unit"),
    models.Index(
        "unit",
        "move_of",
        "next_due_on",
        "id",
        name="case_worklist",
        condition=OPEN,
    ),
    # All that is open, soonest deadline first: of one unit, and of a subtree as it comes.
    models.Index(
        "unit",
        "next_due_on",
        "id",
        "move_of",
        name="case_open_of_unit",
        condition=OPEN,
    ),
    models.Index(
        "next_due_on",
        "id",
        "unit_path",
        "unit",
        name="case_open_by_deadline",
        condition=OPEN,
    ),
    # Advice and drafting of a year, for the table of 吉会法字〔2015〕1号, with the matter, by which
    # advice that followed a consultation is left out.
    models.Index(
        "applied_at",
        "unit_path",
        "unit",
        "state",
        "aid_form",
        "matter",
        name="case_advice_by_day",
        condition=models.Q(aid_form__in=[AidForm.CONSULTATION, AidForm.DRAFTING]),
    ),
    models.Index(fields=["unit", "state", "-id"], name="case_of_unit_by_state"),
    # What a list is narrowed to, with its order and the place, so that the rows left out
    # need not be fetched: by state, by the days of a case's life, what is major or open.
    models.Index(fields=["state", "-id", "unit_path"], name="case_by_state"),
    models.Index("applied_at", "id", "unit_path", name="case_by_application"),
    models.Index(
        "decided_at",
        "id",
        "unit_path",
        name="case_by_decision",
        condition=models.Q(decided_at__isnull=False),
    ),
    models.Index(
        "closed_on",
        "id",
        "unit_path",
        name="case_by_closing",
        condition=models.Q(closed_on__isnull=False),
    ),
    models.Index(fields=["-id", "unit_path"], name="case_major", condition=models.Q(is_major=True)),
    models.Index(
        fields=["-id", "next_due_on", "unit_path"], name="case_open_newest", condition=OPEN
    ),
    # What is open in a small subtree, without what is open everywhere.
    models.Index(
        OpClass("unit_path", "varchar_pattern_ops"),
        "next_due_on",
        "id",
        "unit",
        name="case_open_of_subtree",
        condition=OPEN,
    ),
    # How much of each kind of work awaits whom in a unit.
    models.Index(
        "unit",
        "state",
        "move_of",
        name="case_open_by_kind",
        condition=OPEN,
    ),
    models.Index(fields=["employer", "-id"], name="case_of_employer"),
    # The last real activity of each station.
    *LAST_ACTIVITY_INDEXES,
    GinIndex(fields=["search"], name="case_search", fastupdate=True),
]
