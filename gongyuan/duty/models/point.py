from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from gongyuan.duty.choices import OWN_POINTS_ONLY, DayPattern, DutyKind, DutyTurn, Weekday
from gongyuan.lawyers.models import Lawyer
from gongyuan.organisations.models import AidInstitution, Unit, path_index
from gongyuan.people.models import Post, User, Volunteer


class DutyPointQuerySet(models.QuerySet["DutyPoint"]):
    def visible_to(self, actor: Any) -> "DutyPointQuerySet":
        """Points of the post's subtree; lawyers, volunteers and mediators see those whose
        list has them."""
        if actor.role in OWN_POINTS_ONLY:
            on_list = DutyMember.objects.filter(point=models.OuterRef("pk"), user=actor.user_id)
            return self.filter(models.Exists(on_list))
        if not actor.unit_path or not actor.can("duty.read"):
            return self.none()
        return self.filter(unit_path__startswith=actor.unit_path)

    def handled_by(self, actor: Any) -> "DutyPointQuerySet":
        """The points whose rosters this post keeps: its own unit's."""
        if actor.unit_id is None or not actor.can("duty.manage"):
            return self.none()
        return self.visible_to(actor).filter(unit_id=actor.unit_id)

    def still_open(self, *, on: date) -> "DutyPointQuerySet":
        """Points at which somebody is to sit; a union that ends hands them over."""
        return self.filter(models.Q(closed_on=None) | models.Q(closed_on__gt=on))


class DutyPoint(models.Model):
    """A window or hotline of an institution at which somebody is to sit (值班点)."""

    institution = models.ForeignKey(
        AidInstitution, models.PROTECT, related_name="duty_points", verbose_name="机构"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位"
    )
    unit_path = models.CharField("路径", max_length=120)
    name = models.CharField("名称", max_length=40)
    kind = models.CharField("类别", max_length=10, choices=DutyKind, default=DutyKind.WINDOW)
    phone = models.CharField("电话", max_length=40, blank=True)
    #: Seven patterns, from Monday on.
    week = ArrayField(
        models.CharField(max_length=16, choices=DayPattern), verbose_name="每周安排", size=7
    )
    #: A weekend worked for a long holiday follows the pattern of this day.
    makeup_weekday = models.PositiveSmallIntegerField(
        "调休上班日照", choices=Weekday, default=Weekday.MONDAY
    )
    turn = models.CharField("轮换", max_length=8, choices=DutyTurn, default=DutyTurn.SHIFT)
    seats = models.PositiveSmallIntegerField("同时值班人数", default=1)
    morning_starts = models.TimeField("上午自")
    morning_ends = models.TimeField("上午至")
    afternoon_starts = models.TimeField("下午自")
    afternoon_ends = models.TimeField("下午至")
    opened_on = models.DateField("设立日期")
    closed_on = models.DateField("撤销日期", null=True, blank=True)

    objects = DutyPointQuerySet.as_manager()

    class Meta:
        verbose_name = "值班点"
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "name"],
                condition=models.Q(closed_on=None),
                name="one_open_duty_point_of_a_name",
            ),
            models.CheckConstraint(
                condition=models.Q(morning_starts__lt=models.F("morning_ends"))
                & models.Q(morning_ends__lte=models.F("afternoon_starts"))
                & models.Q(afternoon_starts__lt=models.F("afternoon_ends")),
                name="duty_hours_follow_each_other",
            ),
            models.CheckConstraint(condition=models.Q(seats__gte=1), name="duty_point_has_a_seat"),
        ]
        indexes = [path_index("duty_point_subtree"), models.Index("unit", name="duty_point_unit")]

    def __str__(self) -> str:
        return self.name


class DutyMemberQuerySet(models.QuerySet["DutyMember"]):
    def visible_to(self, actor: Any) -> "DutyMemberQuerySet":
        return self.filter(point__in=DutyPoint.objects.visible_to(actor))

    def handled_by(self, actor: Any) -> "DutyMemberQuerySet":
        return self.filter(point__in=DutyPoint.objects.handled_by(actor))

    def served_by(self, actor: Any) -> "DutyMemberQuerySet":
        """The places on lists that the one who acts holds."""
        if actor.user_id is None or not actor.can("duty.serve"):
            return self.none()
        return self.filter(user_id=actor.user_id)

    def on_list(self, day: date) -> "DutyMemberQuerySet":
        return self.filter(starts_on__lte=day).filter(
            models.Q(ends_on=None) | models.Q(ends_on__gte=day)
        )


