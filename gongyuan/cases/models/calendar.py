from datetime import date
from typing import Any

from django.db import models

from gongyuan.cases.choices import AppointmentKind
from gongyuan.cases.models.case import Case
from gongyuan.cases.models.handling import Stage
from gongyuan.organisations.models import Unit
from gongyuan.people.models import Post


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def visible_to(self, actor: Any) -> "AppointmentQuerySet":
        """Those of the cases in sight; read by the copied place, not through the case."""
        if actor.is_lawyer or actor.is_worker:
            seen = Case.objects.visible_to(actor).filter(pk=models.OuterRef("case"))
            return self.filter(models.Exists(seen))
        if not actor.unit_path or not actor.can("cases.read"):
            return self.none()
        return self.filter(unit_path__startswith=actor.unit_path)

    def handled_by(self, actor: Any) -> "AppointmentQuerySet":
        """Those of the post's own unit; a lawyer's own."""
        if actor.is_lawyer or actor.is_worker:
            return self.visible_to(actor)
        if actor.unit_id is None or not actor.can("cases.read"):
            return self.none()
        return self.filter(unit_id=actor.unit_id)

    def overseen_by(self, actor: Any) -> "AppointmentQuerySet":
        """Those of units below the post's own, for a superior."""
        if not actor.unit_path or not actor.can("cases.oversee"):
            return self.none()
        return self.filter(unit_path__startswith=actor.unit_path).exclude(unit_id=actor.unit_id)

    def standing(self) -> "AppointmentQuerySet":
        return self.filter(cancelled_at=None)

    def still_open(self, *, on: date) -> "AppointmentQuerySet":
        """Those to come; a union that ends hands them over."""
        return self.filter(cancelled_at=None, starts_at__date__gte=on)


class Appointment(models.Model):
    """A hearing, a meeting or another hour of a case that somebody must keep (日程)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="appointments", verbose_name="案件")
    #: Copied from the case: a calendar is read by place and day, without the cases.
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="办理单位")
    unit_path = models.CharField("路径", max_length=120)
    #: The proceeding it belongs to; of a hearing the proceeding bears the same hour.
    stage = models.ForeignKey(
        Stage,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name="程序",
    )
    kind = models.CharField("种类", max_length=12, choices=AppointmentKind)
    starts_at = models.DateTimeField("开始")
    #: Unknown for most hearings: then it lasts to the end of its half day.
    ends_at = models.DateTimeField("结束", null=True, blank=True)
    place = models.CharField("地点", max_length=100, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)
    made_at = models.DateTimeField("登记时间")
    made_by = models.CharField("登记人", max_length=200)
    changed_at = models.DateTimeField("改动时间")
    cancelled_at = models.DateTimeField("取消时间", null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = "日程"
        constraints = [
            models.CheckConstraint(
                name="appointment_ends_after_it_starts",
                condition=models.Q(ends_at=None) | models.Q(ends_at__gt=models.F("starts_at")),
            ),
            # The same form sent twice makes one.
            models.UniqueConstraint(
                fields=["case", "kind", "starts_at"],
                condition=models.Q(cancelled_at=None),
                name="one_appointment_per_case_kind_and_hour",
            ),
        ]
        indexes = [
            models.Index("case", "starts_at", name="appointment_of_case"),
            models.Index(
                "unit",
                "starts_at",
                name="appointment_of_unit",
                condition=models.Q(cancelled_at=None),
            ),
            # A subtree's week, and what is to be reminded of, everywhere.
            models.Index(
                "starts_at",
                "unit_path",
                name="appointment_by_hour",
                condition=models.Q(cancelled_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.starts_at:%Y-%m-%d %H:%M}"


class CalendarFeed(models.Model):
    """A secret address under which a post's calendar is read by a calendar program (日历订阅)."""

    post = models.ForeignKey(
        Post, models.CASCADE, related_name="calendar_feeds", verbose_name="岗位"
    )
    #: A keyed hash of the secret: the secret itself is kept nowhere.
    secret_index = models.BinaryField("地址指纹", max_length=16, unique=True)
    made_at = models.DateTimeField("开通时间")
    revoked_at = models.DateTimeField("停用时间", null=True, blank=True)
    #: So that an owner sees whether somebody reads it.
    last_read_on = models.DateField("最近读取", null=True, blank=True)

    class Meta:
        verbose_name = "日历订阅"
        constraints = [
            models.UniqueConstraint(
                fields=["post"],
                condition=models.Q(revoked_at=None),
                name="one_open_feed_per_post",
            )
        ]

    def __str__(self) -> str:
        return f"{self.post_id} {self.made_at:%Y-%m-%d}"
