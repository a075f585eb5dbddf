from datetime import date
from typing import Any

import pghistory
from django.db import models

from gongyuan.core.models import File
from gongyuan.lawyers.models import Lawyer
from gongyuan.organisations.models import Unit, path_index
from gongyuan.panel.choices import (
    ENTERED,
    ActivityKind,
    RequestState,
    Satisfaction,
    ServiceWanted,
)
from gongyuan.panel.models.scopes import ActivityQuerySet


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class Activity(models.Model):
    """What a lawyer did that no other record shows: advice by phone, a lecture (工作纪录)."""

    lawyer = models.ForeignKey(
        Lawyer, models.PROTECT, related_name="activities", verbose_name="律师"
    )
    #: The contact-point union served, which confirms.
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="联系点工会")
    unit_path = models.CharField("路径", max_length=120)
    kind = models.CharField("活动", max_length=20, choices=[(k.value, k.label) for k in ENTERED])
    happened_on = models.DateField("日期")
    minutes = models.PositiveSmallIntegerField("分钟")
    people_count = models.PositiveIntegerField("人数", default=1)
    note = models.CharField("内容", max_length=300, blank=True)
    #: Given by the form that was sent, so that the same form sent twice is one activity.
    submission_key = models.UUIDField("提交标识", unique=True)
    entered_at = models.DateTimeField("登记时间")
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    confirmed_by = models.CharField("确认人", max_length=200, blank=True)
    struck_at = models.DateTimeField("划去时间", null=True, blank=True)
    struck_by = models.CharField("划去人", max_length=200, blank=True)
    struck_why = models.CharField("划去理由", max_length=200, blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "律师活动"
        constraints = [
            models.CheckConstraint(
                name="an_activity_is_of_a_kind_that_is_entered",
                condition=models.Q(kind__in=[k.value for k in ENTERED]),
            ),
            models.CheckConstraint(
                name="a_struck_activity_says_why",
                condition=models.Q(struck_at=None, struck_why="")
                | (models.Q(struck_at__isnull=False) & ~models.Q(struck_why="")),
            ),
        ]
        indexes = [
            path_index("activity_subtree", "happened_on"),
            models.Index("lawyer", "happened_on", name="activity_of_lawyer"),
            models.Index(
                "unit",
                "id",
                name="activity_to_confirm",
                condition=models.Q(confirmed_at=None, struck_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{ActivityKind(self.kind).label} {self.happened_on}"


class ServiceRequestQuerySet(models.QuerySet["ServiceRequest"]):
    def visible_to(self, actor: Any) -> "ServiceRequestQuerySet":
        """The enterprise union: the own; the lawyer: those offered or taken; the union above:
        those handed to it and below it."""
        if actor.is_worker:
            return self.none()
        if actor.is_lawyer:
            return self.filter(lawyer__user_id=actor.user_id) if actor.user_id else self.none()
        if not actor.unit_path:
            return self.none()
        if actor.can("panel.manage"):
            return self.filter(unit_path__startswith=actor.unit_path)
        if actor.can("panel.request"):
            return self.filter(asker_id=actor.unit_id)
        return self.none()

    def handled_by(self, actor: Any) -> "ServiceRequestQuerySet":
        """The lawyer and the enterprise union: the own; the office: those handed to it."""
        if actor.is_lawyer or not actor.can("panel.manage"):
            return self.visible_to(actor)
        return self.visible_to(actor).filter(unit_id=actor.unit_id)

    def still_open(self, *, on: date) -> "ServiceRequestQuerySet":
        """Not yet served; a union that ends hands them over."""
        return self.filter(state__in=[RequestState.FILED, RequestState.OFFERED, RequestState.TAKEN])

    def goes_over(self, *, on: date) -> "ServiceRequestQuerySet":
        """Those not yet served, and those that the one who asked has not rated."""
        unrated = self.filter(state=RequestState.SERVED, rating="")
        return self.still_open(on=on) | unrated


class ServiceRequest(models.Model):
    """An enterprise union's written request for legal service (附件1 四(四): 书面申请法律服务)."""

    asker = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="企业工会")
    #: The union that arranges it: the asker's next one up.
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="安排的工会")
    unit_path = models.CharField("路径", max_length=120)
    lawyer = models.ForeignKey(
        Lawyer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="service_requests",
        verbose_name="联系律师",
    )
    state = models.CharField(
        "状态", max_length=12, choices=RequestState, default=RequestState.FILED
    )
    wanted = models.CharField("申请什么", max_length=16, choices=ServiceWanted)
    text = models.TextField("申请内容")
    wished_on = models.DateField("希望哪天", null=True, blank=True)
    contact = models.CharField("联系人", max_length=60)
    file = models.ForeignKey(
        File, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="书面申请"
    )
    submission_key = models.UUIDField("提交标识", unique=True)
    filed_at = models.DateTimeField("提交时间")
    answer = models.TextField("答复", blank=True)
    done_on = models.DateField("完成日期", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField("分钟", default=0)
    people_count = models.PositiveIntegerField("人数", default=0)
    rating = models.CharField("单位评价", max_length=12, choices=Satisfaction, blank=True)

    objects = ServiceRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "法律服务申请"
        constraints = [
            models.CheckConstraint(
                name="a_request_is_done_on_a_day",
                condition=models.Q(state=RequestState.SERVED, done_on__isnull=False)
                | (~models.Q(state=RequestState.SERVED) & models.Q(done_on=None)),
            ),
            models.CheckConstraint(
                name="a_request_in_hand_has_a_lawyer",
                condition=~models.Q(
                    state__in=[RequestState.OFFERED, RequestState.TAKEN, RequestState.SERVED]
                )
                | models.Q(lawyer__isnull=False),
            ),
        ]
        indexes = [
            path_index("service_request_subtree"),
            models.Index("lawyer", "done_on", name="service_request_of_lawyer"),
            models.Index(fields=["asker", "-id"], name="service_request_of_asker"),
            models.Index(
                "unit",
                "wished_on",
                name="service_request_open",
                condition=models.Q(state=RequestState.FILED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asker_id} {self.get_wanted_display()}"