class DutyMember(models.Model):
    """Someone on a point's list: of the staff by the post, a lawyer, or a volunteer (值班人员)."""

    point = models.ForeignKey(
        DutyPoint, models.PROTECT, related_name="members", verbose_name="值班点"
    )
    post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="岗位"
    )
    lawyer = models.ForeignKey(
        Lawyer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="律师"
    )
    volunteer = models.ForeignKey(
        Volunteer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="志愿者"
    )
    #: Whose place it is, to be told and to answer; a lawyer or a volunteer may have no account.
    user = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="账号"
    )
    name = models.CharField("姓名", max_length=40)
    #: The days of the week on which the person can come; empty means all.
    weekdays = ArrayField(
        models.PositiveSmallIntegerField(choices=Weekday), verbose_name="可值班的日子", default=list
    )
    #: Half days reckoned in on joining, so that who comes new is not made to catch up.
    base = models.IntegerField("起始班数", default=0)
    starts_on = models.DateField("自")
    ends_on = models.DateField("至", null=True, blank=True)

    objects = DutyMemberQuerySet.as_manager()

    class Meta:
        verbose_name = "值班人员"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(post__isnull=False, lawyer=None, volunteer=None)
                | models.Q(post=None, lawyer__isnull=False, volunteer=None)
                | models.Q(post=None, lawyer=None, volunteer__isnull=False),
                name="duty_member_is_one_of_three",
            ),
            models.UniqueConstraint(
                fields=["point", "post"],
                condition=models.Q(ends_on=None),
                name="one_place_per_post_and_point",
            ),
            models.UniqueConstraint(
                fields=["point", "lawyer"],
                condition=models.Q(ends_on=None),
                name="one_place_per_lawyer_and_point",
            ),
            models.UniqueConstraint(
                fields=["point", "volunteer"],
                condition=models.Q(ends_on=None),
                name="one_place_per_volunteer_and_point",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def places_of_person(self) -> "DutyMemberQuerySet":
        """This place and the same person's others on lists of the same unit."""
        same = DutyMember.objects.filter(pk=self.pk)
        if not self.user_id:
            return same
        return same | DutyMember.objects.filter(
            user_id=self.user_id, point__unit_id=self.point.unit_id, ends_on=None
        )

    @property
    def is_lawyer(self) -> bool:
        return self.lawyer_id is not None

    @property
    def kind_label(self) -> str:
        """Staff, lawyer or volunteer, in words."""
        if self.lawyer_id is not None:
            return "律师"
        return "志愿者" if self.volunteer_id is not None else "工作人员"

    @property
    def weekday_labels(self) -> list[str]:
        return [str(Weekday(day).label) for day in self.weekdays]


class DutyLeaveQuerySet(models.QuerySet["DutyLeave"]):
    def visible_to(self, actor: Any) -> "DutyLeaveQuerySet":
        """Leave of the points whose rosters one keeps, and one's own."""
        mine = DutyMember.objects.served_by(actor)
        return self.filter(
            models.Q(member__point__in=DutyPoint.objects.handled_by(actor))
            | models.Q(member__in=mine)
        )

    def handled_by(self, actor: Any) -> "DutyLeaveQuerySet":
        return self.visible_to(actor)

    def standing(self) -> "DutyLeaveQuerySet":
        return self.filter(cancelled_at=None)


class DutyLeave(models.Model):
    """Days on which someone on the list does not sit (值班请假)."""

    member = models.ForeignKey(
        DutyMember, models.PROTECT, related_name="leaves", verbose_name="值班人员"
    )
    first_day = models.DateField("自")
    last_day = models.DateField("至")
    reason = models.CharField("事由", max_length=100, blank=True)
    taken_at = models.DateTimeField("请假时间")
    cancelled_at = models.DateTimeField("销假时间", null=True, blank=True)

    objects = DutyLeaveQuerySet.as_manager()

    class Meta:
        verbose_name = "值班请假"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")),
                name="duty_leave_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.first_day}—{self.last_day}"
