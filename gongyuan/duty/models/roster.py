from typing import Any

from django.db import models

from gongyuan.duty.choices import DutyPart, RosterState
from gongyuan.duty.models.point import DutyMember, DutyPoint
from gongyuan.duty.rules.words import day_words


class DutyRosterQuerySet(models.QuerySet["DutyRoster"]):
    def visible_to(self, actor: Any) -> "DutyRosterQuerySet":
        """Rosters of the points in sight; a draft only for those who keep it."""
        seen = self.filter(point__in=DutyPoint.objects.visible_to(actor))
        own = models.Q(point__in=DutyPoint.objects.handled_by(actor))
        return seen.filter(models.Q(state=RosterState.PUBLISHED) | own)

    def handled_by(self, actor: Any) -> "DutyRosterQuerySet":
        return self.filter(point__in=DutyPoint.objects.handled_by(actor))


class DutyRoster(models.Model):
    """A point's shifts of one month (值班表)."""

    point = models.ForeignKey(
        DutyPoint, models.PROTECT, related_name="rosters", verbose_name="值班点"
    )
    month = models.DateField("月份")
    state = models.CharField("状态", max_length=10, choices=RosterState, default=RosterState.DRAFT)
    #: By when it is to be published, and which clause says so.
    due_on = models.DateField("公布期限", null=True, blank=True)
    due_source = models.CharField("期限依据", max_length=200, blank=True)
    arranged_at = models.DateTimeField("排班时间")
    published_at = models.DateTimeField("公布时间", null=True, blank=True)

    objects = DutyRosterQuerySet.as_manager()

    class Meta:
        verbose_name = "值班表"
        constraints = [
            models.UniqueConstraint(fields=["point", "month"], name="one_roster_per_month"),
            models.CheckConstraint(
                condition=models.Q(state=RosterState.PUBLISHED, published_at__isnull=False)
                | models.Q(state=RosterState.DRAFT, published_at=None),
                name="roster_published_at_iff_published",
            ),
            models.CheckConstraint(
                condition=models.Q(month__day=1), name="roster_month_is_its_first_day"
            ),
        ]
        indexes = [
            models.Index("point", "due_on", name="roster_drafts", condition=models.Q(state="draft"))
        ]

    def __str__(self) -> str:
        return f"{self.point_id} {self.month:%Y-%m}"

    @property
    def title(self) -> str:
        return f"{self.month.year}年{self.month.month}月"


class DutyShiftQuerySet(models.QuerySet["DutyShift"]):
    def visible_to(self, actor: Any) -> "DutyShiftQuerySet":
        return self.filter(roster__in=DutyRoster.objects.visible_to(actor))

    def handled_by(self, actor: Any) -> "DutyShiftQuerySet":
        return self.filter(roster__in=DutyRoster.objects.handled_by(actor))

    def served_by(self, actor: Any) -> "DutyShiftQuerySet":
        """Published shifts of the one who acts."""
        mine = DutyMember.objects.served_by(actor)
        return self.published().filter(member__in=mine)

    def published(self) -> "DutyShiftQuerySet":
        return self.filter(roster__state=RosterState.PUBLISHED)

    def meeting(self, shift: "DutyShift") -> "DutyShiftQuerySet":
        """Those that run at the same time as this one."""
        return self.filter(starts_at__lt=shift.ends_at, ends_at__gt=shift.starts_at)


class DutyShift(models.Model):
    """One seat of one shift, and who sits in it (班次)."""

    roster = models.ForeignKey(
        DutyRoster, models.PROTECT, related_name="shifts", verbose_name="值班表"
    )
    #: Copied from the roster, so that who sits now is found by one index.
    point = models.ForeignKey(
        DutyPoint, models.PROTECT, related_name="+", db_index=False, verbose_name="值班点"
    )
    day = models.DateField("日期")
    part = models.CharField("时段", max_length=10, choices=DutyPart)
    seat = models.PositiveSmallIntegerField("席位", default=1)
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    member = models.ForeignKey(
        DutyMember,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="shifts",
        verbose_name="值班人",
    )
    #: Laid down by hand: the rotation leaves it as it is.
    is_fixed = models.BooleanField("人工排定", default=False)
    came_at = models.DateTimeField("到岗", null=True, blank=True)
    left_at = models.DateTimeField("离岗", null=True, blank=True)
    #: Set right by whoever keeps the roster: what is written here holds, whatever else is recorded.
    is_corrected = models.BooleanField("到岗已更正", default=False)

    objects = DutyShiftQuerySet.as_manager()

    class Meta:
        verbose_name = "班次"
        constraints = [
            models.UniqueConstraint(
                fields=["roster", "day", "part", "seat"], name="one_shift_per_seat"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="shift_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(left_at=None)
                | models.Q(came_at__isnull=False, left_at__gte=models.F("came_at")),
                name="shift_is_left_after_it_was_come_to",
            ),
        ]
        indexes = [
            models.Index("point", "ends_at", name="shift_of_point"),
            models.Index("day", name="shift_vacant", condition=models.Q(member=None)),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.get_part_display()}"

    @property
    def when(self) -> str:
        """The shift in words, with its day of the week."""
        return f"{day_words(self.day)}{self.get_part_display()}"
