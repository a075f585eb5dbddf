from datetime import date
from typing import Any

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from gongyuan.core.models import File
from gongyuan.organisations.choices import CoordinationKind, CoordinationPartner
from gongyuan.organisations.models.paths import path_index
from gongyuan.organisations.models.units import Unit

#: A record with its number is evidence of a year's work; only its end may be written on it.
RECORDED = (
    "unit_id",
    "number",
    "kind",
    "partners",
    "held_on",
    "subject",
    "participants",
    "content",
)


class CoordinationQuerySet(models.QuerySet["CoordinationRecord"]):
    def visible_to(self, actor: Any) -> "CoordinationQuerySet":
        if not actor.unit_path or not actor.can("coordination.read"):
            return self.none()
        return self.filter(unit_path__startswith=actor.unit_path)

    def handled_by(self, actor: Any) -> "CoordinationQuerySet":
        """The own unit's: nobody keeps another union's log."""
        if actor.unit_id is None or not actor.can("coordination.keep"):
            return self.none()
        return self.visible_to(actor).filter(unit_id=actor.unit_id)

    def standing(self) -> "CoordinationQuerySet":
        """Those that count: not withdrawn."""
        return self.filter(withdrawn_at=None)


class CoordinationRecord(models.Model):
    """One meeting, document, action or study of a union with other offices (协作记录)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="登记单位")
    unit_path = models.CharField("路径", max_length=120)
    #: 平工援协〔2026〕3号, stable: evidence names it.
    number = models.CharField("编号", max_length=60)
    kind = models.CharField("类别", max_length=20, choices=CoordinationKind)
    partners = ArrayField(
        models.CharField(max_length=20, choices=CoordinationPartner),
        verbose_name="参加单位",
        default=list,
        blank=True,
    )
    partner_names = models.CharField("参加单位名称", max_length=200, blank=True)
    held_on = models.DateField("日期")
    subject = models.CharField("主题", max_length=100)
    participants = models.CharField("参加人", max_length=300)
    content = models.TextField("内容", blank=True)
    entered_at = models.DateTimeField("登记时间")
    entered_by = models.CharField("登记人", max_length=200)
    withdrawn_at = models.DateTimeField("作废时间", null=True, blank=True)
    withdrawn_note = models.CharField("作废理由", max_length=300, blank=True)
    #: Given by the form that was sent, so that the same form sent twice makes one record.
    submission_key = models.UUIDField("提交标识", unique=True)

    objects = CoordinationQuerySet.as_manager()

    class Meta:
        verbose_name = "协作记录"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "number"], name="coordination_number_is_the_units_own"
            ),
            models.CheckConstraint(
                name="coordination_withdrawn_with_a_reason",
                condition=models.Q(withdrawn_at=None, withdrawn_note="")
                | (models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawn_note="")),
            ),
        ]
        indexes = [
            path_index("coordination_subtree"),
            models.Index(fields=["unit", "-held_on"], name="coordination_of_unit"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="coordination_stays",
                operation=pgtrigger.UpdateOf(*RECORDED) | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return self.number


class CoordinationPaper(models.Model):
    """A paper of a record: minutes, a joint document, photographs (协作记录材料)."""

    record = models.ForeignKey(
        CoordinationRecord, models.PROTECT, related_name="papers", verbose_name="协作记录"
    )
    file = models.ForeignKey(
        File, models.PROTECT, related_name="+", db_index=False, verbose_name="文件"
    )

    class Meta:
        verbose_name = "协作记录材料"
        triggers = [
            pgtrigger.Protect(name="papers_stay", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return str(self.file_id)


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def visible_to(self, actor: Any) -> "FollowUpQuerySet":
        """Of those responsible and their superiors, and of who agreed on it and theirs."""
        if not actor.unit_path or not actor.can("coordination.read"):
            return self.none()
        return self.filter(
            models.Q(unit_path__startswith=actor.unit_path)
            | models.Q(record__unit_path__startswith=actor.unit_path)
        )

    def handled_by(self, actor: Any) -> "FollowUpQuerySet":
        """The unit responsible ticks it off."""
        if actor.unit_id is None or not actor.can("coordination.keep"):
            return self.none()
        return self.filter(unit_id=actor.unit_id)

    def awaited(self) -> "FollowUpQuerySet":
        """What is still to be done; a withdrawn record asks for nothing."""
        return self.filter(done_on=None, record__withdrawn_at=None)

    def still_open(self, *, on: date) -> "FollowUpQuerySet":
        """What keeps a union from ending."""
        return self.awaited()


class FollowUp(models.Model):
    """Something agreed on in a record: who does it by when (约定事项)."""

    record = models.ForeignKey(
        CoordinationRecord, models.PROTECT, related_name="follow_ups", verbose_name="协作记录"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="责任单位"
    )
    unit_path = models.CharField("路径", max_length=120)
    what = models.CharField("事项", max_length=200)
    due_on = models.DateField("期限")
    done_on = models.DateField("办结日期", null=True, blank=True)
    done_note = models.CharField("办结情况", max_length=300, blank=True)
    done_by = models.CharField("办结登记人", max_length=200, blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = "约定事项"
        constraints = [
            models.CheckConstraint(
                name="follow_up_done_says_how",
                condition=models.Q(done_on=None, done_note="")
                | (models.Q(done_on__isnull=False) & ~models.Q(done_note="")),
            )
        ]
        indexes = [
            models.Index(
                "unit", "due_on", name="follow_up_awaited", condition=models.Q(done_on=None)
            ),
            path_index("follow_up_subtree"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="follow_ups_stay",
                operation=pgtrigger.UpdateOf("record_id", "what", "due_on") | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return self.what
