from datetime import date
from typing import Any

import pghistory
import pgtrigger
from django.db import models

from gongyuan.cases.models import Case
from gongyuan.lawyers.models import Lawyer
from gongyuan.organisations.models import Unit, path_index


class ManagedQuerySet(models.QuerySet[Any]):
    """Rows of who arranges reviews: the subtree to see, the own unit to act."""

    def visible_to(self, actor: Any) -> Any:
        if actor.is_worker or actor.is_lawyer:
            return self.none()
        if not actor.unit_path or not actor.can("reviews.manage"):
            return self.none()
        return self.filter(unit_path__startswith=actor.unit_path)

    def handled_by(self, actor: Any) -> Any:
        if actor.unit_id is None:
            return self.none()
        return self.visible_to(actor).filter(unit_id=actor.unit_id)


_NEVER_CHANGED = pgtrigger.Update | pgtrigger.Delete


@pgtrigger.register(pgtrigger.Protect(name="standards_stay", operation=_NEVER_CHANGED))
class ReviewStandard(models.Model):
    """A score sheet an office has set for itself (评估标准); a later one takes its place."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField("路径", max_length=120)
    title = models.CharField("名称", max_length=100)
    source = models.CharField("依据", max_length=200)
    #: [{code, label, points}]
    items = models.JSONField("评分项目")
    #: [{label, least}], the highest first; empty: no grade is given.
    lines = models.JSONField("等级线", default=list)
    #: Points two reviewers may differ by before a third scores; none: no third.
    difference = models.PositiveSmallIntegerField("差异线", null=True, blank=True)
    entered_at = models.DateTimeField("确定时间")
    entered_by = models.CharField("确定人", max_length=200)

    objects = ManagedQuerySet.as_manager()

    class Meta:
        verbose_name = "评估标准"

    def __str__(self) -> str:
        return self.title


@pgtrigger.register(pgtrigger.Protect(name="draws_stay", operation=_NEVER_CHANGED))
class SampleDraw(models.Model):
    """A draw of cases for review: made once for a period, by a method anybody can repeat."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="抽样单位")
    unit_path = models.CharField("路径", max_length=120)
    #: The union, with those below it, whose closed cases are the population.
    covered_unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="抽样范围"
    )
    standard = models.ForeignKey(
        ReviewStandard, models.PROTECT, related_name="draws", verbose_name="评估标准"
    )
    period_from = models.DateField("结案自")
    period_to = models.DateField("结案至")
    seed = models.CharField("种子", max_length=100)
    method = models.CharField("方法", max_length=20)
    size = models.PositiveIntegerField("件数", null=True, blank=True)
    share_percent = models.PositiveSmallIntegerField("比例（%）", null=True, blank=True)
    population_count = models.PositiveIntegerField("总体件数")
    excluded_count = models.PositiveIntegerField("排除件数")
    drawn_count = models.PositiveIntegerField("抽中件数")
    #: The hash of the population's numbers, those excluded left out.
    population_sha256 = models.CharField("总体校验值", max_length=64)
    drawn_at = models.DateTimeField("抽样时间")
    drawn_by = models.CharField("抽样人", max_length=200)

    objects = ManagedQuerySet.as_manager()

    class Meta:
        verbose_name = "抽样"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "covered_unit", "period_from", "period_to"],
                name="a_period_is_drawn_once",
            )
        ]
        indexes = [path_index("draw_subtree")]

    def __str__(self) -> str:
        return f"{self.period_from}—{self.period_to}"


