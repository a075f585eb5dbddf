from datetime import date
from typing import Any

import pghistory
import pgtrigger
from django.db import models

from gongyuan.consultations.models import Consultation
from gongyuan.core.models import Event
from gongyuan.lawyers.choices import OnlineState
from gongyuan.lawyers.models import Lawyer, OnlineRegistration
from gongyuan.organisations.models import Unit, path_index
from gongyuan.people.models import User
from gongyuan.quality.choices import AnswerGrade


class AnswerDrawQuerySet(models.QuerySet["AnswerDraw"]):
    def visible_to(self, actor: Any) -> "AnswerDrawQuerySet":
        """Those of the subtree, for who checks answers; a lawyer sees no draw."""
        if actor.is_lawyer or not actor.unit_path or not actor.can("consultations.check"):
            return self.none()
        return self.filter(unit_path__startswith=actor.unit_path)


@pgtrigger.register(
    pgtrigger.Protect(name="answer_draws_stay", operation=pgtrigger.Update | pgtrigger.Delete)
)
class AnswerDraw(models.Model):
    """The draw of a month's online answers for a check: once, by a method anybody can repeat."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="抽查单位")
    unit_path = models.CharField("路径", max_length=120)
    month = models.DateField("月份")
    seed = models.CharField("种子", max_length=100)
    method = models.CharField("方法", max_length=20)
    least = models.PositiveSmallIntegerField("每名律师至少")
    share_percent = models.PositiveSmallIntegerField("比例（%）")
    source = models.CharField("件数的依据", max_length=200)
    population_count = models.PositiveIntegerField("总体件数")
    drawn_count = models.PositiveIntegerField("抽中件数")
    population_sha256 = models.CharField("总体校验值", max_length=64)
    #: The population, an answer a row: consultation, its number, lawyer, registration.
    population = models.JSONField("总体")
    drawn_at = models.DateTimeField("抽样时间")
    drawn_by = models.CharField("抽样人", max_length=200)

    objects = AnswerDrawQuerySet.as_manager()

    class Meta:
        verbose_name = "线上答复抽查"
        constraints = [
            models.UniqueConstraint(fields=["unit", "month"], name="a_month_is_drawn_once"),
        ]
        indexes = [path_index("answer_draw_subtree")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class AnswerCheckQuerySet(models.QuerySet["AnswerCheck"]):
    def visible_to(self, actor: Any) -> "AnswerCheckQuerySet":
        """Who checks: the subtree; a lawyer: the own, once they were checked."""
        if actor.is_lawyer:
            if actor.user_id is None:
                return self.none()
            return self.filter(lawyer__user_id=actor.user_id).exclude(grade="")
        if not actor.unit_path or not actor.can("consultations.check"):
            return self.none()
        return self.filter(unit_path__startswith=actor.unit_path)

    def handled_by(self, actor: Any) -> "AnswerCheckQuerySet":
        """The own unit's, but for the own answers of who holds two posts; a lawyer's own."""
        if actor.is_lawyer:
            return self.visible_to(actor)
        if actor.unit_id is None:
            return self.none()
        mine = self.visible_to(actor).filter(unit_id=actor.unit_id)
        return mine.exclude(lawyer__user_id=actor.user_id or 0)

    def waiting(self) -> "AnswerCheckQuerySet":
        return self.filter(grade="")

    def still_open(self, *, on: date) -> "AnswerCheckQuerySet":
        """Not yet checked; a union that ends hands them over."""
        return self.waiting()


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class AnswerCheck(models.Model):
    """The check of one drawn answer, and what the lawyer says of it (答复质量抽查)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="检查单位")
    unit_path = models.CharField("路径", max_length=120)
    draw = models.ForeignKey(AnswerDraw, models.PROTECT, related_name="checks", verbose_name="抽查")
    consultation = models.OneToOneField(
        Consultation, models.PROTECT, related_name="answer_check", verbose_name="咨询"
    )
    lawyer = models.ForeignKey(
        Lawyer, models.PROTECT, related_name="answer_checks", verbose_name="答复律师"
    )
    registration = models.ForeignKey(
        OnlineRegistration,
        models.PROTECT,
        related_name="answer_checks",
        verbose_name="线上服务注册",
    )
    grade = models.CharField("结论", max_length=12, choices=AnswerGrade, blank=True)
    remark = models.TextField("意见", blank=True)
    checked_at = models.DateTimeField("检查时间", null=True, blank=True)
    checked_on = models.DateField("检查日期", null=True, blank=True)
    checked_by = models.CharField("检查人", max_length=200, blank=True)
    checker = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name="检查人账号",
    )
    statement = models.TextField("律师说明", blank=True)
    stated_at = models.DateTimeField("说明时间", null=True, blank=True)

    objects = AnswerCheckQuerySet.as_manager()

    class Meta:
        verbose_name = "答复检查"
        constraints = [
            models.CheckConstraint(
                name="an_answer_is_checked_iff_it_has_a_grade",
                condition=models.Q(grade="", checked_at=None, checked_on=None, remark="")
                | ~models.Q(grade="")
                & models.Q(checked_at__isnull=False, checked_on__isnull=False),
            ),
            models.CheckConstraint(
                name="who_finds_fault_with_an_answer_says_which",
                condition=models.Q(grade__in=["", AnswerGrade.SOUND]) | ~models.Q(remark=""),
            ),
            models.CheckConstraint(
                name="a_lawyer_states_a_side_to_a_fault",
                condition=models.Q(statement="", stated_at=None)
                | ~models.Q(grade__in=["", AnswerGrade.SOUND]) & models.Q(stated_at__isnull=False),
            ),
        ]
        indexes = [
            path_index("answer_check_subtree", "checked_on"),
            models.Index("registration", "checked_on", name="answer_check_of_service"),
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.grade}"


