from datetime import date
from typing import Any

import pgtrigger
from django.db import models

from gongyuan.cases.choices import Source
from gongyuan.cases.choices.major import HandUpState
from gongyuan.cases.models.case import Case
from gongyuan.cases.workflow import HAND_UP
from gongyuan.core.crypto import EncryptedTextField
from gongyuan.core.models import Moving
from gongyuan.organisations.models import Unit, path_index


class HandUpQuerySet(models.QuerySet["HandUp"]):
    def visible_to(self, actor: Any) -> "HandUpQuerySet":
        """Of the own unit: whoever hands up; of units below: whoever reads cases."""
        if actor.is_lawyer or not actor.unit_path or actor.unit_id is None:
            return self.none()
        below = self.filter(unit_path__startswith=actor.unit_path)
        if actor.can("cases.read"):
            return below
        return below.filter(unit_id=actor.unit_id) if actor.can("cases.hand_up") else self.none()

    def handled_by(self, actor: Any) -> "HandUpQuerySet":
        """The applications that the own unit has written and may amend."""
        if actor.unit_id is None or not actor.can("cases.hand_up"):
            return self.none()
        return self.filter(unit_id=actor.unit_id)

    def received_by(self, actor: Any) -> "HandUpQuerySet":
        """The applications handed up to the own unit."""
        if actor.unit_id is None or not actor.can("cases.receive"):
            return self.none()
        return self.filter(to_unit_id=actor.unit_id)

    def still_open(self, *, on: date) -> "HandUpQuerySet":
        """On their way; a union that ends hands them over."""
        return self.filter(state__in=[HandUpState.HANDED_UP, HandUpState.TO_AMEND])


@pgtrigger.register(
    pgtrigger.FSM(
        name="state_follows_the_table",
        field="state",
        transitions=[
            (str(source), str(t.target))
            for t in HAND_UP.transitions
            for source in sorted(t.sources)
        ],
    )
)
class HandUp(Moving):
    """An application written at a station or an enterprise's union for the union above it.

    What was typed is kept whole, so that a return never empties the form.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="转交单位")
    unit_path = models.CharField("路径", max_length=120)
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="接收单位")
    state = models.CharField(
        "转交情况", max_length=12, choices=HandUpState, default=HandUpState.HANDED_UP
    )
    source = models.CharField("来源", max_length=20, choices=Source)
    #: The fields of the form by name, each with its list of values, as JSON.
    answers = EncryptedTextField("申请内容")
    applicant_label = models.CharField("申请人", max_length=60)
    employer_name = models.CharField("用人单位", max_length=120)
    submission_key = models.UUIDField("提交标识", unique=True)
    note = models.CharField("转交说明", max_length=300, blank=True)
    sent_at = models.DateTimeField("转交时间")
    sent_by = models.CharField("转交人", max_length=200)
    sent_by_user_id = models.BigIntegerField("转交账号", null=True, blank=True)
    due_on = models.DateField("接收期限", null=True, blank=True)
    due_source = models.CharField("期限依据", max_length=200, blank=True)
    due_is_verified = models.BooleanField("期限依据已核", default=True)
    return_reason = models.CharField("退回原因", max_length=20, blank=True)
    return_sentence = models.CharField("退回说明", max_length=300, blank=True)
    case = models.OneToOneField(
        Case,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="hand_up",
        verbose_name="案件",
    )

    objects = HandUpQuerySet.as_manager()

    class Meta:
        verbose_name = "转交申请"
        constraints = [
            models.CheckConstraint(
                name="hand_up_has_a_case_iff_taken_over",
                condition=models.Q(state=HandUpState.TAKEN_OVER, case__isnull=False)
                | (~models.Q(state=HandUpState.TAKEN_OVER) & models.Q(case=None)),
            )
        ]
        indexes = [
            path_index("hand_up_subtree", "state"),
            models.Index(
                "to_unit",
                "due_on",
                name="hand_up_to_receive",
                condition=models.Q(state=HandUpState.HANDED_UP),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.sent_at:%Y-%m-%d}"