@pgtrigger.register(pgtrigger.Protect(name="members_stay", operation=_NEVER_CHANGED))
class SampleMember(models.Model):
    """One case of a draw's population: its place, whether it was drawn, or why it was left out."""

    draw = models.ForeignKey(
        SampleDraw, models.CASCADE, related_name="members", verbose_name="抽样"
    )
    case = models.ForeignKey(
        Case, models.PROTECT, related_name="+", db_index=False, verbose_name="案件"
    )
    number = models.CharField("案号", max_length=60)
    digest = models.CharField("散列值", max_length=64, blank=True)
    place = models.PositiveIntegerField("名次", null=True, blank=True)
    is_drawn = models.BooleanField("抽中")
    exclusion = models.CharField("排除理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "样本总体"
        constraints = [
            models.UniqueConstraint(fields=["draw", "case"], name="a_case_is_in_a_draw_once"),
            models.CheckConstraint(
                name="an_excluded_case_says_why_and_is_not_drawn",
                condition=models.Q(exclusion="", place__isnull=False)
                | (~models.Q(exclusion="") & models.Q(place=None, is_drawn=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class CaseReviewQuerySet(ManagedQuerySet):
    def visible_to(self, actor: Any) -> Any:
        """Who arranges: the subtree; the lawyer reviewed: the result, once it was served."""
        if actor.is_lawyer:
            mine = self.filter(lawyer__user_id=actor.user_id, served_at__isnull=False)
            return mine if actor.user_id else self.none()
        return super().visible_to(actor)

    def handled_by(self, actor: Any) -> Any:
        if actor.is_lawyer or actor.unit_id is None:
            return self.none()
        return self.visible_to(actor).filter(unit_id=actor.unit_id)

    def goes_over(self, *, on: date) -> "CaseReviewQuerySet":
        """Those whose result the lawyer does not have yet."""
        return self.filter(served_at=None)


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class CaseReview(models.Model):
    """The peer review of one case that was drawn (同行评估, SF/T 0085-2020)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="评估单位")
    unit_path = models.CharField("路径", max_length=120)
    draw = models.ForeignKey(
        SampleDraw, models.PROTECT, related_name="reviews", verbose_name="抽样"
    )
    case = models.ForeignKey(Case, models.PROTECT, related_name="reviewed", verbose_name="案件")
    lawyer = models.ForeignKey(
        Lawyer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reviewed",
        verbose_name="承办律师",
    )
    points = models.DecimalField("得分", max_digits=6, decimal_places=1, null=True, blank=True)
    grade = models.CharField("等级", max_length=20, blank=True)
    scored_at = models.DateTimeField("评完时间", null=True, blank=True)
    served_at = models.DateTimeField("送达时间", null=True, blank=True)
    served_on = models.DateField("送达日期", null=True, blank=True)

    objects = CaseReviewQuerySet.as_manager()

    class Meta:
        verbose_name = "案件评估"
        constraints = [
            models.UniqueConstraint(fields=["draw", "case"], name="a_drawn_case_is_reviewed_once"),
            models.CheckConstraint(
                name="a_review_is_served_after_it_has_points",
                condition=models.Q(served_at=None) | models.Q(points__isnull=False),
            ),
        ]
        indexes = [path_index("review_subtree", "served_on")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.points or ''}"


class ReviewSheetQuerySet(models.QuerySet["ReviewSheet"]):
    def visible_to(self, actor: Any) -> "ReviewSheetQuerySet":
        """The own sheets of a reviewer, and nobody else's: two reviewers do not read each other."""
        if actor.user_id is None or not actor.can("quality.answer"):
            return self.none()
        return self.filter(reviewer__user_id=actor.user_id, review__served_at=None)

    def handled_by(self, actor: Any) -> "ReviewSheetQuerySet":
        return self.visible_to(actor)


class ReviewSheet(models.Model):
    """One reviewer's scores of one case (评分表), independent of the other's."""

    review = models.ForeignKey(
        CaseReview, models.CASCADE, related_name="sheets", verbose_name="案件评估"
    )
    reviewer = models.ForeignKey(
        Lawyer, models.PROTECT, related_name="review_sheets", verbose_name="评估人"
    )
    position = models.PositiveSmallIntegerField("第几人")
    #: Points by code of the item.
    scores = models.JSONField("评分", default=dict)
    total = models.PositiveSmallIntegerField("总分", null=True, blank=True)
    opinion = models.TextField("评语", blank=True)
    assigned_at = models.DateTimeField("安排时间")
    assigned_by = models.CharField("安排人", max_length=200)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)

    objects = ReviewSheetQuerySet.as_manager()

    class Meta:
        verbose_name = "评分表"
        constraints = [
            models.UniqueConstraint(
                fields=["review", "reviewer"], name="a_reviewer_scores_a_case_once"
            ),
            models.UniqueConstraint(fields=["review", "position"], name="one_sheet_a_position"),
            models.CheckConstraint(
                name="at_most_three_score_a_case", condition=models.Q(position__range=(1, 3))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review_id} {self.position}"
