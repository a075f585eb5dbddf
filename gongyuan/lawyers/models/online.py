from datetime import date
from typing import Any

import pghistory
from django.db import models

from gongyuan.core.crypto import EncryptedTextField
from gongyuan.lawyers.choices import OPEN_ONLINE, OnlineState
from gongyuan.lawyers.models.lawyer import Lawyer
from gongyuan.lawyers.models.round import follows_the_table
from gongyuan.lawyers.workflow import ONLINE
from gongyuan.organisations.models import Unit


class ServiceStandardQuerySet(models.QuerySet["ServiceStandard"]):
    def handled_by(self, actor: Any) -> "ServiceStandardQuerySet":
        if not actor.can("rounds.manage") or actor.unit_id is None:
            return self.none()
        return self.filter(unit_id=actor.unit_id)


class ServiceStandard(models.Model):
    """A version of the union's standard of online service (规范网上服务标准), from a day on."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="制定工会")
    version = models.PositiveSmallIntegerField("版本")
    title = models.CharField("名称", max_length=100)
    text = models.TextField("内容")
    effective_on = models.DateField("施行日期")

    objects = ServiceStandardQuerySet.as_manager()

    class Meta:
        verbose_name = "网上服务标准"
        constraints = [
            models.UniqueConstraint(fields=["unit", "version"], name="one_standard_per_version")
        ]

    def __str__(self) -> str:
        return f"{self.title} 第{self.version}版"


class OnlineRegistrationQuerySet(models.QuerySet["OnlineRegistration"]):
    def visible_to(self, actor: Any) -> "OnlineRegistrationQuerySet":
        """A lawyer's own; those of the unions in the post's subtree."""
        if actor.is_lawyer:
            return self.filter(lawyer__user_id=actor.user_id)
        if not actor.unit_path or not actor.can("lawyers.read"):
            return self.none()
        return self.filter(unit__path__startswith=actor.unit_path)

    def handled_by(self, actor: Any) -> "OnlineRegistrationQuerySet":
        """A lawyer: the own; the union that admits: its own."""
        if actor.is_lawyer:
            return self.visible_to(actor)
        if not actor.can("lawyers.edit") or actor.unit_id is None:
            return self.none()
        return self.filter(unit_id=actor.unit_id)

    def open(self) -> "OnlineRegistrationQuerySet":
        """Applied for, in service or suspended: neither turned down nor given up."""
        return self.filter(state__in=OPEN_ONLINE)

    def goes_over(self, *, on: date) -> "OnlineRegistrationQuerySet":
        """With each goes whatever is asked about it, such as whether to suspend."""
        return self.open()


@follows_the_table(ONLINE)
@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class OnlineRegistration(models.Model):
    """A lawyer registered for the online service of a union (豫工文〔2020〕40号 三(三)3)."""

    lawyer = models.ForeignKey(
        Lawyer, models.PROTECT, related_name="online_registrations", verbose_name="律师"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="注册工会")
    state = models.CharField(
        "状态", max_length=18, choices=OnlineState, default=OnlineState.APPLIED_FOR
    )
    #: Kept until the identity is verified; then only that it was.
    identity_number = EncryptedTextField("身份证号", blank=True, default="")
    identity_checked_at = models.DateTimeField("身份核验时间", null=True, blank=True)
    licence_checked_at = models.DateTimeField("执业证核验时间", null=True, blank=True)
    checked_by = models.CharField("核验人", max_length=200, blank=True)
    standard = models.ForeignKey(
        ServiceStandard, models.PROTECT, related_name="+", verbose_name="接受的服务标准"
    )
    accepted_at = models.DateTimeField("接受时间")
    #: When the lawyer is online, by weekday 1 (Monday) to 7: [["09:00", "11:30"], …].
    hours = models.JSONField("在线时段", default=dict)
    applied_at = models.DateTimeField("申请时间")
    paused_on = models.DateField("暂停自", null=True, blank=True)
    pause_reason = models.CharField("暂停理由", max_length=500, blank=True)

    objects = OnlineRegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = "线上服务注册"
        constraints = [
            models.UniqueConstraint(
                fields=["lawyer", "unit"],
                condition=models.Q(state__in=OPEN_ONLINE),
                name="one_open_registration_per_lawyer_and_unit",
            )
        ]
        indexes = [models.Index("unit", "state", name="online_of_unit")]

    def __str__(self) -> str:
        return f"{self.lawyer_id} {self.state}"
