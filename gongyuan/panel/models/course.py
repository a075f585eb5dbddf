from datetime import date
from typing import Any

import pghistory
from django.db import models

from gongyuan.core.models import File
from gongyuan.lawyers.models import Lawyer, PanelTerm
from gongyuan.organisations.models import Unit, path_index
from gongyuan.panel.choices import CourseHost, CourseKind
from gongyuan.people.models import User


class CourseQuerySet(models.QuerySet["Course"]):
    def visible_to(self, actor: Any) -> "CourseQuerySet":
        """Courses of the post's own union and those above it; who holds courses: below it too.

        A lawyer: those of the unions in whose teams the lawyer is or was, and those above them.
        """
        if actor.is_lawyer:
            terms = PanelTerm.objects.filter(lawyer__user_id=actor.user_id or 0)
            return self.filter(
                models.Exists(terms.filter(unit_path__startswith=models.OuterRef("unit_path")))
            )
        if actor.is_worker or not actor.unit_path:
            return self.none()
        # Asked of the database: the worklist keeps the statement and puts its own actors in.
        own = Unit.objects.filter(
            pk=actor.unit_id or 0, path__startswith=models.OuterRef("unit_path")
        )
        seen = models.Q(models.Exists(own))
        if actor.can("panel.train"):
            seen |= models.Q(unit_path__startswith=actor.unit_path)
        return self.filter(seen)

    def handled_by(self, actor: Any) -> "CourseQuerySet":
        """The own side's: the union's courses by its staff, the bureau's by its officer."""
        if actor.unit_id is None or not actor.can("panel.train"):
            return self.none()
        is_justice = actor.can("panel.coappraise")
        host = CourseHost.JUSTICE_HOST if is_justice else CourseHost.UNION_HOST
        return self.filter(unit_id=actor.unit_id, host=host)

    def still_open(self, *, on: date) -> "CourseQuerySet":
        """Courses to come, and those of which nobody wrote down who came; a union that ends hands
        them over."""
        waiting = models.Q(held_on__gte=on) | models.Q(attended_at=None)
        return self.filter(waiting, called_off_at=None)


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class Course(models.Model):
    """A course for the team, held by union or justice bureau (附件1 四(一)、四(二)、六)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="举办地工会")
    unit_path = models.CharField("路径", max_length=120)
    host = models.CharField("谁举办", max_length=14, choices=CourseHost)
    kind = models.CharField("培训类别", max_length=14, choices=CourseKind)
    title = models.CharField("题目", max_length=100)
    held_on = models.DateField("举办日期")
    begins_at = models.TimeField("开始时间")
    place = models.CharField("举办地点", max_length=100)
    minutes = models.PositiveSmallIntegerField("培训分钟")
    lecturer = models.CharField("主讲人", max_length=100, blank=True)
    about = models.TextField("培训内容", blank=True)
    #: The last day to sign up.
    closes_on = models.DateField("报名截止")
    #: How many can come; none where there is room for all.
    seats = models.PositiveSmallIntegerField("名额", null=True, blank=True)
    #: Whether who holds a certificate of mediation, supervision and so on may come too.
    for_holders = models.BooleanField("持证人员可以参加", default=False)
    announced_at = models.DateTimeField("发布时间")
    announced_by = models.CharField("发布人", max_length=200)
    called_off_at = models.DateTimeField("取消时间", null=True, blank=True)
    called_off_why = models.CharField("取消理由", max_length=200, blank=True)
    #: When it was written down who came.
    attended_at = models.DateTimeField("到场登记时间", null=True, blank=True)
    attended_by = models.CharField("到场登记人", max_length=200, blank=True)
    submission_key = models.UUIDField("提交标识", unique=True)

    objects = CourseQuerySet.as_manager()

    class Meta:
        verbose_name = "培训"
        constraints = [
            models.CheckConstraint(
                name="a_course_is_signed_up_for_before_it_is_held",
                condition=models.Q(closes_on__lte=models.F("held_on")),
            ),
            models.CheckConstraint(
                name="a_course_called_off_says_why",
                condition=models.Q(called_off_at=None, called_off_why="")
                | (models.Q(called_off_at__isnull=False) & ~models.Q(called_off_why="")),
            ),
        ]
        indexes = [path_index("course_subtree"), models.Index("unit", "held_on", name="course_day")]

    def __str__(self) -> str:
        return self.title

    @property
    def hours(self) -> str:
        """The length in hours, as people say it: 3, 1.5."""
        return f"{self.minutes / 60:g}"


class CoursePaper(models.Model):
    """A paper handed out for a course."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="papers", verbose_name="培训")
    file = models.ForeignKey(File, models.PROTECT, related_name="+", verbose_name="文件")
    added_at = models.DateTimeField("加入时间")

    class Meta:
        verbose_name = "培训材料"

    def __str__(self) -> str:
        return f"{self.course_id} {self.file_id}"


class CourseEntryQuerySet(models.QuerySet["CourseEntry"]):
    def visible_to(self, actor: Any) -> "CourseEntryQuerySet":
        """One's own; all of a course only to who holds courses there."""
        if actor.is_worker or actor.user_id is None:
            return self.none()
        seen = models.Q(user_id=actor.user_id)
        if actor.can("panel.train") and actor.unit_path:
            seen |= models.Q(course__unit_path__startswith=actor.unit_path)
        return self.filter(seen)

    def coming(self) -> "CourseEntryQuerySet":
        return self.filter(withdrawn_at=None)


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class CourseEntry(models.Model):
    """That somebody signed up for a course or came to it, and for how long."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="entries", verbose_name="培训")
    user = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="courses", verbose_name="账号"
    )
    #: The lawyer, also one without an account; none for who comes with a certificate.
    lawyer = models.ForeignKey(
        Lawyer, models.PROTECT, null=True, blank=True, related_name="courses", verbose_name="律师"
    )
    entered_at = models.DateTimeField("报名时间")
    withdrawn_at = models.DateTimeField("退出时间", null=True, blank=True)
    #: None until it is written down who came; 0 for who did not.
    minutes = models.PositiveSmallIntegerField("到场分钟", null=True, blank=True)

    objects = CourseEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "培训报名"
        constraints = [
            models.CheckConstraint(
                name="somebody_comes_to_a_course",
                condition=models.Q(user__isnull=False) | models.Q(lawyer__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["course", "user"],
                condition=models.Q(user__isnull=False),
                name="a_person_signs_up_once",
            ),
            models.UniqueConstraint(
                fields=["course", "lawyer"],
                condition=models.Q(lawyer__isnull=False),
                name="a_lawyer_signs_up_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course_id} {self.lawyer_id or self.user_id}"

    @property
    def name(self) -> str:
        return self.lawyer.name if self.lawyer else self.user.name if self.user else ""
