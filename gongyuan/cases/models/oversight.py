from datetime import date
from typing import Any

import pgtrigger
from django.contrib.postgres.indexes import OpClass
from django.db import models

from gongyuan.cases.choices.major import OPEN_OVERSIGHT, OversightState
from gongyuan.cases.models.case import Case
from gongyuan.cases.models.papers import OfficialDocument, Paper
from gongyuan.cases.workflow import OVERSIGHT
from gongyuan.core.models import Moving
from gongyuan.organisations.models import Unit


class OversightQuerySet(models.QuerySet["OversightOrder"]):
    def visible_to(self, actor: Any) -> "OversightQuerySet":
        """Whoever has the overseen unit in sight: itself, who ordered, and the levels between."""
        if actor.is_lawyer or not actor.unit_path or not actor.can("cases.read"):
            return self.none()
        return self.filter(to_path__startswith=actor.unit_path)

    def handled_by(self, actor: Any) -> "OversightQuerySet":
        """The orders that the post's own unit has to answer."""
        if actor.unit_id is None or not actor.can("cases.answer_oversight"):
            return self.none()
        return self.filter(to_unit_id=actor.unit_id)

    def overseen_by(self, actor: Any) -> "OversightQuerySet":
        """The orders that the post's own unit has given."""
        if actor.unit_id is None or not actor.can("cases.oversee"):
            return self.none()
        return self.filter(unit_id=actor.unit_id)

    def still_open(self, *, on: date) -> "OversightQuerySet":
        """Orders in force; a union that ends hands them over."""
        return self.filter(state__in=OPEN_OVERSIGHT)


@pgtrigger.register(
    pgtrigger.FSM(
        name="state_follows_the_table",
        field="state",
        transitions=[
            (str(source), str(t.target))
            for t in OVERSIGHT.transitions
            for source in sorted(t.sources)
        ],
    )
)
class OversightOrder(Moving):
    """An order of an upper union on a case of a union below (重点督办), until it is lifted."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="oversights", verbose_name="案件")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="督办单位")
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="被督办单位")
    to_path = models.CharField("路径", max_length=120)
    state = models.CharField(
        "督办情况",
        max_length=20,
        choices=OversightState,
        default=OversightState.AWAITING_FEEDBACK,
    )
    demand = models.TextField("督办要求")
    due_on = models.DateField("反馈期限")
    ordered_at = models.DateTimeField("下达时间")
    ordered_by = models.CharField("下达人", max_length=200)
    document = models.OneToOneField(
        OfficialDocument,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="oversight",
        verbose_name="通知书",
    )
    #: When those above were told that no feedback came; anew with every new day set.
    escalated_at = models.DateTimeField("逾期上报", null=True, blank=True)
    ended_at = models.DateTimeField("了结时间", null=True, blank=True)

    objects = OversightQuerySet.as_manager()

    class Meta:
        verbose_name = "督办"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "unit"],
                condition=models.Q(state__in=sorted(OPEN_OVERSIGHT)),
                name="one_open_oversight_per_case_and_unit",
            ),
            models.CheckConstraint(
                name="oversight_ends_iff_over",
                condition=models.Q(state__in=sorted(OPEN_OVERSIGHT), ended_at=None)
                | (~models.Q(state__in=sorted(OPEN_OVERSIGHT)) & models.Q(ended_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(OpClass("to_path", "varchar_pattern_ops"), name="oversight_subtree"),
            models.Index(
                "to_unit",
                "state",
                "due_on",
                name="oversight_of_unit",
                condition=models.Q(ended_at=None),
            ),
            models.Index(
                "unit",
                "state",
                "due_on",
                name="oversight_by_unit",
                condition=models.Q(ended_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.due_on}"


@pgtrigger.register(
    pgtrigger.Protect(name="feedback_stays", operation=pgtrigger.Update | pgtrigger.Delete)
)
class OversightFeedback(models.Model):
    """What the union below answered to an order, with its papers; never changed."""

    order = models.ForeignKey(
        OversightOrder, models.CASCADE, related_name="feedbacks", verbose_name="督办"
    )
    text = models.TextField("反馈内容")
    papers = models.ManyToManyField(Paper, related_name="+", verbose_name="附件")
    given_at = models.DateTimeField("反馈时间")
    given_by = models.CharField("反馈人", max_length=200)

    class Meta:
        verbose_name = "督办反馈"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.order_id} {self.given_at:%Y-%m-%d}"
