from datetime import date
from typing import Any

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models

from gongyuan.core.crypto import EncryptedTextField
from gongyuan.core.models import File
from gongyuan.lawyers.choices import (
    NOMINATION_ENDED,
    NominationState,
    NominationWay,
    NoticeWay,
    OpinionStep,
    ReviewSide,
    Speciality,
)
from gongyuan.lawyers.models.firm import Firm, FirmContact
from gongyuan.lawyers.models.lawyer import Lawyer
from gongyuan.lawyers.models.round import RecruitmentRound, follows_the_table
from gongyuan.lawyers.models.term import PanelTerm
from gongyuan.lawyers.workflow import NOMINATIONS
from gongyuan.organisations.models import Unit
from gongyuan.people.models import User


class NominationQuerySet(models.QuerySet["Nomination"]):
    def visible_to(self, actor: Any) -> "NominationQuerySet":
        """Firm: its own lawyers'; county and city, union and justice: those of their region.

        The union that runs the round sees all of it.
        """
        if actor.can("lawyers.own_firm"):
            return self.filter(firm__contacts__in=FirmContact.objects.current_of(actor))
        if actor.is_lawyer:
            return self.filter(lawyer__user_id=actor.user_id)
        if not actor.unit_path or not actor.can("nominations.recommend"):
            return self.none()
        return self.filter(
            models.Q(county_path__startswith=actor.unit_path) | models.Q(round__unit=actor.unit_id)
        )

    def handled_by(self, actor: Any) -> "NominationQuerySet":
        """Those the post has a part in: the firm's, the lawyer's own, the county's, the round's."""
        seen = self.visible_to(actor)
        if actor.can("lawyers.own_firm") or actor.is_lawyer:
            return seen
        if actor.unit_id is None:
            return self.none()
        return seen.filter(models.Q(county=actor.unit_id) | models.Q(round__unit=actor.unit_id))

    def still_open(self, *, on: date) -> "NominationQuerySet":
        """On their way; a county that ends hands them over."""
        return self.exclude(state__in=NOMINATION_ENDED)


@follows_the_table(NOMINATIONS)
@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class Nomination(models.Model):
    """A lawyer put forward in a round (律师自愿、逐级推荐; 平工文〔2016〕28号 附件2第二条)."""

    round = models.ForeignKey(
        RecruitmentRound, models.PROTECT, related_name="nominations", verbose_name="招募轮次"
    )
    way = models.CharField("提出方式", max_length=12, choices=NominationWay)
    state = models.CharField("状态", max_length=12, choices=NominationState)
    #: The register's row: known from the start, or made when the lawyer is appointed.
    lawyer = models.ForeignKey(
        Lawyer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="nominations",
        verbose_name="律师",
    )
    name = models.CharField("姓名", max_length=40)
    firm = models.ForeignKey(
        Firm, models.PROTECT, related_name="nominations", verbose_name="律师事务所"
    )
    licence_number = models.CharField("执业证号", max_length=20)
    phone = EncryptedTextField("手机号", blank=True, default="")
    practising_since = models.DateField("首次执业日期", null=True, blank=True)
    specialities = ArrayField(
        models.CharField(max_length=20, choices=Speciality), verbose_name="专长", default=list
    )
    languages = ArrayField(models.CharField(max_length=20), verbose_name="语言", default=list)
    #: The county whose union and justice bureau recommend; the round's own union for a city firm.
    county = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="所在县区")
    county_path = models.CharField("县区路径", max_length=120)
    statement = models.TextField("自荐材料", blank=True)
    handed_in_at = models.DateTimeField("提出时间")
    handed_in_by = models.CharField("提出人", max_length=200)
    #: The lawyer's own word that service is voluntary and the roster public.
    consented_at = models.DateTimeField("本人同意时间", null=True, blank=True)
    licence_checked_at = models.DateTimeField("执业证核验时间", null=True, blank=True)
    licence_checked_by = models.CharField("执业证核验人", max_length=200, blank=True)
    term = models.OneToOneField(
        PanelTerm,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="nomination",
        verbose_name="聘期",
    )

    objects = NominationQuerySet.as_manager()

    class Meta:
        verbose_name = "人选推荐"
        constraints = [
            models.UniqueConstraint(
                fields=["round", "licence_number"],
                condition=~models.Q(state=NominationState.RETRACTED),
                name="a_lawyer_is_nominated_once_a_round",
            )
        ]
        indexes = [
            models.Index("round", "state", name="nomination_of_round"),
            models.Index("county", "state", name="nomination_of_county"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.round_id}"


class NominationOpinion(models.Model):
    """What one level said when it passed a nomination up or sent it back."""

    nomination = models.ForeignKey(
        Nomination, models.CASCADE, related_name="opinions", verbose_name="推荐"
    )
    step = models.CharField("层级", max_length=16, choices=OpinionStep)
    is_in_favour = models.BooleanField("同意推荐")
    text = models.CharField("意见", max_length=500)
    file = models.ForeignKey(
        File, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="盖章件"
    )
    given_at = models.DateTimeField("时间")
    given_by = models.CharField("意见人", max_length=200)
    user = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name="账号"
    )

    class Meta:
        verbose_name = "推荐意见"

    def __str__(self) -> str:
        return f"{self.nomination_id} {self.step}"


class NominationReview(models.Model):
    """One side's review: score, whether it passes, opinion (联合评审)."""

    nomination = models.ForeignKey(
        Nomination, models.CASCADE, related_name="reviews", verbose_name="推荐"
    )
    side = models.CharField("评审方", max_length=14, choices=ReviewSide)
    score = models.PositiveSmallIntegerField("评分")
    is_pass = models.BooleanField("同意聘任")
    opinion = models.CharField("评审意见", max_length=500, blank=True)
    given_at = models.DateTimeField("时间")
    given_by = models.CharField("评审人", max_length=200)
    user = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name="账号"
    )

    class Meta:
        verbose_name = "联合评审"
        constraints = [
            models.UniqueConstraint(
                fields=["nomination", "side"], name="each_side_reviews_a_nomination_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.nomination_id} {self.side}"


class NoticeObjectionQuerySet(models.QuerySet["NoticeObjection"]):
    def handled_by(self, actor: Any) -> "NoticeObjectionQuerySet":
        """The objections in the rounds of the post's own union."""
        if not actor.can("rounds.manage") or actor.unit_id is None:
            return self.none()
        return self.filter(nomination__round__unit_id=actor.unit_id)


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class NoticeObjection(models.Model):
    """An objection to somebody in a public notice, and what was found (公示异议)."""

    nomination = models.ForeignKey(
        Nomination, models.PROTECT, related_name="objections", verbose_name="推荐"
    )
    way = models.CharField("方式", max_length=12, choices=NoticeWay)
    received_on = models.DateField("收到日期")
    objector = EncryptedTextField("提出人", blank=True, default="")
    text = models.TextField("异议内容")
    is_upheld = models.BooleanField("异议成立", null=True)
    finding = models.TextField("核查结果", blank=True)
    decided_on = models.DateField("核查日期", null=True, blank=True)
    decided_by = models.CharField("核查人", max_length=200, blank=True)

    objects = NoticeObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = "公示异议"

    def __str__(self) -> str:
        return f"{self.nomination_id} {self.received_on}"
