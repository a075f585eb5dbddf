from datetime import date
from typing import Any

import pghistory
import pgtrigger
from django.contrib.postgres.indexes import OpClass
from django.db import models

from gongyuan.cases.choices.major import OPEN_COLLABORATION, CollaborationState, CostBearer
from gongyuan.cases.models.case import Case
from gongyuan.cases.models.papers import OfficialDocument, Paper
from gongyuan.cases.workflow import COLLABORATION
from gongyuan.core.models import Moving
from gongyuan.core.money import YuanField
from gongyuan.organisations.models import Unit, path_index


class CollaborationQuerySet(models.QuerySet["Collaboration"]):
    def visible_to(self, actor: Any) -> "CollaborationQuerySet":
        """Both sides and their superiors; of the case itself the helping side sees nothing more."""
        if actor.is_lawyer or not actor.unit_path or not actor.can("cases.read"):
            return self.none()
        path = actor.unit_path
        return self.filter(
            models.Q(unit_path__startswith=path) | models.Q(to_path__startswith=path)
        )

    def handled_by(self, actor: Any) -> "CollaborationQuerySet":
        """Those in which the own unit asks or helps."""
        if actor.unit_id is None or not actor.can("cases.collaborate"):
            return self.none()
        return self.filter(models.Q(unit_id=actor.unit_id) | models.Q(to_unit_id=actor.unit_id))

    def asked_by(self, actor: Any) -> "CollaborationQuerySet":
        return self.handled_by(actor).filter(unit_id=actor.unit_id)

    def helped_by(self, actor: Any) -> "CollaborationQuerySet":
        return self.handled_by(actor).filter(to_unit_id=actor.unit_id)

    def still_open(self, *, on: date) -> "CollaborationQuerySet":
        """Asked for and not yet ended; a union that ends hands them over."""
        return self.filter(state__in=OPEN_COLLABORATION)


@pgtrigger.register(
    pgtrigger.FSM(
        name="state_follows_the_table",
        field="state",
        transitions=[
            (str(source), str(t.target))
            for t in COLLABORATION.transitions
            for source in sorted(t.sources)
        ],
    )
)
@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class Collaboration(Moving):
    """A union of another region helps with a case that stays with the one who asked (委托协作).

    工会法律援助办法 第三条: unions of provinces and cities may entrust each other.
    """

    case = models.ForeignKey(
        Case, models.CASCADE, related_name="collaborations", verbose_name="案件"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="委托单位")
    unit_path = models.CharField("路径", max_length=120)
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="协作单位")
    to_path = models.CharField("协作单位路径", max_length=120)
    state = models.CharField(
        "协作情况",
        max_length=16,
        choices=CollaborationState,
        default=CollaborationState.ASKED,
    )
    task = models.TextField("委托事项")
    contact = models.CharField("委托方联系人", max_length=100)
    helper_contact = models.CharField("协作方联系人", max_length=100, blank=True)
    asked_at = models.DateTimeField("委托时间")
    asked_by = models.CharField("委托人", max_length=200)
    due_on = models.DateField("答复期限", null=True, blank=True)
    due_source = models.CharField("期限依据", max_length=200, blank=True)
    due_is_verified = models.BooleanField("期限依据已核", default=True)
    accepted_at = models.DateTimeField("接受时间", null=True, blank=True)
    result = models.TextField("协作结果", blank=True)
    ended_at = models.DateTimeField("了结时间", null=True, blank=True)
    cost_amount = YuanField("协作费用", null=True, blank=True)
    cost_bearer = models.CharField("费用承担", max_length=14, choices=CostBearer, blank=True)
    cost_proposed_by = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="费用提出单位",
    )
    cost_agreed_at = models.DateTimeField("费用商定时间", null=True, blank=True)
    document = models.OneToOneField(
        OfficialDocument,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="collaboration",
        verbose_name="协作函",
    )
    #: What of the case's file the helping side may open.
    papers = models.ManyToManyField(
        Paper, related_name="+", through="CollaborationPaper", verbose_name="随函材料"
    )

    objects = CollaborationQuerySet.as_manager()

    class Meta:
        verbose_name = "异地协作"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "to_unit"],
                condition=models.Q(state__in=sorted(OPEN_COLLABORATION)),
                name="one_open_collaboration_per_case_and_unit",
            ),
            models.CheckConstraint(
                name="collaboration_ends_iff_over",
                condition=models.Q(state__in=sorted(OPEN_COLLABORATION), ended_at=None)
                | (
                    ~models.Q(state__in=sorted(OPEN_COLLABORATION))
                    & models.Q(ended_at__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="nobody_helps_oneself", condition=~models.Q(unit=models.F("to_unit"))
            ),
            models.CheckConstraint(
                name="collaboration_cost_is_not_negative",
                condition=models.Q(cost_amount=None) | models.Q(cost_amount__gte=0),
            ),
        ]
        indexes = [
            path_index("collaboration_asking", "asked_at"),
            models.Index(
                OpClass("to_path", "varchar_pattern_ops"), "asked_at", name="collaboration_helping"
            ),
            models.Index("to_unit", "state", name="collaboration_of_helper"),
            models.Index("unit", "state", name="collaboration_of_asker"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.asked_at:%Y-%m-%d}"


class CollaborationPaper(models.Model):
    """A paper that both sides of a collaboration may open."""

    collaboration = models.ForeignKey(
        Collaboration, models.CASCADE, related_name="shared", verbose_name="异地协作"
    )
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="+", verbose_name="材料")
    is_from_helper = models.BooleanField("协作方提供", default=False)

    class Meta:
        verbose_name = "协作材料"
        constraints = [
            models.UniqueConstraint(
                fields=["collaboration", "paper"], name="a_paper_is_shared_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.collaboration_id} {self.paper_id}"


class CollaborationProgress(models.Model):
    """What the helping side reports back."""

    collaboration = models.ForeignKey(
        Collaboration, models.CASCADE, related_name="progress", verbose_name="异地协作"
    )
    text = models.TextField("协作进展")
    reported_at = models.DateTimeField("报告时间")
    reported_by = models.CharField("报告人", max_length=200)

    class Meta:
        verbose_name = "协作进展"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.collaboration_id} {self.reported_at:%Y-%m-%d}"
