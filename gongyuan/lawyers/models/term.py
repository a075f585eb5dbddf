from datetime import date
from typing import Any

import pghistory
from django.db import models

from gongyuan.core.models import File
from gongyuan.lawyers.choices import EndGround
from gongyuan.lawyers.models.firm import FirmContact
from gongyuan.lawyers.models.lawyer import Lawyer
from gongyuan.lawyers.models.round import RecruitmentRound
from gongyuan.organisations.models import Unit, path_index


class PanelTermQuerySet(models.QuerySet["PanelTerm"]):
    def visible_to(self, actor: Any) -> "PanelTermQuerySet":
        """The terms in the post's subtree; a lawyer's own, a firm's contact those of the firm."""
        if actor.is_lawyer:
            return self.filter(lawyer__user_id=actor.user_id)
        if actor.can("lawyers.own_firm"):
            return self.filter(lawyer__firm__contacts__in=FirmContact.objects.current_of(actor))
        if not actor.unit_path or not actor.can("lawyers.read"):
            return self.none()
        return self.filter(unit_path__startswith=actor.unit_path)

    def handled_by(self, actor: Any) -> "PanelTermQuerySet":
        """The terms the post may change: those given by its own union or one below."""
        if not actor.can("lawyers.edit"):
            return self.none()
        return self.visible_to(actor)

    def running_on(self, day: date) -> "PanelTermQuerySet":
        return self.filter(starts_on__lte=day, ends_on__gte=day)

    def serving_on(self, day: date) -> "PanelTermQuerySet":
        """Running and not suspended by then."""
        return self.running_on(day).filter(
            models.Q(suspended_on=None) | models.Q(suspended_on__gt=day)
        )

    def still_open(self, *, on: date) -> "PanelTermQuerySet":
        """Terms that run on; a union that ends hands them over."""
        return self.filter(ends_on__gte=on)


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class PanelTerm(models.Model):
    """A lawyer's appointment to a union's volunteer team (聘期; 平工文〔2016〕28号 附件1 二)."""

    lawyer = models.ForeignKey(Lawyer, models.PROTECT, related_name="terms", verbose_name="律师")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="聘任工会")
    unit_path = models.CharField("路径", max_length=120)
    starts_on = models.DateField("聘期自")
    #: The last day of service: an early end moves it here.
    ends_on = models.DateField("聘期至")
    suspended_on = models.DateField("暂停自", null=True, blank=True)
    #: The round that gave it; none for a term entered by itself.
    round = models.ForeignKey(
        RecruitmentRound,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="terms",
        verbose_name="招募轮次",
    )
    renews = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="renewed_by",
        verbose_name="续聘自",
    )
    #: The day it was to end on, when it ended before.
    agreed_until = models.DateField("原聘期至", null=True, blank=True)
    end_ground = models.CharField("提前解聘事由", max_length=20, choices=EndGround, blank=True)
    end_note = models.CharField("解聘说明", max_length=500, blank=True)
    end_file = models.ForeignKey(
        File, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="解聘文件"
    )
    #: Number and check code of the certificate (聘书), and the certificate itself.
    number = models.CharField("聘书编号", max_length=60, blank=True)
    check_code = models.CharField("聘书验证码", max_length=20, null=True, blank=True, unique=True)
    certificate = models.ForeignKey(
        File, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="聘书"
    )

    objects = PanelTermQuerySet.as_manager()

    class Meta:
        verbose_name = "聘期"
        constraints = [
            models.CheckConstraint(
                name="term_ends_after_it_starts",
                condition=models.Q(ends_on__gte=models.F("starts_on")),
            ),
            models.CheckConstraint(
                name="an_early_end_has_its_ground",
                condition=models.Q(agreed_until=None, end_ground="")
                | (models.Q(agreed_until__gt=models.F("ends_on")) & ~models.Q(end_ground="")),
            ),
            # A merger may bring a second one of the same first day, when the other has ended.
            models.UniqueConstraint(
                fields=["lawyer", "unit", "starts_on", "ends_on"],
                name="one_term_per_lawyer_unit_and_days",
            ),
        ]
        indexes = [
            path_index("term_subtree", "ends_on"),
            models.Index("unit", "ends_on", name="term_of_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.lawyer} {self.starts_on}—{self.ends_on}"


class ImprovementQuerySet(models.QuerySet["Improvement"]):
    def visible_to(self, actor: Any) -> "ImprovementQuerySet":
        """What was asked in the terms the actor sees."""
        return self.filter(term__in=PanelTerm.objects.visible_to(actor))

    def handled_by(self, actor: Any) -> "ImprovementQuerySet":
        """What the actor may answer or close: the lawyer's own, the union's."""
        if actor.is_lawyer:
            return self.visible_to(actor)
        return self.filter(term__in=PanelTerm.objects.handled_by(actor))


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class Improvement(models.Model):
    """What a member is to do better, by a day (提出改进意见; 平工文〔2016〕28号 附件1六)."""

    term = models.ForeignKey(
        PanelTerm, models.PROTECT, related_name="improvements", verbose_name="聘期"
    )
    text = models.TextField("改进意见")
    issued_on = models.DateField("提出日期")
    due_on = models.DateField("改进期限")
    answer = models.TextField("改进情况", blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    #: Whether the union found it done; empty while it has not looked.
    is_met = models.BooleanField("已改进", null=True)
    closed_on = models.DateField("核实日期", null=True, blank=True)

    objects = ImprovementQuerySet.as_manager()

    class Meta:
        verbose_name = "改进意见"
        constraints = [
            models.CheckConstraint(
                name="improvement_is_due_after_it_is_asked",
                condition=models.Q(due_on__gte=models.F("issued_on")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.term_id} {self.issued_on}"
