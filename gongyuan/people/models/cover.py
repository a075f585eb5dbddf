from datetime import date
from typing import Any

from django.db import models

from gongyuan.people.models.account import Post, User


class AbsenceCoverQuerySet(models.QuerySet["AbsenceCover"]):
    def visible_to(self, actor: Any) -> "AbsenceCoverQuerySet":
        """Covers one has asked for or is asked for."""
        if actor.user_id is None:
            return self.none()
        return self.filter(models.Q(post__user_id=actor.user_id) | models.Q(cover_id=actor.user_id))

    def handled_by(self, actor: Any) -> "AbsenceCoverQuerySet":
        """Those one has asked for and may end."""
        if actor.user_id is None:
            return self.none()
        return self.filter(post__user_id=actor.user_id)

    def standing(self) -> "AbsenceCoverQuerySet":
        return self.filter(ended_at=None)

    def running_on(self, day: date) -> "AbsenceCoverQuerySet":
        return self.standing().filter(starts_on__lte=day, ends_on__gte=day)


class AbsenceCover(models.Model):
    """That somebody does a post's work in place of who holds it, for some days (代班)."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="covers", verbose_name="被代岗位")
    cover = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="代班人")
    starts_on = models.DateField("自")
    ends_on = models.DateField("至")
    reason = models.CharField("事由", max_length=100, blank=True)
    named_at = models.DateTimeField("登记时间")
    ended_at = models.DateTimeField("提前结束时间", null=True, blank=True)

    objects = AbsenceCoverQuerySet.as_manager()

    class Meta:
        verbose_name = "代班"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="cover_ends_after_it_starts",
            )
        ]
        indexes = [
            models.Index(
                "cover", "ends_on", name="cover_standing", condition=models.Q(ended_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.post_id} {self.cover_id} {self.starts_on}—{self.ends_on}"
