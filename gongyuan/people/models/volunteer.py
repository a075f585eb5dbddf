from datetime import date
from decimal import Decimal
from typing import Any

import pghistory
from django.contrib.postgres.indexes import OpClass
from django.db import models

from gongyuan.core.crypto import EncryptedTextField
from gongyuan.organisations.models import Unit, path_index
from gongyuan.people.choices import (
    CancelGround,
    LapseKind,
    VolunteerEnding,
    VolunteerKind,
    VolunteerService,
)
from gongyuan.people.models.account import User


class VolunteerQuerySet(models.QuerySet["Volunteer"]):
    def visible_to(self, actor: Any) -> "VolunteerQuerySet":
        if not actor.unit_path or not actor.can("people.read_staff"):
            return self.none()
        return self.filter(unit_path__startswith=actor.unit_path)

    def handled_by(self, actor: Any) -> "VolunteerQuerySet":
        if not actor.can("people.keep_volunteers"):
            return self.none()
        return self.visible_to(actor).filter(unit=actor.unit_id)

    def served_by(self, actor: Any) -> "VolunteerQuerySet":
        """Those who the one who acts is, at whatever union."""
        if actor.user_id is None or not actor.can("people.own_service"):
            return self.none()
        return self.filter(user_id=actor.user_id)

    def serving(self) -> "VolunteerQuerySet":
        return self.filter(left_on=None)

    def still_open(self, *, on: date) -> "VolunteerQuerySet":
        """Those who serve; a union that ends hands them over."""
        return self.serving()


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class Volunteer(models.Model):
    """Somebody who helps a unit's legal aid without pay (法律援助志愿者)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField("路径", max_length=120)
    #: The account of a volunteer who has one.
    user = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="volunteering",
        verbose_name="账号",
    )
    name = models.CharField("姓名", max_length=40)
    pinyin = models.CharField("拼音", max_length=120, blank=True)
    initials = models.CharField("拼音首字母", max_length=20, blank=True)
    kind = models.CharField("类别", max_length=10, choices=VolunteerKind)
    organisation = models.CharField("所在单位", max_length=100, blank=True)
    phone = EncryptedTextField("手机号", blank=True, default="")
    phone_index = models.BinaryField("手机号检索值", max_length=16)
    skills = models.CharField("擅长", max_length=200)
    available = models.CharField("可服务时间", max_length=200)
    #: The number on the national platform of volunteers, once registered there.
    platform_number = models.CharField("志愿服务平台编号", max_length=40, blank=True)
    consented_on = models.DateField("本人同意日期")
    joined_on = models.DateField("加入日期")
    leave_asked_on = models.DateField("申请退出日期", null=True, blank=True)
    leave_due_on = models.DateField("办结退出期限", null=True, blank=True)
    leave_source = models.CharField("期限依据", max_length=200, blank=True)
    left_on = models.DateField("离开日期", null=True, blank=True)
    ending = models.CharField("离开方式", max_length=12, choices=VolunteerEnding, blank=True)
    cancel_ground = models.CharField("取消事由", max_length=12, choices=CancelGround, blank=True)
    registered_at = models.DateTimeField("登记时间")
    registered_by = models.CharField("登记人", max_length=200)

    objects = VolunteerQuerySet.as_manager()

    class Meta:
        verbose_name = "志愿者"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "phone_index", "name"],
                condition=models.Q(left_on=None),
                name="a_volunteer_serves_a_unit_once",
            )
        ]
        indexes = [
            path_index("volunteer_subtree"),
            models.Index(
                fields=["unit", "leave_due_on"],
                name="volunteer_leaving",
                condition=models.Q(left_on=None, leave_asked_on__isnull=False),
            ),
            models.Index(OpClass("name", "varchar_pattern_ops"), name="volunteer_name"),
            models.Index(OpClass("initials", "varchar_pattern_ops"), name="volunteer_initials"),
        ]

    def __str__(self) -> str:
        return self.name


class VolunteerHours(models.Model):
    """What a volunteer did on a day, in half hours (志愿服务时长); counted once confirmed."""

    volunteer = models.ForeignKey(
        Volunteer, models.PROTECT, related_name="hours", verbose_name="志愿者"
    )
    day = models.DateField("日期")
    starts_at = models.TimeField("开始")
    half_hours = models.PositiveSmallIntegerField("半小时数")
    service = models.CharField("服务内容", max_length=20, choices=VolunteerService)
    place = models.CharField("地点和事项", max_length=200, blank=True)
    #: Why a day became longer than is usual; kept apart from what was done.
    over_note = models.CharField("超出说明", max_length=200, blank=True)
    recorded_at = models.DateTimeField("登记时间")
    recorded_by = models.CharField("登记人", max_length=200)
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    confirmed_by = models.CharField("确认人", max_length=200, blank=True)
    struck_at = models.DateTimeField("划去时间", null=True, blank=True)
    struck_by = models.CharField("划去人", max_length=200, blank=True)
    struck_reason = models.CharField("划去原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "志愿服务时长"
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "day", "starts_at"],
                condition=models.Q(struck_at=None),
                name="hours_are_recorded_once",
            ),
            models.CheckConstraint(
                condition=models.Q(half_hours__gte=1, half_hours__lte=48),
                name="hours_fit_into_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.amount} 小时"

    @property
    def amount(self) -> Decimal:
        return Decimal(self.half_hours) / 2


class VolunteerLapse(models.Model):
    """A missed appointment or a complaint about quality: what a place may be cancelled for."""

    volunteer = models.ForeignKey(
        Volunteer, models.PROTECT, related_name="lapses", verbose_name="志愿者"
    )
    kind = models.CharField("情况", max_length=20, choices=LapseKind)
    day = models.DateField("日期")
    note = models.CharField("说明", max_length=200)
    recorded_at = models.DateTimeField("登记时间")
    recorded_by = models.CharField("登记人", max_length=200)

    class Meta:
        verbose_name = "志愿者失信记录"
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "kind", "day"], name="a_lapse_is_recorded_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.day}"