class PauseProposalQuerySet(models.QuerySet["PauseProposal"]):
    def visible_to(self, actor: Any) -> "PauseProposalQuerySet":
        """Those about registrations of the subtree, for who checks answers."""
        if actor.is_lawyer or not actor.unit_path or not actor.can("consultations.check"):
            return self.none()
        return self.filter(registration__unit__path__startswith=actor.unit_path)

    def handled_by(self, actor: Any) -> "PauseProposalQuerySet":
        """The union that admitted the lawyer decides, and no other."""
        if actor.unit_id is None:
            return self.none()
        return self.visible_to(actor).filter(registration__unit_id=actor.unit_id)

    def open(self) -> "PauseProposalQuerySet":
        """Nobody has decided yet: neither declined, nor suspended since, nor out of service."""
        return self.undecided().filter(registration__state=OnlineState.ACTIVE)

    def undecided(self) -> "PauseProposalQuerySet":
        """Neither declined nor suspended since, whether or not the lawyer is still in service."""
        suspended = Event.objects.filter(
            subject_kind="lawyers.onlineregistration",
            subject_id=models.OuterRef("registration_id"),
            code="lawyers.onlineregistration.pause",
            at__gte=models.OuterRef("raised_at"),
        )
        return self.filter(~models.Exists(suspended), declined_at=None)


class PauseProposal(models.Model):
    """A union is asked to decide whether a lawyer's online service is suspended (线上服务暂停).

    Raised when so many answers of a year were found wrong; suspending is a step of its own.
    """

    registration = models.ForeignKey(
        OnlineRegistration,
        models.PROTECT,
        related_name="pause_proposals",
        verbose_name="线上服务注册",
    )
    year = models.PositiveSmallIntegerField("年度")
    wrong_count = models.PositiveSmallIntegerField("不合格份数")
    source = models.CharField("依据", max_length=200)
    raised_at = models.DateTimeField("提出时间")
    declined_at = models.DateTimeField("决定不暂停的时间", null=True, blank=True)
    declined_by = models.CharField("决定人", max_length=200, blank=True)
    reason = models.TextField("不暂停的理由", blank=True)

    objects = PauseProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "暂停建议"
        constraints = [
            models.CheckConstraint(
                name="who_does_not_suspend_says_why",
                condition=models.Q(declined_at=None, reason="")
                | ~models.Q(reason="") & models.Q(declined_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.year}"
